"""Every key works on Hebrew and Arabic layouts, whether or not the platform tells where a key is."""

from __future__ import annotations

import pytest

from tests.journeys.hands import (
    ARABIC,
    ARABIC_WITHOUT_PLACES,
    HEBREW,
    HEBREW_WITHOUT_PLACES,
    US,
    Layout,
    until,
)
from tests.journeys.sitting import PERSON, PLACE, Sitting

layouts = pytest.mark.parametrize(
    "layout", [US, HEBREW, HEBREW_WITHOUT_PLACES, ARABIC, ARABIC_WITHOUT_PLACES], ids=lambda layout: layout.name
)


@layouts
def test_marking_linking_and_undoing(sitting: Sitting, layout: Layout) -> None:
    sitting.hands.layout = layout
    sitting.open_article("levantine.txt")
    sitting.link(sitting.find("غانتس", inside="بيني غانتس"), PERSON, "Return")
    assert sitting.disk.briefs() == [("غانتس", "PERSON", "person/benny-gantz")]
    sitting.link(sitting.find("غانتس", inside="وتل أبيب: غانتس"), PERSON, "0")
    sitting.hands.press("L")
    sitting.settle()
    assert [brief[2] for brief in sitting.disk.briefs()] == ["person/benny-gantz"] * 2
    sitting.hands.press("Shift+L")
    sitting.settle()
    assert [brief[2] for brief in sitting.disk.briefs()] == ["person/benny-gantz", None]
    sitting.hands.press("3")
    sitting.settle()
    assert [brief[1] for brief in sitting.disk.briefs()] == ["PERSON", "PLACE"]
    sitting.hands.press("Ctrl+Z", "Ctrl+Z")
    sitting.settle()
    assert [brief[1:] for brief in sitting.disk.briefs()] == [("PERSON", "person/benny-gantz")] * 2
    sitting.hands.press("Ctrl+Shift+Z")
    sitting.settle()
    assert [brief[2] for brief in sitting.disk.briefs()] == ["person/benny-gantz", None]
    sitting.hands.press("Del")
    sitting.settle()
    assert len(sitting.disk.briefs()) == 1


@layouts
def test_digits_choose_and_letters_search_in_the_linker(sitting: Sitting, layout: Layout) -> None:
    sitting.hands.layout = layout
    sitting.open_article("hebrew.txt")
    sitting.mark(sitting.find("ישראל", inside="ערבית לישראל"), PLACE)
    chosen = sitting.card.candidates.offers[1].entity
    sitting.hands.press("2", "Return")
    sitting.settle()
    assert sitting.disk.briefs() == [("ישראל", "PLACE", chosen)]
    sitting.hands.press("Return")
    until(sitting.card.isVisible)
    sitting.hands.press("k", "l")
    assert sitting.card.field.text() == layout.writes("k") + layout.writes("l")
    sitting.hands.press("Esc")


@layouts
def test_commands_of_the_window(sitting: Sitting, layout: Layout) -> None:
    sitting.hands.layout = layout
    shown = sitting.desk.page.is_documents_shown
    sitting.hands.press("Ctrl+B")
    assert sitting.desk.page.is_documents_shown is not shown
    sitting.hands.press("Ctrl+B")
    size = sitting.view.text_size
    sitting.hands.press("Ctrl++")
    assert sitting.view.text_size > size
    sitting.hands.press("Ctrl+0")
    assert sitting.view.text_size == size
