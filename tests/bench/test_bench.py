"""The benchmarks' own texts and floors do what their figures claim. Nothing here is timed."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench import corpus, floors
from tests.bench.__main__ import BENCHMARKS
from tests.bench.clock import spread
from tests.bench.figures import at_most, cells, table, times_the_floor
from tests.bench.many_names import many_entities


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return list(corpus.articles(60))


def test_documents_have_the_words_and_mentions_they_promise(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        text = document["text"]
        assert corpus.WORDS <= len(text.split()) <= corpus.WORDS + 1
        assert len(document["mentions"]) == corpus.MENTIONS
        assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in document["mentions"])
    assert {document["language"] for document in documents} == set(corpus.LANGUAGES)


def test_a_third_of_the_names_stand_behind_a_prefix(documents: list[dict[str, Any]]) -> None:
    behind = [
        document["text"][mention["start"] - 1].isalpha()
        for document in documents
        for mention in document["mentions"]
        if document["language"] != "en" and "entity" in mention and mention["start"]
    ]
    assert 0.25 < sum(behind) / len(behind) < 0.42


def test_the_corpus_is_the_same_every_time(documents: list[dict[str, Any]]) -> None:
    assert list(corpus.articles(3)) == documents[:3]


def test_made_up_names_are_the_same_every_time_and_differ_from_each_other() -> None:
    made = [[(alias.language, alias.text) for alias in entity.aliases] for entity in many_entities(300)]
    assert made == [[(alias.language, alias.text) for alias in entity.aliases] for entity in many_entities(300)]
    assert [[language for language, _ in names] for names in made] == [["en", "he", "ar"]] * 100
    assert len({names[0] for names in made}) > 95


def test_the_floor_of_names_finds_those_that_are_whole_words() -> None:
    floor = floors.PhraseFloor(["Benny Gantz", "רבאט", "Gantz"])
    assert floor.match(["Benny Gantz met him in ברבאט", "רבאט"]) == 3


def test_the_big_document_has_its_size() -> None:
    document: dict[str, Any] = corpus.big_article()
    text = document["text"]
    assert abs(len(text.encode()) - corpus.BIG_BYTES) < 100
    assert len(document["mentions"]) == corpus.BIG_MENTIONS
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in document["mentions"])


def test_the_floors_of_import_and_export_keep_every_mention(tmp_path: Path) -> None:
    source = corpus.write_corpus(tmp_path, 5)
    assert floors.import_jsonl(source, tmp_path / "store") == 5
    assert floors.export_jsonl(tmp_path / "store", tmp_path / "out.jsonl") == 5
    read = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    for before, after in zip(read, written, strict=True):
        assert after["text"] == before["text"]
        assert [(m["start"], m["end"], m["label"]) for m in after["mentions"]] == [
            (m["start"], m["end"], m["label"]) for m in before["mentions"]
        ]


def test_the_floor_of_import_checks_surfaces(tmp_path: Path) -> None:
    source = corpus.write_corpus(tmp_path, 1)
    row = json.loads(source.read_text("utf-8"))
    row["mentions"][3]["text"] += "x"
    source.write_text(json.dumps(row), "utf-8")
    with pytest.raises(ValueError, match="mentions"):
        floors.import_jsonl(source, tmp_path / "store")


def test_verdicts_and_ratios() -> None:
    small = at_most("start", 0.3, "CPU s", 0.6, floor=0.2)
    assert cells(small) == ("start", "0.3 CPU s", "≤ 0.6 CPU s", "0.2 CPU s", "1.50", "pass")
    large = times_the_floor("import", 1000, "docs", 0.4, 4000, "2,600")
    assert cells(large) == ("import", "1,000 docs", "≥ 0.4 × floor (2,600)", "4,000 docs", "0.25", "MISS")
    assert table([small, large]).splitlines()[0].split() == ["work", "figure", "budget", "floor", "here", "ratio"]


def test_spread_is_by_nearest_rank() -> None:
    assert spread([float(n) for n in range(1000)]) == (499.0, 990.0, 999.0)
    assert spread([7.0]) == (7.0, 7.0, 7.0)


@pytest.mark.parametrize("module", BENCHMARKS.values())
def test_every_benchmark_can_be_run(module: str) -> None:
    assert callable(importlib.import_module(module).run)
