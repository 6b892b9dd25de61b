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


def save_matcher(transducers: Mapping[str, Transducer], fusion: Mapping[str, NDArray[np.float64]], path: Path) -> None:
    """Write the letter units of each script that are not impossible, and how the evidence is weighed."""
    import numpy as np

    arrays: dict[str, NDArray[np.generic]] = {}
    for script, model in transducers.items():
        cells = np.flatnonzero(model.units)
        arrays |= {
            f"{script}.letters": np.array([ord(letter) for letter in model.other.letters], np.uint32),
            f"{script}.latin_letters": np.array([ord(letter) for letter in model.latin.letters], np.uint32),
            f"{script}.runs": _listed(model.other_runs),
            f"{script}.latin_runs": _listed(model.latin_runs),
            f"{script}.cells": cells.astype(np.uint32),
            f"{script}.units": model.units.ravel()[cells].astype(np.float32),
            f"{script}.order": model.other_order.astype(np.float16),
            f"{script}.latin_order": model.latin_order.astype(np.float16),
        }
    arrays |= {f"fusion.{name}": values.astype(np.float32) for name, values in fusion.items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # its stubs take any name for allow_pickle


def _listed(runs: NDArray[np.int32]) -> NDArray[np.uint32]:
    """Return the codes of the numbered runs in the order of their numbers."""
    import numpy as np

    codes = np.flatnonzero(runs)
    return codes[np.argsort(runs[codes])].astype(np.uint32)
