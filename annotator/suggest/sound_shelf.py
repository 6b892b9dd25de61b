"""How the names of a shelf sound, in a file beside it.

The vectors of the words of each script lie in groups of neighbours; only the groups nearest to a word are looked at.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from annotator.lang.names.encoder import cosines, in_bytes
from annotator.lang.names.forms import heard
from annotator.lang.names.matcher import NameMatcher
from annotator.lang.names.words import hear
from annotator.lang.scripts import script_of
from annotator.suggest.hearing import (
    NAMES_ALIGNED,
    NAMES_OF_A_WORD,
    SCRIPTS,
    Likely,
    NearWords,
    best_rows,
    sounding_like,
)
from annotator.suggest.known import Name
from annotator.suggest.packed import PackedStrings
from annotator.suggest.shelf import Shelf

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.suggest.hearing import Vector

    Arrays = dict[str, NDArray[Any]]

_PORTION: Final = 4096
_IN_ONE_GROUP: Final = 8192
"""So many words are looked at one and all."""
_WORDS_OF_A_GROUP: Final = 256
_GROUPS_LOOKED_AT: Final = 32
_ROUNDS: Final = 6
_SAMPLE_OF_A_GROUP: Final = 40
_LONGEST: Final = 255


class SoundShelf:
    """The words of the names of a shelf, as they sound. To be used from one thread."""

    def __init__(self, shelf: Shelf, arrays: Arrays, matcher: NameMatcher | None = None) -> None:
        self._matcher = matcher or NameMatcher.load()
        self._words = {script: _ShelvedWords(shelf, arrays, script) for script in SCRIPTS}

    @classmethod
    def build(cls, shelf: Shelf) -> SoundShelf:
        """Hear all names of a shelf and keep them in memory."""
        return cls(shelf, SoundShelfMaker(shelf).make())

    def sounding_like(self, text: str, limit: int = 20) -> list[tuple[Name, float]]:
        """Return names in other scripts that sound like this one, with how likely each is the same, best first."""
        return sounding_like(text, self._words, self._matcher, limit)


class _ShelvedWords:
    """The words of one script."""

    def __init__(self, shelf: Shelf, arrays: Arrays, script: str) -> None:
        self._shelf = shelf
        self._lengths = arrays["length"]
        self._texts = PackedStrings.read(arrays, f"{script}.word")
        self._by_text = arrays[f"{script}.by_text"]
        self._bytes = arrays[f"{script}.vector"]
        self._groups, self._centres = arrays[f"{script}.group"], arrays[f"{script}.centre"]
        self._first, self._rows = arrays[f"{script}.first"], arrays[f"{script}.row"]

    def nearest(self, vector: Vector) -> NearWords:
        """Return the words whose vectors are most like one, as far as they are in the groups nearest to it."""
        import numpy as np

        ranges = [(0, len(self._bytes))]
        if len(self._centres) > _GROUPS_LOOKED_AT:
            likeness = self._centres @ vector
            groups = np.argpartition(-likeness, _GROUPS_LOOKED_AT)[:_GROUPS_LOOKED_AT]
            ranges = [(int(self._groups[group]), int(self._groups[group + 1])) for group in sorted(groups.tolist())]
        numbers = np.concatenate([np.arange(first, last) for first, last in ranges])
        found = cosines(vector[None, :], np.concatenate([self._bytes[first:last] for first, last in ranges]))[0]
        rows = best_rows(found)
        return NearWords(self._texts.many(numbers[rows]), found[rows])

    def names_with(self, likely: Likely) -> list[tuple[str, list[Name]]]:
        """Return the names that share most with what was asked, as they are heard, by their likely words."""
        import numpy as np

        rows, worth = [np.empty(0, np.int64)], [np.empty(0)]
        for word, others in likely.items():
            room = NAMES_OF_A_WORD
            for other, value in sorted(others.items(), key=lambda entry: -entry[1]):
                found = self._names_of(other)[:room].astype(np.int64)
                rows.append(found)
                worth.append(value * len(word) * len(other) / (self._lengths[found] + 2.0))
                room -= len(found)
                if not room:
                    break
        distinct, which = np.unique(np.concatenate(rows), return_inverse=True)
        sums = np.bincount(which, np.concatenate(worth), len(distinct))
        order = np.argsort(-sums, kind="stable")
        return self._by_form(distinct[order])

    def _names_of(self, word: str) -> NDArray[Any]:
        """Return the rows of the names that have a word."""
        place = bisect_left(self._by_text, word.encode("utf-8", "surrogatepass"), key=self._texts.encoded)
        number = int(self._by_text[place])
        return self._rows[int(self._first[number]) : int(self._first[number + 1])]

    def _by_form(self, rows: NDArray[Any]) -> list[tuple[str, list[Name]]]:
        """Return the first names of these as they are heard, each with all that sound the same among them."""
        forms: dict[str, list[Name]] = {}
        for name in self._shelf.names(rows[: 4 * NAMES_ALIGNED]):
            form = heard(name.text)
            if form in forms or len(forms) < NAMES_ALIGNED:
                forms.setdefault(form, []).append(name)
        return list(forms.items())


class SoundShelfMaker:
    """Hears all names of a shelf."""

    def __init__(self, shelf: Shelf, matcher: NameMatcher | None = None) -> None:
        self._shelf = shelf
        self._matcher = matcher or NameMatcher.load()

    def make(self, told: Callable[[float], None] | None = None) -> Arrays:
        """Return the arrays as :class:`SoundShelf` reads them.

        Args:
            told: Is told from time to time which share of the work is done; what it raises ends the work.
        """
        import numpy as np

        words: dict[str, dict[str, int]] = {script: {} for script in SCRIPTS}
        pairs = {script: (array("I"), array("I")) for script in SCRIPTS}
        lengths = np.zeros(len(self._shelf), np.uint8)
        for row, text in enumerate(self._shelf.texts()):
            form = heard(text)
            script = script_of(form)
            if script not in SCRIPTS:
                continue
            lengths[row] = min(len(form), _LONGEST)
            numbers, (of_word, of_row) = words[script], pairs[script]
            for word in dict.fromkeys(word.text for word in hear(form).words):
                of_word.append(numbers.setdefault(word, len(numbers)))
                of_row.append(row)
        arrays: Arrays = {"length": lengths}
        every, done = sum(map(len, words.values())), 0
        for script, numbers in words.items():
            columns = [np.frombuffer(column, np.uint32) for column in pairs[script]]
            vectors = np.empty((len(numbers), self._matcher.encoder.width), np.int8)
            for first, portion in _portions(list(numbers)):
                vectors[first : first + len(portion)] = in_bytes(self._matcher.encoder.encode_words(portion))
                done += len(portion)
                if told is not None:
                    told(done / every)
            arrays |= _of_script(script, list(numbers), vectors, *columns)
        return arrays


def _portions(words: list[str]) -> Iterator[tuple[int, list[str]]]:
    for first in range(0, len(words), _PORTION):
        yield first, words[first : first + _PORTION]


def _of_script(
    script: str, words: list[str], vectors: NDArray[np.int8], of_word: NDArray[Any], of_row: NDArray[Any]
) -> Arrays:
    """Return the arrays of one script, its words in groups of neighbours."""
    import numpy as np

    group_of, centres = _groups(vectors)
    order = np.argsort(group_of, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    texts = [words[number] for number in order.tolist()]
    at = place[of_word]
    return {
        **PackedStrings.of(texts).arrays(f"{script}.word"),
        f"{script}.by_text": np.array(sorted(range(len(texts)), key=texts.__getitem__), np.uint32),
        f"{script}.vector": vectors[order],
        f"{script}.group": np.searchsorted(group_of[order], np.arange(len(centres) + 1)).astype(np.uint32),
        f"{script}.centre": centres,
        f"{script}.first": np.searchsorted(np.sort(at), np.arange(len(texts) + 1)).astype(np.uint32),
        f"{script}.row": of_row[np.argsort(at, kind="stable")],
    }


def _groups(vectors: NDArray[np.int8]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Put vectors into groups of neighbours, by spherical k-means on a sample of them.

    Returns:
        The group of each, and the middle of each group.
    """
    import numpy as np

    if len(vectors) <= _IN_ONE_GROUP:
        return np.zeros(len(vectors), np.intp), np.zeros((1, vectors.shape[1]), np.float32)
    dice = np.random.default_rng(1)
    count = len(vectors) // _WORDS_OF_A_GROUP
    sample = vectors[dice.permutation(len(vectors))[: count * _SAMPLE_OF_A_GROUP]].astype(np.float32)
    centres = sample[:count] / np.maximum(np.linalg.norm(sample[:count], axis=1, keepdims=True), 1e-9)
    for _ in range(_ROUNDS):
        group_of = _nearest_centres(sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, group_of, sample)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres).astype(np.float32)
    return _nearest_centres(vectors, centres), centres


def _nearest_centres(vectors: NDArray[Any], centres: NDArray[np.float32]) -> NDArray[np.intp]:
    import numpy as np

    found = np.empty(len(vectors), np.intp)
    for first in range(0, len(vectors), _PORTION):
        part = vectors[first : first + _PORTION].astype(np.float32)
        found[first : first + _PORTION] = (part @ centres.T).argmax(axis=1)
    return found
