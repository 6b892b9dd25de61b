"""Which way each paragraph runs and which script it is written in, found when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.core.document import Direction, Document
from annotator.lang.scripts import NO_SCRIPT, script_of, strong_counts, strong_direction
from annotator.ui.document.text import Blocks

_SAMPLE: Final = 4_000


class Directions:
    """Base directions and scripts of a document's paragraphs.

    The rule is that of :func:`annotator.lang.bidi.base_directions`, applied one paragraph at a time: long documents
    open before all of their paragraphs have been looked at.
    """

    def __init__(self, document: Document, blocks: Blocks) -> None:
        self._blocks = blocks
        self._whole = document.direction
        self._forced = _without_auto(document.paragraph_directions)
        self._found: dict[int, Direction] = {}
        self._scripts: dict[int, str] = {}
        self._usual_script: str | None = None

    def of_paragraph(self, paragraph: int) -> Direction:
        """Return LTR or RTL for a paragraph."""
        waiting = []
        position = paragraph
        found: Direction | None = None
        while found is None and position >= 0:
            found = self._own(position)
            waiting.append(position)
            position -= 1
        found = found or self._of_whole_text()
        for position in waiting:
            self._found[position] = found
        return found

    def of_block(self, block: int) -> Direction:
        """Return LTR or RTL for a block: its paragraph's direction."""
        return self.of_paragraph(self._blocks.paragraph(block))

    def script(self, block: int) -> str:
        """Return the ISO 15924 code of a block's script; that of the document for a block without letters."""
        script = self._scripts.get(block)
        if script is None:
            script = script_of(self._blocks.content(block))
            if script == NO_SCRIPT:
                script = self.usual_script()
            self._scripts[block] = script
        return script

    def usual_script(self) -> str:
        """Return the script that the document begins in."""
        if self._usual_script is None:
            self._usual_script = script_of(self._blocks.text[:_SAMPLE])
        return self._usual_script

    def force(self, document: Document) -> bool:
        """Take over the overrides of a document of the same text.

        Returns:
            Whether any differed from before.
        """
        forced = _without_auto(document.paragraph_directions)
        if document.direction is self._whole and forced == self._forced:
            return False
        self._whole, self._forced = document.direction, forced
        self._found.clear()
        return True

    def _own(self, paragraph: int) -> Direction | None:
        """Return a paragraph's direction as far as it does not come from the paragraph before."""
        if paragraph in self._found:
            return self._found[paragraph]
        if paragraph in self._forced:
            return self._forced[paragraph]
        if self._whole is not Direction.AUTO:
            return self._whole
        blocks = self._blocks.of_paragraph(paragraph)
        return strong_direction(self._blocks.text[self._blocks.start(blocks[0]) : self._blocks.end(blocks[-1])])

    def _of_whole_text(self) -> Direction:
        leftward, rightward = strong_counts(self._blocks.text)
        return Direction.RTL if rightward > leftward else Direction.LTR


def _without_auto(directions: Mapping[int, Direction]) -> dict[int, Direction]:
    return {index: direction for index, direction in directions.items() if direction is not Direction.AUTO}
