"""An entity while it is edited: what the fields hold, apart from what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.ui.entities.base import LANGUAGES

USUAL_SOURCE: Final = "wikidata"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person can edit about an entity.

    Attributes:
        id: The entity; empty while it is not made yet.
        type: Its type.
        names: Its names by language, the preferred one first.
        descriptions: One text for each language.
        external: Identifiers elsewhere by source.
    """

    id: EntityId
    type: str
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    external: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the entity is not made yet."""
        return not self.id

    @property
    def first_name(self) -> str:
        """The name to make an id of: the first there is, English before Hebrew before Arabic."""
        languages = (*LANGUAGES, *self.names)
        return next((names[0] for language in languages if (names := self.names.get(language))), "")

    @property
    def is_complete(self) -> bool:
        """Whether it could be stored: it has a name."""
        return bool(self.first_name)


def draft_of(entity: Entity) -> Draft:
    """Return an entity as its fields hold it."""
    return Draft(
        entity.id,
        entity.type,
        {language: entity.names(language) for language in entity.languages},
        dict(entity.descriptions),
        dict(entity.external),
    )


def tidied(draft: Draft) -> Draft:
    """Return a draft without blank names, texts and identifiers, and without names twice in a language."""
    names = {
        language: list(dict.fromkeys(text for name in own if (text := " ".join(name.split()))))
        for language, own in draft.names.items()
    }
    return Draft(
        draft.id,
        draft.type,
        {language: own for language, own in names.items() if own},
        {language: text.strip() for language, text in draft.descriptions.items() if text.strip()},
        {source: value.strip() for source, value in draft.external.items() if value.strip()},
    )
