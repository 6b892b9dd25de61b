"""What is drawn for the marks of a block, as plain data: fills, pattern lines and the words under them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF

from annotator.core.ids import MentionId
from annotator.ui.document.geometry import Piece
from annotator.ui.document.marks import Mark, UnderMarks
from annotator.ui.document.placed import PlacedBlock, PlacedMark
from annotator.ui.document.wording import DOUBT, NameKind, name_of, under_mark
from annotator.ui.document.words import GAP, LabelFit, NameFit, fit_words

_BEFORE_NEXT_WORDS: Final = 8
_WORDS_DROP: Final = 4
_SELECTED_WORDS_DROP: Final = 7
_LANE_CUT: Final = 3
_TIGHT_CUT: Final = 6.5
"""What words leave of a lane's height; more where they hang low over the pattern line of the next lane."""

_CHIP_PADDING: Final = 9
_DOT_WIDTH: Final = 6


class MarkPiece(NamedTuple):
    """One rectangle of a mark with the pattern line that belongs to it.

    Attributes:
        mark: The mark.
        line: The line of the block.
        lane: How deep the pattern line runs.
        rect: Around the text, in pixels of the block.
        line_y: The upper edge of the pattern line.
        left_closed: Whether the mark has an end here rather than going on elsewhere.
        right_closed: The same for the right edge.
    """

    mark: Mark
    line: int
    lane: int
    rect: QRectF
    line_y: float
    left_closed: bool
    right_closed: bool


class MarkWords(NamedTuple):
    """What is written under a mark.

    Attributes:
        mark: The mark.
        line: The line of the block.
        lane: The lane it is written in.
        rtl: Whether it runs to the left from its beginning.
        label: The label; empty when it has become a dot.
        label_rect: Where the label or its dot stands; None when there is neither.
        is_chip: Whether the label is a filled chip: the mark is selected.
        name: The name as far as it is shown.
        name_rect: Where it stands; None when it is not shown.
        name_kind: What sort of name it is.
        name_is_cut: Whether more of it is hidden.
    """

    mark: Mark
    line: int
    lane: int
    rtl: bool
    label: str
    label_rect: QRectF | None
    is_chip: bool
    name: str
    name_rect: QRectF | None
    name_kind: NameKind
    name_is_cut: bool


class Decorations(NamedTuple):
    """All that is drawn for the marks of a block; pieces with the outermost marks first."""

    pieces: tuple[MarkPiece, ...] = ()
    words: tuple[MarkWords, ...] = ()


class _Place(NamedTuple):
    """Where the words of a mark are to begin."""

    line: int
    lane: int
    x: float
    mark: Mark


def decorate(block: PlacedBlock, selected: MentionId | None = None) -> Decorations:
    """Work out the decorations of a block.

    Args:
        block: The block with its marks.
        selected: The selected mark, whose label is always shown.
    """
    measured = [
        (placed, block.geometry.pieces(placed.start, placed.end, starts=placed.starts, ends=placed.ends))
        for placed in block.marks
    ]
    outermost_first = sorted(measured, key=_longest_first)
    pieces = tuple(_mark_piece(block, placed, piece) for placed, pieces in outermost_first for piece in pieces)
    if block.typography.under_marks is UnderMarks.NOTHING:
        return Decorations(pieces)
    lanes: defaultdict[tuple[int, int], list[_Place]] = defaultdict(list)
    for placed, found in measured:
        if found and placed.starts:
            piece = _named_piece(block, placed.mark, found)
            x = piece.x1 if block.shaped.rtl else piece.x0
            lanes[piece.line, placed.lane].append(_Place(piece.line, placed.lane, x, placed.mark))
    words = [written for places in lanes.values() for written in _words_in_lane(block, places, selected)]
    return Decorations(pieces, tuple(words))


def _longest_first(measured: tuple[PlacedMark, Sequence[Piece]]) -> int:
    placed, _ = measured
    return placed.start - placed.end


