"""Exporting: which format, whose marks, and, before anything is written, what the file will hold and what it loses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from annotator.app.exporting import ExportPlan, split_of
from annotator.app.parting import Parting, Survey, part, survey
from annotator.app.previewing import Measured, Sample, measure, sample
from annotator.app.recipes import recipe, recipe_names, save_recipe
from annotator.app.splitting import Split
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.offsets import Span
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.formats.base import Cargo, Format, OffsetUnit
from annotator.formats.losses import AffectedMention
from annotator.formats.registry import FORMATS
from annotator.ui.dialogs import format_list
from annotator.ui.dialogs.affected_list import AffectedList
from annotator.ui.dialogs.export_choices import IncludeChoice, MarksChoice, SplitChoice, TokensChoice
from annotator.ui.dialogs.export_preview import PreviewPane
from annotator.ui.dialogs.format_list import FormatList
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.dialogs.loss_strip import LossStrip
from annotator.ui.dialogs.raw_text import lines_of
from annotator.ui.dialogs.recipes import RecipeButton, RecipeNameDialog
from annotator.ui.fonts import interface_font
from annotator.ui.jobs import Job
from annotator.ui.keys import Chord, chords
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import Caption, TextLine
from annotator.ui.wording import counted, error_sentence, file_name, language_name
from annotator.ui.workbench import Workbench

_SIZE: Final = QSize(900, 680)
_SETTLED_AFTER_MS: Final = 60
_MOST_TEXT: Final = 200_000
_LOSSLESS: Final = FORMATS[0]
_OF_COLUMNS: Final = (".ann", ".tsv")
_UP: Final = Chord.parse("Alt+Up")
_DOWN: Final = Chord.parse("Alt+Down")
_DETAILS: Final = Chord.parse("Ctrl+D")
_RECIPES: Final = Chord.parse("Ctrl+R")


class ExportDialog(DialogFrame):
    """The dialog.

    Signals:
        export_requested: The :class:`~annotator.app.exporting.ExportPlan`, and the usual ending of its files.
        place_requested: The id of a document and a ``Span`` of it to look at.
    """

    export_requested = Signal(object, str)
    place_requested = Signal(object, object)

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__("", _SIZE, parent)
        self.setWindowTitle(self.tr("Export"))
        self._workbench = workbench
        self._sample: Sample | None = None
        self._measured: Measured | None = None
        self._survey: Survey | None = None
        self._jobs: list[Job] = []
        self._shows_text = False
        self._is_strict = False
        self.formats = FormatList(self.tr("Formats"), [known for known in FORMATS if known.is_written])
        self.marks = MarksChoice([annotator.name for annotator in workbench.reader.annotators()])
        self.include = IncludeChoice(workbench.rows)
        self.split = SplitChoice()
        self.tokens = TokensChoice()
        self.preview = PreviewPane()
        self.recipes = RecipeButton()
        self.losses = LossStrip(_LOSSLESS.title)
        self.affected = AffectedList(self.tr("Mentions concerned"))
        self._first = TextLine(font=interface_font(9), tone="muted", stretches=True)
        self._as_text = TextButton(self.tr("As text"), tone="accent")
        self._export = PushButton(self.tr("Export…"), Emphasis.PRIMARY, key=self.tr("Enter"))
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_AFTER_MS)
        self._compose()
        self._connect()
        self._on_changed()
        self.formats.setFocus()

    @property
    def plan(self) -> ExportPlan:
        """What was chosen.

        Raises:
            UserError: The split makes no sense.
        """
        return ExportPlan(
            format=self.formats.chosen.name,
            gold=self.marks.is_gold,
            annotators=self.marks.annotator_names,
            states=self.include.states,
            statuses=self.include.statuses,
            split=self.split.split,
            tokens=self.tokens.policy,
            strict=self._is_strict,
        )

    def take(self, plan: ExportPlan) -> None:
        """Choose everything as a plan says."""
        self._is_strict = plan.strict
        for choice in (self.marks, self.include, self.split, self.tokens):
            choice.take(plan)
        self.formats.choose(plan.format)
        self._on_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Alt with the arrows go through the formats, Ctrl+D show the details, and Ctrl+R the recipes."""
        for chord in chords(event):
            if chord in {_UP, _DOWN}:
                self.formats.step(1 if chord == _DOWN else -1)
                return
            if chord == _DETAILS:
                self._toggle_details()
                return
            if chord == _RECIPES:
                self.recipes.click()
                return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Stop looking when the dialog is closed."""
        self._stop_jobs()
        super().done(result)

    # How it is laid out

    def _compose(self) -> None:
        left = Surface("panel")
        left.setFixedWidth(format_list.WIDTH)
        title = column(title_line(self.tr("Export")), start=20, top=16, end=12, bottom=8)
        left.setLayout(column(title, self.formats))
        choices = QWidget()
        choices.setLayout(row(self.marks, 24, self.include, 24, self.split, None, start=INSET, top=18, end=INSET))
        choices.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rule = column(Hairline(), start=INSET, end=INSET)
        head = row(Caption(self.tr("First article")), self._first, self._as_text, start=INSET, top=6, end=16, gap=8)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.preview)
        self._pages.addWidget(self.affected)
        right = column(
            choices,
            4,
            column(self.tokens, start=INSET, end=INSET),
            8,
            rule,
            head,
            column(self._pages, start=INSET, end=INSET, bottom=10),
            column(self.losses, start=INSET, end=INSET, bottom=14),
        )
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        whole = row(left, Hairline(Qt.Orientation.Vertical))
        whole.addLayout(right, 1)
        self.compose(whole, start=(self.recipes,), end=(cancel,), primary=self._export)

    def _connect(self) -> None:
        self.formats.format_chosen.connect(self._on_changed)
        for choice in (self.marks, self.include, self.split, self.tokens):
            choice.changed.connect(self._on_changed)
        self._settling.timeout.connect(self._on_settled)
        self._as_text.clicked.connect(self._on_as_text)
        self._export.clicked.connect(self._on_confirmed)
        self.losses.details_requested.connect(self._toggle_details)
        self.losses.lossless_requested.connect(self._on_lossless_requested)
        self.affected.mention_chosen.connect(self._on_mention_chosen)
        self.recipes.chosen.connect(self._on_recipe_chosen)
        self.recipes.saving_requested.connect(self._on_saving_requested)
        self.recipes.refused.connect(self._on_job_failed)

    # What was chosen

    @property
    def _format(self) -> Format:
        return self.formats.chosen

    def _on_changed(self) -> None:
        """Show at once what is known, and look again when the user has settled."""
        is_of_documents = self._format.cargo is Cargo.DOCUMENTS
        for choice in (self.marks, self.include, self.split):
            choice.setEnabled(is_of_documents)
        self.tokens.setVisible(self._format.uses_tokens)
        self._show_count()
        self._settling.start()

    def _show_count(self) -> None:
        if self._format.cargo is Cargo.ENTITIES:
            self._export.set_words(self.tr("Export entities…"))
            self._export.setEnabled(True)
            return
        chosen = self._chosen_documents()
        count = len(chosen)
        self._export.set_words(counted(self.tr("Export %n article(s)…", "", count), count))
        self._export.setEnabled(count > 0 and self.split.is_valid)
        if not self.split.is_valid:
            self.split.show_sizes([])
        elif (split := split_of(self.plan)) is not None:
            self.split.show_sizes(list(zip(split.names, split.sizes(count), strict=True)))
        else:
            self.split.show_sizes([(self.tr("one file"), count)])

    def _chosen_documents(self) -> list[DocumentId]:
        """Return the documents to export; nothing is chosen when no state is."""
        states = self.include.states
        return [row.id for row in self._workbench.rows if row.state in states]

    def _on_recipe_chosen(self, name: str) -> None:
        try:
            self.take(recipe(name))
        except UserError as error:
            self._on_job_failed(error)

    def _on_saving_requested(self) -> None:
        """Ask for a name; what makes no sense is not kept."""
        try:
            plan, known = self.plan, recipe_names()
        except UserError as error:
            self._on_job_failed(error)
            return
        asking = RecipeNameDialog(known, self)
        asking.named.connect(partial(self._save_recipe, plan))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _save_recipe(self, plan: ExportPlan, name: str) -> None:
        try:
            save_recipe(name, plan)
        except UserError as error:
            self._on_job_failed(error)

    # What it will be

    def _on_settled(self) -> None:
        """Have the first document written, and what is lost counted, beside the window."""
        self._stop_jobs()
        self._measured = None
        self._show_details(is_shown=False)
        if not self._export.isEnabled():
            self.preview.show_sentence(self.tr("There is nothing to export with these choices."))
            self.losses.show_nothing()
            return
        self.losses.show_waiting()
        plan = self.plan
        sampling, measuring = Job(_Sample(self._workbench.reader, plan)), Job(_Measure(self._workbench.reader, plan))
        sampling.finished.connect(self._on_sampled)
        measuring.finished.connect(self._on_measured)
        self._jobs = [sampling, measuring]
        if self._format.cargo is Cargo.DOCUMENTS and (split := split_of(plan)) is not None:
            parting = Job(_Part(self._workbench.reader, self._chosen_documents(), split, self._survey))
            parting.finished.connect(self._on_parted)
            self._jobs.append(parting)
        for job in self._jobs:
            job.failed.connect(self._on_job_failed)
            self._workbench.bridge.run(job)

    def _stop_jobs(self) -> None:
        """Stop looking; what the jobs still bring is not shown."""
        for job in self._jobs:
            job.cancel()
            job.disconnect(self)
        self._jobs = []

    def _on_job_failed(self, error: UserError) -> None:
        self.losses.show_error(error_sentence(error))
        self.preview.show_sentence("")

    def _on_sampled(self, made: Sample | None) -> None:
        self._sample = made
        self._as_text.setVisible(made is not None and made.table is not None and made.text is not None)
        self._show_sample()

    def _show_sample(self) -> None:
        made = self._sample
        if made is None:
            self._first.set_text("")
            self.preview.show_sentence(self.tr("There is nothing to preview."))
            return
        facts = [file_name(made.document.name), language_name(made.document.language)]
        if made.table is not None:
            tokens = len(made.table.rows)
            facts.append(counted(self.tr("%n token(s)", "", tokens), tokens))
        self._first.set_text(" · ".join(facts))
        if made.table is not None and not (self._shows_text and made.text is not None):
            self.preview.show_table(made.table, self._workbench.labels)
        elif made.text is not None:
            has_columns = self._format.offsets is OffsetUnit.TOKENS or self._format.extensions[0] in _OF_COLUMNS
            self.preview.show_lines(lines_of(made.text[:_MOST_TEXT], is_json=not has_columns))

    def _on_measured(self, measured: Measured) -> None:
        self._measured = measured
        self.losses.show_measured(measured, self._format)
        self.affected.set_mentions(measured.losses.affected, self._workbench.labels)

    def _on_parted(self, parted: tuple[Survey, Parting]) -> None:
        self._survey, parting = parted
        self.split.show_parting(parting)

    def _on_as_text(self) -> None:
        self._shows_text = not self._shows_text
        self._as_text.set_words(self.tr("As a table") if self._shows_text else self.tr("As text"))
        self._show_sample()

    def _toggle_details(self) -> None:
        if self._measured is not None and self._measured.losses.affected:
            self._show_details(is_shown=self._pages.currentWidget() is not self.affected)

    def _show_details(self, *, is_shown: bool) -> None:
        self._pages.setCurrentWidget(self.affected if is_shown else self.preview)

    def _on_lossless_requested(self) -> None:
        self.formats.choose(_LOSSLESS.name)

    def _on_mention_chosen(self, mention: AffectedMention) -> None:
        self.reject()
        self.place_requested.emit(DocumentId(mention.document), Span(mention.start, mention.end))

    def _on_confirmed(self) -> None:
        plan = self.plan
        self.accept()
        self.export_requested.emit(plan, self._format.usual_ending)


class _Sample:
    """The work of writing the first document."""

    def __init__(self, reader: Reader, plan: ExportPlan) -> None:
        self._reader = reader
        self._plan = plan

    def __call__(self, _progress: Progress) -> Sample | None:
        return sample(self._reader, self._plan)


class _Measure:
    """The work of counting what is lost."""

    def __init__(self, reader: Reader, plan: ExportPlan) -> None:
        self._reader = reader
        self._plan = plan

    def __call__(self, progress: Progress) -> Measured:
        return measure(self._reader, self._plan, progress)


class _Part:
    """The work of parting documents. What is already known of the same documents is not read again."""

    def __init__(self, reader: Reader, documents: Sequence[DocumentId], split: Split, known: Survey | None) -> None:
        self._reader = reader
        self._documents = documents
        self._split = split
        self._known = known

    def __call__(self, progress: Progress) -> tuple[Survey, Parting]:
        surveyed = self._known
        if surveyed is None or surveyed.documents != self._documents:
            surveyed = survey(self._reader, self._documents, progress)
        return surveyed, part(surveyed, self._split)
