from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from annotator.core.document import Direction, DocumentState
from annotator.core.errors import UserError
from annotator.ui import wording


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2021-11-24", "24 Nov 2021"),
        ("2023-02", "Feb 2023"),
        ("1999", "1999"),
        (None, ""),
        ("2021-02-30", "2021-02-30"),
        ("2021-W48", "2021-W48"),
    ],
)
def test_dates_as_the_window_writes_them(date: str | None, text: str) -> None:
    assert wording.date_text(date) == text


def test_dates_in_hebrew() -> None:
    QLocale.setDefault(QLocale("he"))
    assert wording.date_text("2021-11-24") == "24 בנובמבר 2021"
    assert wording.date_text("2023-02") == "פברואר 2023"


@pytest.mark.parametrize(
    ("code", "name"), [("he", "Hebrew"), ("ar", "Arabic"), ("en", "English"), ("fr", "French"), ("xx", "xx")]
)
def test_languages_by_name(code: str, name: str) -> None:
    assert wording.language_name(code) == name


def test_labels_of_a_project_keep_their_names() -> None:
    assert wording.label_name("PERSON") == "PERSON"
    assert wording.label_name("WEAPON") == "WEAPON"


def test_states_and_directions_have_names() -> None:
    assert [wording.state_name(state) for state in DocumentState] == ["New", "In progress", "Finished"]
    assert wording.direction_name(Direction.RTL) == "Right to left"


def test_an_error_names_its_place_and_isolates_what_comes_from_data() -> None:
    error = UserError("There is no label {label} here.", path="/x/מאמר.txt", line=7, label="אדם")
    assert wording.error_sentence(error) == "\u2068מאמר.txt\u2069, line 7: There is no label \u2068אדם\u2069 here."
    assert wording.error_sentence(UserError("Nothing there.")) == "Nothing there."
    assert wording.error_sentence(UserError("Odd.", line=2)) == "Line 2: Odd."


def test_english_counts_have_their_endings() -> None:
    assert wording.counted("1 mention(s)", 1) == "1 mention"
    assert wording.counted("0 mention(s)", 0) == "0 mentions"


def test_ranges_read_upward_in_every_direction() -> None:
    assert wording.number_range(3, 9) == "\u20663–9\u2069"


def test_a_tool_tip_is_never_markup() -> None:
    assert wording.tip_text("plain") == "plain"
    assert wording.tip_text("<img src='/x'>\nb") == "<qt>&lt;img src='/x'><br>b</qt>"


def test_numbers_in_a_sentence_take_the_form_it_asks_for() -> None:
    error = UserError("The byte 0x{byte:02X} of {file} does not fit.", byte=159, file="מאמר")
    expected = f"The byte 0x9F of {wording.FSI}מאמר{wording.PDI} does not fit."
    assert wording.error_sentence(error) == expected
