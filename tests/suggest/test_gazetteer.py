from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from annotator.lang.clitics import stems
from annotator.lang.graphemes import is_grapheme_bound
from annotator.lang.normalise import folded, match_key
from annotator.suggest import gazetteer as module
from annotator.suggest.gazetteer import Gazetteer, Hit, KnownName, Manner
from annotator.suggest.shelf import Shelf
from tests.suggest.entities import entity

KNOWN = {
    "Morocco": "place/morocco", "המגרב": "place/morocco", "المغرب": "place/morocco", "רבאט": "place/rabat",
    "Moroccan Army": "org/army", "לבנון": "place/lebanon", "لبنان": "place/lebanon", 'צה"ל': "org/idf",
    "U.S.": "place/us", "ג'ורג'": "person/george", "Tel Aviv": "place/tel-aviv",
    "Tel Aviv University": "org/university", "AT&T": "org/att", "NSO": "org/nso", "בני גנץ": "person/gantz",
    "أبو مازن": "person/abbas", "Sotheby's Inc": "org/sothebys", "東京": "place/tokyo", "הליכוד": "org/likud",
    "C++": "org/language", "@home": "org/home", "Foo (Bar)": "org/foo",
    "פלסטין": "place/palestine", "Émile": "person/emile", "J. Edgar Hoover": "person/hoover",
}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return Gazetteer.build(KnownName(text, "und", EntityId(identifier)) for text, identifier in KNOWN.items())


def named(*texts: str) -> list[KnownName]:
    """Make names, each of an entity of its own that is called the same."""
    return [KnownName(text, "und", EntityId(text)) for text in texts]


def flat(hits: Sequence[Hit]) -> list[Hit]:
    return [each for hit in hits for each in (hit, *hit.nested)]


def surfaces(gazetteer: Gazetteer, text: str, language: str = "und") -> list[str]:
    return [hit.span.surface(text) for hit in gazetteer.find(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "surface", "prefix", "manner"),
    [
        ("The king of Morocco.", "en", "Morocco", "", Manner.EXACT),
        ("MOROCCO", "en", "MOROCCO", "", Manner.NORMALISED),
        ("Morocco’s king", "en", "Morocco", "", Manner.EXACT),
        ("in the U.S. he", "en", "U.S.", "", Manner.EXACT),
        ("Emile", "fr", "Emile", "", Manner.NORMALISED),
        ("AT&T, the", "en", "AT&T", "", Manner.EXACT),
        ("C++, and C", "en", "C++", "", Manner.EXACT),
        ("go @home", "en", "@home", "", Manner.EXACT),
        ("go home @HOME!", "en", "@HOME", "", Manner.NORMALISED),
        ("Foo (Bar).", "en", "Foo (Bar)", "", Manner.EXACT),
        ("AT & T, AT T", "en", "AT & T", "", Manner.NORMALISED),
        ("$NSO%", "en", "NSO", "", Manner.EXACT),
        ("at Sothebys Inc", "en", "Sothebys Inc", "", Manner.NORMALISED),
        ("at Sotheby's Inc.", "en", "Sotheby's Inc", "", Manner.EXACT),
        ("J. Edgar  Hoover", "en", "J. Edgar  Hoover", "", Manner.NORMALISED),
        ("ברבאט", "he", "רבאט", "ב", Manner.EXACT),
        ("וכשבלבנון", "he", "לבנון", "וכשב", Manner.EXACT),
        ("לצה״ל", "he", "צה״ל", "ל", Manner.NORMALISED),
        ('ב"רבאט"', "he", "רבאט", "ב", Manner.EXACT),
        ("בבני־גנצ", "he", "בני־גנצ", "ב", Manner.NORMALISED),
        ("ובְּנֵי גַּנְץ.", "he", "בְּנֵי גַּנְץ", "ו", Manner.NORMALISED),
        ("בג׳ורג׳ וב", "he", "ג׳ורג׳", "ב", Manner.NORMALISED),
        ("ב-NSO", "he", "NSO", "", Manner.EXACT),
        ("הליכוד", "he", "הליכוד", "", Manner.EXACT),
        ("\u200fבפלסטין\u200e", "he", "פלסטין", "ב", Manner.EXACT),
        ("للمغرب", "ar", "لمغرب", "ل", Manner.EXACT),
        ("وللبنان", "ar", "لبنان", "ول", Manner.EXACT),
        ("وبالمغرب", "ar", "المغرب", "وب", Manner.EXACT),
        ("بـNSO", "ar", "NSO", "ب", Manner.EXACT),
        ("لأبو مــازن،", "ar", "أبو مــازن", "ل", Manner.NORMALISED),
        ("ﺍﻟﻤﻐﺮﺏ", "ar", "ﺍﻟﻤﻐﺮﺏ", "", Manner.NORMALISED),
        ("المغرِبُ في", "ar", "المغرِبُ", "", Manner.NORMALISED),
        ("المغربـــ", "ar", "المغربـــ", "", Manner.NORMALISED),
        ("在東京都", "ja", "東京", "", Manner.EXACT),
        ("🇲🇦Morocco🇲🇦", "en", "Morocco", "", Manner.EXACT),
        ("𝔐orocco", "en", "𝔐orocco", "", Manner.NORMALISED),
    ],
)
def test_names_are_found_however_they_stand_there(
    known: Gazetteer, text: str, language: str, surface: str, prefix: str, manner: Manner
) -> None:
    hits = known.find(text, language)
    assert [(hit.span.surface(text), hit.prefix, hit.manner) for hit in hits] == [(surface, prefix, manner)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("consolidates Moroccan NSOs preNSO", "en"),
        ("Moroccan\nArmy", "en"),
        ("Tel, Aviv; Tel (Aviv)", "en"),
        ("They met Edgar. Hoover", "en"),
        ("לבנונים הלבנוני קצרבאט", "he"),
        ("بلبنان", "fa"),
        ("المغربي", "ar"),
        ("", "en"),
        ("\n\n", "en"),
        ("é\u0301\u200d\ud800", "en"),
        ("Morocco\u0301\u20dd".replace("Morocco", "NS"), "en"),
    ],
)
def test_other_words_are_not_names(known: Gazetteer, text: str, language: str) -> None:
    assert known.find(text, language) == []


