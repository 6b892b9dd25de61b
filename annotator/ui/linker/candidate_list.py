"""The candidates of the linker: a list whose chosen row moves while the keyboard stays in the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from annotator.core.labels import LabelSet
from annotator.ui.linker.candidate_delegate import OFFER_ROLE, CandidateDelegate
from annotator.ui.linker.offers import Offer
from annotator.ui.widgets.list_view import FlatList

_ROOT: Final = QModelIndex()


class OfferModel(QAbstractListModel):
    """Offers as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []

    @property
    def offers(self) -> Sequence[Offer]:
        """What is offered."""
        return self._offers

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Offer something else."""
        self.beginResetModel()
        self._offers = list(offers)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many are offered."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the offer for painting, and its words for assistive technology."""
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if role == OFFER_ROLE:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.names[0]
        return offer.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


class CandidateList(FlatList):
    """The list.

    Signals:
        row_chosen: Another offer is the chosen one (None: there is none).
        row_clicked: An offer was clicked.
    """

    row_chosen = Signal(object)
    row_clicked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Candidates"), ground="raised")
        self.setParent(parent)
        self._model = OfferModel(self)
        self._delegate = CandidateDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.clicked.connect(self._on_clicked)

    @property
    def chosen(self) -> Offer | None:
        """The chosen offer."""
        row = self.currentIndex().row()
        return self._model.offers[row] if row >= 0 else None

    @property
    def offers(self) -> Sequence[Offer]:
        """What is offered."""
        return self._model.offers

    def set_offers(self, offers: Sequence[Offer], labels: LabelSet) -> None:
        """Offer something, and choose the first."""
        self._delegate.labels = labels
        self._model.set_offers(offers)
        self.scrollToTop()
        self.choose_row(0)
        if not offers:
            self.row_chosen.emit(None)

    def choose_row(self, row: int) -> bool:
        """Choose a row by number from 0; tell whether there is one."""
        if not 0 <= row < len(self._model.offers):
            return False
        self.setCurrentIndex(self._model.index(row))
        return True

    def step(self, by: int) -> None:
        """Choose a row further on, as far as there is one."""
        self.choose_row(max(0, min(self.currentIndex().row() + by, len(self._model.offers) - 1)))

    def _on_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self._model.offers[current.row()])

    def _on_clicked(self, index: QModelIndex) -> None:
        self.row_clicked.emit(self._model.offers[index.row()])
