"""Files that are not workspaces, or not whole ones, are refused in a sentence and left exactly as they are."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.document import Document
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.records import MentionRecord
from db.sqlite.header import APPLICATION_ID, write_ahead_log
from db.workspace import SqliteWorkspaces, create_workspace, open_workspace
from tests.db.making import TEXT, do, document

NAME = "test.annotator"
MAGIC = b"SQLite format 3\x00"


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def refusal(path: Path) -> str:
    """Try to open it in both ways, make sure that nothing has changed, and return what was said."""
    before = files_in(path.parent)
    sentences = set()
    for reading in (False, True):
        with pytest.raises(UserError) as caught:
            SqliteWorkspaces().open(str(path), reading=reading)
        sentences.add(str(caught.value))
        assert files_in(path.parent) == before
    (sentence,) = sentences
    assert path.name in sentence
    return sentence


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def whole(path: Path) -> Path:
    """Make a workspace with so many documents that it has pages of every kind."""
    workspace = create_workspace(path)
    pages: list[tuple[Document, list[MentionRecord]]] = [
        (document(f"doc{number}", TEXT * 50), []) for number in range(60)
    ]
    do(workspace, lambda work: work.documents.add_many(pages))
    workspace.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    return path


def patched(path: Path, place: int, content: bytes) -> Path:
    with whole(path).open("r+b") as file:
        file.seek(place)
        file.write(content)
    return path


NOT_OURS = {
    "empty": b"",
    "one byte": b"S",
    "text": "שלום\n".encode() * 100,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "magic alone": MAGIC,
    "magic and garbage": MAGIC + bytes(range(1, 256)) * 16,
    "magic and nothing": MAGIC + bytes(4096),
}


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_what_is_no_database_of_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert "not a workspace" in refusal(tmp_path / NAME)


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize("application", [0, 0x47504B47])
def test_a_database_of_another_program_is_refused(tmp_path: Path, mode: str, application: int) -> None:
    statements = f"PRAGMA journal_mode = {mode}", f"PRAGMA application_id = {application}"
    database(tmp_path / NAME, *statements, "CREATE TABLE documents (id)", "CREATE TABLE alembic_version (version_num)")
    assert "another program" in refusal(tmp_path / NAME)


def test_a_journal_beside_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    database(tmp_path / NAME, "CREATE TABLE documents (id)")
    (tmp_path / f"{NAME}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    (tmp_path / f"{NAME}-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(28))
    refusal(tmp_path / NAME)


def test_a_newer_workspace_is_refused(tmp_path: Path) -> None:
    database(whole(tmp_path / NAME), "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 99")
    assert "newer version" in refusal(tmp_path / NAME)


def test_an_unknown_revision_is_refused_as_newer(tmp_path: Path) -> None:
    database(whole(tmp_path / NAME), "UPDATE alembic_version SET version_num = 'ffff'")
    assert "newer version" in refusal(tmp_path / NAME)


def test_our_id_alone_makes_no_workspace(tmp_path: Path) -> None:
    database(tmp_path / NAME, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE documents (id)")
    assert "damaged" in refusal(tmp_path / NAME)


@pytest.mark.parametrize(
    ("place", "content"),
    [
        (16, b"\x12\x34"),  # size of a page
        (18, b"\x09\x09"),  # versions of the format
        (21, b"\x00\x00\x00"),  # payload fractions
        (56, b"\x00\x00\x00\x02"),  # encoding: UTF-16
        (100, bytes(range(1, 200))),  # the table of tables
    ],
)
def test_a_damaged_beginning_is_refused(tmp_path: Path, place: int, content: bytes) -> None:
    assert "damaged" in refusal(patched(tmp_path / NAME, place, content))


@pytest.mark.parametrize("missing", [1, 4096, 100_000])
def test_a_file_cut_short_is_refused(tmp_path: Path, missing: int) -> None:
    path = whole(tmp_path / NAME)
    path.write_bytes(path.read_bytes()[:-missing])
    assert "its end is missing" in refusal(path)


def test_damage_inside_is_told_when_it_is_met(tmp_path: Path) -> None:
    path = whole(tmp_path / NAME)
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))
    with pytest.raises(UserError, match="damaged"):
        open_workspace(path).reader.documents()


def test_damage_of_one_table_leaves_the_others_readable(tmp_path: Path) -> None:
    path = whole(tmp_path / NAME)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'history'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(b"\xa5" * 8192)
    workspace = open_workspace(path)
    assert len(workspace.reader.documents()) == 60
    with pytest.raises(UserError, match="damaged"):
        workspace.reader.history()
    with pytest.raises(UserError, match="damaged"):
        do(workspace, lambda work: work.documents.add(document()))
    assert len(workspace.reader.documents()) == 60
    workspace.close()


def crashed(folder: Path) -> Path:
    """Return a workspace as a process leaves it that is killed after an act."""
    workspace = open_workspace(whole(folder / NAME))
    do(workspace, lambda work: work.documents.remove(DocumentId("doc7")))
    left = folder / "left"
    left.mkdir()
    for file in (folder / NAME, write_ahead_log(folder / NAME)):
        shutil.copy(file, left / file.name)
    workspace.close()
    return left / NAME


def test_a_workspace_that_was_not_closed_is_opened_as_it_was_left(tmp_path: Path) -> None:
    workspace = open_workspace(crashed(tmp_path))
    assert len(workspace.reader.documents()) == 59
    workspace.close()


def test_a_workspace_that_was_not_closed_is_looked_through_for_damage(tmp_path: Path) -> None:
    path = crashed(tmp_path)
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'aliases'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(b"\xa5" * 8192)
    before = files_in(path.parent)
    with pytest.raises(UserError, match="not closed, and its file is damaged"):
        open_workspace(path)
    assert files_in(path.parent) == before
    with closing(SqliteWorkspaces().open(str(path), reading=True)) as workspace:
        assert len(workspace.reader.documents()) == 59


def test_text_that_is_not_utf_8_is_damage(tmp_path: Path) -> None:
    database(whole(tmp_path / NAME), "UPDATE documents SET title = CAST(x'ff41' AS TEXT) WHERE id = 'doc7'")
    workspace = open_workspace(tmp_path / NAME)
    with pytest.raises(UserError, match="damaged"):
        workspace.reader.documents()
    workspace.close()


def test_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "not a file" in refusal(tmp_path / "folder")
    assert "no workspace here" in refusal(tmp_path / "nothing.annotator")
    with pytest.raises(UserError, match="no workspace here"):
        open_workspace(tmp_path / "no" / "folder" / NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no files there")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    for reading in (False, True):
        with pytest.raises(UserError, match="not a file"):
            SqliteWorkspaces().open(str(tmp_path / NAME), reading=reading)


def opened_by_nobody(path: Path) -> list[str]:
    """Return what somebody without any rights is told, who opens a workspace to write and then to read."""
    program = (
        "import os, sys\n"
        "from db.workspace import SqliteWorkspaces\n"
        "from annotator.core.errors import UserError\n"
        "import sqlalchemy.dialects.sqlite\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "for reading in (False, True):\n"
        "    try:\n"
        "        opened = SqliteWorkspaces().open(sys.argv[1], reading=reading)\n"
        "        print(len(opened.reader.documents()))\n"
        "    except UserError as error:\n"
        "        print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator can be somebody else"
)
def test_what_may_not_be_read_or_written_is_told(tmp_path: Path) -> None:
    path = whole(tmp_path / NAME)
    open_to_all = Path("/tmp") / tmp_path.name
    open_to_all.mkdir(mode=0o755)
    try:
        seen = open_to_all / NAME
        seen.write_bytes(path.read_bytes())
        seen.chmod(0o600)
        for line in opened_by_nobody(seen):
            assert "cannot be read" in line or "may be written" in line
        seen.chmod(0o644)
        writing, reading = opened_by_nobody(seen)
        assert "may be written" in writing
        assert reading == "60"
        assert [file.name for file in open_to_all.iterdir()] == [NAME]
    finally:
        for file in open_to_all.iterdir():
            file.unlink()
        open_to_all.rmdir()


def test_a_new_workspace_is_made_only_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("mine")
    before = files_in(tmp_path)
    with pytest.raises(UserError, match="already"):
        create_workspace(tmp_path / NAME)
    with pytest.raises(UserError, match="no folder"):
        create_workspace(tmp_path / "no" / NAME)
    assert files_in(tmp_path) == before


def test_a_new_workspace_has_labels_and_nothing_else(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "שלום 50% #1?.annotator")
    assert workspace.name == "שלום 50% #1?"
    assert list(workspace.reader.labels()) == list(DEFAULT_LABELS)
    assert workspace.reader.documents() == []
    workspace.close()
    workspace.close()
    open_workspace(workspace.location).close()
    assert [file.name for file in tmp_path.iterdir()] == ["שלום 50% #1?.annotator"]


def test_a_new_workspace_can_be_discarded(tmp_path: Path) -> None:
    create_workspace(tmp_path / NAME).close()
    SqliteWorkspaces().discard(str(tmp_path / NAME))
    assert list(tmp_path.iterdir()) == []
