"""How names of other scripts are found that sound like one: by their words, then as wholes."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from annotator.lang.names.matcher import NameMatcher, aligned
from annotator.lang.names.words import hear
from annotator.lang.scripts import script_of
from annotator.suggest.known import Name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

SCRIPTS: Final = ("Latn", "Hebr", "Arab")
"""The scripts that names are heard in."""

LEAST_LIKELY: Final = 0.5
"""From how likely the same name on a name is worth offering."""

WORDS_COMPARED: Final = 40
"""How many words of another script are compared with one, letter by letter."""

NAMES_OF_A_WORD: Final = 1500
"""How many names are looked at for one word."""

NAMES_ALIGNED: Final = 40
"""How many names of another script are compared with one as wholes."""

_LEAST_COSINE: Final = 0.3
_LEAST_WORD: Final = 0.03

Likely = Mapping[str, Mapping[str, float]]
"""How likely each word that was asked for is the same as words that were found."""


class NearWords(NamedTuple):
    """Words of another script that may sound like one, and how like their vectors are."""

    texts: list[str]
    cosines: Vector


class WordsOfScript(Protocol):
    """The words of the names of one script."""

    def nearest(self, vector: Vector) -> NearWords:
        """Return the words whose vectors are most like one."""

    def names_with(self, likely: Likely) -> list[tuple[str, list[Name]]]:
        """Return the names that share most with what was asked, as they are heard, by their likely words."""


def sounding_like(
    text: str, stores: Mapping[str, WordsOfScript], matcher: NameMatcher, limit: int = 20
) -> list[tuple[Name, float]]:
    """Return names in other scripts that sound like this one.

    Args:
        text: The name.
        stores: The words of all names, by script.
        matcher: What compares them.
        limit: How many names as they are heard, each of which may be had by several entities.

    Returns:
        The names with how likely each is the same name, most likely first.
    """
    asked, script = hear(text), script_of(text)
    if not asked.words or script not in SCRIPTS:
        return []
    words = list(dict.fromkeys(word.text for word in asked.words))
    vectors = matcher.encoder.encode_words(words)
    found: dict[str, tuple[float, list[Name]]] = {}
    for other, store in stores.items():
        if other == script:
            continue
        near = [store.nearest(vector) for vector in vectors]
        likely = _likely(matcher, words, near, script, other)
        for form, names in store.names_with(likely):
            value = aligned(asked, hear(form), _Likelihoods(likely))
            if value >= LEAST_LIKELY:
                found[form] = value, names
    best = nlargest(limit, found.items(), key=lambda entry: (entry[1][0], entry[0]))
    return [(name, value) for _, (value, names) in best for name in names]


def _likely(matcher: NameMatcher, words: list[str], near: list[NearWords], script: str, other: str) -> Likely:
    """Compare words with those near them, all pairs at once."""
    import numpy as np

    texts = [text for each in near for text in each.texts]
    likely: dict[str, dict[str, float]] = {word: {} for word in words}
    if not texts:
        return likely
    owners = [word for word, each in zip(words, near, strict=True) for _ in each.texts]
    cosines = np.concatenate([each.cosines for each in near]).astype(np.float64)
    values = matcher.likelihoods_of_pairs(owners, script, texts, other, cosines)
    for word, text, value in zip(owners, texts, values.tolist(), strict=True):
        if value > _LEAST_WORD:
            likely[word][text] = value
    return likely


def best_rows(likeness: Vector) -> NDArray[np.intp]:
    """Return which of many words are most like one, by their likeness to it, as many as are compared."""
    import numpy as np

    if len(likeness) > WORDS_COMPARED:
        rows = np.argpartition(-likeness, WORDS_COMPARED)[:WORDS_COMPARED]
    else:
        rows = np.arange(len(likeness))
    chosen: NDArray[np.intp] = rows[likeness[rows] > _LEAST_COSINE]
    return chosen


class _Likelihoods:
    """How likely a word that was asked for is the same as a word that was found."""

    def __init__(self, likely: Likely) -> None:
        self._likely = likely

    def __call__(self, word: str, other: str) -> float:
        return self._likely[word].get(other, 0.0)
