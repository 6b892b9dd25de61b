"""What does not go together in the work so far."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.links import LinkMention
from annotator.app.consistency import Kind, find_contradictions
from annotator.app.session import Session
from annotator.core.ids import DocumentId, EntityId
from annotator.core.ports import Reader
from annotator.core.progress import Silent
from tests.app.making import ENGLISH, HEBREW, add_document, add_entity, mark


@pytest.fixture
def gantz(session: Session) -> EntityId:
    return add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz", "Gantz"], he=["בני גנץ"])


@pytest.fixture
def english(session: Session, tmp_path: Path) -> DocumentId:
    return add_document(session, tmp_path, ENGLISH, "english", language="en")


def _found(reader: Reader) -> dict[Kind, list[tuple[str, tuple[str, ...], int]]]:
    found: dict[Kind, list[tuple[str, tuple[str, ...], int]]] = {}
    for finding in find_contradictions(reader, Silent(), ("en",)):
        found.setdefault(finding.kind, []).append((finding.name, finding.choices, finding.count))
    return found


def test_one_name_linked_to_two_entities(
    session: Session, reader: Reader, gantz: EntityId, english: DocumentId
) -> None:
    other = add_entity(session, "person/other", "PERSON", en=["Someone"])
    session.execute(LinkMention(mark(session, english, "Gantz", "PERSON", 2).id, gantz))
    session.execute(LinkMention(mark(session, english, "Gantz", "PERSON", 1).id, other))
    assert _found(reader) == {Kind.SEVERAL_ENTITIES: [("Gantz", ("Someone", "Benny Gantz"), 2)]}


def test_one_entity_with_two_labels(session: Session, reader: Reader, gantz: EntityId, english: DocumentId) -> None:
    session.execute(LinkMention(mark(session, english, "Benny Gantz", "PERSON").id, gantz))
    session.execute(LinkMention(mark(session, english, "Gantz", "ORG", 2).id, gantz))
    assert _found(reader) == {Kind.SEVERAL_LABELS: [("Benny Gantz", ("PERSON", "ORG"), 2)]}


def test_a_known_name_that_is_not_linked_also_behind_a_prefix(session: Session, reader: Reader, tmp_path: Path) -> None:
    add_entity(session, "place/rabat", "PLACE", he=["רבאט"])
    hebrew = add_document(session, tmp_path, HEBREW, "hebrew", language="he")
    mark(session, hebrew, "רבאט", "PLACE")
    mark(session, hebrew, "לודיי", "PERSON")
    assert _found(reader) == {Kind.NOT_LINKED: [("רבאט", (), 1)]}
    ((finding),) = find_contradictions(reader, Silent())
    (spot,) = finding.spots
    assert spot.before + spot.mention.surface + spot.after == HEBREW
    assert spot.language == "he"


def test_work_that_goes_together_has_none(
    session: Session, reader: Reader, gantz: EntityId, english: DocumentId
) -> None:
    session.execute(LinkMention(mark(session, english, "Benny Gantz", "PERSON").id, gantz))
    session.execute(LinkMention(mark(session, english, "Gantz", "PERSON", 2).id, gantz))
    assert find_contradictions(reader, Silent()) == []


def test_an_empty_workspace_has_none(reader: Reader) -> None:
    assert find_contradictions(reader, Silent()) == []
