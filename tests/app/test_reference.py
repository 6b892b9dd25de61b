from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app.candidates import candidates_for_name
from annotator.app.commands.links import LinkMention
from annotator.app.commands.suggestions import AcceptSuggestions, RejectSuggestions
from annotator.app.lending import Lender
from annotator.app.reference import Reference, use_reference
from annotator.app.reference_base import ReferenceBase, ReferenceShelf
from annotator.app.session import Session
from annotator.app.shelving import NameShelves
from annotator.app.suggesting import Suggesting
from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import EntityId
from annotator.core.link import EvidenceKind
from annotator.core.records import EntityRecord
from db.workspace import SqliteWorkspaces
from tests.app.making import add_document, add_entity, mark

ISRAEL = EntityId("place/iso3166-il")
VIENNA = EntityId("place/geonames-2761369")
PLACES = (
    EntityRecord(
        ISRAEL,
        "PLACE",
        {"en": ["Israel"], "he": ["ישראל"], "ar": ["إسرائيل"], "ru": ["Израиль"]},
        {"en": "country", "he": "מדינה"},
        {"iso3166": "IL", "population": "9000000"},
    ),
    EntityRecord(
        VIENNA,
        "PLACE",
        {"en": ["Vienna"], "he": ["וינה"], "ar": ["فيينا"]},
        {"en": "city in Austria"},
        {"geonames": "2761369", "population": "1691468", "capital": "AT"},
    ),
    EntityRecord(
        "place/geonames-4791160",
        "PLACE",
        {"en": ["Vienna"]},
        {"en": "city in United States"},
        {"geonames": "4791160", "population": "16544"},
    ),
    EntityRecord("place/geonames-1", "PLACE", {"en": ["Newtown"]}, {}, {"geonames": "1", "population": "20000"}),
    EntityRecord("place/geonames-2", "PLACE", {"en": ["Newtown"]}, {}, {"geonames": "2", "population": "30000"}),
)


def shelf_in(folder: Path, version: str = "1") -> ReferenceShelf:
    return ReferenceShelf(SqliteWorkspaces(), lambda: PLACES, version, folder)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[ReferenceBase]:
    made = shelf_in(tmp_path / "reference").make()
    assert made is not None
    reference = Reference(lambda: made)
    reference.opened()
    before = use_reference(reference)
    yield made
    use_reference(before)
    reference.close()


def test_it_is_not_there_before_it_is_made_and_stays_afterwards(tmp_path: Path) -> None:
    assert shelf_in(tmp_path).open() is None
    assert shelf_in(tmp_path).make() is not None
    opened = shelf_in(tmp_path).open()
    assert opened is not None
    assert set(opened.entities([ISRAEL, EntityId("place/none")])) == {ISRAEL}


def test_another_version_takes_the_place_of_the_old(tmp_path: Path) -> None:
    shelf_in(tmp_path, "1").make()
    assert shelf_in(tmp_path, "2").open() is None
    shelf_in(tmp_path, "2").make()
    assert len(list(tmp_path.glob("places-*.annotator"))) == 1
    assert shelf_in(tmp_path, "1").open() is None


@pytest.mark.parametrize("ending", ["-names", ""])
def test_what_is_damaged_is_made_anew(tmp_path: Path, ending: str) -> None:
    shelf_in(tmp_path).make()
    damaged = next(tmp_path.glob(f"places-*.annotator{ending}"))
    damaged.write_bytes(b"nothing of the kind")
    assert shelf_in(tmp_path).open() is None
    made = shelf_in(tmp_path).make()
    assert made is not None
    assert ISRAEL in made.entities([ISRAEL])


def test_without_a_place_to_keep_it_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert shelf_in(tmp_path / "file").make() is None


def test_an_entity_with_the_same_name_is_lent_the_others(session: Session, base: ReferenceBase) -> None:
    own = add_entity(session, "place/israel", "PLACE", en=["Israel"])
    entities = session.reader.entities()
    lender = Lender(base, entities.values())
    (lent,) = lender.lent(entities.values())
    assert (lent.id, lent.names("he"), lent.names("ar")) == (own, ["ישראל"], ["إسرائيل"])
    assert lender.claimed == {ISRAEL}
    assert ISRAEL not in {other.id for other in lender.others()}
    assert session.reader.entity(own).names("he") == []


