"""Dates get values: read by themselves, changed by keyboard, and following the date of their article."""

from __future__ import annotations

from annotator.core.datevalue import DateModifier, DateValue
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
