"""Entities: the canonical things that mentions name, and their names in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from annotator.core.ids import AliasId, EntityId

FREQUENCY: Final = "frequency"
"""What ``external`` calls how often an entity was linked in the texts that a knowledge base was made from."""

MEASURES: Final = frozenset({"sitelinks", "population", FREQUENCY})
"""What of ``external`` is no identifier but says how well known an entity is."""


class AliasSource(StrEnum):
    """Where a name came from."""

    IMPORTED = "imported"
    TYPED = "typed"
    LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity.

    Attributes:
        id: The row's own identifier.
        text: The name exactly as written.
        language: BCP 47 code of the language it is used in.
        script: ISO 15924 code of its script (``Hebr``, ``Arab``, ``Latn``, ``Zyyy`` for none).
        key: Its normalised matching form (``annotator.lang.normalise.match_key``); never shown.
        source: Where it came from.
        position: Its place among the entity's names of that language, from 0; the first is preferred.
        uses: How many links in this workspace were made from a mention that reads so.
    """

    id: AliasId
    text: str
    language: str
    script: str
    key: str
    source: AliasSource
    position: int
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """A canonical person, organization, place or other thing.

    Attributes:
        id: Chosen by whoever made it, such as ``person/benny-gantz``; kept as given on import.
        type: The name of the label its mentions usually have.
        descriptions: One short text per language code.
        external: Identifiers elsewhere, such as ``{"wikidata": "Q…"}``, and :data:`MEASURES`.
        aliases: Every name, preferred ones first within each language.
    """

    id: EntityId
    type: str
    descriptions: Mapping[str, str] = field(default_factory=dict)
    external: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()

    def names(self, language: str) -> list[str]:
        """Return the names in a language, the preferred one first."""
        own = [alias for alias in self.aliases if alias.language == language]
        return [alias.text for alias in sorted(own, key=lambda alias: alias.position)]

    @property
    def languages(self) -> list[str]:
        """Return the languages it has names in, in the order of first appearance."""
        return list(dict.fromkeys(alias.language for alias in self.aliases))

    def display_name(self, languages: Sequence[str]) -> str:
        """Return the preferred name in the first of these languages that has one, else any name, else the id."""
        for language in (*languages, *self.languages):
            if names := self.names(language):
                return names[0]
        return self.id

    def description(self, languages: Sequence[str]) -> str:
        """Return the description in the first of these languages that has one, else any, else nothing."""
        for language in (*languages, *self.descriptions):
            if text := self.descriptions.get(language):
                return text
        return ""
