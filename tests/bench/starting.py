"""Starting the program in a process of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Start(NamedTuple):
    """What a start took: processor seconds until the window could be used, and megabytes held a while later.

    With it the modules that were loaded by the time it could be used.
    """

    cpu: float
    resident: float
    modules: frozenset[str]


def start(home: Path, *arguments: str, rest: float = 0.0) -> Start:
    """Start the program once.

    Args:
        home: Where it keeps settings and the sample.
        arguments: Its own arguments.
        rest: How many seconds to leave its window alone before memory is measured.

    Raises:
        RuntimeError: It did not start.
    """
    home.mkdir(exist_ok=True)
    places = {
        name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    }
    # A user's Python keeps what it compiles; with this variable every start would compile the program again.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.probe", str(rest), *arguments],
        cwd=ROOT,
        env=inherited | places,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    answer = json.loads(ran.stdout.splitlines()[-1])
    return Start(answer["cpu"], answer["resident"], frozenset(answer["modules"]))
