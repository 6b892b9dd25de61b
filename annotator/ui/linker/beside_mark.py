"""Where a mark stands in the coordinates of what a card floats over, and how room is made beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from annotator.core.mention import Mention
from annotator.ui.document.view import DocumentView
from annotator.ui.linker.placement import room_beside

_WORDS_UNDER_A_MARK: Final = 1.8
"""How high the words under a mark are, in text sizes."""


class BesideMark:
    """Tells where a card for a mention of the article goes.

    Args:
        view: The article.
        card: The card.
    """

    def __init__(self, view: DocumentView, card: QWidget) -> None:
        self._view = view
        self._card = card

    def anchor(self, mention: Mention) -> QRect:
        """Return the mark with its words, in the coordinates of the card's parent."""
        rect = self._view.mark_rect(mention.id)
        if rect is None:
            rect = QRect()
            for piece in self._view.rects_for_range(mention.span.start, mention.span.end):
                rect = rect.united(piece.toAlignedRect())
            rect.setBottom(rect.bottom() + round(_WORDS_UNDER_A_MARK * self._view.text_size))
        return rect.translated(self._origin())

    def bounds(self) -> QRect:
        """Return the article, in the same coordinates."""
        return self._view.viewport().rect().translated(self._origin())

    def make_room(self, mention: Mention, least: int) -> None:
        """Scroll so far that a card of this height in px fits on one side of the mark."""
        lacking = least - room_beside(self.anchor(mention), self.bounds())
        bar = self._view.verticalScrollBar()
        if lacking > 0:
            bar.setValue(bar.value() + lacking)

    def _origin(self) -> QPoint:
        home = self._card.parentWidget()
        return self._view.viewport().mapTo(home, QPoint(0, 0)) if home else QPoint(0, 0)
