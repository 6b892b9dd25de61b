from __future__ import annotations

import itertools
from dataclasses import replace
from functools import partial

import pytest

from annotator.core.document import Direction, Document, DocumentState
from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.records import MentionRecord
from db.workspace import SqliteWorkspace
from tests.db.making import NOA, OMER, TEXT, act, do, document, entity, mention


def test_a_document_is_kept_whole(workspace: SqliteWorkspace, reader: Reader) -> None:
    given = document(
        direction=Direction.RTL,
        date="2021-11",
        state=DocumentState.FINISHED,
        source="/home/noa/doc.txt",
        encoding="windows-1255",
        paragraph_directions={1: Direction.LTR, 0: Direction.RTL},
    )
    changes = do(workspace, lambda work: work.documents.add(given))
    assert reader.document(given.id) == given
    assert (changes.documents, changes.mentioned, changes.mentions) == (frozenset({given.id}), frozenset(), frozenset())
    with workspace.begin(changes.act) as work:
        assert work.documents.get(given.id) == given
        assert work.documents.exists(given.id)
        assert not work.documents.exists(DocumentId("other"))
        assert work.documents.with_sha256(given.sha256) == [given.id]


def test_a_document_comes_with_its_mentions_and_links(workspace: SqliteWorkspace, reader: Reader) -> None:
    marks = [
        mention("רבאט", link=Link(EntityId("place/rabat"))),
        mention("מרוקו", link=Link(None)),
        mention("גנץ", "PERSON"),
    ]

    def work(unit: UnitOfWork) -> None:
        unit.entities.add(entity())
        unit.documents.add(document(), marks)

    changes = do(workspace, work)
    assert sorted(map(repr, reader.mentions(document().id))) == sorted(map(repr, marks))
    assert (changes.documents, changes.mentioned, changes.mentions) == (
        frozenset({"doc"}),
        frozenset({"doc"}),
        frozenset(),
    )


