from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from annotator.core.entity import Entity
from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import AliasId, EntityId
from annotator.core.link import Link
from annotator.core.ports import Reader, UnitOfWork
from db.workspace import SqliteWorkspace
from tests.db.making import act, alias, do, dump, entity, mention

RABAT = entity(
    "place/rabat",
    alias("רבאט", identifier="1"),
    alias("رباط", "ar", 0, "2"),
    alias("רבט", "he", 1, "3"),
)


def add(thing: Entity, work: UnitOfWork) -> None:
    work.entities.add(thing)


def replaced(thing: Entity, work: UnitOfWork) -> None:
    work.entities.replace(thing)


def test_an_entity_is_kept_whole(workspace: SqliteWorkspace, reader: Reader) -> None:
    changes = do(workspace, partial(add, RABAT))
    found = reader.entity(RABAT.id)
    assert found == replace(RABAT, aliases=(RABAT.aliases[0], RABAT.aliases[2], RABAT.aliases[1]))
    assert changes.entities == {RABAT.id}
    with workspace.begin(act()) as work:
        assert work.entities.get(RABAT.id) == work.entities.find(RABAT.id) == found


def test_an_id_is_given_once(workspace: SqliteWorkspace) -> None:
    do(workspace, partial(add, RABAT))
    with pytest.raises(UserError, match="There is an entity place/rabat already"):
        do(workspace, partial(add, entity()))


def test_aliases_follow_an_entity_that_is_replaced(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, partial(add, RABAT))
    before = dump(workspace.location)
    changed = replace(
        RABAT,
        type="ORG",
        descriptions={},
        external={"geonames": "2538475"},
        aliases=(replace(RABAT.aliases[0], uses=7), alias("Rabat", "en", 0, "4"), RABAT.aliases[1]),
    )
    changes = do(workspace, partial(replaced, changed))
    found = reader.entity(RABAT.id)
    assert (found.type, found.descriptions, found.external) == ("ORG", {}, {"geonames": "2538475"})
    assert set(found.aliases) == set(changed.aliases)
    assert changes.entities == {RABAT.id}
    after = dump(workspace.location)
    assert after["aliases", "2"] == before["aliases", "2"]
    assert ("aliases", "3") not in after
    assert do(workspace, partial(replaced, found)).entities == set()


def test_single_names_come_change_and_go(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, partial(add, entity()))
    given = EntityId("place/rabat")
    name = alias("רבאט", identifier="1")
    assert do(workspace, lambda work: work.entities.add_alias(given, name)).entities == {given}
    used = replace(name, uses=3)
    assert do(workspace, lambda work: work.entities.replace_alias(given, used)).entities == {given}
    assert reader.entity(given).aliases == (used,)
    assert do(workspace, lambda work: work.entities.replace_alias(given, used)).entities == set()
    assert do(workspace, lambda work: work.entities.remove_alias(name.id)).entities == {given}
    assert reader.entity(given).aliases == ()


def test_what_is_not_there_is_missed(workspace: SqliteWorkspace, reader: Reader) -> None:
    do(workspace, partial(add, RABAT))
    nobody = EntityId("person/nobody")
    for use in (
        lambda work: work.entities.get(nobody),
        lambda work: work.entities.replace(entity("person/nobody")),
        lambda work: work.entities.remove(nobody),
        lambda work: work.entities.add_alias(nobody, alias("x")),
        lambda work: work.entities.replace_alias(nobody, RABAT.aliases[0]),
        lambda work: work.entities.replace_alias(RABAT.id, alias("x")),
        lambda work: work.entities.remove_alias(AliasId("x")),
    ):
        with pytest.raises(NotFoundError):
            do(workspace, use)
    with pytest.raises(NotFoundError, match="no entity person/nobody"):
        reader.entity(nobody)
    assert reader.entities([nobody]) == {}
    with workspace.begin(act()) as work:
        assert work.entities.find(nobody) is None


def test_an_entity_stays_while_mentions_are_linked_to_it(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, partial(add, RABAT))
    mark = mention(link=Link(RABAT.id))
    do(filled, lambda work: work.mentions.add(mark))
    with pytest.raises(UserError, match=r"רבאט cannot be removed while mentions are linked to it \(there are 1\)"):
        do(filled, lambda work: work.entities.remove(RABAT.id))
    assert RABAT.id in reader.entities()
    do(filled, lambda work: work.mentions.replace(replace(mark, link=None)))
    assert do(filled, lambda work: work.entities.remove(RABAT.id)).entities == {RABAT.id}
    assert reader.entities() == {}
    assert not [row for row in dump(filled.location) if row[0] in {"entities", "aliases"}]


def test_thousands_of_entities_are_read_at_once(workspace: SqliteWorkspace, reader: Reader) -> None:
    ids = [EntityId(f"place/{number:04}") for number in range(1_200)]
    do(
        workspace,
        lambda work: list(map(work.entities.add, [entity(identifier, alias(identifier)) for identifier in ids])),
    )
    assert list(reader.entities()) == ids
    some = ids[::2]
    assert list(reader.entities(some)) == some
    assert reader.entities(()) == {}
    assert reader.entities(some)[ids[10]].aliases[0].text == ids[10]
