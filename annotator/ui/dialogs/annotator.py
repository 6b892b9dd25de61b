"""Who works here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import column
from annotator.ui.widgets.text_line import Prose, TextLine
from annotator.ui.wording import isolated

_SIZE: Final = QSize(460, 250)


class AnnotatorDialog(DialogFrame):
    """Asks for the name under which work goes on.

    Args:
        name: The name so far.
        known: Names that have worked in the workspace before.
        parent: The window.

    Signals:
        named: The name.
    """

    named = Signal(str)

    def __init__(self, name: str, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Change annotator"), _SIZE, parent)
        self._known = frozenset(known)
        self.field = Field()
        self.field.setAccessibleName(self.tr("Name"))
        self.field.setText(name)
        self.field.textChanged.connect(self._check)
        self._note = TextLine(font=interface_font(9), tone="muted", stretches=True)
        self._confirm = PushButton(self.tr("Go on"), Emphasis.PRIMARY, key=self.tr("Enter"))
        self._confirm.clicked.connect(self._on_confirmed)
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        explanation = self.tr(
            "What is done from now on is kept under this name, and undo takes back what was done under it."
        )
        body = column(
            title_line(self.tr("Who works here?")), 4, Prose(explanation, lines=3), 14, self.field, 6, self._note, None,
            start=INSET, top=18, end=INSET,
        )  # fmt: skip
        self.compose(body, end=(cancel,), primary=self._confirm)
        self.field.selectAll()
        self.field.setFocus()
        self._check()

    @property
    def _name(self) -> str:
        return " ".join(self.field.text().split())

    def _check(self) -> None:
        """Say whether this is somebody new; a name has to have something in it."""
        name = self._name
        self._confirm.setEnabled(bool(name))
        if not name or name in self._known:
            self._note.set_text("")
        else:
            self._note.set_text(self.tr("{name} is new in this workspace.").format(name=isolated(name)))

    def _on_confirmed(self) -> None:
        self.accept()
        self.named.emit(self._name)
