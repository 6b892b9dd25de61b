"""Finds every known name in a text, also behind Hebrew and Arabic prefixes, however it is written within its script."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from annotator.suggest.hits import Hit, Manner
from annotator.suggest.known import KeptNames, KnownName
from annotator.suggest.packed import Packer
from annotator.suggest.phrases import PhraseTable, PhraseTableMaker
from annotator.suggest.pieces import Names, Pieces
from annotator.suggest.shelf import Shelf, ShelfNames

if TYPE_CHECKING:
    from annotator.suggest.phrases import Places

__all__ = ["Gazetteer", "Hit", "KnownName", "Manner", "names_of"]

_PORTION: Final = 20_000
_DUSTY_FROM: Final = 5_000
_BLOCK: Final = 1 << 16
_NOBODY: Final[frozenset[EntityId]] = frozenset()


class Gazetteer:
    """All known names. To be used from one thread.

    What is added later stands in a second, small table until somebody renews the whole.
    """

    def __init__(self, names: Names | None = None, shelved: Names | None = None) -> None:
        self._names: Names = _Names(()) if names is None else names
        self._shelved: Names = _Names(()) if shelved is None else shelved
        self._gone: set[EntityId] = set()
        self._gone_from_shelf: set[EntityId] = set()
        self._added: dict[EntityId, list[KnownName]] = {}
        self._recent: _Names | None = None

    @classmethod
    def build(cls, names: Iterable[KnownName]) -> Gazetteer:
        """Take all names; they are read once, one after the other."""
        return cls(_Names(names))

    @classmethod
    def of_entities(cls, entities: Iterable[Entity]) -> Gazetteer:
        """Take all names of entities."""
        return cls.build(name for entity in entities for name in names_of(entity))

    @classmethod
    def on(cls, shelf: Shelf, beside: Iterable[KnownName] = ()) -> Gazetteer:
        """Take the names of a shelf, which stay where they are, and others beside them."""
        return cls(_Names(beside), ShelfNames(shelf))

    def add(self, names: Iterable[KnownName]) -> None:
        """Take more names."""
        for name in names:
            self._added.setdefault(name.entity, []).append(name)
        self._recent = None

    def remove_from_shelf(self, entity: EntityId) -> None:
        """Pass over the names that an entity has on the shelf; nothing happens when it has none there."""
        self._gone_from_shelf.add(entity)

    def remove(self, entity: EntityId) -> None:
        """Forget the names of an entity; nothing happens when it has none."""
        self._gone.add(entity)
        self.remove_from_shelf(entity)
        if self._added.pop(entity, None) is not None:
            self._recent = None

    @property
    def is_dusty(self) -> bool:
        """Whether so much has changed that :meth:`renewed` is worth its time."""
        return len(self._gone) + len(self._added) > _DUSTY_FROM

    def renewed(self) -> Gazetteer:
        """Return a fresh one with the same names."""
        fresh = Gazetteer(_Names(self._in_memory()), self._shelved)
        fresh._gone_from_shelf = self._gone_from_shelf
        return fresh

    def find(self, text: str, language: str) -> list[Hit]:
        """Return the pieces of a text that are known names, by where they begin.

        Of those that begin at one place the longest is returned, and none that lies inside another; what is inside
        is in :attr:`Hit.nested`.

        Args:
            text: The text, as it is.
            language: BCP 47 code of the text; only what prefixes it has depends on it.
        """
        hits: list[Hit] = []
        for start, end in _blocks(text):
            hits += self._pieces(text[start:end], language).hits(start)[0]
        return hits

    def find_in(self, text: str, stretch: Span, language: str) -> list[Hit]:
        """Return what :meth:`find` returns, of a stretch of a text that begins and ends where no name goes on."""
        return self._pieces(text[stretch.start : stretch.end], language).hits(stretch.start)[0]

    def find_in_all(self, texts: Sequence[str], language: str) -> list[list[Hit]]:
        """Return what :meth:`find` returns for each of many texts, in half the time that short ones take one by one."""
        found: list[list[Hit]] = []
        for together in _portions(texts):
            starts = list(accumulate((len(text) + 1 for text in together[:-1]), initial=0))
            found += self._pieces("\n".join(together), language).hits(0, starts)
        return found

    def _pieces(self, text: str, language: str) -> Pieces:
        """Look all names up in a piece of text that begins and ends with a line."""
        if self._recent is None:
            self._recent = _Names(name for names in self._added.values() for name in names)
        pieces = Pieces(text, language)
        for names, gone in ((self._shelved, self._gone_from_shelf), (self._names, self._gone), (self._recent, _NOBODY)):
            if len(names):
                pieces.look_up(names, gone)
        return pieces

    def _in_memory(self) -> Iterator[KnownName]:
        import numpy as np

        for first in range(0, len(self._names), _PORTION):
            numbers = np.arange(first, min(len(self._names), first + _PORTION))
            yield from (name for name in self._names.many(numbers) if name.entity not in self._gone)
        for names in self._added.values():
            yield from names


def names_of(entity: Entity) -> Iterator[KnownName]:
    """Yield the names of an entity."""
    return (KnownName(alias.text, alias.language, entity.id) for alias in entity.aliases)


class _Names:
    """Names in memory."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        import numpy as np

        texts, entities, languages = Packer(), Packer(), {"": 0}
        entity_of, language_of = array("I"), array("H")
        maker = PhraseTableMaker()
        waiting = iter(names)
        last = None
        while portion := list(islice(waiting, _PORTION)):
            maker.add([name.text for name in portion], len(texts))
            for name in portion:
                texts.add(name.text)
                if name.entity != last:
                    last = name.entity
                    entities.add(last)
                entity_of.append(len(entities) - 1)
                language_of.append(languages.setdefault(name.language, len(languages)))
        self._texts, self._entities, self._languages = texts.finish(), entities.finish(), list(languages)
        self._entity_of = np.frombuffer(entity_of, np.uint32)
        self._language_of = np.frombuffer(language_of, np.uint16)
        self.table: PhraseTable = maker.finish()
        self._kept = KeptNames(self._read)

    def __len__(self) -> int:
        return len(self._texts)

    def many(self, numbers: Places) -> Iterator[KnownName]:
        """Yield several names."""
        return self._kept.many(numbers)

    def _read(self, numbers: Places) -> Iterator[KnownName]:
        languages = map(self._languages.__getitem__, self._language_of[numbers].tolist())
        entities = map(EntityId, self._entities.many(self._entity_of[numbers]))
        return map(KnownName, self._texts.many(numbers), languages, entities)


def _portions(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield runs of texts that are about as long as a block together; a long one comes by itself."""
    together: list[str] = []
    length = 0
    for text in texts:
        if together and length + len(text) > _BLOCK:
            yield together
            together, length = [], 0
        together.append(text)
        length += len(text)
    if together:
        yield together


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield pieces of a long text that end with a line, because no name goes on behind one."""
    start = 0
    while start < len(text):
        stop = start + _BLOCK
        if stop >= len(text):
            end = len(text)
        else:
            end = text.rfind("\n", start, stop) + 1 or text.find("\n", stop) + 1 or len(text)
        yield start, end
        start = end
