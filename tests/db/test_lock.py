"""One process writes a workspace; whoever comes second is told who the first is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from db.sqlite.lock import WriterLock
from db.workspace import SqliteWorkspace, SqliteWorkspaces, open_workspace

HOLDER = (
    "import sys; from db.workspace import open_workspace\n"
    "opened = open_workspace(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
)


def holder(workspace: Path | str) -> subprocess.Popen[str]:
    """Start a process that has the workspace open until it is told to end."""
    command = [sys.executable, "-c", HOLDER, str(workspace)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_window_is_told_who_has_it_open(filled: SqliteWorkspace) -> None:
    filled.close()
    with holder(filled.location) as process:
        for attempt in (open_workspace, SqliteWorkspaces().discard):
            with pytest.raises(UserError, match=rf"opened it on [-\d]+ at \d\d:\d\d \(process {process.pid}\)"):
                attempt(filled.location)
        seen = SqliteWorkspaces().open(filled.location, reading=True)
        assert len(seen.reader.documents()) == 1
        seen.close()
        process.communicate("")
    open_workspace(filled.location).close()


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be killed like this there")
def test_a_killed_window_stands_in_nobodys_way(filled: SqliteWorkspace) -> None:
    filled.close()
    with holder(filled.location) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        again = open_workspace(filled.location)
        assert len(again.reader.documents()) == 1
        again.close()
        process.communicate()
    assert [file.name for file in Path(filled.location).parent.iterdir()] == [Path(filled.location).name]


def test_it_is_open_once_in_a_window_too(filled: SqliteWorkspace, tmp_path: Path) -> None:
    link = tmp_path / "link.annotator"
    link.symlink_to(filled.location)
    for path in (filled.location, link):
        with pytest.raises(UserError, match="open here already"):
            open_workspace(path)
    assert len(filled.reader.documents()) == 1


def test_the_lock_says_whose_it_is_and_goes(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "some.annotator")
    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_text())["process"] == os.getpid()
    assert WriterLock.is_held_here(tmp_path / "some.annotator")
    lock.release()
    lock.release()
    assert list(tmp_path.iterdir()) == []
    assert not WriterLock.is_held_here(tmp_path / "some.annotator")


def test_a_lock_left_behind_is_nobodys(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "some.annotator")
    (file,) = tmp_path.iterdir()
    lock.release()
    file.write_text("{broken")
    WriterLock(tmp_path / "some.annotator").release()
