"""The table of entities: how its cells and heads are painted, and what its keys do."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.core.ids import EntityId
from annotator.core.labels import LabelSet
from annotator.ui import theme
from annotator.ui.entities.base import LANGUAGES, Fact, Line, Order
from annotator.ui.entities.table_model import COLUMNS, LINE_ROLE, EntityTableModel
from annotator.ui.entities.wording import own_language_name, source_text
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.painting import RTL, Align, advance, draw_pattern, draw_rounded, draw_text, mirrored

ROW_HEIGHT: Final = 34
HEAD_HEIGHT: Final = 30

_WIDTHS: Final = (52, 200, 156, 168, 148)
_LEAST_COLUMN: Final = 40
_LEAST_NAME: Final = 96
_LEAST_SOURCE: Final = 106
_INSET: Final = 24
_CELL: Final = 8
_CELL_END: Final = 16
_SAMPLE: Final = 18
_NUMBER_WIDTH: Final = 42
_BAR_START: Final = 60
_BAR_WIDTH: Final = 74
_BAR_HEIGHT: Final = 5
_DEPTHS: Final = {"ar": 0.92, "he": 0.52, "en": 0.24}
"""How deep a language's share is painted: Arabic, Hebrew, English, always in this order."""

_OTHER_DEPTH: Final = 0.12
_NONE: Final = "—"


