"""How likely two names are one name: the encoder's likeness and the letters' alignment weighed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.lang.names.alignment import Alphabet, Transducer
from annotator.lang.names.encoder import NameEncoder
from annotator.lang.names.words import HeardName, hear
from annotator.lang.scripts import script_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Loaded = dict[str, NDArray[np.generic]]

WEIGHTS: Final = Path(__file__).parents[3] / "resources" / "names" / "matcher.npz"
_LATIN: Final = "Latn"
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
        self.transducers = {script: transducer(loaded, script) for script in ("Arab", "Hebr")}
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

        if {script, other} in ({"Arab", _LATIN}, {"Hebr", _LATIN}):
            name = other if script == _LATIN else script
            sides = (others, words) if script == _LATIN else (words, others)
            columns = np.column_stack((cosines, self.transducers[name].features(*sides)))
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


def transducer(loaded: Loaded, script: str) -> Transducer:
    """Put together the letter units of a script from the arrays they are kept in."""
    import numpy as np

    def array(name: str) -> NDArray[np.generic]:
        return loaded[f"{script}.{name}"]

    units = np.zeros((len(array("runs")) + 1, len(array("latin_runs")) + 1))
    units.ravel()[array("cells").astype(np.int64)] = array("units")
    return Transducer(
        Alphabet("".join(map(chr, array("letters").tolist()))),
        Alphabet("".join(map(chr, array("latin_letters").tolist()))),
        _numbered(array("runs"), 64**2),
        _numbered(array("latin_runs"), 64**3),
        units,
        array("order").astype(np.float64),
        array("latin_order").astype(np.float64),
    )


def _numbered(codes: NDArray[np.generic], size: int) -> NDArray[np.int32]:
    import numpy as np

    table = np.zeros(size, np.int32)
    table[codes.astype(np.int64)] = np.arange(1, len(codes) + 1)
    return table
