"""Parting an entity that is two: which of its mentions go to one of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.app.identical import Hit
from annotator.core.labels import Label
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.dialogs.hit_list import HitList, HitModel
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, column
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, isolated

_SIZE: Final = QSize(720, 560)


class SplitDialog(DialogFrame):
    """The dialog.

    Signals:
        confirmed: The ids of the mentions that go.
    """

    confirmed = Signal(object)

    def __init__(
        self,
        name: str,
        occurrences: Sequence[Occurrence],
        rows: Mapping[str, DocumentRow],
        label: Label | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Split an entity"), _SIZE, parent)
        hits = [
            _hit(found, rows[found.mention.document].title) for found in occurrences if found.mention.document in rows
        ]
        self.model = HitModel(hits, self)
        self.model.check_all(on=False)
        self.list = HitList(self.tr("Mentions of {name}").format(name=isolated(name)), self.model, label)
        self.split = PushButton("", Emphasis.PRIMARY, key=self.tr("Enter"))
        self.split.clicked.connect(self._on_confirmed)
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        head = column(
            title_line(self.tr("Which mentions of {name} are something else?").format(name=isolated(name))),
            TextLine(
                self.tr("They go to a new entity, with the names they read as. One act, one undo."),
                tone="muted",
                stretches=True,
            ),
            start=INSET,
            top=16,
            end=INSET,
            bottom=10,
        )
        self.compose(column(head, Hairline(), 4, self.list), end=(cancel,), primary=self.split)
        self.model.dataChanged.connect(self._show_count)
        self._show_count()
        self.list.setFocus()

    def _show_count(self) -> None:
        chosen = len(self.model.checked)
        self.split.set_words(counted(self.tr("Split off %n mention(s)", "", chosen), chosen))
        self.split.setEnabled(0 < chosen < self.model.total)

    def _on_confirmed(self) -> None:
        self.accept()
        self.confirmed.emit([hit.mention for hit in self.model.checked])


def _hit(found: Occurrence, title: str) -> Hit:
    mention = found.mention
    return Hit(
        document=mention.document,
        title=title,
        span=mention.span,
        mention=mention.id,
        inside=False,
        before=found.before,
        surface=mention.surface,
        after=found.after,
    )
