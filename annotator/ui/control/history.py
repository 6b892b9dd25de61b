"""Undo and redo, what they would do, whether everything is saved, and what could not be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from annotator.app.describing import template_of
from annotator.core.document import Direction, DocumentState
from annotator.core.errors import UserError
from annotator.core.history import Act, ActState, Changes
from annotator.ui.action_set import ActionSet
from annotator.ui.bridge import SaveState
from annotator.ui.panels.status_line import StatusLine
from annotator.ui.widgets.banner import Banner
from annotator.ui.wording import direction_name, error_sentence, isolated, label_name, state_name
from annotator.ui.workbench import Workbench


class HistoryController(QObject):
    """Offers undo and redo by name, goes where they did something, and reports on saving."""

    def __init__(self, status: StatusLine, banner: Banner, workbench: Workbench, actions: ActionSet) -> None:
        super().__init__(status)
        self._status = status
        self._banner = banner
        self._workbench = workbench
        self._bridge = workbench.bridge
        self._actions = actions
        self._awaited = 0
        self._bridge.committed.connect(self._on_committed)
        self._bridge.failed.connect(self._on_failed)
        self._bridge.save_state_changed.connect(self._on_save_state_changed)
        workbench.failed.connect(self._on_failed)
        status.retry_requested.connect(self._bridge.retry)
        actions.connect_all(
            {
                "edit.undo": self._on_undo_triggered,
                "edit.redo": self._on_redo_triggered,
                "save.retry": self._bridge.retry,
            }
        )
        self._on_save_state_changed(self._bridge.save_state)
        self.refresh()

    def refresh(self) -> None:
        """Ask what undo and redo would do now."""
        author = self._bridge.session.annotator.id
        reader = self._workbench.reader
        self._offer("edit.undo", reader.undoable(author), self.tr("Undo"), self.tr("Undo: {act}"))
        self._offer("edit.redo", reader.redoable(author), self.tr("Redo"), self.tr("Redo: {act}"))

    def _offer(self, name: str, act: Act | None, plain: str, pattern: str) -> None:
        action = self._actions[name]
        action.setEnabled(act is not None)
        action.setText(pattern.format(act=_lowered(act_sentence(act))) if act else plain)

    def _on_undo_triggered(self) -> None:
        self._awaited += 1
        self._bridge.undo()

    def _on_redo_triggered(self) -> None:
        self._awaited += 1
        self._bridge.redo()

    def _on_committed(self, changes: Changes) -> None:
        self._banner.hide()
        self.refresh()
        if self._awaited:
            self._awaited -= 1
            self._go_to(changes)

    def _go_to(self, changes: Changes) -> None:
        """Show what undo or redo did: open the document it was in, and select the mention it changed."""
        if not self._status.isVisible():
            return
        documents = changes.mentioned or (changes.documents if changes.act.state is ActState.DONE else frozenset())
        present = [document for document in documents if document in self._workbench.rows_by_id]
        if len(present) == 1:
            mention = next(iter(changes.mentions)) if len(changes.mentions) == 1 else None
            self._workbench.open_document(present[0], mention)

    def _on_failed(self, error: UserError) -> None:
        self._awaited = 0
        self._banner.show_sentence(error_sentence(error))

    def _on_save_state_changed(self, state: SaveState) -> None:
        problem = self._bridge.problem
        self._status.show_save_state(state, problem)
        if problem is not None and not self._status.isVisible():
            self._banner.show_sentence(error_sentence(problem))
        self._actions["save.retry"].setEnabled(state is SaveState.FAILED)


def act_sentence(act: Act) -> str:
    """Return the sentence for an act in the window's language."""
    template = QCoreApplication.translate("Acts", template_of(act))
    values = {name: isolated(_worded(name, value)) for name, value in act.detail.items()}
    try:
        return template.format(**values)
    except (KeyError, IndexError):
        return act.name


def _worded(name: str, value: str | int) -> str:
    """Return a detail of an act in the window's language."""
    text = str(value)
    if name == "label":
        return label_name(text)
    if name == "state" and text in set(DocumentState):
        return state_name(DocumentState(text))
    if name == "direction" and text in set(Direction):
        return direction_name(Direction(text))
    return text


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
