"""The names of a million entities where they lie in a file, found as quickly as among a thousand.

A shelf does not change. What has changed since it was made is hidden on it and stands in an index in memory beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.lang.normalise import match_key
from annotator.suggest.known import Beginning, Card, KeptNames, KnownName, Name
from annotator.suggest.packed import PackedStrings
from annotator.suggest.phrases import PhraseTable
from annotator.suggest.shelf_making import FAMOUS, ShelfMaker
from annotator.suggest.signatures import bits_of_edits, group_of, script_block, signatures
from annotator.suggest.spellings import MOST_ALIKE, SHORTEST, edits_allowed, likenesses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.suggest.array_file import ArrayFile

_MOST_NAMESAKES: Final = 400
_MOST_BEGINNINGS: Final = 150
_MOST_SCANNED: Final = 20_000
_MOST_READ: Final = 2_500
_MOST_OF_A_SPELLING: Final = 100
_SPACE: Final = 0x20
_END_OF_WORD: Final = b"!"  # sorts behind the space, before every letter
_BEHIND_ALL: Final = b"\xff"
_WHOLE_WORDS: Final = 0.25
_AT_START: Final = 0.1


class Sounds(Protocol):
    """Hears the names of a shelf."""

    def sounding_like(self, text: str, limit: int = 20) -> list[tuple[Name, float]]:
        """Return names in other scripts that sound like this one, with how likely each is the same, best first."""


class Shelf:
    """Entities and their names in arrays.

    Attributes:
        id: What tells it from other shelves, "" for one that was never in a file.
        arrays: What it is made of.
        sounds: How the names sound, None until someone gives it.
    """

    def __init__(self, facts: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> None:
        import numpy as np

        self._types: list[str] = facts["types"]
        self._languages: list[str] = facts["languages"]
        self._groups: dict[str, list[int]] = facts["spellings"]
        self.id: str = facts.get("id", "")
        self.arrays = arrays
        self.sounds: Sounds | None = None
        self._ids = PackedStrings.read(arrays, "id")
        self._texts = PackedStrings.read(arrays, "text")
        self._keys = PackedStrings.read(arrays, "key")
        self._words = PackedStrings.read(arrays, "word")
        self._hidden = np.zeros(len(self._ids), np.bool_)
        self._hides = False

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> Shelf:
        """Put entities on a shelf in memory."""
        maker = ShelfMaker()
        for entity in entities:
            maker.add(entity)
        return cls(*maker.finish())

    @classmethod
    def of(cls, file: ArrayFile) -> Shelf:
        """Return the shelf that a file holds."""
        return cls(file.facts, file.arrays)

    def __len__(self) -> int:
        """Return how many names there are, hidden ones too."""
        return len(self._texts)

    def has(self, entity: EntityId) -> bool:
        """Tell whether an entity is here, hidden or not."""
        return self._number(entity) is not None

    def hide(self, entity: EntityId) -> bool:
        """Pass over an entity from now on; tell whether it was there to be seen."""
        number = self._number(entity)
        if number is None or self._hidden[number]:
            return False
        self._hidden[number] = self._hides = True
        return True

    def stamps(self) -> Iterator[tuple[EntityId, int]]:
        """Yield every entity with the stamp it was put here with, in the order of ids."""
        numbers = self.arrays["by_id"]
        stamps = self.arrays["stamp"][numbers].tolist()
        return ((EntityId(self._ids[number]), stamp) for number, stamp in zip(numbers.tolist(), stamps, strict=True))

    def most_known(self, names: int) -> list[EntityId]:
        """Return the entities that were linked most, then the most famous, that have so many names together."""
        import numpy as np

        arrays = self.arrays
        order = np.lexsort((-arrays["fame"].astype(np.int64), -arrays["linked"].astype(np.int64)))
        having = np.diff(arrays["first"].astype(np.int64))
        chosen = order[np.cumsum(having[order]) <= names]
        return list(map(EntityId, self._ids.many(chosen.astype(np.int64))))

    def card(self, entity: EntityId) -> Card | None:
        """Return what is shown of an entity, None if it is not here."""
        number = self._number(entity)
        if number is None or self._hidden[number]:
            return None
        rows = slice(int(self.arrays["first"][number]), int(self.arrays["first"][number + 1]))
        names = zip(
            (self._languages[language] for language in self.arrays["language"][rows].tolist()),
            self.arrays["position"][rows].tolist(),
            (self._texts[row] for row in range(rows.start, rows.stop)),
            strict=True,
        )
        return Card(
            entity,
            self._types[self.arrays["type"][number]],
            tuple(names),
            int(self.arrays["fame"][number]) / FAMOUS,
            int(self.arrays["linked"][number]),
        )

    def texts(self) -> Iterator[str]:
        """Yield all names by their numbers, hidden ones too."""
        return iter(self._texts)

    def names(self, numbers: NDArray[Any]) -> list[Name]:
        """Return names by their numbers, without those that are hidden."""
        if self._hides:
            numbers = numbers[~self._hidden[self.arrays["entity"][numbers]]]
        return list(self._names_of_rows(numbers))

    def known(self, numbers: NDArray[Any]) -> Iterator[KnownName]:
        """Yield several names by their numbers."""
        languages = map(self._languages.__getitem__, self.arrays["language"][numbers].tolist())
        entities = map(EntityId, self._ids.many(self.arrays["entity"][numbers].astype("int64")))
        return map(KnownName, self._texts.many(numbers), languages, entities)

    def named(self, text: str) -> list[Name]:
        """Return the names that are written so, or differently but with the same matching key."""
        return self.with_key(match_key(text) or " ".join(text.split()))

    def with_key(self, key: str) -> list[Name]:
        """Return the names that have this matching key; of hundreds those that were used most."""
        wanted = key.encode("utf-8", "surrogatepass")
        low, high = 0, len(self._keys)
        while low < high:
            middle = (low + high) // 2
            if self._keys.encoded(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(self._keys) and self._keys.encoded(low) == wanted:
            return self._names_with([low])[0]
        return []

    def beginning_with(self, key: str) -> Iterator[tuple[Beginning, list[Name]]]:
        """Yield the names that begin with a key, or have a word that does, those nearest to it in length.

        Those that mentions have been linked by are there in any case.
        """
        wanted = key.encode("utf-8", "surrogatepass")
        if wanted:
            yield from self._beginnings(self._best_tails(*self._tails(wanted), wanted), wanted)

    def having_words(self, key: str) -> Iterator[tuple[str, list[Name]]]:
        """Yield keys whose words begin like the words of this one, in any order, with their names."""
        import numpy as np

        words = key.split()
        if not words:
            return
        ranges = [(self._tails(word.encode("utf-8", "surrogatepass")), word) for word in words]
        (first, last), word = min(ranges, key=lambda found: found[0][1] - found[0][0])
        rest = list(words)
        rest.remove(word)
        wanted = word.encode("utf-8", "surrogatepass")
        places = self._best_tails(first, last, wanted, _MOST_READ)
        texts = self._keys.many(self.arrays["tail_key"][places].astype(np.int64))
        beginnings = [f" {other}" for other in rest]
        matching = [at for at, text in enumerate(texts) if _has_all(f" {text}", beginnings)]
        for found, names in self._beginnings(places[matching[:_MOST_BEGINNINGS]], wanted):
            yield found.key, names

    def spelled_like(self, key: str) -> list[tuple[float, list[Name]]]:
        """Return names that differ in a letter or two, wholly or in one word, most alike first, with their likeness."""
        found = []
        for spelling, likeness in self._spellings_like(key):
            wanted = spelling.encode("utf-8", "surrogatepass")
            first, last = self._first_tail(wanted), self._first_tail(wanted + _END_OF_WORD)
            keys = dict.fromkeys(self.arrays["tail_key"][first : min(last, first + _MOST_OF_A_SPELLING)].tolist())
            found += [(likeness, names) for names in self._names_with(list(keys))]
        return found

    def _spellings_like(self, key: str) -> list[tuple[str, float]]:
        import numpy as np

        if len(key) < SHORTEST:
            return []
        edits = edits_allowed(key)
        mark = signatures([key])[2][0]
        near: list[str] = []
        for length in range(len(key) - edits, len(key) + edits + 1):
            group = self._groups.get(str(group_of(script_block(key), length)))
            if group is not None:
                marks = self.arrays["signature"][group[0] : group[1]]
                differing = np.bitwise_count(marks ^ mark)
                may_be = np.flatnonzero(differing <= bits_of_edits(edits, abs(length - len(key))))
                near += self._spelled(self.arrays["spelling"][may_be + group[0]])
        return likenesses(key, near)[:MOST_ALIKE]

    def _spelled(self, numbers: NDArray[Any]) -> list[str]:
        import numpy as np

        numbers = numbers.astype(np.int64)
        keys = len(self._keys)
        return self._keys.many(numbers[numbers < keys]) + self._words.many(numbers[numbers >= keys] - keys)

    def _number(self, entity: EntityId) -> int | None:
        wanted, numbers = entity.encode("utf-8", "surrogatepass"), self.arrays["by_id"]
        low, high = 0, len(numbers)
        while low < high:
            middle = (low + high) // 2
            if self._ids.encoded(numbers[middle]) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(numbers) and self._ids.encoded(numbers[low]) == wanted:
            return int(numbers[low])
        return None

    def _tails(self, wanted: bytes) -> tuple[int, int]:
        return self._first_tail(wanted), self._first_tail(wanted + _BEHIND_ALL)

    def _first_tail(self, wanted: bytes) -> int:
        """Return the place of the first tail that does not sort before some letters."""
        keys, starts, ends = self.arrays["tail_key"], self.arrays["tail_start"], self._keys.ends
        letters, length = self._keys.letters.data, len(wanted)
        low, high = 0, len(keys)
        while low < high:
            middle = (low + high) // 2
            key = int(keys[middle])
            begin = int(ends[key]) + int(starts[middle])
            if bytes(letters[begin : min(begin + length, int(ends[key + 1]))]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _best_tails(self, first: int, last: int, wanted: bytes, most: int = _MOST_BEGINNINGS) -> NDArray[np.intp]:
        """Return some of the tails of a range: those that a key ends soonest in, and all that were used."""
        import numpy as np

        used = self.arrays["tail_used"]
        used = used[slice(*np.searchsorted(used, (first, last)))][:most].astype(np.intp)
        places = np.arange(first, min(last, first + _MOST_SCANNED))
        if len(places) > most:
            keys = self.arrays["tail_key"][places].astype(np.intp)
            begins = self.arrays["tail_start"][places]
            worth = len(wanted) / self.arrays["key_length"][keys]
            worth += _AT_START * (begins == 0) + _WHOLE_WORDS * self._is_at_word_end(places, len(wanted))
            best = np.argpartition(-worth, most)[:most]
            places = places[best[np.argsort(-worth[best], kind="stable")]]
        return np.concatenate((used, places))

    def _is_at_word_end(self, places: NDArray[np.intp], length: int) -> NDArray[np.bool_]:
        """Tell of which tails the first so many bytes are whole words."""
        import numpy as np

        keys = self.arrays["tail_key"][places].astype(np.intp)
        ends = self._keys.ends
        behind = ends[keys].astype(np.int64) + self.arrays["tail_start"][places] + length
        is_end = behind == ends[keys + 1]
        following = self._keys.letters[np.minimum(behind, len(self._keys.letters) - 1)]
        at_end: NDArray[np.bool_] = is_end | (following == _SPACE)
        return at_end

    def _beginnings(self, places: NDArray[np.intp], wanted: bytes) -> Iterator[tuple[Beginning, list[Name]]]:
        keys = self.arrays["tail_key"][places]
        starts = self.arrays["tail_start"][places].tolist()
        ends = self._is_at_word_end(places, len(wanted)).tolist()
        texts = self._keys.many(keys.astype("int64"))
        for text, start, whole, names in zip(texts, starts, ends, self._names_with(keys.tolist()), strict=True):
            if names:
                yield Beginning(text, not start, whole), names

    def _names_with(self, keys: Sequence[int]) -> list[list[Name]]:
        """Return the names of several keys that are not hidden."""
        import numpy as np

        first, row_of = self.arrays["key_first"], self.arrays["key_row"]
        chosen = []
        for key in keys:
            rows = row_of[int(first[key]) : int(first[key + 1])]
            if self._hides:
                rows = rows[~self._hidden[self.arrays["entity"][rows]]]
            if len(rows) > _MOST_NAMESAKES:
                rows = rows[np.argsort(-self.arrays["uses"][rows].astype(np.int64), kind="stable")[:_MOST_NAMESAKES]]
            chosen.append(rows)
        names = iter(self._names_of_rows(np.concatenate([np.empty(0, np.uint32), *chosen])))
        return [[next(names) for _ in rows] for rows in chosen]

    def _names_of_rows(self, rows: NDArray[Any]) -> Iterator[Name]:
        rows = rows.astype("int64")
        entities = self.arrays["entity"][rows].astype("int64")
        return map(
            Name,
            map(EntityId, self._ids.many(entities)),
            self._texts.many(rows),
            self.arrays["uses"][rows].tolist(),
            map(self._types.__getitem__, self.arrays["type"][entities].tolist()),
            (self.arrays["fame"][entities] / FAMOUS).tolist(),
            self.arrays["linked"][entities].tolist(),
        )


def _has_all(text: str, pieces: list[str]) -> bool:
    return all(piece in text for piece in pieces)


class ShelfNames:
    """The names of a shelf as texts are searched for them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.table = PhraseTable.read(shelf.arrays, "phrase")
        self._kept = KeptNames(shelf.known)

    def __len__(self) -> int:
        return len(self._shelf)

    def many(self, numbers: NDArray[Any]) -> Iterator[KnownName]:
        """Yield several names."""
        return self._kept.many(numbers)
