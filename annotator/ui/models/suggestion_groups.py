"""The suggestions of the open article by what they name, each group with its places in context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.document import Direction
from annotator.core.ids import EntityId, MentionId
from annotator.core.mention import Mention
from annotator.core.rows import Occurrence
from annotator.ui.models.alike import Group, group_of
from annotator.ui.models.mention_list import Entry
from annotator.ui.shown_mentions import text_order
from annotator.ui.wording import isolated, label_name

LINE_ROLE: Final = Qt.ItemDataRole.UserRole
"""A :class:`Head` or an :class:`~annotator.core.rows.Occurrence`."""

_ROOT: Final = QModelIndex()
_CONTEXT: Final = 60


class Article(NamedTuple):
    """What suggestions stand in.

    Attributes:
        text: The article's text.
        direction: Its direction; AUTO when each line has its own.
        names: Gives the names of an entity in the languages that are wanted, first choice first.
    """

    text: str
    direction: Direction
    names: Callable[[EntityId], Sequence[str]]


def _no_names(_entity: EntityId) -> Sequence[str]:
    return ()


NO_ARTICLE: Final = Article("", Direction.AUTO, _no_names)


class Head(NamedTuple):
    """The head of a group.

    Attributes:
        group: What its suggestions have in common.
        label: The label of the first of them.
        name: What they are called together.
        second: The same in another language; empty when there is none.
        mentions: All of them, in text order.
        is_open: Whether its places are listed.
    """

    group: Group
    label: str
    name: str
    second: str
    mentions: tuple[Mention, ...]
    is_open: bool

    @property
    def score(self) -> float:
        """How sure the surest of them is."""
        return max((mention.score or 0.0 for mention in self.mentions), default=0.0)


class SuggestionGroups(QAbstractListModel):
    """Groups, the largest first or as they come in the article; open ones are followed by their places."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = NO_ARTICLE
        self._entries: dict[MentionId, Entry] = {}
        self._open: set[Group] = set()
        self._revealed: Group | None = None
        self._lines: list[Head | Occurrence] = []
        self._is_by_size = True

    @property
    def direction(self) -> Direction:
        """The direction of the article."""
        return self._article.direction

    @property
    def mentions(self) -> list[Mention]:
        """All suggestions, in text order."""
        return sorted((entry.mention for entry in self._entries.values()), key=text_order)

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return sum(isinstance(line, Head) for line in self._lines)

    @property
    def is_by_size(self) -> bool:
        """Whether the largest group comes first, rather than the first in the article."""
        return self._is_by_size

    def set_article(self, article: Article) -> None:
        """Say what they stand in."""
        self._article = article

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """Show the suggestions among these."""
        self._entries = {entry.mention.id: entry for entry in entries if entry.mark.suggested}
        self._rebuild()

    def update_entries(self, changed: Iterable[Entry], gone: Iterable[MentionId]) -> None:
        """Add or replace some and take others away."""
        before = dict(self._entries)
        for mention in gone:
            self._entries.pop(mention, None)
        for entry in changed:
            self._entries.pop(entry.mention.id, None)
            if entry.mark.suggested:
                self._entries[entry.mention.id] = entry
        if before != self._entries:
            self._rebuild()

    def sort(self, column: int = 0, order: Qt.SortOrder = Qt.SortOrder.DescendingOrder) -> None:
        """Show the largest group first (descending), or the first in the article."""
        del column
        self._is_by_size = order is Qt.SortOrder.DescendingOrder
        self._rebuild()

    def toggle(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Open a group, or close it."""
        head = self.line(index)
        if isinstance(head, Head):
            self._open ^= {head.group}
            self._revealed = None
            self._rebuild()

    def reveal(self, mention: MentionId | None) -> QModelIndex:
        """Return where a suggestion is listed, opening its group instead of the one that was opened for another.

        The index is invalid when it is not there.
        """
        entry = self._entries.get(mention) if mention is not None else None
        if entry is None:
            return QModelIndex()
        group = group_of(entry.mention)
        if group not in self._open:
            self._open.discard(self._revealed or group)
            self._open.add(group)
            self._revealed = group
            self._rebuild()
        for place, line in enumerate(self._lines):
            if isinstance(line, Occurrence) and line.mention.id == mention:
                return self.index(place)
        return QModelIndex()

    def line(self, index: QModelIndex | QPersistentModelIndex) -> Head | Occurrence | None:
        """Return what an index stands for."""
        return self._lines[index.row()] if index.isValid() else None

    def index_of(self, group: Group) -> QModelIndex:
        """Return the head of a group; an invalid index when it is gone."""
        for place, line in enumerate(self._lines):
            if isinstance(line, Head) and line.group == group:
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Head | Occurrence | str | None:
        """Return a line, or what it says."""
        line = self.line(index)
        if line is None or role == LINE_ROLE:
            return line
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if isinstance(line, Head):
            return f"{isolated(line.name)}, {label_name(line.label)}, {len(line.mentions)}"
        return isolated(f"{line.before}{line.mention.surface}{line.after}")

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._lines = []
        for head in self._heads():
            self._lines.append(head)
            if head.is_open:
                self._lines.extend(map(self._in_context, head.mentions))
        self.endResetModel()

    def _heads(self) -> list[Head]:
        groups: dict[Group, list[Entry]] = {}
        for entry in sorted(self._entries.values(), key=_text_order):
            groups.setdefault(group_of(entry.mention), []).append(entry)
        heads = [self._head(group, entries) for group, entries in groups.items()]
        if self._is_by_size:
            heads.sort(key=_size, reverse=True)
        return heads

    def _head(self, group: Group, entries: Sequence[Entry]) -> Head:
        names = list(self._article.names(group.entity)) if group.entity is not None else []
        name = names[0] if names else entries[0].mark.caption or group.words
        mentions = tuple(entry.mention for entry in entries)
        second = names[1] if len(names) > 1 else ""
        return Head(group, entries[0].mention.label, name, second, mentions, group in self._open)

    def _in_context(self, mention: Mention) -> Occurrence:
        text, span = self._article.text, mention.span
        before = text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + _CONTEXT].partition("\n")[0]
        return Occurrence(mention, before, after)


def _text_order(entry: Entry) -> tuple[int, int, str]:
    return text_order(entry.mention)


def _size(head: Head) -> int:
    return len(head.mentions)
