"""Uniting two entities and parting one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.app.commands.entities import EditEntity, RemoveEntity
from annotator.app.commands.links import LinkMention
from annotator.app.commands.merging import KeepApart, MergeEntities, SplitEntity
from annotator.app.exporting import ExportPlan, export
from annotator.app.import_report import Outcome
from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.core.errors import ConflictError, NotFoundError, UserError
from annotator.core.ids import DocumentId, EntityId
from annotator.core.link import Link
from annotator.core.ports import Reader
from tests.app.making import ENGLISH, HEBREW, add_document, add_entity, everything, mark, names_of, write_jsonl


@pytest.fixture
def english(session: Session, tmp_path: Path) -> EntityId:
    entity = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz", "Gantz"])
    document = add_document(session, tmp_path, ENGLISH, "english")
    session.execute(LinkMention(mark(session, document, "Benny Gantz", "PERSON").id, entity))
    return entity


@pytest.fixture
def hebrew(session: Session, tmp_path: Path) -> EntityId:
    entity = add_entity(session, "person/gantz-b", "PERSON", he=["בני גנץ"], en=["B. Gantz", "Gantz"])
    document = add_document(session, tmp_path, HEBREW, "hebrew")
    for surface, occurrence in (("בני גנץ", 1), ("גנץ", 2)):
        session.execute(LinkMention(mark(session, document, surface, "PERSON", occurrence).id, entity))
    return entity


def test_merging_moves_links_and_names_in_one_act(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId
) -> None:
    before = everything(reader)
    session.execute(MergeEntities(keep=english, gone=hebrew))
    assert list(reader.entities()) == [english]
    assert reader.entity(english).names("en") == ["Benny Gantz", "Gantz", "B. Gantz"]
    assert reader.entity(english).names("he") == ["בני גנץ", "גנץ"]
    assert names_of(reader, english)["בני גנץ"] == (1, "typed")
    (row,) = reader.entity_rows()
    assert (row.mentions, row.documents) == (3, 2)
    after = everything(reader)
    session.undo()
    assert everything(reader) == before
    session.redo()
    assert everything(reader) == after


def test_what_only_one_knows_is_kept_and_what_both_know_is_the_first_one_s(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId
) -> None:
    session.execute(EditEntity(english, "PERSON", {"en": ["Benny Gantz"]}, {"en": "first"}, {"wikidata": "Q1"}))
    session.execute(
        EditEntity(
            hebrew, "PERSON", {"he": ["בני גנץ"]}, {"en": "second", "he": "שני"}, {"wikidata": "Q1", "viaf": "9"}
        )
    )
    session.execute(MergeEntities(keep=english, gone=hebrew))
    entity = reader.entity(english)
    assert dict(entity.descriptions) == {"en": "first", "he": "שני"}
    assert dict(entity.external) == {"wikidata": "Q1", "viaf": "9"}


def test_different_identifiers_need_a_choice(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId
) -> None:
    session.execute(EditEntity(english, "PERSON", {"en": ["Benny Gantz"]}, {}, {"wikidata": "Q1"}))
    session.execute(EditEntity(hebrew, "PERSON", {"he": ["בני גנץ"]}, {}, {"wikidata": "Q2"}))
    before = everything(reader)
    with pytest.raises(ConflictError, match="wikidata") as refused:
        session.execute(MergeEntities(keep=english, gone=hebrew))
    assert "Q1" in str(refused.value)
    assert "Q2" in str(refused.value)
    assert everything(reader) == before
    session.execute(MergeEntities(keep=english, gone=hebrew, external={"wikidata": "Q2"}))
    assert dict(reader.entity(english).external) == {"wikidata": "Q2"}


def test_an_entity_is_not_merged_with_itself_or_with_nothing(session: Session, english: EntityId) -> None:
    with pytest.raises(UserError, match="itself"):
        session.execute(MergeEntities(english, english))
    with pytest.raises(NotFoundError):
        session.execute(MergeEntities(english, EntityId("person/nobody")))


def test_splitting_moves_mentions_with_what_they_taught(session: Session, reader: Reader, hebrew: EntityId) -> None:
    before = everything(reader)
    moving = next(mention for mention in reader.mentions(reader.documents()[0].id) if mention.surface == "גנץ")
    session.execute(SplitEntity(hebrew, EntityId("person/other-gantz"), mentions=[moving.id]))
    assert reader.mention(moving.id).link == Link(EntityId("person/other-gantz"))
    assert names_of(reader, EntityId("person/other-gantz")) == {"גנץ": (1, "typed")}
    assert "גנץ" not in names_of(reader, hebrew)
    assert reader.entity(EntityId("person/other-gantz")).type == "PERSON"
    assert [set(pair) for pair in reader.apart()] == [{hebrew, EntityId("person/other-gantz")}]
    session.undo()
    assert everything(reader) == before
    assert not reader.apart()


def test_splitting_moves_names(session: Session, reader: Reader, hebrew: EntityId) -> None:
    alias = next(alias for alias in reader.entity(hebrew).aliases if alias.text == "B. Gantz")
    session.execute(SplitEntity(hebrew, EntityId("person/other"), aliases=[alias.id], type="ORG"))
    assert reader.entity(EntityId("person/other")).names("en") == ["B. Gantz"]
    assert reader.entity(EntityId("person/other")).type == "ORG"
    assert reader.entity(hebrew).names("en") == ["Gantz"]


def test_a_split_of_nothing_or_of_all_names_is_refused(session: Session, reader: Reader, hebrew: EntityId) -> None:
    before = everything(reader)
    with pytest.raises(UserError, match="Choose"):
        session.execute(SplitEntity(hebrew, EntityId("person/other")))
    every = [alias.id for alias in reader.entity(hebrew).aliases]
    with pytest.raises(UserError, match="no name left"):
        session.execute(SplitEntity(hebrew, EntityId("person/other"), aliases=every))
    assert everything(reader) == before


def test_a_mention_of_another_entity_is_not_moved(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId
) -> None:
    foreign = next(mention for mention in reader.mentions(reader.documents()[0].id) if mention.link == Link(english))
    with pytest.raises(UserError, match="not linked to"):
        session.execute(SplitEntity(hebrew, EntityId("person/other"), mentions=[foreign.id]))


def test_an_old_id_still_resolves(session: Session, reader: Reader, english: EntityId, hebrew: EntityId) -> None:
    third = add_entity(session, "person/third", "PERSON", en=["B. Gantz"])
    session.execute(MergeEntities(keep=english, gone=hebrew))
    assert reader.entity(hebrew).id == english
    assert reader.redirects() == {hebrew: english}
    session.execute(MergeEntities(keep=third, gone=english))
    assert reader.entity(hebrew).id == third, "an id that stood for what was merged away leads on"
    assert reader.redirects() == {hebrew: third, english: third}
    session.undo()
    assert reader.redirects() == {hebrew: english}
    session.undo()
    assert reader.redirects() == {}
    assert reader.entity(hebrew).id == hebrew
    session.redo()
    assert reader.redirects() == {hebrew: english}


def test_a_link_to_an_old_id_goes_to_what_it_stands_for(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId
) -> None:
    session.execute(MergeEntities(keep=english, gone=hebrew))
    mention = mark(session, reader.documents()[0].id, "Gantz", "PERSON", 2)
    session.execute(LinkMention(mention.id, hebrew))
    assert reader.mention(mention.id).link == Link(english)


def test_an_old_id_can_be_given_to_a_new_entity(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId
) -> None:
    session.execute(MergeEntities(keep=english, gone=hebrew))
    session.execute(SplitEntity(english, hebrew, aliases=[reader.entity(english).aliases[-1].id]))
    assert reader.entity(hebrew).id == hebrew
    assert reader.redirects() == {}
    session.undo()
    assert reader.entity(hebrew).id == english


def test_two_that_are_not_the_same_are_remembered_exported_and_follow_a_merge(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId, tmp_path: Path
) -> None:
    third = add_entity(session, "person/third", "PERSON", en=["Gantz"])
    session.execute(KeepApart(third, hebrew))
    assert reader.apart() == [(hebrew, third)]
    session.execute(KeepApart(hebrew, third))
    assert reader.apart() == [(hebrew, third)]
    session.execute(MergeEntities(keep=english, gone=hebrew))
    assert reader.apart() == [(english, third)]
    target = tmp_path / "entities.jsonl"
    export(reader, target, ExportPlan("entities"))
    rows = {row["id"]: row for row in map(json.loads, target.read_text("utf-8").splitlines())}
    assert rows[english]["replaces"] == [hebrew]
    assert rows[english]["not_same"] == [third]
    assert "not_same" not in rows[third]
    session.execute(RemoveEntity(third))
    assert reader.apart() == []
    session.undo()
    assert reader.apart() == [(english, third)]


def test_one_entity_is_not_kept_apart_from_itself(session: Session, english: EntityId) -> None:
    with pytest.raises(UserError, match="nothing to keep apart"):
        session.execute(KeepApart(english, english))


def test_files_that_still_have_the_old_id_come_in_under_the_new_one(
    session: Session, reader: Reader, english: EntityId, hebrew: EntityId, tmp_path: Path
) -> None:
    session.execute(MergeEntities(keep=english, gone=hebrew))
    mention = {"start": 0, "end": 5, "text": "Gantz", "label": "PERSON", "entity": hebrew}
    document = {"id": "late", "name": "late.txt", "text": "Gantz again.", "mentions": [mention]}
    entity = {"id": hebrew, "type": "PERSON", "names": {"en": ["Benjamin Gantz"]}}
    paths = [write_jsonl(tmp_path / "old.jsonl", [entity]), write_jsonl(tmp_path / "late.jsonl", [document])]
    report = import_paths(session, paths)
    assert not report.counts[Outcome.REJECTED], report.as_json()
    (late,) = reader.mentions(DocumentId("late"))
    assert late.link == Link(english)
    assert "Benjamin Gantz" in reader.entity(english).names("en")
    assert list(reader.entities()) == [english]
