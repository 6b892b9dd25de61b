"""Suggestions of the open article and of those that wait, found on a thread of their own and kept up with decisions."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.core.errors import Cancelled, UserError
from annotator.core.history import Changes
from annotator.core.ids import DocumentId, EntityId
from annotator.core.offsets import Span
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.core.suggestion import Suggestion
from annotator.ui.turns import Turns

_log = logging.getLogger(__name__)

_CLOSING_TIMEOUT_S: Final = 5.0
_HANDED_OVER_TIMEOUT_S: Final = 0.5
_MADE_ANEW_FROM: Final = 500
"""From how many changed entities on all names are read anew rather than one by one."""


class LiveSuggestions(Protocol):
    """What finds suggestions and learns from changes. It is used from one thread."""

    def follow(self, entities: Iterable[EntityId]) -> None:
        """Read these entities again; some may be gone."""

    def follow_decisions(self, documents: Iterable[DocumentId]) -> None:
        """Learn from what is turned down in these documents; some may be gone."""

    def look(
        self, document: DocumentId, view: Span | None, progress: Progress
    ) -> Iterable[tuple[Span | None, Sequence[Suggestion]]]:
        """Yield what is proposed for a document as it is now, piece by piece, those in view first, then all of them.

        Raises:
            UserError: It cannot be read.
            Cancelled: The progress has it.
        """

    def learn(self, progress: Progress) -> bool:
        """Learn what is turned down in documents that nobody looked at, and tell whether that was anything.

        Raises:
            Cancelled: The progress has it; what was learnt by then is kept.
        """


class Found(NamedTuple):
    """What is proposed for a document, or for a piece of it.

    Attributes:
        document: The document.
        suggestions: What is proposed there.
        number: What was asked for when it was looked at.
        within: The piece of a long document; None for all of it.
    """

    document: DocumentId
    suggestions: Sequence[Suggestion]
    number: int
    within: Span | None = None

    def reaches(self, length: int) -> bool:
        """Tell whether it is, or is the last piece of, all that is proposed for a document of so many code points."""
        return self.within is None or self.within.end == length


class _Wanted(NamedTuple):
    """One round of finding: in which documents, what of the first is in view, and what has happened before."""

    number: int
    documents: Sequence[DocumentId]
    view: Span | None
    changed: set[EntityId]
    decided: set[DocumentId]
    is_anew: bool


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
        self, reader: Reader, make: Callable[[Reader, Progress], LiveSuggestions], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._make = make
        self._turns = Turns()
        self._wakened = threading.Condition()
        self._handed_over = threading.Event()
        self._documents: tuple[DocumentId, ...] = ()
        self._view: Span | None = None
        self._changed: set[EntityId] = set()
        self._decided: set[DocumentId] = set()
        self._is_anew = False
        self._round = 0
        self._done = 0
        self._is_put_off = False
        self._is_closing = False
        self._has_learnt = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="suggestions", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for has been looked at, and nothing is put off."""
        with self._wakened:
            return self._done == self._round

    def want(self, documents: Sequence[DocumentId], view: Span | None = None) -> None:
        """Find the suggestions of these documents, in this order, and no others.

        Args:
            documents: The documents.
            view: What of the first is in view, and shall be looked at before the rest of it.
        """
        with self._wakened:
            self._documents = tuple(documents)
            self._view = view
            self._is_put_off = False
            self._next_round()

    def put_off(self) -> None:
        """Stop finding until the next :meth:`want`; what is found meanwhile is old."""
        with self._wakened:
            self._is_put_off = True
            self._next_round()

    def renew(self) -> None:
        """Read all names anew, and find what is wanted once more: there are other names than before."""
        with self._wakened:
            self._is_anew = True
            self._next_round()

    def follow(self, changes: Changes) -> None:
        """Take note of what an act changed; :meth:`want` has everything found anew."""
        with self._wakened:
            self._changed |= changes.entities
            self._decided |= changes.mentioned
            if changes.labels or len(self._changed) >= _MADE_ANEW_FROM:
                self._is_anew = True

    def close(self) -> None:
        """Stop finding."""
        with self._wakened:
            self._is_closing = True
            self._next_round()
        self._turns.end()
        self._thread.join(_CLOSING_TIMEOUT_S)

    def _next_round(self) -> None:
        self._round += 1
        self._handed_over.set()
        self._wakened.notify()

    def _work(self) -> None:
        """Find what is wanted, again and again, until closed. Runs on the thread."""
        finder: LiveSuggestions | None = None
        while (wanted := self._wait()) is not None:
            try:
                if finder is None or wanted.is_anew:
                    finder, self._has_learnt = self._make(self._reader, _Turn(self)), False
                else:
                    finder.follow(wanted.changed)
                    finder.follow_decisions(wanted.decided)
                self._find(finder, wanted)
                self._learn(finder, wanted)
            except Cancelled:
                pass
            except Exception:
                _log.exception("suggestions could not be found by a fault of the program's own")
            with self._wakened:
                self._done = max(self._done, wanted.number)

    def _wait(self) -> _Wanted | None:
        with self._wakened:
            while not self._is_closing and (self._is_put_off or self._done == self._round):
                self._wakened.wait()
            if self._is_closing:
                return None
            wanted = _Wanted(self._round, self._documents, self._view, self._changed, self._decided, self._is_anew)
            self._changed, self._decided, self._is_anew = set(), set(), False
            return wanted

    def _find(self, finder: LiveSuggestions, wanted: _Wanted) -> None:
        turn = _Turn(self, wanted.number)
        for at, document in enumerate(wanted.documents):
            turn.report(at, len(wanted.documents))
            try:
                for within, suggestions in finder.look(document, None if at else wanted.view, turn):
                    self._hand_over(Found(document, suggestions, wanted.number, within))
            except UserError:
                _log.info("no suggestions for %s, which cannot be read", document)

    def _learn(self, finder: LiveSuggestions, wanted: _Wanted) -> None:
        """Learn from other documents, once, when everything that was wanted has been found."""
        if not self._has_learnt:
            is_new = finder.learn(_Turn(self, wanted.number))
            self._has_learnt = True
            if is_new:
                self._find(finder, wanted)

    def _hand_over(self, found: Found) -> None:
        """Let the window have something, and go on when it has it: it never gets more to do at once."""
        self._handed_over.clear()
        if not self._is_overtaken(found.number):
            self._arrived.emit(found)
            self._handed_over.wait(_HANDED_OVER_TIMEOUT_S)

    def _is_overtaken(self, number: int) -> bool:
        with self._wakened:
            return self._is_closing or self._round != number

    @Slot(object)
    def _on_arrived(self, found: Found) -> None:
        """Pass on what was found, unless an act has made it old while it was on its way."""
        if not self._is_overtaken(found.number):
            self.found.emit(found)
        self._handed_over.set()

    def wait_for_turn(self, number: int | None) -> None:
        """Wait until the window is at rest. Called on the thread.

        Args:
            number: What the work was asked for by; None for what is needed whatever is asked for.

        Raises:
            Cancelled: Something else is wanted by now, or nothing any more.
        """
        for is_first in (True, False):
            with self._wakened:
                if self._is_closing or number not in (None, self._round):
                    raise Cancelled
            if is_first:
                self._turns.wait()


class _Turn:
    """The progress of one round of finding."""

    def __init__(self, source: SuggestionsSource, number: int | None = None) -> None:
        self._source = source
        self._number = number

    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Wait for the window to be at rest. Raises Cancelled when this round is not wanted any more."""
        self._source.wait_for_turn(self._number)
