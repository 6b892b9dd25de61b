"""Words and names as vectors: those that sound alike, in whichever script, point the same way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.lang.names.forms import heard
from annotator.lang.names.ngrams import fingerprints

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Bytes = NDArray[np.int8]

WEIGHTS: Final = Path(__file__).parents[3] / "resources" / "names" / "encoder.npz"
BYTE_SCALE: Final = 254.0
"""A vector of length one is kept in bytes times this; components that are larger than a half are cut."""
_BLOCK: Final = 1024  # so many are still near the processor when they are multiplied


class NameEncoder:
    """Encodes names. Making one takes what reading 10 MB takes; :meth:`load` keeps it."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        import numpy as np

        with np.load(weights, allow_pickle=False) as arrays:
            self._rows = {int(key): row for row, key in enumerate(arrays["keys"])}
            self._table: Bytes = arrays["table"]
            self._scales: Vectors = arrays["scales"].astype(np.float32)
            self._into: Vectors = arrays["into"].astype(np.float32)
            self._bias: Vectors = arrays["bias"].astype(np.float32)
            self._out: Vectors = arrays["out"].astype(np.float32)

    @staticmethod
    @cache
    def load() -> NameEncoder:
        """Return the encoder that comes with Annotator, read once."""
        return NameEncoder()

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return int(self._table.shape[1])

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each name, its words' vectors added up.

        The vector of a name in which no letter is known is zero. Of very long names only the beginning counts.
        """
        import numpy as np

        words = [heard(name).split(" ") for name in names]
        distinct = sorted({word for of_name in words for word in of_name})
        at = {word: number for number, word in enumerate(distinct)}
        vectors = self.encode_words(distinct)
        sums = np.zeros((len(words), self.width), np.float32)
        for number, of_name in enumerate(words):
            sums[number] = vectors[[at[word] for word in of_name]].sum(axis=0)
        return _of_length_one(sums)

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """Return one vector for each word as :func:`~annotator.lang.names.forms.heard` gives it."""
        import numpy as np

        made = np.zeros((len(words), self.width), np.float32)
        for number, word in enumerate(words):
            if not word:
                continue
            rows = [row for key in fingerprints(word) if (row := self._rows.get(key)) is not None]
            if rows:
                made[number] = (self._scales[rows] @ self._table[rows].astype(np.float32)) / len(rows) ** 0.5
        known = np.abs(made).max(axis=1, initial=0.0) > 0
        hidden = np.maximum(made @ self._into + self._bias, 0.0)
        return _of_length_one((made + hidden @ self._out) * known[:, None])


def in_bytes(vectors: Vectors) -> Bytes:
    """Return vectors of length 1 in a quarter of the space."""
    import numpy as np

    made: Bytes = np.clip(np.rint(vectors * BYTE_SCALE), -127, 127).astype(np.int8)
    return made


def cosines(queries: Vectors, candidates: Bytes) -> Vectors:
    """Return the likeness, up to 1, of each query (a row) with each candidate (a column), block by block."""
    import numpy as np

    found = np.empty((len(queries), len(candidates)), np.float32)
    for start in range(0, len(candidates), _BLOCK):
        block = candidates[start : start + _BLOCK].astype(np.float32)
        np.matmul(queries, block.T, out=found[:, start : start + len(block)])
    found /= BYTE_SCALE
    return found


def _of_length_one(vectors: Vectors) -> Vectors:
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    made: Vectors = vectors / np.maximum(lengths, np.float32(1e-9))
    return made
