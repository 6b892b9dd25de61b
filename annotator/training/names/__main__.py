"""Train the models of names across scripts and say how good they are on pairs they have not seen.

``python -m annotator.training.names PAIRS OUTPUT [--epochs N] [--edit-epochs N] [--threads N] [--kept-back N]
[--most N]``
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.core.errors import UserError
from annotator.lang.names.encoder import NameEncoder
from annotator.lang.names.letter_models import letter_models
from annotator.training.names import alignment, edits, encoder, fusion
from annotator.training.names.contests import contests
from annotator.training.names.pairs import SCRIPTS, Pair, of, read_pairs, sample, split
from annotator.training.names.saving import edit_arrays, save_encoder, save_matcher, unit_arrays
from annotator.training.names.sharpening import sharpened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WEIGHED_ON: Final = 800
_JUDGED_ON: Final = 1000


def main(arguments: Sequence[str]) -> int:
    """Train, judge and save; return the exit code."""
    parser = argparse.ArgumentParser(prog="annotator.training.names", description=__doc__)
    parser.add_argument("pairs", type=Path, help="a folder of tables: Latin name, tab, other name with spaced letters")
    parser.add_argument("output", type=Path, help="the folder that the weights are written to")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--edit-epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--kept-back", type=int, default=3000, help="pairs of each script to judge by")
    parser.add_argument("--most", type=int, default=0, help="only so many pairs of each script, to try the stages out")
    given = parser.parse_args(arguments)
    efforts = _Efforts(given.epochs, given.edit_epochs, given.threads)
    try:
        _train(sample(read_pairs(given.pairs), given.most), given.output, efforts, given.kept_back)
    except UserError as error:
        print(error, file=sys.stderr)  # noqa: T201  # as below
        return 1
    return 0


class _Efforts(NamedTuple):
    """How long to learn, and on how many processors."""

    epochs: int
    edit_epochs: int
    threads: int


def _train(pairs: Sequence[Pair], output: Path, efforts: _Efforts, kept_back: int) -> None:
    """Judge an encoder that has not seen the pairs kept back, then teach the one to be saved all pairs."""
    parts = split(pairs, kept_back)
    _say(f"{len(pairs):,} pairs; {len(parts.learned):,} to learn from, {len(parts.judged):,} kept back")
    output.mkdir(parents=True, exist_ok=True)
    save_encoder(encoder.learn(parts.learned, efforts.epochs, efforts.threads, _say), output / "encoder.npz")
    judged_by = NameEncoder(output / "encoder.npz")
    models, weights, likenesses = {}, {}, []
    for scripts in SCRIPTS:
        learned, judged = of(scripts, parts.learned), of(scripts, parts.judged)
        contested = contests(judged_by, learned)
        arrays = edit_arrays(edits.learn(contested, efforts.edit_epochs, efforts.threads, _say))
        arrays |= unit_arrays(sharpened(alignment.learn(learned, _say), contested, _say))
        models[scripts] = arrays
        letters = letter_models({f"{scripts}.{part}": array for part, array in arrays.items()}, scripts)
        listed = fusion.lists(judged_by, letters, judged, learned, _WEIGHED_ON + _JUDGED_ON)
        half = min(_WEIGHED_ON, len(listed) // 2)
        weighed_on, judged_on = listed[:half], listed[half:]
        weights[scripts] = fusion.weigh(weighed_on)
        likenesses += [one._replace(columns=one.columns[:, :1]) for one in weighed_on]
        _report(scripts, judged_on, weights[scripts])
    weights["cosine"] = fusion.weigh(likenesses)
    save_matcher(models, weights, output / "matcher.npz")
    _say("Now the encoder learns from all pairs.")
    save_encoder(encoder.learn(pairs, efforts.epochs, efforts.threads, _say), output / "encoder.npz")


def _report(scripts: str, listed: Sequence[fusion.Listed], weights: NDArray[np.float64]) -> None:
    for what, used in (("encoder alone", None), ("encoder and letters", weights)):
        figures = ", ".join(f"@{most} {fusion.recall(listed, used, most):.3f}" for most in (1, 5, 10))
        _say(f"{scripts}, {len(listed):,} unseen words among {fusion.CANDIDATES:,}, {what}: recall {figures}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a program of its own that speaks to a terminal


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