def test_an_identifier_tells_more_than_a_name(session: Session, base: ReferenceBase) -> None:
    entities = [session.reader.entity(add_entity(session, "place/x", "PLACE", en=["Wien"]))]
    lender = Lender(base, entities)
    assert not lender.claimed
    assert lender.note(replace(entities[0], external={"geonames": "2761369"})) == VIENNA


def test_a_name_of_many_places_is_lent_only_where_one_outshines_the_others(
    session: Session, base: ReferenceBase
) -> None:
    add_entity(session, "place/newtown", "PLACE", en=["Newtown"])
    add_entity(session, "place/vienna", "PLACE", en=["Vienna"])
    assert Lender(base, session.reader.entities().values()).claimed == {VIENNA}


def test_nothing_is_lent_to_other_types_or_to_two_of_one_name(session: Session, base: ReferenceBase) -> None:
    add_entity(session, "person/israel", "PERSON", en=["Israel"])
    assert not Lender(base, session.reader.entities().values()).claimed
    add_entity(session, "place/one", "PLACE", en=["Israel"])
    add_entity(session, "place/two", "PLACE", en=["Israel"])
    entities = session.reader.entities()
    assert all(not entity.names("he") for entity in Lender(base, entities.values()).lent(entities.values()))


def test_candidates_have_no_rivals_and_say_where_they_are_from(session: Session, base: ReferenceBase) -> None:
    own = add_entity(session, "place/israel", "PLACE", en=["Israel"])
    index = NameShelves(session.reader, "", Lender(base)).index()
    for name, language in (("ישראל", "he"), ("إسرائيل", "ar"), ("Israel", "en")):
        found = candidates_for_name(index, session.reader, name, language, base=base)
        assert [each.entity for each in found] == [own]
    vienna = candidates_for_name(index, session.reader, "Vienna", "en", base=base)
    assert [each.entity for each in vienna] == [VIENNA, "place/geonames-4791160"]
    assert vienna[0].evidence[-1].kind is EvidenceKind.REFERENCE
    assert vienna[0].evidence[-1].name == "city in Austria"


def test_the_first_link_brings_it_in_and_one_undo_takes_both_back(
    session: Session, base: ReferenceBase, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, "ועידה בוינה.")
    mention = mark(session, document, "וינה", "PLACE")
    changes = session.execute(LinkMention(mention.id, VIENNA))
    entity = session.reader.entity(VIENNA)
    assert entity.names("ar") == ["فيينا"]
    assert dict(entity.external) == {"geonames": "2761369"}
    assert entity.description(("en",)) == "city in Austria"
    assert VIENNA in changes.entities
    session.undo()
    assert session.reader.mention(mention.id).link is None
    with pytest.raises(NotFoundError):
        session.reader.entity(VIENNA)
    session.redo()
    assert session.reader.entity(VIENNA) == entity


def test_what_nobody_knows_is_still_refused(session: Session, base: ReferenceBase, tmp_path: Path) -> None:
    mention = mark(session, add_document(session, tmp_path, "Atlantis."), "Atlantis", "PLACE")
    with pytest.raises(UserError):
        session.execute(LinkMention(mention.id, EntityId("place/atlantis")))


def test_suggestions_name_the_workspaces_own_and_bring_in_what_is_accepted(
    session: Session, base: ReferenceBase, tmp_path: Path
) -> None:
    own = add_entity(session, "place/israel", "PLACE", en=["Israel"])
    document = add_document(session, tmp_path, "נסעתי מוינה לישראל.", language="he")
    found = {each.surface: each for each in Suggesting(session.reader).find(document)}
    assert found["ישראל"].candidates[0].entity == own
    assert found["וינה"].candidates[0].entity == VIENNA
    session.execute(RejectSuggestions((found["וינה"].as_mention(session.annotator),)))
    assert VIENNA not in session.reader.entities()
    session.undo()
    session.execute(AcceptSuggestions((found["וינה"].as_mention(session.annotator),)))
    assert VIENNA in session.reader.entities()
    assert session.reader.entity(VIENNA).names("he") == ["וינה"]


def test_the_finder_follows_what_comes_and_goes(session: Session, base: ReferenceBase, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "נסעתי לישראל.", language="he")
    suggesting = Suggesting(session.reader)
    assert suggesting.find(document)[0].candidates[0].entity == ISRAEL
    own = add_entity(session, "place/israel", "PLACE", en=["Israel"])
    suggesting.follow([own])
    assert [each.entity for each in suggesting.find(document)[0].candidates] == [own]
    session.undo()
    suggesting.follow([own])
    assert [each.entity for each in suggesting.find(document)[0].candidates] == [ISRAEL]