def test_a_mark_on_the_last_letter_belongs_to_the_name(known: Gazetteer) -> None:
    assert surfaces(known, "Morocco\u0301\u20dd!") == ["Morocco\u0301\u20dd"]


def test_the_form_of_a_name_after_lam_is_that_with_the_article(known: Gazetteer) -> None:
    (hit,) = known.find("سافر للمغرب", "ar")
    assert (hit.span, hit.form, hit.names[0].text) == (Span(6, 11), "المغرب", "المغرب")


def test_both_readings_of_lam_are_kept() -> None:
    names = Gazetteer.build(named("لبنان", "البنان"))
    (hit,) = names.find("للبنان", "ar")
    assert {name.text for name in hit.names} == {"لبنان", "البنان"}


def test_the_longest_name_is_returned_with_those_inside_it(known: Gazetteer) -> None:
    text = "at Tel Aviv University in Tel Aviv"
    first, second = known.find(text, "en")
    assert (first.span.surface(text), [hit.span for hit in first.nested]) == ("Tel Aviv University", [Span(3, 11)])
    assert (second.span.surface(text), second.nested) == ("Tel Aviv", ())


def test_crossing_names_are_both_returned() -> None:
    assert surfaces(Gazetteer.build(named("New York", "York Times")), "New York Times") == ["New York", "York Times"]


def test_all_entities_of_a_name_are_kept_those_written_so_first() -> None:
    names = [KnownName(text, "en", EntityId(text)) for text in ("GEORGE", "George", "george")]
    (hit,) = Gazetteer.build(names).find("George", "en")
    assert [name.entity for name in hit.names] == ["George", "GEORGE", "george"]
    assert hit.manner is Manner.EXACT


