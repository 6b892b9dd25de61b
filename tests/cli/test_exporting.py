"""``export``, ``convert``, ``formats`` and ``render`` as other programs and people see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.cli.pictures import PictureOrder
from tests.cli.conftest import SEEDS, Painter, Run

REPORT_KEYS = ["outcome", "files", "documents", "mentions", "equal_marks_united", "disputed_marks", "split", "losses"]


def test_export_writes_and_reports(run: Run, sample: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "out.jsonl", tmp_path / "report.json"
    result = run("export", out, "--format", "jsonl", "--report", report, "--json")
    assert (result.code, result.err) == (0, "")
    assert result.value == json.loads(report.read_text(encoding="utf-8"))
    assert list(result.value) == REPORT_KEYS
    assert result.value["files"][0]["path"] == str(out)
    assert len(out.read_text(encoding="utf-8").splitlines()) == result.value["documents"] == 5


def test_each_part_is_told_apart_even_in_one_folder(run: Run, sample: Path, tmp_path: Path) -> None:
    lines = run("export", tmp_path / "rows", "--format", "parquet", "--split", "60/20/20").out.splitlines()
    assert [line.split(", ", 1)[0] for line in lines] == [
        f"{tmp_path / 'rows'} (train): 3 documents",
        f"{tmp_path / 'rows'} (dev): 1 document",
        f"{tmp_path / 'rows'} (test): 1 document",
    ]
    apart = run("export", tmp_path / "parts", "--format", "jsonl", "--split", "60/20/20").out
    assert apart.startswith(f"{tmp_path / 'parts' / 'train.jsonl'}: 3 documents, ")


def test_a_recipe_is_saved_and_used(run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.app.recipes.data_folder", lambda: tmp_path / "home")
    first, second = tmp_path / "first.conll", tmp_path / "second.conll"
    saved = run("export", first, "--format", "conll2003", "--gold", "--tokens", "widen", "--save-recipe", "weekly")
    assert saved.code == 0
    assert run("export", second, "--recipe", "weekly").code == 0
    assert second.read_bytes() == first.read_bytes()
    assert run("export", second, "--recipe", "weekly", "--strict").code == 3
    assert run("export", second, "--recipe", "weekly", "--gold").code == 2
    assert run("export", second).code == 2
    unknown = run("export", second, "--recipe", "monthly")
    assert unknown.code == 3
    assert "weekly" in unknown.err


def test_losses_are_listed_told_and_can_be_refused(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.conll"
    result = run("export", out, "--format", "conll2003", "--gold", "--report", tmp_path / "r.json")
    assert result.code == 0
    losses = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["losses"]
    assert losses["lost"] == sum(kind["count"] for kind in losses["kinds"] if kind["loss"]) > 0
    lost = [mention for mention in losses["mentions"] if mention["kind"] == "nested-left-out"]
    assert lost
    assert {"document", "start", "end", "label", "text"} <= lost[0].keys()
    assert "nested" in result.err
    before = out.read_bytes()
    refused = run("export", out, "--format", "conll2003", "--strict")
    assert refused.code == 3
    assert out.read_bytes() == before


@pytest.mark.parametrize("command", [("export",), ("convert", SEEDS / "sample.jsonl")])
def test_a_refusal_is_reported_and_nothing_else_is_written(
    run: Run, sample: Path, tmp_path: Path, command: tuple[object, ...]
) -> None:
    name, *source = command
    format_ = ["--format", "conll2003"] if name == "export" else ["--to", "conll2003"]
    report = tmp_path / "reports" / "losses.json"
    before = set(tmp_path.rglob("*"))
    refused = run(name, *source, tmp_path / "out.conll", *format_, "--strict", "--report", report)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.startswith("Nothing was written, because something would be lost")
    assert set(tmp_path.rglob("*")) - before == {report.parent, report}
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["outcome"], told["files"]) == ("refused", [])
    assert told["losses"]["lost"] == sum(kind["count"] for kind in told["losses"]["kinds"] if kind["loss"]) > 0
    assert {mention["kind"] for mention in told["losses"]["mentions"]} >= {"nested-left-out"}
    as_json = run(name, *source, tmp_path / "out.conll", *format_, "--strict", "--json")
    assert (as_json.code, as_json.value) == (3, told)


def test_suggestions_leave_when_they_are_asked_for(run: Run, sample: Path, tmp_path: Path) -> None:
    assert run("suggest", "--json").code == 0
    without = run("export", tmp_path / "a.jsonl", "--format", "jsonl", "--json").value
    with_them = run("export", tmp_path / "b.jsonl", "--format", "jsonl", "--suggestions", "--json").value
    assert with_them["mentions"] >= without["mentions"]
    rows = [json.loads(line) for line in (tmp_path / "b.jsonl").read_text(encoding="utf-8").splitlines()]
    marked = [mention for row in rows for mention in row["mentions"] if mention.get("status") == "suggested"]
    assert len(marked) == with_them["mentions"] - without["mentions"]


@pytest.mark.parametrize("name", ["jsonl", "docbin", "conll2003"])
def test_every_format_gives_the_same_bytes_twice(run: Run, sample: Path, tmp_path: Path, name: str) -> None:
    for target in ("1", "2"):
        assert run("export", tmp_path / target, "--format", name).code == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_a_split_makes_three_files(run: Run, sample: Path, tmp_path: Path) -> None:
    options = ["--format", "jsonl", "--split", "60/20/20", "--json"]
    first = run("export", tmp_path / "parts", *options, "--seed", 3).value
    assert [(Path(file["path"]).name, file["documents"]) for file in first["files"]] == [
        ("train.jsonl", 3),
        ("dev.jsonl", 1),
        ("test.jsonl", 1),
    ]
    again = run("export", tmp_path / "again", *options, "--seed", 3).value
    for one, other in zip(first["files"], again["files"], strict=True):
        assert Path(one["path"]).read_bytes() == Path(other["path"]).read_bytes()
    assert [part["documents"] for part in first["split"]["parts"]] == [3, 1, 1]
    told = run("export", tmp_path / "told", *options[:-1]).err
    assert "Shares of train/dev/test, in percent: " in told
    assert run("export", tmp_path / "bad", "--format", "jsonl", "--split", "all").code == 3


def test_documents_and_annotators_can_be_chosen(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    finished = [row["id"] for row in run("documents", "--json", "--state", "FINISHED").lines]
    assert run("export", out, "--format", "jsonl", "--state", "finished").code == 0
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == finished
    assert run("export", out, "--format", "jsonl", "--annotator", "Nobody").code == 3
    assert run("export", out, "--format", "jsonl", "--tokens", "nonsense").code == 3
    assert "5 documents" in run("export", out, "--format", "jsonl").out


def test_what_was_exported_comes_back_the_same(run: Run, sample: Path, tmp_path: Path) -> None:
    documents, table, other = tmp_path / "d.jsonl", tmp_path / "e.jsonl", tmp_path / "other.annotator"
    assert run("export", documents, "--format", "jsonl").code == 0
    assert run("entities", "export", table).code == 0
    assert run("import", table, documents, "--workspace", other).code == 0
    assert run("export", tmp_path / "again.jsonl", "--format", "jsonl", "--workspace", other).code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == documents.read_bytes()
    assert run("mentions", "--json").out == run("mentions", "--json", "--workspace", other).out


def test_convert_needs_no_workspace(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.conll"
    result = run("convert", SEEDS / "sample.jsonl", out, "--to", "conll2003", "--json")
    assert result.code == 0
    assert list(result.value) == ["outcome", "path", "documents", "mentions", "entities", "warnings", "losses"]
    assert (result.value["documents"], result.value["path"]) == (5, str(out))
    told = run("convert", SEEDS / "sample.jsonl", out, "--from", "jsonl", "--to", "conll2003")
    assert "5 documents" in told.out
    assert "left out" in told.err
    table = run("convert", SEEDS / "entities.jsonl", tmp_path / "e.csv", "--to", "entities-csv")
    assert "64 entities" in table.out


def test_what_cannot_be_converted_is_three(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": 5}\n', encoding="utf-8")
    for arguments in (
        [bad, "out", "--to", "conll2003"],
        [tmp_path / "nowhere", "out", "--to", "jsonl"],
        [SEEDS / "sample.jsonl", "out", "--to", "nonsense"],
        [SEEDS / "sample.jsonl", "out", "--to", "conll2003", "--strict"],
    ):
        result = run("convert", *arguments)
        assert (result.code, result.out) == (3, "")
        assert result.err
    assert [path.name for path in tmp_path.iterdir()] == ["bad.jsonl"]


def test_formats_are_described(run: Run) -> None:
    rows = run("formats", "--json").lines
    by_name = {row["name"]: row for row in rows}
    assert {"jsonl", "docbin", "conll2003", "text", "entities"} <= by_name.keys()
    for row in rows:
        assert {"name", "reads", "writes", "extensions", "offset_unit", "losses"} <= row.keys()
        assert row["reads"] or row["writes"]
    assert by_name["jsonl"]["losses"] == []
    assert by_name["conll2003"]["losses"]
    assert "jsonl" in run("formats").out


def test_the_formats_of_files_are_told_with_how_sure_that_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rabat\n", encoding="utf-8")
    rows = run("formats", SEEDS / "sample.jsonl", tmp_path / "a.txt", "--json").lines
    assert [(row["path"], row["format"], row["confidence"]) for row in rows] == [
        (str(SEEDS / "sample.jsonl"), "jsonl", 1.0),
        (str(tmp_path / "a.txt"), "text", 0.9),
    ]
    assert run("formats", tmp_path / "a.txt").out == f"{tmp_path / 'a.txt'}: text (Plain text), 90%\n"
    (tmp_path / "run.py").write_text("pass\n", encoding="utf-8")
    assert run("formats", tmp_path / "run.py", "--json").value["format"] is None
    assert run("formats", tmp_path / "run.py").out == f"{tmp_path / 'run.py'}: not known\n"
    nowhere = run("formats", tmp_path / "nowhere.txt")
    assert (nowhere.code, nowhere.err) == (3, "nowhere.txt: There is no such file.\n")


def test_render_says_what_to_draw(run: Run, sample: Path, tmp_path: Path, painter: Painter) -> None:
    target = tmp_path / "out.png"
    options = ["--document", "english.txt", "--width", 900, "--theme", "dark", "--ui-language", "he", "--window"]
    result = run("render", target, *options)
    assert result.code == 0
    assert str(target) in result.out
    (identifier,) = [row["id"] for row in run("documents", "--json").lines if row["name"] == "english.txt"]
    assert painter.orders == [(str(sample), PictureOrder(target, identifier, 900, "dark", "he", whole_window=True))]
    assert run("render", target, "--json").value == {"path": str(target)}
    assert painter.orders[1][1] == PictureOrder(target)
    assert run("render", target, "--document", "nowhere").code == 3
