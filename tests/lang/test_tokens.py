from __future__ import annotations

import pytest
from hypothesis import example, given

from annotator.core.offsets import Span
from annotator.lang.tokens import (
    grapheme_bounds,
    next_token_bound,
    next_token_start,
    previous_token_bound,
    previous_token_end,
    token_at,
    tokens,
)
from tests.lang.texts import texts


def words(text: str) -> list[str]:
    return [span.surface(text) for span in tokens(text)]


@pytest.mark.parametrize(
    "token",
    [
        'צה"ל', 'ארה"ב', 'וארה"ב', 'תשפ"ב', "ארה״ב", "צה”ל", 'דו"חות', 'מנכ"לית', 'מ"מים', 'של"ה', 'ש"ס', 'מל"טים',
        "ג'יה", "ג׳יה", "ג’יה", "אח'נוש", "אח`נוש", "רח'", "פרופ'", "א'", "ב׳", "רבינוביץ'", "וג'ורג'", "שָׁלוֹם",
        "אל-קאעידה", "אל־קאעידה", "ב2021", "מרוקו",
        "والمغرب", "مُحَمَّد", "مـــحمد", "بـNSO", "و50", "أ.ف.ب", "٧٬٥٠٠", "٢٠٢١",
        "U.S.", "U.S.A.", "U.S", "a.m.", "al-Qaeda", "Al-Jazeera", "el-Sisi", "ash-Shaykh", "O'Brien", "O’Brien",
        "Sana'a", "don’t", "7,500", "3.5", "10:30", "24/11/2021", "24.11.2021", "2021-11-24", "F-16", "F-16s", "AK-47",
        "COVID-19", "Covid-19", "AT&T", "5th", "naïve", "na\u0131ve", "soft\u00adhyphen", "...", "—",
        "👨‍👩‍👧", "🇲🇦", "1️⃣",
    ],
)  # fmt: skip
def test_one_token(token: str) -> None:
    assert words(token) == [token]
    assert words(f"x {token} y") == ["x", token, "y"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NSO،", ["NSO", "،"]),
        ("24″،", ["24", "″", "،"]),
        ("94%", ["94", "%"]),
        ("94٪", ["94", "٪"]),
        ("$7.5m", ["$", "7.5m"]),
        ("Morocco’s", ["Morocco", "’s"]),
        ("Morocco's,", ["Morocco", "'s", ","]),
        ("Moroccans’", ["Moroccans", "’"]),
        ("Moroccan-Israeli", ["Moroccan", "-", "Israeli"]),
        ("ישראל-מרוקו", ["ישראל", "-", "מרוקו"]),
        ("ישראל־מרוקו", ["ישראל", "־", "מרוקו"]),
        ("ש-99 ל-NATO", ["ש", "-", "99", "ל", "-", "NATO"]),
        ("2019-2021", ["2019", "-", "2021"]),
        ("1416–1427", ["1416", "–", "1427"]),
        ('ב"הארץ" נכתב', ["ב", '"', "הארץ", '"', "נכתב"]),
        ('ב"ידיעות אחרונות"', ["ב", '"', "ידיעות", "אחרונות", '"']),
        ('"צה"ל"', ['"', 'צה"ל', '"']),
        ("״שלום״", ["״", "שלום", "״"]),
        ("'בני גנץ' אמר", ["'", "בני", "גנץ", "'", "אמר"]),
        ("(رويترز)", ["(", "رويترز", ")"]),
        ("«القدس العربي»؛", ["«", "القدس", "العربي", "»", "؛"]),
        ("said.Then", ["said", ".", "Then"]),
        ("in 2021. He", ["in", "2021", ".", "He"]),
        ("#التطبيع_خيانة", ["#", "التطبيع", "_", "خيانة"]),
        ("what?!", ["what", "?", "!"]),
        ("\u202bNSO\u202c \u200f", ["NSO"]),
        ("أ.ف.ب.", ["أ.ف.ب."]),
        (" \n\t", []),
    ],
)
def test_tokens_in_a_row(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(texts)
@example("́a")
@example(" \u0301x")
@example("\u0600 1")
@example("\u0600(")
@example("ℹ\u200d👩")
@example("a\u200d'\u0301b")
@example("U.S.\u0301")
@example("2021-11-24\u0301")
@example("::\u0301")
@example(" \u0e33")
def test_tokens_are_ordered_hold_no_space_and_cut_no_cluster(text: str) -> None:
    bounds = set(grapheme_bounds(text))
    end = 0
    for span in tokens(text):
        assert span.start >= end
        assert {span.start, span.end} <= bounds
        assert not any(character.isspace() for character in span.surface(text))
        end = span.end


@given(texts)
def test_every_letter_and_figure_is_in_a_token(text: str) -> None:
    covered = {offset for span in tokens(text) for offset in range(span.start, span.end)}
    for bound in set(grapheme_bounds(text)[:-1]) - covered:
        assert not text[bound].isalnum()


@given(texts)
@example("\u0600 ")
def test_asking_at_one_place_agrees_with_reading_the_whole(text: str) -> None:
    whole = tokens(text)
    for offset in range(-1, len(text) + 2):
        holding = [span for span in whole if span.start <= offset < span.end]
        assert token_at(text, offset) == (holding[0] if holding else None)
        assert next_token_bound(text, offset) == min((s.end for s in whole if s.end > offset), default=len(text))
        assert next_token_start(text, offset) == min((s.start for s in whole if s.start > offset), default=len(text))
        assert previous_token_bound(text, offset) == max((s.start for s in whole if s.start < offset), default=0)
        assert previous_token_end(text, offset) == max((s.end for s in whole if s.end < offset), default=0)


def test_a_token_is_found_in_the_middle_of_a_long_text() -> None:
    text = 'שלום לצה"ל ' * 1000
    assert token_at(text, 5507) == Span(5505, 5510)
    assert token_at(text, 5510) is None