def test_names_in_long_texts_are_where_they_are(known: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Nothing here.\nIn Morocco, ברבאט\n\n" * 40
    whole = known.find(text, "und")
    monkeypatch.setattr(module, "_BLOCK", 50)
    assert known.find(text, "und") == whole
    assert [hit.span.surface(text) for hit in whole] == ["Morocco", "רבאט"] * 40


def test_names_without_letters_are_nothing() -> None:
    names = Gazetteer.build(named("", " ", "…", "!", "\n", "a" * 100_000))
    assert names.find("… ! " + "a" * 100_000, "en") == []


def test_changes_are_seen_at_once(known: Gazetteer) -> None:
    changed = Gazetteer.of_entities([entity("a", "Rabat"), entity("b", "Salé"), entity("c", "Rabat")])
    changed.remove(EntityId("a"))
    changed.add(named("Agadir"))
    assert [name.entity for hit in changed.find("Rabat Salé Agadir", "en") for name in hit.names] == [
        "c",
        "b",
        "Agadir",
    ]
    changed.remove(EntityId("Agadir"))
    changed.remove(EntityId("nobody"))
    changed.add([KnownName("Fes", "en", EntityId("a"))])
    assert surfaces(changed, "Rabat Salé Agadir Fes") == ["Rabat", "Salé", "Fes"]


def test_a_table_that_has_grown_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_DUSTY_FROM", 2)
    names = Gazetteer.build(named("Rabat"))
    states = [names.is_dusty]
    names.add(named("Fes", "Agadir"))
    states.append(names.is_dusty)
    names.remove(EntityId("Rabat"))
    fresh = names.renewed()
    assert [*states, names.is_dusty, fresh.is_dusty] == [False, False, True, False]
    assert surfaces(fresh, "Rabat Fes") == ["Fes"]


# ── against the slowest and plainest way to find names ─────────────────────────────────────────────────────────────

NAMES = ("גן", "בני גנץ", "לבנון", "המגרב", "המגרב הגדול", "المغرب", "لبنان", "بنان", "عبد الله", "Gan", "Gan Or", "Or",
         "ג'ורג'", "שר", "بيت لحم")  # fmt: skip
STEMS = ("גן", "גנץ", "בני", "לבנון", "המגרב", "מגרב", "הגדול", "المغرب", "لمغرب", "لبنان", "بنان", "لبيت", "لحم",
         "عبد", "الله", "ﷲ", "Gan", "Or", "gan", "OR", "ג'ורג'", "ג׳ורג׳", "שר", "בית", "𝔊an", "ﻟﺒﻨﺎﻥ")  # fmt: skip
BEFORE = ("", "", "", "ו", "ב", "וכשב", "ל", "ול", "ש", "ه", "ب", "وب", "ف", "س", "n", "ם", "ال", '"', "«", "(")
AFTER = ("", "", "", "", "י", "ים", "ي", "s", "’s", '"', ",", ".", "!", "\u05b0", "\u064e", "\u0301", "ـ", "1")
BETWEEN = (" ", " ", " ", "  ", "-", "־", ", ", "\n", " 🏛 ", "\u200f", "—", "\u00a0")
POINTS = ("", "", "", "\u05b0", "\u064e", "\u0651\u0650", "ـ", "\u0301", "\u200d")

ENDED = re.compile(r"[^\W\d_]{4}\.\s")
"""A sentence's end: behind a shorter word the full stop may be that of an abbreviation (St. Louis)."""

words = st.tuples(st.sampled_from(BEFORE), st.sampled_from(STEMS), st.sampled_from(POINTS), st.sampled_from(AFTER)).map(
    lambda parts: parts[0] + parts[1][:1] + parts[2] + parts[1][1:] + parts[3]
)
articles = st.lists(st.tuples(words, st.sampled_from(BETWEEN)), min_size=1, max_size=6).map(
    lambda pieces: "".join(word + between for word, between in pieces)
)


def is_inner(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or not folded(character)


def is_possessive(text: str, at: int) -> bool:
    return text[at] in "'’" and text[at + 1 : at + 2] in ("s", "S") and not folded(text[at + 2 : at + 3]).strip()


def slowly_found(names: Sequence[KnownName], text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield where names stand, by trying every piece of a text."""
    for start in range(len(text)):
        word = start
        while word and is_inner(text[word - 1]) and not is_possessive(text, word - 1):
            word -= 1
        before = "".join(filter(str.isalpha, text[word:start])).replace("ـ", "")
        for stop in range(start + 1, len(text) + 1):
            if not (ends_a_word(text, stop) and starts_well(text, start, stop, before, language)):
                continue
            for name in names:
                end = stop
                if text[stop : stop + 1] in ("'", "׳") and name.text[-1] == "'":
                    end += 1
                if is_written_like(name.text, text[start:end], text[start:stop], before):
                    yield start, end, name.text


def is_written_like(name: str, surface: str, without_sign: str, before: str) -> bool:
    if any(sign in surface for sign in "\n,!«(") or ENDED.search(surface):
        return False
    if any(is_possessive(surface + " ", at) for at in range(len(without_sign))):
        return False
    forms = [surface]
    if before in {"ل", "ول", "فل"} and surface[0] == "ل":
        forms.append("ا" + surface)
    return match_key(name) in map(match_key, forms)


def ends_a_word(text: str, stop: int) -> bool:
    """Tell whether a piece ends with a letter and its marks, and its word with it."""
    if not is_grapheme_bound(text, stop) or text[stop : stop + 1] == "ـ":
        return False
    last = stop - 1
    while last and (not folded(text[last])) and (unicodedata.category(text[last])[0] == "M" or text[last] in "ـ\u200d"):
        last -= 1
    if not folded(text[last]).strip() or unicodedata.category(text[last])[0] not in "LN":
        return False
    while stop < len(text) and not folded(text[stop]):
        if is_possessive(text, stop):
            return True
        stop += 1
    return stop == len(text) or not is_inner(text[stop])


def starts_well(text: str, start: int, stop: int, before: str, language: str) -> bool:
    if unicodedata.category(text[start])[0] not in "LN" or not is_grapheme_bound(text, start):
        return False
    if not before:
        return True
    word = before + text[start:stop]
    return Span(len(before), len(word)) in stems(word, Span(0, len(word)), language)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(NAMES), min_size=5, max_size=12, unique=True),
    articles,
    st.sampled_from(["he", "ar", "und", "fa"]),
)
def test_what_is_found_is_what_the_slowest_way_finds(own: list[str], text: str, language: str) -> None:
    names = named(*own)
    found = {
        (hit.span.start, hit.span.end, name.text)
        for hit in flat(Gazetteer.build(names).find(text, language))
        for name in hit.names
    }
    assert found == set(slowly_found(names, text, language))


@given(st.lists(st.sampled_from(NAMES), max_size=8), articles)
def test_outermost_hits_are_in_order_and_hold_all_others(own: list[str], text: str) -> None:
    hits = Gazetteer.build(named(*own)).find(text, "und")
    spans = [hit.span for hit in hits]
    assert spans == sorted(spans, key=lambda span: span.start)
    assert not any(one.contains(two) for one in spans for two in spans if one is not two)
    for hit in hits:
        assert all(hit.span.contains(inner.span) and hit.span != inner.span for inner in hit.nested)
        assert all(not inner.nested for inner in hit.nested)


@given(st.lists(st.sampled_from(NAMES), min_size=5, max_size=12), st.lists(articles | st.just(""), max_size=4))
def test_many_texts_are_searched_as_one_after_the_other(own: list[str], texts: list[str]) -> None:
    names = Gazetteer.build(named(*own))
    expected = [names.find(text, "und") for text in texts]
    assert names.find_in_all(texts, "und") == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", 20)
        assert names.find_in_all(texts, "und") == expected


@given(
    st.lists(st.sampled_from(NAMES), max_size=8, unique=True),
    st.lists(st.sampled_from(NAMES), max_size=4, unique=True),
    st.lists(st.sampled_from(NAMES), max_size=4, unique=True),
    st.sets(st.sampled_from(NAMES)),
    articles,
)
def test_a_changed_gazetteer_is_one_built_anew(
    first: list[str], beside: list[str], later: list[str], gone: set[str], text: str
) -> None:
    beside = [name for name in beside if name not in first]
    changed = Gazetteer.on(Shelf.build(entity(text, text) for text in first), named(*beside))
    anew = {text: [KnownName(text, "und", EntityId(text))] for text in (*first, *beside)}
    for name in later:
        changed.add(named(name))
        anew.setdefault(name, []).extend(named(name))
    for name in gone:
        changed.remove(EntityId(name))
        anew.pop(name, None)
    built = Gazetteer.build(name for names in anew.values() for name in names)

    def places(gazetteer: Gazetteer) -> list[tuple[Span, set[EntityId], str, tuple[Span, ...]]]:
        return [
            (hit.span, {name.entity for name in hit.names}, hit.prefix, tuple(inner.span for inner in hit.nested))
            for hit in gazetteer.find(text, "und")
        ]

    renewed = changed.renewed()
    assert places(changed) == places(built) == places(renewed)
    for gazetteer in (changed, built, renewed):
        gazetteer.remove(EntityId(NAMES[0]))
    assert places(changed) == places(built) == places(renewed)
