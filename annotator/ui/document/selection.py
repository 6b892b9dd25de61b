"""The selected text: an anchor that stays and a caret that moves, both between characters."""

from __future__ import annotations

from annotator.core.offsets import Span
from annotator.ui.document.caret import Caret


class Selection:
    """A caret with what is selected between it and its anchor."""

    def __init__(self) -> None:
        self.caret = Caret(0)
        self._anchor = 0
        self._kept: tuple[int, int] | None = None

    @property
    def span(self) -> Span | None:
        """What is selected, in code points of the document, or None."""
        start, end = sorted((self._anchor, self.caret.offset))
        return Span(start, end) if start < end else None

    def place(self, caret: Caret) -> None:
        """Put the caret somewhere, with nothing selected."""
        self.caret = caret
        self._anchor = caret.offset
        self._kept = None

    def extend(self, caret: Caret) -> None:
        """Move the caret and select what lies between it and the anchor."""
        self.caret = caret
        self._kept = None

    def take(self, span: Span) -> None:
        """Select a range, with the caret at its end."""
        self._anchor = span.start
        self.caret = Caret(span.end, upstream=True)
        self._kept = None

    def keep(self, start: int, end: int) -> None:
        """Select the unit that a drag begins on; it stays selected wherever the drag goes. It may be empty."""
        self._anchor = start
        self.caret = Caret(end, upstream=end > start)
        self._kept = start, end

    def keep_anchor(self) -> None:
        """Let a drag go on from where the selection began."""
        self._kept = self._anchor, self._anchor

    def drag_to(self, start: int, end: int) -> None:
        """Select from the kept unit to another, both included, whichever comes first."""
        kept_start, kept_end = self._kept or (self._anchor, self._anchor)
        if start < kept_start:
            self._anchor = kept_end
            self.caret = Caret(start)
        else:
            self._anchor = kept_start
            self.caret = Caret(max(end, kept_end), upstream=True)

    def clear(self) -> None:
        """Select nothing; the caret stays."""
        self.place(self.caret)
