"""A reference base that is made only when a test lets it, as a first start has it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.app.reference import Reference, use_reference
from annotator.app.reference_base import ReferenceBase
from annotator.core.errors import Cancelled
from annotator.core.progress import Progress
from tests.app.test_reference import shelf_in


class BaseToCome:
    """Makes a small reference base once ``gate`` is set, and counts how often that is tried."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.gate = threading.Event()
        self.tries = 0
        self.was_cancelled = False

    def open(self) -> ReferenceBase | None:
        return shelf_in(self._folder).open()

    def make(self, progress: Progress) -> None:
        self.tries += 1
        try:
            while not self.gate.wait(0.01):
                progress.report(1, 4)
        except Cancelled:
            self.was_cancelled = True
            raise
        made = shelf_in(self._folder).make(progress)
        assert made is not None
        made.close()


@contextmanager
def base_to_come(folder: Path) -> Iterator[BaseToCome]:
    """Have the program work with such a base, kept in a folder, for a while."""
    made = BaseToCome(folder)
    reference = Reference(made.open, made.make)
    before = use_reference(reference)
    try:
        yield made
    finally:
        made.gate.set()
        use_reference(before)
        reference.close()
