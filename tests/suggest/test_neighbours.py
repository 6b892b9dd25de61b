from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.ids import EntityId
from annotator.suggest.neighbours import Neighbour, neighbours_of

GANTZ, LODYI, RABAT, ISRAEL = map(EntityId, ("person/gantz", "person/lodyi", "place/rabat", "place/israel"))
entities = st.frozensets(st.sampled_from((GANTZ, LODYI, RABAT, ISRAEL)))


def test_who_is_always_named_together_says_more_than_who_is_named_everywhere() -> None:
    companions = [{GANTZ, LODYI, ISRAEL}, {GANTZ, LODYI, ISRAEL}, {ISRAEL, RABAT}, {ISRAEL}, {ISRAEL}]
    found = neighbours_of([GANTZ, ISRAEL], companions)
    assert found[LODYI] == Neighbour(2 / 3, 2, GANTZ)
    assert found[RABAT] == Neighbour(1 / 6, 1, ISRAEL)


def test_nobody_is_his_own_neighbour() -> None:
    assert GANTZ not in neighbours_of([GANTZ], [{GANTZ}, {GANTZ, LODYI}])
    assert neighbours_of([GANTZ, LODYI], [{GANTZ, LODYI}])[GANTZ].beside == LODYI
    assert neighbours_of([], [{GANTZ}]) == {}


@given(entities, st.lists(entities))
def test_shares_are_shares_and_documents_are_counted(
    named: frozenset[EntityId], others: list[frozenset[EntityId]]
) -> None:
    for entity, neighbour in neighbours_of(named, others).items():
        together = [each for each in others if {entity, neighbour.beside} <= each]
        assert neighbour.documents == len(together) > 0
        assert 0 < neighbour.share < 1
        assert neighbour.beside in named - {entity}


@given(entities, st.lists(entities))
def test_one_more_article_together_never_makes_it_less(
    named: frozenset[EntityId], others: list[frozenset[EntityId]]
) -> None:
    before = neighbours_of(named, others)
    for entity, neighbour in before.items():
        assert neighbours_of(named, [*others, {entity, neighbour.beside}])[entity].share > neighbour.share
