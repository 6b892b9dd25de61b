from __future__ import annotations

import pytest

from annotator.core.document import Direction
from annotator.core.labels import DEFAULT_LABELS
from annotator.ui import fonts
from annotator.ui.document.geometry import BlockGeometry
from annotator.ui.document.invisibles import signs
from annotator.ui.document.marks import UnderMarks
from annotator.ui.document.placed import PlacedBlock
from annotator.ui.document.shaped import ShapedBlock
from annotator.ui.document.typography import Typography
from annotator.ui.document.view import DocumentView
from tests.ui.document.samples import document_of

pytestmark = pytest.mark.usefixtures("qapp")


def placed(text: str, *, rtl: bool = True) -> PlacedBlock:
    direction = Direction.RTL if rtl else Direction.LTR
    shaped = ShapedBlock(text, fonts.article_font("Hebr", 15), direction, 900)
    typography = Typography(15, UnderMarks.LABELS_AND_NAMES)
    return PlacedBlock(BlockGeometry(shaped), 0, [], typography, closes_paragraph=True)


def names(text: str, *, rtl: bool = True) -> list[str]:
    return [sign.text for sign in signs(placed(text, rtl=rtl), 0) if sign.text]


def test_every_hidden_character_has_a_name() -> None:
    text = "א\u200eב\u200fג\u202aד\u202cה\u2067ו\u2069ז\u200dח\u200cט\u2060י\ufeffכ\u00adל"
    assert set(names(text)) == {"LRM", "RLM", "LRE", "PDF", "RLI", "PDI", "ZWJ", "ZWNJ", "WJ", "BOM", "SHY"}


def test_names_stand_in_visual_order() -> None:
    assert names("a\u200eb\u200fc", rtl=False) == ["LRM", "RLM"]
    assert names("א\u200eב\u200fג") == ["RLM", "LRM"]


def test_many_alike_are_counted() -> None:
    assert names("א" + "\u200f" * 40 + "ב") == ["RLM×40"]


def test_blanks_are_drawn_rather_than_named() -> None:
    found = signs(placed("א ב\u00a0ג\tד\u0640"), 0)
    assert [sign.character for sign in found] == ["\u0640", "\t", "\u00a0", " "]
    assert not any(sign.text for sign in found)
    assert all(sign.x1 > sign.x0 for sign in found)


def test_signs_change_neither_the_text_nor_where_it_stands(view: DocumentView) -> None:
    text = "קוד \u202eabc\u202c סוף \u2067NSO\u2069"
    view.show_document(document_of(text, "he"), [], DEFAULT_LABELS)
    before = view.rects_for_range(0, len(text))
    plain = view.grab().toImage()
    view.shows_invisibles = True
    assert view.rects_for_range(0, len(text)) == before
    assert view.grab().toImage() != plain
    view.shows_invisibles = False
    assert view.grab().toImage() == plain
