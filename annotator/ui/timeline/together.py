"""The card of the mentions that share one date, across languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from annotator.app.timeline import DatedMention
from annotator.core.datevalue import DateValue
from annotator.core.labels import Label
from annotator.ui import theme
from annotator.ui.dates.wording import value_text
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.painting import Align, advance, draw_pattern, draw_rounded, draw_text, placed
from annotator.ui.wording import counted

_WIDTH: Final = 320
_HEAD: Final = 30
_ROW: Final = 20
_MOST: Final = 5
_INSET: Final = 14
_SAMPLE: Final = 16


class TogetherCard(QWidget):
    """Lists them; a click opens one.

    Signals:
        open_requested: The :class:`~annotator.app.timeline.DatedMention` that was clicked.
    """

    open_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[tuple[DatedMention, int]] = []
        self._current = 0
        self._top = 0
        self._title = ""
        self._label: Label | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def title(self) -> str:
        """What the card says above the mentions."""
        return self._title

    @property
    def current(self) -> DatedMention:
        """The mention of the row that keys go to."""
        return self._rows[self._current][0]

    def show_mentions(self, mentions: Sequence[DatedMention], current: DatedMention, label: Label) -> None:
        """List mentions; those with the same words and value in the same article once, with their number.

        Args:
            mentions: In the order of time; at least one.
            current: The one whose row keys go to first.
            label: The label of dates, for its colours.
        """
        kept = self._rows[self._current][0] if self._rows else None
        self._label = label
        rows: dict[tuple[str, str, DateValue | None], tuple[DatedMention, int]] = {}
        for each in mentions:
            key = each.surface, each.document, each.date
            rows[key] = (rows[key][0] if key in rows else each, rows[key][1] + 1 if key in rows else 1)
        self._rows = list(rows.values())
        wanted = kept if kept is not None and kept.date == current.date else current
        self._current = next((row for row, (each, _) in enumerate(self._rows) if each == wanted), 0)
        self._scroll()
        self._title = self._titled(mentions)
        self.setAccessibleName(self._title)
        self.update()

    def step(self, by: int) -> None:
        """Go to another row."""
        self._current = max(0, min(len(self._rows) - 1, self._current + by))
        self._scroll()
        self.update()

    def _titled(self, mentions: Sequence[DatedMention]) -> str:
        number, languages = len(mentions), len({each.language for each in mentions})
        dates = len({(each.first, each.last) for each in mentions})
        date = mentions[0].date
        value = value_text(date) if date and dates == 1 else counted(self.tr("%n date(s)", "", dates), dates)
        return self.tr("{date}: {mentions}, {languages}").format(
            date=value,
            mentions=counted(self.tr("%n mention(s)", "", number), number),
            languages=counted(self.tr("%n language(s)", "", languages), languages),
        )

    def _scroll(self) -> None:
        """Bring the current row into sight."""
        self._top = max(0, min(max(self._top, self._current - _MOST + 1), self._current, len(self._rows) - 1))

    def sizeHint(self) -> QSize:
        """Return room for the title and some rows."""
        shown = min(len(self._rows), _MOST) + (len(self._rows) > _MOST)
        return QSize(_WIDTH, _HEAD + _ROW * shown + 8)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the mention of the row under the pointer."""
        row = int((event.position().y() - _HEAD) // _ROW)
        if 0 <= row < _MOST and self._top + row < len(self._rows):
            self.open_requested.emit(self._rows[self._top + row][0])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the rows, one for every turn."""
        by = -1 if event.angleDelta().y() > 0 else 1
        self._top = max(0, min(len(self._rows) - _MOST, self._top + by))
        self.update()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from the plot below."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint surface, title and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        outline = tokens.hairline if tokens.name is theme.ThemeName.CONTRAST else None
        draw_rounded(painter, QRectF(self.rect()), 6, tokens.panel, outline)
        direction = self.layoutDirection()
        title = placed(self, _INSET, 8, self.width() - 2 * _INSET, _HEAD - 8)
        bold = interface_font(9.5, QFont.Weight.DemiBold)
        draw_text(painter, title, self._title, bold, tokens.ink, Align.START, direction, own_direction=False)
        for number, (dated, count) in enumerate(self._rows[self._top : self._top + _MOST]):
            top = _HEAD + _ROW * number
            if self._top + number == self._current and len(self._rows) > 1:
                draw_rounded(painter, placed(self, 6, top, self.width() - 12, _ROW), 4, tokens.row)
            self._paint_row(painter, top, dated, count)
        if len(self._rows) > _MOST:
            rest = placed(self, _INSET, _HEAD + _ROW * _MOST, self.width() - 2 * _INSET, _ROW)
            last = min(len(self._rows), self._top + _MOST)
            more = self.tr("{first} to {last} of {number}").format(
                first=self._top + 1, last=last, number=len(self._rows)
            )
            draw_text(painter, rest, more, interface_font(8.5), tokens.muted, Align.START, direction)

    def _paint_row(self, painter: QPainter, top: float, dated: DatedMention, count: int) -> None:
        tokens = theme.current()
        direction = self.layoutDirection()
        sample = placed(self, _INSET, top + 9, _SAMPLE, 2)
        if self._label is not None:
            draw_pattern(painter, self._label, sample.left(), sample.right(), sample.top())
        words = f"{dated.surface}  ×{count}" if count > 1 else dated.surface
        font = interface_font(9)
        width = min(advance(words, font) + 2, self.width() * 0.55)
        box = placed(self, _INSET + _SAMPLE + 8, top, width, _ROW)
        draw_text(painter, box, words, font, tokens.ink, Align.START, direction)
        start = _INSET + _SAMPLE + 18 + width
        rest = placed(self, start, top, max(20.0, self.width() - _INSET - start), _ROW)
        draw_text(painter, rest, dated.title, interface_font(8.5), tokens.muted, Align.END, direction)

    def row_at(self, number: int) -> QPointF:
        """Return the middle of a row."""
        return QPointF(self.width() / 2, _HEAD + _ROW * (number + 0.5))
