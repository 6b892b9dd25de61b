"""Between the page of the entity base and the workspace: what is shown, and which acts its user's wishes are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from annotator.app.commands.base import Command
from annotator.app.commands.entities import CreateEntity, EditEntity
from annotator.app.commands.merging import KeepApart, MergeEntities, SplitEntity
from annotator.app.naming import free_entity_id
from annotator.core.errors import UserError
from annotator.core.history import Changes
from annotator.core.ids import EntityId, MentionId
from annotator.core.link import Candidate
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.candidates_source import CandidatesSource
from annotator.ui.entities.base import LANGUAGES, Facet, Fact, Filter, Order, doubled, lines_of, searched_lines
from annotator.ui.entities.contradictions_control import ContradictionsController
from annotator.ui.entities.draft import Draft
from annotator.ui.entities.keeper import BaseKeeper
from annotator.ui.entities.merge_panel import Pair
from annotator.ui.entities.page import EntitiesPage
from annotator.ui.wording import QT_TRANSLATE_NOOP
from annotator.ui.workbench import Workbench, interface_language

_MOST_FOUND: Final = 200
_LAST_USES: Final = 5
_DESCENDING_FIRST: Final = frozenset({Order.USES})


class EntitiesController(QObject):
    """Fills the page and sends commands.

    Signals:
        article_requested: The ids of a document and of a mention in it that are to be shown.
        refused: A ``UserError``: something could not be done.
    """

    article_requested = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self, page: EntitiesPage, workbench: Workbench, candidates: CandidatesSource, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._workbench = workbench
        self._candidates = candidates
        self._keeper = BaseKeeper(workbench.bridge, self)
        self._contradictions = ContradictionsController(page, workbench, self)
        self._contradictions.article_requested.connect(self.article_requested)
        self._contradictions.refused.connect(self.refused)
        self._filter = Filter()
        self._order = Order.USES
        self._is_descending = True
        self._chosen: tuple[EntityId, ...] = ()
        self._is_swapped = False
        self._awaited: EntityId | None = None
        self._connect()
        self._on_labels_changed()
        page.table.set_nothing(self.tr("Reading the entity base…"))

    @property
    def slots(self) -> Mapping[str, Callable[[], None]]:
        """What each action does, by the action's id."""
        return {
            "entities.search": self._on_search_requested,
            "entities.new": self.make_new,
            "entities.edit": self.edit,
            "entities.save": self.save,
            "entities.merge": self._page.merge.accept,
            "entities.swap": self.swap,
            "entities.apart": self._on_apart_triggered,
            "entities.leave": self.leave,
            "entities.split": self.split,
            "entities.check": self._contradictions.look,
        }

    @property
    def keeper(self) -> BaseKeeper:
        """Has what is shown."""
        return self._keeper

    def _connect(self) -> None:
        page = self._page
        self._keeper.changed.connect(self._on_base_changed)
        self._workbench.labels_changed.connect(self._on_labels_changed)
        self._workbench.bridge.committed.connect(self._on_committed)
        self._workbench.bridge.failed.connect(self._on_failed)
        self._candidates.ready.connect(self._show_lines)
        page.filters.filter_changed.connect(self._on_filter_changed)
        page.search.textChanged.connect(self._show_lines)
        page.search.returnPressed.connect(self._on_search_accepted)
        page.new.clicked.connect(self.make_new)
        page.table.chosen_changed.connect(self._on_chosen)
        page.table.sort_requested.connect(self.sort)
        page.table.doubleClicked.connect(page.card.begin_editing)
        page.card.save_requested.connect(self.save)
        page.card.split_requested.connect(self.split)
        page.card.use_opened.connect(self._on_use_opened)
        page.merge.merge_requested.connect(self._on_merge_requested)
        page.merge.apart_requested.connect(self._on_apart_requested)
        page.merge.swap_requested.connect(self.swap)
        page.contradictions.closed.connect(self.leave)

    # The table

    def sort(self, order: Order) -> None:
        """Sort by something; by what it is sorted by already, the other way round."""
        if order is self._order:
            self._is_descending = not self._is_descending
        else:
            self._order, self._is_descending = order, order in _DESCENDING_FIRST
        self._page.table.heads.show_order(self._order, is_descending=self._is_descending)
        self._show_lines()

    def _on_filter_changed(self, wanted: Filter) -> None:
        self._filter = wanted
        self._show_lines()

    def _show_lines(self) -> None:
        base = self._keeper.base
        passing, counts = self._filter.passing(base.facts.values())
        query = self._page.search.text().strip()
        if query:
            passed = {fact.entity.id: fact for fact in passing}
            lines = searched_lines(passed, self._found(query))
        else:
            lines = lines_of(passing, self._order, is_descending=self._is_descending)
        self._page.filters.set_counts(counts)
        self._page.show_count(len(lines), len(base.facts))
        self._page.model.set_lines(lines)
        self._page.table.set_nothing(_nothing_to_show(self._keeper, query))
        self._page.table.choose(*self._chosen)

    def _found(self, query: str) -> list[tuple[EntityId, str]]:
        """Return what a search finds, each with the name that matched."""
        index = self._candidates.index
        if index is None:
            return []
        found = index.search(query, _MOST_FOUND, languages=LANGUAGES)
        return [(candidate.entity, _matched(candidate)) for candidate in found]

    def _on_search_requested(self) -> None:
        self._page.show_contradictions(are_shown=False)
        self._page.search.setFocus()
        self._page.search.selectAll()

    def _on_search_accepted(self) -> None:
        """Go to the first entity found."""
        lines = self._page.model.lines
        if lines:
            self._page.table.choose(lines[0].fact.entity.id)
            self._page.table.setFocus()

    # What is chosen

    def choose(self, *entities: EntityId) -> None:
        """Choose entities in the table and show them."""
        self._page.table.choose(*entities)

    def _on_chosen(self, chosen: tuple[EntityId, ...]) -> None:
        """Show the card of the first chosen entity; of two, also whether they are one."""
        if chosen != self._chosen:
            self.save_what_was_left()
            self._is_swapped = False
        is_new = chosen != self._chosen
        self._chosen = chosen
        if chosen and (is_new or not self._page.card.is_changed):
            self._show_card(chosen[0])
        elif not chosen and not self._page.card.is_changed:
            self._page.card.show_nothing()
        self._show_pair()

    def _show_card(self, entity: EntityId) -> None:
        fact = self._keeper.base.facts.get(entity)
        if fact is None:
            return
        uses = self._workbench.reader.occurrences(entity, context=30, limit=_LAST_USES)
        self._page.card.show_fact(fact, uses, self._rows(), _description_language(fact))

    def _show_pair(self) -> None:
        pair = None if self._page.shows_contradictions else _pair_of(self._keeper.base.facts, self._chosen)
        if pair is None:
            self._page.merge.dismiss()
        else:
            self._page.merge.show_pair(Pair(pair.gone, pair.keep, pair.double) if self._is_swapped else pair)

    def swap(self) -> None:
        """Let the other of two entities stay."""
        if self._page.merge.pair is not None:
            self._is_swapped = not self._is_swapped
            self._show_pair()

    def leave(self) -> None:
        """Leave the question open; else the contradictions; else the search."""
        page = self._page
        if page.shows_contradictions:
            page.show_contradictions(are_shown=False)
            self._show_pair()
        elif page.merge.pair is not None:
            page.table.choose(*self._chosen[:1])
        elif page.search.text():
            page.search.clear()
        page.table.setFocus()

    # Acts

    def edit(self) -> None:
        """Write on the card of the chosen entity, or of the first in the table."""
        if self._page.card.draft is None and self._page.model.lines:
            self._page.table.choose(self._page.model.lines[0].fact.entity.id)
        if self._page.card.draft is not None:
            self._page.card.begin_editing()

    def save(self) -> None:
        """Store what is written on the card: one act."""
        draft = self._page.card.draft
        if draft is None or not self._page.card.is_changed:
            return
        if not draft.is_complete:
            self.refused.emit(UserError("An entity needs at least one name."))
            return
        self._store(draft)

    def _command(self, draft: Draft) -> Command:
        facts = draft.type, draft.names, draft.descriptions, draft.external
        if not draft.is_new:
            return EditEntity(draft.id, *facts)
        self._awaited = free_entity_id(self._workbench.reader, draft.type, draft.first_name)
        return CreateEntity(self._awaited, *facts)

    def save_what_was_left(self) -> None:
        """Store what is written on the card, if it can be stored, because something else is turned to."""
        draft = self._page.card.draft
        if draft is not None and self._page.card.is_changed and draft.is_complete:
            self._store(draft)

    def _store(self, draft: Draft) -> None:
        """Send what is written, but a new entity only once: it is new on the card until it has been read."""
        if not (draft.is_new and self._awaited is not None):
            self._submit(self._command(draft))

    def make_new(self) -> None:
        """Begin a new entity, of the type that is shown alone if there is one."""
        self.save_what_was_left()
        types = self._filter.wanted.get(Facet.TYPE, frozenset())
        first = next(iter(types)) if len(types) == 1 else self._page.card.type.itemData(0)
        self._chosen = ()
        self._page.table.choose()
        self._page.card.show_new(str(first or ""), interface_language())

    def split(self) -> None:
        """Ask which mentions of the chosen entity are something else."""
        from annotator.ui.entities.split import SplitDialog  # hardly ever needed

        fact = self._keeper.base.facts.get(self._chosen[0]) if self._chosen else None
        if fact is None or fact.mentions < 2:
            return
        found = self._workbench.reader.occurrences(fact.entity.id)
        label = self._workbench.labels.get(fact.entity.type)
        name = fact.entity.display_name(LANGUAGES)
        dialog = SplitDialog(name, found, self._rows(), label, self._page.window())
        dialog.confirmed.connect(partial(self._on_split_confirmed, fact, found))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_split_confirmed(self, fact: Fact, found: Sequence[Occurrence], mentions: Sequence[MentionId]) -> None:
        first = next(occurrence.mention.surface for occurrence in found if occurrence.mention.id in set(mentions))
        new = free_entity_id(self._workbench.reader, fact.entity.type, first)
        self._awaited = new
        self._submit(SplitEntity(fact.entity.id, new, tuple(mentions)))

    def _on_merge_requested(self, keep: EntityId, gone: EntityId, external: Mapping[str, str]) -> None:
        self._awaited = keep
        self._submit(MergeEntities(keep, gone, external))

    def _on_apart_triggered(self) -> None:
        pair = self._page.merge.pair
        if pair is not None:
            self._on_apart_requested(pair.keep.entity.id, pair.gone.entity.id)

    def _on_apart_requested(self, keep: EntityId, gone: EntityId) -> None:
        self._awaited = keep
        self._submit(KeepApart(keep, gone))

    def _submit(self, command: Command) -> None:
        self._workbench.bridge.submit(command)

    def _on_use_opened(self, use: Occurrence) -> None:
        self.article_requested.emit(use.mention.document, use.mention.id)

    # What comes back

    def _on_base_changed(self) -> None:
        awaited = self._awaited
        is_there = awaited is not None and awaited in self._keeper.base.facts
        if awaited is not None and is_there:
            self._awaited = None
            self._chosen = (awaited,)
        self._chosen = tuple(entity for entity in self._chosen if entity in self._keeper.base.facts)
        self._show_lines()
        if is_there or not self._page.card.is_changed:
            if self._chosen:
                self._show_card(self._chosen[0])
            elif (draft := self._page.card.draft) is not None and not draft.is_new:
                self._page.card.show_nothing()
        self._show_pair()

    def _on_committed(self, changes: Changes) -> None:
        """Take the stored state for what is stored when the card's entity was saved."""
        draft = self._page.card.draft
        if draft is not None and draft.id in changes.entities and not self._page.card.hasFocus():
            there = self._workbench.reader.entities([draft.id]).get(draft.id)
            fact = self._keeper.base.facts.get(draft.id)
            if there is not None and fact is not None and changes.act.name.startswith("entity."):
                self._keeper.base.facts[draft.id] = fact._replace(entity=there)
                self._show_card(draft.id)

    def _on_failed(self) -> None:
        self._awaited = None

    def _on_labels_changed(self) -> None:
        labels = self._workbench.labels
        self._page.filters.set_labels(labels)
        self._page.table.set_labels(labels)
        self._page.card.set_labels(labels)

    def _rows(self) -> dict[str, DocumentRow]:
        return {row.id: row for row in self._workbench.rows}


