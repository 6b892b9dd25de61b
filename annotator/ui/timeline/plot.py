"""The plot of the timeline: marks in lanes over three rulers, and the line through all that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.app.timeline import DatedMention
from annotator.core.labels import Label
from annotator.ui import theme
from annotator.ui.dates.wording import value_text
from annotator.ui.fonts import interface_font
from annotator.ui.timeline.layout import Group, Placed
from annotator.ui.timeline.painter import NAMES, TimelinePainter, box_of, words_width
from annotator.ui.timeline.picture import STACK_HEIGHT, Picture, Zoom, draw_up, zoomed
from annotator.ui.timeline.together import TogetherCard
from annotator.ui.widgets.painting import RTL, Align, draw_focus_ring, draw_text
from annotator.ui.wording import isolated

_WHEEL: Final = 0.6
_CARD_GAP: Final = 14
_CONNECTOR: Final = 136
"""How long the line from a date to the card of those who share it is, in px."""


class TimelinePlot(QWidget):
    """Shows dates and lets one of them be chosen.

    Signals:
        group_chosen: The :class:`~annotator.ui.timeline.layout.Group` that is chosen now, or None.
        open_requested: The :class:`~annotator.app.timeline.DatedMention` to open.
        edit_requested: The one whose date is to be edited.
    """

    group_chosen = Signal(object)
    open_requested = Signal(object)
    edit_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[Group] = []
        self._label: Label | None = None
        self._chosen: Group | None = None
        self._per_day: float | None = None
        self._offset = 0.0
        self._picture: Picture | None = None
        self._empty = ""
        self.together = TogetherCard(self)
        self.together.open_requested.connect(self.open_requested)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))

    @property
    def groups(self) -> list[Group]:
        """What is shown, in the order of time."""
        return self._groups

    @property
    def chosen(self) -> Group | None:
        """What is chosen."""
        return self._chosen

    @property
    def picture(self) -> Picture:
        """Where everything is."""
        if self._picture is None:
            width = max(200.0, float(self.width() - NAMES))
            self._picture = draw_up(
                self._groups, width, self.height(), words_width, per_day=self._per_day, offset=self._offset
            )
            self._offset = self._picture.axis.offset
        return self._picture

    def show_groups(self, groups: Sequence[Group], label: Label | None, empty: str) -> None:
        """Show other dates; of what is chosen as much stays chosen as is still there.

        Args:
            groups: The dates, in the order of time.
            label: The label of dates, for its colours.
            empty: What to say when there are none.
        """
        self._groups = list(groups)
        self._label = label
        self._empty = empty
        if self._chosen is not None:
            key = self._chosen.first, self._chosen.last, self._chosen.shape
            self._chosen = next((each for each in groups if (each.first, each.last, each.shape) == key), None)
        self._refresh()

    def set_zoom(self, zoom: Zoom) -> None:
        """Draw the dense range so wide; what is chosen, or else its end, is in sight."""
        self._per_day = zoom.per_day
        self._offset = 0.0
        self._refresh()
        if self._per_day is not None:
            self._bring(self._chosen or (self._groups[-1] if self._groups else None))
            self._refresh()

    def choose(self, group: Group | None) -> None:
        """Choose a date and bring it into sight."""
        self._chosen = group
        self._bring(group)
        self._refresh()
        self.group_chosen.emit(group)
        if group is not None:
            self._speak(self._words_of(group.mentions[0]))

    def step(self, by: int) -> None:
        """Choose the next or previous date."""
        if not self._groups:
            return
        if self._chosen is None:
            self.choose(self._groups[0 if by > 0 else -1])
            return
        place = self._groups.index(self._chosen) + by
        if 0 <= place < len(self._groups):
            self.choose(self._groups[place])

    def rect_of(self, group: Group) -> QRectF | None:
        """Return where a date's mark and words are on the widget."""
        placed = self.picture.of(group)
        if placed is None:
            return None
        top = self.picture.lane_top(placed.lane)
        left = min(placed.left, placed.text_left)
        right = max(placed.right, placed.text_left + placed.text_width)
        return box_of(self, left, top, max(8.0, right - left), STACK_HEIGHT if placed.lane is None else 34)

    def sizeHint(self) -> QSize:
        """Return the height under the bar."""
        return QSize(900, 364)

    def _current(self, chosen: Group) -> DatedMention:
        """Return the mention that the keys go to: that of the card's row, where there is a card."""
        return chosen.mentions[0] if self.together.isHidden() else self.together.current

    def _speak(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from date to date as it looks; open or edit the chosen one."""
        forward = Qt.Key.Key_Left if self.layoutDirection() is RTL else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self.layoutDirection() is RTL else Qt.Key.Key_Left
        if event.key() == forward:
            self.step(1)
        elif event.key() == back:
            self.step(-1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.together.isHidden():
            self.together.step(1 if event.key() == Qt.Key.Key_Down else -1)
            self._speak(self._words_of(self.together.current))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.open_requested.emit(self._current(self._chosen))
        elif event.key() == Qt.Key.Key_D and self._chosen is not None:
            self.edit_requested.emit(self._current(self._chosen))
        elif event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        found = self._under(event.position())
        self.choose(found.group if found else None)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        found = self._under(event.position())
        if found is not None:
            self.open_requested.emit(found.group.mentions[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that something can be pressed."""
        found = self._under(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._words_of(found.group.mentions[0]) if found and not found.stacked else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom where the pointer is."""
        delta = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x = self._from_start(event.position().x()) - NAMES
            self._per_day, self._offset = zoomed(self.picture.axis, x, 1.0015**delta)
        else:
            self._offset = max(0.0, self._offset - delta * _WHEEL)
        self._refresh()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another direction or type."""
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._refresh()
        super().changeEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint plot, rulers and what is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        painter.fillRect(event.rect(), QColor(tokens.paper))
        if not self._groups:
            rect = QRectF(self.rect())
            draw_text(
                painter, rect, self._empty, interface_font(10), tokens.muted, Align.CENTRE, self.layoutDirection()
            )
            return
        card = self.together.geometry() if self.together.isVisible() else None
        brush = TimelinePainter(painter, self.picture, self.width(), self.layoutDirection(), self._label)
        brush.paint(self._chosen, card)
        if self.hasFocus() and self._chosen is None:
            draw_focus_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2))

    # Where things are

    def _from_start(self, x: float) -> float:
        return self.width() - x if self.layoutDirection() is RTL else x

    def _under(self, point: QPointF) -> Placed | None:
        return self.picture.at(self._from_start(point.x()) - NAMES, point.y())

    def _bring(self, group: Group | None) -> None:
        """Scroll so that a date is in sight."""
        if group is None:
            return
        axis = self.picture.axis
        if axis.is_early(group.first):
            return
        x = axis.x(group.first)
        if not axis.start <= x <= self.picture.width - 120:
            self._offset = max(0.0, x + axis.offset - axis.start - (self.picture.width - axis.start) / 2)
            self._picture = None

    def _refresh(self) -> None:
        self._picture = None
        self._show_card()
        self.update()

    def _show_card(self) -> None:
        """Show who shares the chosen date, well away from its mark."""
        chosen = self.picture.of(self._chosen) if self._groups else None
        if chosen is None or self._chosen is None or len(chosen.mentions) < 2 or self._label is None:
            self.together.hide()
            return
        self.together.show_mentions(chosen.mentions, self._chosen.mentions[0], self._label)
        size = self.together.sizeHint()
        start = chosen.left + _CONNECTOR
        if start + size.width() + _CARD_GAP > self.picture.width:
            start = max(_CARD_GAP - NAMES, chosen.left - _CONNECTOR - size.width())
        self.together.setGeometry(box_of(self, start, 12, size.width(), size.height()).toAlignedRect())
        self.together.show()

    def _words_of(self, dated: DatedMention) -> str:
        value = value_text(dated.date) if dated.date else ""
        return f"{isolated(' '.join(dated.surface.split()))}, {value}, {isolated(dated.title)}"
