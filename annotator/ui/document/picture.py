"""A picture of a whole article as the document view draws it, without a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from annotator.core.document import Document
from annotator.core.errors import UserError
from annotator.core.ids import MentionId
from annotator.core.labels import LabelSet
from annotator.ui import theme
from annotator.ui.document.mark_index import MarkIndex
from annotator.ui.document.marks import Mark, UnderMarks
from annotator.ui.document.page import Page
from annotator.ui.document.painter import Look, PagePainter
from annotator.ui.document.styles import Focus, MarkStyles
from annotator.ui.document.text import Blocks
from annotator.ui.document.typography import USUAL, Typography

USUAL_WIDTH: Final = 816
_TALLEST: Final = 30_000
"""In pixels; taller images can neither be allocated nor opened everywhere."""


def draw_document(
    document: Document,
    marks: Sequence[Mark],
    labels: LabelSet,
    *,
    width: int = USUAL_WIDTH,
    theme_name: theme.ThemeName = theme.ThemeName.LIGHT,
    text_size: float = USUAL,
    under_marks: UnderMarks = UnderMarks.LABELS_AND_NAMES,
    selected: MentionId | None = None,
    shows_invisibles: bool = False,
    scale: float = 1.0,
) -> QImage:
    """Draw an article with its marks. A QGuiApplication must exist.

    Args:
        document: The article.
        marks: What is marked in it.
        labels: The labels of its workspace.
        width: Of the picture, in pixels before scaling.
        theme_name: The colours.
        text_size: In points.
        under_marks: What is written under the marks.
        selected: A mark to show as selected, with all of its entity.
        shows_invisibles: Whether hidden characters are given signs.
        scale: Device pixels a pixel; 2 for print.

    Raises:
        UserError: The article is too long for one picture.
    """
    blocks = Blocks(document.text)
    index = MarkIndex(blocks, marks)
    typography = Typography(text_size, under_marks)
    page = Page(document, blocks, index, typography, typography.column_width(width))
    page.select(selected)
    _settle(page)
    if page.height * scale > _TALLEST:
        raise UserError("{name} is too long for one picture. Draw a shorter article.", name=document.name)
    colours = theme.THEMES[theme_name]
    picked = index.get(selected)
    focus = Focus(selected, peers=index.of_entity(picked.entity if picked else None))
    look = Look(colours, MarkStyles(colours, labels), focus, shows_invisibles=shows_invisibles)
    image = QImage(round(width * scale), round(page.height * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(theme.colour(colours.paper))
    with QPainter(image) as painter:
        painter.translate((width - page.column) // 2, 0)
        PagePainter(painter, page, look).paint(range(len(blocks)), [QRectF(0, 0, width, page.height)])
    return image


def _settle(page: Page) -> None:
    """Lay out block after block until the picture's height is known, or known to be too great."""
    for block in range(len(page.blocks)):
        page.placed(block)
        if page.top(block) > _TALLEST:
            return
