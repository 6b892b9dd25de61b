"""What does not go together in the work so far, each place in its context; a row opens its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.consistency import Finding, Kind, Spot
from annotator.core.labels import LabelSet
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.panels.document_rows import is_hovered, is_selected
from annotator.ui.widgets.context_line import draw_in_context, shape
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import Align, draw_text, mirrored
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Surface, column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, isolated, label_name

_HEAD: Final = 36
_LINE: Final = 28
_INSET: Final = 24
_ROLE: Final = Qt.ItemDataRole.UserRole
_ROOT: Final = QModelIndex()


class Row(NamedTuple):
    """A finding's head (without a spot), or one of its places."""

    finding: Finding
    spot: Spot | None = None


class ContradictionList(Surface):
    """The list with a way back.

    Signals:
        opened: The ``Mention`` whose article is to be opened.
        closed: The table is wanted again.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("paper")
        self._model = _Rows(self)
        self._count = TextLine("", tone="muted", height=28, stretches=True)
        self.back = PushButton(self.tr("Back to the table"), Emphasis.LINK, height=28)
        self.list = FlatList(self.tr("Contradictions"), ground="paper")
        self.list.setUniformItemSizes(False)
        self.list.setModel(self._model)
        self._delegate = _Delegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.setLayout(column(row(self._count, self.back, start=_INSET, end=16, bottom=4), self.list))
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_activated)
        self.back.clicked.connect(self.closed)
        self.show_looking()

    def set_labels(self, labels: LabelSet) -> None:
        """Paint mentions in the colours of these labels."""
        self._delegate.labels = labels

    def show_looking(self) -> None:
        """Say that they are being looked for."""
        self._model.set_findings(())
        self._count.set_text("")
        self.list.set_nothing(self.tr("Looking through all articles…"))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found."""
        self._model.set_findings(findings)
        number = len(findings)
        self._count.set_text(counted(self.tr("%n contradiction(s)", "", number), number) if number else "")
        self.list.set_nothing(
            self.tr(
                "Nothing contradicts anything: no name is linked to several entities, no entity has several labels, "
                "and every mention of a known name is linked."
            )
        )

    def _on_activated(self, index: QModelIndex) -> None:
        found = index.data(_ROLE)
        if isinstance(found, Row) and found.spot is not None:
            self.opened.emit(found.spot.mention)


class _Rows(QAbstractListModel):
    """Findings, each followed by its places."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_findings(self, findings: Sequence[Finding]) -> None:
        self.beginResetModel()
        self._rows = []
        for finding in findings:
            self._rows.append(Row(finding))
            self._rows += (Row(finding, spot) for spot in finding.spots)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Row | str | None:
        """Return a row, or what it says."""
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if role == _ROLE:
            return found
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            spot = found.spot
            return (
                isolated(f"{spot.before}{spot.mention.surface}{spot.after}") if spot else self.sentence(found.finding)
            )
        return None

    def sentence(self, finding: Finding) -> str:
        """Return what does not go together."""
        name = isolated(finding.name)
        if finding.kind is Kind.SEVERAL_ENTITIES:
            choices = ", ".join(map(isolated, finding.choices))
            return self.tr("{name} is linked to {choices}").format(name=name, choices=choices)
        if finding.kind is Kind.SEVERAL_LABELS:
            choices = ", ".join(map(label_name, finding.choices))
            return self.tr("{name} is marked as {choices}").format(name=name, choices=choices)
        return self.tr("{name} is a known name, and not linked here").format(name=name)


class _Delegate(QStyledItemDelegate):
    """Paints heads of 36 pixels and lines of 28."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.labels: LabelSet | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        found = index.data(_ROLE)
        return QSize(100, _LINE if isinstance(found, Row) and found.spot is not None else _HEAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        found = index.data(_ROLE)
        if not isinstance(found, Row):
            return
        tokens = theme.current()
        painter.save()
        painter.translate(option.rect.topLeft())
        width, height = option.rect.width(), option.rect.height()
        ground = tokens.row if is_selected(option) else tokens.hover if is_hovered(option) else tokens.paper
        painter.fillRect(0, 0, width, height, theme.colour(ground))
        if found.spot is None:
            box = mirrored(QRectF(_INSET, 8, width - 2 * _INSET - 50, height - 8), width, option.direction)
            font = interface_font(10, QFont.Weight.DemiBold)
            text = str(index.data())
            draw_text(painter, box, text, font, tokens.ink, Align.START, option.direction, own_direction=False)
            box = mirrored(QRectF(width - _INSET - 46, 8, 46, height - 8), width, option.direction)
            count = f"{found.finding.count:,}"
            draw_text(painter, box, count, interface_font(9, tabular=True), tokens.muted, Align.END, option.direction)
        else:
            shaped = shape(found.spot.before, found.spot.mention.surface, found.spot.after)
            label = self.labels.get(found.spot.mention.label) if self.labels else None
            draw_in_context(painter, QRectF(_INSET, 0, width - 2 * _INSET, height), shaped, label, ground)
        painter.restore()
