"""The document as one tall page of blocks, of which only those that are looked at are laid out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from annotator.core.document import Document
from annotator.core.ids import MentionId
from annotator.ui import fonts
from annotator.ui.document.decorations import Decorations, decorate
from annotator.ui.document.directions import Directions
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.heights import HeightIndex
from annotator.ui.document.mark_index import MarkIndex
from annotator.ui.document.placed import PlacedBlock
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.document.text import Blocks
from annotator.ui.document.typography import Typography

TOP_MARGIN: Final = 40
"""Above the first block and below the last, in pixels."""

_MOST_CACHED: Final = 60_000
"""How many code points stay laid out beside those in sight."""


class _Laid:
    """What is known about a block that has been laid out."""

    __slots__ = ("decorations", "geometry", "placed")

    def __init__(self, geometry: BlockGeometry) -> None:
        self.geometry = geometry
        self.placed: PlacedBlock | None = None
        self.decorations: Decorations | None = None


class Page:
    """Blocks one under the other. Vertical positions are pixels from the page's top.

    Attributes:
        blocks: The document's text in blocks.
        directions: Which way its paragraphs run.
        marks: What is marked in it.
        typography: The sizes of everything.
        column: The width of the text column, in pixels.
        selected: The selected mark.
    """

    def __init__(
        self, document: Document, blocks: Blocks, marks: MarkIndex, typography: Typography, column: int
    ) -> None:
        self.blocks = blocks
        self.directions = Directions(document, blocks)
        self.marks = marks
        self.typography = typography
        self.column = column
        self.selected: MentionId | None = None
        self._laid: OrderedDict[int, _Laid] = OrderedDict()
        self._cached = 0
        self._heights = HeightIndex([])
        self.reflow(typography, column)

    def reflow(self, typography: Typography, column: int) -> None:
        """Lay everything out anew, for another text size or width."""
        self.typography, self.column = typography, column
        self._laid.clear()
        self._cached = 0
        estimate = typography.estimated_height
        known: dict[int, int] = {}
        heights = []
        for block in range(len(self.blocks)):
            length = self.blocks.length(block)
            if length not in known:
                known[length] = estimate(length, column)
            heights.append(known[length])
        self._heights = HeightIndex(heights)

    def turn(self, document: Document) -> bool:
        """Take over a document's directions; tell whether anything had to be laid out anew."""
        if not self.directions.force(document):
            return False
        self.reflow(self.typography, self.column)
        return True

    @property
    def height(self) -> int:
        """The height of the page; partly guessed while blocks have not been laid out."""
        return self._heights.total + 2 * TOP_MARGIN

    def top(self, block: int) -> int:
        """Return where a block begins."""
        return TOP_MARGIN + self._heights.top(block)

    def tops(self) -> list[int]:
        """Return where each block begins, and where the last one ends."""
        return [TOP_MARGIN + top for top in self._heights.tops()]

    def block_height(self, block: int) -> int:
        """Return how tall a block is, or is guessed to be."""
        return self._heights[block]

    def block_at(self, y: float) -> int:
        """Return the block at a height; the first above the page, the last below it."""
        return self._heights.at(y - TOP_MARGIN)

    def placed(self, block: int) -> PlacedBlock:
        """Return a block as it stands on the page, laying it out if need be."""
        laid = self._laid.get(block)
        if laid is None:
            laid = self._lay_out(block)
        else:
            self._laid.move_to_end(block)
        if laid.placed is None:
            laid.placed = PlacedBlock(
                laid.geometry,
                self.blocks.start(block),
                self.marks.in_block(block),
                self.typography,
                closes_paragraph=self.blocks.closes_paragraph(block),
            )
            self._heights.change(block, laid.placed.height)
        return laid.placed

    def decorations(self, block: int) -> Decorations:
        """Return what is drawn for the marks of a block."""
        placed = self.placed(block)
        laid = self._laid[block]
        if laid.decorations is None:
            laid.decorations = decorate(placed, self.selected)
        return laid.decorations

    def geometry(self, block: int) -> BlockGeometry:
        """Return where the characters of a block stand."""
        return self.placed(block).geometry

    def is_settled(self, block: int) -> bool:
        """Tell whether a block's height is known rather than guessed."""
        laid = self._laid.get(block)
        return laid is not None and laid.placed is not None

    def marks_changed(self, blocks: Iterable[int]) -> None:
        """Place the marks of some blocks anew; their text stays as it is shaped."""
        for block in blocks:
            laid = self._laid.get(block)
            if laid is not None:
                laid.placed = None
                laid.decorations = None

    def words_changed(self) -> None:
        """Work out all decorations anew."""
        for laid in self._laid.values():
            laid.decorations = None

    def all_marks_changed(self) -> None:
        """Place the marks of all blocks anew."""
        self.marks_changed(list(self._laid))

    def select(self, mention: MentionId | None) -> None:
        """Make a mark the selected one, whose words are always shown."""
        for changed in (self.selected, mention):
            for block in self.marks.blocks_of(changed) if changed is not None else ():
                if block in self._laid:
                    self._laid[block].decorations = None
        self.selected = mention

    def _lay_out(self, block: int) -> _Laid:
        font = fonts.article_font(self.directions.script(block), self.typography.text_size)
        content = self.blocks.content(block)
        shaped = ShapedBlock(content, font, self.directions.of_block(block), self.column)
        laid = self._laid[block] = _Laid(BlockGeometry(shaped))
        self._cached += _cost(len(content))
        while self._cached > _MOST_CACHED and len(self._laid) > 1:
            oldest, _ = self._laid.popitem(last=False)
            self._cached -= _cost(self.blocks.length(oldest))
        return laid


def _cost(length: int) -> int:
    """Return what a laid-out block weighs; an empty one is not free."""
    return length + 50
