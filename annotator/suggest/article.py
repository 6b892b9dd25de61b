"""What an article as a whole says about each of its stretches, kept from one look at it to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.core.document import Document
from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from annotator.lang.normalise import match_key
from annotator.lang.scripts import script_of_all
from annotator.suggest.proposals import PLACE, Proposal
from annotator.suggest.short_forms import short_form
from annotator.suggest.stretches import stretches, touched
from annotator.suggest.text_words import Dictionary
from annotator.suggest.translated_mentions import View
from annotator.suggest.unknown_mentions import Unknown


@dataclass(slots=True)
class Told:
    """What one stretch tells about the others, as far as it has been looked at.

    Attributes:
        named: The entities that it may name.
        written: The places it names, by the key of how it writes them.
        wholes: Where it has a name that is said shorter elsewhere.
        clear: How often it names each entity beyond doubt.
        sure: Where it has names that nobody knows, for all to follow.
    """

    named: frozenset[EntityId] = frozenset()
    written: Mapping[str, EntityId] = field(default_factory=dict)
    wholes: tuple[Proposal, ...] = ()
    clear: Counter[EntityId] = field(default_factory=Counter)
    sure: tuple[Unknown, ...] = ()


class Article:
    """The text of a document in its stretches, with what each tells about the others.

    Attributes:
        id: The document.
        text: The text.
        language: Its language.
        script: Its script.
        stretches: Its stretches.
        told: What each tells; nothing until it was looked at.
        dictionary: Which names its words stand for.
    """

    def __init__(self, document: Document) -> None:
        self.id = document.id
        self.text = document.text
        self.language = document.language
        self.stretches = stretches(document.text)
        self.script = script_of_all([span.surface(document.text) for span in self.stretches])
        self.told = [Told() for _ in self.stretches]
        self.dictionary: Dictionary = {}

    def is_of(self, document: Document) -> bool:
        """Tell whether this is what a document says."""
        return (self.id, self.language, self.text) == (document.id, document.language, document.text)

    def touched(self, span: Span | None) -> range:
        """Return which stretches, by number, share at least one code point with a span; all for None."""
        return range(len(self.stretches)) if span is None else touched(self.stretches, span)

    def note_names(self, number: int, proposals: Iterable[Proposal]) -> None:
        """Take over what a stretch names."""
        told, found = self.told[number], list(proposals)
        told.named = frozenset(reading.entity for proposal in found for reading in proposal.readings)
        told.written = {
            match_key(proposal.span.surface(self.text)): proposal.best.entity
            for proposal in found
            if proposal.label == PLACE
        }

    def note_wholes(self, number: int, proposals: Iterable[Proposal]) -> None:
        """Take over which names in a stretch are said shorter elsewhere."""
        self.told[number].wholes = tuple(proposal for proposal in proposals if short_form(self.text, proposal))

    def view(self) -> View:
        """Return what all stretches name."""
        named = (entity for told in self.told for entity in told.named)
        return View(named, {key: entity for told in self.told for key, entity in told.written.items()})

    def wholes(self) -> Iterator[Proposal]:
        """Yield where names stand that are said shorter elsewhere."""
        return (proposal for told in self.told for proposal in told.wholes)

    def clear(self) -> Counter[EntityId]:
        """Return how often all stretches name each entity beyond doubt."""
        counts = Counter[EntityId]()
        for told in self.told:
            counts.update(told.clear)
        return counts

    def sure(self) -> Iterator[Unknown]:
        """Yield where names stand that nobody knows, for all to follow."""
        return (unknown for told in self.told for unknown in told.sure)
