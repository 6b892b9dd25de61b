"""The marks of a document: in reading order, by identifier and by block, changed one by one or compared as a whole."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import lt

from annotator.core.ids import EntityId, MentionId
from annotator.core.offsets import Span
from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.document.text import Blocks

_Place = tuple[int, int, str]


def reading_order(mark: Mark) -> _Place:
    """Return the key that sorts marks by their beginning, of equals the longest first."""
    span = mark.span
    return span.start, -span.end, mark.id


class MarkIndex:
    """Marks of one document. Marks that lie beyond its text are left out."""

    def __init__(self, blocks: Blocks, marks: Iterable[Mark] = ()) -> None:
        self._blocks = blocks
        self._by_block: defaultdict[int, list[Mark]] = defaultdict(list)
        self._hidden: frozenset[str] = frozenset()
        self._linked: defaultdict[EntityId, set[MentionId]] | None = None
        length = len(blocks.text)
        self._ordered = [mark for mark in marks if mark.span.end <= length]
        if not _are_apart(self._ordered):
            self._ordered.sort(key=reading_order)
        self._by_id = {mark.id: mark for mark in self._ordered}
        block, block_end = 0, blocks.end(0)
        for mark in self._ordered:
            span = mark.span
            if span.start > block_end:
                block = blocks.at(span.start)
                block_end = blocks.end(block)
            for touched in (block,) if span.end <= block_end else self._touched(span):
                self._by_block[touched].append(mark)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Mark]:
        """Go through the marks that are shown, in reading order."""
        return (mark for mark in self._ordered if mark.label not in self._hidden)

    @property
    def shown(self) -> Sequence[Mark]:
        """The marks that are shown, in reading order; not to be changed."""
        return self._ordered if not self._hidden else list(self)

    def __contains__(self, mention: object) -> bool:
        return mention in self._by_id

    def get(self, mention: MentionId | None) -> Mark | None:
        """Return the mark of a mention, shown or hidden, or None."""
        return self._by_id.get(mention) if mention is not None else None

    def in_block(self, block: int) -> list[Mark]:
        """Return the shown marks that touch a block, in reading order."""
        marks = self._by_block.get(block, [])
        return [mark for mark in marks if mark.label not in self._hidden] if self._hidden else marks

    def of_entity(self, entity: EntityId | None) -> frozenset[MentionId]:
        """Return the mentions that are linked to an entity; none for None."""
        if entity is None:
            return frozenset()
        return frozenset(self._by_entity().get(entity, ()))

    def shown_of(self, entity: EntityId | None, mention: MentionId | None) -> list[Mark]:
        """Return the shown marks of an entity and that of one mention besides, in reading order."""
        wanted = self.of_entity(entity) | ({mention} if mention in self._by_id else set())
        marks = [self._by_id[each] for each in wanted]
        return sorted((mark for mark in marks if mark.label not in self._hidden), key=reading_order)

    def hide(self, labels: frozenset[str]) -> None:
        """Leave the marks of some labels out of everything that is shown."""
        self._hidden = labels

    def is_hidden(self, mark: Mark) -> bool:
        """Tell whether a mark's label is hidden."""
        return mark.label in self._hidden

    def after(self, place: _Place, wanted: Callable[[Mark], bool]) -> Mark | None:
        """Return the first shown mark after a place in reading order that is wanted; past the last, from the top."""
        here = bisect_left(self._ordered, place, key=reading_order)
        here += here < len(self._ordered) and reading_order(self._ordered[here]) == place
        return self._first([*self._ordered[here:], *self._ordered[:here]], wanted)

    def before(self, place: _Place, wanted: Callable[[Mark], bool]) -> Mark | None:
        """Return the last shown mark before a place that is wanted; above the first, from the bottom."""
        here = bisect_left(self._ordered, place, key=reading_order)
        return self._first([*reversed(self._ordered[:here]), *reversed(self._ordered[here:])], wanted)

    def replace_all(self, marks: Sequence[Mark]) -> set[int]:
        """Take over a new set of marks.

        Returns:
            The blocks in which anything differs.
        """
        fresh = {mark.id: mark for mark in marks}
        gone = [mention for mention in self._by_id if mention not in fresh]
        known = self._by_id
        changed = [mark for mark in marks if (old := known.get(mark.id)) is not mark and old != mark]
        return self.update(changed, gone)

    def update(self, changed: Iterable[Mark], removed: Iterable[MentionId] = ()) -> set[int]:
        """Add or replace some marks and take others away.

        Returns:
            The blocks in which anything differs.
        """
        blocks: set[int] = set()
        for mention in removed:
            if mention in self._by_id:
                blocks.update(self._remove(mention))
        for mark in changed:
            if mark.id in self._by_id:
                blocks.update(self._remove(mark.id))
            if mark.span.end <= len(self._blocks.text):
                blocks.update(self._add(mark))
        return blocks

    def blocks_of(self, mention: MentionId) -> range:
        """Return the blocks that a mark touches; none when there is no such mark."""
        mark = self._by_id.get(mention)
        return self._touched(mark.span) if mark else range(0)

    def _add(self, mark: Mark) -> range:
        self._by_id[mark.id] = mark
        if self._linked is not None and mark.entity is not None:
            self._linked[mark.entity].add(mark.id)
        insort(self._ordered, mark, key=reading_order)
        touched = self._touched(mark.span)
        for block in touched:
            insort(self._by_block[block], mark, key=reading_order)
        return touched

    def _remove(self, mention: MentionId) -> range:
        mark = self._by_id.pop(mention)
        if self._linked is not None and mark.entity is not None:
            self._linked[mark.entity].discard(mention)
        del self._ordered[bisect_left(self._ordered, reading_order(mark), key=reading_order)]
        touched = self._touched(mark.span)
        for block in touched:
            self._by_block[block].remove(mark)
        return touched

    def _by_entity(self) -> defaultdict[EntityId, set[MentionId]]:
        """Return which mentions are linked to each entity; looked up when it is first asked for, then kept."""
        if self._linked is None:
            self._linked = defaultdict(set)
            for mark in self._ordered:
                if mark.entity is not None:
                    self._linked[mark.entity].add(mark.id)
        return self._linked

    def _touched(self, span: Span) -> range:
        return range(self._blocks.at(span.start), self._blocks.at(span.end - 1) + 1)

    def _first(self, marks: Iterable[Mark], wanted: Callable[[Mark], bool]) -> Mark | None:
        return next((mark for mark in marks if wanted(mark) and mark.label not in self._hidden), None)


def _are_apart(marks: Sequence[Mark]) -> bool:
    """Tell whether each mark begins after the one before it, which is told in a tenth of the time of sorting them."""
    starts = [mark.span.start for mark in marks]
    return all(map(lt, starts, starts[1:]))


def is_open(mark: Mark) -> bool:
    """Tell whether a mark still waits for its link."""
    return mark.state is MarkState.UNLINKED and not mark.suggested
