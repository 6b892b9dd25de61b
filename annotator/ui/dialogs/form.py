"""A small dialog that asks for one or a few short texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QWidget

from annotator.ui.fonts import interface_font
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import Prose, TextLine

_WIDTH: Final = 440


@dataclass(frozen=True, slots=True)
class Blank:
    """A text that is asked for.

    Attributes:
        name: What it is.
        value: What it is now.
        is_valid: Tells whether a text may stand here.
        example: What a good one looks like, shown while it is empty.
    """

    name: str
    value: str = ""
    is_valid: Callable[[str], bool] = bool
    example: str = ""


class FormDialog(QDialog):
    """Asks, and says what was answered. It never blocks: ``answered`` follows, or nothing.

    Args:
        title: What the dialog is about.
        explanation: What the answer will do, or "".
        blanks: What is asked for.
        confirm: The words on the primary button.
        parent: The window.

    Signals:
        answered: The texts, in the order of the blanks.
    """

    answered = Signal(object)

    def __init__(
        self, title: str, explanation: str, blanks: Sequence[Blank], *, confirm: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        self._blanks = tuple(blanks)
        self.fields = [self._field(blank) for blank in self._blanks]
        self._confirm = PushButton(confirm, Emphasis.PRIMARY, key="Enter")
        self._lay_out(title, explanation)
        self._confirm.clicked.connect(self._on_confirmed)
        self._on_edited()
        self.fields[0].selectAll()

    def _field(self, blank: Blank) -> Field:
        field = Field()
        field.setText(blank.value)
        field.setPlaceholderText(blank.example)
        field.setAccessibleName(blank.name)
        field.textChanged.connect(self._on_edited)
        field.returnPressed.connect(self._on_confirmed)
        return field

    def _lay_out(self, title: str, explanation: str) -> None:
        body = Surface("paper")
        heading = TextLine(title, font=interface_font(15, QFont.Weight.DemiBold), height=30)
        parts: list[QWidget | int] = [heading]
        if explanation:
            parts += [4, Prose(explanation, lines=4)]
        for blank, field in zip(self._blanks, self.fields, strict=True):
            parts += [12, TextLine(blank.name, font=interface_font(9), tone="muted"), 4, field]
        body.setLayout(column(*parts, start=24, top=20, end=24, bottom=20))
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = Surface()
        foot.setFixedHeight(56)
        foot.setLayout(row(None, cancel, self._confirm, start=24, end=24, gap=8))
        self.setLayout(column(body, Hairline(), foot))

    def _on_edited(self) -> None:
        sound = [blank.is_valid(field.text().strip()) for blank, field in zip(self._blanks, self.fields, strict=True)]
        for field, is_sound in zip(self.fields, sound, strict=True):
            field.set_wrong(is_wrong=not is_sound)
        self._confirm.setEnabled(all(sound))

    def _on_confirmed(self) -> None:
        if self._confirm.isEnabled():
            self.answered.emit(tuple(field.text().strip() for field in self.fields))
            self.accept()
