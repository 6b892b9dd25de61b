"""What is suggested in a document: known names, where they may stand, and what people have decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.ids import DocumentId, EntityId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.link import EvidenceKind
from annotator.core.mention import MentionStatus
from annotator.suggest.finding import Finder
from tests.suggest.entities import entity
from tests.suggest.finding_articles import NOA, article, finder, found, mention, shown

GANTZ = entity("gantz", "Benny Gantz", "בני גנץ", "بيني غانتس")
RABAT = entity("rabat", "Rabat", "רבאט", "الرباط", kind="PLACE")
MOROCCO = entity("morocco", "Morocco", "מרוקו", "المغرب", kind="PLACE")
ISRAEL = entity("israel", "Israel", "ישראל", "إسرائيل", kind="PLACE")
LEBANON = entity("lebanon", "Lebanon", "לבנון", "لبنان", kind="PLACE")
FORCES = entity("idf", "Israel Defense Forces", "צבא ההגנה לישראל", "جيش الدفاع الإسرائيلي", kind="ORG")
KNOWN = (GANTZ, RABAT, MOROCCO, ISRAEL, LEBANON, FORCES)
SHARED = finder(*KNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The stem is the mention, whatever stands before it.
        ("הוא ביקר ברבאט ובמרוקו.", ["רבאט", "מרוקו"]),
        ("כשבמרוקו ישבו, שבישראל עמדו.", ["מרוקו", "ישראל"]),
        ("זار والمغرب وبالمغرب فالمغرب", ["المغرب", "المغرب", "المغرب"]),
        ("زار وفد إسرائيل وبالرباط التقى", ["إسرائيل", "الرباط"]),
        # After لـ the article's alef is not written: the span begins at the second lam. A lam of the name's own is its.
        ("يسمح للمغرب باقتناء معدات", ["لمغرب"]),
        ("زيارة للبنان ولبنان", ["لبنان", "لبنان"]),
        # Two names that a hyphen joins are two.
        ("היחסים ישראל-מרוקו וישראל–מרוקו וישראל־מרוקו", ["ישראל", "מרוקו"] * 3),
        ("The Israel–Morocco deal, the Israel-Morocco pact", ["Israel", "Morocco"] * 2),
        ("Morocco’s king, Israel's army", ["Morocco", "Israel"]),
    ],
)
def test_known_names_are_found_without_what_is_written_together_with_them(text: str, expected: list[str]) -> None:
    assert [each.surface for each in found(KNOWN, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Moroccan-Israeli deal pleased Moroccans, Israelis and a Lebanese envoy.",
        "ההסכם המרוקאי־ישראלי שימח ישראלים, מרוקאים ולבנונית.",
        "الاتفاق المغربي الإسرائيلي أسعد المغاربة والإسرائيليين واللبنانية",
        "It consolidates Rabatic moroccopedia.",
    ],
)
def test_adjectives_peoples_and_longer_words_are_no_places(text: str) -> None:
    assert found(KNOWN, text) == []


def test_the_longest_name_stands_and_only_organizations_hold_others() -> None:
    strip = entity("strip", "Gaza Strip", kind="PLACE")
    gaza = entity("gaza", "Gaza", kind="PLACE")
    text = "The Israel Defense Forces left the Gaza Strip and Gaza."
    assert shown(found((*KNOWN, strip, gaza), text)) == [
        ("Israel Defense Forces", "idf"),
        ("Israel", "israel"),
        ("Gaza Strip", "strip"),
        ("Gaza", "gaza"),
    ]


def test_an_ambiguous_name_keeps_its_readings_and_the_article_chooses() -> None:
    jordan = entity("jordan", "Jordan", kind="PLACE")
    player = entity("player", "Jordan", "Michael Jordan")
    (alone,) = found((jordan, player), "They went to see Jordan today in the evening, at last.")[:1]
    assert {each.entity for each in alone.candidates} == {"jordan", "player"}
    assert sum(each.score for each in alone.candidates) < 1
    text = "They saw Michael Jordan play. Later Jordan left."
    assert shown(found((jordan, player), text)) == [("Michael Jordan", "player"), ("Jordan", "player")]


def test_what_was_chosen_before_comes_first() -> None:
    often = entity("often", ("Springfield", 5), kind="PLACE")
    never = entity("never", "Springfield", kind="PLACE")
    (suggestion,) = found((never, often), "A walk in Springfield.")
    assert [each.entity for each in suggestion.candidates] == ["often", "never"]
    assert suggestion.candidates[0].score > 2 * suggestion.candidates[1].score


def test_of_namesakes_the_better_known_comes_first_unless_another_was_chosen() -> None:
    village = entity("village", "Paris", kind="PLACE")
    capital = replace(entity("capital", "Paris", kind="PLACE"), external={"population": "2100000"})
    (first,) = found((village, capital), "A walk in Paris.")
    assert [each.entity for each in first.candidates] == ["capital", "village"]
    chosen = entity("village", ("Paris", 9), kind="PLACE")
    (second,) = found((chosen, capital), "A walk in Paris.")
    assert [each.entity for each in second.candidates] == ["village", "capital"]


def test_of_namesakes_who_is_named_beside_the_others_elsewhere_comes_first() -> None:
    people = [entity("adam", "Adam Smith", "Smith"), entity("zadie", "Zadie Smith", "Smith")]
    kirkcaldy, london = entity("kirkcaldy", "Kirkcaldy", kind="PLACE"), entity("london", "London", kind="PLACE")
    asked: list[set[str]] = []

    def companions(entities: Collection[EntityId], apart_from: DocumentId) -> list[set[EntityId]]:
        asked.append({*entities, apart_from})
        return [{people[0].id, kirkcaldy.id}, {people[1].id, london.id}, {people[1].id, london.id}]

    finds = Finder.build([*people, kirkcaldy, london], DEFAULT_LABELS, companions=companions)
    for town, expected in (("Kirkcaldy", "adam"), ("London", "zadie")):
        (smith,) = [each for each in found(finds, f"A day in {town}. Later Smith left.") if each.surface == "Smith"]
        assert smith.candidates[0].entity == expected
        reasons = [reason for reason in smith.candidates[0].evidence if reason.kind is EvidenceKind.NEIGHBOUR]
        assert [reason.name for reason in reasons] == [town]
    assert asked == [{"kirkcaldy", "doc"}, {"london", "doc"}]
    found(finds, "A day in London, and one in Kirkcaldy.")
    assert len(asked) == 2, "where nothing is ambiguous, nothing is asked"


def test_after_the_full_name_the_surname_is_enough() -> None:
    text = "Benny Gantz visited Rabat. Gantz met the king. The visit pleased Gantz’s hosts, not Gantzer."
    assert shown(found(KNOWN, text)) == [
        ("Benny Gantz", "gantz"),
        ("Rabat", "rabat"),
        ("Gantz", "gantz"),
        ("Gantz", "gantz"),
    ]
    assert found(KNOWN, "Gantz met the king.") == []
    hebrew = "בני גנץ ביקר ברבאט. לגנץ היה זמן, וגנץ דיבר."
    assert [each.surface for each in found(KNOWN, hebrew)] == ["בני גנץ", "רבאט", "גנץ", "גנץ"]


def test_particles_stay_with_their_surname() -> None:
    wali = entity("wali", "محمد بن الوالي", "David Ben Gurion")
    assert [each.surface for each in found((wali,), "David Ben Gurion spoke. Ben Gurion left. Gurion slept.")] == [
        "David Ben Gurion",
        "Ben Gurion",
    ]


def test_a_short_form_in_brackets_is_the_organization_elsewhere() -> None:
    text = "The Israel Defense Forces (IDF) said so. The IDF did not say more."
    assert ("IDF", "idf") in shown(found(KNOWN, text))
    assert [each.surface for each in found(KNOWN, text)].count("IDF") == 2


def test_dates_come_with_their_values_and_stand_in_no_name() -> None:
    text = "Benny Gantz arrived on 24 November 2021. The 5 May Bank opened."
    bank = entity("bank", "5 May Bank", kind="ORG")
    suggestions = finder(GANTZ, bank).find(article(text, date="2021-11-25"), ())
    assert [(each.surface, each.label) for each in suggestions] == [
        ("Benny Gantz", "PERSON"),
        ("24 November 2021", "DATE"),
        ("5 May Bank", "ORG"),
    ]
    assert suggestions[1].date is not None
    assert suggestions[1].date.value == "2021-11-24"


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("will", "PERSON", "They will come."),
        ("Will", "PERSON", "They will come."),
        ("US", "PLACE", "It helps us all."),
        ("IT", "ORG", "It rains."),
        ("A", "ORG", "A man came."),
    ],
)
def test_common_words_are_no_names_unless_they_are_written_so(name: str, kind: str, text: str) -> None:
    assert all(each.score < 0.6 for each in found((entity("x", name, kind=kind),), text))


def test_a_common_word_behind_a_letter_that_may_be_a_prefix_is_trusted_little() -> None:
    ayit = entity("x", "ית", kind="ORG")
    assert all(each.score < 0.5 for each in found((ayit,), "הוא הלך לבית הספר."))


def test_what_is_marked_is_not_suggested_but_what_stands_in_an_organization_is() -> None:
    text = "The Israel Defense Forces met Benny Gantz in Rabat."
    marked = [mention(text, "Israel Defense Forces", "ORG", "idf"), mention(text, "Gantz", "PERSON", "gantz")]
    assert shown(found(KNOWN, text, marked)) == [("Israel", "israel"), ("Rabat", "rabat")]


def test_what_people_have_linked_speaks_for_the_rest_of_the_article() -> None:
    first = entity("first", "Ali Hassan")
    second = entity("second", "Omar Hassan")
    text = "Omar Hassan came. Then Hassan spoke."
    marked = [mention(text, "Omar Hassan", "PERSON", "second")]
    (suggestion,) = found((first, second), text, marked)
    assert shown([suggestion]) == [("Hassan", "second")]


def test_what_was_turned_down_is_not_suggested_again_there_and_weaker_elsewhere() -> None:
    text = "Rabat is here. Rabat is there."
    finds = finder(*KNOWN)
    before = finds.find(article(text), ())
    rejected = [mention(text, "Rabat", "PLACE", "rabat", status=MentionStatus.REJECTED)]
    (left,) = finds.find(article(text), rejected)
    assert left.span == before[1].span
    assert finds.turned_down(DocumentId("other"), rejected)
    assert not finds.turned_down(DocumentId("other"), rejected)
    weaker = finds.find(article(text), ())
    assert all(now.score < then.score for now, then in zip(weaker, before, strict=True))
    assert finds.turned_down(DocumentId("other"), [])
    assert finds.find(article(text), ()) == before


def test_an_entity_that_changes_is_found_by_what_it_is_called_now() -> None:
    finds = finder(RABAT)
    finds.update(entity("rabat", "Salé", kind="PLACE"))
    assert shown(finds.find(article("From Rabat to Salé."), ())) == [("Salé", "rabat")]
    finds.update(GANTZ)
    assert shown(finds.find(article("Benny Gantz in Salé."), ())) == [("Benny Gantz", "gantz"), ("Salé", "rabat")]
    finds.remove(EntityId("rabat"))
    finds.remove(EntityId("nobody"))
    assert shown(finds.find(article("Benny Gantz in Salé."), ())) == [("Benny Gantz", "gantz")]


def test_an_entity_of_a_type_that_does_not_link_is_not_suggested() -> None:
    assert found((entity("x", "Rabat", kind="DATE"), entity("y", "Salé", kind="SHIP")), "Rabat and Salé.") == []


def test_names_that_are_none_do_no_harm() -> None:
    odd = (
        entity("empty", ""),
        entity("spaces", "   "),
        entity("none"),
        entity("signs", "—…!"),
        entity("huge", "ab " * 350_000),
        entity("letter", "ב"),
    )
    assert shown(found((*odd, RABAT), "ביקור ברבאט — ab ab ab, ב")) == [("רבאט", "rabat")]


@st.composite
def texts(draw: st.DrawFn) -> str:
    names = [alias.text for each in KNOWN for alias in each.aliases]
    pieces = st.one_of(st.sampled_from(names), st.sampled_from(["ב", "و", "لل", "-", "־", " ", " ", ". ", "\n", "’s"]))
    words = st.one_of(pieces, st.text(st.sampled_from("אבגשלامنرabcGz \u0301\u200f"), max_size=6))
    return "".join(draw(st.lists(words, max_size=25)))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts(), st.data())
def test_suggestions_lie_in_the_text_say_what_it_says_and_keep_to_what_was_decided(
    text: str, data: st.DataObject
) -> None:
    document = article(text)
    suggestions = SHARED.find(document, ())
    assert suggestions == SHARED.find(document, ())
    for each in suggestions:
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.surface == text[each.span.start : each.span.end]
        assert 0 <= each.score <= 1
        assert [one.score for one in each.candidates] == sorted((c.score for c in each.candidates), reverse=True)
    assert len({(each.span, each.label) for each in suggestions}) == len(suggestions)
    if suggestions:
        some = data.draw(st.sampled_from(suggestions))
        for status in (MentionStatus.REJECTED, MentionStatus.ACCEPTED):
            decided = replace(some.as_mention(NOA), status=status)
            again = SHARED.find(document, [decided])
            assert (some.span, some.label) not in {(each.span, each.label) for each in again}
