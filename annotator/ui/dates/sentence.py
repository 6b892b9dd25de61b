"""A mention in its sentence, on one line in the article's type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.document import Direction, Document
from annotator.core.labels import Label
from annotator.core.offsets import Span
from annotator.lang.scripts import script_of, strong_direction
from annotator.lang.sentences import sentence_at
from annotator.ui import theme
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.fonts import article_font
from annotator.ui.widgets.painting import draw_pattern, draw_rounded, one_line

_MOST_BEFORE: Final = 26
_MOST_AFTER: Final = 90
_WIDTH: Final = 6000
_FADE: Final = 28
_TINT: Final = 0.15
_POINT_SIZE: Final = 14.5


@dataclass(frozen=True, slots=True)
class InSentence:
    """A mention and the words of its sentence around it, as many as one line has room for."""

    before: str
    surface: str
    after: str
    direction: Direction


def in_sentence(document: Document, span: Span) -> InSentence:
    """Return a mention in its sentence."""
    text = document.text
    whole = sentence_at(text, span.start) or span
    before = text[min(whole.start, span.start) : span.start]
    if len(before) > _MOST_BEFORE:
        before = "…" + before[-_MOST_BEFORE:].partition(" ")[2]
    after = text[span.end : min(max(whole.end, span.end), span.end + _MOST_AFTER)]
    direction = document.direction
    if direction is Direction.AUTO:
        direction = strong_direction(whole.surface(text)) or Direction.LTR
    return InSentence(one_line(before), one_line(span.surface(text)), one_line(after), direction)


class SentenceStrip(QWidget):
    """Shows the mention with its label's tint and line, and its sentence fading out behind it."""

    def __init__(self) -> None:
        super().__init__()
        self._label: Label | None = None
        self._block: ShapedBlock | None = None
        self._edges: tuple[tuple[float, float], ...] = ()
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_mention(self, shown: InSentence, label: Label | None) -> None:
        """Show a mention."""
        text = shown.before + shown.surface + shown.after
        self._label = label
        self._block = ShapedBlock(text, article_font(script_of(text), _POINT_SIZE), shown.direction, _WIDTH)
        start = len(shown.before)
        pieces = BlockGeometry(self._block).pieces(start, start + len(shown.surface))
        self._edges = tuple((piece.x0, piece.x1) for piece in pieces)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, flush where it begins."""
        if self._block is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._block.lines[0]
        left = self.width() - _WIDTH - 3 if self._block.rtl else 3
        corner = QPointF(left, (self.height() - line.height()) / 2)
        boxes = [QRectF(start + left, corner.y(), end - start, line.height()) for start, end in self._edges]
        self._paint_marks(painter, boxes)
        painter.setPen(QColor(theme.current().muted))
        line.draw(painter, corner)
        path = QPainterPath()
        for box in boxes:
            path.addRect(box.adjusted(-1, -4, 1, 4))
        painter.setClipPath(path)
        painter.setPen(QColor(theme.current().ink))
        line.draw(painter, corner)
        painter.setClipping(False)
        self._paint_fade(painter)

    def _paint_marks(self, painter: QPainter, boxes: list[QRectF]) -> None:
        if self._label is None:
            return
        tokens = theme.current()
        for box in boxes:
            tint = box.adjusted(-3, 1, 3, 2)
            draw_rounded(painter, tint, 4, theme.mix(tokens.raised, tokens.label_colour(self._label), _TINT))
            draw_pattern(painter, self._label, tint.left() + 1, tint.right() - 1, tint.bottom() + 1)

    def _paint_fade(self, painter: QPainter) -> None:
        """Let the line fade into the ground at its far end."""
        is_rtl = self._block is not None and self._block.rtl
        edge, inner = (0.0, float(_FADE)) if is_rtl else (float(self.width()), float(self.width() - _FADE))
        solid, clear = QColor(theme.current().raised), QColor(theme.current().raised)
        clear.setAlpha(0)
        gradient = QLinearGradient(edge, 0, inner, 0)
        gradient.setColorAt(0, solid)
        gradient.setColorAt(1, clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRectF(min(edge, inner), 0, _FADE, self.height()), gradient)
