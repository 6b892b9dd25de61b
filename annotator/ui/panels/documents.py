"""The list of documents: search, filter, the rows, and the labels below; and the rail it folds to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.document import DocumentState
from annotator.core.ids import DocumentId
from annotator.core.labels import Label, LabelSet
from annotator.core.rows import DocumentRow
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.models.document_list import ROW_ROLE, DocumentList
from annotator.ui.panels.document_rows import DocumentDelegate, RailDelegate
from annotator.ui.panels.label_block import LabelBlock
from annotator.ui.widgets.buttons import IconButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import draw_sample
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import Caption, TextLine
from annotator.ui.wording import language_name, state_name

RAIL_WIDTH: Final = 56


class DocumentsPanel(Surface):
    """The list of documents with what belongs to it.

    Args:
        model: The documents; the rail shows the same.
        import_action: What the plus sign does.

    Signals:
        document_chosen: The id of the document the user wants to see.
        hidden_labels_changed: The names of the labels whose marks are to be hidden.
        menu_requested: A document's id, and the global point where a menu about it is wanted.
        pin_requested: The user wants the floating list to stay.
        search_left: The search is over; the keyboard is wanted in the article.
    """

    document_chosen = Signal(object)
    hidden_labels_changed = Signal(object)
    menu_requested = Signal(object, QPoint)
    pin_requested = Signal()
    search_left = Signal()

    def __init__(self, model: DocumentList, import_action: QAction) -> None:
        super().__init__()
        self._model = model
        self._count = TextLine("", font=interface_font(9, tabular=True), tone="muted")
        self.filter = IconButton("funnel-simple", self.tr("Filter"))
        self._pin = IconButton("push-pin", self.tr("Keep the list open"))
        self._pin.hide()
        plus = IconButton("plus")
        plus.stand_for(import_action)
        self.search = Field(icon="magnifying-glass", point_size=9.5)
        self.search.setPlaceholderText(self.tr("Search documents"))
        self.search.setAccessibleName(self.tr("Search documents"))
        self.list = FlatList(self.tr("Documents"))
        self.list.setModel(model)
        self.list.setItemDelegate(DocumentDelegate(self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.labels = LabelBlock()
        heading = row(
            Caption(self.tr("Documents")), self._count, None, self._pin, plus, self.filter,
            start=18, top=10, end=12, bottom=6, gap=8,
        )  # fmt: skip
        self.setLayout(
            column(heading, row(self.search, start=16, end=16, bottom=8), self.list, Hairline(), self.labels)
        )
        self._connect()

    def set_current(self, document: DocumentId | None) -> None:
        """Show which document is open."""
        self.list.make_current(self._model.index_of(document))

    def set_rows(self, rows: Sequence[DocumentRow], current: DocumentId | None) -> None:
        """Show these documents."""
        self._model.set_rows(rows)
        self._count.set_text(f"{len(rows):,}")
        self.list.set_nothing(
            self.tr(
                "No document matches. Clear the search and the filter to see them all. Ctrl+K finds documents by the "
                "names that are linked in them."
            )
            if rows
            else self.tr("There is no document yet. Drop files here, or press the plus sign.")
        )
        self.set_current(current)

    def update_rows(self, rows: Sequence[DocumentRow]) -> None:
        """Show what is otherwise about documents that are shown already."""
        self._model.update_rows(rows)

    def set_labels(self, labels: LabelSet) -> None:
        """Show these labels."""
        self.labels.set_labels(labels)

    def set_label_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many mentions of the open document have each label."""
        self.labels.set_counts(counts)

    def set_floating(self, *, is_floating: bool) -> None:
        """Offer to keep the list open while it floats over the article."""
        self._pin.setVisible(is_floating)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Clear the search on Escape, and then leave it."""
        is_pressed = watched is self.search and event.type() is QEvent.Type.KeyPress
        if is_pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if self.search.text():
                self.search.clear()
            else:
                self.search_left.emit()
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_search_accepted)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.customContextMenuRequested.connect(self._on_menu_requested)
        self.labels.hidden_changed.connect(self.hidden_labels_changed)
        self._pin.clicked.connect(self.pin_requested)
        self.filter.clicked.connect(self._on_filter_pressed)

    def _on_searched(self, query: str) -> None:
        current = self._current_id()
        self._model.search(query)
        self.set_current(current)

    def _on_search_accepted(self) -> None:
        """Open the first match."""
        if self._model.rowCount():
            self._on_current_changed(self._model.index(0))
            self.search_left.emit()

    def _on_current_changed(self, index: QModelIndex) -> None:
        found = index.data(ROW_ROLE)
        if isinstance(found, DocumentRow):
            self.document_chosen.emit(found.id)

    def _on_menu_requested(self, point: QPoint) -> None:
        found = self.list.indexAt(point).data(ROW_ROLE)
        if isinstance(found, DocumentRow):
            self.menu_requested.emit(found.id, self.list.viewport().mapToGlobal(point))

    def _current_id(self) -> DocumentId | None:
        found = self.list.currentIndex().data(ROW_ROLE)
        return found.id if isinstance(found, DocumentRow) else None

    def _on_filter_pressed(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in DocumentState:
            added = menu.addAction(state_name(state))
            added.setCheckable(True)
            added.setChecked(state in self._model.states)
            added.setData(state)
            added.triggered.connect(self._on_state_toggled)
        menu.addSeparator()
        for code in self._model.known_languages:
            added = menu.addAction(language_name(code))
            added.setCheckable(True)
            added.setChecked(code in self._model.languages)
            added.setData(code)
            added.triggered.connect(self._on_language_toggled)
        menu.popup(self.filter.menu_corner())

    def _on_state_toggled(self) -> None:
        state = DocumentState(_data_of(self.sender()))
        self._model.show_states(self._model.states ^ {state})
        self.filter.set_lit(is_lit=self._model.is_filtered)

    def _on_language_toggled(self) -> None:
        self._model.show_languages(self._model.languages ^ {_data_of(self.sender())})
        self.filter.set_lit(is_lit=self._model.is_filtered)


class DocumentsRail(Surface):
    """The list folded to 56 pixels: state and language of each document, and the labels' samples.

    Signals:
        document_chosen: The id of the document the user wants to see.
        list_requested: The user wants the whole list.
        search_requested: The user wants to search it.
    """

    document_chosen = Signal(object)
    list_requested = Signal()
    search_requested = Signal()

    def __init__(self, model: DocumentList) -> None:
        super().__init__()
        self._model = model
        self.setFixedWidth(RAIL_WIDTH)
        unfold = IconButton("list", self.tr("Show the list of documents"))
        search = IconButton("magnifying-glass", self.tr("Search documents"))
        unfold.clicked.connect(self.list_requested)
        search.clicked.connect(self.search_requested)
        self.list = FlatList(self.tr("Documents"))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(model)
        self.list.setItemDelegate(RailDelegate(self.list))
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._samples = _Samples()
        top = column(row(None, unfold, None), row(None, search, None), top=10, bottom=6, gap=8)
        self.setLayout(column(top, self.list, row(Hairline(), start=12, end=12), self._samples))

    def set_current(self, document: DocumentId | None) -> None:
        """Show which document is open."""
        self.list.make_current(self._model.index_of(document))

    def set_labels(self, labels: LabelSet) -> None:
        """Show samples of these labels."""
        self._samples.set_labels(labels)

    def _on_current_changed(self, index: QModelIndex) -> None:
        found = index.data(ROW_ROLE)
        if isinstance(found, DocumentRow):
            self.document_chosen.emit(found.id)


class _Samples(QWidget):
    """The labels' samples, one below the other."""

    _STEP: Final = 28

    def __init__(self) -> None:
        super().__init__()
        self._labels: Sequence[Label] = ()

    def set_labels(self, labels: LabelSet) -> None:
        """Show these."""
        self._labels = tuple(labels)
        self.setFixedHeight(24 + self._STEP * len(self._labels))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them in the middle."""
        painter = QPainter(self)
        for place, label in enumerate(self._labels):
            box = QRectF((self.width() - 22) / 2, 14 + place * self._STEP, 22, 12)
            draw_sample(painter, box, label, theme.current().panel)


def _data_of(sender: object) -> str:
    """Return what a menu's entry stands for."""
    return str(sender.data()) if isinstance(sender, QAction) else ""
