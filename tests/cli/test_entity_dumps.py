"""Bases of any size from the command line: batches, filters, and a key of the terminal that stops them."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.app import entity_dumps
from annotator.cli.entity_dumps import Told
from tests.cli.conftest import Run

COUNT = 5_200


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "w.annotator"


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Press Ctrl+C after the first batch, once; the returned function takes the hand off the key."""

    def report(_told: Told, done: int, _total: int | None, _note: str = "") -> None:
        if done:
            raise KeyboardInterrupt

    monkeypatch.setattr(Told, "report", report)
    return monkeypatch.undo


def dump(path: Path) -> Path:
    lines = (
        {"id": f"Q{at}", "labels": {"en": {"value": f"Name {at}"}}, "claims": {"P31": ["Q5" if at % 2 else "Q515"]}}
        for at in range(COUNT)
    )
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    return path


def table(path: Path) -> Path:
    rows = (f"x/{at}\tPERSON\tName {at}\n" for at in range(COUNT))
    path.write_bytes(bz2.compress(("id\ttype\tname\n" + "".join(rows)).encode()))
    return path


def ids(run: Run, place: Path) -> set[str]:
    return {row["id"] for row in run("entities", "list", "--json", "--workspace", place).lines}


def test_a_dump_that_was_stopped_goes_on(
    run: Run, place: Path, tmp_path: Path, interrupted: Callable[[], None]
) -> None:
    path = dump(tmp_path / "dump.json.gz")
    stopped = run("entities", "import", path, "--workspace", place)
    assert (stopped.code, "was stopped here" in stopped.err) == (1, True)
    assert len(ids(run, place)) == 5_000
    interrupted()
    (item,) = run("entities", "import", path, "--workspace", place, "--json").value["items"]
    assert (item["began_after"], item["entities"]) == (5_000, COUNT - 5_000)
    assert len(ids(run, place)) == COUNT


@pytest.mark.parametrize("command", [("import",), ("entities", "import")])
def test_a_table_that_was_stopped_goes_on(
    run: Run,
    place: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    interrupted: Callable[[], None],
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr(entity_dumps, "_LARGE_PACKED", 0)
    path = table(tmp_path / "t.tsv.bz2")
    stopped = run(*command, path, "--workspace", place)
    assert (stopped.code, "was stopped here" in stopped.err) == (1, True)
    assert len(ids(run, place)) == 5_000
    interrupted()
    run(*command, path, "--workspace", place)
    assert ids(run, place) == {f"x/{at}" for at in range(COUNT)}


def test_types_and_languages_may_be_chosen(run: Run, place: Path, tmp_path: Path) -> None:
    path = dump(tmp_path / "dump.json.gz")
    arguments = ("entities", "import", path, "--workspace", place, "--type", "PLACE")
    run(*arguments, "--languages", "he")
    assert ids(run, place) == set()
    run(*arguments, "--languages", "he,en")
    assert ids(run, place) == {f"wikidata/Q{at}" for at in range(0, COUNT, 2)}


def test_names_of_brat_are_taken_by_name_or_by_looking(run: Run, place: Path, tmp_path: Path) -> None:
    path = tmp_path / "Wiki.txt"
    path.write_text("17\tname:Name:Benny Gantz\tattr:Type:PERSON\n", "utf-8")
    for options in ((), ("--format", "brat-names")):
        assert run("import", path, "--workspace", place, *options).code == 0
        assert ids(run, place) == {"Wiki:17"}
    path.write_text("18\tname:Name:Rabat\nnineteen\n", "utf-8")
    refused = run("import", path, "--workspace", place)
    assert (refused.code, "Wiki.txt, line 2" in refused.err) == (3, True)
    assert ids(run, place) == {"Wiki:17"}
