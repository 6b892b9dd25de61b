"""Every mention of an entity in context, article by article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.document import Direction
from annotator.core.ids import DocumentId, MentionId
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.wording import isolated, label_name

LINE_ROLE: Final = Qt.ItemDataRole.UserRole
"""A :class:`Heading` or an :class:`~annotator.core.rows.Occurrence`."""

DIRECTION_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The :class:`~annotator.core.document.Direction` of the article a line comes from."""

_ROOT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of an article's lines."""

    document: DocumentRow
    count: int


class Concordance(QAbstractListModel):
    """A heading for each article, the open one first, and a line for each mention below it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Heading | Occurrence] = []
        self._documents = 0
        self._mentions = 0
        self._directions: dict[DocumentId, Direction] = {}

    @property
    def mentions(self) -> int:
        """How many mentions there are."""
        return self._mentions

    @property
    def documents(self) -> int:
        """In how many articles."""
        return self._documents

    def set_occurrences(
        self, found: Iterable[Occurrence], rows: Mapping[DocumentId, DocumentRow], first: DocumentId | None
    ) -> None:
        """Show these, in the order they come in, except that the lines of one article come first."""
        groups: dict[DocumentId, list[Occurrence]] = {}
        for occurrence in found:
            if occurrence.mention.document in rows:
                groups.setdefault(occurrence.mention.document, []).append(occurrence)
        order = sorted(groups, key=lambda document: document != first)
        lines: list[Heading | Occurrence] = []
        for document in order:
            lines.append(Heading(rows[document], len(groups[document])))
            lines.extend(groups[document])
        directions = {document: direction_of(rows[document]) for document in order}
        if (lines, directions) == (self._lines, self._directions):
            return
        self.beginResetModel()
        self._lines, self._directions = lines, directions
        self._documents = len(groups)
        self._mentions = len(lines) - len(groups)
        self.endResetModel()

    def line(self, index: QModelIndex | QPersistentModelIndex) -> Heading | Occurrence | None:
        """Return what an index stands for."""
        return self._lines[index.row()] if index.isValid() else None

    def index_of(self, mention: MentionId | None) -> QModelIndex:
        """Return the line of a mention; an invalid index when it has none."""
        for place, line in enumerate(self._lines):
            if isinstance(line, Occurrence) and line.mention.id == mention:
                return self.index(place)
        return QModelIndex()

    def neighbour(self, index: QModelIndex | QPersistentModelIndex, step: int) -> QModelIndex:
        """Return the next or previous mention's line, past headings; an invalid index at either end."""
        place = index.row() + step if index.isValid() else (0 if step > 0 else len(self._lines) - 1)
        while 0 <= place < len(self._lines):
            if isinstance(self._lines[place], Occurrence):
                return self.index(place)
            place += step
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many lines there are, headings included."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let mentions be selected, but not headings."""
        line = self.line(index)
        if line is None:
            return Qt.ItemFlag.NoItemFlags
        selectable = Qt.ItemFlag.ItemIsSelectable if isinstance(line, Occurrence) else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | selectable

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Heading | Occurrence | Direction | str | None:
        """Return a line, its direction, or what it says."""
        line = self.line(index)
        if line is None or role == LINE_ROLE:
            return line
        if role == DIRECTION_ROLE and isinstance(line, Occurrence):
            return self._directions[line.mention.document]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(line, Heading):
                return f"{isolated(line.document.title)}, {line.count}"
            text = f"{line.before}{line.mention.surface}{line.after}"
            return f"{isolated(text)}, {label_name(line.mention.label)}"
        return None


def direction_of(row: DocumentRow) -> Direction:
    """Return the direction an article was given, else that of its language; AUTO when neither is known."""
    if row.direction is not Direction.AUTO:
        return row.direction
    locale = QLocale(row.language)
    if locale.language() in {QLocale.Language.C, QLocale.Language.AnyLanguage}:
        return Direction.AUTO
    is_rightward = locale.textDirection() is Qt.LayoutDirection.RightToLeft
    return Direction.RTL if is_rightward else Direction.LTR
