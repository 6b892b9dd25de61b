"""The sample articles: what is offered first for the mentions that were linked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.core.offsets import Span
from annotator.suggest.candidates import CandidateIndex
from tests.suggest.entities import entity

SEEDS = Path(__file__).parents[2] / "seeds"


def lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (SEEDS / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def index() -> CandidateIndex:
    return CandidateIndex.build(
        entity(str(read["id"]), *(name for names in read["names"].values() for name in names), kind=str(read["type"]))
        for read in map(dict, lines("entities.jsonl"))
        if isinstance(read["names"], dict)
    )


@pytest.mark.parametrize("article", lines("sample.jsonl"), ids=lambda article: str(article["id"]))
def test_the_first_candidate_of_every_linked_mention_is_its_entity(
    index: CandidateIndex, article: dict[str, object]
) -> None:
    text, language, mentions = str(article["text"]), str(article["language"]), article["mentions"]
    assert isinstance(mentions, list)
    linked = [mention for mention in mentions if mention.get("entity") not in (None, "NIL")]
    assert len(linked) >= 40
    for mention in linked:
        span = Span(mention["start"], mention["end"])
        found = index.for_span(text, span, language, label=mention["label"], limit=1)
        assert [candidate.entity for candidate in found] == [mention["entity"]], span.surface(text)
