from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from annotator.core.document import Direction
from annotator.core.labels import DEFAULT_LABELS
from annotator.ui import theme
from annotator.ui.widgets.context_line import draw_in_context, shape

pytestmark = pytest.mark.usefixtures("qapp")

LINES = [
    ("He met ", "Benny Gantz", " in Rabat.", Direction.LTR),
    ("ביקורו של ", "בני גנץ", " במדינה", Direction.RTL),
    ("הסכם עם ", "NSO Group", " נחתם", Direction.RTL),
    ("בין מרוקו ל", "NSO הישראלית", " נחתם הסכם", Direction.RTL),
    ("ل", "لمغرب", " أهمية", Direction.RTL),
    ("", "גנץ", "", Direction.RTL),
]


@pytest.mark.parametrize(("before", "surface", "after", "direction"), LINES)
def test_a_line_runs_in_its_own_direction(before: str, surface: str, after: str, direction: Direction) -> None:
    line = shape(before, surface, after)
    assert line.block.direction is direction
    assert line.block.text == before + surface + after
    assert len(line.block.lines) == 1


@pytest.mark.parametrize(("before", "surface", "after", "direction"), LINES)
def test_the_mention_stands_in_the_middle(before: str, surface: str, after: str, direction: Direction) -> None:
    del direction
    image = QImage(321, 28, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_in_context(painter, QRectF(0, 0, 321, 28), shape(before, surface, after), DEFAULT_LABELS["PERSON"], "#ffffff")
    painter.end()
    line = theme.colour(theme.current().label_colour(DEFAULT_LABELS["PERSON"]))
    marked = [x for x in range(image.width()) if any(image.pixelColor(x, y) == line for y in range(20, 28))]
    assert marked
    assert (marked[0] + marked[-1]) / 2 == pytest.approx(160, abs=1.5)


def test_the_context_comes_before_the_mention_on_its_own_side() -> None:
    leftward = shape("ביקורו של ", "בני גנץ", "")
    rightward = shape("The visit of ", "Benny Gantz", "")
    end_of_context = rightward.edges[0][0]
    assert end_of_context > 50
    start_of_text = leftward.block.lines[0].naturalTextRect().right()
    assert leftward.edges[-1][1] < start_of_text - 50


def test_a_line_break_inside_a_mention_is_a_space() -> None:
    assert shape("a ", "b\nc", " d").block.text == "a b c d"


def test_the_articles_direction_counts_before_the_lines_own() -> None:
    assert (
        shape("על ", "Forbidden Stories", " and Amnesty International", Direction.RTL).block.direction is Direction.RTL
    )