def _pair_of(facts: Mapping[EntityId, Fact], chosen: Sequence[EntityId]) -> Pair | None:
    """Return two chosen entities, first the one that stays: as was proposed, else the one that is used more."""
    pair = [facts[entity] for entity in chosen if entity in facts]
    if len(chosen) != 2 or len(pair) != 2:
        return None
    double = doubled(facts, chosen)
    if double is not None:
        pair = [facts[double.keep], facts[double.gone]]
    else:
        pair.sort(key=_uses, reverse=True)
    return Pair(pair[0], pair[1], double)


def _nothing_to_show(keeper: BaseKeeper, query: str) -> str:
    """Say why the table is empty, and what to do about it."""
    if not keeper.is_ready:
        said = QT_TRANSLATE_NOOP("EntitiesController", "Reading the entity base…")
    elif not keeper.base.facts:
        said = QT_TRANSLATE_NOOP(
            "EntitiesController",
            "The entity base is empty. Link a mention to a new entity in an article, press “New entity”, or import "
            "a table.",
        )
    elif query:
        said = QT_TRANSLATE_NOOP(
            "EntitiesController", "No name in the base is like this. Clear the search, or take some filters away."
        )
    else:
        said = QT_TRANSLATE_NOOP("EntitiesController", "No entity passes all filters. Take some away to see more.")
    return QCoreApplication.translate("EntitiesController", said)


def _matched(candidate: Candidate) -> str:
    """Return the name by which a candidate was found; its own where the reasons do not tell."""
    return next((reason.name for reason in candidate.evidence if reason.name), candidate.name)


def _description_language(fact: Fact) -> str:
    """Return the language of the description to edit: the interface's, or the only one there is."""
    own = interface_language()
    return (
        own if own in fact.entity.descriptions or not fact.entity.descriptions else next(iter(fact.entity.descriptions))
    )


def _uses(fact: Fact) -> int:
    return fact.mentions
