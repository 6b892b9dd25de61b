"""Has contradictions looked for, and shows them in place of the table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.app.consistency import Finding, find_contradictions
from annotator.core.mention import Mention
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.ui.entities.base import LANGUAGES
from annotator.ui.entities.page import EntitiesPage
from annotator.ui.jobs import Job
from annotator.ui.workbench import Workbench


class ContradictionsController(QObject):
    """Looks through all articles beside the window.

    Signals:
        article_requested: The ids of a document and of a mention in it that are to be shown.
        refused: A ``UserError``: it could not be done.
    """

    article_requested = Signal(object, object)
    refused = Signal(object)

    def __init__(self, page: EntitiesPage, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._workbench = workbench
        self._job: Job | None = None
        page.filters.check_requested.connect(self.look)
        page.contradictions.opened.connect(self._on_opened)

    def look(self) -> None:
        """Look for contradictions in the work as it is now."""
        shown = self._page.contradictions
        shown.set_labels(self._workbench.labels)
        shown.show_looking()
        self._page.show_contradictions(are_shown=True)
        shown.list.setFocus()
        if self._job is not None:
            self._job.cancel()
            self._job.disconnect(self)
        self._job = Job(partial(_look, self._workbench.reader))
        self._job.finished.connect(shown.show_findings)
        self._job.failed.connect(self.refused)
        self._job.ended.connect(self._on_ended)
        self._workbench.bridge.run(self._job)

    def _on_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _on_opened(self, mention: Mention) -> None:
        self.article_requested.emit(mention.document, mention.id)


def _look(reader: Reader, progress: Progress) -> list[Finding]:
    return find_contradictions(reader, progress, LANGUAGES)
