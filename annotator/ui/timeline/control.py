"""Between the workbench and the timeline: the dates that are shown, and where a chosen one leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.app.timeline import DatedMention, dated_mentions
from annotator.core.history import Changes
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.core.rows import DocumentRow
from annotator.ui.jobs import Job
from annotator.ui.timeline.bar import TimelineBar
from annotator.ui.timeline.picture import Zoom, shown_groups
from annotator.ui.timeline.plot import TimelinePlot
from annotator.ui.timeline.undated import UndatedColumn
from annotator.ui.widgets.surface import column, row
from annotator.ui.wording import counted
from annotator.ui.workbench import Workbench
from annotator.ui.workspace_page import WorkspacePage

HEIGHT = 420
_LEAST_HEIGHT = 260
_SHARE = 0.55
_LATER_MS = 120


class TimelineDock(QWidget):
    """The bar over the plot, at the end of which what has no value is listed."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = TimelineBar()
        self.plot = TimelinePlot()
        self.undated = UndatedColumn()
        self.setLayout(column(self.bar, row(self.plot, self.undated)))
        self.hide()


class TimelineController(QObject):
    """Shows the dates of the open article, or of all.

    Signals:
        closed: It was put away by its own button.
        edit_requested: The date that is selected in the article now is to be edited.
    """

    closed = Signal()
    edit_requested = Signal()

    def __init__(self, page: WorkspacePage, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._workbench = workbench
        self._is_of_all = False
        self._dated: list[DatedMention] = []
        self._left_out: set[str] = set()
        self._job: Job | None = None
        self._due = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._due.timeout.connect(self._read)
        self.dock = TimelineDock()
        page.put_below(self.dock)
        self._connect()

    @property
    def is_shown(self) -> bool:
        """Whether the timeline is open."""
        return not self.dock.isHidden()

    @property
    def dated(self) -> Sequence[DatedMention]:
        """The dates that are known of, those without a value last."""
        return self._dated

    def toggle(self) -> None:
        """Show the timeline with the keyboard in it, or put it away."""
        if self.is_shown:
            self.close()
            return
        height = max(_LEAST_HEIGHT, min(HEIGHT, int(self._page.height() * _SHARE)))
        self.dock.setFixedHeight(height)
        self.dock.show()
        self._read()
        self.dock.plot.setFocus()

    def close(self) -> None:
        """Put it away and give the keyboard to the article."""
        self.dock.hide()
        self._page.view.setFocus()

    def _connect(self) -> None:
        bar, plot = self.dock.bar, self.dock.plot
        bar.scope_chosen.connect(self._on_scope_chosen)
        bar.languages_chosen.connect(self._on_languages_chosen)
        bar.zoom_chosen.connect(self._on_zoom_chosen)
        bar.undated_requested.connect(self.dock.undated.take_focus)
        self.dock.undated.edit_requested.connect(self._edit)
        self.dock.undated.open_requested.connect(self._open)
        bar.close_requested.connect(self._on_close_requested)
        plot.open_requested.connect(self._open)
        plot.edit_requested.connect(self._edit)
        self._workbench.document_changed.connect(self._on_document_changed)
        self._workbench.bridge.committed.connect(self._on_committed)

    # What is shown

    def _read(self) -> None:
        """Read the dates beside the window; what was being read for an older state is given up."""
        if not self.is_shown:
            return
        if self._job is not None:
            self._job.cancel()
            self._job.disconnect(self)
        own = self._workbench.row
        rows = self._workbench.rows if self._is_of_all else [own] if own else []
        self._job = Job(_Reading(self._workbench.reader, rows))
        self._job.finished.connect(self._on_read)
        self._workbench.bridge.run(self._job)

    def _on_read(self, found: list[DatedMention]) -> None:
        self._job = None
        self._dated = found
        codes = sorted({each.language.partition("-")[0] for each in found})
        self.dock.bar.show_languages(codes, set(codes) - self._left_out)
        self._show()

    def _show(self) -> None:
        label = next((label for label in self._workbench.labels if label.is_date), None)
        codes = {each.language.partition("-")[0] for each in self._dated} - self._left_out
        groups = shown_groups(self._dated, codes)
        number = sum(len(group.mentions) for group in groups)
        articles = len({each.document for group in groups for each in group.mentions})
        undated = self._undated()
        text = self.tr("{dates} in {articles}").format(
            dates=counted(self.tr("%n dated mention(s)", "", number), number),
            articles=counted(self.tr("%n article(s)", "", articles), articles),
        )
        rest = counted(self.tr("%n without a value", "", len(undated)), len(undated)) if undated else ""
        self.dock.bar.show_label(label)
        self.dock.bar.show_count(text, rest)
        self.dock.undated.show_mentions(undated)
        self.dock.plot.show_groups(groups, label, self._nothing())

    def _nothing(self) -> str:
        if self._left_out:
            return self.tr("No dates in the languages that are shown.")
        if self._is_of_all:
            return self.tr("No dates are marked yet. Select one in an article and press the key of its label.")
        return self.tr("No dates are marked in this article yet. Select one and press the key of its label.")

    def _undated(self) -> list[DatedMention]:
        return [
            each for each in self._dated if each.date is None and each.language.partition("-")[0] not in self._left_out
        ]

    # What the user does

    def _on_scope_chosen(self, is_of_all: bool) -> None:  # noqa: FBT001 - a slot
        self._is_of_all = is_of_all
        self._read()

    def _on_languages_chosen(self, codes: set[str]) -> None:
        self._left_out = {each.language.partition("-")[0] for each in self._dated} - codes
        self._show()

    def _on_zoom_chosen(self, zoom: Zoom) -> None:
        self.dock.plot.set_zoom(zoom)

    def _on_close_requested(self) -> None:
        self.close()
        self.closed.emit()

    def _open(self, dated: DatedMention) -> None:
        self._workbench.open_document(dated.document, dated.mention)
        self._page.view.setFocus()

    def _edit(self, dated: DatedMention) -> None:
        self._workbench.open_document(dated.document, dated.mention)
        self.edit_requested.emit()

    def _on_document_changed(self) -> None:
        if not self._is_of_all:
            self._due.start()

    def _on_committed(self, changes: Changes) -> None:
        if changes.mentioned or changes.documents or changes.labels:
            self._due.start()


@dataclass(frozen=True, slots=True)
class _Reading:
    """The work of reading the dates of some documents."""

    reader: Reader
    rows: Sequence[DocumentRow]

    def __call__(self, progress: Progress) -> list[DatedMention]:
        return dated_mentions(self.reader, self.rows, progress)
