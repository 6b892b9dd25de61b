"""What reads like a linked mention, each place in its context, before all of it is linked with one act."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.app.identical import Scope
from annotator.core.labels import LabelSet
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.dialogs.hit_list import HitList, HitModel
from annotator.ui.fonts import interface_font
from annotator.ui.marking import Alike
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, column
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, isolated

_SIZE: Final = QSize(720, 560)


class IdenticalDialog(DialogFrame):
    """The dialog.

    Signals:
        confirmed: The hits to link.
    """

    confirmed = Signal(object)

    def __init__(self, alike: Alike, labels: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Link all alike"), _SIZE, parent)
        self._alike = alike
        self.model = HitModel(alike.hits, self)
        self.list = HitList(self.tr("Places that read alike"), self.model, labels.get(alike.mention.label))
        self._link = PushButton("", Emphasis.PRIMARY, key=self.tr("Enter"))
        self._link.clicked.connect(self._on_confirmed)
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        everything = PushButton(self.tr("Check all"), Emphasis.LINK)
        everything.clicked.connect(self._on_everything)
        nothing = PushButton(self.tr("Check none"), Emphasis.LINK)
        nothing.clicked.connect(self._on_nothing)
        head = column(
            title_line(self._headline()),
            TextLine(self._explanation(), font=interface_font(10), tone="muted", stretches=True),
            start=INSET,
            top=16,
            end=INSET,
            bottom=10,
        )
        body = column(head, Hairline(), 4, self.list)
        self.compose(body, start=(everything, nothing), end=(cancel,), primary=self._link)
        self.model.dataChanged.connect(self._show_count)
        self._show_count()
        self.list.setFocus()

    def _headline(self) -> str:
        surface, name = isolated(self._alike.mention.surface), isolated(self._alike.name)
        return self.tr("Link every {surface} to {name}").format(surface=surface, name=name)

    def _explanation(self) -> str:
        total = self.model.total
        if self._alike.scope is Scope.DOCUMENT:
            found = self.tr("%n more place(s) in this article. One act, one undo.", "", total)
        else:
            found = self.tr("%n more place(s) in the workspace. One act, one undo.", "", total)
        return counted(found, total)

    def _show_count(self) -> None:
        chosen = len(self.model.checked)
        self._link.set_words(counted(self.tr("Link %n mention(s)", "", chosen), chosen))
        self._link.setEnabled(chosen > 0)

    def _on_everything(self) -> None:
        self.model.check_all(on=True)

    def _on_nothing(self) -> None:
        self.model.check_all(on=False)

    def _on_confirmed(self) -> None:
        self.accept()
        self.confirmed.emit(self.model.checked)