def test_many_documents_come_with_records_of_their_mentions(workspace: SqliteWorkspace, reader: Reader) -> None:
    records = [
        MentionRecord(0, 7, "PERSON", entity="person/gantz", annotator="עומר"),
        MentionRecord(14, 18, "PLACE", entity="NIL", id="given"),
        MentionRecord(20, 23, "PERSON", status="suggested", score=0.5),
        MentionRecord(48, 58, "DATE", value="2021-W48-3", calendar="hebrew", modifier="START"),
        MentionRecord(48, 58, "DATE", value="2021-11-24"),
    ]

    def work(unit: UnitOfWork) -> None:
        unit.annotators.add(OMER)
        unit.entities.add(entity("person/gantz"))
        assert unit.documents.add_many([(document("a"), records), (document("b"), ())]) == 2

    do(workspace, work)
    found = reader.mentions(DocumentId("a"))
    assert [(mark.span.start, mark.span.end, mark.surface) for mark in found] == [
        (record.start, record.end, TEXT[record.start : record.end])
        for record in sorted(records, key=lambda record: record.start)
    ]
    by_place = {mark.span.start: mark for mark in found}
    assert by_place[0].annotator == OMER.id
    assert by_place[0].link == Link(EntityId("person/gantz"))
    assert (by_place[14].link, by_place[14].id, by_place[14].annotator) == (Link(None), MentionId("given"), NOA.id)
    assert (by_place[20].status, by_place[20].score) == (MentionStatus.SUGGESTED, 0.5)
    dates = sorted(repr(mark.date) for mark in found if mark.label == "DATE")
    assert "2021-11-24" in dates[0]
    assert "gregorian" in dates[0]
    assert "START" in dates[1]
    assert "hebrew" in dates[1]
    written = {record.id: record for page in reader.records() for record in page.mentions}
    assert written[MentionId("given")] == records[1]._replace(annotator="Noa")


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (MentionRecord(0, 60, "PERSON"), "which has"),
        (MentionRecord(5, 5, "PERSON"), "5–5"),
        (MentionRecord(6, 5, "PERSON"), "6–5"),
        (MentionRecord(-1, 5, "PERSON"), "-1–5"),
        (MentionRecord(0, 7, "ANIMAL"), "no label ANIMAL"),
        (MentionRecord(0, 7, "PERSON", entity="person/nobody"), "no entity person/nobody"),
        (MentionRecord(0, 7, "PERSON", annotator="Nobody"), "no annotator Nobody"),
    ],
)
def test_a_record_that_does_not_fit_is_refused(
    workspace: SqliteWorkspace, reader: Reader, record: MentionRecord, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        do(workspace, lambda work: work.documents.add_many([(document(), [record])]))
    assert reader.documents() == []


def test_mentions_are_stored_whole_whatever_they_have(workspace: SqliteWorkspace, reader: Reader) -> None:
    """In as many documents as are stored at once, so that none wait for the end."""
    facts = itertools.product([None, "NIL", "person/gantz"], [None, "2021"], [None, "END"], [None, 0.5], ["", "given"])
    records = [
        MentionRecord(place, place + 1, "PERSON", entity=target, value=value, modifier=modifier, score=score, id=name)
        for place, (target, value, modifier, score, name) in enumerate(facts)
        if value is not None or modifier is None
    ]
    pages = [
        (document(f"{number}"), [record._replace(id=record.id and f"{number}/{record.start}") for record in records])
        for number in range(256)
    ]

    def work(unit: UnitOfWork) -> None:
        unit.entities.add(entity("person/gantz"))
        unit.documents.add_many(pages)

    do(workspace, work)
    for page, given in (pages[0], pages[-1]):
        found = sorted(reader.mentions(page.id), key=lambda mark: mark.span.start)
        assert [
            (
                mark.link and (mark.link.entity or "NIL"),
                mark.date and mark.date.value,
                mark.date and mark.date.modifier,
                mark.score,
            )
            for mark in found
        ] == [(record.entity, record.value, record.modifier, record.score) for record in given]
        assert all(mark.id == record.id for mark, record in zip(found, given, strict=True) if record.id)
        assert len({mark.id for mark in found}) == len(found)
    row = reader.documents()[0]
    assert (row.mentions, row.linked) == (len(records), sum(record.entity is not None for record in records))


def test_a_mention_whose_surface_differs_is_refused(workspace: SqliteWorkspace, reader: Reader) -> None:
    wrong = replace(mention(), surface="קזבלנקה")
    with pytest.raises(UserError, match="reads “קזבלנקה”, but the document doc has “רבאט” there"):
        do(workspace, lambda work: work.documents.add(document(), [wrong]))
    assert reader.documents() == []


def test_an_id_is_given_once(filled: SqliteWorkspace, reader: Reader) -> None:
    with pytest.raises(UserError, match="There is a document doc already"):
        do(filled, lambda work: work.documents.add(document(text="another")))
    with pytest.raises(UserError, match="There is a document twice already"):
        do(filled, lambda work: work.documents.add_many([(document("twice"), ()), (document("twice"), ())]))
    assert [row.id for row in reader.documents()] == ["doc"]


def test_a_text_that_cannot_be_stored_is_refused(workspace: SqliteWorkspace) -> None:
    with pytest.raises(UserError, match="NUL"):
        do(workspace, lambda work: work.documents.add(document(text="a\x00b")))


def test_facts_change_and_the_text_stays(filled: SqliteWorkspace, reader: Reader) -> None:
    changed = replace(document(text="never looked at"), title="Other", state=DocumentState.IN_PROGRESS)
    changes = do(filled, lambda work: work.documents.replace(changed))
    assert changes.documents == {"doc"}
    assert reader.document(changed.id) == replace(changed, text=TEXT)
    assert do(filled, lambda work: work.documents.replace(changed)).documents == set()
    assert len(reader.history()) == 2


def test_what_is_not_there_is_missed(workspace: SqliteWorkspace, reader: Reader) -> None:
    nobody = DocumentId("nobody")
    for use in (
        lambda work: work.documents.get(nobody),
        lambda work: work.documents.remove(nobody),
        lambda work: work.documents.replace(document("nobody")),
    ):
        with pytest.raises(NotFoundError, match="no document nobody"):
            do(workspace, use)
    with pytest.raises(NotFoundError, match="no document nobody"):
        reader.document(nobody)


def test_a_document_goes_with_its_mentions(filled: SqliteWorkspace, reader: Reader) -> None:
    mark = mention(link=Link(None))
    do(filled, lambda work: work.mentions.add(mark))
    changes = do(filled, lambda work: work.documents.remove(DocumentId("doc")))
    assert (changes.documents, changes.mentioned) == (frozenset({"doc"}), frozenset({"doc"}))
    assert reader.documents() == []
    with pytest.raises(NotFoundError):
        reader.mention(mark.id)
    do(filled, lambda work: work.documents.add(document(text="anew")))
    assert reader.document(DocumentId("doc")).text == "anew"


def test_documents_are_listed_in_the_order_they_came_in(workspace: SqliteWorkspace, reader: Reader) -> None:
    for page in (document("c"), document("a"), document("b")):
        do(workspace, partial(add, page))
    assert [row.id for row in reader.documents()] == ["c", "a", "b"]
    assert [identifier for identifier, _ in reader.texts()] == ["c", "a", "b"]
    with workspace.begin(act()) as work:
        assert work.documents.with_sha256(document().sha256) == ["c", "a", "b"]


def add(page: Document, work: UnitOfWork) -> None:
    work.documents.add(page)
