"""What the user chooses for an export: whose marks, of which documents, in which parts, on which tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.app.exporting import ExportPlan
from annotator.app.parting import Parting
from annotator.app.splitting import USUAL_SPLIT, Split
from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.mention import MentionStatus
from annotator.core.rows import DocumentRow
from annotator.formats.projection import Projection, TokenPolicy
from annotator.ui.dialogs.split_bar import SplitBar
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.check import Check
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import Caption, TextLine
from annotator.ui.wording import QT_TRANSLATE_NOOP, counted, isolated, state_name

_STATES: Final = (DocumentState.FINISHED, DocumentState.IN_PROGRESS, DocumentState.NEW)
_PROJECTIONS: Final = (
    (Projection.CUT, QT_TRANSLATE_NOOP("Export", "Cut at marks")),
    (Projection.WIDEN, QT_TRANSLATE_NOOP("Export", "Widen to words")),
    (Projection.SHRINK, QT_TRANSLATE_NOOP("Export", "Shrink to words")),
    (Projection.DROP, QT_TRANSLATE_NOOP("Export", "Whole words only")),
)


class MarksChoice(QWidget):
    """Whose marks are written.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self, annotators: Sequence[str]) -> None:
        super().__init__()
        self._annotators = annotators
        self._names = tuple(annotators[:1])
        self.everyone = Check(self.tr("Everyone’s, apart"), is_radio=True)
        self.one = Check(self.tr("One annotator…"), is_radio=True)
        self.gold = Check(self.tr("Gold, equal marks once"), is_radio=True)
        self.one.setEnabled(bool(annotators))
        self.everyone.setChecked(True)
        self.setLayout(column(Caption(self.tr("Marks")), 4, self.everyone, self.one, self.gold, None, gap=1))
        for choice in (self.everyone, self.gold):
            choice.clicked.connect(self.changed)
        self.one.clicked.connect(self._on_one)

    @property
    def is_gold(self) -> bool:
        """Whether equal marks of several annotators are written once, without names."""
        return self.gold.isChecked()

    @property
    def annotator_names(self) -> tuple[str, ...]:
        """Whose marks only; everybody's when empty."""
        return self._names if self.one.isChecked() else ()

    def choose_annotator(self, name: str) -> None:
        """Write the marks of one annotator only."""
        self._choose((name,))
        self.changed.emit()

    def take(self, plan: ExportPlan) -> None:
        """Choose what a plan says."""
        if plan.gold:
            self.gold.setChecked(True)
        elif plan.annotators:
            self._choose(plan.annotators)
        else:
            self.everyone.setChecked(True)

    def _choose(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.one.setEnabled(True)
        self.one.setChecked(True)
        self.one.setText(", ".join(names))

    def _on_one(self) -> None:
        """Let one be chosen where there are several."""
        if len(self._annotators) == 1:
            self.choose_annotator(self._annotators[0])
            return
        menu = QMenu(self)
        for name in self._annotators:
            menu.addAction(name.replace("&", "&&")).setData(name)
        menu.triggered.connect(self._on_named)
        menu.popup(self.one.mapToGlobal(self.one.rect().bottomLeft()))

    def _on_named(self, action: QAction) -> None:
        self.choose_annotator(str(action.data()))


class IncludeChoice(QWidget):
    """Which documents and marks are written.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self, rows: Sequence[DocumentRow]) -> None:
        super().__init__()
        counts = Counter(row.state for row in rows)
        suggestions = sum(row.suggestions for row in rows)
        self._states = {state: Check(state_name(state), note=f"{counts[state]:,}") for state in _STATES}
        self.suggestions = Check(self.tr("Suggestions"), note=f"{suggestions:,}")
        # What is finished once anything is, else what was begun, else what there is.
        proposed = next((state for state in _STATES if counts[state]), DocumentState.NEW)
        for state, check in self._states.items():
            check.setChecked(state is proposed)
            check.clicked.connect(self.changed)
        self.suggestions.clicked.connect(self.changed)
        checks = (*self._states.values(), self.suggestions)
        for check in checks:
            check.setMinimumWidth(128)
        self.setLayout(column(Caption(self.tr("Include")), 4, *checks, None, gap=1))

    def check_of(self, state: DocumentState) -> Check:
        """Return the box of a state."""
        return self._states[state]

    @property
    def states(self) -> tuple[DocumentState, ...]:
        """The chosen states."""
        return tuple(state for state, check in self._states.items() if check.isChecked())

    def take(self, plan: ExportPlan) -> None:
        """Choose what a plan says."""
        for state, check in self._states.items():
            check.setChecked(not plan.states or state in plan.states)
        self.suggestions.setChecked(MentionStatus.SUGGESTED in plan.statuses)

    @property
    def statuses(self) -> tuple[MentionStatus, ...]:
        """The chosen statuses of marks."""
        if self.suggestions.isChecked():
            return (MentionStatus.ACCEPTED, MentionStatus.SUGGESTED)
        return (MentionStatus.ACCEPTED,)


class SplitChoice(QWidget):
    """Whether documents are parted into several files, and how.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_on = Check(self.tr("Split by article"))
        self.shares = Field(height=28)
        self.seed = Field(height=28)
        self.bar = SplitBar()
        self._note = TextLine(font=interface_font(8.5), tone="muted")
        self.shares.setText(str(USUAL_SPLIT))
        self.seed.setText(str(USUAL_SPLIT.seed))
        self.shares.setAccessibleName(self.tr("Shares of train, dev and test"))
        self.seed.setAccessibleName(self.tr("Seed"))
        self.shares.setFixedWidth(92)
        self.seed.setFixedWidth(56)
        seed_name = TextLine(self.tr("seed"), font=interface_font(9.5), tone="muted")
        fields = row(self.shares, seed_name, self.seed, None, gap=8)
        self._note.setFixedWidth(self.bar.width())
        self.setLayout(column(Caption(self.tr("Split")), 4, self.is_on, 2, self.bar, 2, fields, 2, self._note, None))
        self.is_on.clicked.connect(self._on_changed)
        self.shares.textChanged.connect(self._on_changed)
        self.seed.textChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def is_valid(self) -> bool:
        """Whether the shares and the seed make sense, as far as they are asked for."""
        try:
            _ = self.split
        except UserError:
            return False
        return True

    @property
    def split(self) -> Split | None:
        """The split, or None for one file.

        Raises:
            UserError: The shares or the seed make no sense.
        """
        if not self.is_on.isChecked():
            return None
        seed = self.seed.text().strip()
        if not seed.removeprefix("-").isdecimal():
            raise UserError("The seed {seed} is not a whole number.", seed=seed or "“”")
        return Split.parse(self.shares.text(), int(seed))

    @property
    def note(self) -> str:
        """What is said about how documents were parted."""
        return self._note.text

    def show_sizes(self, parts: Sequence[tuple[str, int]]) -> None:
        """Show parts by name and number of documents, before it is known which documents they are."""
        self.bar.set_parts(parts)
        self._note.set_text("")
        self._note.set_note("")

    def show_parting(self, parting: Parting) -> None:
        """Show how documents were parted; each label's and language's counts stand in the tool tip."""
        self.bar.set_parts([(part.name, len(part.documents)) for part in parting.parts])
        spread = self.tr("labels ±{percent} %").format(percent=round(100 * parting.deviation))
        number = parting.near_duplicates
        alike = counted(self.tr("%n near-duplicate(s) together", "", number), number)
        self._note.set_text(f"{spread} · {alike}" if number else spread)
        self._note.set_note("\n".join(_counts_of(parting)))

    def take(self, plan: ExportPlan) -> None:
        """Choose what a plan says."""
        self.is_on.setChecked(plan.split is not None)
        if plan.split is not None:
            self.shares.setText(str(plan.split))
            self.seed.setText(str(plan.split.seed))
        self._on_changed()

    def _on_changed(self) -> None:
        for part in (self.bar, self.shares, self.seed):
            part.setEnabled(self.is_on.isChecked())
        for field in (self.shares, self.seed):
            field.set_wrong(is_wrong=not self.is_valid)
        self.changed.emit()


def _counts_of(parting: Parting) -> Iterator[str]:
    """Yield a line for each label and language: its counts, part by part."""
    for counts in ([part.labels for part in parting.parts], [part.languages for part in parting.parts]):
        for name in sorted({name for part in counts for name in part}):
            yield f"{isolated(name)}: " + " / ".join(f"{part.get(name, 0):,}" for part in counts)


class TokensChoice(QWidget):
    """What becomes of marks that begin or end inside a word.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tokeniser = TokenPolicy().tokeniser
        self.projection = Segmented([QCoreApplication.translate("Export", text) for _, text in _PROJECTIONS])
        self.projection.setAccessibleName(self.tr("Tokens"))
        self.setLayout(row(Caption(self.tr("Tokens")), self.projection, None, gap=12))
        self.projection.chosen.connect(self._on_chosen)

    @property
    def policy(self) -> TokenPolicy:
        """The chosen policy."""
        return TokenPolicy(_PROJECTIONS[self.projection.current][0], self._tokeniser)

    def take(self, plan: ExportPlan) -> None:
        """Choose what a plan says; how it cuts text into tokens is kept as well."""
        self._tokeniser = plan.tokens.tokeniser
        self.projection.set_current([known for known, _ in _PROJECTIONS].index(plan.tokens.projection))

    def _on_chosen(self) -> None:
        self.changed.emit()
