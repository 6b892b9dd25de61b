"""``documents``, ``mentions``, ``stats``, ``history`` as other programs and people see them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from annotator.app import settings
from annotator.cli.output import FIRST_STRONG_ISOLATE, POP_ISOLATE
from tests.cli.conftest import Run

DOCUMENT_KEYS = ["id", "name", "title", "language", "direction", "date", "state", "sha256", "characters", "mentions"]
MENTION_KEYS = [
    "id",
    "document",
    "document_name",
    "start",
    "end",
    "text",
    "label",
    "entity",
    "value",
    "modifier",
    "annotator",
    "status",
    "score",
]


def test_documents_have_the_promised_fields(run: Run, sample: Path) -> None:
    rows = run("documents", "--json").lines
    assert [list(row) for row in rows] == [DOCUMENT_KEYS] * 5
    assert {row["state"] for row in rows} <= {"NEW", "IN_PROGRESS", "FINISHED"}
    for row in run("documents", "--json", "--text").lines:
        assert list(row) == [*DOCUMENT_KEYS, "text"]
        assert len(row["text"]) == row["characters"]
        assert hashlib.sha256(row["text"].encode()).hexdigest() == row["sha256"]


def test_documents_can_be_chosen_by_state(run: Run, sample: Path) -> None:
    for state in ("FINISHED", "finished", "in progress"):
        chosen = run("documents", "--json", "--state", state).lines
        assert chosen
        assert {row["state"] for row in chosen} == {state.upper().replace(" ", "_")}
    assert run("documents", "--state", "lost").code == 3


def test_mentions_have_the_promised_fields_and_say_what_the_text_says(run: Run, sample: Path) -> None:
    texts = {row["id"]: row for row in run("documents", "--json", "--text").lines}
    rows = run("mentions", "--json").lines
    assert [list(row) for row in rows] == [MENTION_KEYS] * len(rows)
    for row in rows:
        document = texts[row["document"]]
        assert document["text"][row["start"] : row["end"]] == row["text"]
        assert row["document_name"] == document["name"]
        assert row["status"] == "accepted"
    assert {row["entity"] for row in rows} >= {None, "NIL", "place/morocco"}
    assert any(row["value"] for row in rows)


def test_mentions_can_be_chosen(run: Run, sample: Path, tmp_path: Path) -> None:
    marks = tmp_path / "m.jsonl"
    marks.write_text(
        '{"id": "m", "text": "Rabat", "mentions": [{"start": 0, "end": 5, "label": "PLACE", "annotator": "Dana"}, '
        '{"start": 0, "end": 5, "label": "ORG", "annotator": "model", "status": "suggested", "score": 0.5}]}\n',
        encoding="utf-8",
    )
    assert run("import", marks).code == 0
    everything = run("mentions", "--json", "--document", "m", "--status", "all").lines
    assert [(row["label"], row["status"], row["score"]) for row in everything] == [
        ("PLACE", "accepted", None),
        ("ORG", "suggested", 0.5),
    ]
    assert [row["label"] for row in run("mentions", "--json", "--status", "suggested").lines] == ["ORG"]
    assert [row["label"] for row in run("mentions", "--json", "--annotator", "Dana").lines] == ["PLACE"]
    assert run("mentions", "--json", "--document", "english.txt").lines
    for unknown in (["--document", "nowhere"], ["--annotator", "Nobody"]):
        refused = run("mentions", "--json", *unknown)
        assert (refused.code, refused.out) == (3, "")


def test_a_name_that_several_documents_have_is_not_guessed(run: Run, sample: Path, tmp_path: Path) -> None:
    for number in "12":
        folder = tmp_path / number
        folder.mkdir()
        (folder / "same.txt").write_text(f"text {number}", encoding="utf-8")
    assert run("import", tmp_path / "1", tmp_path / "2").code == 0
    refused = run("mentions", "--document", "same.txt")
    assert refused.code == 3
    assert "2 documents are named same.txt" in refused.err


def test_stats_count(run: Run, sample: Path) -> None:
    figures = run("stats", "--json").value
    assert (figures["documents"], figures["entities"]) == (5, 64)
    assert figures["mentions"] == len(run("mentions", "--json").lines)
    assert "documents_by_language: he" in run("stats").out


def test_history_lists_the_latest_first(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "annotator_name", lambda: "Noa")
    assert run("entities", "merge", "place/rabat", "place/paris", "--external", "wikidata=Q3551").code == 0
    merged, imported = run("history", "--json").lines
    assert list(merged) == ["id", "act", "sentence", "detail", "annotator", "at", "state"]
    assert (merged["act"], merged["annotator"], merged["state"]) == ("entity.merge", "Noa", "done")
    assert merged["sentence"] == "Merge Paris into Rabat"
    assert imported["act"] == "document.import"
    assert len(run("history", "--json", "--limit", 1).lines) == 1
    assert "Merge Paris into Rabat" in run("history").out


def test_names_in_tables_do_not_disturb_their_neighbours(run: Run, sample: Path) -> None:
    (line,) = [line for line in run("documents").out.splitlines() if "hebrew.txt" in line]
    title = "חתימה ברבאט: הקשר עם מרוקו יוצא מן הצל"
    assert f"{FIRST_STRONG_ISOLATE}{title}{POP_ISOLATE}" in line
    for line in run("mentions").out.splitlines():
        assert line.count(FIRST_STRONG_ISOLATE) == line.count(POP_ISOLATE)


def test_terminals_without_bidi_get_visual_order(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title = "חתימה ברבאט: הקשר עם מרוקו יוצא מן הצל"
    assert title[::-1] in run("--visual-order", "documents").out
    monkeypatch.setenv("ANNOTATOR_VISUAL_ORDER", "1")
    assert title[::-1] in run("documents").out
    assert title in run("documents", "--json").out


def test_ids_are_never_cut_in_tables(run: Run, sample: Path) -> None:
    shown = run("entities", "list").out
    for row in run("entities", "list", "--json").lines:
        assert row["id"] in shown
