"""A disk without room: said in a sentence, nothing lost, and the same workspace goes on once there is room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db.workspace import create_workspace, open_workspace
from tests.db.making import do, document, dump

PROGRAM = """
import resource, sys
from pathlib import Path
from annotator.core.errors import NotSavedError, UserError
from annotator.core.ids import DocumentId
from db.workspace import create_workspace, open_workspace
from tests.db.making import NOA, do, document, mention

place = Path(sys.argv[1])
workspace = open_workspace(place)
log = place.with_name(place.name + "-wal")

def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

def add(name, length=10):
    do(workspace, lambda work: work.documents.add(document(name, "א" * length)))

def refused(what):
    try:
        what()
    except NotSavedError as error:
        assert place.name in str(error) or "rescued" in str(error), error
    else:
        raise SystemExit("not refused")

add("first")
for extra in (0, 1, 700, 4096, 9000, 20000):
    room(log.stat().st_size + extra)
    refused(lambda: add(f"big{extra}", 100_000))
    assert [row.id for row in workspace.reader.documents()][-1] != f"big{extra}"
    room(resource.RLIM_INFINITY)
    add(f"after{extra}")
room(0)
refused(lambda: workspace.undo(NOA.id))
refused(lambda: workspace.rescue(str(place.with_name("rescued.annotator"))))
refused(lambda: create_workspace(place.with_name("rescued.annotator")))
room(resource.RLIM_INFINITY)
workspace.undo(NOA.id)
workspace.redo(NOA.id)
workspace.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set there")
def test_no_room_is_told_and_passes(tmp_path: Path) -> None:
    place = tmp_path / "test.annotator"
    create_workspace(place).close()
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(place)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [file.name for file in tmp_path.iterdir()] == [place.name]
    workspace = open_workspace(place)
    assert [row.id for row in workspace.reader.documents()] == [
        "first",
        *(f"after{extra}" for extra in (0, 1, 700, 4096, 9000, 20000)),
    ]
    do(workspace, lambda work: work.documents.add(document()))
    workspace.close()
    assert ("documents", "doc") in dump(place)
