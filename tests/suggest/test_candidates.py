from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.ids import EntityId
from annotator.core.link import Candidate, Evidence, EvidenceKind
from annotator.core.offsets import Span
from annotator.suggest.candidates import CandidateIndex, Context
from tests.suggest.entities import entity

GANTZ = entity("person/benny-gantz", "Benny Gantz", "בני גנץ", "بيني غانتس", "بيني جانتس")
KOCHAVI = entity("person/aviv-kochavi", "Aviv Kochavi", "אביב כוכבי", "أفيف كوخافي")
MOROCCO = entity("place/morocco", "Morocco", "מרוקו", "المغرب", kind="PLACE")
ARMY = entity("org/moroccan-army", "Moroccan Army", "צבא מרוקו", kind="ORG")
LEBANON = entity("place/lebanon", "لبنان", kind="PLACE")
NSO = entity("org/nso", "NSO Group", "NSO", "קבוצת NSO", kind="ORG")
IDF = entity("org/idf", 'צה"ל', "جيش الدفاع الإسرائيلي", kind="ORG")
ALL = (GANTZ, KOCHAVI, MOROCCO, ARMY, LEBANON, NSO, IDF)


@pytest.fixture
def index() -> CandidateIndex:
    return CandidateIndex.build(ALL)


def ids(candidates: list[Candidate]) -> list[str]:
    return [candidate.entity for candidate in candidates]


def reason(candidate: Candidate) -> tuple[EvidenceKind, str]:
    return candidate.evidence[0].kind, candidate.evidence[0].name


@pytest.mark.parametrize(
    ("mention", "found", "kind", "name"),
    [
        ("Benny Gantz", GANTZ, EvidenceKind.EXACT_ALIAS, "Benny Gantz"),
        ("בני גנץ", GANTZ, EvidenceKind.EXACT_ALIAS, "בני גנץ"),
        ("بيني جانتس", GANTZ, EvidenceKind.EXACT_ALIAS, "بيني جانتس"),
        ("BENNY GANTZ", GANTZ, EvidenceKind.NORMALISED_ALIAS, "Benny Gantz"),
        ("أفيف كوخافى", KOCHAVI, EvidenceKind.NORMALISED_ALIAS, "أفيف كوخافي"),
        ("צה״ל", IDF, EvidenceKind.NORMALISED_ALIAS, 'צה"ל'),
        ("Moroccan", ARMY, EvidenceKind.PREFIX, "Moroccan Army"),
        ("Kochavi", KOCHAVI, EvidenceKind.WORD_PREFIX, "Aviv Kochavi"),
        ("גנץ", GANTZ, EvidenceKind.WORD_PREFIX, "בני גנץ"),
        ("Aviv Kohavi", KOCHAVI, EvidenceKind.SIMILAR, "Aviv Kochavi"),
        ("Gants", GANTZ, EvidenceKind.SIMILAR, "Benny Gantz"),
    ],
)
def test_a_mention_finds_its_entity_and_says_why(
    index: CandidateIndex, mention: str, found: object, kind: EvidenceKind, name: str
) -> None:
    best = index.for_mention([mention])[0]
    assert best.entity == getattr(found, "id")  # noqa: B009 - the parameter is an object to pytest
    assert reason(best) == (kind, name)


@pytest.mark.parametrize(
    ("text", "language", "entity_id", "kind"),
    [
        ("במרוקו", "he", "place/morocco", EvidenceKind.STEM),
        ('בצה"ל', "he", "org/idf", EvidenceKind.STEM),
        ("بالمغرب", "ar", "place/morocco", EvidenceKind.STEM),
        ("للمغرب", "ar", "place/morocco", EvidenceKind.STEM),
        ("للبنان", "ar", "place/lebanon", EvidenceKind.STEM),
        ("بـNSO", "ar", "org/nso", EvidenceKind.STEM),
    ],
)
def test_a_mention_with_its_prefix_finds_the_entity_too(
    index: CandidateIndex, text: str, language: str, entity_id: str, kind: EvidenceKind
) -> None:
    best = index.for_span(text, Span(0, len(text)), language)[0]
    assert (best.entity, best.evidence[0].kind) == (entity_id, kind)


def test_a_mention_that_begins_at_the_second_lam_is_the_very_name(index: CandidateIndex) -> None:
    best = index.for_span("سافر للمغرب", Span(6, 11), "ar")[0]
    assert (best.entity, reason(best)) == ("place/morocco", (EvidenceKind.EXACT_ALIAS, "المغرب"))


def test_what_the_mention_is_marked_as_decides_between_namesakes() -> None:
    index = CandidateIndex.build(
        [entity("person/washington", "Washington"), entity("place/washington", "Washington", kind="PLACE")]
    )
    assert ids(index.for_mention(["Washington"], "PLACE")) == ["place/washington", "person/washington"]
    assert ids(index.for_mention(["Washington"], "PERSON")) == ["person/washington", "place/washington"]
    assert ids(index.for_mention(["Washington"])) == ["person/washington", "place/washington"]


def test_what_this_article_speaks_of_goes_first() -> None:
    index = CandidateIndex.build([entity("person/a", "Benny Gantz"), entity("person/b", "Jenny Gantz")])
    counts = {EntityId("person/b"): 3}
    best = index.for_mention(["Gantz"], context=Context(counts))[0]
    assert best.entity == "person/b"
    assert Evidence(EvidenceKind.IN_DOCUMENT, 3) in best.evidence
    assert ids(index.for_mention(["Gantz"])) == ["person/a", "person/b"]


