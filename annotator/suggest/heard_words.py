"""Which words of known names in other scripts the words of a text may be, each asked once and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nlargest
from typing import TYPE_CHECKING, Final

from annotator.lang.names.matcher import NameMatcher
from annotator.lang.names.skeletons import neighbours, skeleton
from annotator.lang.names.words import hear
from annotator.lang.scripts import script_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

Likely = Mapping[str, float]
"""Words of names with how likely each is the word that was asked for."""

_SCRIPTS: Final = ("Latn", "Hebr", "Arab")
_MOST_REMEMBERED: Final = 60_000
_MOST_ALIGNED: Final = 10
_LEAST_COSINE: Final = 0.35
_LEAST_LIKELY: Final = 0.15
_NOTHING: Final[Likely] = {}


class HeardWords:
    """The words of the names of all scripts. To be used from one thread."""

    def __init__(self, matcher: NameMatcher | None = None) -> None:
        self._given = matcher
        self._names_of: dict[str, dict[str, dict[str, None]]] = {script: {} for script in _SCRIPTS}
        self._by_skeleton: dict[str, dict[str, dict[str, None]]] = {script: {} for script in _SCRIPTS}
        self._vectors: dict[str, Vector] = {}
        self._likely: dict[tuple[str, str], dict[str, float]] = {}

    def add(self, form: str) -> None:
        """Take a name as it is heard."""
        script = script_of(form)
        names_of = self._names_of.get(script)
        if names_of is None:
            return
        for word in hear(form).words:
            known = names_of.get(word.text)
            if known is None:
                known = names_of[word.text] = {}
                self._enter(word.text, script)
            known[form] = None

    def forget(self, form: str) -> None:
        """Forget a name."""
        names_of = self._names_of.get(script_of(form), {})
        for word in hear(form).words:
            names_of.get(word.text, {}).pop(form, None)

    def names_with(self, word: str, script: str) -> Iterable[str]:
        """Return the names of a script that have a word."""
        return self._names_of[script].get(word, ())

    def likely(self, words: Iterable[str], script: str) -> dict[str, dict[str, Likely]]:
        """Return for each other script which words of names these words of one script may be."""
        found: dict[str, dict[str, Likely]] = {}
        asked = list(dict.fromkeys(words))
        for other in _SCRIPTS:
            if other != script and self._names_of[other]:
                self._ask([word for word in asked if (word, other) not in self._likely], script, other)
                found[other] = {word: self._likely.get((word, other), _NOTHING) for word in asked}
        return found

    def _enter(self, word: str, script: str) -> None:
        """Take a new word; texts that were read before are asked about it when they are read again."""
        near = _near(word)
        for classes in near:
            self._by_skeleton[script].setdefault(classes, {})[word] = None
        stale = set(near)
        if self._likely:
            gone = [asked for asked in self._likely if asked[1] == script and stale.intersection(_near(asked[0]))]
            for asked in gone:
                del self._likely[asked]

    def _ask(self, words: list[str], script: str, other: str) -> None:
        """Compare words with those of names that have nearly their consonants, and remember what comes of it."""
        if len(self._likely) > _MOST_REMEMBERED:
            self._likely.clear()
        pairs = []
        for word in words:
            self._likely[word, other] = {}
            if word.isdecimal():
                self._likely[word, other] = self._same_number(word, other)
                continue
            near = self._near(word, other)
            if near:
                pairs += [(word, name, cosine) for name, cosine in self._most_alike(word, near)]
        if not pairs:
            return
        import numpy as np

        ours, theirs, cosines = zip(*pairs, strict=True)
        values = self._matcher.likelihoods_of_pairs(ours, script, theirs, other, np.array(cosines, np.float64))
        for word, name, value in zip(ours, theirs, values.tolist(), strict=True):
            if value >= _LEAST_LIKELY:
                self._likely[word, other][name] = value

    def _same_number(self, word: str, other: str) -> dict[str, float]:
        names_of = self._names_of[other]
        return {name: 1.0 for name in (word, str(int(word))) if names_of.get(name)}

    def _near(self, word: str, other: str) -> list[str]:
        known = self._by_skeleton[other]
        names_of = self._names_of[other]
        found = dict.fromkeys(name for classes in _near(word) for name in known.get(classes, ()))
        return [name for name in found if names_of[name]]

    def _most_alike(self, word: str, names: list[str]) -> list[tuple[str, float]]:
        import numpy as np

        ours, *theirs = self._encoded([word, *names])
        cosines = np.stack(theirs) @ ours
        alike = [(name, value) for name, value in zip(names, cosines.tolist(), strict=True) if value > _LEAST_COSINE]
        return nlargest(_MOST_ALIGNED, alike, key=_cosine)

    def _encoded(self, words: list[str]) -> list[Vector]:
        missing = [word for word in words if word not in self._vectors]
        if missing:
            self._vectors.update(zip(missing, self._matcher.encoder.encode_words(missing), strict=True))
        return [self._vectors[word] for word in words]

    @property
    def _matcher(self) -> NameMatcher:
        if self._given is None:
            self._given = NameMatcher.load()
        return self._given


def _near(word: str) -> list[str]:
    return neighbours(skeleton(word))


def _cosine(alike: tuple[str, float]) -> float:
    return alike[1]
