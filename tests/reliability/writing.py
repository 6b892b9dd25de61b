"""What a process does that is going to be killed: it writes acts one after the other and tells each."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from annotator.core.ports import Workspace
from db.workspace import open_workspace
from tests.db.making import NOA, do, document, mention


def write_on(place: Path, first: int, told: Connection) -> None:
    """Add documents numbered from ``first`` for ever, and tell each number once its act has been acknowledged.

    Every third act is taken back and done again before the next.
    """
    workspace = open_workspace(place)
    number = first
    while True:
        _add(workspace, number)
        told.send(number)
        if number % 3 == 0:
            workspace.undo(NOA.id)
            workspace.redo(NOA.id)
        number += 1


def _add(workspace: Workspace, number: int) -> None:
    made = document(f"doc{number}", f"{number}: בני גנץ ביקר ברבאט." + " עוד" * (number % 700))
    mentions = mention("רבאט", inside=made), mention("גנץ", "PERSON", made)
    do(workspace, lambda work: work.documents.add(made, mentions))
