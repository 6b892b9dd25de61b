"""One entity in full: what it is, its names in every language, and every mention of it in context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from annotator.core.entity import Entity
from annotator.core.ids import DocumentId, MentionId
from annotator.core.labels import LabelSet
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.fonts import interface_font
from annotator.ui.models.concordance import Concordance
from annotator.ui.panels.concordance_rows import ConcordanceDelegate
from annotator.ui.panels.entity_head import EntityHead
from annotator.ui.panels.entity_name_block import EntityNameBlock
from annotator.ui.widgets.buttons import IconButton
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import Caption, TextLine
from annotator.ui.wording import counted

_INSET: Final = 16


class EntityCard(Surface):
    """The card of one entity.

    Signals:
        mention_chosen: The :class:`~annotator.core.mention.Mention` whose line was clicked.
        mention_opened: The mention whose line was double-clicked or confirmed.
        name_added: A name the user has typed for the entity.
    """

    mention_chosen = Signal(object)
    mention_opened = Signal(object)
    name_added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._entity: Entity | None = None
        self._labels: LabelSet | None = None
        self._model = Concordance(self)
        self._head = EntityHead()
        self._names = EntityNameBlock()
        self._found = TextLine("", font=interface_font(9, tabular=True), tone="muted")
        self.list = FlatList(self.tr("Mentions of this entity"))
        self.list.setModel(self._model)
        self._delegate = ConcordanceDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self._upper = self._upper_part()
        self.setLayout(column(self._upper, Hairline(), self._concordance_heading(), self.list))
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(self._on_activated)
        self._names.name_added.connect(self.name_added)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide another height between names and mentions."""
        super().resizeEvent(event)
        self._upper.fit()

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self._labels = labels
        self._delegate.set_labels(labels)

    def show_entity(self, entity: Entity, languages: Sequence[str]) -> None:
        """Show an entity, its names in this order of languages and then in the others."""
        self._entity = entity
        label = self._labels.get(entity.type) if self._labels else None
        self._head.show_entity(entity, label, languages)
        order = [code for code in dict.fromkeys((*languages, *entity.languages)) if entity.names(code)]
        self._names.show_names({code: entity.names(code) for code in order})

    def show_occurrences(
        self, found: Iterable[Occurrence], rows: Mapping[DocumentId, DocumentRow], first: DocumentId | None
    ) -> None:
        """Show every mention in context."""
        self._model.set_occurrences(found, rows, first)
        if self._model.mentions:
            mentions, documents = self._model.mentions, self._model.documents
            where = counted(self.tr("%n article(s)", "", documents), documents)
            self._found.set_text(self.tr("{mentions} in {articles}").format(mentions=mentions, articles=where))
        else:
            self._found.set_text(self.tr("none yet"))

    def set_current(self, mention: MentionId | None) -> None:
        """Show which mention is selected in the article."""
        self.list.make_current(self._model.index_of(mention))

    def _upper_part(self) -> _HuggingArea:
        """Put head and names into an area that scrolls when there are very many names."""
        inside = Surface()
        inside.setLayout(column(self._head, Hairline(), self._names))
        area = _HuggingArea(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _concordance_heading(self) -> QWidget:
        previous = IconButton("caret-up", self.tr("Previous mention"))
        following = IconButton("caret-down", self.tr("Next mention"))
        previous.clicked.connect(self._on_previous_pressed)
        following.clicked.connect(self._on_next_pressed)
        made = QWidget()
        made.setLayout(
            row(
                Caption(self.tr("Mentions")),
                self._found,
                None,
                previous,
                following,
                start=_INSET,
                top=6,
                end=12,
                bottom=2,
                gap=8,
            )
        )
        return made

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if isinstance(line, Occurrence):
            self.mention_chosen.emit(line.mention)

    def _on_activated(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if isinstance(line, Occurrence):
            self.mention_opened.emit(line.mention)

    def _on_previous_pressed(self) -> None:
        self._step(-1)

    def _on_next_pressed(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        index = self._model.neighbour(self.list.currentIndex(), by)
        if index.isValid():
            self.list.make_current(index)
            self._on_activated(index)


class _HuggingArea(QScrollArea):
    """As high as what is in it, but never more than three fifths of the panel."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the height of what is in it."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break what is in it anew."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that is due now."""
        layout = self._inside.layout()
        if layout is None:
            return
        width = self.viewport().width()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        panel = self.parentWidget()
        most = round(panel.height() * 0.6) if panel is not None and panel.height() > 200 else height
        self.setFixedHeight(max(1, min(height, most)))
