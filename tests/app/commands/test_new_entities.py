"""Things that are not in the base yet: marked by hand, or proposed by many suggestions at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.marked_entity import MarkAsNewEntity
from annotator.app.commands.suggested_entity import AcceptAllAsNewEntities, things_named
from annotator.app.session import Session
from annotator.core.annotators import Annotator
from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.ids import AnnotatorId, DocumentId, EntityId
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import Reader
from annotator.core.suggestion import Suggestion
from tests.app.making import ENGLISH, add_document, add_entity, everything, names_of, span_of

ARABIC = "التقى لوديي للمغرب وفدا."
LONG = "Dan Arbel met Zohar Palti. Arbel told Palti and Dan Arbel of the Polisario Front. Eli Palti-Levi left."


def proposed(document: DocumentId, text: str, surface: str, label: str, occurrence: int = 1) -> Mention:
    suggestion = Suggestion(document, span_of(text, surface, occurrence), label, surface, 0.7)
    return suggestion.as_mention(Annotator(AnnotatorId("machine"), "machine"))


def test_marking_makes_the_entity_in_one_act(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH)
    before = everything(reader)
    rabat = EntityId("place/rabat")
    session.execute(MarkAsNewEntity(document, span_of(ENGLISH, " Rabat"), "PLACE", rabat))
    (mention,) = reader.mentions(document)
    assert (mention.surface, mention.label, mention.link) == ("Rabat", "PLACE", Link(rabat))
    assert names_of(reader, rabat) == {"Rabat": (1, "typed")}
    assert reader.document(document).state is DocumentState.IN_PROGRESS
    session.undo()
    assert everything(reader) == before


def test_the_name_is_the_form_in_the_dictionary(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ARABIC, language="ar")
    session.execute(MarkAsNewEntity(document, span_of(ARABIC, "لمغرب"), "PLACE", EntityId("place/morocco")))
    assert set(names_of(reader, EntityId("place/morocco"))) == {"المغرب"}


def test_what_does_not_link_makes_no_entity(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH)
    with pytest.raises(UserError):
        session.execute(MarkAsNewEntity(document, span_of(ENGLISH, "Rabat"), "DATE", EntityId("date/rabat")))
    assert reader.mentions(document) == []
    assert reader.entities() == {}


def test_many_suggestions_are_as_many_things_as_they_name(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, LONG)
    add_entity(session, "person/zohar-palti", "PERSON", he=["זהר פלטי"])
    before = everything(reader)
    suggestions = [
        proposed(document, LONG, "Dan Arbel", "PERSON"),
        proposed(document, LONG, "Zohar Palti", "PERSON"),
        proposed(document, LONG, "Arbel", "PERSON", 2),
        proposed(document, LONG, "Palti", "PERSON", 2),
        proposed(document, LONG, "Dan Arbel", "PERSON", 2),
        proposed(document, LONG, "Polisario Front", "ORG"),
    ]
    things = things_named(reader, suggestions)
    assert [(thing.entity, [mention.surface for mention in thing.mentions]) for thing in things] == [
        ("person/dan-arbel", ["Dan Arbel", "Dan Arbel", "Arbel"]),
        ("person/zohar-palti-2", ["Zohar Palti", "Palti"]),
        ("org/polisario-front", ["Polisario Front"]),
    ]
    session.execute(AcceptAllAsNewEntities(things))
    accepted = reader.mentions(document)
    assert len(accepted) == len(suggestions)
    assert {mention.status for mention in accepted} == {MentionStatus.ACCEPTED}
    assert names_of(reader, EntityId("person/dan-arbel")) == {"Dan Arbel": (2, "typed"), "Arbel": (1, "learned")}
    session.undo()
    assert everything(reader) == before


def test_a_surname_of_two_people_is_a_thing_of_its_own(session: Session, reader: Reader, tmp_path: Path) -> None:
    text = "Dan Arbel met Noa Arbel. Arbel left."
    document = add_document(session, tmp_path, text)
    suggestions = [proposed(document, text, surface, "PERSON") for surface in ("Dan Arbel", "Noa Arbel")]
    suggestions.append(proposed(document, text, "Arbel", "PERSON", 3))
    assert [len(thing.mentions) for thing in things_named(reader, suggestions)] == [1, 1, 1]


def test_nothing_names_nothing(reader: Reader) -> None:
    assert things_named(reader, []) == []
