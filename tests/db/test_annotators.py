from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from annotator.core.annotators import Annotator
from annotator.core.errors import BugError, UserError
from annotator.core.ids import AnnotatorId
from annotator.core.ports import Reader
from db.workspace import SqliteWorkspace
from tests.db.making import NOA, OMER, act, do, document, in_turn, mention


def test_annotators_are_listed_by_name(workspace: SqliteWorkspace, reader: Reader) -> None:
    amal = Annotator(AnnotatorId("z"), "Amal")
    changes = do(workspace, lambda work: work.annotators.add(amal))
    assert reader.annotators() == [amal, NOA]
    assert changes.annotators
    with workspace.begin(act()) as work:
        assert work.annotators.all() == [amal, NOA]
        assert work.annotators.by_name("Amal") == amal
        assert work.annotators.by_name("amal") is None


def test_names_are_given_once(workspace: SqliteWorkspace) -> None:
    with pytest.raises(UserError, match="There is an annotator Noa already"):
        do(workspace, lambda work: work.annotators.add(Annotator(AnnotatorId("another"), "Noa")))


def test_an_act_needs_an_author_who_is_entered(workspace: SqliteWorkspace) -> None:
    with pytest.raises(IntegrityError), workspace.begin(act(author=OMER)) as work:
        work.documents.add(document())
    with pytest.raises(BugError):
        do(workspace, lambda work: work.documents.add(document(), [mention(author=OMER)]))
    with pytest.raises(BugError):
        do(workspace, lambda work: work.documents.add(document("other"), [mention()]))


def test_the_author_of_the_first_act_stays_when_it_is_undone(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, lambda work: work.documents.add(document()))
    changes = workspace.undo(NOA.id)
    assert changes is not None
    assert not changes.annotators
    assert reader.annotators() == [NOA]
    assert workspace.redo(NOA.id) is not None
    assert len(reader.documents()) == 1


def test_an_annotator_who_came_with_an_act_goes_with_it(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(
        workspace,
        in_turn(
            lambda work: work.annotators.add(OMER), lambda work: work.documents.add(document(), [mention(author=OMER)])
        ),
    )
    changes = workspace.undo(NOA.id)
    assert changes is not None
    assert changes.annotators
    assert reader.annotators() == [NOA]
    workspace.redo(NOA.id)
    assert reader.annotators() == [NOA, OMER]
    assert reader.mentions(document().id)[0].annotator == OMER.id


def test_an_annotator_whom_others_need_stays(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, in_turn(lambda work: work.annotators.add(OMER), lambda work: work.documents.add(document())))
    do(workspace, lambda work: work.documents.add(document("other")), author=OMER)
    changes = workspace.undo(NOA.id)
    assert changes is not None
    assert not changes.annotators
    assert reader.annotators() == [NOA, OMER]
    assert [row.id for row in reader.documents()] == ["other"]
    assert workspace.redo(NOA.id) is not None
    assert workspace.undo(OMER.id) is not None
