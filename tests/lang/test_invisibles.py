from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from annotator.lang.invisibles import INVISIBLES, InvisibleKind, invisibles_in
from tests.lang.texts import texts


@pytest.mark.parametrize(
    ("character", "abbreviation", "kind"),
    [
        ("\u200e", "LRM", InvisibleKind.DIRECTION),
        ("\u061c", "ALM", InvisibleKind.DIRECTION),
        ("\u2068", "FSI", InvisibleKind.DIRECTION),
        ("\u200d", "ZWJ", InvisibleKind.JOINER),
        ("\u200c", "ZWNJ", InvisibleKind.JOINER),
        ("\u2060", "WJ", InvisibleKind.JOINER),
        ("\u00a0", "NBSP", InvisibleKind.SPACE),
        ("\u202f", "NNBSP", InvisibleKind.SPACE),
        ("\t", "TAB", InvisibleKind.SPACE),
        ("\u00ad", "SHY", InvisibleKind.BREAK),
        ("\u0640", "TATWEEL", InvisibleKind.ELONGATION),
        ("\ufeff", "BOM", InvisibleKind.OTHER),
    ],
)
def test_the_usual_ones_are_known(character: str, abbreviation: str, kind: InvisibleKind) -> None:
    found = INVISIBLES[character]
    assert (found.character, found.abbreviation, found.kind) == (character, abbreviation, kind)
    assert found.name.isupper()


def test_all_direction_controls_are_among_them() -> None:
    controls = {chr(point) for point in range(0x10000) if unicodedata.name(chr(point), "") in NAMES}
    assert len(controls) == len(NAMES)
    assert {character for character, found in INVISIBLES.items() if found.kind is InvisibleKind.DIRECTION} == controls


NAMES = {
    "ARABIC LETTER MARK", "LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK", "LEFT-TO-RIGHT EMBEDDING",
    "RIGHT-TO-LEFT EMBEDDING", "POP DIRECTIONAL FORMATTING", "LEFT-TO-RIGHT OVERRIDE", "RIGHT-TO-LEFT OVERRIDE",
    "LEFT-TO-RIGHT ISOLATE", "RIGHT-TO-LEFT ISOLATE", "FIRST STRONG ISOLATE", "POP DIRECTIONAL ISOLATE",
}  # fmt: skip


def test_no_abbreviation_stands_for_two() -> None:
    assert len({found.abbreviation for found in INVISIBLES.values()}) == len(INVISIBLES)


def test_every_space_and_format_character_of_common_use_is_there() -> None:
    expected = {
        chr(point)
        for point in range(0x80, 0x3001)
        if unicodedata.category(chr(point)) in {"Zs", "Zl", "Zp"}
        or 0x200B <= point <= 0x200F
        or 0x2060 <= point <= 0x206F
    }
    assert {character for character in expected if unicodedata.category(character) != "Cn"} <= INVISIBLES.keys()


def test_they_are_found_where_they_stand() -> None:
    found = [(offset, invisible.abbreviation) for offset, invisible in invisibles_in("א\u200fב\u00a0 מـד\n")]
    assert found == [(1, "RLM"), (3, "NBSP"), (6, "TATWEEL")]


@given(texts)
def test_what_is_found_is_in_the_table(text: str) -> None:
    found = list(invisibles_in(text))
    assert [text[offset] for offset, _ in found] == [invisible.character for _, invisible in found]
    assert len(found) == sum(character in INVISIBLES for character in text)
