"""Bringing files in and taking the work out: long jobs with progress, a working Cancel, and a report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.app.entity_dumps import import_files
from annotator.app.exporting import ExportPlan, ExportReport, export
from annotator.app.file_facts import FileFacts, facts_of
from annotator.app.import_report import ImportReport
from annotator.app.importing import ImportOptions, files_in
from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.history import Changes
from annotator.core.ids import DocumentId
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.ui.dialogs.export import ExportDialog
from annotator.ui.dialogs.file_lines import FileLinesDialog
from annotator.ui.dialogs.import_files import ImportDialog
from annotator.ui.dialogs.import_report import ImportReportDialog
from annotator.ui.dialogs.progress import ProgressCard
from annotator.ui.jobs import Job
from annotator.ui.wording import counted, file_name
from annotator.ui.workbench import Workbench

_LOOKED_AT: Final = 200
"""At how many files is looked before an import; the others are only counted."""


class TransferController(QObject):
    """Asks what is needed, has the work done, and shows what became of it.

    Signals:
        refused: A ``UserError``: nothing was done.
        noted: A sentence for the user to know.
        place_requested: The id of a document and a ``Span`` of it to look at.
    """

    refused = Signal(object)
    noted = Signal(str)
    place_requested = Signal(object, object)

    def __init__(self, workbench: Workbench, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._window = window
        self._progress = ProgressCard(window)
        self._question: ImportDialog | None = None
        self._looking: Job | None = None
        self._began = 0.0
        self._folder = Path.home()

    @property
    def slots(self) -> dict[str, Callable[[], None]]:
        """What each action does, by the action's id."""
        return {
            "transfer.import": self.choose_files,
            "transfer.import_folder": self.choose_folder,
            "transfer.export": self.ask_for_export,
        }

    # In

    def choose_files(self) -> None:
        """Let the user choose files to import."""
        dialog = self._file_dialog(self.tr("Import files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_paths_chosen)
        dialog.open()

    def choose_folder(self) -> None:
        """Let the user choose a folder to import with all that is in it."""
        dialog = self._file_dialog(self.tr("Import a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    def offer(self, paths: Sequence[Path]) -> None:
        """Ask how files and folders are to be imported, and show what they look like meanwhile."""
        files = files_in(paths)
        if not files:
            self.noted.emit(self.tr("There are no files in there."))
            return
        self._question = ImportDialog(len(files), self._window)
        self._question.confirmed.connect(partial(self.import_files, files))
        self._question.encoding_chosen.connect(partial(self._look_at, files))
        self._question.finished.connect(self._on_question_closed)
        self._look_at(files, "")
        self._question.open()

    def import_files(self, files: Sequence[Path], options: ImportOptions) -> None:
        """Import files so that one undo takes back all of them, or all of a dump; a report follows."""
        self._began = time.monotonic()
        job = Job(_Import(self._workbench.bridge.session, files, options), changes_of=_changes_of)
        job.finished.connect(self._on_imported)
        job.cancelled.connect(self._on_import_cancelled)
        self._start(job, self.tr("Importing…"), writes=True)

    def _look_at(self, files: Sequence[Path], encoding: str) -> None:
        self._stop_looking()
        self._looking = Job(_Look(files, encoding))
        self._looking.finished.connect(self._on_looked_at)
        self._workbench.bridge.run(self._looking)

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking.disconnect(self)
            self._looking = None

    def _on_looked_at(self, looked: _Looked) -> None:
        if self._question is not None:
            self._question.set_facts(looked.facts, looked.more)

    def _on_question_closed(self) -> None:
        self._stop_looking()
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    def _on_imported(self, report: ImportReport) -> None:
        rows = {row.id: row for row in self._workbench.rows}
        dialog = ImportReportDialog(report, rows, time.monotonic() - self._began, self._window)
        dialog.undo_requested.connect(self._workbench.bridge.undo)
        dialog.save_requested.connect(partial(self._save_report, report))
        dialog.retry_requested.connect(self.offer)
        dialog.line_requested.connect(self._on_line_requested)
        dialog.articles_requested.connect(self._on_articles_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_import_cancelled(self) -> None:
        self.noted.emit(self.tr("The import was stopped. Nothing was imported."))

    def _on_paths_chosen(self, paths: Sequence[str]) -> None:
        self.offer([Path(path) for path in paths])

    def _on_folder_chosen(self, path: str) -> None:
        self.offer([Path(path)])

    def _on_articles_requested(self, documents: Sequence[DocumentId]) -> None:
        self._workbench.open_document(documents[0])

    def _on_line_requested(self, path: Path, line: int) -> None:
        dialog = FileLinesDialog(path, line, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_report(self, report: ImportReport) -> None:
        dialog = self._file_dialog(self.tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("import-report.json")
        dialog.fileSelected.connect(partial(self._write_report, report))
        dialog.open()

    def _write_report(self, report: ImportReport, path: str) -> None:
        try:
            Path(path).write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            self.refused.emit(_unwritable(path, error))

    # Out

    def ask_for_export(self) -> None:
        """Ask what is to be exported, and how."""
        dialog = ExportDialog(self._workbench, self._window)
        dialog.export_requested.connect(self._on_export_requested)
        dialog.place_requested.connect(self.place_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, plan: ExportPlan, target: Path) -> None:
        """Export to a file, or with a split into a folder."""
        job = Job(_Export(self._workbench.reader, target, plan))
        job.finished.connect(self._on_exported)
        job.cancelled.connect(self._on_export_cancelled)
        self._start(job, self.tr("Exporting…"))

    def _on_export_requested(self, plan: ExportPlan, extension: str) -> None:
        """Ask for the place: a file, or a folder for the parts of a split."""
        dialog = self._file_dialog(self.tr("Export"))
        if plan.split is None:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(extension.removeprefix("."))
            dialog.selectFile(f"{self._workbench.bridge.session.workspace.name}{extension}")
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(partial(self._on_place_chosen, plan))
        dialog.open()

    def _on_place_chosen(self, plan: ExportPlan, path: str) -> None:
        self.export(plan, Path(path))

    def _on_exported(self, report: ExportReport) -> None:
        documents = sum(file.documents for file in report.files)
        names = ", ".join(file_name(file.path.name) for file in report.files)
        sentence = counted(self.tr("%n article(s) exported to {names}.", "", documents), documents).format(names=names)
        if report.losses.lost:
            lost = report.losses.lost
            sentence += " " + counted(self.tr("%n thing(s) could not be kept.", "", lost), lost)
        self.noted.emit(sentence)

    def _on_export_cancelled(self) -> None:
        self.noted.emit(self.tr("The export was stopped. No file was written."))

    # Both

    def _start(self, job: Job, title: str, *, writes: bool = False) -> None:
        job.failed.connect(self.refused)
        self._progress.follow(title, job)
        self._workbench.bridge.run(job, writes=writes)

    def _file_dialog(self, title: str) -> QFileDialog:
        """Return a dialog that begins where files were chosen last."""
        dialog = QFileDialog(self._window, title)
        dialog.setDirectory(str(self._folder))
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_files_selected(self, paths: Sequence[str]) -> None:
        self._folder = Path(paths[0]).parent


class _Import:
    """The work of importing, on the writing thread."""

    def __init__(self, session: Session, files: Sequence[Path], options: ImportOptions) -> None:
        self._session = session
        self._files = files
        self._options = options

    def __call__(self, progress: Progress) -> ImportReport:
        return import_files(self._session, self._files, self._options, progress)


class _Looked(NamedTuple):
    """What some files look like, and how many more there are."""

    facts: list[FileFacts]
    more: int


class _Look:
    """The work of looking at the first files before all of them are imported."""

    def __init__(self, files: Sequence[Path], encoding: str) -> None:
        self._files = files
        self._encoding = encoding

    def __call__(self, progress: Progress) -> _Looked:
        first = self._files[:_LOOKED_AT]
        facts = []
        for number, path in enumerate(first):
            progress.report(number, len(first), path.name)
            facts.append(facts_of(path, self._encoding))
        return _Looked(facts, len(self._files) - len(first))


class _Export:
    """The work of exporting, beside the writing thread."""

    def __init__(self, reader: Reader, target: Path, plan: ExportPlan) -> None:
        self._reader = reader
        self._target = target
        self._plan = plan

    def __call__(self, progress: Progress) -> ExportReport:
        return export(self._reader, self._target, self._plan, progress)


def _changes_of(report: object) -> Changes | None:
    return report.changes if isinstance(report, ImportReport) else None


def _unwritable(path: str, error: OSError) -> UserError:
    reason = error.strerror or type(error).__name__
    return UserError("It cannot be written there ({reason}). Choose another place.", path=path, reason=reason)
