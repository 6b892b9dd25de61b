"""Tending the entity base by keyboard, checked on the disk beside the window."""

from __future__ import annotations

import pytest

from annotator.core.ids import EntityId
from annotator.ui.entities.controller import EntitiesController
from annotator.ui.entities.page import EntitiesPage
from tests.journeys.hands import ARABIC, HEBREW, US, Layout, until
from tests.journeys.sitting import PERSON, Sitting

GANTZ = EntityId("person/benny-gantz")


def _open(sitting: Sitting) -> tuple[EntitiesPage, EntitiesController]:
    sitting.hands.press("Ctrl+2")
    page = sitting.desk.pages.currentWidget()
    assert isinstance(page, EntitiesPage)
    controller = sitting.desk.findChild(EntitiesController)
    assert controller is not None
    until(lambda: controller.keeper.is_ready, "the entity base")
    return page, controller


@pytest.fixture
def twin(sitting: Sitting) -> EntityId:
    """An entity made by mistake in the Egyptian article: Gantz, as a hand there writes him."""
    sitting.open_article("hebrew.txt")
    for words in ("לפני גנץ", "אמור גנץ"):
        sitting.link(sitting.find("גנץ", inside=words), PERSON, "Return")
    sitting.open_article("egyptian.txt")
    sitting.link(sitting.find("بينى جانتس"), PERSON, "Ctrl+Return")
    ((_, _, made),) = sitting.disk.briefs(sitting.document)
    assert made not in {None, GANTZ}
    return EntityId(str(made))


@pytest.mark.parametrize("layout", [US, HEBREW, ARABIC], ids=["us", "hebrew", "arabic"])
def test_a_double_is_found_merged_and_parted_again(sitting: Sitting, twin: EntityId, layout: Layout) -> None:
    page, controller = _open(sitting)
    until(lambda: any(double.gone == twin for double in controller.keeper.base.doubles), "the double")
    place = page.model.place_of(twin)
    assert place is not None
    assert page.model.lines[place].twin == GANTZ
    before = sitting.disk.work()
    controller.choose(twin)
    until(page.merge.isVisible, "the question")
    sitting.hands.layout = layout
    sitting.hands.press("X", "X", "Return")
    sitting.settle()
    assert [brief[2] for brief in sitting.disk.briefs()] == [GANTZ] * 3
    assert twin not in sitting.disk.entities()
    assert ("ar", "بينى جانتس") in sitting.disk.names(GANTZ)
    until(lambda: page.model.place_of(twin) is None, "the row's going")
    sitting.hands.press("Ctrl+Z")
    sitting.settle()
    assert sitting.disk.work() == before


def test_a_name_is_added_on_the_card_and_known_in_the_articles_at_once(sitting: Sitting) -> None:
    page, controller = _open(sitting)
    controller.choose(EntityId("person/zohar-palti"))
    sitting.hands.press("F2")
    page.card.groups["en"].add.click()
    sitting.hands.write("Head of the Bureau")
    sitting.hands.press("Ctrl+S")
    sitting.settle()
    assert ("en", "Head of the Bureau") in sitting.disk.names("person/zohar-palti")
    assert len(sitting.disk.acts()) == 2, "the card was saved as more than one act"


def test_what_is_written_is_saved_when_the_window_is_closed(sitting: Sitting) -> None:
    page, controller = _open(sitting)
    controller.choose(EntityId("person/zohar-palti"))
    sitting.hands.press("F2")
    page.card.groups["en"].add.click()
    sitting.hands.write("Z. Palti")
    sitting.close()
    assert ("en", "Z. Palti") in sitting.disk.names("person/zohar-palti")
