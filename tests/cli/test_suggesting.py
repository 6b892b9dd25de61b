"""The command that finds and links mentions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "Benny Gantz visited Rabat on 24 November 2021. Gantz met Abdellatif Loudiyi."


@pytest.fixture
def workspace(run: Run, tmp_path: Path) -> str:
    location = str(tmp_path / "w.annotator")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("גנץ ביקר ברבאט. בני גנץ נפגש עם לודיי.", encoding="utf-8")
    (tmp_path / "entities.jsonl").write_text(
        '{"id": "person/benny-gantz", "type": "PERSON", "names": {"en": ["Benny Gantz"]}}\n'
        '{"id": "place/rabat", "type": "PLACE", "names": {"en": ["Rabat"]}}\n',
        encoding="utf-8",
    )
    assert run("--workspace", location, "import", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")).code == 0
    assert run("--workspace", location, "entities", "import", str(tmp_path / "entities.jsonl")).code == 0
    return location


def test_what_is_found_stays_a_suggestion_until_it_is_accepted(run: Run, workspace: str, tmp_path: Path) -> None:
    found = run("--workspace", workspace, "suggest", "--document", "a.txt", "--json")
    assert found.code == 0
    assert [(row["text"], row["label"], row["entity"], row["value"]) for row in found.lines] == [
        ("Benny Gantz", "PERSON", "person/benny-gantz", None),
        ("Rabat", "PLACE", "place/rabat", None),
        ("24 November 2021", "DATE", None, "2021-11-24"),
        ("Gantz", "PERSON", "person/benny-gantz", None),
    ]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in found.lines)
    stored = run("--workspace", workspace, "mentions", "--status", "suggested", "--json").lines
    assert [(row["text"], row["status"], row["annotator"]) for row in stored] == [
        (row["text"], "suggested", "suggestions") for row in found.lines
    ]
    assert run("--workspace", workspace, "mentions", "--json").lines == []
    exported = tmp_path / "out.jsonl"
    assert run("--workspace", workspace, "export", str(exported), "--format", "jsonl").code == 0
    assert '"Rabat"' not in exported.read_text(encoding="utf-8")


def test_finding_again_replaces_what_was_found_before(run: Run, workspace: str) -> None:
    run("--workspace", workspace, "suggest", "--json")
    first = run("--workspace", workspace, "mentions", "--status", "suggested", "--json").lines
    run("--workspace", workspace, "suggest", "--min-score", "0.99", "--json")
    assert run("--workspace", workspace, "mentions", "--status", "suggested", "--json").lines == []
    run("--workspace", workspace, "suggest", "--json")
    assert run("--workspace", workspace, "mentions", "--status", "suggested", "--json").lines == first


def test_names_of_another_script_are_accepted_and_learned(run: Run, workspace: str) -> None:
    accepted = run(
        "--workspace", workspace, "suggest", "--document", "b.txt", "--accept", "--annotator", "Noa", "--json"
    )
    assert [(row["text"], row["entity"], row["status"]) for row in accepted.lines] == [
        ("גנץ", "person/benny-gantz", "accepted"),
        ("רבאט", "place/rabat", "accepted"),
        ("בני גנץ", "person/benny-gantz", "accepted"),
    ]
    rows = run("--workspace", workspace, "mentions", "--annotator", "Noa", "--json").lines
    assert [row["text"] for row in rows] == ["גנץ", "רבאט", "בני גנץ"]
    shown = run("--workspace", workspace, "entities", "show", "place/rabat", "--json").value
    assert shown["names"]["he"] == ["רבאט"]
    again = run("--workspace", workspace, "suggest", "--document", "b.txt", "--json")
    assert again.lines == []


def test_a_table_names_what_is_meant(run: Run, workspace: str) -> None:
    shown = run("--workspace", workspace, "suggest", "--document", "a.txt")
    assert "Benny Gantz" in shown.out
    assert "2021-11-24" in shown.out


def test_a_document_that_is_not_there_is_refused(run: Run, workspace: str) -> None:
    refused = run("--workspace", workspace, "suggest", "--document", "nowhere")
    assert refused.code == 3
    assert "no document nowhere" in refused.err
