"""Names known in another script only are found by how they sound, and common words are not taken for them."""

from __future__ import annotations

import pytest

from tests.suggest.entities import entity
from tests.suggest.finding_articles import article, finder, found, named, shown

KOCHAVI = entity("kochavi", "Aviv Kochavi")
GANTZ = entity("gantz", "Benny Gantz")
LOUDIYI = entity("loudiyi", "Abdellatif Loudiyi")
BENOUALI = entity("benouali", "Mohamed Benouali")
RABAT = entity("rabat", "Rabat", kind="PLACE")
ISRAEL = entity("israel", "Israel", kind="PLACE")
BAR = entity("bar", "Tomer Bar")
AYYAM = entity("ayyam", "Al Ayyam 24", kind="ORG")
SHARM = entity("sharm", "Sharm El Sheikh", kind="PLACE")
KNOWN = (KOCHAVI, SHARM, GANTZ, LOUDIYI, BENOUALI, RABAT, ISRAEL, BAR, AYYAM)


def test_of_a_word_with_and_without_prefix_the_likelier_one_is_it() -> None:
    known = (entity("trump", "Donald Trump"), entity("tlv", "Tel Aviv", kind="PLACE"))
    text = "הוא אמר שדונלד טראמפ נסע לתל אביב, ולתל אביב בלבד"
    assert named(found(known, text)) == [("דונלד טראמפ", "trump"), ("תל אביב", "tlv"), ("תל אביב", "tlv")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الجنرال أفيف كوخافي إلى الرباط", [("أفيف كوخافي", "kochavi"), ("الرباط", "rabat")]),
        ('הרמטכ"ל אביב כוכבי הגיע לרבאט', [("אביב כוכבי", "kochavi"), ("רבאט", "rabat")]),
        ("ووزير الدفاع السابق بيني غانتس، قال", [("بيني غانتس", "gantz")]),
        ("وزير الدفاع بينى جانتس قال", [("بينى جانتس", "gantz")]),
        # Compounds are written apart or as one, with the article or without.
        ("الوزير عبد اللطيف لوديي وقّع", [("عبد اللطيف لوديي", "loudiyi")]),
        ("الوزير عبداللطيف لوديى وقّع", [("عبداللطيف لوديى", "loudiyi")]),
        ("עמיתו עבד אל-לטיף לודיי חתם", [("עבד אל-לטיף לודיי", "loudiyi")]),
        ("الجنرال محمد بن الوالي زار", [("محمد بن الوالي", "benouali")]),
        ("السيد محمد بنوالي زار", [("محمد بنوالي", "benouali")]),
        # Prefixes stay outside; behind لـ the article's alef is not written.
        ("سافر لإسرائيل وللرباط", [("إسرائيل", "israel"), ("لرباط", "rabat")]),
        ("בישראל וברבאט", [("ישראל", "israel"), ("רבאט", "rabat")]),
        ("אמר שאביב כוכבי ולבני גנץ יש", [("אביב כוכבי", "kochavi"), ("בני גנץ", "gantz")]),
        # A geresh belongs to its letter, a quote does not.
        ("נחת בשארם א-שייח' אמש", [("שארם א-שייח'", "sharm")]),
        ("העיר 'רבאט' יפה", [("רבאט", "rabat")]),
        # A number has to be the same.
        ("مع موقع الأيام 24 أمس", [("الأيام 24", "ayyam")]),
    ],
)
def test_names_of_another_script_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [pair for pair in shown(found(KNOWN, text)) if pair[1] != "DATE"] == expected


def test_a_long_text_has_in_each_part_what_the_part_alone_has() -> None:
    known = (GANTZ, entity("rabat", "الرباط", kind="PLACE"))
    part = "وزير الدفاع بيني غانتس زار الرباط"
    one = shown(found(known, part))
    assert one == [("بيني غانتس", "gantz"), ("الرباط", "rabat")]
    assert shown(found(known, "\n\n".join([part] * 50))) == one * 50


