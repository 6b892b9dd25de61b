from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest

from annotator.core.document import Document, DocumentState
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection, UnitOfWork
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.core.rows import DocumentRow, EntityRow, EntityTally
from db.workspace import SqliteWorkspace
from tests.db.making import NOA, OMER, TEXT, act, do, document, entity, mention

RABAT = EntityId("place/rabat")


def fill(work: UnitOfWork) -> None:
    work.annotators.add(OMER)
    work.entities.add(entity())
    work.entities.add(entity("person/gantz"))
    work.entities.add(entity("person/unused"))
    work.documents.add(
        document(state=DocumentState.IN_PROGRESS),
        [
            mention("רבאט", identifier="1", link=Link(RABAT)),
            mention("מרוקו", identifier="2", link=Link(None)),
            mention("יום רביעי", "DATE", identifier="3", author=OMER),
            mention("לודיי", "PERSON", identifier="4", status=MentionStatus.SUGGESTED, link=Link(RABAT)),
            mention("גנץ", "PERSON", identifier="5", status=MentionStatus.REJECTED),
            mention("בני גנץ", "PERSON", identifier="6", link=Link(EntityId("person/gantz"))),
        ],
    )
    work.documents.add(document("empty", "nothing here"))
    work.documents.add(
        document("third", "רבאט ועוד\nרבאט"), [mention(inside=document("third", "רבאט ועוד\nרבאט"), link=Link(RABAT))]
    )