class EntityTable(QTableView):
    """Shows the model.

    Signals:
        chosen_changed: The ids of the chosen entities, the one that was chosen first coming first.
        sort_requested: An :class:`~annotator.ui.entities.base.Order`.
    """

    chosen_changed = Signal(object)
    sort_requested = Signal(object)

    def __init__(self, model: EntityTableModel) -> None:
        super().__init__()
        self._model = model
        self._chosen: tuple[EntityId, ...] = ()
        self._nothing = ""
        self.setModel(model)
        self.setAccessibleName(self.tr("Entities"))
        self._delegate = _Cells(self)
        self.setItemDelegate(self._delegate)
        self.heads = _Heads(self)
        self.setHorizontalHeader(self.heads)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.heads.setStretchLastSection(True)
        self.heads.setMinimumSectionSize(_LEAST_COLUMN)
        self._share_out(self.width())
        self.heads.sectionClicked.connect(self._on_section_clicked)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @property
    def chosen(self) -> tuple[EntityId, ...]:
        """The ids of the chosen entities: one, two that may be merged, or none."""
        return self._chosen

    def set_labels(self, labels: LabelSet) -> None:
        """Paint types in the colours of these labels."""
        self._delegate.labels = labels
        self.viewport().update()

    def set_nothing(self, sentence: str) -> None:
        """Say what to show while there is no row."""
        self._nothing = sentence
        self.viewport().update()

    def choose(self, *entities: EntityId) -> None:
        """Choose these rows, as far as they are shown, and bring the first into view."""
        places = [place for entity in entities if (place := self._model.place_of(entity)) is not None]
        chosen = QItemSelection()
        for place in places:
            chosen.select(self._model.index(place, 0), self._model.index(place, len(COLUMNS) - 1))
        if places:
            first = self._model.index(places[0], 1)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)
        self._chosen = entities
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns in view."""
        super().resizeEvent(event)
        self._share_out(self.viewport().width())

    def _share_out(self, room: int) -> None:
        """Give each column its width; in a narrow table the names give what is lacking, and then the sources go."""
        names = [column for column, order in enumerate(COLUMNS) if order.value in LANGUAGES]
        wanted = sum(_WIDTHS[column] for column in names)
        has_sources = room >= sum(_WIDTHS) - wanted + len(names) * _LEAST_NAME + _LEAST_SOURCE
        self.setColumnHidden(COLUMNS.index(Order.SOURCE), not has_sources)
        lacking = max(0, sum(_WIDTHS) + has_sources * _LEAST_SOURCE - room)
        for column, width in enumerate(_WIDTHS):
            given = math.ceil(lacking * width / wanted) if column in names else 0
            self.setColumnWidth(column, width - given)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the rows, or the sentence that stands for none."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour(theme.current().paper))
        if self._nothing and not self._model.rowCount():
            box = QRect(_INSET, 16, self.viewport().width() - 2 * _INSET, 120)
            painter.setFont(interface_font(10))
            painter.setPen(theme.colour(theme.current().muted))
            painter.setLayoutDirection(self.layoutDirection())
            painter.drawText(box, Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value, self._nothing)
        painter.end()
        super().paintEvent(event)

    def _on_section_clicked(self, section: int) -> None:
        self.sort_requested.emit(COLUMNS[section])

    def _on_selection_changed(self) -> None:
        """Keep the order in which entities were chosen; one that may be the same brings the one it hangs under."""
        lines = {
            line.fact.entity.id: line for row in self.selectionModel().selectedRows() if (line := self._model.line(row))
        }
        order = [entity for entity in self._chosen if entity in lines]
        order += [entity for entity in lines if entity not in order]
        if len(order) == 1 and (twin := lines[order[0]].twin) is not None and self._model.place_of(twin) is not None:
            self._chosen = (twin, order[0])
            self._select_also(twin)
            return
        if tuple(order) != self._chosen or len(order) < 2:
            self._chosen = tuple(order)
        self.chosen_changed.emit(self._chosen)

    def _select_also(self, entity: EntityId) -> None:
        place = self._model.place_of(entity)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self._model.index(place, 0), flags)


class _Heads(QHeaderView):
    """The heads of the columns, with an arrow at the one that is sorted by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.order = Order.USES
        self.is_descending = True
        self.setFixedHeight(HEAD_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def show_order(self, order: Order, *, is_descending: bool) -> None:
        """Show what is sorted by."""
        self.order, self.is_descending = order, is_descending
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what is beyond the sections, too."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour(theme.current().paper))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's own
        """Paint one head."""
        tokens = theme.current()
        painter.save()
        painter.fillRect(rect, theme.colour(tokens.paper))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour(tokens.hairline))
        painter.translate(rect.topLeft())
        self._paint_words(painter, float(rect.width()), COLUMNS[logicalIndex])
        painter.restore()

    def _paint_words(self, painter: QPainter, width: float, column: Order) -> None:
        tokens = theme.current()
        font = interface_font(8.5, QFont.Weight.DemiBold)
        text = {Order.USES: self.tr("Uses"), Order.SOURCE: self.tr("Sources"), Order.TYPE: ""}.get(column)
        text = own_language_name(column.value) if text is None else text
        colour = tokens.ink if column is self.order else tokens.muted
        start = _CELL
        box = QRectF(start, 0, width - start - _CELL_END, HEAD_HEIGHT)
        if column.value in LANGUAGES:
            _draw_name(painter, box, text, font, colour, column.value)
        else:
            box = mirrored(box, width, self.layoutDirection())
            draw_text(painter, box, text, font, colour, Align.START, self.layoutDirection(), own_direction=False)
        if column is self.order and text:
            glyph = "caret-down" if self.is_descending else "caret-up"
            at = start + advance(text, font) + 4
            box = mirrored(QRectF(at, HEAD_HEIGHT / 2 - 5.5, 11, 11), width, self.layoutDirection())
            if column.value in {"he", "ar"}:
                box = QRectF(width - _CELL_END - advance(text, font) - 15, HEAD_HEIGHT / 2 - 5.5, 11, 11)
            paint_icon(painter, box, glyph, QColor(colour))
        if column is Order.USES:
            self._paint_legend(painter, width)

    def _paint_legend(self, painter: QPainter, width: float) -> None:
        tokens = theme.current()
        start = float(_BAR_START)
        for language in _DEPTHS:
            box = mirrored(QRectF(start, HEAD_HEIGHT / 2 - 3.5, 7, 7), width, self.layoutDirection())
            draw_rounded(painter, box, 2, _share_colour(language, tokens.paper))
            box = mirrored(QRectF(start + 10, 0, 18, HEAD_HEIGHT), width, self.layoutDirection())
            draw_text(painter, box, language, interface_font(8.5), tokens.muted, Align.START, self.layoutDirection())
            start += 27


