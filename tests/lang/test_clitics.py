from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import Span
from annotator.lang.clitics import dictionary_form, preferred_stem, stem_forms, stems, surface_forms
from annotator.lang.graphemes import is_grapheme_bound
from annotator.lang.tokens import token_at, tokens
from tests.lang.texts import texts


def whole(text: str) -> Span:
    return Span(0, len(text))


def stems_of(word: str, language: str = "und") -> list[str]:
    return [stem.surface(word) for stem in stems(word, whole(word), language)]


def knows(*names: str) -> Callable[[str], bool]:
    return frozenset(names).__contains__


nobody = knows()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("במרוקו", ["מרוקו"]),
        ("ובמרוקו", ["מרוקו", "במרוקו"]),
        ("וכשבמרוקו", ["מרוקו", "במרוקו", "שבמרוקו", "כשבמרוקו"]),
        ("שבישראל", ["ישראל", "בישראל"]),
        ("מהמוסד", ["המוסד", "מוסד"]),
        ("הליכוד", ["ליכוד"]),
        ('בצה"ל', ['צה"ל']),
        ("לג'יהאד", ["ג'יהאד"]),
        ("בְּמרוקו", ["מרוקו"]),
        ("ב2021", ["2021"]),
        ("ב5", ["5"]),
        ("ל-NATO", ["NATO"]),
        ("ב־99", ["99"]),
        ("ישראל", []),
        ("בי", []),
        ("ב'", []),
        ('ב"כ', []),
    ],
)
def test_hebrew_prefixes(word: str, expected: list[str]) -> None:
    assert stems_of(word, "he") == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والمغرب", ["المغرب"]),
        ("وبالمغرب", ["المغرب", "بالمغرب"]),
        ("كالمغرب", ["المغرب"]),
        ("للمغرب", ["لمغرب"]),
        ("وللمغرب", ["لمغرب", "للمغرب"]),
        ("فلإسرائيل", ["إسرائيل", "لإسرائيل"]),
        ("لإسرائيل", ["إسرائيل"]),
        ("وَالْمَغْرِب", ["الْمَغْرِب"]),
        ("بـNSO", ["NSO"]),
        ("وبـإسرائيل", ["إسرائيل", "بـإسرائيل"]),
        ("الـNSO", ["NSO"]),
        ("والـNSO", ["NSO", "الـNSO"]),
        ("و50", ["50"]),
        ("سيزور", ["يزور"]),
        ("المغرب", []),
        ("إسرائيل", []),
        ("مـــحمد", []),
    ],
)
def test_arabic_prefixes(word: str, expected: list[str]) -> None:
    assert stems_of(word, "ar") == expected


def test_languages_with_the_letters_but_not_the_prefixes_have_no_stems() -> None:
    assert stems_of("باران", "fa") == stems_of("באַרג", "yi-Latn") == stems_of("Morocco", "en") == []


def test_only_the_first_word_of_several_is_looked_at() -> None:
    text = "אמר בבני גנץ"
    assert [stem.surface(text) for stem in stems(text, Span(4, 12), "he")] == ["בני גנץ"]
    assert stems("a  b", Span(1, 3), "he") == []


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("للمغرب", 1, "المغرب"),
        ("وللمغرب", 2, "المغرب"),
        ("للقوات المسلحة", 1, "القوات المسلحة"),
        ("لِلْمغرب", 2, "الْمغرب"),
        ("للبنان", 1, "لبنان"),
        ("للوديي", 1, "لوديي"),
        ("للمغرب", 0, "للمغرب"),
        ("والمغرب", 1, "المغرب"),
        ("قللمغرب", 2, "لمغرب"),
        ("ل لمغرب", 2, "لمغرب"),
        ("במרוקו", 1, "מרוקו"),
    ],
)
def test_the_name_a_span_stands_for(text: str, start: int, expected: str) -> None:
    assert dictionary_form(text, Span(start, len(text)), "ar") == expected


def test_the_rest_of_the_text_tells_whose_the_second_lam_is() -> None:
    assert dictionary_form("للاقة ثم لاقة ولاقة", Span(1, 5), "ar") == "لاقة"
    assert dictionary_form("للبنان، البنان والبنان وبالبنان", Span(1, 6), "ar") == "البنان"


def test_persian_has_no_article_to_restore() -> None:
    assert dictionary_form("للمغرب", Span(1, 6), "fa") == "لمغرب"


def test_forms_of_a_mention() -> None:
    assert surface_forms("للمغرب", Span(1, 6), "ar") == ["المغرب", "لمغرب"]
    assert surface_forms("מרוקו", whole("מרוקו"), "he") == ["מרוקו"]
    assert stem_forms("للمغرب", whole("للمغرب"), "ar") == ["المغرب", "لمغرب"]
    assert stem_forms("ובמרוקו", whole("ובמרוקו"), "he") == ["מרוקו", "במרוקו"]


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("במרוקו", ["מרוקו"], "מרוקו"),
        ("ובמרוקו", ["מרוקו"], "מרוקו"),
        ('בצה"ל', ['צה"ל'], 'צה"ל'),
        ("מהמוסד", ["המוסד"], "המוסד"),
        ("מהמוסד", ["מוסד"], "מוסד"),
        ("הליכוד", ["הליכוד", "ליכוד"], "הליכוד"),
        ("לבנון", ["לבנון", "בנון"], "לבנון"),
        ("للمغرب", ["المغرب"], "لمغرب"),
        ("للبنان", ["لبنان"], "لبنان"),
        ("فلإسرائيل", ["إسرائيل"], "إسرائيل"),
    ],
)
def test_a_known_name_decides(word: str, names: list[str], expected: str) -> None:
    assert preferred_stem(word, whole(word), "und", knows(*names)).surface(word) == expected


