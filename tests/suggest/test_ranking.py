from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.suggest.known import Name
from annotator.suggest.ranking import Match, Standing, evidence, part_of_name, same_name, score

NAME = Name(EntityId("e"), "Benny Gantz", 0, "PERSON")
SAME = (EvidenceKind.EXACT_ALIAS, EvidenceKind.NORMALISED_ALIAS, EvidenceKind.STEM)
PART = (EvidenceKind.PREFIX, EvidenceKind.WORD_PREFIX, EvidenceKind.SIMILAR)

matches = st.one_of(
    st.builds(same_name, st.sampled_from(SAME), st.just(NAME)),
    st.builds(part_of_name, st.sampled_from(PART), st.just(NAME), st.floats(0, 1), whole_words=st.booleans()),
)
counts = st.integers(0, 500)
shares = st.floats(0, 1)
standings = st.builds(
    Standing,
    fits=st.booleans(),
    in_document=counts,
    before=counts,
    before_all=counts,
    together=shares,
    articles=counts,
    beside=st.just("Rabat"),
    linked=counts,
    fame=shares,
)


@given(matches, standings)
def test_a_score_lies_between_0_and_1(match: Match, standing: Standing) -> None:
    assert 0 < score(match, standing) <= 1


@given(matches, standings, counts)
def test_what_was_linked_before_never_lowers_a_score(match: Match, standing: Standing, more: int) -> None:
    assert score(match, standing._replace(in_document=standing.in_document + more)) >= score(match, standing)
    before, everywhere = standing.before + more, standing.before_all + more
    assert score(match, standing._replace(before=before, before_all=everywhere)) >= score(match, standing)


@given(matches, standings, counts, shares)
def test_neighbours_links_and_fame_never_lower_a_score(match: Match, standing: Standing, more: int, up: float) -> None:
    least = score(match, standing)
    assert score(match, standing._replace(together=max(standing.together, up))) >= least
    assert score(match, standing._replace(linked=standing.linked + more)) >= least
    assert score(match, standing._replace(fame=max(standing.fame, up))) >= least


@given(matches)
def test_what_is_nearer_weighs_more(match: Match) -> None:
    nothing, all_know_it = Standing(), Standing(linked=5_000, fame=1.0)
    together = Standing(together=0.99, articles=99)
    here, other = Standing(in_document=1), Standing(before=1, before_all=1)
    ordered = [score(match, standing) for standing in (nothing, Standing(fame=1.0), together, here)]
    assert ordered == sorted(set(ordered))
    assert score(match, all_know_it) < score(match, here) < score(match, other)


@given(matches, standings)
def test_another_type_stands_back(match: Match, standing: Standing) -> None:
    assert score(match, standing._replace(fits=False)) < score(match, standing._replace(fits=True))


def test_the_very_name_goes_before_a_part_of_it() -> None:
    ordered = [same_name(kind, NAME) for kind in SAME]
    ordered += [part_of_name(kind, NAME, 1.0, whole_words=kind is not EvidenceKind.SIMILAR) for kind in PART]
    scores = [score(match, Standing()) for match in ordered]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_more_of_the_name_and_whole_words_count_for_more() -> None:
    low, high = (part_of_name(EvidenceKind.PREFIX, NAME, coverage).weight for coverage in (0.2, 0.8))
    assert low < high < part_of_name(EvidenceKind.PREFIX, NAME, 0.8, whole_words=True).weight


def test_a_name_that_is_always_linked_so_outweighs_one_that_seldom_is() -> None:
    match = same_name(EvidenceKind.EXACT_ALIAS, NAME)
    always = score(match, Standing(before=6, before_all=6))
    seldom = score(match, Standing(before=1, before_all=12))
    assert always > seldom > score(match, Standing())


def test_reasons_come_strongest_first() -> None:
    match = same_name(EvidenceKind.EXACT_ALIAS, NAME)
    name = Evidence(EvidenceKind.EXACT_ALIAS, name="Benny Gantz")
    before = Evidence(EvidenceKind.SAME_SURFACE, 1, "Benny Gantz")
    assert evidence(match, Standing()) == (name,)
    assert evidence(match, Standing(in_document=9, before=1, before_all=9)) == (
        name,
        Evidence(EvidenceKind.IN_DOCUMENT, 9),
        before,
    )
    assert evidence(match, Standing(in_document=1, before=1, before_all=1)) == (
        name,
        before,
        Evidence(EvidenceKind.IN_DOCUMENT, 1),
    )
