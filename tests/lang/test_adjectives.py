"""Adjectives of places and the names of their people."""

from __future__ import annotations

import pytest

from annotator.lang.adjectives import is_adjective_of


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Moroccan", "Morocco"), ("Israelis", "Israel"), ("Iranian", "Iran"), ("Lebanese", "Lebanon"),
        ("Chinese", "China"), ("Qatari", "Qatar"), ("Saudi", "Saudi Arabia"), ("French", "France"),
        ("مغربي", "المغرب"), ("المغربية", "المغرب"), ("الإسرائيليين", "إسرائيل"), ("السوري", "سوريا"),
        ("الفرنسية", "فرنسا"), ("الأمريكى", "أمريكا"), ("إيراني", "إيران"),
        ("ישראלי", "ישראל"), ("המרוקאית", "מרוקו"), ("ישראלים", "ישראל"), ("רוסי", "רוסיה"), ("מצרי", "מצרים"),
        ("צרפתיות", "צרפת"), ("אלג'יראי", "אלג'יריה"),
    ],
)  # fmt: skip
def test_adjectives_are_told(word: str, place: str) -> None:
    assert is_adjective_of(word, place)


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Israel", "Israel"), ("Morocco", "Morocco"), ("Iraq", "Iran"), ("Iranian", "Iraq"), ("Turkey", "Turkey"),
        ("المغرب", "المغرب"), ("إسرائيلي", "إيران"), ("ישראל", "ישראל"), ("מצרים", "מצרים"), ("French", "Germany"),
        ("", "Israel"), ("two words", "two"), ("—", "Israel"),
    ],
)  # fmt: skip
def test_other_words_are_not(word: str, place: str) -> None:
    assert not is_adjective_of(word, place)
