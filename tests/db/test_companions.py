from __future__ import annotations

import pytest

from annotator.core.ids import DocumentId, EntityId, MentionId, new_id
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, UnitOfWork
from db.workspace import SqliteWorkspace
from tests.db.making import NOA, do, document, entity, mention

WORDS = "a b c d e"
ONE = DocumentId("one")
AB = [EntityId("a"), EntityId("b")]
GIVEN = {"one": "ab", "two": "abc", "three": "bd", "four": "e", "five": "c"}


def _named(page: str, words: str, status: MentionStatus = MentionStatus.ACCEPTED) -> list[Mention]:
    inside = document(page, WORDS)
    return [mention(word, inside=inside, link=Link(EntityId(word)), status=status) for word in words]


def _fill(work: UnitOfWork) -> None:
    for word in WORDS.split():
        work.entities.add(entity(word))
    for page, words in GIVEN.items():
        work.documents.add(document(page, WORDS), _named(page, words))


def test_the_nearest_documents_come_with_all_that_they_name(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, _fill)
    assert reader.companions(AB, ONE) == {"two": {"a", "b", "c"}, "three": {"b", "d"}}
    assert reader.companions(AB, ONE, most=1) == {"two": {"a", "b", "c"}}
    assert set(reader.companions(AB, DocumentId("none"))) == {"one", "two", "three"}
    assert reader.companions([EntityId("e")], DocumentId("four")) == {}
    assert reader.companions([EntityId("nobody")], ONE) == reader.companions([], ONE) == {}


@pytest.mark.parametrize("status", [MentionStatus.SUGGESTED, MentionStatus.REJECTED])
def test_only_what_people_decided_counts(workspace: SqliteWorkspace, reader: Reader, status: MentionStatus) -> None:
    do(workspace, _fill)
    undecided = _named("six", "e", status)
    do(workspace, lambda work: work.documents.add(document("six", WORDS), undecided))
    assert reader.companions([EntityId("e")], DocumentId("four")) == {}


def test_what_is_named_everywhere_tells_nothing(workspace: SqliteWorkspace, reader: Reader) -> None:
    text = "x " * 600
    places = [Span(at, at + 1) for at in range(0, len(text), 2)]
    crowded = [
        Mention(MentionId(new_id()), DocumentId("crowd"), span, "PLACE", NOA.id, "x", link=Link(EntityId("e")))
        for span in places
    ]
    do(workspace, _fill)
    do(workspace, lambda work: work.documents.add(document("eight", WORDS), _named("eight", "e")))
    assert set(reader.companions([EntityId("e")], DocumentId("four"))) == {"eight"}
    do(workspace, lambda work: work.documents.add(document("crowd", text), crowded))
    assert reader.companions([EntityId("e")], DocumentId("four")) == {}
