"""The date editor by keyboard and mouse."""

from __future__ import annotations

import time
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.lang.dates.calendars import days_of_month
from annotator.ui.dates.card import DateCard
from annotator.ui.dates.month_grid import month_cells
from tests.ui.dates.conftest import MARK, asked

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Heard:
    """What a card said."""

    def __init__(self, card: DateCard) -> None:
        self.said: list[tuple[str, object]] = []
        for name in ("date_chosen", "counting_chosen", "article_date_chosen"):
            getattr(card, name).connect(lambda value, name=name: self.said.append((name, value)))
        card.dismissed.connect(lambda: self.said.append(("dismissed", None)))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def is_wrong(card: DateCard) -> bool:
    return card.field.is_wrong


def write(card: DateCard, text: str) -> None:
    for sign in text:  # QTest's own way of writing knows Latin letters only
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, ord(sign.upper()), Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(card.field, event)


def test_it_opens_with_what_the_words_mean(card: DateCard) -> None:
    assert card.field.selectedText() == "2023"
    assert "2023" in card.head.headline.text
    assert "beginning" in card.head.headline.text
    assert "counts from this article" in card.head.note.text
    assert "no range is cut out" in card.head.note.text
    assert card.parts.current == 1
    assert card.middle.columns.column(Calendar.GREGORIAN).shown.title == "2023"
    assert card.middle.columns.column(Calendar.GREGORIAN).is_written
    assert card.middle.columns.column(Calendar.HIJRI).shown.first == "8 جمادى الآخرة 1444"
    assert "Feb" in card.counts_from.text()


def test_enter_sets_it(card: DateCard) -> None:
    heard = Heard(card)
    press(Key.Key_Return)
    assert heard.said == [("date_chosen", DateValue("2023", modifier=DateModifier.START))]


def test_anything_typed_is_read_at_once(card: DateCard) -> None:
    heard = Heard(card)
    write(card, "march 2020")
    assert "March 2020" in card.head.headline.text
    press(Key.Key_Return)
    assert heard.said == [("date_chosen", DateValue("2020-03", modifier=DateModifier.START))]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2021-11-24", DateValue("2021-11-24")),
        ("1444-06", DateValue("2022-12-25/2023-01-22", Calendar.HIJRI)),
        ('תשפ"ג', DateValue("2022-09-26/2023-09-15", Calendar.HEBREW)),
        ("last month", DateValue("2023-01")),
        ("early 2020", DateValue("2020", modifier=DateModifier.START)),
    ],
)
def test_any_calendar_may_be_typed(window: QWidget, typed: str, value: DateValue) -> None:
    card = DateCard(window)
    card.open_for(asked("05/06/2021"), MARK, window.rect())
    heard = Heard(card)
    write(card, typed)
    assert card.middle.columns.column(value.calendar).is_written
    press(Key.Key_Return)
    assert heard.said == [("date_chosen", value)]


def test_what_cannot_be_read_keeps_the_last_reading_and_says_what_is_missing(card: DateCard) -> None:
    heard = Heard(card)
    write(card, "2020-")
    assert is_wrong(card)
    assert "month is missing" in card.head.problem.text
    assert card.head.problem.isVisible()
    assert "2020" in card.head.headline.text
    assert not card.set_button.isEnabled()
    press(Key.Key_Return)
    assert heard.said == []
    write(card, "03")
    assert not is_wrong(card)
    assert card.head.note.isVisible()


@pytest.mark.parametrize(
    ("digit", "modifier"),
    [
        (1, None), (2, DateModifier.START), (3, DateModifier.MID), (4, DateModifier.END), (5, DateModifier.APPROX),
        (6, DateModifier.BEFORE), (7, DateModifier.AFTER),
    ],
)  # fmt: skip
def test_alt_and_a_digit_choose_the_part(card: DateCard, digit: int, modifier: DateModifier | None) -> None:
    heard = Heard(card)
    press(Key(Key.Key_0.value + digit), ALT)
    assert card.parts.current == (digit - 1 if digit <= 5 else -1)
    press(Key.Key_Return)
    assert heard.said == [("date_chosen", DateValue("2023", modifier=modifier))]


def test_arrows_step_and_with_ctrl_change_the_unit(card: DateCard) -> None:
    press(Key.Key_Up)
    assert card.field.text() == "2024"
    press(Key.Key_Down, CTRL)
    assert card.field.text() == "2024-01"
    press(Key.Key_Down)
    assert card.field.text() == "2023-12"
    press(Key.Key_Up, CTRL)
    press(Key.Key_Up, CTRL)
    assert card.field.text() == "202X"


def test_figures_with_two_readings_offer_both(window: QWidget) -> None:
    card = DateCard(window)
    card.open_for(asked("05/06/2021"), MARK, window.rect())
    assert card.middle.readings.offers == ["6 May 2021", "5 June 2021"] or len(card.middle.readings.offers) == 2
    heard = Heard(card)
    write(card, "2")
    assert card.field.text() == "2021-06-05"
    press(Key.Key_Return)
    assert heard.said == [("date_chosen", DateValue("2021-06-05"))]


