"""The sizes that one text size brings with it: fonts of the article and of the words under marks, and spacing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui import fonts
from annotator.ui.document.marks import UnderMarks

SMALLEST: Final = 11.0
USUAL: Final = 15.0
LARGEST: Final = 28.0
"""Text sizes, in points."""

COLUMN_EMS: Final = 47
"""The widest text column, in text sizes."""

MARGIN: Final = 52
"""Between the text column and the edge at least; paragraph numbers stand in it."""

NARROWEST_COLUMN: Final = 160

_LABEL_SCALE: Final = 0.52
_NAME_SCALE: Final = 0.60
_LABEL_SPACING: Final = 104
_LEAD: Final = 3
_PATTERN_ONLY_LANE: Final = 6.0
_MOST_WIDTHS: Final = 5_000


class Typography:
    """Fonts and distances for one text size. Distances are pixels, text sizes points at 96 dpi.

    Attributes:
        text_size: The reader's text size.
        under_marks: What is written under the marks.
        lane_height: How much room the line of a mark and the words under it take.
        lead: Room above the text of each line.
        line_gap: Room between a line's last lane and the next line.
        paragraph_gap: Room after a paragraph.
    """

    def __init__(self, text_size: float, under_marks: UnderMarks) -> None:
        self.text_size = text_size
        self.under_marks = under_marks
        self.label_font = fonts.interface_font(
            text_size * _LABEL_SCALE, QFont.Weight.DemiBold, letter_spacing=_LABEL_SPACING
        )
        self.doubtful_label_font = fonts.interface_font(text_size * _LABEL_SCALE, letter_spacing=_LABEL_SPACING)
        self.name_font = fonts.interface_font(text_size * _NAME_SCALE)
        self.nil_font = QFont(self.name_font)
        self.nil_font.setItalic(True)
        self.number_font = fonts.interface_font(8, tabular=True)
        self._label_metrics = QFontMetricsF(self.label_font)
        self._name_metrics = QFontMetricsF(self.name_font)
        self._label_widths: dict[str, float] = {}
        self._name_widths: dict[str, float] = {}
        wordless = under_marks is UnderMarks.NOTHING
        self.lane_height = _PATTERN_ONLY_LANE if wordless else self._name_metrics.height() + 1.5
        self.lead = _LEAD
        self.line_gap = text_size * 0.18
        self.paragraph_gap = text_size * 0.55

    def label_width(self, label: str) -> float:
        """Return how wide a label is under a mark."""
        return _remembered(self._label_widths, self._label_metrics, label)

    def name_width(self, name: str) -> float:
        """Return how wide a name is under a mark."""
        return _remembered(self._name_widths, self._name_metrics, name)

    def shortened_name(self, name: str, room: float) -> str:
        """Return a name with as much of its end left out as the room asks for."""
        return self._name_metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)

    def column_width(self, viewport_width: int) -> int:
        """Return how wide the text column is in a viewport."""
        widest = int(COLUMN_EMS * self.text_size)
        return max(NARROWEST_COLUMN, min(viewport_width - 2 * MARGIN, widest))

    def estimated_height(self, characters: int, column: int) -> int:
        """Guess how tall a block is that has not been laid out."""
        per_line = max(1.0, column / (self.text_size * 0.62))
        lines = max(1, -(-characters // int(per_line)))
        return int(lines * (self.text_size * 2.05 + self.lane_height + self.lead + self.line_gap) + self.paragraph_gap)


def clamped_text_size(text_size: float) -> float:
    """Return the nearest text size that is offered."""
    return min(max(text_size, SMALLEST), LARGEST)


def _remembered(widths: dict[str, float], metrics: QFontMetricsF, text: str) -> float:
    width = widths.get(text)
    if width is None:
        if len(widths) >= _MOST_WIDTHS:
            widths.clear()
        width = widths[text] = metrics.horizontalAdvance(text)
    return width
