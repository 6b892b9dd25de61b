"""Warns of direction controls that make a text look other than it reads, and shows where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from annotator.core.document import Direction, Document
from annotator.lang.bidi import ControlKind, ControlWarning, base_directions, control_warnings
from annotator.ui.action_set import ActionSet
from annotator.ui.wording import QT_TRANSLATE_NOOP, counted
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

_CONTEXT: Final = "MisleadingController"
_LOOK_AFTER_MS: Final = 60
"""The article is shown first; one that is left at once is not looked through."""

_WORDING: Final = {
    ControlKind.OVERRIDE: QT_TRANSLATE_NOOP(_CONTEXT, "%n character(s) force the direction of what follows."),
    ControlKind.UNCLOSED: QT_TRANSLATE_NOOP(_CONTEXT, "%n control(s) open something that its paragraph never closes."),
    ControlKind.STRAY: QT_TRANSLATE_NOOP(_CONTEXT, "%n control(s) close nothing."),
    ControlKind.REORDERS: QT_TRANSLATE_NOOP(_CONTEXT, "%n paragraph(s) are shown in another order because of them."),
}


class MisleadingController(QObject):
    """Looks through every document soon after it was opened; pressing the warning goes from one place to the next.

    The text is never changed: the warning makes hidden characters visible.
    """

    def __init__(self, page: WorkspacePage, workbench: Workbench, actions: ActionSet) -> None:
        super().__init__(page)
        self._page = page
        self._workbench = workbench
        self._actions = actions
        self._looked_at: object = None
        self._found: Sequence[ControlWarning] = ()
        self._next = 0
        self._look_due = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._look_due.timeout.connect(self._look)
        workbench.document_changed.connect(self._on_document_changed)
        page.status.warning_pressed.connect(self._on_warning_pressed)
        self._on_document_changed()

    def _on_document_changed(self) -> None:
        document = self._workbench.document
        seen = (document.id, document.direction, document.paragraph_directions) if document else None
        if seen == self._looked_at:
            return
        self._looked_at, self._next = seen, 0
        self._found = ()
        self._page.status.show_warning(0, "")
        self._look_due.start()

    def _look(self) -> None:
        document = self._workbench.document
        self._found = _warnings_of(document) if document else ()
        self._page.status.show_warning(len(self._found), self._explanation())

    def _explanation(self) -> str:
        kinds = [warning.kind for warning in self._found]
        lines = []
        for kind, text in _WORDING.items():
            if number := kinds.count(kind):
                lines.append(counted(QCoreApplication.translate(_CONTEXT, text, "", number), number))
        lines.append(QCoreApplication.translate(_CONTEXT, "Press to see them one by one."))
        return "\n".join(lines)

    def _on_warning_pressed(self) -> None:
        if not self._found:
            return
        if not self._page.view.shows_invisibles:
            self._actions["view.invisibles"].trigger()
        warning = self._found[self._next % len(self._found)]
        self._next += 1
        self._page.view.select(warning.span)
        self._page.view.setFocus()


def _warnings_of(document: Document) -> Sequence[ControlWarning]:
    if document.direction is Direction.AUTO and not document.paragraph_directions:
        return control_warnings(document.text)
    paragraphs = document.text.split("\n")
    directions = base_directions(paragraphs, document.direction, document.paragraph_directions)
    return control_warnings(document.text, directions)
