"""Every name of a workspace, found whole, by its matching key, by how it or one of its words begins, or nearly."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from annotator.core.entity import Entity
from annotator.core.ids import EntityId

_SEPARATOR: Final = "\t"
_WORD_ENDS: Final = (" ", _SEPARATOR)
_MOST_SCANNED: Final = 2000
_SHORTEST_FUZZY: Final = 4
_NEARLY: Final = 0.75


class Name(NamedTuple):
    """One name of one entity; ``uses`` is how many links were made from a mention that reads so."""

    entity: EntityId
    text: str
    key: str
    script: str
    uses: int


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


class NameIndex:
    """The names of all entities.

    Keys stand in one sorted list with every word's tail of them (``benny gantz`` also as ``gantz``), so that both
    kinds of prefix are one bisection. Changing one entity costs a few insertions into that list.
    """

    def __init__(self) -> None:
        self._of_entity: dict[EntityId, tuple[Name, ...]] = {}
        self._by_text: dict[str, list[Name]] = {}
        self._by_key: dict[str, list[Name]] = {}
        self._tails: list[str] = []
        self._spellings: dict[tuple[str, int], dict[str, int]] = {}

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> NameIndex:
        """Index many entities at once, which is much faster than adding them one by one."""
        index = cls()
        for entity in entities:
            index._enter(entity)
        index._tails = sorted(tail for key in index._by_key for tail in _tails_of(key))
        return index

    def add(self, entity: Entity) -> None:
        """Index an entity's names. It must not be in the index."""
        for key in self._enter(entity):
            for tail in _tails_of(key):
                insort(self._tails, tail)

    def remove(self, entity: EntityId) -> None:
        """Forget an entity's names; nothing happens when it has none."""
        for name in self._of_entity.pop(entity, ()):
            _drop(self._by_text, name.text, name)
            if not name.key:
                continue
            for spelling in _spellings_of(name):
                self._forget_spelling(name.script, spelling)
            if _drop(self._by_key, name.key, name):
                for tail in _tails_of(name.key):
                    del self._tails[bisect_left(self._tails, tail)]

    def _enter(self, entity: Entity) -> list[str]:
        """Enter an entity's names everywhere but in the sorted list; return the keys that are new."""
        names = tuple(Name(entity.id, alias.text, alias.key, alias.script, alias.uses) for alias in entity.aliases)
        self._of_entity[entity.id] = names
        new_keys = []
        for name in names:
            self._by_text.setdefault(name.text, []).append(name)
            if not name.key:
                continue
            same_key = self._by_key.setdefault(name.key, [])
            if not same_key:
                new_keys.append(name.key)
            same_key.append(name)
            for spelling in _spellings_of(name):
                bucket = self._spellings.setdefault((name.script, len(spelling)), {})
                bucket[spelling] = bucket.get(spelling, 0) + 1
        return new_keys

    def _forget_spelling(self, script: str, spelling: str) -> None:
        bucket = self._spellings[script, len(spelling)]
        bucket[spelling] -= 1
        if not bucket[spelling]:
            del bucket[spelling]

    def with_text(self, text: str) -> list[Name]:
        """Return the names that are written exactly so."""
        return self._by_text.get(text, [])

    def with_key(self, key: str) -> list[Name]:
        """Return the names that have this matching key."""
        return self._by_key.get(key, [])

    def beginning_with(self, key: str) -> Iterator[Beginning]:
        """Yield the keys that begin with this one, or have a word that does, in alphabetical order.

        Very short beginnings are shared by thousands of names; only the first two thousand are looked at.
        """
        if not key:
            return
        first = bisect_left(self._tails, key)
        for tail in islice(self._tails, first, first + _MOST_SCANNED):
            if not tail.startswith(key):
                return
            rest, _, whole = tail.partition(_SEPARATOR)
            yield Beginning(whole, len(rest) == len(whole), tail[len(key)] in _WORD_ENDS)

    def spelled_like(self, key: str, script: str, limit: int) -> list[tuple[str, float]]:
        """Return the keys and single words that differ in a letter or two, within a script.

        Returns:
            Keys of names with the likeness, from 0.75 up to 1, most alike first.
        """
        if len(key) < _SHORTEST_FUZZY:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        reach = int(len(key) * (1 - _NEARLY) + 1e-9)
        spellings = [
            spelling
            for length in range(len(key) - reach, len(key) + reach + 1)
            for spelling in self._spellings.get((script, length), ())
        ]
        near = process.extract(
            key, spellings, scorer=OSA.normalized_similarity, processor=None, score_cutoff=_NEARLY, limit=limit
        )
        return [
            (whole, likeness)
            for spelling, likeness, _ in sorted(near, key=lambda hit: (-hit[1], hit[0]))
            for whole in self._having(spelling)
        ]

    def _having(self, words: str) -> Iterator[str]:
        """Yield the keys that are these words or have them at a word's start."""
        for beginning in (words + _SEPARATOR, words + " "):
            yield from (found.key for found in self.beginning_with(beginning))


def _tails_of(key: str) -> Iterator[str]:
    """Yield a key from each of its words on, each followed by the whole key."""
    yield key + _SEPARATOR + key
    position = key.find(" ")
    while position >= 0:
        yield key[position + 1 :] + _SEPARATOR + key
        position = key.find(" ", position + 1)


def _spellings_of(name: Name) -> set[str]:
    """Return what a mistyped name may be compared with: the whole and every longer word."""
    return {name.key, *(word for word in name.key.split(" ") if len(word) >= _SHORTEST_FUZZY)}


def _drop(index: dict[str, list[Name]], key: str, name: Name) -> bool:
    """Take a name out of a list of names; return whether the list is gone with it."""
    names = index[key]
    names.remove(name)
    if not names:
        del index[key]
    return not names
