"""The lines of the palette under their headings, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.labels import DEFAULT_LABELS, LabelSet
from annotator.core.offsets import Utf16Map
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.palette.results import Hit, Kind, Section, Words
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import (
    Align,
    advance,
    draw_rounded,
    draw_sample,
    draw_text,
    mirrored,
    text_direction,
)
from annotator.ui.widgets.text_line import caption_font
from annotator.ui.wording import QT_TRANSLATE_NOOP

HIT_HEIGHT: Final = 38
HEADING_HEIGHT: Final = 30

_ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_ROOT: Final = QModelIndex()
_TITLE_START: Final = 46
_KEYS_WIDTH: Final = 120
_END: Final = 20
_HEADINGS: Final = {
    Kind.ENTITY: QT_TRANSLATE_NOOP("Palette", "Entities"),
    Kind.ACTION: QT_TRANSLATE_NOOP("Palette", "Actions"),
    Kind.DOCUMENT: QT_TRANSLATE_NOOP("Palette", "Documents"),
}


class ResultModel(QAbstractListModel):
    """Headings and hits in one list; only hits can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Hit | Kind] = []

    @property
    def entries(self) -> Sequence[Hit | Kind]:
        """Hits, each section's after its kind."""
        return self._entries

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these."""
        self.beginResetModel()
        self._entries = []
        for section in sections:
            self._entries += (section.kind, *section.hits)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many lines there are, headings included."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let hits be chosen, and headings not."""
        if index.isValid() and isinstance(self._entries[index.row()], Hit):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the hit or kind of a line, and its words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title.text if isinstance(entry, Hit) else _heading(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(entry, Hit):
            return spoken(entry)
        return None


class ResultList(FlatList):
    """The list; the keyboard stays in the palette's field.

    Signals:
        hit_clicked: The hit that was clicked.
    """

    hit_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Palette", "Results"), ground="raised")
        self.setParent(parent)
        self._model = ResultModel(self)
        self._delegate = ResultDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._on_clicked)

    @property
    def chosen(self) -> Hit | None:
        """The chosen hit."""
        entry = self.currentIndex().data(_ENTRY_ROLE) if self.currentIndex().isValid() else None
        return entry if isinstance(entry, Hit) else None

    @property
    def content_height(self) -> int:
        """The height of all lines, in px."""
        return sum(HIT_HEIGHT if isinstance(entry, Hit) else HEADING_HEIGHT for entry in self._model.entries)

    def set_sections(self, sections: Sequence[Section], labels: LabelSet) -> None:
        """Show these, the first hit chosen."""
        self._delegate.labels = labels
        self._model.set_sections(sections)
        self.scrollToTop()
        self.step(1)

    def step(self, by: int) -> None:
        """Choose the next hit in a direction, over headings; at the ends go round."""
        rows = [row for row, entry in enumerate(self._model.entries) if isinstance(entry, Hit)]
        if not rows:
            return
        current = self.currentIndex().row()
        place = rows.index(current) + by if current in rows else 0
        self._choose_row(rows[place % len(rows)])

    def page(self, by: int) -> None:
        """Choose a hit a page further on in a direction, and stop at the ends."""
        rows = [row for row, entry in enumerate(self._model.entries) if isinstance(entry, Hit)]
        if rows:
            place = rows.index(self.currentIndex().row()) + by * max(1, self.viewport().height() // HIT_HEIGHT - 1)
            self._choose_row(rows[max(0, min(place, len(rows) - 1))])

    def _choose_row(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row))
        if row == 1:
            self.scrollToTop()

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY_ROLE)
        if isinstance(entry, Hit):
            self.hit_clicked.emit(entry)


