"""Faults of the program's own: they are written to its log, and the window says so instead of dying."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Final

from annotator.app import settings as places
from annotator.core.errors import UserError

LOG_NAME: Final = "annotator.log"

_log = logging.getLogger("annotator")


class LogFile(logging.Handler):
    """A log in the user's data folder, made when there is something to write."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._file: logging.FileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a log that cannot be written is no reason to disturb anybody."""
        try:
            if self._file is None:
                folder = places.data_folder()
                folder.mkdir(parents=True, exist_ok=True)
                self._file = logging.FileHandler(folder / LOG_NAME, encoding="utf-8")
                self._file.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
            self._file.emit(record)
        except OSError:
            self.handleError(record)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
        super().close()


def watch(tell: Callable[[UserError], None]) -> None:
    """Log every fault that nobody caught, and tell the user of it.

    Args:
        tell: Shows an error in the window.
    """
    _log.addHandler(LogFile())

    def on_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        _log.error("a fault of the program's own", exc_info=(kind, fault, trace))
        tell(
            UserError(
                "Something went wrong inside the program. Everything saved before is safe, and you can go on working. "
                "What happened is written in {log}.",
                log=LOG_NAME,
            )
        )

    sys.excepthook = on_fault
