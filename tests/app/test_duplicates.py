"""Entities that are probably one thing."""

from __future__ import annotations

import pytest

from annotator.app.commands.entities import EditEntity
from annotator.app.commands.merging import KeepApart
from annotator.app.duplicates import Double, DoubleReason, find_doubles, may_be_one
from annotator.app.session import Session
from annotator.core.entity import Entity
from annotator.core.errors import Cancelled
from annotator.core.ids import EntityId
from annotator.core.ports import Reader
from annotator.core.progress import Silent
from tests.app.making import add_entity


def _pairs(reader: Reader) -> set[frozenset[str]]:
    return {frozenset((double.keep, double.gone)) for double in find_doubles(reader, Silent())}


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


@pytest.fixture
def gantz(session: Session) -> EntityId:
    return add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"], he=["בני גנץ"])


def test_one_name_in_two_scripts_is_heard(session: Session, reader: Reader, gantz: EntityId) -> None:
    add_entity(session, "person/arabic", "PERSON", ar=["بيني غانتس"])
    add_entity(session, "person/somebody-else", "PERSON", ar=["محمد بن سلمان"])
    (double,) = find_doubles(reader, Silent())
    assert {double.keep, double.gone} == {gantz, "person/arabic"}
    assert double.reason is DoubleReason.SOUNDS_ALIKE
    assert "بيني غانتس" in double.names
    assert double.likeness > 0.88


def test_a_spelling_of_the_same_script_is_heard(session: Session, reader: Reader, gantz: EntityId) -> None:
    add_entity(session, "person/ganz", "PERSON", en=["Benny Ganz"])
    assert _pairs(reader) == {_pair(gantz, "person/ganz")}


def test_one_preferred_name_of_two_entities_is_the_surest_sign(
    session: Session, reader: Reader, gantz: EntityId
) -> None:
    add_entity(session, "person/second", "PERSON", en=["B. Gantz", "Benny Gantz"])
    assert find_doubles(reader, Silent()) == [
        Double(gantz, EntityId("person/second"), DoubleReason.SAME_NAME, ("Benny Gantz", "Benny Gantz"), 1.0)
    ]


def test_a_shared_first_name_is_no_sign(session: Session, reader: Reader) -> None:
    add_entity(session, "person/one", "PERSON", en=["Mohammed Tayar", "Mohammed"])
    add_entity(session, "person/two", "PERSON", en=["Mohammed Benouali", "Mohammed"])
    assert _pairs(reader) == set()


def test_types_and_identifiers_speak_against_it(session: Session, reader: Reader, gantz: EntityId) -> None:
    add_entity(session, "org/gantz", "ORG", en=["Benny Gantz"])
    other = add_entity(session, "person/other", "PERSON", en=["Benny Gantz"])
    assert _pairs(reader) == {_pair(gantz, other)}
    for entity, identifier in ((gantz, "Q1"), (other, "Q2")):
        session.execute(EditEntity(entity, "PERSON", {"en": ["Benny Gantz"]}, {}, {"wikidata": identifier}))
    assert _pairs(reader) == set()


def test_what_was_decided_is_never_asked_again(session: Session, reader: Reader, gantz: EntityId) -> None:
    other = add_entity(session, "person/other", "PERSON", en=["Benny Gantz"])
    session.execute(KeepApart(other, gantz))
    assert _pairs(reader) == set()
    session.undo()
    assert _pairs(reader) == {_pair(gantz, other)}


def test_each_entity_hangs_under_one_other(session: Session, reader: Reader, gantz: EntityId) -> None:
    for number in range(3):
        add_entity(session, f"person/{number}", "PERSON", en=["Benny Gantz"])
    doubles = find_doubles(reader, Silent())
    seconds = [double.gone for double in doubles]
    assert len(seconds) == len(set(seconds)) == 3
    assert not {double.keep for double in doubles} & set(seconds)


def test_an_empty_base_has_none(reader: Reader) -> None:
    assert find_doubles(reader, Silent()) == []


def test_it_can_be_stopped(session: Session, reader: Reader, gantz: EntityId) -> None:
    add_entity(session, "person/other", "PERSON", ar=["بيني غانتس"])

    class Stopped:
        def report(self, done: int, total: int | None, note: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        find_doubles(reader, Stopped())


def test_two_that_agree_in_what_both_know_may_be_one() -> None:
    one = Entity(EntityId("a"), "PLACE", external={"wikidata": "Q1", "geonames": "5"})
    assert may_be_one(one, Entity(EntityId("b"), "PLACE", external={"wikidata": "Q1"}))
    known = Entity(EntityId("c"), "PLACE", external={"sitelinks": "7", "population": "9000"})
    assert may_be_one(known, Entity(EntityId("d"), "PLACE", external={"sitelinks": "5", "population": "90"}))
    assert not may_be_one(one, Entity(EntityId("b"), "PLACE", external={"geonames": "6"}))
    assert not may_be_one(one, Entity(EntityId("b"), "ORG"))
