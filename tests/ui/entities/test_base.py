"""Filters, counts and lines of the entity table, without a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotator.app.duplicates import Double, DoubleReason
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.ids import AliasId, EntityId
from annotator.ui.entities.base import (
    ALL_LANGUAGES,
    MAYBE_THE_SAME,
    NEVER_USED,
    TYPED,
    USED,
    VALUES,
    WIKIDATA,
    EntityBase,
    Facet,
    Fact,
    Filter,
    Line,
    Order,
    doubled,
    lines_of,
    searched_lines,
)


def _fact(
    identifier: str, names: Mapping[str, str], *, type_: str = "PERSON", mentions: int = 0, wikidata: str = ""
) -> Fact:
    aliases = tuple(
        Alias(AliasId(f"{identifier}{language}"), text, language, "Zyyy", text.casefold(), AliasSource.TYPED, 0)
        for language, text in names.items()
    )
    external = {"wikidata": wikidata} if wikidata else {}
    return Fact(Entity(EntityId(identifier), type_, external=external, aliases=aliases), mentions)


_FACTS = st.lists(
    st.builds(
        _fact,
        st.text("abcdefgh", min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(["en", "he", "ar", "fr"]), st.text("xyz", min_size=1, max_size=3), min_size=1),
        type_=st.sampled_from(["PERSON", "PLACE"]),
        mentions=st.integers(0, 2),
        wikidata=st.sampled_from(["", "Q1"]),
    ),
    max_size=12,
    unique_by=lambda fact: fact.entity.id,
)
_CHOICES = st.dictionaries(
    st.sampled_from(list(Facet)), st.frozensets(st.sampled_from(["PERSON", USED, NEVER_USED, WIKIDATA, "no he"]))
)


@given(_FACTS, _CHOICES)
def test_counts_tell_what_choosing_that_value_alone_would_show(
    facts: list[Fact], wanted: dict[Facet, frozenset[str]]
) -> None:
    filter_ = Filter(wanted)
    _, counts = filter_.passing(facts)
    for facet, values in {**VALUES, Facet.TYPE: ("PERSON", "PLACE")}.items():
        for value in values:
            alone = Filter({**wanted, facet: frozenset({value})})
            assert counts[facet, value] == len(alone.passing(facts)[0])


@given(_FACTS, st.sampled_from(list(Order)), st.booleans())
def test_every_entity_has_one_line_whatever_the_order(facts: list[Fact], order: Order, is_descending: bool) -> None:
    lines = lines_of(facts, order, is_descending=is_descending)
    assert sorted(line.fact.entity.id for line in lines) == sorted(fact.entity.id for fact in facts)


@given(_FACTS.filter(lambda facts: len(facts) > 2), st.sampled_from(list(Order)), st.booleans())
def test_a_double_hangs_right_under_its_twin(facts: list[Fact], order: Order, is_descending: bool) -> None:
    base = EntityBase({fact.entity.id: fact for fact in facts})
    keep, gone = facts[0].entity.id, facts[-1].entity.id
    base.set_doubles([Double(keep, gone, DoubleReason.SAME_NAME, ("x", "x"), 1.0)])
    lines = lines_of(list(base.facts.values()), order, is_descending=is_descending)
    ids = [line.fact.entity.id for line in lines]
    assert ids.index(gone) == ids.index(keep) + 1
    assert [line.twin for line in lines if line.twin] == [keep]


def _ids(lines: Sequence[Line]) -> list[str]:
    return [line.fact.entity.id for line in lines]


def test_a_double_without_its_twin_in_sight_stands_by_itself() -> None:
    base = EntityBase({EntityId(key): _fact(key, {"en": key}, mentions=n) for n, key in enumerate("ab")})
    base.set_doubles([Double(EntityId("b"), EntityId("a"), DoubleReason.SAME_NAME, ("x", "x"), 1.0)])
    facts = [base.facts[EntityId("a")]]
    (line,) = lines_of(facts, Order.USES, is_descending=True)
    assert line.twin is None
    assert doubled(base.facts, (EntityId("a"), EntityId("b"))) is not None
    assert doubled(base.facts, (EntityId("a"), EntityId("c"))) is None


def test_names_are_sorted_in_their_language_those_without_one_last() -> None:
    facts = [_fact("1", {"en": "beta"}), _fact("2", {"he": "א"}), _fact("3", {"en": "Alpha"})]
    assert _ids(lines_of(facts, Order.EN, is_descending=False)) == ["3", "1", "2"]
    assert _ids(lines_of(facts, Order.EN, is_descending=True)) == ["1", "3", "2"]
    assert _ids(lines_of(facts, Order.HE, is_descending=False))[0] == "2"


def test_the_most_used_come_first_and_equals_by_id() -> None:
    facts = [_fact("c", {"en": "c"}), _fact("a", {"en": "a"}), _fact("b", {"en": "b"}, mentions=3)]
    assert _ids(lines_of(facts, Order.USES, is_descending=True)) == ["b", "a", "c"]


def test_a_search_shows_which_name_matched_where_no_column_does() -> None:
    fact = _fact("1", {"en": "Benny Gantz", "fr": "Gantz, Benny"})
    facts = {fact.entity.id: fact}
    shown, hidden = searched_lines(facts, [(fact.entity.id, "Benny Gantz"), (fact.entity.id, "Gantz, Benny")])
    assert shown.matched == ""
    assert hidden.matched == "Gantz, Benny"
    assert searched_lines(facts, [(EntityId("gone"), "x")]) == []


def test_what_an_entity_is() -> None:
    everywhere = _fact("1", {"en": "a", "he": "b", "ar": "c"}, mentions=1)
    assert set(everywhere.values()) == {
        (Facet.TYPE, "PERSON"), (Facet.NAMES, ALL_LANGUAGES), (Facet.USE, USED), (Facet.SOURCE, TYPED),
    }  # fmt: skip
    double = Double(EntityId("2"), EntityId("1"), DoubleReason.SAME_NAME, ("a", "a"), 1.0)
    assert (Facet.USE, MAYBE_THE_SAME) in set(everywhere._replace(double=double).values())
