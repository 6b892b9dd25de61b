"""The mention that a card over the article asks about, followed as it moves and changes until it is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QRect, Qt, Signal

from annotator.core.mention import Mention
from annotator.ui.document.view import DocumentView
from annotator.ui.linker.beside_mark import BesideMark
from annotator.ui.workbench import Workbench


class StandsBesideMark(Protocol):
    """A card that can be put beside its mark."""

    def move_to(self, anchor: QRect, bounds: QRect) -> None:
        """Stand beside the mark, within the article."""


class AskedMention(QObject):
    """Keeps a card beside its mention.

    Args:
        workbench: The open workspace.
        view: The article.
        card: What asks.
        place: Where the card goes.
        parent: The parent object.

    Signals:
        lost: The mention was taken away, or another article is open.
    """

    lost = Signal()

    def __init__(
        self,
        workbench: Workbench,
        view: DocumentView,
        card: StandsBesideMark,
        place: BesideMark,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._card = card
        self._place = place
        self._mention: Mention | None = None
        self._is_stored = False
        view.scrolled.connect(self._follow)
        view.layout_changed.connect(self._follow)
        workbench.document_changed.connect(self._on_document_changed)
        # Queued: the article must have the new marks before one of them is asked for its place.
        workbench.mentions_changed.connect(self._on_mentions_changed, Qt.ConnectionType.QueuedConnection)

    @property
    def mention(self) -> Mention | None:
        """The mention as it is stored now, with the label that it is asked about with."""
        return self._mention

    def ask(self, mention: Mention) -> None:
        """Follow a mention, which need not be on disk yet."""
        self._mention = mention
        self._is_stored = self._workbench.mention(mention.id) is not None

    def let_go(self) -> None:
        """Follow none."""
        self._mention = None

    def _on_document_changed(self) -> None:
        """Let go when another article is opened; the first mark in an article changes only its state."""
        document = self._workbench.document
        if self._mention is not None and (document is None or document.id != self._mention.document):
            self.lost.emit()

    def _on_mentions_changed(self) -> None:
        if self._mention is None:
            return
        stored = self._workbench.mention(self._mention.id)
        if stored is not None:
            self._is_stored = True
            self._mention = replace(stored, label=self._mention.label)
            self._follow()
        elif self._is_stored:
            self.lost.emit()

    def _follow(self) -> None:
        if self._mention is not None:
            self._card.move_to(self._place.anchor(self._mention), self._place.bounds())