def test_what_was_linked_from_this_name_before_goes_first() -> None:
    index = CandidateIndex.build([entity("a", ("Gantz", 1)), entity("b", ("Gantz", 5)), entity("c", "Gantz")])
    found = index.for_mention(["Gantz"])
    assert ids(found) == ["b", "a", "c"]
    assert found[0].evidence == (
        Evidence(EvidenceKind.EXACT_ALIAS, name="Gantz"),
        Evidence(EvidenceKind.SAME_SURFACE, 5, "Gantz"),
    )


def test_of_equals_the_more_used_then_the_first_by_id() -> None:
    index = CandidateIndex.build([entity("b", "Xa Ya"), entity("a", "Xa Ya"), entity("c", ("Xa Yo", 2))])
    assert ids(index.for_mention(["Xa"])) == ["c", "a", "b"]


def test_nearly_the_same_is_not_offered_beside_the_very_name() -> None:
    index = CandidateIndex.build([entity("a", "Gantz"), entity("b", "Gants")])
    assert ids(index.for_mention(["Gantz"])) == ["a"]


def test_names_are_shown_in_the_wanted_language(index: CandidateIndex) -> None:
    assert index.for_mention(["Benny Gantz"], languages=["ar", "he"])[0].name == "بيني غانتس"
    assert index.search("Benny Gantz", languages=["he"])[0].name == "בני גנץ"
    assert index.search("Benny Gantz")[0].name == "Benny Gantz"


def test_no_more_than_the_limit() -> None:
    index = CandidateIndex.build(entity(f"e/{number:02}", f"Gan {number:02}") for number in range(20))
    assert ids(index.search("gan", 3)) == ["e/00", "e/01", "e/02"]
    assert index.search("gan", 0) == []


@pytest.mark.parametrize(
    ("query", "best", "kind", "name"),
    [
        ("gan", "person/benny-gantz", EvidenceKind.WORD_PREFIX, "Benny Gantz"),
        ("ben", "person/benny-gantz", EvidenceKind.PREFIX, "Benny Gantz"),
        ("gantz ben", "person/benny-gantz", EvidenceKind.WORD_PREFIX, "Benny Gantz"),
        ("be ga", "person/benny-gantz", EvidenceKind.WORD_PREFIX, "Benny Gantz"),
        ("גנצ", "person/benny-gantz", EvidenceKind.WORD_PREFIX, "בני גנץ"),
        ("غان", "person/benny-gantz", EvidenceKind.WORD_PREFIX, "بيني غانتس"),
        (" مغرب", "place/morocco", EvidenceKind.WORD_PREFIX, "المغرب"),
        ("מרוקו", "place/morocco", EvidenceKind.EXACT_ALIAS, "מרוקו"),
        ("morroco", "place/morocco", EvidenceKind.SIMILAR, "Morocco"),
    ],
)
def test_typed_names_of_any_script_find_and_say_why(
    index: CandidateIndex, query: str, best: str, kind: EvidenceKind, name: str
) -> None:
    found = index.search(query)[0]
    assert (found.entity, *reason(found)) == (best, kind, name)


@pytest.mark.parametrize("query", ["", "  ", "…", "\u200f", "zzzz", "בנג"])
def test_queries_that_mean_nothing_find_nothing(index: CandidateIndex, query: str) -> None:
    assert index.search(query) == []


def test_known_names(index: CandidateIndex) -> None:
    assert index.is_known_name("מרוקו")
    assert index.is_known_name("MOROCCO")
    assert not index.is_known_name("מרוק")
    assert not index.is_known_name("")


def test_changes_are_seen_at_once(index: CandidateIndex) -> None:
    index.update(entity("person/benny-gantz", "Benny Gantz", "Beni Ganz"))
    assert ids(index.for_mention(["Beni Ganz"])) == ["person/benny-gantz"]
    assert not index.is_known_name("בני גנץ")
    index.update(entity("person/new", "Yair Lapid"))
    assert ids(index.search("lapid")) == ["person/new"]
    index.remove(EntityId("person/new"))
    index.remove(EntityId("person/new"))
    assert index.search("lapid") == []


def test_among_thousands_of_names_the_right_one_is_found() -> None:
    dice = random.Random(5)
    syllables = [first + vowel for first in "bdgklmnprstz" for vowel in "aeiou"]
    crowd = [
        entity(f"e/{number}", " ".join("".join(dice.choices(syllables, k=3)).title() for _ in range(2)))
        for number in range(15_000)
    ]
    index = CandidateIndex.build((*crowd, GANTZ))
    for query in ("Benny Gantz", "benny gan", "gantz", "Beny Gantz"):
        assert index.search(query)[0].entity == GANTZ.id
    for wanted in dice.sample(crowd, 20):
        assert wanted.id in ids(index.for_mention([wanted.aliases[0].text]))


queries = st.lists(st.sampled_from(["benny", "gan", "gantz", "בני", "גנץ", "المغرب", "x", "nso", "צהל"]), max_size=3)


@given(queries.map(" ".join), st.sampled_from(["", "PERSON", "PLACE"]), st.integers(1, 9))
def test_candidates_come_best_first_each_once(query: str, label: str, limit: int) -> None:
    index = CandidateIndex.build(ALL)
    types = {known.id: known.type for known in ALL}
    for found in (index.search(query, limit, label=label), index.for_mention([query], label, limit=limit)):
        scores = [candidate.score for candidate in found]
        assert scores == sorted(scores, reverse=True)
        assert len(set(ids(found))) == len(found) <= limit
        assert all(0 < candidate.score <= 1 and candidate.evidence for candidate in found)
        assert all(candidate.label == types[candidate.entity] for candidate in found)
