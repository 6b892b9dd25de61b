"""What benchmarks measure with: processor time, memory, and how small times are spread."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

Result = TypeVar("Result")


class Timed(NamedTuple):
    """What a piece of work took, in seconds, of the processor (all threads) and of the clock on the wall."""

    cpu: float
    wall: float


class Spread(NamedTuple):
    """How times are spread, in the unit they were given in."""

    median: float
    p99: float
    worst: float


def timed(work: Callable[[], Result]) -> tuple[Timed, Result]:
    """Do a piece of work once and say what it took."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Timed(time.process_time() - cpu, time.perf_counter() - wall), result


def fastest(work: Callable[[], object], runs: int = 3) -> Timed:
    """Do it several times and return the run that took the least of the processor: the one least disturbed."""
    return min(timed(work)[0] for _ in range(runs))


def spread(times: Sequence[float]) -> Spread:
    """Return median, 99th percentile (nearest rank) and maximum."""
    ordered = sorted(times)
    last = len(ordered) - 1
    return Spread(ordered[last // 2], ordered[min(last, int(len(ordered) * 0.99))], ordered[last])


def peak_mb() -> float:
    """Return the most memory this process has held so far, in megabytes (10⁶ bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def resident_mb() -> float:
    """Return the memory this process holds now, in megabytes (10⁶ bytes); 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6
