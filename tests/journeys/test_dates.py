"""Dates get values: read by themselves, changed by keyboard, and following the date of their article."""

from __future__ import annotations

from annotator.core.datevalue import DateModifier, DateValue
from annotator.lang.dates import recognise
from tests.journeys.hands import until
from tests.journeys.sitting import Sitting

DATE = 4


def test_a_marked_date_has_its_value_and_its_part_is_changed_by_keyboard(sitting: Sitting) -> None:
    sitting.open_article("moroccan.txt")
    sitting.mark(sitting.find("12 شتنبر 2022"), DATE)
    assert sitting.date_card.draft.value == DateValue("2022-09-12")
    sitting.hands.press("Alt+2", "Return")
    sitting.settle()
    (stored,) = sitting.disk.mentions()
    assert (stored.label, stored.value, stored.modifier) == ("DATE", "2022-09-12", DateModifier.START.value)
    sitting.hands.press("Ctrl+Z")
    sitting.settle()
    (stored,) = sitting.disk.mentions()
    assert (stored.value, stored.modifier) == ("2022-09-12", None)


def test_any_words_are_a_value(sitting: Sitting) -> None:
    sitting.open_article("moroccan.txt")
    sitting.mark(sitting.find("12 شتنبر 2022"), DATE)
    sitting.hands.write("15 ramadan 1443")
    sitting.hands.press("Return")
    sitting.settle()
    (stored,) = sitting.disk.mentions()
    assert (stored.value, stored.calendar) == ("2022-04-16", "hijri")


def test_another_date_of_the_article_moves_what_counts_from_it_and_one_undo_brings_it_back(sitting: Sitting) -> None:
    sitting.open_article("moroccan.txt")
    text = sitting.view.document.text
    relative = next(found.span for found in recognise(text, "ar", "2023-02-24") if found.is_relative)
    sitting.mark(relative, DATE)
    sitting.hands.press("Return")
    sitting.settle()
    (before,) = sitting.disk.mentions()
    sitting.hands.press("Ctrl+Shift+D")
    sitting.hands.write("2019-05-05")
    sitting.hands.press("Return")
    sitting.settle()
    (after,) = sitting.disk.mentions()
    assert after.value != before.value
    assert after.value is not None
    assert after.value.startswith("201")
    sitting.hands.press("Ctrl+Z")
    sitting.settle()
    (undone,) = sitting.disk.mentions()
    assert undone == before


def test_the_timeline_opens_a_date_in_its_article(sitting: Sitting) -> None:
    sitting.open_article("moroccan.txt")
    sitting.mark(sitting.find("12 شتنبر 2022"), DATE)
    sitting.hands.press("Return")
    sitting.settle()
    sitting.hands.press("Ctrl+T")
    timeline = sitting.desk.on_demand.dates.timeline
    until(lambda: timeline.dock.plot.groups, "the dates")
    sitting.hands.press("Right", "Return")
    selected = sitting.desk.workbench.selected
    assert selected is not None
    assert selected.surface == "12 شتنبر 2022"
    sitting.hands.press("Ctrl+T")
    assert not timeline.is_shown
