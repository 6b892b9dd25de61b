"""Names of institutions that are known in another language only are found by what their words mean."""

from __future__ import annotations

import pytest

from annotator.suggest.translated_mentions import is_phrase
from tests.suggest.entities import entity
from tests.suggest.finding_articles import found, named, shown

FRANCE = entity("france", "France", "فرنسا", "צרפת", kind="PLACE")
EGYPT = entity("egypt", "Egypt", "مصر", "מצרים", kind="PLACE")
GAZA = entity("gaza", "Gaza Strip", kind="PLACE")
AIR_FORCE = entity("fr-air", "French Air Force", kind="ORG")
NAVY = entity("eg-navy", "Egyptian Navy", kind="ORG")
ARMY = entity("eg-army", "Egyptian Armed Forces", kind="ORG")
FOREIGN = entity("fr-mfa", "Ministry of Foreign Affairs (France)", kind="ORG")
UNITED = entity("un", "United Nations", kind="ORG")
KNOWN = (FRANCE, EGYPT, AIR_FORCE, NAVY, ARMY, FOREIGN, UNITED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال سلاح الجو الفرنسي إن", [("سلاح الجو الفرنسي", "fr-air")]),
        ("حلّقت القوات الجوية الفرنسية هناك", [("القوات الجوية الفرنسية", "fr-air")]),
        ("חיל האוויר הצרפתי הודיע", [("חיל האוויר הצרפתי", "fr-air")]),
        ("أعلنت القوات المسلحة المصرية", [("القوات المسلحة المصرية", "eg-army")]),
        ("قال متحدث للقوات المسلحة المصرية", [("لقوات المسلحة المصرية", "eg-army")]),
        ("الجيش المصري والبحرية المصرية", [("الجيش المصري", "eg-army"), ("البحرية المصرية", "eg-navy")]),
        ("وزارة الخارجية الفرنسية", [("وزارة الخارجية الفرنسية", "fr-mfa")]),
        ("משרד החוץ הצרפתי", [("משרד החוץ הצרפתי", "fr-mfa")]),
        ("הודעת האומות המאוחדות", [("האומות המאוחדות", "un")]),
    ],
)
def test_an_institution_is_found_by_the_notions_of_its_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert [pair for pair in named(found(KNOWN, text)) if pair[1] not in {"france", "egypt"}] == expected


@pytest.mark.parametrize(
    "text",
    [
        "وزير الخارجية الفرنسي زار المنطقة",
        "التعاون العسكري بين البلدين ومواقع عسكرية مصرية",
        "שר החוץ הצרפתי נפגש עם חיל המצב",
        "الجيش قال إن القوات عادت",
        "قال سلاح الجو الإيطالي إن",
        "The army said its forces were in the air.",
    ],
)
def test_general_words_and_other_countries_are_not(text: str) -> None:
    assert [pair for pair in named(found(KNOWN, text)) if pair[1] not in {"france", "egypt"}] == []


def test_an_adjective_of_a_country_that_is_not_known_belongs_to_a_name_that_may_have_it() -> None:
    artillery = entity("artillery", "Royal Moroccan Artillery", kind="ORG")
    morocco = entity("morocco", "Morocco", kind="PLACE")
    text = "زيارة مفتش المدفعية الملكية المغربية للبلاد"
    assert ("المدفعية الملكية المغربية", "artillery") in named(found((morocco, artillery), text))


def test_a_country_is_understood_by_how_the_text_itself_writes_it() -> None:
    israel = entity("israel", "Israel", kind="PLACE")
    police = entity("police", "Israel Police", kind="ORG")
    text = "زار إسرائيل والتقى الشرطة الإسرائيلية"
    assert shown(found((israel, police), text)) == [("إسرائيل", "israel"), ("الشرطة الإسرائيلية", "police")]


def test_a_general_word_that_is_part_of_the_name_goes_with_it() -> None:
    front = entity("polisario", "Polisario Front", "Polisario", kind="ORG")
    company = entity("nso", "NSO Group", "NSO", kind="ORG")
    assert shown(found((front,), "قالت جبهة البوليساريو إن")) == [("جبهة البوليساريو", "polisario")]
    assert shown(found((front,), "חזית פוליסריו הודיעה")) == [("חזית פוליסריו", "polisario")]
    assert shown(found((company,), "شركة NSO قالت")) == [("NSO", "nso")]


@pytest.mark.parametrize(
    ("words", "following", "whole"),
    [
        (["مدفعية", "جيش"], "الدفاع", False),
        (["جيش", "الدفاع"], "الإسرائيلي", True),
        (["المدفعية", "الإسرائيلي"], "", False),
        (["المدفعية", "الملكية"], "", True),
        (["חיל"], "האוויר", False),
        (["חיל", "האוויר"], "הצרפתי", True),
        (["air", "force"], "the", True),
    ],
)
def test_a_phrase_is_not_cut_in_its_middle(words: list[str], following: str, *, whole: bool) -> None:
    assert is_phrase(words, following) is whole
