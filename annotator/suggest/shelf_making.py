"""Puts the names of many entities on a shelf: into arrays that are searched where they lie."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from annotator.core.entity import Entity
from annotator.suggest.packed import PackedStrings, Packer
from annotator.suggest.phrases import PhraseTableMaker
from annotator.suggest.priors import fame
from annotator.suggest.signatures import LONGEST_SPELLING, signatures
from annotator.suggest.sorted_pieces import are_new, sorted_pieces
from annotator.suggest.tails import MOST_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]

FAMOUS: Final = 255
"""How the fame of an entity that all know is written."""

_PORTION: Final = 50_000
_SPACE: Final = 0x20
_LAST_START: Final = (1 << 16) - 1
_MOST_POSITIONS: Final = (1 << 16) - 1
_NO_KEY: Final = (1 << 32) - 1
# The Arabic and the Hebrew article in UTF-8, and how many letters a word must have to be found without it.
_ARTICLES: Final = ((b"\xd8\xa7\xd9\x84", 4), (b"\xd7\x94", 4))


class ShelfMaker:
    """Takes entities one by one, and keeps no more of each than goes into the arrays."""

    def __init__(self) -> None:
        self._ids, self._texts, self._keys = Packer(), Packer(), Packer()
        self._stamps, self._first = array("q"), array("I", [0])
        self._types: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._type, self._fame = array("H"), array("B")
        self._language, self._position, self._uses, self._entity = array("H"), array("H"), array("I"), array("I")
        self._phrases = PhraseTableMaker()
        self._waiting: list[str] = []

    def add(self, entity: Entity, stamp: int = 0) -> None:
        """Take an entity.

        Args:
            entity: The entity; its id must be new.
            stamp: A number that tells later whether it has changed since.
        """
        number = self._ids.add(entity.id)
        self._stamps.append(stamp)
        self._type.append(self._types.setdefault(entity.type, len(self._types)))
        self._fame.append(round(fame(entity.external) * FAMOUS))
        for alias in entity.aliases:
            self._texts.add(alias.text)
            self._keys.add(alias.key or " ".join(alias.text.split()))
            self._language.append(self._languages.setdefault(alias.language, len(self._languages)))
            self._position.append(min(alias.position, _MOST_POSITIONS))
            self._uses.append(alias.uses)
            self._entity.append(number)
            self._waiting.append(alias.text)
        self._first.append(len(self._texts))
        if len(self._waiting) >= _PORTION:
            self._take_phrases()

    def _take_phrases(self) -> None:
        self._phrases.add(self._waiting, len(self._texts) - len(self._waiting))
        self._waiting = []

    def finish(self) -> tuple[dict[str, Any], Arrays]:
        """Return facts and arrays as :class:`~annotator.suggest.shelf.Shelf` reads them."""
        import numpy as np

        self._take_phrases()
        uses = np.frombuffer(self._uses, np.uint32)
        ids, texts = self._ids.finish(), self._texts.finish()
        arrays: Arrays = {
            **ids.arrays("id"),
            "stamp": np.frombuffer(self._stamps, np.int64),
            "type": np.frombuffer(self._type, np.uint16),
            "fame": np.frombuffer(self._fame, np.uint8),
            "first": np.frombuffer(self._first, np.uint32),
            **texts.arrays("text"),
            "language": np.frombuffer(self._language, np.uint16),
            "position": np.frombuffer(self._position, np.uint16),
            "uses": uses,
            "linked": _sums(uses, np.frombuffer(self._first, np.uint32)),
            "entity": np.frombuffer(self._entity, np.uint32),
            "by_id": sorted_pieces(ids.letters, *_bounds(ids)).astype(np.uint32),
            **self._phrases.finish().arrays("phrase"),
        }
        keys, of_row = _distinct(self._keys.finish())
        arrays |= keys.arrays("key") | _rows_by_key(of_row, len(keys))
        arrays |= _tails(keys, arrays, uses)
        spellings, groups = _spellings(keys)
        facts = {
            "types": list(self._types),
            "languages": list(self._languages),
            "spellings": groups,
        }
        return facts, arrays | spellings


def _sums(uses: NDArray[np.uint32], first: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return how often each entity was linked by all its names together."""
    import numpy as np

    until = np.concatenate(([0], np.cumsum(uses, dtype=np.uint64)))
    return (until[first[1:]] - until[first[:-1]]).astype(np.uint32)


