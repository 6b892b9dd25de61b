"""What is known of names: plain values that the indexes of names hand out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.core.entity import Alias, Entity
from annotator.core.ids import EntityId
from annotator.suggest.priors import fame

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

_MOST_KEPT: Final = 1 << 16


class KnownName(NamedTuple):
    """One name of one entity, as the entity has it."""

    text: str
    language: str
    entity: EntityId


class Name(NamedTuple):
    """One name of one entity.

    Attributes:
        entity: Which entity.
        text: The name, as the entity has it.
        uses: How many links were made from mentions that read so.
        type: The entity's type.
        fame: How well known the entity is, from 0 to 1.
        linked: How many links were made to the entity by any of its names.
    """

    entity: EntityId
    text: str
    uses: int
    type: str
    fame: float = 0.0
    linked: int = 0


def names_with_aliases(entity: Entity) -> Iterator[tuple[Alias, Name]]:
    """Yield each name of an entity with the alias that it is."""
    known, linked = fame(entity.external), sum(alias.uses for alias in entity.aliases)
    for alias in entity.aliases:
        yield alias, Name(entity.id, alias.text, alias.uses, entity.type, known, linked)


class KeptNames:
    """Names that were read a moment ago: articles name the same things again, and are searched after every decision.

    Args:
        read: Reads names by their numbers.
    """

    def __init__(self, read: Callable[[Places], Iterable[KnownName]]) -> None:
        self._read = read
        self._kept: dict[int, KnownName] = {}

    def many(self, numbers: Places) -> Iterator[KnownName]:
        """Yield names by their numbers."""
        import numpy as np

        wanted, kept = numbers.tolist(), self._kept
        missing = [number for number in wanted if number not in kept]
        if missing:
            if len(kept) + len(missing) > _MOST_KEPT:
                kept.clear()
                missing = wanted
            kept.update(zip(missing, self._read(np.array(missing, np.int64)), strict=True))
        return map(kept.__getitem__, wanted)


class Beginning(NamedTuple):
    """A name that goes on from what was asked.

    Attributes:
        key: The name's key.
        at_start: Whether the name itself begins so, not only one of its later words.
        whole_words: Whether what was asked ends where a word of the name ends.
    """

    key: str
    at_start: bool
    whole_words: bool


class Card(NamedTuple):
    """What is shown of an entity.

    Attributes:
        entity: Which one.
        type: The name of the label its mentions usually have.
        names: The language, the place among the names of that language, and the text of each name.
        fame: How well known it is, from 0 to 1.
        linked: How many links were made to it.
    """

    entity: EntityId
    type: str
    names: tuple[tuple[str, int, str], ...]
    fame: float = 0.0
    linked: int = 0

    @classmethod
    def of(cls, entity: Entity) -> Card:
        """Make the card of an entity."""
        names = tuple((alias.language, alias.position, alias.text) for alias in entity.aliases)
        linked = sum(alias.uses for alias in entity.aliases)
        return cls(entity.id, entity.type, names, fame(entity.external), linked)

    def display_name(self, languages: Sequence[str]) -> str:
        """Return the preferred name in the first of these languages that has one, else any name, else the id."""
        for wanted in (*languages, *dict.fromkeys(language for language, _, _ in self.names)):
            own = [(position, at) for at, (language, position, _) in enumerate(self.names) if language == wanted]
            if own:
                return self.names[min(own)[1]][2]
        return self.entity