def _mark_piece(block: PlacedBlock, placed: PlacedMark, piece: Piece) -> MarkPiece:
    place = block.lines[piece.line]
    return MarkPiece(
        placed.mark,
        piece.line,
        placed.lane,
        QRectF(piece.x0, place.top, piece.x1 - piece.x0, place.height),
        block.lane_y(piece.line, placed.lane) + 1,
        piece.left_closed,
        piece.right_closed,
    )


def _named_piece(block: PlacedBlock, mark: Mark, pieces: Sequence[Piece]) -> Piece:
    """Return the piece whose words name the mark: its first, or, when it is wrapped, the roomier of its halves."""
    first = min(pieces, key=_logical_start)
    later = [piece for piece in pieces if piece.line != first.line]
    if not later:
        return first
    widest = max(later, key=_width)
    name, _ = name_of(mark)
    needed = block.typography.name_width(name) + 40
    room, other_room = _room_from(block, first), _room_from(block, widest)
    return widest if room < needed and other_room > room else first


def _logical_start(piece: Piece) -> int:
    return piece.start


def _width(piece: Piece) -> float:
    return piece.x1 - piece.x0


def _room_from(block: PlacedBlock, piece: Piece) -> float:
    return piece.x1 if block.shaped.rtl else block.shaped.width - piece.x0


def _words_in_lane(block: PlacedBlock, places: list[_Place], selected: MentionId | None) -> list[MarkWords]:
    """Write the words of one lane of a line, each in the room before the next."""
    rtl = block.shaped.rtl
    places = sorted(places, key=_x, reverse=rtl)
    limits = [*(place.x for place in places[1:]), 0.0 if rtl else float(block.shaped.width)]
    return [
        _words(block, place, abs(place.x - limit) - _BEFORE_NEXT_WORDS, selected)
        for place, limit in zip(places, limits, strict=True)
    ]


def _x(place: _Place) -> float:
    return place.x


def _words(block: PlacedBlock, place: _Place, room: float, selected: MentionId | None) -> MarkWords:
    typography, mark = block.typography, place.mark
    is_selected = mark.id == selected
    label = under_mark(mark, selected=is_selected)
    name, kind = name_of(mark)
    label_width = typography.label_width(label) + (_CHIP_PADDING if is_selected else 1)
    name_width = typography.name_width(name) + 2 if name else 0.0
    names_only = typography.under_marks is UnderMarks.NAMES
    fit = fit_words(label_width, name_width, room, names_only=names_only, label_needed=is_selected)
    if mark.suggested and fit.label is not LabelFit.WORD:
        label, label_width = DOUBT, typography.label_width(DOUBT) + 1
        fit = fit_words(label_width, name_width, room, label_needed=True)
    flow = _Flow(block, place, is_selected=is_selected)
    label_rect = None
    if fit.label is LabelFit.WORD:
        label_rect = flow.take(label_width)
    elif fit.label is LabelFit.DOT:
        label, label_rect = "", flow.take(_DOT_WIDTH)
    name_rect, shown = None, ""
    if fit.name is not NameFit.NONE:
        left = room - (label_width + GAP if fit.label is LabelFit.WORD else 0)
        shown = name if fit.name is NameFit.WHOLE else typography.shortened_name(name, left)
        name_rect = flow.take(typography.name_width(shown) + 2)
    return MarkWords(
        mark,
        place.line,
        place.lane,
        block.shaped.rtl,
        label if label_rect is not None else "",
        label_rect,
        is_selected,
        shown,
        name_rect,
        kind,
        shown != name,
    )


class _Flow:
    """Hands out room in reading direction."""

    def __init__(self, block: PlacedBlock, place: _Place, *, is_selected: bool) -> None:
        self._x = place.x
        self._rtl = block.shaped.rtl
        self._top = block.lane_y(place.line, place.lane) + (_SELECTED_WORDS_DROP if is_selected else _WORDS_DROP)
        line_below = is_selected and place.lane + 1 < block.lines[place.line].lanes
        self._height = block.typography.lane_height - (_TIGHT_CUT if line_below else _LANE_CUT)

    def take(self, width: float) -> QRectF:
        """Return the next rectangle of a width."""
        rect = QRectF(self._x - width if self._rtl else self._x, self._top, width, self._height)
        self._x += -(width + GAP) if self._rtl else width + GAP
        return rect