def _bounds(strings: PackedStrings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    ends = strings.ends.astype(np.int64)
    return ends[:-1], ends[1:]


def _distinct(all_keys: PackedStrings) -> tuple[PackedStrings, NDArray[np.int64]]:
    """Return the distinct keys in order, and for each row which of them it has (-1 for an empty one)."""
    import numpy as np

    begins, ends = _bounds(all_keys)
    rows = np.flatnonzero(ends > begins)
    order = sorted_pieces(all_keys.letters, begins[rows], ends[rows])
    new = are_new(all_keys.letters, begins[rows], ends[rows], order)
    of_row = np.full(len(begins), -1, np.int64)
    of_row[rows[order]] = np.cumsum(new) - 1
    return _pieces(all_keys.letters, begins, ends, rows[order[new]]), of_row


def _pieces(
    letters: NDArray[np.uint8], begins: NDArray[np.int64], ends: NDArray[np.int64], chosen: NDArray[Any]
) -> PackedStrings:
    """Return some pieces packed, in the order given."""
    import numpy as np

    lengths = (ends - begins)[chosen]
    stops = np.concatenate(([0], np.cumsum(lengths)))
    packed = np.empty(stops[-1], np.uint8)
    for at in range(0, len(chosen), _PORTION):
        part, size = chosen[at : at + _PORTION], lengths[at : at + _PORTION]
        to = stops[at : at + len(part) + 1]
        packed[to[0] : to[-1]] = letters[np.repeat(begins[part] - to[:-1], size) + np.arange(to[0], to[-1])]
    return PackedStrings(packed, stops.astype(np.uint32 if stops[-1] < 1 << 32 else np.uint64))


def _rows_by_key(of_row: NDArray[np.int64], keys: int) -> Arrays:
    import numpy as np

    rows = np.flatnonzero(of_row >= 0)
    counts = np.bincount(of_row[rows], minlength=keys)
    return {
        "key_first": np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
        "key_row": rows[np.argsort(of_row[rows], kind="stable")].astype(np.uint32),
        "row_key": np.where(of_row >= 0, of_row, _NO_KEY).astype(np.uint32),
    }


def _tails(keys: PackedStrings, arrays: Arrays, uses: NDArray[np.uint32]) -> Arrays:
    """Return the ends of keys from each word on, with and without the word's article, sorted."""
    import numpy as np

    begins, ends = _bounds(keys)
    characters = np.concatenate(([0], np.cumsum((keys.letters & 0xC0) != 0x80, dtype=np.uint32)))
    key_lengths = (characters[ends] - characters[begins]).astype(np.uint32)
    key, starts = _tail_places(keys, characters)
    del characters  # it is as large as all the rest together
    order = sorted_pieces(keys.letters, starts, ends[key])
    key, starts = key[order], starts[order]
    is_used = np.zeros(len(keys), np.bool_)
    used_rows = arrays["row_key"][uses > 0]
    is_used[used_rows[used_rows != _NO_KEY]] = True
    return {
        "tail_key": key.astype(np.uint32),
        "tail_start": (starts - begins[key]).astype(np.uint16),
        "tail_used": np.flatnonzero(is_used[key]).astype(np.uint32),
        "key_length": key_lengths,
    }


def _tail_places(keys: PackedStrings, characters: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where tails begin, key by key.

    Args:
        keys: The keys.
        characters: How many characters there are before each byte of them.

    Returns:
        The key of each tail, and its first byte.
    """
    import numpy as np

    letters = keys.letters
    begins, ends = _bounds(keys)
    is_start = np.zeros(len(letters) + 1, np.bool_)
    is_start[1:] = np.append(letters == _SPACE, False)[: len(letters)]
    is_start[begins] = True
    starts = np.flatnonzero(is_start[: len(letters)])
    del is_start
    key = np.searchsorted(ends, starts, "right")
    first_word = np.searchsorted(starts, begins)
    kept = (starts - begins[key] <= _LAST_START) & (np.arange(len(starts)) - first_word[key] < MOST_WORDS)
    # A word ends before the next one of its key, or with the key.
    is_last = np.append(key[1:] != key[:-1], True)[: len(starts)]
    word_ends = np.where(is_last, ends[key], np.append(starts[1:], 0)[: len(starts)] - 1)
    starts, key, word_ends = starts[kept], key[kept], word_ends[kept]
    lengths = characters[word_ends] - characters[starts]
    tails = [(key, starts)]
    for article, least in _ARTICLES:
        has = lengths >= least
        for at, byte in enumerate(article):
            has &= letters.take(starts + at, mode="clip") == byte
        tails.append((key[has], starts[has] + len(article)))
    key, starts = (np.concatenate(column) for column in zip(*tails, strict=True))
    given = np.lexsort((starts, key))
    return key[given], starts[given]


def _spellings(keys: PackedStrings) -> tuple[Arrays, dict[str, list[int]]]:
    """Return keys and their words by script and length, each with its signature.

    Returns:
        The arrays, and the first and the last place of each script and length.
    """
    import numpy as np

    words: set[str] = set()
    whole: set[str] = set()
    for key in keys:
        parts = key.split(" ")
        if len(parts) > 1:
            words.update(parts[:MOST_WORDS])
        else:
            whole.add(key)
    packed = PackedStrings.of(sorted(words - whole))
    blocks, lengths, marks = (
        np.concatenate(column) for column in zip(*(signatures(part) for part in _portions((keys, packed))), strict=True)
    )
    chosen = np.flatnonzero((lengths > 0) & (lengths <= LONGEST_SPELLING))
    group = blocks[chosen].astype(np.int64) * (LONGEST_SPELLING + 1) + lengths[chosen]
    order = np.argsort(group, kind="stable")
    group, chosen = group[order], chosen[order]
    edges = np.flatnonzero(np.append(True, group[1:] != group[:-1])[: len(group)]).tolist()
    groups = {str(int(group[first])): [first, last] for first, last in pairwise([*edges, len(group)])}
    return {
        **packed.arrays("word"),
        "spelling": chosen.astype(np.uint32),
        "signature": marks[chosen],
    }, groups


def _portions(lists: Iterable[PackedStrings]) -> Iterator[list[str]]:
    yield []
    for strings in lists:
        for first in range(0, len(strings), _PORTION):
            yield [strings[number] for number in range(first, min(len(strings), first + _PORTION))]