class _Cells(QStyledItemDelegate):
    """Paints cells; boxes are given from the start side of the cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.labels: LabelSet | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        tokens = theme.current()
        ground = tokens.row if is_selected(option) else tokens.hover if is_hovered(option) else tokens.paper
        width = float(option.rect.width())
        painter.fillRect(QRectF(0, 0, width, ROW_HEIGHT), theme.colour(ground))
        rule_start = _INSET if index.column() == 0 else 0
        rule = mirrored(QRectF(rule_start, ROW_HEIGHT - 1, width - rule_start, 1), width, option.direction)
        painter.fillRect(rule, theme.colour(tokens.hairline, 150))
        column = COLUMNS[index.column()]
        if column is Order.TYPE:
            self._paint_type(painter, option, line)
        elif column.value in LANGUAGES:
            self._paint_name(painter, option, line, column.value)
        elif column is Order.USES:
            self._paint_uses(painter, option, line.fact, ground)
        else:
            self._paint_source(painter, option, line.fact)
        painter.restore()

    def _paint_type(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        tokens = theme.current()
        width, direction = float(option.rect.width()), option.direction
        if is_selected(option):
            painter.fillRect(mirrored(QRectF(0, 0, 3, ROW_HEIGHT), width, direction), theme.colour(tokens.accent))
        if line.twin is not None:
            _draw_elbow(painter, width, direction)
            return
        label = self.labels.get(line.fact.entity.type) if self.labels else None
        if label is not None:
            box = mirrored(QRectF(_INSET, ROW_HEIGHT / 2, _SAMPLE, 2), width, direction)
            draw_pattern(painter, label, box.left(), box.right(), box.top())

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, language: str) -> None:
        tokens = theme.current()
        muted = tokens.muted_on_row if is_selected(option) else tokens.muted
        box = QRectF(_CELL, 0, option.rect.width() - _CELL - _CELL_END, ROW_HEIGHT)
        names = line.fact.entity.names(language)
        is_first = language == LANGUAGES[0]
        note = self.tr("maybe the same") if line.twin is not None and is_first else ""
        if line.matched and is_first:
            note = line.matched
        if names:
            width = _draw_name(painter, box, names[0], interface_font(10.5), tokens.ink, language)
            if note:
                rest = QRectF(box.left() + width + 8, 0, box.width() - width - 8, ROW_HEIGHT)
                draw_text(painter, rest, note, interface_font(9), muted, Align.START)
        elif note:
            _draw_name(painter, box, note, interface_font(9), muted, language)
        else:
            _draw_name(painter, box, _NONE, interface_font(9), muted, language)

    @staticmethod
    def _paint_uses(painter: QPainter, option: QStyleOptionViewItem, fact: Fact, ground: str) -> None:
        tokens = theme.current()
        width, direction = float(option.rect.width()), option.direction
        colour = tokens.ink if fact.mentions else tokens.faint
        box = mirrored(QRectF(_CELL, 0, _NUMBER_WIDTH, ROW_HEIGHT), width, direction)
        font = interface_font(10, tabular=True)
        draw_text(painter, box, f"{fact.mentions:,}", font, colour, Align.END, direction, own_direction=False)
        start = float(_BAR_START)
        total = sum(fact.shares.values())
        for language in sorted(fact.shares, key=_depth, reverse=True):
            share = max(1.5, _BAR_WIDTH * fact.shares[language] / total - 1)
            box = mirrored(QRectF(start, ROW_HEIGHT / 2 - 2, share, _BAR_HEIGHT), width, direction)
            painter.fillRect(box, _share_colour(language, ground))
            start += share + 1

    @staticmethod
    def _paint_source(painter: QPainter, option: QStyleOptionViewItem, fact: Fact) -> None:
        tokens = theme.current()
        muted = tokens.muted_on_row if is_selected(option) else tokens.muted
        width = float(option.rect.width())
        box = mirrored(QRectF(_CELL, 0, width - 2 * _CELL, ROW_HEIGHT), width, option.direction)
        draw_text(painter, box, source_text(fact.entity), interface_font(9.5), muted, Align.START, option.direction)


def _draw_name(painter: QPainter, box: QRectF, text: str, font: QFont, colour: str, language: str) -> float:  # noqa: PLR0917 - as it is drawn
    """Draw a name on the side on which its column's language begins, whichever way the window runs."""
    is_rightward = language in {"he", "ar"}
    align = Align.END if is_rightward else Align.START
    return draw_text(painter, box, text, font, colour, align)


def _draw_elbow(painter: QPainter, width: float, direction: Qt.LayoutDirection) -> None:
    """Draw the line on which an entity hangs under the one that it may be the same as."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.current().muted), 1.2))
    x, end = _INSET + 9.0, _INSET + 22.0
    if direction is RTL:
        x, end = width - x, width - end
    middle = ROW_HEIGHT / 2 + 0.5
    painter.drawPolyline([QPointF(x, 0), QPointF(x, middle), QPointF(end, middle)])


def _depth(language: str) -> float:
    return _DEPTHS.get(language, _OTHER_DEPTH)


def _share_colour(language: str, ground: str) -> QColor:
    return theme.mix(ground, theme.current().accent, _depth(language))
