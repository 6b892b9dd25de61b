"""What all dialogs share: paper, a title, and a footer with one primary button that ``Enter`` presses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QDialog, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import TextLine

INSET: Final = 24
"""Between a dialog's edge and its contents, in px."""

FOOTER_HEIGHT: Final = 56

_COMMANDING: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class DialogFrame(QDialog):
    """A dialog of the house.

    Args:
        title: Its title, for the window system and screen readers.
        size: How large it opens.
        parent: The window it belongs to.
    """

    def __init__(self, title: str, size: QSize, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.resize(size)
        self._primary: PushButton | None = None

    @property
    def primary(self) -> PushButton | None:
        """The button that ``Enter`` presses."""
        return self._primary

    def compose(
        self,
        body: QBoxLayout | QWidget,
        *,
        start: Sequence[QWidget] = (),
        end: Sequence[QWidget] = (),
        primary: PushButton | None = None,
    ) -> None:
        """Put the dialog together.

        Args:
            body: Everything above the footer.
            start: What stands at the start of the footer: quiet links, and the way back.
            end: What stands at its end, before the primary button.
            primary: The one thing to do.
        """
        self._primary = primary
        last = (primary,) if primary is not None else ()
        footer = Surface("panel")
        footer.setFixedHeight(FOOTER_HEIGHT)
        footer.setLayout(row(*start, None, *end, *last, start=INSET, end=INSET, gap=8))
        whole = column()
        if isinstance(body, QWidget):
            whole.addWidget(body, 1)
        else:
            whole.addLayout(body, 1)
        whole.addWidget(Hairline())
        whole.addWidget(footer)
        self.setLayout(whole)
        if primary is not None:
            primary.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let ``Enter`` press the button that has the keyboard, or else the primary one; ``Esc`` leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _COMMANDING:
            focused = QApplication.focusWidget()
            pressed = focused if isinstance(focused, PushButton) else self._primary
            if isinstance(pressed, QAbstractButton) and pressed.isEnabled():
                pressed.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        QPainter(self).fillRect(event.rect(), QColor(theme.current().paper))


def title_line(text: str, point_size: float = 15) -> TextLine:
    """Return the title of a dialog."""
    font = interface_font(point_size, QFont.Weight.DemiBold)
    return TextLine(text, font=font, height=round(point_size * 2), stretches=True)
