"""A choice between a few words side by side: a trough in which the chosen one is raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.painting import RTL, Align, advance, draw_rounded, draw_text

_INSET: Final = 2
_PADDING: Final = 12


class Segmented(QWidget):
    """A segmented control. The arrow keys go from one to the next.

    Args:
        texts: What the segments say.
        height: In px.
        point_size: Of their text.
        parent: The parent widget.

    Signals:
        chosen: The index of the segment the user chose.
    """

    chosen = Signal(int)

    def __init__(
        self, texts: Sequence[str], *, height: int = 28, point_size: float = 9.5, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(0)
        for index, text in enumerate(texts):
            segment = _Segment(text, point_size)
            self._group.addButton(segment, index)
            row.addWidget(segment)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_current(0)
        self._group.idClicked.connect(self.chosen)

    @property
    def current(self) -> int:
        """The index of the chosen segment."""
        return self._group.checkedId()

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The segments."""
        return self._group.buttons()

    def set_current(self, index: int) -> None:
        """Choose a segment without saying so; none of them with -1."""
        if index >= 0:
            self._group.button(index).setChecked(True)
        elif (chosen := self._group.checkedButton()) is not None:
            self._set_exclusive(is_exclusive=False)
            chosen.setChecked(False)
            self._set_exclusive(is_exclusive=True)

    def _set_exclusive(self, *, is_exclusive: bool) -> None:
        self._group.setExclusive(is_exclusive)
        for segment in self._group.buttons():
            segment.setAutoExclusive(is_exclusive)

    def set_available(self, index: int, *, is_available: bool) -> None:
        """Allow a segment to be chosen, or not."""
        self._group.button(index).setEnabled(is_available)

    def step(self, by: int) -> None:
        """Choose the next available segment in a direction, as the user does."""
        index = self.current + by
        while 0 <= index < len(self._group.buttons()):
            if self._group.button(index).isEnabled():
                self._group.button(index).click()
                return
            index += by

    def focus_current(self) -> None:
        """Bring the keyboard to the chosen segment."""
        self._group.button(self.current).setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        draw_rounded(QPainter(self), QRectF(self.rect()), 6, theme.current().hover)


class _Segment(FlatButton):
    """One of the words."""

    def __init__(self, text: str, point_size: float) -> None:
        super().__init__()
        self._font = interface_font(point_size)
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return room for the word."""
        return QSize(round(advance(self.text(), self._font) + 2 * _PADDING), 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or previous segment as it looks; everything else is a button's."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        owner = self.parentWidget()
        if step is None or not isinstance(owner, Segmented):
            super().keyPressEvent(event)
            return
        owner.step(-step if self.layoutDirection() is RTL else step)
        owner.focus_current()

    def ground(self) -> str | None:
        """Return nothing: the trough is the ground."""
        return None

    def paint_content(self, painter: QPainter) -> None:
        """Paint the word, raised when it is the chosen one."""
        tokens = theme.current()
        box = QRectF(self.rect())
        if self.isChecked():
            draw_rounded(painter, box, 5, tokens.raised, theme.mix(tokens.hairline, tokens.ink, 0.06))
        colour = tokens.ink if self.isChecked() or self.underMouse() else tokens.muted
        draw_text(painter, box, self.text(), self._font, colour, Align.CENTRE, self.layoutDirection())
