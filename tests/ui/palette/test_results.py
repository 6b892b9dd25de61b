from __future__ import annotations

import pytest

from annotator.ui.palette.results import Hit, Kind, Words, narrowed, search


class Fixed:
    """A source with fixed hits that remembers what it was asked."""

    def __init__(self, kind: Kind, *scores: float) -> None:
        self.kind = kind
        self.asked: list[tuple[str, int]] = []
        self._scores = scores

    def find(self, query: str, limit: int) -> list[Hit]:
        self.asked.append((query, limit))
        return [Hit(self.kind, f"{self.kind}/{score}", Words("x"), score) for score in self._scores[:limit]]


@pytest.mark.parametrize(
    ("query", "kind", "words"),
    [
        ("gan", None, "gan"),
        (">exp", Kind.ACTION, "exp"),
        ("  @ גנץ ", Kind.ENTITY, "גנץ"),
        ("#", Kind.DOCUMENT, ""),
        ("a > b", None, "a > b"),
        ("", None, ""),
    ],
)
def test_a_prefix_narrows(query: str, kind: Kind | None, words: str) -> None:
    assert narrowed(query) == (kind, words)


def test_sections_follow_the_best_hit_and_empty_ones_are_left_out() -> None:
    sources = [Fixed(Kind.ENTITY, 0.5), Fixed(Kind.ACTION, 0.9, 0.1), Fixed(Kind.DOCUMENT)]
    assert [section.kind for section in search("gan", sources)] == [Kind.ACTION, Kind.ENTITY]


def test_equals_stay_in_the_order_of_the_sources() -> None:
    sources = [Fixed(kind, 0.4) for kind in (Kind.DOCUMENT, Kind.ENTITY, Kind.ACTION)]
    assert [section.kind for section in search("", sources)] == [Kind.DOCUMENT, Kind.ENTITY, Kind.ACTION]


def test_only_the_kind_asked_for_is_searched_and_more_of_it() -> None:
    actions, entities = Fixed(Kind.ACTION, 1.0), Fixed(Kind.ENTITY, 1.0)
    search("gan", [actions, entities])
    search(">gan", [actions, entities])
    assert [query for query, _ in entities.asked] == ["gan"]
    assert [query for query, _ in actions.asked] == ["gan", "gan"]
    assert actions.asked[1][1] > actions.asked[0][1]
