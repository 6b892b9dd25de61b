"""Run the benchmarks: ``python -m tests.bench [NAME…]``.

Each runs in a process of its own, so that what one loads or holds in memory does not count for another. The exit
code is 0 unless a benchmark breaks; a missed budget is shown, not punished.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from annotator.environment import look_for_garbage_rarely, reckon_in_one_thread
from tests.bench import corpus
from tests.bench.figures import Figure, cells, table

BENCHMARKS: Final = {
    "start": "tests.bench.bench_start",
    "view": "tests.bench.bench_view",
    "window": "tests.bench.bench_window",
    "memory": "tests.bench.bench_memory",
    "import": "tests.bench.bench_import",
    "jsonl": "tests.bench.bench_jsonl",
    "docbin": "tests.bench.bench_docbin",
    "formats": "tests.bench.bench_formats",
    "formats-memory": "tests.bench.bench_formats_memory",
    "queries": "tests.bench.bench_queries",
    "commit": "tests.bench.bench_commit",
    "window-thread": "tests.bench.bench_window_thread",
    "candidates": "tests.bench.bench_candidates",
    "ranking": "tests.bench.bench_ranking",
    "million": "tests.bench.bench_million",
    "entities": "tests.bench.bench_entities",
    "dates": "tests.bench.bench_dates",
    "date-forms": "tests.bench.bench_date_forms",
    "names": "tests.bench.bench_names",
    "suggest": "tests.bench.bench_suggest",
    "finding": "tests.bench.bench_finding",
    "annotator": "tests.bench.bench_annotator",
}
"""Each is a module with ``run(folder: Path) -> Iterable[Figure]``; ``import`` leaves a workspace for those after it."""

ROOT: Final = Path(__file__).parents[2]
ONE: Final = "--one"


def main(arguments: list[str]) -> int:
    """Run the named benchmarks (all without a name) and print what they found."""
    if arguments[:1] == [ONE]:
        return _run_one(arguments[1], Path(arguments[2]))
    names = arguments or list(BENCHMARKS)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        print(f"There is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        _prepare(folder)
        broken: list[str] = []
        figures: list[Figure] = []
        for name in names:
            found = _in_own_process(name, folder)
            if found is None:
                broken.append(name)
            figures += found or []
    print(f"\n{table(figures)}")
    if broken:
        print(f"\nBroken: {', '.join(broken)}")
    return 1 if broken else 0


def _prepare(folder: Path) -> None:
    print("Writing the corpus …", flush=True)
    corpus.write_corpus(folder)
    corpus.write_big(folder)


def _in_own_process(name: str, folder: Path) -> list[Figure] | None:
    """Run one benchmark in its own process; None when it breaks."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "tests.bench", ONE, name, str(folder)]
    figures = []
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            figure = Figure(**json.loads(line))
            figures.append(figure)
            print("  ".join(cell for cell in cells(figure) if cell), flush=True)
    if process.returncode:
        print(f"{name}: broke with exit code {process.returncode}", flush=True)
        return None
    return figures


def _run_one(name: str, folder: Path) -> int:
    """Run one benchmark here and print each figure as a line of JSON."""
    look_for_garbage_rarely()  # as the program does when it starts
    reckon_in_one_thread()
    module = importlib.import_module(BENCHMARKS[name])
    for figure in module.run(folder):
        print(json.dumps(figure.as_json(), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
