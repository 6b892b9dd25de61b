"""From nothing to a window that can be used, on the sample workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import floors
from tests.bench.figures import Figure, at_most
from tests.bench.starting import start

RUNS = 5


def run(folder: Path) -> Iterator[Figure]:
    """Start once, which makes the sample, and then again and again."""
    home = folder / "home"
    first = start(home)
    again = min(start(home).cpu for _ in range(RUNS))
    floor = min(floors.bare_window_cpu() for _ in range(RUNS))
    yield Figure("first start, which makes the sample", first.cpu, "CPU s")
    yield at_most("cold start to a usable window", again, "CPU s", 0.6, floor)
