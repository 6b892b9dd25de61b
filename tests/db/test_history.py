from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from annotator.core.document import DocumentState
from annotator.core.errors import ConflictError
from annotator.core.history import ActState, Changes
from annotator.core.ids import DocumentId, EntityId, LabelId, MentionId
from annotator.core.labels import Label, LabelColours, LinePattern
from annotator.core.link import Link
from annotator.core.ports import Reader, UnitOfWork
from annotator.core.records import MentionRecord
from db.workspace import SqliteWorkspace, open_workspace
from tests.db.making import NOA, OMER, Dump, act, alias, do, document, dump, entity, mention

DOC = DocumentId("doc")
RABAT = EntityId("place/rabat")


def fill(work: UnitOfWork) -> None:
    work.annotators.add(OMER)
    work.entities.add(entity("place/rabat", alias("רבאט", identifier="1")))
    work.documents.add(document(), [mention(identifier="m", link=Link(RABAT))])


def everything_at_once(work: UnitOfWork) -> None:
    """One act that touches every kind of row, some of them twice."""
    work.labels.add(Label(LabelId("l"), "ANIMAL", 9, LabelColours("#0", "#1", "#2"), LinePattern.SOLID))
    work.labels.replace(replace(work.labels.all()["DATE"], position=7))
    work.entities.add(entity("person/loudiyi", alias("לודיי")))
    work.mentions.add(mention("לודיי", "ANIMAL", identifier="n", link=Link(EntityId("person/loudiyi"))))
    work.mentions.replace(
        replace(work.mentions.get(MentionId("m")), link=Link(EntityId("person/loudiyi")), label="ORG")
    )
    work.mentions.replace(replace(work.mentions.get(MentionId("m")), link=None))
    work.entities.remove(RABAT)
    work.documents.replace(replace(work.documents.get(DOC), state=DocumentState.FINISHED))
    work.documents.add_many([(document("bulk"), [MentionRecord(0, 3, "PERSON", entity="person/loudiyi")])])
    work.mentions.add(mention("גנץ", "PERSON", inside=document("bulk"), identifier="late"))
    work.documents.add(document("brief"), [mention(inside=document("brief"))])
    work.documents.remove(DocumentId("brief"))