@pytest.mark.parametrize(
    "word",
    ["במרוקו", 'בצה"ל', 'מנכ"ל', "משרד", "במאי",
     "בני", "לבנון", "والدته", "والي", "فلسطين", "كاليفورنيا", "بالغين", "سيزور",
     "وزير", "باريس", "لله"],
)  # fmt: skip
def test_a_word_that_may_be_whole_stays_whole_where_nothing_is_known(word: str) -> None:
    assert preferred_stem(word, whole(word), "und", nobody) == whole(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والمغرب", "المغرب"),
        ("بالرباط", "الرباط"),
        ("للمغرب", "لمغرب"),
        ("بـNSO", "NSO"),
        ("הNSO", "NSO"),
        ("ב2021", "2021"),
        ("ביולי", "יולי"),
        ("ובסתיו", "סתיו"),
        ("ونونبر", "نونبر"),
    ],
)
def test_some_stems_are_beyond_doubt(word: str, expected: str) -> None:
    assert preferred_stem(word, whole(word), "und", nobody).surface(word) == expected


def test_a_word_that_stands_alone_elsewhere_is_a_stem() -> None:
    text = "היחסים במרוקו טובים. מרוקו גדולה"
    assert preferred_stem(text, Span(7, 13), "he", nobody).surface(text) == "מרוקו"
    text = "היחסים במרוקו טובים. מרוקואים רבים"
    assert preferred_stem(text, Span(7, 13), "he", nobody).surface(text) == "במרוקו"


def test_an_article_stays_with_a_name_nobody_knows() -> None:
    text = "אנשי המוסד, והמוסד עצמו: מוסד גדול"
    assert preferred_stem(text, Span(5, 10), "he", nobody).surface(text) == "המוסד"
    assert preferred_stem(text, Span(12, 18), "he", nobody).surface(text) == "המוסד"


def test_a_known_name_may_go_on_with_the_next_words() -> None:
    text = "פגישה בבני גנץ היום"
    assert preferred_stem(text, Span(6, 10), "he", knows("בני גנץ")).surface(text) == "בני"
    text = "לאה רבין, מרים בן פורת"
    assert preferred_stem(text, Span(0, 3), "he", knows("לאה רבין", "אה")).surface(text) == "לאה"
    assert preferred_stem(text, Span(10, 14), "he", knows("מרים בן פורת", "רים")).surface(text) == "מרים"


def test_gershayim_in_the_next_words_are_part_of_the_name() -> None:
    text = 'דברי לראש אמ"ן, אתמול'
    assert preferred_stem(text, Span(5, 9), "he", knows('ראש אמ"ן')).surface(text) == "ראש"


def test_a_name_does_not_go_on_over_a_comma_or_a_line() -> None:
    for text in ("בבני, גנץ", "בבני\nגנץ"):
        assert preferred_stem(text, Span(0, 4), "he", knows("בני, גנץ", "בני\nגנץ", "בני גנץ")) == Span(0, 4)


prefixed = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "ב", "וב", "שה", "ל־", "و", "بال", "لل", "فلل", "بـ", "سَ"]),
        st.text("אבגמהلامغرNS12'\"\u05b0\u064eـ", max_size=6),
        st.sampled_from(["", " abc", " בני", "\nال"]),
    ),
)


@given(st.one_of(prefixed, texts), st.sampled_from(["he", "ar", "en", "und"]))
def test_stems_are_the_ends_of_their_token_on_grapheme_bounds(text: str, language: str) -> None:
    for token in tokens(text):
        found = stems(text, token, language)
        assert len(set(found)) == len(found)
        for stem in found:
            assert token.start < stem.start < stem.end == token.end
            assert is_grapheme_bound(text, stem.start)
            assert text[stem.start].isalnum()
        assert preferred_stem(text, token, language, nobody) in (token, *found)


@given(st.one_of(prefixed, texts), st.sampled_from(["he", "ar", "und"]))
def test_a_dictionary_form_is_the_surface_or_the_surface_with_its_alef(text: str, language: str) -> None:
    for token in tokens(text):
        for span in (token, *stems(text, token, language)):
            form = dictionary_form(text, span, language)
            assert form in (span.surface(text), "ا" + span.surface(text))
            if form != span.surface(text):
                assert text[span.start] == "ل"
                assert text[: span.start].rstrip("\u064e\u0651\u0650").endswith("ل")


@given(st.text("במרוקהו", min_size=3, max_size=8))
def test_a_stem_is_found_again_by_a_click_on_it(word: str) -> None:
    text = f"אמר {word} כי"
    token = token_at(text, 5)
    assert token is not None
    for stem in stems(text, token, "he"):
        assert preferred_stem(text, token, "he", knows(stem.surface(text))) == stem
