"""What every writer holds in memory while documents stream through it to a file.

Each export runs in a process of its own, over the base that the program has after an export of a few documents. It is
measured over 500 and over 2,000 documents; a writer that took more for more of them is measured over all 10,000, for
any other the larger figure stands.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.app.exporting import ExportPlan, export
from annotator.formats import FORMATS, get_format
from annotator.formats.base import Cargo
from db.workspace import SqliteWorkspaces
from tests.bench.bench_import import WORKSPACE
from tests.bench.clock import peak_mb, resident_mb
from tests.bench.figures import Figure, at_most

_SOME, _MANY = 500, 2_000
_GROWS_MB: Final = 5
_BUDGET_MB: Final = 300
_STATUS: Final = Path("/proc/self/status")
_REFERENCES: Final = Path("/proc/self/clear_refs")


def run(folder: Path) -> Iterator[Figure]:
    """Measure each writer."""
    for known in FORMATS:
        if known.is_written and known.cargo is Cargo.DOCUMENTS:
            least, more = (_over_base(folder, known.name, count) for count in (_SOME, _MANY))
            is_growing = more - least > _GROWS_MB
            memory = _over_base(folder, known.name, None) if is_growing else more
            over = "10,000" if is_growing else f"{_MANY:,}"
            yield at_most(f"memory of an export as {known.title}, {over} documents", memory, "MB", _BUDGET_MB)


def _over_base(folder: Path, name: str, count: int | None) -> float:
    """Return by how many MB an export of so many documents (None: of all) exceeds the base, in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (folder, name, count))


def _measured(folder: Path, name: str, count: int | None) -> float:
    ending = get_format(name).usual_ending
    workspace = SqliteWorkspaces().open(str(folder / WORKSPACE), reading=True)
    reader = workspace.reader
    ids = [row.id for row in reader.documents()]
    target = folder / f"memory{ending}"
    export(reader, target, ExportPlan(name, documents=tuple(ids[:5])), listed_losses=0)
    base = resident_mb()
    _forget_the_peak()
    export(reader, target, ExportPlan(name, documents=tuple(ids[:count]) if count else ()), listed_losses=0)
    peak = _peak_mb()
    workspace.close()
    target.unlink()
    return peak - base


def _peak_mb() -> float:
    """Return the most memory held since the peak was forgotten; where the system cannot forget, since the start."""
    if not _STATUS.exists():
        return peak_mb()
    line = next(line for line in _STATUS.read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def _forget_the_peak() -> None:
    if _REFERENCES.exists():
        _REFERENCES.write_text("5", "ascii")
