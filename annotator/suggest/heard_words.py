"""Which names of other scripts have words that may be those of a text: a sieve first, then a closer look at few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.names.matcher import NameMatcher
from annotator.lang.names.skeletons import neighbours, skeleton
from annotator.lang.names.words import hear
from annotator.lang.scripts import script_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

SCRIPTS: Final = ("Latn", "Hebr", "Arab")

_MOST_REMEMBERED: Final = 60_000
_MOST_COMPARED: Final = 10
_LEAST_COSINE: Final = 0.4
_LEAST_LIKELY: Final = 0.15
_MOST_LONGER: Final = 7
_MOST_SHORTER: Final = 3
_NOTHING: Final[Mapping[str, float]] = {}


class Near(NamedTuple):
    """Names that a word may be in.

    Attributes:
        names: All of them.
        single: Those that have no other word.
    """

    names: frozenset[str]
    single: frozenset[str]


class HeardWords:
    """The words of the names of one script, for the texts of others. To be used from one thread.

    Args:
        script: The script of the names.
    """

    def __init__(self, script: str) -> None:
        self.script = script
        self._names_of: dict[str, dict[str, None]] = {}
        self._with_classes: dict[str, dict[str, None]] = {}
        self._lacking_one: dict[str, dict[str, None]] = {}
        self._likely: dict[str, dict[str, float]] = {}
        self._named: dict[str, Near] = {}
        self._asked_with: dict[str, set[str]] = {}
        self._vectors: dict[str, Vector] = {}

    def __bool__(self) -> bool:
        return bool(self._names_of)

    def add(self, name: str) -> None:
        """Take a name as it is heard."""
        for word in hear(name).words:
            known = self._names_of.get(word.text)
            if known is None:
                known = self._names_of[word.text] = {}
                self._enter(word.text)
            known[name] = None
            self._named.clear()

    def forget(self, name: str) -> None:
        """Forget a name."""
        for word in hear(name).words:
            self._names_of.get(word.text, {}).pop(name, None)
            self._named.clear()

    def ask(self, words: Iterable[str], script: str) -> None:
        """Find out which words of names these words of a text, in its script, may be; each is compared once."""
        if len(self._likely) > _MOST_REMEMBERED:
            self._likely.clear()
            self._named.clear()
            self._asked_with.clear()
        fresh = [word for word in dict.fromkeys(words) if word not in self._likely]
        near = {word: self._near(word) for word in fresh}
        self._encode(other for word, others in near.items() if others for other in (word, *others))
        pairs = [
            (word, other, cosine) for word, others in near.items() for other, cosine in self._most_alike(word, others)
        ]
        for word in fresh:
            self._likely[word] = {}
            for classes in neighbours(skeleton(word)):
                self._asked_with.setdefault(classes, set()).add(word)
            if word.isdecimal() and self._names_of.get(word):
                self._likely[word] = {word: 1.0}
        if pairs:
            self._compare(pairs, script)

    def names_near(self, word: str) -> Near:
        """Return the names that have a word which one that was asked for may be."""
        known = self._named.get(word)
        if known is None:
            names = frozenset(name for other in self._likely[word] for name in self._names_of[other])
            known = self._named[word] = Near(names, frozenset(filter(is_single, names)))
        return known

    def likelihood(self, word: str, other: str) -> float:
        """Return how likely a word that was asked for and one of a name are the same."""
        return self._likely.get(word, _NOTHING).get(other, 0.0)

    def _enter(self, word: str) -> None:
        """Take a new word; what was asked before and may be it has to be asked again."""
        classes = skeleton(word)
        self._with_classes.setdefault(classes, {})[word] = None
        for fewer in neighbours(classes)[1:]:
            self._lacking_one.setdefault(fewer, {})[word] = None
        for near in neighbours(classes):
            for asked in self._asked_with.pop(near, ()):
                self._likely.pop(asked, None)

    def _near(self, word: str) -> list[str]:
        """Return the words of names with the same consonants, or one more or less of them."""
        if word.isdecimal():
            return []
        same, *fewer = neighbours(skeleton(word))
        found = dict(self._with_classes.get(same, {}))
        found.update(self._lacking_one.get(same, {}))
        for classes in fewer:
            found.update(self._with_classes.get(classes, {}))
        longest = len(word) + _MOST_LONGER
        shortest = len(word) - _MOST_SHORTER
        return [other for other in found if shortest <= len(other) <= longest and self._names_of[other]]

    def _most_alike(self, word: str, others: list[str]) -> list[tuple[str, float]]:
        import numpy as np

        if not others:
            return []
        cosines = np.stack([self._vectors[other] for other in others]) @ self._vectors[word]
        alike = [(other, value) for other, value in zip(others, cosines.tolist(), strict=True) if value > _LEAST_COSINE]
        return nlargest(_MOST_COMPARED, alike, key=_second)

    def _compare(self, pairs: list[tuple[str, str, float]], script: str) -> None:
        import numpy as np

        ours, theirs, cosines = zip(*pairs, strict=True)
        values = NameMatcher.load().likelihoods_of_pairs(
            ours, script, theirs, self.script, np.array(cosines, np.float64)
        )
        for word, other, value in zip(ours, theirs, values.tolist(), strict=True):
            if value >= _LEAST_LIKELY:
                self._likely[word][other] = value

    def _encode(self, words: Iterable[str]) -> None:
        missing = [word for word in dict.fromkeys(words) if word not in self._vectors]
        if missing:
            self._vectors.update(zip(missing, NameMatcher.load().encoder.encode_words(missing), strict=True))


@lru_cache(maxsize=1 << 16)
def is_single(name: str) -> bool:
    """Tell whether a name has one word that sounds, articles apart."""
    return sum(weight > 0 for weight in hear(name).weights) == 1


def script_heard(name: str) -> str:
    """Return the script of a name, "" where names are not heard."""
    script = script_of(name)
    return script if script in SCRIPTS else ""


def _second(alike: tuple[str, float]) -> float:
    return alike[1]
