"""What is painted stands where Qt's own painting puts it, and lines lie on whole device pixels."""

from __future__ import annotations

import random
from itertools import groupby

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextLayout

from annotator.core.document import Direction
from annotator.core.labels import DEFAULT_LABELS, LinePattern
from annotator.lang.scripts import strong_direction
from annotator.ui import fonts, theme
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.picture import draw_document
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.document.shapes import THICKNESS, box_path, dashes, draw_pattern_line
from tests.ui.document.samples import MIXED, SCRIPTS, document_of, mark_of, paragraphs

pytestmark = pytest.mark.usefixtures("qapp")

RED = QColor("#ff0000")
WIDTH = 620
SPANS = 250


def painted_columns(image: QImage, y: int) -> list[tuple[int, int]]:
    """Return the stretches of red in a row of pixels."""
    reds = [x for x in range(image.width()) if image.pixelColor(x, y) == RED]
    stretches = []
    for _, group in groupby(enumerate(reds), key=lambda pair: pair[1] - pair[0]):
        members = [x for _, x in group]
        stretches.append((members[0], members[-1] + 1))
    return stretches


def selected_by_qt(block: ShapedBlock, start: int, end: int) -> QImage:
    """Lay a block out once more, and paint it with a range selected the way Qt selects; one line every 40 pixels."""
    selection = QTextLayout.FormatRange()
    selection.start = block.u16.to_u16(start)
    selection.length = block.u16.to_u16(end) - selection.start
    look = QTextCharFormat()
    look.setBackground(RED)
    look.setForeground(RED)
    selection.format = look
    layout = QTextLayout(block.text, block._layout.font())
    layout.setTextOption(block._layout.textOption())
    layout.beginLayout()
    for number in range(len(block.lines)):
        line = layout.createLine()
        line.setLineWidth(WIDTH)
        line.setPosition(QPointF(0, number * 40))
    layout.endLayout()
    image = QImage(WIDTH, 40 * len(block.lines), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setPen(QColor("white"))
        layout.draw(painter, QPointF(0, 0), [selection])
    return image


def cuts_lam_alef(text: str, *offsets: int) -> bool:
    return any(0 < at < len(text) and text[at - 1] == "ل" and text[at] in "اأإآ" for at in offsets)


def test_pieces_are_what_qt_paints_as_selected() -> None:
    rng = random.Random(20)
    compared = split = 0
    for _ in range(SPANS):
        language, text = rng.choice(paragraphs())
        direction = strong_direction(text) or Direction.LTR
        block = ShapedBlock(text, fonts.article_font(SCRIPTS[language], 15), direction, WIDTH)
        geometry = BlockGeometry(block)
        start = rng.randrange(len(text))
        start, end = geometry.snapped(start, min(len(text), start + rng.randint(1, 90)))
        if cuts_lam_alef(text, start, end):
            continue  # Qt paints nothing for the alef; we share the ligature
        found = geometry.pieces(start, end)
        image = selected_by_qt(block, start, end)
        for line in block.lines_of(start, end):
            mine = [(piece.x0, piece.x1) for piece in found if piece.line == line and piece.x1 - piece.x0 > 0.5]
            theirs = painted_columns(image, 40 * line + 16)
            assert len(mine) == len(theirs), (text[start:end], mine, theirs)
            for (x0, x1), (left, right) in zip(mine, theirs, strict=True):
                assert abs(x0 - left) <= 1.6, text[start:end]
                assert abs(x1 - right) <= 1.6, text[start:end]
            compared += 1
            split += len(mine) > 1
    assert compared > SPANS
    assert split >= 1


@pytest.mark.parametrize(
    ("text", "surface"), [("הוא ביקר במרוקו.", "מרוקו"), (MIXED, "NSO"), ("He saw Rabat.", "Rabat")]
)
def test_a_mark_is_painted_behind_and_under_its_characters_only(text: str, surface: str) -> None:
    mark = mark_of(text, surface, caption="")
    plain = draw_document(document_of(text), [], DEFAULT_LABELS, width=WIDTH)
    marked = draw_document(document_of(text), [mark], DEFAULT_LABELS, width=WIDTH)
    assert plain.size() == marked.size()
    fill = theme.mix(theme.LIGHT.paper, theme.LIGHT.label_colour(DEFAULT_LABELS["PLACE"]), theme.LIGHT.gold_share)
    points = [(x, y) for y in range(marked.height()) for x in range(WIDTH)]
    filled = [(x, y) for x, y in points if marked.pixelColor(x, y) == fill]
    changed = [(x, y) for x, y in points if marked.pixel(x, y) != plain.pixel(x, y)]
    left, right = min(x for x, _ in filled), max(x for x, _ in filled)
    top, bottom = min(y for _, y in filled), max(y for _, y in filled)
    assert 20 <= bottom - top <= 45
    assert min(x for x, _ in changed) >= left - 3
    assert min(y for _, y in changed) >= top - 2
    assert max(y for _, y in changed) <= bottom + 25
    ink = theme.colour(theme.LIGHT.ink)
    inside = [(x, y) for x, y in points if left <= x <= right and marked.pixelColor(x, y) == ink]
    assert inside
    assert all(plain.pixelColor(x, y) == ink for x, y in inside), "the text itself is painted as before"


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("shift", [0.0, 0.3, 0.71])
@pytest.mark.parametrize("pattern", list(LinePattern))
def test_pattern_lines_are_sharp_at_every_scale(pattern: LinePattern, shift: float, ratio: float) -> None:
    image = QImage(round(120 * ratio), round(30 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.translate(shift, shift * 2)
        draw_pattern_line(painter, pattern, (10.2, 90.6), 8.4, RED)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert colours == {"#ffffff", "#ff0000"}, "a smoothed pixel has a colour of its own"
    rows = [y for y in range(image.height()) if painted_columns(image, y)]
    tall = THICKNESS + (2 if pattern is LinePattern.DOUBLE else 0)
    assert abs(rows[-1] - rows[0] + 1 - tall * ratio) <= ratio
    columns = painted_columns(image, rows[0])
    assert abs(columns[0][0] - (10.2 + shift) * ratio) <= 1
    assert abs(columns[-1][1] - (90.6 + shift) * ratio) <= 1.5 if pattern is not LinePattern.DOTTED else True


@pytest.mark.parametrize("length", range(8, 120, 7))
def test_a_dashed_line_ends_on_a_dash(length: int) -> None:
    parts = dashes(LinePattern.DASHED, length)
    start, dash = parts[-1]
    assert start + dash == pytest.approx(length)
    assert parts[0][0] == 0


def test_the_four_patterns_differ_without_colour() -> None:
    pictures = []
    for pattern in LinePattern:
        image = QImage(60, 8, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        with QPainter(image) as painter:
            draw_pattern_line(painter, pattern, (2, 58), 2, QColor("black"))
        pictures.append([image.pixel(x, y) for y in range(8) for x in range(60)])
    assert len({tuple(picture) for picture in pictures}) == len(LinePattern)


@pytest.mark.parametrize("round_left", [True, False])
@pytest.mark.parametrize("round_right", [True, False])
def test_boxes_are_round_only_at_their_ends(round_left: bool, round_right: bool) -> None:
    path = box_path(QRectF(0, 0, 40, 20), 5, round_left=round_left, round_right=round_right)
    assert path.contains(QPointF(20, 10))
    assert path.contains(QPointF(0.2, 0.2)) is not round_left
    assert path.contains(QPointF(0.2, 19.8)) is not round_left
    assert path.contains(QPointF(39.8, 0.2)) is not round_right
    assert path.contains(QPointF(39.8, 19.8)) is not round_right


def test_a_mark_changes_neither_shaping_nor_place_of_the_text() -> None:
    """A mark that ends inside a lam-alef does not break it: outside the mark's own rows nothing moves."""
    text = "وقع السلام في الرباط"
    mark = mark_of(text, "السل", "ORG")
    document = document_of(text)
    plain = draw_document(document, [], DEFAULT_LABELS, width=WIDTH)
    marked = draw_document(document, [mark], DEFAULT_LABELS, width=WIDTH)
    ink = theme.colour(theme.LIGHT.ink)

    def inked(image: QImage) -> set[tuple[int, int]]:
        return {(x, y) for x in range(WIDTH) for y in range(40, 75) if image.pixelColor(x, y) == ink}

    assert inked(plain)
    assert inked(plain) == inked(marked)


def test_mixed_text_is_painted_in_every_theme() -> None:
    mark = mark_of(MIXED, "(Pegasus)", "ORG")
    pictures = [
        draw_document(document_of(MIXED), [mark], DEFAULT_LABELS, theme_name=name, selected=mark.id)
        for name in theme.ThemeName
    ]
    papers = {picture.pixelColor(2, 2).name() for picture in pictures}
    assert papers == {theme.THEMES[name].paper for name in theme.ThemeName}
    for name, picture in zip(theme.ThemeName, pictures, strict=True):
        accent = theme.colour(theme.THEMES[name].accent)
        assert any(
            picture.pixelColor(x, y) == accent for x in range(picture.width()) for y in range(picture.height())
        ), "the ring of the selected mark"
