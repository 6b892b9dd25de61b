"""A write-ahead log that the power failure left unfinished: cut anywhere, it gives back a prefix of what was done."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from annotator.core.ports import UnitOfWork
from db.sqlite.header import write_ahead_log
from db.workspace import create_workspace, open_workspace
from tests.db.making import do, document

ACTS: Final = 4
HEADER: Final = 32
FRAME: Final = 24 + 8192
"""https://www.sqlite.org/fileformat.html#the_write_ahead_log, with pages of 8 KiB."""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """Return a workspace and its log as a failure would find them, and the log's size at every acknowledgement."""
    folder = tmp_path_factory.mktemp("recorded")
    path = folder / "a.annotator"
    workspace = create_workspace(path)
    sizes = []
    for number in range(ACTS):
        do(workspace, partial(_add, number))
        sizes.append(write_ahead_log(path).stat().st_size)
    kept = folder / "kept.annotator"
    shutil.copy(path, kept)
    shutil.copy(write_ahead_log(path), write_ahead_log(kept))
    workspace.close()
    return kept, sizes


def _add(number: int, work: UnitOfWork) -> None:
    work.documents.add(document(f"doc-{number}"))


def _documents_after(recorded: Path, folder: Path, log: bytes) -> list[str]:
    path = folder / "cut.annotator"
    for leftover in folder.iterdir():
        leftover.unlink()
    shutil.copy(recorded, path)
    write_ahead_log(path).write_bytes(log)
    workspace = open_workspace(path)
    try:
        return [row.id for row in workspace.reader.documents()]
    finally:
        workspace.close()


@pytest.mark.parametrize("tail", ["nothing", "zeros", "garbage"])
def test_a_cut_log_gives_back_every_act_that_was_whole(
    recorded: tuple[Path, list[int]], tmp_path: Path, tail: str
) -> None:
    kept, sizes = recorded
    log = write_ahead_log(kept).read_bytes()
    assert sizes[-1] == len(log)
    frames = (len(log) - HEADER) // FRAME
    cuts = sorted({HEADER + frame * FRAME + part for frame in range(frames) for part in (0, FRAME // 2)} | {len(log)})
    for cut in cuts:
        rest = len(log) - cut
        lost = {"nothing": b"", "zeros": bytes(rest), "garbage": os.urandom(rest)}[tail]
        acknowledged = sum(size <= cut for size in sizes)
        expected = [f"doc-{number}" for number in range(acknowledged)]
        assert _documents_after(kept, tmp_path, log[:cut] + lost) == expected, f"cut at {cut} of {len(log)}"
