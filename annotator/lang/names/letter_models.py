"""What the letters of two words in two scripts say about their being one word: two models that see different things.

The edit model reads letters with their neighbours and was taught to choose among words that sound alike. The units of
the transducer know how probable a pair of words is, and a word by itself, which tells words that are no names apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.lang.names.alignment import Transducer
from annotator.lang.names.edits import EditModel, edit_model
from annotator.lang.names.letters import Alphabet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class LetterModels:
    """The models of two scripts.

    Attributes:
        edits: The edit model.
        units: The transducer.
    """

    edits: EditModel
    units: Transducer

    def features(self, ones: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
        """Return what the models say of each pair of words, one row a pair.

        Args:
            ones: Words of the first script, or one word for all pairs.
            others: Words of the second script, or one word for all pairs.
        """
        import numpy as np

        columns = self.edits.features(ones, others)
        if not len(columns):
            return columns
        return np.concatenate((columns, self.units.features(others, ones)), axis=1)


def letter_models(arrays: Mapping[str, NDArray[np.generic]], scripts: str) -> LetterModels:
    """Put the models of two scripts together from the arrays they are kept in."""
    return LetterModels(edit_model(arrays, scripts), transducer(arrays, scripts))


def transducer(arrays: Mapping[str, NDArray[np.generic]], scripts: str) -> Transducer:
    """Put the units of two scripts together from the arrays they are kept in."""
    import numpy as np

    def array(name: str) -> NDArray[np.generic]:
        return arrays[f"{scripts}.{name}"]

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
