"""What happens around the linker's card: it gets candidates, follows its mark, and its answer becomes an act."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from annotator.app.candidates import Contexts, entities_named_in
from annotator.app.lending import looked_at, with_reference
from annotator.app.naming import free_entity_id
from annotator.app.reference import reference
from annotator.core.history import Changes
from annotator.core.ids import EntityId
from annotator.core.link import Candidate
from annotator.core.mention import Mention
from annotator.suggest.candidates import NO_CONTEXT, CandidateIndex, Context
from annotator.ui.candidates_source import CandidatesSource
from annotator.ui.decisions import Decisions, is_suggestion, relabelled
from annotator.ui.document.view import DocumentView
from annotator.ui.linker.asked_mention import AskedMention
from annotator.ui.linker.beside_mark import BesideMark
from annotator.ui.linker.card import LEAST_HEIGHT, LinkerCard, Question
from annotator.ui.linker.offers import offers
from annotator.ui.workbench import Workbench

_MOST_CANDIDATES: Final = 9


class AsksForDates(Protocol):
    """Asks what dates mean, as the linker asks what names name."""

    def open(self, mention: Mention) -> None:
        """Ask about a date."""

    def close(self) -> None:
        """Stop asking."""


class LinkerFlow(QObject):
    """Asks about one mention at a time.

    Signals:
        linked: The id of the entity a mention was just linked to.
    """

    linked = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        view: DocumentView,
        card: LinkerCard,
        candidates: CandidatesSource,
        *,
        decisions: Decisions,
        dates: AsksForDates,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._card = card
        self._candidates = candidates
        self._decisions = decisions
        self._dates = dates
        self._place = BesideMark(view, card)
        self._asked = AskedMention(workbench, view, card, self._place, self)
        self._query = ""
        self._contexts = Contexts(workbench.reader)
        self._connect()

    @property
    def mention(self) -> Mention | None:
        """The mention that is being asked about."""
        return self._asked.mention

    def open(self, mention: Mention) -> None:
        """Ask what a mention names or means; it need not be on disk yet. Labels that do neither are not asked about."""
        label = self._workbench.labels.get(mention.label)
        if label is not None and label.is_date:
            self._leave()
            self._dates.open(mention)
            return
        self._dates.close()
        if label is None or not label.links:
            self._leave()
            return
        self._asked.ask(mention)
        self._query = ""
        self._place.make_room(mention, LEAST_HEIGHT)
        question = Question(mention.surface, mention.span, mention.label, self._workbench.labels)
        self._card.open_for(question, self._place.anchor(mention), self._place.bounds())
        self._offer()

    def close(self) -> None:
        """Stop asking."""
        self._leave()
        self._dates.close()

    def _leave(self) -> None:
        self._asked.let_go()
        self._card.close_quietly()
        self._workbench.end_preview()

    def _connect(self) -> None:
        card = self._card
        card.entity_chosen.connect(self._on_entity_chosen)
        card.new_entity_requested.connect(self._on_new_entity_requested)
        card.nil_chosen.connect(self._on_nil_chosen)
        card.label_chosen.connect(self._on_label_chosen)
        card.query_changed.connect(self._on_query_changed)
        card.previewed.connect(self._on_previewed)
        card.dismissed.connect(self._on_dismissed)
        self._candidates.ready.connect(self._on_candidates_ready)
        self._asked.lost.connect(self.close)
        # Queued: selecting the mark shows its own entity first, or that it has none.
        self._workbench.mention_selected.connect(self._preview_again, Qt.ConnectionType.QueuedConnection)
        self._workbench.bridge.failed.connect(self.close)
        self._workbench.bridge.committed.connect(self._on_committed)

    # Candidates

    def _offer(self) -> None:
        """Show what fits the mention, or what was searched for; later, if the names are not read yet."""
        mention, index = self._asked.mention, self._candidates.index
        if mention is None:
            return
        if index is None:
            self._card.set_offers(None)
            return
        names = self._workbench.names
        found = self._search(index, mention) if self._query.strip() else self._fitting(index, mention)
        found = with_reference(found, reference().base, names.languages, _MOST_CANDIDATES)
        names.fetch(candidate.entity for candidate in found)
        entities = {entity.id: entity for entity in map(names.get, (c.entity for c in found)) if entity}
        self._card.set_offers(offers(found, entities, names.languages))

    def _fitting(self, index: CandidateIndex, mention: Mention) -> list[Candidate]:
        document = self._workbench.document
        if document is None:
            return []
        return index.for_span(
            document.text,
            mention.span,
            document.language,
            label=mention.label,
            context=self._context(mention),
            limit=looked_at(_MOST_CANDIDATES, reference().base),
            languages=self._workbench.names.languages,
        )

    def _search(self, index: CandidateIndex, mention: Mention) -> list[Candidate]:
        return index.search(
            self._query,
            looked_at(_MOST_CANDIDATES, reference().base),
            label=mention.label,
            context=self._context(mention),
            languages=self._workbench.names.languages,
        )

    def _context(self, mention: Mention) -> Context:
        """Return what the other mentions of the article speak for."""
        document = self._workbench.document
        if document is None:
            return NO_CONTEXT
        return self._contexts.of(document.id, entities_named_in(self._workbench.mentions, leaving_out=mention.id))

    def _on_committed(self, changes: Changes) -> None:
        document = self._workbench.document
        if changes.mentioned - ({document.id} if document is not None else set()):
            self._contexts.forget()

    def _on_query_changed(self, query: str) -> None:
        surface = self._asked.mention.surface if self._asked.mention else ""
        self._query = "" if query.strip() == surface.strip() else query
        self._offer()

    def _on_candidates_ready(self) -> None:
        """Fill a card that waits; one that is filled stays as it is, since the user may have chosen already."""
        if self._asked.mention is not None and self._card.is_waiting:
            self._offer()

    def _on_previewed(self, entity: EntityId | None, number: int) -> None:
        if entity is None:
            self._workbench.end_preview()
        else:
            self._workbench.show_entity(entity, number)

    def _preview_again(self) -> None:
        """Show the chosen candidate once more in the context panel, which has turned to something else."""
        chosen = self._card.candidates.chosen
        if self._asked.mention is not None and chosen is not None:
            self._workbench.show_entity(chosen.entity, self._card.candidates.currentIndex().row() + 1)

    # Answers

    def _on_entity_chosen(self, entity: EntityId) -> None:
        mention = self._take()
        if mention is not None:
            self._decisions.link(mention, entity)
            if not is_suggestion(mention):
                self._workbench.show_entity(entity)
            self.linked.emit(entity)

    def _on_new_entity_requested(self, name: str) -> None:
        mention = self._take()
        if mention is not None:
            made = free_entity_id(self._workbench.reader, mention.label, name)
            self._decisions.link_to_new(mention, made)
            self.linked.emit(made)

    def _on_nil_chosen(self) -> None:
        mention = self._take()
        if mention is not None:
            self._decisions.mark_nil(mention)

    def _on_label_chosen(self, label: str) -> None:
        mention = self._asked.mention
        if mention is None or label == mention.label:
            return
        if is_suggestion(mention):  # the answer will accept it as what it is then
            self.open(relabelled(mention, self._workbench.labels[label]))
            return
        self._decisions.relabel(mention, self._workbench.labels[label])
        self.open(replace(mention, label=label))

    def _on_dismissed(self) -> None:
        self._asked.let_go()
        self._workbench.end_preview()

    def _take(self) -> Mention | None:
        """Return the mention that was asked about and close the card; the keyboard is back in the article."""
        mention = self._asked.mention
        self.close()
        return mention
