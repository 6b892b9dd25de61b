"""Bad news, told in the order in which it matters: what happened, what is safe, what is paused, and one way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.core.errors import UserError
from annotator.ui import theme
from annotator.ui.dialogs.frame import INSET, DialogFrame
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import Prose
from annotator.ui.wording import error_sentence

_SIZE: Final = QSize(520, 260)
_ICON: Final = 28


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the dialog tells.

    Attributes:
        headline: What happened, in a few words.
        what: The same in a sentence: who did it, when, to which file.
        safe: What is not lost, a sentence each.
        paused: What cannot be done until this is settled, or "".
        details: What somebody who helps would ask for: paths, messages of the system.
        way_out: What the primary button does; "" when there is nothing to do but to know.
        again: What looks whether the trouble is over, or "".
        icon: A glyph.
    """

    headline: str
    what: str
    safe: tuple[str, ...] = ()
    paused: str = ""
    details: tuple[str, ...] = ()
    way_out: str = ""
    again: str = ""
    icon: str = "warning-circle"

    @classmethod
    def of(cls, headline: str, error: UserError) -> Trouble:
        """Return what there is to tell about an error that changed nothing."""
        return cls(headline, error_sentence(error), details=(error.path,) if error.path else ())


class ErrorDialog(DialogFrame):
    """The dialog. Where there is a way out, ``Esc`` is none.

    Signals:
        way_out_chosen: The primary button was pressed.
        again_chosen: The user thinks that the trouble is over.
    """

    way_out_chosen = Signal()
    again_chosen = Signal()

    def __init__(self, trouble: Trouble, parent: QWidget | None = None) -> None:
        super().__init__(trouble.headline, _SIZE, parent)
        self._trouble = trouble
        self._details = Prose("\n".join(trouble.details), font=interface_font(9), lines=4)
        self._details.hide()
        self.compose(self._body(), start=self._quiet_buttons(), end=self._again_buttons(), primary=self._way_out())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay when ``Esc`` is pressed while something has to be decided."""
        if event.key() == Qt.Key.Key_Escape and self._trouble.way_out:
            return
        super().keyPressEvent(event)

    def _body(self) -> QWidget:
        trouble = self._trouble
        lines: list[QWidget | int | None] = [
            Prose(trouble.headline, font=interface_font(12.5, QFont.Weight.DemiBold), tone="ink", lines=2),
            6,
            Prose(trouble.what, tone="ink", lines=4),
        ]
        for sentence in trouble.safe:
            lines += [6, _Safe(sentence)]
        if trouble.paused:
            lines += [8, Prose(trouble.paused, font=interface_font(9.5), lines=2)]
        lines += [8, self._details, None]
        text = QWidget()
        text.setLayout(column(*lines))
        body = QWidget()
        icon = _Sign(trouble.icon)
        made = row(icon, text, start=INSET, top=26, end=INSET, bottom=8, gap=16)
        made.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        body.setLayout(made)
        return body

    def _quiet_buttons(self) -> list[PushButton]:
        if not self._trouble.details:
            return []
        button = PushButton(self.tr("Details"), Emphasis.LINK)
        button.clicked.connect(self._on_details)
        return [button]

    def _again_buttons(self) -> list[PushButton]:
        if not self._trouble.again:
            return []
        button = PushButton(self._trouble.again)
        button.clicked.connect(self._on_again)
        return [button]

    def _way_out(self) -> PushButton:
        text = self._trouble.way_out or self.tr("Close")
        button = PushButton(text, Emphasis.PRIMARY, key=self.tr("Enter"))
        button.clicked.connect(self._on_way_out)
        return button

    def _on_details(self) -> None:
        """Show the details, and put them on the clipboard for whoever is asked for help."""
        self._details.show()
        QGuiApplication.clipboard().setText("\n".join((self._trouble.what, *self._trouble.details)))

    def _on_again(self) -> None:
        self.again_chosen.emit()

    def _on_way_out(self) -> None:
        self.accept()
        if self._trouble.way_out:
            self.way_out_chosen.emit()


class _Sign(QWidget):
    """The icon, in the colour of errors; the surface itself is never red."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        colour = QColor(theme.current().error)
        paint_icon(QPainter(self), self.rect().toRectF(), self._name, colour, self.layoutDirection())


class _Safe(QWidget):
    """A check and what is safe."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        check = _Check()
        made = row(check, Prose(sentence, tone="ink", lines=2), gap=8)
        made.setAlignment(check, Qt.AlignmentFlag.AlignTop)
        self.setLayout(made)


class _Check(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(14, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a check in the colour of success."""
        box = self.rect().adjusted(0, 3, 0, -3).toRectF()
        paint_icon(QPainter(self), box, "check", QColor(theme.current().ok))
