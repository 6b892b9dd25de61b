"""How a mark looks in its state: colours, pattern, outline."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QColor

from annotator.core.ids import MentionId
from annotator.core.labels import LabelSet, LinePattern
from annotator.ui import theme
from annotator.ui.document.marks import Mark

_DOUBTFUL_LINE: Final = 0.5
_DOUBTFUL_PEER: Final = 0.9


class Focus(NamedTuple):
    """Which marks stand out.

    Attributes:
        selected: The selected mark.
        hovered: The mark under the mouse.
        peers: The marks of the selected one's entity.
    """

    selected: MentionId | None = None
    hovered: MentionId | None = None
    peers: frozenset[MentionId] = frozenset()


class MarkStyle(NamedTuple):
    """The colours of a mark.

    Attributes:
        fill: Behind the text; None for none.
        line: Of the pattern line.
        strong: The label's own colour.
        outline: Around the fill, 1 px; None for none.
        pattern: Of the line.
    """

    fill: QColor | None
    line: QColor
    strong: QColor
    outline: QColor | None
    pattern: LinePattern


class MarkStyles:
    """The styles of a set of labels in one theme."""

    def __init__(self, current: theme.Theme, labels: LabelSet) -> None:
        self._theme = current
        self._strong = {label.name: current.label_colour(label) for label in labels}
        self._patterns = {label.name: label.pattern for label in labels}

    def style(self, mark: Mark, focus: Focus) -> MarkStyle:
        """Return how a mark looks."""
        token = self._strong.get(mark.label, self._theme.muted)
        strong = theme.colour(token)
        doubtful = mark.suggested and mark.id != focus.selected
        share = self._fill_share(mark, focus)
        return MarkStyle(
            theme.mix(self._theme.paper, token, share) if share else None,
            theme.colour(token, round(255 * _DOUBTFUL_LINE)) if doubtful else strong,
            strong,
            strong if self._is_outlined(mark, focus) else None,
            self._patterns.get(mark.label, LinePattern.SOLID),
        )

    def _fill_share(self, mark: Mark, focus: Focus) -> float:
        if mark.id == focus.selected:
            return self._theme.focused_share
        if mark.id in focus.peers:
            return self._theme.gold_share * _DOUBTFUL_PEER if mark.suggested else self._theme.peer_share
        return self._theme.suggestion_share if mark.suggested else self._theme.gold_share

    def _is_outlined(self, mark: Mark, focus: Focus) -> bool:
        """Tell whether there is an outline: under the mouse, and where a theme without fills shows peers by it."""
        if mark.id == focus.selected:
            return False
        return mark.id == focus.hovered or (mark.id in focus.peers and not self._theme.gold_share)
