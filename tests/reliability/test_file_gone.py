"""A workspace whose file goes away under it: noticed at the next act, and everything can be saved elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.core.errors import UserError, WorkspaceGoneError
from annotator.core.ports import UnitOfWork, Workspace
from db.workspace import create_workspace, open_workspace
from tests.db.making import NOA, Dump, do, document, dump

NAME = "test.annotator"


def delete(place: Path) -> None:
    place.unlink()


def rename(place: Path) -> None:
    place.rename(place.with_name("renamed.annotator"))


def replace_by_another(place: Path) -> None:
    create_workspace(place.with_name("other.annotator")).close()
    place.with_name("other.annotator").replace(place)


def replace_by_a_copy(place: Path) -> None:
    shutil.copy(place, place.with_name("copy"))
    place.with_name("copy").replace(place)


def empty(place: Path) -> None:
    place.write_bytes(b"")


def delete_the_log(place: Path) -> None:
    place.with_name(NAME + "-wal").unlink()


def delete_the_folder(place: Path) -> None:
    shutil.rmtree(place.parent)


def rename_the_folder(place: Path) -> None:
    place.parent.rename(place.parent.with_name("elsewhere"))


MISFORTUNES = (
    delete,
    rename,
    replace_by_another,
    replace_by_a_copy,
    delete_the_log,
    delete_the_folder,
    rename_the_folder,
)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Workspace, Dump]]:
    (tmp_path / "folder").mkdir()
    workspace = create_workspace(tmp_path / "folder" / NAME)
    for number in range(40):
        do(workspace, lambda work, number=number: work.documents.add(document(f"doc{number}")))  # type: ignore[misc] # bound now
    yield workspace, dump(workspace.location)
    workspace.close()


@pytest.mark.parametrize("misfortune", MISFORTUNES)
def test_it_is_noticed_and_everything_is_rescued(
    opened: tuple[Workspace, Dump], misfortune: Callable[[Path], None], tmp_path: Path
) -> None:
    workspace, before = opened
    misfortune(Path(workspace.location))
    for _ in range(2):
        with pytest.raises(WorkspaceGoneError, match=f"{NAME}: .*no longer at its place"):
            do(workspace, lambda work: work.documents.add(document("late")))
        with pytest.raises(WorkspaceGoneError):
            workspace.undo(NOA.id)
    workspace.rescue(str(tmp_path / "rescued.annotator"))
    workspace.close()
    assert dump(tmp_path / "rescued.annotator") == before
    again = open_workspace(tmp_path / "rescued.annotator")
    assert again.undo(NOA.id) is not None
    assert len(again.reader.documents()) == 39
    again.close()


def test_a_file_that_was_emptied_is_noticed(opened: tuple[Workspace, Dump]) -> None:
    workspace, _ = opened
    empty(Path(workspace.location))
    with pytest.raises(WorkspaceGoneError):
        do(workspace, lambda work: work.documents.add(document("late")))


def test_it_goes_on_when_the_file_is_put_back(opened: tuple[Workspace, Dump]) -> None:
    workspace, _ = opened
    place = Path(workspace.location)
    rename(place)
    with pytest.raises(WorkspaceGoneError):
        do(workspace, lambda work: work.documents.add(document("late")))
    place.with_name("renamed.annotator").rename(place)
    do(workspace, lambda work: work.documents.add(document("late")))
    assert len(workspace.reader.documents()) == 41


def test_the_act_during_which_it_goes_is_not_called_saved(opened: tuple[Workspace, Dump], tmp_path: Path) -> None:
    workspace, before = opened

    def unlucky(work: UnitOfWork) -> None:
        work.documents.add(document("late"))
        delete(Path(workspace.location))

    with pytest.raises(WorkspaceGoneError):
        do(workspace, unlucky)
    workspace.rescue(str(tmp_path / "rescued.annotator"))
    assert dump(tmp_path / "rescued.annotator").keys() >= before.keys()


def test_reading_makes_no_file_where_there_was_one(opened: tuple[Workspace, Dump]) -> None:
    workspace, _ = opened
    place = Path(workspace.location)
    streams = [workspace.reader.texts() for _ in range(6)]
    next(streams[0])
    delete(place)
    for stream in streams[1:]:
        try:
            next(stream)
        except UserError as error:
            assert NAME in str(error)  # noqa: PT017 - a connection that was open before may still answer
    assert not place.exists()


def test_a_rescue_overwrites_nothing(opened: tuple[Workspace, Dump], tmp_path: Path) -> None:
    workspace, _ = opened
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(UserError, match="already"):
        workspace.rescue(str(taken))
    assert taken.read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "taken"]
