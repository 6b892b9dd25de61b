"""The entity base and ``candidates`` as other programs and people see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Run

KEYS = ["id", "type", "names", "description", "external", "mentions", "documents"]


def test_entities_are_listed_most_used_first(run: Run, sample: Path) -> None:
    rows = run("entities", "list", "--json").lines
    assert [list(row) for row in rows] == [KEYS] * 64
    assert [row["mentions"] for row in rows] == sorted((row["mentions"] for row in rows), reverse=True)
    people = run("entities", "list", "--type", "PERSON", "--json").lines
    assert {row["type"] for row in people} == {"PERSON"}
    assert "בני גנץ" in run("entities", "list").out


def test_one_entity_is_shown_whole(run: Run, sample: Path) -> None:
    shown = run("entities", "show", "person/benny-gantz", "--json").value
    assert list(shown) == [*KEYS, "aliases"]
    assert shown["names"]["he"][0] == "בני גנץ"
    assert all(list(alias) == ["text", "language", "script", "source", "uses"] for alias in shown["aliases"])
    assert sum(alias["uses"] for alias in shown["aliases"]) == shown["mentions"]
    assert "Benny Gantz" in run("entities", "show", "person/benny-gantz").out
    refused = run("entities", "show", "person/nobody")
    assert (refused.code, refused.out) == (3, "")


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_the_table_goes_out_and_comes_in(run: Run, sample: Path, tmp_path: Path, name: str) -> None:
    table, other = tmp_path / name, tmp_path / "other.annotator"
    exported = run("entities", "export", table, "--json")
    assert (exported.code, exported.value) == (0, {"path": str(table), "entities": 64})
    imported = run("entities", "import", table, "--json", "--workspace", other)
    assert (imported.code, imported.value["items"][0]["entities"]) == (0, 64)
    mine = {row["id"]: row["names"] for row in run("entities", "list", "--json").lines}
    theirs = {row["id"]: row["names"] for row in run("entities", "list", "--json", "--workspace", other).lines}
    assert mine == theirs


def test_merging_unites(run: Run, sample: Path) -> None:
    before = {row["id"]: row["mentions"] for row in run("entities", "list", "--json").lines}
    merged = run("entities", "merge", "place/rabat", "place/paris", "--external", "wikidata=Q3551", "--json")
    assert merged.code == 0
    assert list(merged.value) == KEYS
    assert merged.value["mentions"] == before["place/rabat"] + before["place/paris"]
    assert "Paris" in merged.value["names"]["en"]
    assert run("entities", "show", "place/paris", "--json").value["id"] == "place/rabat"
    assert run("entities", "merge", "place/rabat", "place/rabat").code == 3


def test_merging_may_need_a_choice(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(tmp_path / "w.annotator"))
    table = tmp_path / "t.jsonl"
    rows = [
        {"id": identifier, "type": "PLACE", "names": {"en": [identifier]}, "external": {"wikidata": identifier}}
        for identifier in ("Q1", "Q2")
    ]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("entities", "import", table).code == 0
    refused = run("entities", "merge", "Q1", "Q2")
    assert refused.code == 3
    assert "wikidata" in refused.err
    assert run("entities", "merge", "Q1", "Q2", "--external", "Q2").code == 2
    merged = run("entities", "merge", "Q1", "Q2", "--external", "wikidata=Q2", "--json").value
    assert merged["external"] == {"wikidata": "Q2"}


def test_splitting_parts(run: Run, sample: Path) -> None:
    mentions = [row for row in run("mentions", "--json").lines if row["entity"] == "person/benny-gantz"]
    moved = mentions[0]
    split = run("entities", "split", "person/benny-gantz", "person/other", "--mention", moved["id"], "--json")
    assert split.code == 0
    assert (split.value["id"], split.value["mentions"]) == ("person/other", 1)
    (now,) = [row for row in run("mentions", "--json").lines if row["id"] == moved["id"]]
    assert now["entity"] == "person/other"
    made = run("entities", "split", "person/benny-gantz", "--name", "Gantz", "--json")
    assert (made.value["id"], made.value["names"]) == ("person/gantz", {"en": ["Gantz"]})
    assert run("entities", "split", "person/benny-gantz", "--name", "Nobody").code == 3
    assert run("entities", "split", "person/benny-gantz").code == 3


def test_candidates_have_the_promised_shape(run: Run, sample: Path) -> None:
    gantz, morocco, nobody = run("candidates", "גנץ", "במרוקו", "Zzyzx", "--json").lines
    assert [list(row) for row in (gantz, morocco, nobody)] == [["query", "candidates"]] * 3
    best = gantz["candidates"][0]
    assert list(best) == ["entity", "name", "label", "score", "evidence"]
    assert (best["entity"], best["label"]) == ("person/benny-gantz", "PERSON")
    assert 0 < best["score"] <= 1
    assert all(list(reason) == ["kind", "count", "name"] for reason in best["evidence"])
    assert morocco["candidates"][0]["entity"] == "place/morocco"
    assert nobody == {"query": "Zzyzx", "candidates": []}


def test_candidates_are_read_from_standard_input(run: Run, sample: Path) -> None:
    rows = run("candidates", "-", "--json", "--limit", 1, stdin="Rabat\n\nמרוקו").lines
    assert [row["query"] for row in rows] == ["Rabat", "", "מרוקו"]
    assert [len(row["candidates"]) for row in rows] == [1, 0, 1]
    assert run("candidates", "--json", stdin="Rabat\n").lines[0]["query"] == "Rabat"


def test_candidates_hear_the_document_and_the_label(run: Run, sample: Path) -> None:
    rows = run("candidates", "Rabat", "--document", "english.txt", "--label", "PLACE", "--language", "en", "--json")
    kinds = {reason["kind"] for reason in rows.lines[0]["candidates"][0]["evidence"]}
    assert "linked in this article" in kinds
    assert "place/rabat" in run("candidates", "Rabat").out
    assert run("candidates", "Rabat", "--document", "nowhere").code == 3


def test_the_seeds_are_what_was_imported(run: Run, sample: Path) -> None:
    wanted = {json.loads(line)["id"] for line in (SEEDS / "entities.jsonl").read_text("utf-8").splitlines()}
    assert {row["id"] for row in run("entities", "list", "--json").lines} == wanted
