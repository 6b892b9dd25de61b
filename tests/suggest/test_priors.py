from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.priors import fame

KEYS = ("sitelinks", "population", "frequency", "iso3166", "wikidata")


@given(st.dictionaries(st.sampled_from(KEYS), st.text(max_size=30)))
def test_fame_is_a_share_whatever_is_written_there(external: dict[str, str]) -> None:
    assert 0 <= fame(external) <= 1


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from(("sitelinks", "population", "frequency")))
def test_more_is_never_less(one: int, other: int, key: str) -> None:
    few, many = sorted((one, other))
    assert fame({key: str(few)}) <= fame({key: str(many)})


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({}, {"sitelinks": "1"}),
        ({"sitelinks": "3"}, {"sitelinks": "120"}),
        ({"population": "30000"}, {"population": "3000000"}),
        ({"frequency": "2"}, {"frequency": "200"}),
        ({"population": "600000"}, {"iso3166": "LU"}),
        ({"wikidata": "Q1"}, {"wikidata": "Q1", "population": "20000"}),
    ],
)
def test_what_is_known_better_is_known_better(less: dict[str, str], more: dict[str, str]) -> None:
    assert fame(less) < fame(more)


def test_what_is_no_number_says_nothing() -> None:
    given = ({"sitelinks": "-5"}, {"population": "many"}, {"sitelinks": "٣"}, {"sitelinks": "9" * 40})
    assert not any(map(fame, given))
