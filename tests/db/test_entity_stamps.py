from __future__ import annotations

from dataclasses import replace
from functools import partial

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.ports import Reader, UnitOfWork
from db.workspace import SqliteWorkspace
from tests.db.making import NOA, alias, do, entity

RABAT = entity("place/rabat", alias("רבאט", identifier="1"), alias("رباط", "ar", 0, "2"))
FES = entity("place/fes")


def add(things: tuple[Entity, ...], work: UnitOfWork) -> None:
    for thing in things:
        work.entities.add(thing)


def replaced(thing: Entity, work: UnitOfWork) -> None:
    work.entities.replace(thing)


def removed(thing: EntityId, work: UnitOfWork) -> None:
    work.entities.remove(thing)


def stamps(reader: Reader) -> dict[EntityId, tuple[int, int]]:
    return {each.id: (each.names, each.stamp) for each in reader.entity_stamps()}


def test_every_entity_has_a_stamp_and_says_how_many_names_it_has(workspace: SqliteWorkspace, reader: Reader) -> None:
    assert stamps(reader) == {}
    do(workspace, partial(add, (RABAT, FES)))
    found = stamps(reader)
    assert {identifier: names for identifier, (names, _) in found.items()} == {RABAT.id: 2, FES.id: 0}
    assert all(0 <= stamp < 1 << 63 for _, stamp in found.values())


def test_a_stamp_changes_with_the_entity_and_its_names_and_comes_back_with_them(
    workspace: SqliteWorkspace, reader: Reader
) -> None:
    do(workspace, partial(add, (RABAT, FES)))
    seen = [stamps(reader)]
    for changed in (
        replace(RABAT, type="ORG"),
        replace(RABAT, aliases=(replace(RABAT.aliases[0], uses=1), RABAT.aliases[1])),
        replace(RABAT, aliases=RABAT.aliases[:1]),
        replace(RABAT, aliases=(RABAT.aliases[0], alias("Rabat", "en", 0, "3"))),
    ):
        do(workspace, partial(replaced, changed))
        seen.append(stamps(reader))
    assert len({found[RABAT.id] for found in seen}) == len(seen)
    assert len({found[FES.id] for found in seen}) == 1
    for before in reversed(seen[:-1]):
        workspace.undo(NOA.id)
        assert stamps(reader) == before


def test_an_entity_that_is_gone_has_none(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, partial(add, (RABAT, FES)))
    do(workspace, partial(removed, RABAT.id))
    assert set(stamps(reader)) == {FES.id}
