"""What the palette finds: hits of three kinds, in sections whose order follows the best hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol


class Kind(StrEnum):
    """What a hit is; also its section."""

    ENTITY = "entity"
    ACTION = "action"
    DOCUMENT = "document"


PREFIXES: Final = {">": Kind.ACTION, "@": Kind.ENTITY, "#": Kind.DOCUMENT}
"""What a query may begin with to ask for one kind only."""

_MOST_OF_A_KIND: Final = 6
_MOST_OF_ONE_KIND: Final = 60


@dataclass(frozen=True, slots=True)
class Words:
    """Words with the letters that fit the query."""

    text: str
    letters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette.

    Attributes:
        kind: What it is.
        id: The action's, entity's or document's id.
        title: The line's main words.
        score: How well it fits, between 0 and 1.
        others: Further names, in other languages.
        note: A remark in the interface's language.
        keys: The key that does the same, as this platform writes it.
        icon: A glyph, or "".
        label: The name of an entity's label, or "".
    """

    kind: Kind
    id: str
    title: Words
    score: float
    others: tuple[Words, ...] = ()
    note: str = ""
    keys: str = ""
    icon: str = ""
    label: str = ""


class Source(Protocol):
    """Finds hits of one kind."""

    @property
    def kind(self) -> Kind:
        """Which kind."""

    def find(self, query: str, limit: int) -> list[Hit]:
        """Return the best hits, best first; for an empty query what is likely wanted."""


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one kind."""

    kind: Kind
    hits: tuple[Hit, ...]


def narrowed(query: str) -> tuple[Kind | None, str]:
    """Return the one kind a query asks for, or None for all, and the query without its prefix."""
    kind = PREFIXES.get(query.lstrip()[:1])
    return (kind, query.lstrip()[1:].strip()) if kind else (None, query.strip())


def search(query: str, sources: Sequence[Source]) -> list[Section]:
    """Ask the sources and order their sections by the best hit of each; equals stay in the order of the sources."""
    kind, words = narrowed(query)
    asked = [source for source in sources if kind in (None, source.kind)]
    limit = _MOST_OF_A_KIND if kind is None else _MOST_OF_ONE_KIND
    sections = [Section(source.kind, tuple(source.find(words, limit))) for source in asked]
    return sorted((section for section in sections if section.hits), key=_best, reverse=True)


def _best(section: Section) -> float:
    return section.hits[0].score
