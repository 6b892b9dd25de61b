"""Two programs at one workspace: one writes, the other reads or is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from db.workspace import SqliteWorkspaces, create_workspace
from tests.db.making import do, document

MAIN = Path(__file__).parents[2] / "main.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MAIN), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_commands_read_while_a_window_has_it_open_and_do_not_write(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "test.annotator")
    do(workspace, lambda work: work.documents.add(document()))
    read = run("documents", "--json", "--workspace", workspace.location)
    assert (read.returncode, read.stderr) == (0, "")
    assert [json.loads(line)["id"] for line in read.stdout.splitlines()] == ["doc"]
    (tmp_path / "new.txt").write_text("رباط\n", encoding="utf-8")
    refused = run("import", str(tmp_path / "new.txt"), "--workspace", workspace.location)
    assert refused.returncode == 3
    assert "test.annotator: This workspace is open in another window" in refused.stderr
    assert f"process {os.getpid()})" in refused.stderr
    do(workspace, lambda work: work.documents.add(document("second")))
    workspace.close()
    assert run("import", str(tmp_path / "new.txt"), "--workspace", workspace.location).returncode == 0
    seen = SqliteWorkspaces().open(workspace.location, reading=True)
    assert len(seen.reader.documents()) == 3
    seen.close()