def test_a_digit_that_goes_on_was_the_beginning_of_a_value(window: QWidget) -> None:
    card = DateCard(window)
    card.open_for(asked("05/06/2021"), MARK, window.rect())
    write(card, "2019")
    assert card.field.text() == "2019"
    assert card.draft.value == DateValue("2019")


def test_backspace_in_an_empty_field_and_the_button_mean_no_value(card: DateCard) -> None:
    heard = Heard(card)
    press(Key.Key_Backspace)
    assert card.field.text() == ""
    assert card.head.headline.text == "No value"
    press(Key.Key_Backspace)
    QTest.mouseClick(card.no_value, Qt.MouseButton.LeftButton)
    assert heard.said == [("date_chosen", None), ("date_chosen", None)]


def test_a_click_on_a_column_writes_it_in_that_calendar(card: DateCard) -> None:
    QTest.mouseClick(card.middle.columns.column(Calendar.HEBREW), Qt.MouseButton.LeftButton)
    assert card.middle.columns.column(Calendar.HEBREW).is_written
    assert card.draft.value is not None
    assert card.draft.value.calendar is Calendar.HEBREW
    assert card.field.text() == "תשפ״ג"


def test_what_it_counts_from_can_be_changed_for_the_mention_or_the_article(card: DateCard) -> None:
    heard = Heard(card)
    QTest.mouseClick(card.counts_from, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is card.middle.counting.field
    QTest.keyClicks(card.middle.counting.field, "2019-05-01")
    press(Key.Key_Return)
    QTest.mouseClick(card.counts_from, Qt.MouseButton.LeftButton)
    card.middle.counting.scope.set_current(1)
    card.middle.counting.field.selectAll()
    QTest.keyClicks(card.middle.counting.field, "2018")
    press(Key.Key_Return)
    assert heard.said == [("counting_chosen", "2019-05-01"), ("article_date_chosen", "2018")]


def test_escape_leaves_first_the_question_and_then_the_editor(card: DateCard) -> None:
    heard = Heard(card)
    QTest.mouseClick(card.counts_from, Qt.MouseButton.LeftButton)
    press(Key.Key_Escape)
    assert QApplication.focusWidget() is card.field
    press(Key.Key_Escape)
    assert heard.said == [("dismissed", None)]
    assert not card.isVisible()


def test_without_a_date_to_count_from_it_says_so(window: QWidget) -> None:
    card = DateCard(window)
    card.open_for(asked("early this year", counts_from=None), MARK, window.rect())
    assert card.head.headline.text == "No value"
    assert "not known" in card.head.note.text


def test_a_value_it_has_comes_before_what_its_words_mean(window: QWidget) -> None:
    card = DateCard(window)
    card.open_for(asked("early this year", DateValue("1999", modifier=DateModifier.BEFORE)), MARK, window.rect())
    assert card.field.text() == "1999"
    assert card.parts.current == -1


def test_a_key_is_answered_in_fifty_milliseconds(card: DateCard) -> None:
    write(card, "2")
    slowest = 0.0
    for key in "0 november 2021":
        started = time.process_time()
        write(card, key)
        slowest = max(slowest, time.process_time() - started)
    assert slowest < 0.05


def test_everything_has_a_name_for_assistive_technology(card: DateCard) -> None:
    parts = (
        card,
        card.field,
        card.parts,
        card.middle.columns.column(Calendar.HEBREW),
        card.sentence,
        card.head.headline,
    )
    assert all(part.accessibleName() for part in parts)


def test_a_day_can_be_picked_from_a_month_in_three_calendars(card: DateCard) -> None:
    press(Key.Key_Down, ALT)
    picker = card.middle.picker
    assert QApplication.focusWidget() is picker.grid
    assert "January 2023" in picker.title
    assert "1444" in picker.title
    press(Key.Key_PageDown)
    press(Key.Key_Down)
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert QApplication.focusWidget() is card.field
    assert card.field.text() == "2023-02-09"


def test_a_day_can_be_picked_with_the_mouse_and_the_month_be_left(card: DateCard) -> None:
    QTest.mouseClick(card.pick_button, Qt.MouseButton.LeftButton)
    grid = card.middle.picker.grid
    place = next(at for at, cell in enumerate(grid.cells) if cell.day == date(2023, 1, 31).toordinal())
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(place).center().toPoint())
    assert card.field.text() == "2023-01-31"
    press(Key.Key_Down, ALT)
    press(Key.Key_Escape)
    assert card.isVisible()
    assert not card.middle.is_picking
    assert card.field.text() == "2023-01-31"


@pytest.mark.parametrize("first_weekday", range(1, 8))
def test_the_grid_has_every_day_of_the_month_once(first_weekday: int) -> None:
    for year, month in ((2024, 2), (2021, 8), (-43, 3), (2026, 2)):
        cells = month_cells(year, month, first_weekday)
        assert len(cells) == 42
        assert [cell.day for cell in cells] == list(range(cells[0].day, cells[0].day + 42))
        assert sum(cell.is_inside for cell in cells) == days_of_month(year, month)
        assert (cells[0].day - 1) % 7 + 1 == first_weekday
