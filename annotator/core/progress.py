"""How long work tells how far it is, and is told to stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from annotator.core.errors import Cancelled

Thing = TypeVar("Thing")


class Progress(Protocol):
    """Receives reports from a long piece of work."""

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Say how many of how many (None: not known yet) are done.

        Raises:
            Cancelled: The user wants it stopped; the work must take back what it has begun and let this pass.
        """


def told_of(things: Iterable[Thing], progress: Progress, total: int | None = None, *, every: int) -> Iterator[Thing]:
    """Yield things, and tell a progress how many they were so far before each that is one of so many.

    Raises:
        Cancelled: The progress has it.
    """
    for number, thing in enumerate(things):
        if not number % every:
            progress.report(number, total)
        yield thing


class Silent:
    """Progress that nobody watches and nobody stops."""

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Do nothing."""


class Stoppable:
    """Progress that another thread can stop."""

    def __init__(self) -> None:
        self._stopped = False

    def cancel(self) -> None:
        """Make the next report raise ``Cancelled``."""
        self._stopped = True

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Raise if somebody has called :meth:`cancel`."""
        if self._stopped:
            raise Cancelled
