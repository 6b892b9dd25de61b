from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from annotator.core.ids import DocumentId, MentionId
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.rows import DocumentRow
from db.workspace import SqliteWorkspace
from tests.db.making import NOA, TEXT, do, document, in_turn, mention

LAST = mention("יום רביעי", "DATE", identifier="last")
FIRST = mention("בני", "PERSON", identifier="first", link=Link(None))


def row(reader: Reader) -> tuple[int, int, int, int, int]:
    found: DocumentRow = reader.documents()[0]
    return found.mentions, found.linked, found.dates, found.suggestions, found.reach


def add(mark: Mention, work: UnitOfWork) -> None:
    work.mentions.add(mark)


def put(mark: Mention, work: UnitOfWork) -> None:
    work.mentions.replace(mark)


def take(identifier: str, work: UnitOfWork) -> None:
    work.mentions.remove(MentionId(identifier))


@pytest.mark.parametrize(
    ("works", "expected"),
    [
        ([], (2, 1, 1, 0, LAST.span.end)),
        ([partial(take, "last")], (1, 1, 0, 0, 3)),
        ([partial(take, "first")], (1, 0, 1, 0, LAST.span.end)),
        ([partial(take, "first"), partial(take, "last")], (0, 0, 0, 0, 0)),
        ([partial(take, "last"), partial(add, LAST)], (2, 1, 1, 0, LAST.span.end)),
        ([partial(put, replace(LAST, status=MentionStatus.SUGGESTED))], (1, 1, 0, 1, 3)),
        ([partial(put, replace(LAST, status=MentionStatus.REJECTED))], (1, 1, 0, 0, 3)),
        ([partial(put, replace(LAST, span=Span(48, 51), surface=TEXT[48:51]))], (2, 1, 1, 0, 51)),
        ([partial(put, replace(LAST, label="PLACE", link=Link(None)))], (2, 2, 0, 0, LAST.span.end)),
        ([partial(put, replace(FIRST, link=None))], (2, 0, 1, 0, LAST.span.end)),
        ([partial(add, mention("מרוקו")), partial(take, "last")], (2, 1, 0, 0, TEXT.index("מרוקו") + 5)),
    ],
)
def test_counts_follow_every_change(
    filled: SqliteWorkspace,
    reader: Reader,
    works: list[partial[None]],
    expected: tuple[int, int, int, int, int],
) -> None:
    do(filled, in_turn(partial(add, FIRST), partial(add, LAST)))
    before = row(reader)
    assert before == (2, 1, 1, 0, LAST.span.end)
    if works:
        do(filled, in_turn(*works))
        assert row(reader) == expected
        filled.undo(NOA.id)
        assert row(reader) == before
        filled.redo(NOA.id)
    assert row(reader) == expected


def test_a_part_that_fails_does_not_count(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, in_turn(partial(add, FIRST), fail_to_add))
    assert row(reader) == (1, 1, 0, 0, 3)


def fail_to_add(work: UnitOfWork) -> None:
    with pytest.raises(ZeroDivisionError):
        add_and_fail(work)


def add_and_fail(work: UnitOfWork) -> None:
    with work.attempt():
        work.mentions.add(LAST)
        work.documents.remove(DocumentId("doc"))
        _ = 1 / 0


def test_a_document_that_came_in_the_same_act_is_counted(workspace: SqliteWorkspace, reader: Reader) -> None:
    page = document("new")
    do(
        workspace,
        in_turn(
            lambda work: work.documents.add(page, [mention(inside=page, identifier="1")]),
            lambda work: work.mentions.add(mention("לודיי", "PERSON", inside=page)),
            lambda work: work.mentions.remove(MentionId("1")),
        ),
    )
    assert row(reader) == (1, 0, 0, 0, TEXT.index("לודיי") + 5)
    do(
        workspace,
        in_turn(
            lambda work: work.mentions.add(mention("גנץ", "PERSON", inside=page)),
            lambda work: work.documents.remove(page.id),
            lambda work: work.documents.add(page),
        ),
    )
    assert row(reader) == (0, 0, 0, 0, 0)
    workspace.undo(NOA.id)
    assert row(reader) == (1, 0, 0, 0, TEXT.index("לודיי") + 5)
