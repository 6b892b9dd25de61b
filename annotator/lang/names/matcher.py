"""How likely two names are one name: the encoder's likeness and what their letters say weighed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.names.encoder import NameEncoder
from annotator.lang.names.letter_models import letter_models
from annotator.lang.names.words import HeardName, hear
from annotator.lang.scripts import script_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEIGHTS: Final = Path(__file__).parents[3] / "resources" / "names" / "matcher.npz"
_MODELS: Final = ("Latn-Arab", "Latn-Hebr")
_LEAST: Final = 0.02
_LEFT_OUT: Final = 0.4


class _Pair(NamedTuple):
    """Two words that may be one."""

    gain: float
    here: int
    there: int


class NameMatcher:
    """Compares words and whole names across scripts."""

    def __init__(self, encoder: NameEncoder, weights: Path = WEIGHTS) -> None:
        import numpy as np

        self.encoder = encoder
        with np.load(weights, allow_pickle=False) as arrays:
            loaded = {name: arrays[name] for name in arrays.files}
        self.models = {scripts: letter_models(loaded, scripts) for scripts in _MODELS}
        self.fusion = {
            name.partition(".")[2]: np.asarray(values, np.float64)
            for name, values in loaded.items()
            if name.startswith("fusion.")
        }

    @staticmethod
    @cache
    def load() -> NameMatcher:
        """Return the matcher that comes with Annotator, read once."""
        return NameMatcher(NameEncoder.load())

    def likelihoods(self, word: str, script: str, others: Sequence[str], other: str, cosines: Floats) -> Floats:
        """Return how likely each of many words is the same as one, from 0 to 1.

        Args:
            word: The one word, as heard.
            script: Its script.
            others: The words it is compared with.
            other: Their script.
            cosines: How like their vectors are to its vector.
        """
        return self.likelihoods_of_pairs([word], script, others, other, cosines)

    def likelihoods_of_pairs(
        self, words: Sequence[str], script: str, others: Sequence[str], other: str, cosines: Floats
    ) -> Floats:
        """Return how likely the two words of each pair are the same, from 0 to 1.

        Args:
            words: The first words of the pairs, as heard, or one word for all pairs.
            script: Their script.
            others: The second words.
            other: Their script.
            cosines: How like the vectors of each pair are.
        """
        import numpy as np

        name, ones, twos = f"{script}-{other}", words, others
        if name not in self.models:
            name, ones, twos = f"{other}-{script}", others, words
        if name in self.models:
            columns = np.column_stack((cosines, self.models[name].features(ones, twos)))
        else:
            name, columns = "cosine", np.asarray(cosines, np.float64)[:, None]
        weights = self.fusion[name]
        logits = columns @ weights[:-1] + weights[-1]
        likely: Floats = 1 / (1 + np.exp(-np.clip(logits, -40, 40)))
        return likely

    def similarity(self, one: str, two: str) -> float:
        """Return how likely two names are the same name, from 0 to 1, whatever the order of their words."""
        here, there = hear(one), hear(two)
        if not here.words or not there.words:
            return 0.0
        ours, theirs = [word.text for word in here.words], [word.text for word in there.words]
        both = self.encoder.encode_words(ours) @ self.encoder.encode_words(theirs).T
        scripts = script_of(one), script_of(two)
        table = {
            (word, other): float(value)
            for row, word in enumerate(ours)
            for other, value in zip(
                theirs, self.likelihoods(word, scripts[0], theirs, scripts[1], both[row]), strict=True
            )
        }
        return aligned(here, there, lambda word, other: table[word, other])


def aligned(here: HeardName, there: HeardName, likelihood: Callable[[str, str], float]) -> float:
    """Return how much of two names is the same, from 0 to 1, each word being used once, the surest pairs first.

    Words that only the longer name has count less against it: middle names and titles are left out at will.
    """
    sizes = [sum(name.weights) for name in (here, there)]
    if not all(sizes):
        return 0.0
    pairs = []
    for at, word in enumerate(here.words):
        for number, other in enumerate(there.words):
            likely = likelihood(word.text, other.text)
            if likely > _LEAST:
                covered = sum(here.weights[word.first : word.stop]) + sum(there.weights[other.first : other.stop])
                pairs.append(_Pair(likely * covered, at, number))
    gain, left = 0.0, [list(here.weights), list(there.weights)]
    for pair in sorted(pairs, reverse=True):
        spans = [slice(*here.words[pair.here][1:]), slice(*there.words[pair.there][1:])]
        if all(min(side[span]) >= 0 for side, span in zip(left, spans, strict=True)):
            gain += pair.gain
            for side, span in zip(left, spans, strict=True):
                side[span] = [-1.0] * (span.stop - span.start)
    unused = [sum(weight for weight in side if weight > 0) for side in left]
    forgiven = (1 - _LEFT_OUT) * max(unused) if min(unused) == 0 else 0.0
    return min(1.0, gain / (sum(sizes) - forgiven))