def test_rows_say_what_there_is_in_each_document(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    first, empty, third = reader.documents()
    page = document()
    assert first == DocumentRow(
        id=page.id,
        name="doc.txt",
        title="doc",
        language="he",
        direction=page.direction,
        date=None,
        state=DocumentState.IN_PROGRESS,
        sha256=page.sha256,
        characters=len(TEXT),
        mentions=4,
        linked=3,
        dates=1,
        suggestions=1,
        reach=TEXT.index("רביעי") + 5,
    )
    assert (empty.mentions, empty.linked, empty.dates, empty.suggestions, empty.reach) == (0, 0, 0, 0, 0)
    assert (third.mentions, third.linked, third.reach) == (1, 1, 4)


def test_a_selection_narrows_documents(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    assert [row.id for row in reader.documents(Selection(documents=("third", "doc", "nobody")))] == ["doc", "third"]  # type: ignore[arg-type]  # ids are strings
    assert [row.id for row in reader.documents(Selection(states=(DocumentState.NEW,)))] == ["empty", "third"]
    assert [page.id for page in reader.records(Selection(states=(DocumentState.IN_PROGRESS,)))] == ["doc"]


def test_records_are_what_formats_write(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    first, empty, _ = reader.records()
    start = TEXT.index("רבאט")
    assert isinstance(first, DocumentRecord)
    assert (first.id, first.text, first.state, first.name) == ("doc", TEXT, DocumentState.IN_PROGRESS, "doc.txt")
    assert all(type(mark) is MentionRecord for mark in first.mentions)
    assert [mark.id for mark in first.mentions] == ["6", "1", "2", "3"]
    assert first.mentions[1] == MentionRecord(start, start + 4, "PLACE", "place/rabat", annotator="Noa", id="1")
    assert [(mark.entity, mark.annotator) for mark in first.mentions] == [
        ("person/gantz", "Noa"),
        ("place/rabat", "Noa"),
        ("NIL", "Noa"),
        (None, "עומר"),
    ]
    assert list(empty.mentions) == []
    everything = next(iter(reader.records(Selection(statuses=()))))
    assert {mark.status for mark in everything.mentions} == {"accepted", "suggested", "rejected"}
    of_omer = next(iter(reader.records(Selection(annotators=(OMER.id,)))))
    assert [mark.id for mark in of_omer.mentions] == ["3"]


def test_entities_are_counted_by_accepted_mentions(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    assert reader.entity_rows() == [
        EntityRow(RABAT, "PLACE", 2, 2),
        EntityRow(EntityId("person/gantz"), "PLACE", 1, 1),
        EntityRow(EntityId("person/unused"), "PLACE", 0, 0),
    ]


def test_mentions_are_tallied_by_all_they_have_in_common(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    tallies = reader.mention_tallies()
    assert [tally.label for tally in tallies] == sorted(
        (t.label for t in tallies), key=["PERSON", "PLACE", "DATE"].index
    )
    assert {(t.label, t.annotator, t.status.value, t.decision.value): t.mentions for t in tallies} == {
        ("PERSON", "Noa", "accepted", "linked"): 1,
        ("PERSON", "Noa", "rejected", "unlinked"): 1,
        ("PERSON", "Noa", "suggested", "linked"): 1,
        ("PLACE", "Noa", "accepted", "linked"): 2,
        ("PLACE", "Noa", "accepted", "nil"): 1,
        ("DATE", "עומר", "accepted", "unlinked"): 1,
    }
    assert reader.entity_tallies() == [EntityTally("PLACE", entities=3, used=2, names=0)]


def add_page(page: Document, marks: list[MentionRecord], work: UnitOfWork) -> None:
    work.documents.add_many([(page, marks)])


def test_occurrences_come_in_the_order_of_documents_and_of_their_text(
    workspace: SqliteWorkspace, reader: Reader
) -> None:
    do(workspace, lambda work: work.entities.add(entity()))
    for page in ("z", "a", "m"):
        marks = [MentionRecord(start, start + 3, "PLACE", RABAT, id=f"{page}{start}") for start in (8, 0, 4)]
        do(workspace, partial(add_page, document(page), marks))
    expected = [f"{page}{start}" for page in ("z", "a", "m") for start in (0, 4, 8)]
    for limit in range(1, 11):
        assert [hit.mention.id for hit in reader.occurrences(RABAT, limit=limit)] == expected[:limit]


def test_occurrences_show_the_line_around_a_mention(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    found = reader.occurrences(RABAT, context=9)
    assert [(hit.mention.document, hit.before, hit.mention.surface, hit.after) for hit in found] == [
        ("doc", "גנץ ביקר ב", "רבאט", "."),
        ("third", "", "רבאט", " ועוד"),
    ] or [(hit.before, hit.after) for hit in found] == [("נץ ביקר ב", "."), ("", " ועוד")]
    assert [hit.mention.id for hit in reader.occurrences(RABAT, limit=1)] == ["1"]
    assert [(hit.before, hit.after) for hit in reader.occurrences(RABAT, context=0)] == [("", ""), ("", "")]


def test_a_text_that_has_changed_on_disk_is_noticed(filled: SqliteWorkspace, reader: Reader) -> None:
    with closing(sqlite3.connect(filled.location)) as connection:
        connection.execute("UPDATE texts SET text = replace(text, 'רבאט', 'רבאת')")
        connection.commit()
    with pytest.raises(UserError, match="is not the one that was imported"):
        reader.document(DocumentId("doc"))


def test_a_mention_that_has_changed_on_disk_is_noticed(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, lambda work: work.mentions.add(mention(identifier="m")))
    with closing(sqlite3.connect(filled.location)) as connection:
        connection.execute("UPDATE mentions SET start = start + 1")
        connection.commit()
    with pytest.raises(UserError, match="says “רבאט”"):
        reader.mentions(DocumentId("doc"))


def test_a_stream_sees_one_state_while_others_write(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    pages = reader.records()
    first = next(pages)
    do(workspace, lambda work: work.documents.remove(DocumentId("third")))
    do(workspace, lambda work: work.documents.add(document("fourth")))
    assert [first.id, *(page.id for page in pages)] == ["doc", "empty", "third"]
    assert [page.id for page in reader.records()] == ["doc", "empty", "fourth"]


def test_a_stream_may_be_left_half_read(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    for _ in range(20):
        next(reader.records())
        next(reader.texts())
    assert len(reader.documents()) == 3
    half_read = reader.records()
    next(half_read)
    workspace.close()
    del half_read


def test_readers_in_many_threads_do_not_wait_for_the_writer(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    with workspace.begin(act()) as work:
        work.mentions.remove(MentionId("1"))
        with ThreadPoolExecutor(6) as pool:
            looks = [pool.submit(lambda: len(reader.mentions(document().id))) for _ in range(60)]
            assert {look.result(timeout=5) for look in looks} == {6}
    assert len(reader.mentions(document().id)) == 5


def test_reading_and_writing_at_once_goes_well(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    done = threading.Event()

    def look() -> int:
        looks = 0
        while not done.is_set():
            (row,) = reader.documents(Selection(documents=(document().id,)))
            assert row.mentions <= sum(mark.status is MentionStatus.ACCEPTED for mark in reader.mentions(row.id))
            looks += 1
        return looks

    with ThreadPoolExecutor(3) as pool:
        looking = [pool.submit(look) for _ in range(3)]
        for number in range(40):
            do(workspace, lambda work, name=f"new {number}": work.mentions.add(mention("ביום", identifier=name)))  # type: ignore[misc]
        done.set()
        assert all(found.result(timeout=10) for found in looking)
    assert reader.documents()[0].mentions == 44


def test_the_history_is_told_newest_first(workspace: SqliteWorkspace, reader: Reader) -> None:
    acts = [do(workspace, lambda work, n=name: work.documents.add(document(n))).act for name in "abc"]  # type: ignore[misc]
    assert reader.history() == acts[::-1]
    assert reader.history(limit=2) == acts[:0:-1]
    assert reader.undoable(NOA.id) == acts[-1]
    assert reader.redoable(NOA.id) is None
    assert reader.undoable(OMER.id) is None
