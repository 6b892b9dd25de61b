"""Names of entities in the window's language, read from the workspace once and kept until they change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from annotator.app.reference import reference
from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.ports import Reader


def names_in(entity: Entity, languages: Sequence[str]) -> list[str]:
    """Return an entity's preferred name in each of its languages, those asked for first, none of them twice."""
    ordered = dict.fromkeys((*languages, *entity.languages))
    names = [entity.names(language)[0] for language in ordered if entity.names(language)]
    return list(dict.fromkeys(names)) or [entity.id]


class EntityNames:
    """Keeps the entities a window shows at the moment."""

    def __init__(self, reader: Reader, languages: Sequence[str]) -> None:
        self._reader = reader
        self._languages = languages
        self._known: dict[EntityId, Entity] = {}
        self._names: dict[EntityId, str] = {}

    @property
    def languages(self) -> Sequence[str]:
        """The languages in which names are wanted, first choice first."""
        return self._languages

    def prefer(self, languages: Sequence[str]) -> None:
        """Want names in these languages from now on, first choice first."""
        self._languages = languages
        self._names.clear()

    def fetch(self, entities: Iterable[EntityId]) -> None:
        """Read those that are not known yet, all at once."""
        missing = set(entities) - self._known.keys()
        if missing:
            self._known.update(reference().entities(missing) | self._reader.entities(missing))

    def refresh(self, entities: Collection[EntityId]) -> set[EntityId]:
        """Read those of these that are known again; return the ones that are called otherwise now."""
        before = {entity: self.name(entity) for entity in self._known.keys() & set(entities)}
        for entity in before:
            del self._known[entity]
            self._names.pop(entity, None)
        self.fetch(before)
        return {entity for entity, name in before.items() if self.name(entity) != name}

    def get(self, entity: EntityId) -> Entity | None:
        """Return an entity, or None when the workspace has it no longer."""
        self.fetch((entity,))
        return self._known.get(entity)

    def name(self, entity: EntityId) -> str:
        """Return an entity's name in the first wanted language that has one, or its id."""
        name = self._names.get(entity)
        if name is None:
            found = self.get(entity)
            name = self._names[entity] = found.display_name(self._languages) if found else entity
        return name
