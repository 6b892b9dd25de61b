"""Suggestions of the open article and of those that wait, found on a thread of their own and kept up with decisions."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.core.errors import UserError
from annotator.core.history import Changes
from annotator.core.ids import DocumentId, EntityId
from annotator.core.ports import Reader
from annotator.core.suggestion import Suggestion

_log = logging.getLogger(__name__)

_CLOSING_TIMEOUT_S: Final = 5.0


class LiveSuggestions(Protocol):
    """What finds suggestions and learns from changes. It is used from one thread."""

    def follow(self, entities: Iterable[EntityId]) -> None:
        """Read these entities again; some may be gone."""

    def follow_decisions(self, documents: Iterable[DocumentId]) -> None:
        """Learn from what is turned down in these documents; some may be gone."""

    def find(self, document: DocumentId) -> Sequence[Suggestion]:
        """Return what is proposed for a document as it is now. Raises UserError when it cannot be read."""


class Found(NamedTuple):
    """What is proposed for a document; ``number`` tells what was asked for when it was looked at."""

    document: DocumentId
    suggestions: Sequence[Suggestion]
    number: int


class _Wanted(NamedTuple):
    """One round of finding: in which documents, and what has happened since the one before."""

    number: int
    documents: Sequence[DocumentId]
    changed: set[EntityId]
    decided: set[DocumentId]


class SuggestionsSource(QObject):
    """Finds suggestions beside the window: for the article that is open first, then for those that wait.

    Args:
        reader: What is committed.
        make: Makes what finds them; it reads all names and is called on the thread.
        parent: The parent object.

    Signals:
        found: What was :class:`Found`; it arrives on the window's thread.
    """

    found = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self, reader: Reader, make: Callable[[Reader], LiveSuggestions], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._make = make
        self._wakened = threading.Condition()
        self._documents: tuple[DocumentId, ...] = ()
        self._changed: set[EntityId] = set()
        self._decided: set[DocumentId] = set()
        self._round = 0
        self._done = 0
        self._is_closing = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="suggestions", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for has been looked at."""
        with self._wakened:
            return self._done == self._round

    def want(self, documents: Sequence[DocumentId]) -> None:
        """Find the suggestions of these documents, in this order, and no others."""
        with self._wakened:
            self._documents = tuple(documents)
            self._round += 1
            self._wakened.notify()

    def follow(self, changes: Changes) -> None:
        """Take note of what an act changed; :meth:`want` has everything found anew."""
        with self._wakened:
            self._changed |= changes.entities
            self._decided |= changes.mentioned

    def close(self) -> None:
        """Stop finding."""
        with self._wakened:
            self._is_closing = True
            self._wakened.notify()
        self._thread.join(_CLOSING_TIMEOUT_S)

    def _work(self) -> None:
        """Find what is wanted, again and again, until closed. Runs on the thread."""
        finder: LiveSuggestions | None = None
        while (wanted := self._wait()) is not None:
            try:
                if finder is None:
                    finder = self._make(self._reader)
                finder.follow(wanted.changed)
                finder.follow_decisions(wanted.decided)
                self._find(finder, wanted.number, wanted.documents)
            except Exception:
                _log.exception("suggestions could not be found by a fault of the program's own")
            with self._wakened:
                self._done = max(self._done, wanted.number)

    def _wait(self) -> _Wanted | None:
        with self._wakened:
            while not self._is_closing and self._done == self._round:
                self._wakened.wait()
            if self._is_closing:
                return None
            wanted = _Wanted(self._round, self._documents, self._changed, self._decided)
            self._changed, self._decided = set(), set()
            return wanted

    def _find(self, finder: LiveSuggestions, number: int, documents: Sequence[DocumentId]) -> None:
        for document in documents:
            if self._is_overtaken(number):
                return
            try:
                suggestions = finder.find(document)
            except UserError:
                _log.info("no suggestions for %s, which cannot be read", document)
                continue
            if not self._is_overtaken(number):
                self._arrived.emit(Found(document, suggestions, number))

    def _is_overtaken(self, number: int) -> bool:
        with self._wakened:
            return self._is_closing or self._round != number

    @Slot(object)
    def _on_arrived(self, found: Found) -> None:
        """Pass on what was found, unless an act has made it old while it was on its way."""
        if not self._is_overtaken(found.number):
            self.found.emit(found)
