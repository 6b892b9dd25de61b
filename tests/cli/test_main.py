"""Arguments, exit codes, and where things are said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli import listing
from annotator.cli.main import main
from annotator.core.errors import Cancelled
from db.workspace import SqliteWorkspaces
from tests.cli.conftest import SEEDS, Painter, Run
from tests.db.test_migrations import later

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["documents", "--nonsense"],
        ["documents"],
        ["import"],
        ["export", "out", "--format", "jsonl", "--workspace", "w", "--gold", "--annotator", "A"],
        ["export", "out", "--workspace", "w"],
        ["render", "out.png", "--theme", "purple", "--workspace", "w"],
        ["mentions", "--status", "unsure", "--workspace", "w"],
        ["candidates", "x", "--limit", "0", "--workspace", "w"],
        ["entities", "merge", "a", "--workspace", "w"],
        ["import", "x", "--on-error", "panic", "--workspace", "w"],
        [],
        ["entities"],
    ],
)
def test_wrong_usage_is_two(run: Run, arguments: list[str], tmp_path: Path) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_refused_is_three_with_one_sentence(run: Run, tmp_path: Path) -> None:
    result = run("documents", "--workspace", tmp_path / "nowhere.annotator")
    assert (result.code, result.out) == (3, "")
    assert len(result.err.splitlines()) == 1
    assert "nowhere.annotator" in result.err


def test_the_workspace_is_named_before_or_after_the_command_or_by_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.annotator", tmp_path / "second.annotator"
    assert run("--workspace", first, "init").code == 0
    assert run("init", "--workspace", second).code == 0
    assert run("import", SEEDS / "sample.jsonl", "--workspace", second).code == 0
    assert run("--workspace", first, "documents", "--json").lines == []
    assert len(run("--workspace", first, "documents", "--json", "--workspace", second).lines) == 5
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(second))
    assert len(run("documents", "--json").lines) == 5
    assert run("documents", "--json", "--workspace", first).lines == []
    assert run("--workspace", first, "documents", "--json").lines == []


def test_help_is_on_standard_output(run: Run) -> None:
    result = run("--help")
    assert (result.code, result.err) == (0, "")
    for command in [
        "init",
        "import",
        "documents",
        "mentions",
        "entities",
        "candidates",
        "export",
        "convert",
        "formats",
        "stats",
        "history",
        "render",
    ]:
        assert command in result.out
        assert run(command, "--help").code == 0


def test_a_fault_of_the_program_is_told_in_a_sentence(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reader: object) -> None:
        raise ZeroDivisionError("by naught")

    monkeypatch.setattr(listing, "figures_of", broken)
    result = run("stats")
    assert (result.code, result.out) == (3, "")
    assert "by naught" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, Cancelled])
def test_an_interruption_is_three(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def interrupted(reader: object) -> None:
        raise error

    monkeypatch.setattr(listing, "figures_of", interrupted)
    result = run("stats")
    assert result.code == 3
    assert "Stopped" in result.err


def program(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_the_program_itself_runs_commands(tmp_path: Path) -> None:
    place = tmp_path / "w.annotator"
    done = program("import", SEEDS / "sample.jsonl", "--workspace", place, "--json", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    listed = program("documents", "--workspace", place, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert listed.returncode == 0
    assert "חתימה ברבאט" in listed.stdout.decode("utf-8")
    refused = program("export", tmp_path / "x", "--format", "nonsense", "--workspace", place)
    assert (refused.returncode, refused.stdout) == (3, b"")
    assert b"Traceback" not in refused.stderr
    assert program("nonsense").returncode == 2


def test_a_reader_that_stops_reading_is_no_fault(tmp_path: Path) -> None:
    place = tmp_path / "w.annotator"
    assert program("import", SEEDS / "sample.jsonl", "--workspace", place).returncode == 0
    for arguments in (["mentions", "--json"], ["mentions"]):
        with subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), *arguments, "--workspace", str(place)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


def test_commands_load_no_window_and_no_more_than_they_need(tmp_path: Path) -> None:
    place = tmp_path / "w.annotator"
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "from annotator.bootstrap import main\n"
        "code = main(sys.argv[1:])\n"
        "heavy = ('PySide6', 'spacy', 'rich', 'alembic', 'charset_normalizer', 'babel', 'pyarrow')\n"
        "sys.exit(code or ', '.join(name for name in heavy if name in sys.modules) or 0)\n"
    )
    subprocess.run([sys.executable, str(ROOT / "main.py"), "init", "--workspace", str(place)], check=True)
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT), "documents", "--json", "--workspace", str(place)],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_workspace_of_an_older_version_is_brought_up_to_date_by_any_command(
    tmp_path: Path, sample: Path, painter: Painter
) -> None:
    newer = SqliteWorkspaces(later(tmp_path / "migrations"))
    assert main(["export", str(tmp_path / "sample.jsonl"), "--format", "jsonl"], newer, painter) == 0
    assert len((tmp_path / "sample.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    (kept,) = set(tmp_path.glob("*.annotator")) - {sample}
    SqliteWorkspaces().open(str(kept)).close()
