"""What every command is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol

from annotator.core.ports import Reader, UnitOfWork


class Command(Protocol):
    """One thing a user does, as data. Ids of what it will create are part of it, so callers know them at once."""

    name: ClassVar[str]
    """The stable name kept in the history, such as ``mention.create``."""

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Return the values for the sentence that names this act in the undo menu and the history.

        It is asked before the command is applied, so ``reader`` still answers what was there before.

        Raises:
            UserError: The command is about something that is not there.
        """

    def apply(self, work: UnitOfWork) -> None:
        """Do it within a transaction. Raises UserError when it cannot be done."""
