"""Every name of a workspace, found whole, by its matching key, by how it or one of its words begins, or nearly."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from annotator.core.entity import Entity
from annotator.lang.normalise import match_key
from annotator.suggest.known import Beginning, Name, names_with_aliases
from annotator.suggest.spellings import Spellings
from annotator.suggest.tails import tail_starts

_SEPARATOR: Final = "\t"
_WORD_ENDS: Final = (" ", _SEPARATOR)
_MOST_SCANNED: Final = 1000


class NameIndex:
    """The names of all entities.

    Keys stand in one sorted list with every word's tail of them (``benny gantz`` also as ``gantz``, ``الرباط`` also as
    ``رباط``), so that both kinds of prefix are one bisection. Changing one entity costs a few insertions into it.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, list[Name]] = {}
        self._tails: list[str] = []
        self._used_tails: list[str] = []
        self._spellings = Spellings()

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> NameIndex:
        """Index many entities at once, which is much faster than adding them one by one."""
        index = cls()
        by_key = index._by_key
        for entity in entities:
            for key, name in _keyed(entity):
                by_key.setdefault(key, []).append(name)
        index._tails = sorted(tail for key in by_key for tail in _tails_of(key))
        index._used_tails = sorted(tail for key, names in by_key.items() if _are_used(names) for tail in _tails_of(key))
        index._spellings = Spellings.build(by_key)
        return index

    def add(self, entity: Entity) -> None:
        """Index an entity's names. It must not be in the index."""
        for key, name in _keyed(entity):
            names = self._by_key.setdefault(key, [])
            if not names:
                _insert(self._tails, key)
                self._spellings.add(key)
            if name.uses and not _are_used(names):
                _insert(self._used_tails, key)
            names.append(name)

    def remove(self, entity: Entity) -> None:
        """Forget an entity's names. It must be in the index just so."""
        for key, name in _keyed(entity):
            names = self._by_key[key]
            was_used = _are_used(names)
            names.remove(name)
            if was_used and not _are_used(names):
                _delete(self._used_tails, key)
            if not names:
                del self._by_key[key]
                _delete(self._tails, key)
                self._spellings.remove(key, is_word=self._has_word)

    def named(self, text: str) -> list[Name]:
        """Return the names that are written so, or differently but with the same matching key."""
        return self.with_key(match_key(text) or " ".join(text.split()))

    def with_key(self, key: str) -> list[Name]:
        """Return the names that have this matching key."""
        return self._by_key.get(key, [])

    def beginning_with(self, key: str) -> Iterator[tuple[Beginning, list[Name]]]:
        """Yield the names whose keys begin with this one, or have a word that does.

        Those that mentions have been linked by come first, each group in alphabetical order. Very short beginnings
        are shared by thousands of names; only the first thousand of each group are looked at.
        """
        if key:
            for found in chain(_beginning(self._used_tails, key), _beginning(self._tails, key)):
                yield found, self._by_key[found.key]

    def having_words(self, key: str) -> Iterator[tuple[str, list[Name]]]:
        """Yield keys whose words begin like the words of this one, in any order, with their names."""
        longest, *others = sorted(key.split(" "), key=len, reverse=True)
        for found, names in self.beginning_with(longest):
            if all(f" {word}" in f" {found.key}" for word in others):
                yield found.key, names

    def spelled_like(self, key: str) -> list[tuple[float, list[Name]]]:
        """Return names that differ in a letter or two, wholly or in one word, most alike first, with their likeness."""
        return [
            (likeness, self._by_key[whole])
            for spelling, likeness in self._spellings.like(key)
            for whole in self._having(spelling)
        ]

    def _having(self, words: str) -> Iterator[str]:
        """Yield the keys that have these words at the start of one of theirs."""
        for end in _WORD_ENDS:
            yield from (found.key for found in _beginning(self._tails, words + end))

    def _has_word(self, word: str) -> bool:
        """Tell whether some key has this very word."""
        return any(word in key.split(" ") for key in self._having(word))


def _keyed(entity: Entity) -> Iterator[tuple[str, Name]]:
    """Yield an entity's names with what each is found by: nothing but signs has no matching key but itself."""
    for alias, name in names_with_aliases(entity):
        if key := alias.key or " ".join(alias.text.split()):
            yield key, name


def _tails_of(key: str) -> Iterator[str]:
    """Yield a key from each of its words on, also without the word's article, each followed by the whole key."""
    return (key[start:] + _SEPARATOR + key for start in tail_starts(key))


def _beginning(tails: list[str], key: str) -> Iterator[Beginning]:
    first = bisect_left(tails, key)
    length = len(key)
    for position in range(first, min(first + _MOST_SCANNED, len(tails))):
        tail = tails[position]
        if not tail.startswith(key):
            return
        rest, _, whole = tail.partition(_SEPARATOR)
        yield Beginning(whole, len(rest) == len(whole), tail[length : length + 1] in _WORD_ENDS)


def _are_used(names: list[Name]) -> bool:
    return any(name.uses for name in names)


def _insert(tails: list[str], key: str) -> None:
    for tail in _tails_of(key):
        insort(tails, tail)


def _delete(tails: list[str], key: str) -> None:
    for tail in _tails_of(key):
        del tails[bisect_left(tails, tail)]