def test_an_act_is_taken_back_and_done_again_to_the_byte(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    before = dump(workspace.location)
    done = do(workspace, everything_at_once)
    after = dump(workspace.location)
    for _ in range(3):
        undone = workspace.undo(NOA.id)
        assert undone is not None
        assert dump(workspace.location) == before
        assert undone == replace(done, act=replace(done.act, state=ActState.UNDONE))
        redone = workspace.redo(NOA.id)
        assert redone == done
        assert dump(workspace.location) == after


def test_what_is_undone_survives_a_restart(tmp_path: Path, workspace: SqliteWorkspace) -> None:
    dumps = [dump(workspace.location)]
    for work in (fill, everything_at_once, lambda unit: unit.documents.remove(DOC)):
        do(workspace, work)
        dumps.append(dump(workspace.location))
    location = workspace.location
    workspace.close()
    for expected in (dumps[2], dumps[1], dumps[0] | {("annotators", NOA.id): dumps[1]["annotators", NOA.id]}):
        again = open_workspace(location)
        assert again.reader.undoable(NOA.id) is not None
        assert again.undo(NOA.id) is not None
        assert dump(location) == expected
        again.close()
    again = open_workspace(location)
    assert again.undo(NOA.id) is None
    assert again.reader.undoable(NOA.id) is None
    again.close()
    for expected in dumps[1:]:
        again = open_workspace(location)
        assert again.redo(NOA.id) is not None
        assert dump(location) == expected
        again.close()
    again = open_workspace(location)
    assert again.redo(NOA.id) is None
    again.close()


def test_acts_are_taken_back_in_the_order_of_their_author(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    acts = [
        do(workspace, lambda work: work.documents.add(document("noa 1"))).act,
        do(workspace, lambda work: work.documents.add(document("omer 1")), author=OMER).act,
        do(workspace, lambda work: work.documents.add(document("noa 2"))).act,
        do(workspace, lambda work: work.documents.add(document("omer 2")), author=OMER).act,
    ]
    assert reader.undoable(NOA.id) == acts[2]
    assert reader.undoable(OMER.id) == acts[3]
    assert touched(workspace.undo(NOA.id)) == {"noa 2"}
    assert touched(workspace.undo(NOA.id)) == {"noa 1"}
    assert touched(workspace.undo(OMER.id)) == {"omer 2"}
    assert reader.redoable(NOA.id) == replace(acts[0], state=ActState.UNDONE)
    assert touched(workspace.redo(NOA.id)) == {"noa 1"}
    assert touched(workspace.redo(NOA.id)) == {"noa 2"}
    assert workspace.redo(NOA.id) is None
    assert [row.id for row in reader.documents()] == ["doc", "noa 1", "omer 1", "noa 2"]


def touched(changes: Changes | None) -> set[DocumentId]:
    assert changes is not None
    return set(changes.documents)


def test_a_new_act_overtakes_what_its_author_has_undone(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    for author in (NOA, OMER):
        do(workspace, partial(add_named, f"first of {author.id}"), author=author)
        workspace.undo(author.id)
    do(workspace, partial(add_named, "second"))
    assert workspace.redo(NOA.id) is None
    assert reader.redoable(OMER.id) is not None
    states = [done.state for done in reader.history()]
    assert states == [ActState.DONE, ActState.UNDONE, ActState.DROPPED, ActState.DONE]
    dropped = dump(workspace.location, leaving_out=set())["history", reader.history()[2].id]
    assert dropped["changes"] == b""


def add_named(name: str, work: UnitOfWork) -> None:
    work.documents.add(document(name))


def test_an_act_that_touched_nothing_leaves_no_trace(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    do(workspace, partial(add_named, "undone"))
    workspace.undo(NOA.id)
    before = dump(workspace.location, leaving_out=set())
    changes = do(workspace, lambda work: work.documents.replace(work.documents.get(DOC)))
    assert changes == Changes(changes.act)
    assert dump(workspace.location, leaving_out=set()) == before
    assert workspace.redo(NOA.id) is not None


def test_an_act_that_fails_changes_nothing(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    before = dump(workspace.location, leaving_out=set())
    with pytest.raises(ZeroDivisionError):
        do(workspace, fail)
    assert dump(workspace.location, leaving_out=set()) == before
    do(workspace, everything_at_once)


def fail(work: UnitOfWork) -> None:
    everything_at_once(work)
    _ = 1 / 0


def attempt_to_fail(work: UnitOfWork) -> None:
    with work.attempt():
        assert "ANIMAL" not in work.labels.all()
        fail(work)


def test_a_part_of_an_act_may_fail(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    before = dump(workspace.location)

    def work(unit: UnitOfWork) -> None:
        unit.documents.add(document("kept"), [mention(inside=document("kept"))])
        with pytest.raises(ZeroDivisionError):
            attempt_to_fail(unit)
        assert "ANIMAL" not in unit.labels.all()
        assert unit.mentions.get(MentionId("m")).link == Link(RABAT)
        with unit.attempt():
            unit.mentions.add(mention("גנץ", "PERSON", identifier="second"))

    changes = do(workspace, work)
    assert changes == Changes(
        changes.act,
        documents=frozenset({DocumentId("kept")}),
        mentioned=frozenset({DOC, DocumentId("kept")}),
        mentions=frozenset({MentionId("second")}),
    )
    assert [(row.id, row.mentions) for row in reader.documents()] == [("doc", 2), ("kept", 1)]
    workspace.undo(NOA.id)
    assert dump(workspace.location) == before


def test_parts_may_all_fail(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, fill)
    before = dump(workspace.location, leaving_out=set())
    with workspace.begin(act()) as work:
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                attempt_to_fail(work)
    assert dump(workspace.location, leaving_out=set()) == before


Work = partial[None]


def relabel(label: str, work: UnitOfWork) -> None:
    work.mentions.replace(replace(work.mentions.get(MentionId("m")), label=label))


def link(to: Link | None, work: UnitOfWork) -> None:
    work.mentions.replace(replace(work.mentions.get(MentionId("m")), link=to))


def finish(work: UnitOfWork) -> None:
    work.documents.replace(replace(work.documents.get(DOC), state=DocumentState.FINISHED))


def describe(text: str, work: UnitOfWork) -> None:
    work.entities.replace(replace(work.entities.get(RABAT), descriptions={"en": text}))


def remove_document(work: UnitOfWork) -> None:
    work.documents.remove(DOC)


def add_mention(work: UnitOfWork) -> None:
    work.mentions.add(mention("גנץ", "PERSON"))


def remove_mention(work: UnitOfWork) -> None:
    work.mentions.remove(MentionId("m"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (partial(relabel, "ORG"), partial(relabel, "PERSON")),
        (partial(relabel, "ORG"), remove_mention),
        (partial(link, None), partial(link, Link(RABAT))),
        (partial(link, Link(None)), partial(link, Link(RABAT))),
        (finish, remove_document),
        (partial(describe, "one"), partial(describe, "two")),
        (fill, add_mention),
        (fill, remove_mention),
        (fill, finish),
        (fill, partial(relabel, "ORG")),
        (fill, partial(link, Link(None))),
        (fill, partial(describe, "other")),
        (add_mention, remove_document),
    ],
)
def test_what_another_has_changed_since_is_not_overwritten(
    workspace: SqliteWorkspace, reader: Reader, first: Work, second: Work
) -> None:
    if first is not fill:
        do(workspace, fill)
    before = dump(workspace.location)
    do(workspace, first)
    between = dump(workspace.location)
    do(workspace, second, author=OMER)
    after = dump(workspace.location, leaving_out=set())
    with pytest.raises(ConflictError) as raised:
        workspace.undo(NOA.id)
    assert "cannot be undone or redone" in str(raised.value)
    assert dump(workspace.location, leaving_out=set()) == after
    assert reader.undoable(NOA.id) is not None
    workspace.undo(OMER.id)
    assert dump(workspace.location) == between
    workspace.undo(NOA.id)
    assert without_people(dump(workspace.location)) == without_people(before)


def without_people(rows: Dump) -> Dump:
    """Leave out annotators: those of whom the history speaks stay."""
    return {key: row for key, row in rows.items() if key[0] != "annotators"}


def test_the_conflict_names_who_has_changed_what(workspace: SqliteWorkspace) -> None:
    do(workspace, fill)
    do(workspace, partial(relabel, "ORG"))
    do(workspace, partial(relabel, "PERSON"), author=OMER)
    with pytest.raises(ConflictError, match="עומר has changed one of the mentions since"):
        workspace.undo(NOA.id)


def test_what_has_changed_since_it_was_undone_is_not_redone(workspace: SqliteWorkspace) -> None:
    do(workspace, fill)
    do(workspace, partial(relabel, "ORG"))
    workspace.undo(NOA.id)
    do(workspace, partial(relabel, "PERSON"), author=OMER)
    before = dump(workspace.location, leaving_out=set())
    with pytest.raises(ConflictError):
        workspace.redo(NOA.id)
    assert dump(workspace.location, leaving_out=set()) == before
    workspace.undo(OMER.id)
    assert workspace.redo(NOA.id) is not None


def test_a_removed_document_that_came_again_is_not_put_back(workspace: SqliteWorkspace) -> None:
    do(workspace, fill)
    do(workspace, remove_document)
    do(workspace, lambda work: work.documents.add(document(text="another text")), author=OMER)
    with pytest.raises(ConflictError, match="עומר has changed the document doc since"):
        workspace.undo(NOA.id)


def test_a_name_taken_since_stands_in_the_way(workspace: SqliteWorkspace) -> None:
    do(workspace, fill)
    do(workspace, lambda work: work.labels.replace(replace(work.labels.all()["ORG"], name="FIRM")))
    colours = LabelColours("#0", "#1", "#2")
    label = Label(LabelId("l"), "ORG", 9, colours, LinePattern.SOLID)
    do(workspace, lambda work: work.labels.add(label), author=OMER)
    with pytest.raises(ConflictError, match="is used by something done since"):
        workspace.undo(NOA.id)


def test_an_entity_that_others_have_linked_to_stays(workspace: SqliteWorkspace) -> None:
    do(workspace, fill)
    do(workspace, lambda work: work.entities.add(entity("place/new")))
    do(workspace, partial(link, Link(EntityId("place/new"))), author=OMER)
    with pytest.raises(ConflictError, match="is used by something done since"):
        workspace.undo(NOA.id)


def test_undoing_an_import_of_many_documents_needs_little_memory(workspace: SqliteWorkspace, reader: Reader) -> None:
    text = "מלה " * 2_000
    records = [MentionRecord(start, start + 3, "PERSON", entity="NIL") for start in range(0, 4_000, 100)]
    do(workspace, lambda work: work.documents.add_many((document(f"d{n}", text), records) for n in range(300)))
    before = dump(workspace.location)
    assert touched(workspace.undo(NOA.id)) == {f"d{n}" for n in range(300)}
    assert reader.documents() == []
    log = dump(workspace.location, leaving_out=set())["history", reader.history()[0].id]["changes"]
    assert isinstance(log, bytes)
    assert len(log) < 2_000_000
    workspace.redo(NOA.id)
    assert dump(workspace.location) == before
