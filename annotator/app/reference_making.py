"""Has the reference base made, in this process or, so that nobody has to wait for it, in one of its own.

A process of its own works at low priority, says on its standard output how far it is, and stops, leaving nothing
behind, when its standard input ends: because it is not wanted any more, or because whoever started it is gone.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, TextIO

from annotator.core.errors import Cancelled
from annotator.core.ports import Workspaces
from annotator.core.progress import Progress, Stoppable

_NICER: Final = 15
_STOPPING_TIMEOUT_S: Final = 10.0

_log = logging.getLogger(__name__)


def make_here(workspaces: Workspaces, progress: Progress) -> None:
    """Make the base in this process.

    Raises:
        Cancelled: The progress has it.
    """
    from annotator.app.reference_base import ReferenceShelf
    from annotator.app.reference_places import places

    made = ReferenceShelf(workspaces, places).make(progress)
    if made is not None:
        made.close()


def make_apart(command: Sequence[str], progress: Progress) -> None:
    """Have a process of its own make the base, and wait for it.

    Args:
        command: Starts a process that calls :func:`make_for_another`.
        progress: Is told how far it is.

    Raises:
        Cancelled: The progress has it; the process stops.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the program itself
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **_quietly()
        )
    except OSError as error:
        _log.info("The reference base cannot be made in a process of its own: %s", error)
        return
    try:
        for line in process.stdout or ():
            done, _, total = line.partition(" ")
            progress.report(int(done), int(total))
    finally:
        for end in filter(None, (process.stdin, process.stdout)):
            end.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOPPING_TIMEOUT_S)


def make_for_another(workspaces: Workspaces, wanted: TextIO, told: TextIO) -> None:
    """Make the base for whoever reads what this process writes.

    Args:
        workspaces: Makes its file.
        wanted: Ends when the base is not wanted any more.
        told: Is told how far the work is, in lines like ``3100 66000``.
    """
    if hasattr(os, "nice"):
        os.nice(_NICER)
    progress = _Told(told)
    threading.Thread(target=_stop_at_the_end_of, args=(wanted, progress), daemon=True).start()
    with suppress(Cancelled):
        make_here(workspaces, progress)


class _Told(Stoppable):
    """Progress in lines of text."""

    def __init__(self, told: TextIO) -> None:
        super().__init__()
        self._told = told

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Say it, unless nobody listens any more."""
        super().report(done, total, note)
        try:
            print(done, total, file=self._told, flush=True)
        except OSError:
            raise Cancelled from None


def _stop_at_the_end_of(wanted: TextIO, progress: Stoppable) -> None:
    with suppress(OSError, ValueError):
        wanted.read()
    progress.cancel()


def _quietly() -> dict[str, Any]:  # Any: what Popen takes besides is of many types
    """Return how a process is started that shows no window and takes no time from others."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {}