def test_names_in_arabic_and_hebrew_are_found_in_english_and_in_each_other() -> None:
    assert shown(found((entity("gantz", "بيني غانتس"),), "General Benny Gantz arrived.")) == [("Benny Gantz", "gantz")]
    assert shown(found((entity("gantz", "בני גנץ"),), "Mr. Benny Gantz arrived.")) == [("Benny Gantz", "gantz")]
    assert shown(found((entity("tayar", "محمد الطيار"),), "The expert Mohamed Tayar said so.")) == [
        ("Mohamed Tayar", "tayar")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "في هذا الإطار تم خلال الزيارة التعرف على قدرات المنطقة وتعزيز التعاون الميداني وتبادل الخبرات بين البلدين",
        "ومن المتوقع كذلك أن يشمل جوانب أخرى بحكم المصالح المشتركة عام 2000 وعام 2020",
        "הטקס היה קצר והמשמעות ארוכת ימים, ולא במקרה נקבע המועד שנה כמעט בדיוק אחרי חידוש היחסים בין הצדדים",
        "בני המשפחה בירכו את הבנים ואת הבנות על הברית, ובר המזל הגיע לבר",
        "The timing of the signing was carefully planned, and the bar was set high for those who follow.",
        "إسرائيلي وإسرائيلية والإسرائيليون",
    ],
)
def test_plain_text_has_no_names(text: str) -> None:
    assert [each for each in found(KNOWN, text) if each.label != "DATE"] == []


def test_after_the_full_name_the_surname_alone_is_found() -> None:
    text = "التقى الجنرال أفيف كوخافي نظيره. وقال كوخافي إن الزيارة مهمة، ولكوخافي رأي."
    assert shown(found(KNOWN, text)) == [("أفيف كوخافي", "kochavi"), ("كوخافي", "kochavi"), ("كوخافي", "kochavi")]
    assert found(KNOWN, "وقال كوخافي إن الزيارة مهمة") == []


def test_a_title_makes_a_name_surer() -> None:
    with_title = found(KNOWN, "قال الجنرال تومر بار أمس")
    without = found(KNOWN, "قال تومر بار أمس")
    assert [each.surface for each in with_title if each.candidates] == ["تومر بار"]
    assert with_title[0].score >= max((each.score for each in without if each.candidates), default=0.0)


def test_a_name_that_is_known_in_the_script_is_not_heard_as_another() -> None:
    maghreb = entity("maghreb", "Maghreb", kind="PLACE")
    morocco = entity("morocco", "Morocco", "المغرب", kind="PLACE")
    assert shown(found((maghreb, morocco), "زار المغرب")) == [("المغرب", "morocco")]


def test_a_word_that_people_know_is_no_odd_spelling_of_a_name_that_has_others() -> None:
    text = "شهدت العلاقات قفزة كبيرة في غزة"
    only_in_latin = entity("gaza", "Gazza", kind="PLACE")
    assert ("قفزة", "gaza") in shown(found((only_in_latin,), text))
    known_in_both = entity("gaza", "Gazza", "غزة", kind="PLACE")
    assert shown(found((known_in_both,), text)) == [("غزة", "gaza")]


def test_what_is_learned_is_heard_at_once_and_what_is_removed_no_more() -> None:
    finds = finder(RABAT)
    text = article("زار أفيف كوخافي قريته")
    assert not named(finds.find(text, ()))
    finds.update(KOCHAVI)
    assert named(finds.find(text, ())) == [("أفيف كوخافي", "kochavi")]
    finds.update(entity("kochavi", "Herzi Halevi"))
    assert not named(finds.find(text, ()))
    finds.update(KOCHAVI)
    finds.remove(KOCHAVI.id)
    assert not named(finds.find(text, ()))


def test_two_people_of_like_names_are_both_offered() -> None:
    suggestions = found((KOCHAVI, entity("other", "Aviv Cohavi")), "الجنرال أفيف كوخافي")
    assert {each.entity for each in suggestions[0].candidates} == {"kochavi", "other"}
