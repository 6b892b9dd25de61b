"""The Unicode bidirectional algorithm (UAX #9) for everything that is not drawn by Qt, and to check what is."""

from annotator.lang.bidi.base import base_directions
from annotator.lang.bidi.lines import LevelRun, level_runs, line_levels, visual_order, visual_runs
from annotator.lang.bidi.paragraph import Paragraph, resolve
from annotator.lang.bidi.terminal import for_terminal
from annotator.lang.bidi.warnings import ControlKind, ControlWarning, control_warnings

__all__ = [
    "ControlKind",
    "ControlWarning",
    "LevelRun",
    "Paragraph",
    "base_directions",
    "control_warnings",
    "for_terminal",
    "level_runs",
    "line_levels",
    "resolve",
    "visual_order",
    "visual_runs",
]
