"""One block of text, shaped and broken into lines by Qt.

Alignment is absolute and the direction always given: left to itself, a QTextLayout resolves a direction but stays flush
left. Marks never become formats of the layout, because a format run is shaped by itself and breaks ligatures.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from annotator.core.document import Direction
from annotator.core.offsets import Utf16Map
from annotator.lang import bidi

_TEXT_ORIGIN: Final = QPointF(0, 0)


class ShapedBlock:
    """The lines of a block. Offsets are code points of the block; every line stands at the origin.

    Attributes:
        text: The block's text.
        direction: Its base direction, LTR or RTL.
        width: The width it is broken to, in pixels.
        lines: Qt's lines; there is always one.
    """

    __slots__ = ("_layout", "_resolved", "_starts", "direction", "lines", "text", "u16", "width")

    def __init__(self, text: str, font: QFont, direction: Direction, width: int) -> None:
        self.text = text
        self.direction = direction
        self.width = width
        self.u16 = Utf16Map(text)
        self._layout = QTextLayout(text, font)
        self._layout.setTextOption(_text_option(direction))
        self._layout.setCacheEnabled(True)
        self.lines = self._broken_lines()
        self._starts = [self.u16.to_cp(line.textStart()) for line in self.lines]
        self._resolved: bidi.Paragraph | None = None

    @property
    def rtl(self) -> bool:
        """Whether the block runs from right to left."""
        return self.direction is Direction.RTL

    @property
    def resolved(self) -> bidi.Paragraph:
        """The embedding levels of the block, resolved when first needed."""
        if self._resolved is None:
            self._resolved = bidi.resolve(self.text, self.direction)
        return self._resolved

    def line_start(self, line: int) -> int:
        """Return where a line begins."""
        return self._starts[line]

    def line_end(self, line: int) -> int:
        """Return where a line ends, its trailing space included."""
        following = line + 1
        return self._starts[following] if following < len(self._starts) else len(self.text)

    def line_of(self, offset: int) -> int:
        """Return the line that holds the character at an offset; the last line for the end of the block."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def lines_of(self, start: int, end: int) -> range:
        """Return the lines that a range of characters touches."""
        return range(self.line_of(start), self.line_of(max(start, end - 1)) + 1)

    def is_boundary(self, offset: int) -> bool:
        """Tell whether a caret may stand at an offset: never inside a grapheme."""
        return self._layout.isValidCursorPosition(self.u16.to_u16(offset))

    def next_boundary(self, offset: int) -> int:
        """Return the end of the grapheme that begins at an offset."""
        following = self._layout.nextCursorPosition(self.u16.to_u16(offset))
        return max(offset + 1, self.u16.to_cp(following))

    def x_of(self, line: int, offset: int) -> float:
        """Return what Qt says about an offset's x, which can be trusted inside a level run only."""
        found: tuple[float, int] = self.lines[line].cursorToX(self.u16.to_u16(offset))  # type: ignore[assignment]  # the stub's type is wrong
        return found[0]

    def ink_extent(self, line: int, start: int, end: int) -> tuple[float, float] | None:
        """Return the left and right edge of the glyphs of a whole level run, or None when it has none."""
        start_u16 = self.u16.to_u16(start)
        length_u16 = self.u16.to_u16(end) - start_u16
        # With no retrieval flag at all Qt answers no runs.
        flag = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
        rects = [run.boundingRect() for run in self.lines[line].glyphRuns(start_u16, length_u16, flag)]
        if not rects:
            return None
        return min(rect.left() for rect in rects), max(rect.right() for rect in rects)

    def _broken_lines(self) -> list[QTextLine]:
        lines = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(self.width)
            line.setPosition(_TEXT_ORIGIN)
            lines.append(line)
        self._layout.endLayout()
        return lines


def _text_option(direction: Direction) -> QTextOption:
    option = QTextOption()
    rtl = direction is Direction.RTL
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
