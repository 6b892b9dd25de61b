"""Tells screen readers what the caret, the selection and the selected mark are.

A text interface of its own would be better still, but PySide6 cannot make one: its ``QAccessibleTextInterface`` lacks
``selection`` and ``attributes``, and a pointer handed back from ``interface_cast`` crashes the program. Announcements
are spoken by every screen reader that Qt knows, and the widget's description says the same to those that ask.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.core.ids import MentionId
from annotator.core.offsets import Span
from annotator.ui.document.caret import LineRef
from annotator.ui.document.marking import MarkCanvas
from annotator.ui.document.wording import in_words
from annotator.ui.wording import isolated

_LONGEST: Final = 1_000
"""Of what is said at once, in code points."""


class Announcer(QObject):
    """Follows a view and says what its user does."""

    def __init__(self, view: MarkCanvas) -> None:
        super().__init__(view)
        self._view = view
        self._line: LineRef | None = None
        view.caret_moved.connect(self._on_caret_moved)
        view.selection_changed.connect(self._on_selection_changed)
        view.mark_selected.connect(self._on_mark_selected)

    def _on_caret_moved(self, _offset: int) -> None:
        """Say the line after a move to another one, else the character behind the caret."""
        if not QAccessible.isActive() or self._view.selection is not None or self._view.selected_mark is not None:
            return
        line = self._view.mover.line_of(self._view.caret_place)
        if line != self._line:
            self._line = line
            self._say(self._view.mover.line_text(line))
        else:
            self._say(self._view.mover.grapheme_after(self._view.caret_place))

    def _on_selection_changed(self, span: Span | None) -> None:
        if span is not None:
            text = isolated(self._view.document.text[span.start : min(span.end, span.start + _LONGEST)])
            self._say(QCoreApplication.translate("DocumentView", "Selected: {text}").format(text=text))

    def _on_mark_selected(self, mention: MentionId | None) -> None:
        mark = self._view.page.marks.get(mention)
        if mark is not None:
            text = isolated(mark.span.surface(self._view.document.text)[:_LONGEST])
            template = QCoreApplication.translate("DocumentView", "{text}, marked as {mark}")
            self._say(template.format(text=text, mark=in_words(mark)))

    def _say(self, sentence: str) -> None:
        self._view.setAccessibleDescription(sentence)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, sentence))
