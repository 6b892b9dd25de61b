"""What is in sight, remembered as it was painted, so that only what looks otherwise now is painted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRectF

from annotator.core.ids import MentionId
from annotator.core.offsets import Span
from annotator.ui.document.decorations import Decorations, MarkPiece, MarkWords
from annotator.ui.document.page import Page
from annotator.ui.document.placed import PlacedBlock
from annotator.ui.document.styles import Focus

_REACH: Final = 8
"""How far rings, handles, arrowheads and words go beyond the rectangles they belong to, in pixels."""

_LINE_DEPTH: Final = 6
"""How far a pattern line and the foot of the ring around it reach down."""


class _Shown(NamedTuple):
    """A block in sight."""

    block: int
    start: int
    top: int
    placed: PlacedBlock
    decorations: Decorations


class Sight(NamedTuple):
    """Everything that decides how the sight looks, apart from colours and what is painted over the page.

    Attributes:
        origin: Where the page's upper left corner is in the viewport.
        blocks: What is in sight.
        focus: Which marks stand out.
        selection: The selected text.
    """

    origin: QPoint
    blocks: tuple[_Shown, ...]
    focus: Focus
    selection: Span | None


def seen(page: Page, blocks: Iterable[int], origin: QPoint, focus: Focus, selection: Span | None) -> Sight:
    """Return what is in sight.

    Args:
        page: The page.
        blocks: Those of its blocks that are in sight.
        origin: Where its upper left corner is in the viewport.
        focus: Which marks stand out.
        selection: The selected text.
    """
    shown = tuple(
        _Shown(block, page.blocks.start(block), page.top(block), page.placed(block), page.decorations(block))
        for block in blocks
    )
    return Sight(origin, shown, focus, selection)


def differences(before: Sight, after: Sight) -> list[QRectF] | None:
    """Return the parts of the page that look otherwise, in its pixels; None when all of it may."""
    if before.origin != after.origin or not _stand_alike(before.blocks, after.blocks):
        return None
    refocused = _refocused(before.focus, after.focus)
    found: list[QRectF] = []
    for old, new in zip(before.blocks, after.blocks, strict=True):
        rects = [*_changed_marks(old, new, refocused), *_reselected(new, before.selection, after.selection)]
        found += [rect.translated(0, new.top) for rect in rects]
    return found


def _stand_alike(before: tuple[_Shown, ...], after: tuple[_Shown, ...]) -> bool:
    """Tell whether the same lines stand at the same places."""
    return len(before) == len(after) and all(
        old.block == new.block
        and old.top == new.top
        and old.placed.shaped is new.placed.shaped
        and old.placed.typography is new.placed.typography
        and (old.placed is new.placed or old.placed.lines == new.placed.lines)
        for old, new in zip(before, after, strict=True)
    )


def _refocused(before: Focus, after: Focus) -> frozenset[MentionId | None]:
    """Return the marks that stand out otherwise."""
    if before == after:
        return frozenset()
    changed = {before.selected} ^ {after.selected} | {before.hovered} ^ {after.hovered}
    return before.peers ^ after.peers | changed


def _changed_marks(old: _Shown, new: _Shown, refocused: Collection[MentionId | None]) -> Iterator[QRectF]:
    """Go through the rectangles of marks that look otherwise, where they were and where they are."""
    if old.decorations is new.decorations and not refocused:
        return
    were, are = _by_mark(old.decorations), _by_mark(new.decorations)
    for mention in were.keys() | are.keys():
        parts_then, parts_now = were.get(mention, []), are.get(mention, [])
        if mention in refocused or parts_then != parts_now:
            for part in (*parts_then, *parts_now):
                yield from _extents(part)


def _by_mark(decorations: Decorations) -> dict[MentionId, list[MarkPiece | MarkWords]]:
    found: defaultdict[MentionId, list[MarkPiece | MarkWords]] = defaultdict(list)
    for piece in decorations.pieces:
        found[piece.mark.id].append(piece)
    for words in decorations.words:
        found[words.mark.id].append(words)
    return found


def _extents(part: MarkPiece | MarkWords) -> Iterator[QRectF]:
    """Go through the rectangles that a part of a mark is painted in."""
    if isinstance(part, MarkPiece):
        depth = part.line_y + _LINE_DEPTH - part.rect.top()
        yield _reaching(QRectF(part.rect.left(), part.rect.top(), part.rect.width(), max(depth, part.rect.height())))
        return
    for rect in (part.label_rect, part.name_rect):
        if rect is not None:
            yield _reaching(rect)


def _reaching(rect: QRectF) -> QRectF:
    return rect.adjusted(-_REACH, -_REACH, _REACH, _REACH)


def _reselected(shown: _Shown, before: Span | None, after: Span | None) -> Iterator[QRectF]:
    """Go through the lines of a block in which other text is selected than before."""
    end = shown.start + len(shown.placed.shaped.text)
    for span in _moved_ends(before, after):
        first, last = max(span.start, shown.start), min(span.end, end)
        if first > last or span.start > end:
            continue
        lines = shown.placed.lines
        upper = lines[shown.placed.shaped.line_of(first - shown.start)].top
        foot = lines[shown.placed.shaped.line_of(last - shown.start)].foot
        yield _reaching(QRectF(-_REACH, upper, shown.placed.shaped.width + 2 * _REACH, foot - upper))


def _moved_ends(before: Span | None, after: Span | None) -> Iterator[Span]:
    """Go through the stretches of text that only one of two selections holds."""
    if before == after:
        return
    if before is None or after is None or not before.overlaps(after):
        yield from (span for span in (before, after) if span is not None)
        return
    for one, other in ((before.start, after.start), (before.end, after.end)):
        if one != other:
            yield Span(min(one, other), max(one, other))
