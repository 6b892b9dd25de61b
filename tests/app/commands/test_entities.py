"""Making, editing, naming and removing entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.entities import (
    AddAlias,
    CreateEntity,
    EditEntity,
    PreferAlias,
    RemoveAlias,
    RemoveEntity,
)
from annotator.app.commands.links import LinkMention, Unlink
from annotator.app.session import Session
from annotator.core.errors import ConflictError, NotFoundError, UserError
from annotator.core.ids import AliasId, EntityId
from annotator.core.ports import Reader
from tests.app.making import HEBREW, add_document, add_entity, everything, mark, names_of

GANTZ = EntityId("person/benny-gantz")


@pytest.fixture
def gantz(session: Session) -> EntityId:
    return add_entity(session, GANTZ, "PERSON", en=["Benny Gantz", "Gantz"], he=["בני גנץ"])


def test_an_entity_has_its_names_in_order_with_scripts_and_keys(reader: Reader, gantz: EntityId) -> None:
    entity = reader.entity(gantz)
    assert [(alias.text, alias.language, alias.script, alias.position) for alias in entity.aliases] == [
        ("Benny Gantz", "en", "Latn", 0),
        ("Gantz", "en", "Latn", 1),
        ("בני גנץ", "he", "Hebr", 0),
    ]
    assert all(alias.key for alias in entity.aliases)


def test_blank_and_repeated_names_are_left_out(session: Session, reader: Reader) -> None:
    entity = add_entity(session, "place/rabat", "PLACE", en=[" Rabat ", "", "Rabat", "  "])
    assert reader.entity(entity).names("en") == ["Rabat"]


@pytest.mark.parametrize(("names", "entity_type"), [({}, "PLACE"), ({"en": [" "]}, "PLACE"), ({"en": ["Rabat"]}, " ")])
def test_an_entity_without_a_name_or_type_is_refused(
    session: Session, reader: Reader, names: dict[str, list[str]], entity_type: str
) -> None:
    with pytest.raises(UserError, match="needs a"):
        session.execute(CreateEntity(EntityId("place/rabat"), entity_type, names))
    assert reader.entities() == {}


def test_an_edit_keeps_the_history_of_names_that_stay(
    session: Session, reader: Reader, gantz: EntityId, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, HEBREW)
    session.execute(LinkMention(mark(session, document, "בני גנץ", "PERSON").id, gantz))
    before = everything(reader)
    session.execute(
        EditEntity(
            gantz, "PERSON", {"he": ["בנימין גנץ", "בני גנץ"]}, {"en": " Israeli  politician "}, {"wikidata": " Q1 "}
        )
    )
    entity = reader.entity(gantz)
    assert entity.names("he") == ["בנימין גנץ", "בני גנץ"]
    assert entity.names("en") == []
    assert names_of(reader, gantz)["בני גנץ"] == (1, "typed")
    assert (dict(entity.descriptions), dict(entity.external)) == ({"en": "Israeli politician"}, {"wikidata": "Q1"})
    session.undo()
    assert everything(reader) == before


def test_an_edit_that_changes_nothing_is_no_act(session: Session, reader: Reader, gantz: EntityId) -> None:
    acts = reader.history()
    session.execute(EditEntity(gantz, "PERSON", {"en": ["Benny Gantz", "Gantz"], "he": ["בני גנץ"]}, {}, {}))
    assert reader.history() == acts


def test_a_name_is_added_at_the_end_of_its_language(session: Session, reader: Reader, gantz: EntityId) -> None:
    session.execute(AddAlias(gantz, " בנימין  גנץ ", "he"))
    assert reader.entity(gantz).names("he") == ["בני גנץ", "בנימין גנץ"]


def test_a_name_that_is_there_or_blank_is_refused(session: Session, gantz: EntityId) -> None:
    with pytest.raises(ConflictError, match="already"):
        session.execute(AddAlias(gantz, "Gantz", "en"))
    with pytest.raises(UserError, match="blank"):
        session.execute(AddAlias(gantz, " \u00a0", "en"))


def test_a_name_may_belong_to_two_languages(session: Session, reader: Reader, gantz: EntityId) -> None:
    session.execute(AddAlias(gantz, "Gantz", "de"))
    assert reader.entity(gantz).names("de") == ["Gantz"]


def test_preferring_a_name_puts_it_first(session: Session, reader: Reader, gantz: EntityId) -> None:
    second = next(alias for alias in reader.entity(gantz).aliases if alias.text == "Gantz")
    before = everything(reader)
    session.execute(PreferAlias(gantz, second.id))
    assert reader.entity(gantz).names("en") == ["Gantz", "Benny Gantz"]
    session.undo()
    assert everything(reader) == before


def test_removing_a_name_leaves_the_links(session: Session, reader: Reader, gantz: EntityId, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mention = mark(session, document, "בני גנץ", "PERSON")
    session.execute(LinkMention(mention.id, gantz))
    alias = next(alias for alias in reader.entity(gantz).aliases if alias.language == "he")
    session.execute(RemoveAlias(gantz, alias.id))
    assert reader.entity(gantz).names("he") == []
    assert reader.mention(mention.id).link is not None
    session.execute(Unlink(mention.id))
    assert reader.mention(mention.id).link is None


def test_a_name_of_another_entity_is_not_removed(session: Session, gantz: EntityId) -> None:
    for command in (RemoveAlias(gantz, AliasId("other")), PreferAlias(gantz, AliasId("other"))):
        with pytest.raises(NotFoundError):
            session.execute(command)


def test_an_entity_in_use_is_not_removed(session: Session, reader: Reader, gantz: EntityId, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mention = mark(session, document, "בני גנץ", "PERSON")
    session.execute(LinkMention(mention.id, gantz))
    with pytest.raises(ConflictError, match="1 mentions"):
        session.execute(RemoveEntity(gantz))
    session.execute(Unlink(mention.id))
    before = everything(reader)
    session.execute(RemoveEntity(gantz))
    assert reader.entities() == {}
    session.undo()
    assert everything(reader) == before
