"""``import`` and ``init`` as other programs see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Run

KEYS = ["path", "outcome", "message", "line", "warnings", "documents", "mentions", "entities"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "w.annotator"


def test_init_makes_an_empty_workspace_once(run: Run, place: Path) -> None:
    made = run("init", "--workspace", place, "--json")
    assert (made.code, made.value) == (0, {"workspace": str(place), "labels": ["PERSON", "ORG", "PLACE", "DATE"]})
    assert run("documents", "--json", "--workspace", place).lines == []
    before = place.read_bytes()
    again = run("init", place)
    assert (again.code, again.out) == (3, "")
    assert place.read_bytes() == before


def test_import_makes_the_workspace_and_reports(run: Run, place: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = run("import", SEEDS / "entities.jsonl", SEEDS / "sample.jsonl", "--workspace", place, "--report", report)
    assert (result.code, result.err) == (0, "")
    told = json.loads(report.read_text(encoding="utf-8"))
    assert list(told) == ["outcome", "items"]
    assert told["outcome"] == "accepted"
    assert [list(item) for item in told["items"]] == [KEYS, KEYS]
    assert [item["entities"] for item in told["items"]] == [64, 0]
    assert len(told["items"][1]["documents"]) == 5
    again = run("import", SEEDS / "sample.jsonl", "--workspace", place, "--json")
    assert (again.code, again.value["outcome"]) == (0, "accepted-with-warnings")
    assert all(list(warning) == ["message", "line"] for warning in again.value["items"][0]["warnings"])


def test_some_rejected_is_one(run: Run, place: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("import", SEEDS / "sample.jsonl", bad, "--workspace", place, "--json")
    assert result.code == 1
    assert [item["outcome"] for item in result.value["items"]] == ["accepted-with-warnings", "rejected"]
    assert len(run("documents", "--json", "--workspace", place).lines) == 5


def test_or_everything_stops_with_three(run: Run, place: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run("init", "--workspace", place).code == 0
    result = run("import", SEEDS / "sample.jsonl", bad, "--on-error", "abort", "--workspace", place)
    assert result.code == 3
    assert "bad.txt" in result.err
    assert run("documents", "--json", "--workspace", place).lines == []


def test_nothing_taken_is_three_and_makes_no_workspace(run: Run, place: Path, tmp_path: Path) -> None:
    result = run("import", tmp_path / "nowhere.txt", "--workspace", place, "--json")
    assert (result.code, result.value["outcome"]) == (3, "rejected")
    assert "nowhere.txt" in result.value["items"][0]["message"]
    assert list(tmp_path.iterdir()) == []


def test_people_are_told_what_became_of_each_file(run: Run, place: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": 5}\n{"text": 6}\n', encoding="utf-8")
    result = run("import", SEEDS / "sample.jsonl", bad, "--workspace", place)
    assert result.out.startswith("sample.jsonl: imported (5 documents, ")
    assert "Not imported: bad.jsonl, line 1: " in result.err
    assert "bad.jsonl, line 2: " in result.err


def test_the_options_reach_the_import(run: Run, place: Path, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("עיר".encode("cp1255"))
    marks = tmp_path / "marks.jsonl"
    marks.write_text('{"text": "Rabat", "mentions": [{"start": 0, "end": 5, "label": "CITY"}]}\n', encoding="utf-8")
    options = ["--language", "yi", "--date", "2021-11-24", "--annotator", "Dana", "--encoding", "windows-1255"]
    assert run("import", path, *options, "--format", "text", "--workspace", place).code == 0
    assert run("import", marks, "--annotator", "Dana", "--workspace", place).code == 3
    assert run("import", marks, "--annotator", "Dana", "--create-labels", "--workspace", place).code == 0
    (first, second) = run("documents", "--text", "--json", "--workspace", place).lines
    assert (first["text"], first["language"], first["date"]) == ("עיר", "yi", "2021-11-24")
    (mention,) = run("mentions", "--json", "--workspace", place).lines
    assert (mention["document"], mention["label"], mention["annotator"]) == (second["id"], "CITY", "Dana")


@pytest.mark.parametrize("option", [["--date", "yesterday"], ["--format", "nonsense"]])
def test_options_that_make_no_sense_change_nothing(run: Run, place: Path, tmp_path: Path, option: list[str]) -> None:
    result = run("import", SEEDS / "sample.jsonl", *option, "--workspace", place)
    assert (result.code, result.out) == (3, "")
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_cannot_be_written_is_told_before_anything_is_imported(
    run: Run, place: Path, tmp_path: Path
) -> None:
    result = run("import", SEEDS / "sample.jsonl", "--report", tmp_path, "--workspace", place)
    assert result.code == 3
    assert list(tmp_path.iterdir()) == []