class ResultDelegate(QStyledItemDelegate):
    """Paints headings and hits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels: LabelSet = DEFAULT_LABELS

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line."""
        return QSize(0, HIT_HEIGHT if isinstance(index.data(_ENTRY_ROLE), Hit) else HEADING_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        entry = index.data(_ENTRY_ROLE)
        painter.save()
        painter.translate(option.rect.topLeft())
        line = _Line(painter, option)
        if isinstance(entry, Hit):
            line.paint_hit(entry, self.labels)
        else:
            line.paint_heading(entry)
        painter.restore()


class _Line:
    """One line being painted; boxes are given from the start side."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self._painter = painter
        self._direction = option.direction
        self._width = float(option.rect.width())
        self._is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._theme = theme.current()

    def paint_heading(self, kind: Kind) -> None:
        box = self._box(18, 8, self._width - 36, HEADING_HEIGHT - 8)
        text = _heading(kind).upper()
        draw_text(self._painter, box, text, caption_font(), self._theme.muted, Align.START, self._direction)

    def paint_hit(self, hit: Hit, labels: LabelSet) -> None:
        if self._is_chosen or self._is_hovered:
            ground = self._theme.row if self._is_chosen else self._theme.hover
            draw_rounded(self._painter, self._box(6, 1, self._width - 12, HIT_HEIGHT - 2), 6, ground)
        self._paint_sign(hit, labels)
        end = self._width - _END
        if hit.keys:
            tone = self._theme.ink if self._is_chosen else self._muted
            font = interface_font(9.5, tabular=True)
            width = min(_KEYS_WIDTH, advance(hit.keys, font) + 2)
            box = self._box(end - width, 0, width, HIT_HEIGHT - 1)
            draw_text(self._painter, box, hit.keys, font, tone, Align.END, self._direction, own_direction=False)
            end -= width + 12
        start = self._words(hit.title, _TITLE_START, end, interface_font(10.5), self._theme.ink) + 12
        for other in hit.others:
            if end - start < advance(other.text, interface_font(10)):
                break
            start = self._words(other, start, end, interface_font(10), self._muted) + 14
        if hit.note and end - start > 24:
            box = self._box(start, 0, end - start, HIT_HEIGHT - 1)
            font = interface_font(9.5)
            draw_text(
                self._painter, box, hit.note, font, self._muted, Align.START, self._direction, own_direction=False
            )

    def _paint_sign(self, hit: Hit, labels: LabelSet) -> None:
        label = labels.get(hit.label) if hit.label else None
        if label is not None:
            ground = self._theme.row if self._is_chosen else self._theme.raised
            draw_sample(self._painter, self._box(18, 14, 16, 9), label, ground)
        elif hit.icon:
            colour = QColor(self._theme.accent if self._is_chosen else self._theme.muted)
            paint_icon(self._painter, self._box(18, 11, 16, 16), hit.icon, colour, self._direction)

    def _words(self, words: Words, start: float, end: float, font: QFont, colour: str) -> float:
        """Draw words with the fitting letters in the accent; return where they end."""
        room = end - start
        if not words.letters or advance(words.text, font) > room:
            box = self._box(start, 0, max(0.0, room), HIT_HEIGHT - 1)
            return start + draw_text(self._painter, box, words.text, font, colour, Align.START, self._direction)
        layout = _fitted_layout(words, font, QColor(self._theme.accent))
        line = layout.lineAt(0)
        box = self._box(start, 0, line.naturalTextWidth(), HIT_HEIGHT)
        self._painter.setPen(QColor(colour))
        layout.draw(self._painter, QPointF(box.left(), (HIT_HEIGHT - line.height()) / 2))
        return start + line.naturalTextWidth()

    @property
    def _muted(self) -> str:
        return self._theme.muted_on_row if self._is_chosen else self._theme.muted

    def _box(self, start: float, top: float, width: float, height: float) -> QRectF:
        return mirrored(QRectF(start, top, width, height), self._width, self._direction)


def spoken(hit: Hit) -> str:
    """Return a hit as assistive technology reads it."""
    return ", ".join(part for part in (hit.title.text, *(o.text for o in hit.others), hit.note, hit.keys) if part)


def _heading(kind: Kind) -> str:
    return QCoreApplication.translate("Palette", _HEADINGS[kind])


def _fitted_layout(words: Words, font: QFont, accent: QColor) -> QTextLayout:
    """Lay words out on one line, their fitting letters bold and in the accent."""
    layout = QTextLayout(words.text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(text_direction(words.text))
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    to_u16 = Utf16Map(words.text).to_u16
    fitting = QTextCharFormat()
    fitting.setFontWeight(QFont.Weight.Bold)
    fitting.setForeground(accent)
    formats = []
    for letter in words.letters:
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = to_u16(letter), to_u16(letter + 1) - to_u16(letter), fitting
        formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout
