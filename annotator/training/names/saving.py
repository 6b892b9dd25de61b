"""Writes what was learned in the form that the product reads: arrays of numbers, no code."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.lang.names.alignment import Transducer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def save_encoder(arrays: Mapping[str, NDArray[np.generic]], path: Path) -> None:
    """Write the encoder, its table in bytes with one scale for each row."""
    import numpy as np

    table = np.asarray(arrays["table"], np.float32)
    scales = np.abs(table).max(axis=1) / 127
    rounded = np.rint(table / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    named: dict[str, NDArray[np.generic]] = {
        name: np.asarray(arrays[name]).astype(np.float16) for name in ("into", "bias", "out")
    }
    named |= {"keys": arrays["keys"], "table": rounded, "scales": scales.astype(np.float32)}
    np.savez_compressed(path, **named)  # type: ignore[arg-type]  # its stubs take any name for allow_pickle


def save_matcher(
    models: Mapping[str, Mapping[str, NDArray[np.generic]]], fusion: Mapping[str, NDArray[np.float64]], path: Path
) -> None:
    """Write the models of letters, each array under the name of its scripts, and how the evidence is weighed."""
    import numpy as np

    arrays = {f"{scripts}.{part}": array for scripts, model in models.items() for part, array in model.items()}
    arrays |= {f"fusion.{name}": values.astype(np.float32) for name, values in fusion.items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # its stubs take any name for allow_pickle


def edit_arrays(learned: Mapping[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of an edit model as they are kept: numbers with a fraction in half the space."""
    import numpy as np

    return {name: array.astype(np.float16) if array.dtype == np.float32 else array for name, array in learned.items()}


def unit_arrays(model: Transducer) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that the units of two scripts are kept in, without those that are impossible."""
    import numpy as np

    cells = np.flatnonzero(model.units)
    return {
        "letters": np.array([ord(letter) for letter in model.other.letters], np.uint32),
        "latin_letters": np.array([ord(letter) for letter in model.latin.letters], np.uint32),
        "runs": _listed(model.other_runs),
        "latin_runs": _listed(model.latin_runs),
        "cells": cells.astype(np.uint32),
        "units": model.units.ravel()[cells].astype(np.float32),
        "order": model.other_order.astype(np.float16),
        "latin_order": model.latin_order.astype(np.float16),
    }


def _listed(runs: NDArray[np.int32]) -> NDArray[np.uint32]:
    """Return the codes of the numbered runs in the order of their numbers."""
    import numpy as np

    codes = np.flatnonzero(runs)
    return codes[np.argsort(runs[codes])].astype(np.uint32)
