"""Suggestions become somebody's own, or are turned down."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.documents import RemoveDocument
from annotator.app.commands.mentions import CreateMention, RelabelMention, ResizeMention
from annotator.app.commands.suggestions import AcceptSuggestions, RejectSuggestions
from annotator.app.session import Session
from annotator.core.document import DocumentState
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection
from tests.app.making import HEBREW, add_document, add_entity, everything, names_of, span_of

ALL = Selection(statuses=tuple(MentionStatus))
GANTZ = EntityId("person/benny-gantz")


@pytest.fixture
def document(session: Session, tmp_path: Path) -> DocumentId:
    add_entity(session, GANTZ, "PERSON", en=["Benny Gantz"])
    suggestions = [
        {"start": 0, "end": 7, "label": "PERSON", "entity": GANTZ, "status": "suggested", "annotator": "model"},
        {"start": 14, "end": 18, "label": "PLACE", "status": "suggested", "annotator": "model", "score": 0.5},
    ]
    return add_document(session, tmp_path, HEBREW, mentions=suggestions)


@pytest.fixture
def suggestions(reader: Reader, document: DocumentId) -> list[MentionId]:
    return [mention.id for mention in reader.mentions(document, ALL)]


def test_suggestions_teach_nothing_until_they_are_accepted(
    session: Session, reader: Reader, document: DocumentId, suggestions: list[MentionId]
) -> None:
    assert names_of(reader, GANTZ) == {"Benny Gantz": (0, "typed")}
    assert reader.document(document).state is DocumentState.NEW
    before = everything(reader)
    session.execute(AcceptSuggestions(suggestions))
    accepted = reader.mentions(document)
    assert [mention.annotator for mention in accepted] == [session.annotator.id] * 2
    assert names_of(reader, GANTZ)["בני גנץ"] == (1, "learned")
    assert reader.document(document).state is DocumentState.IN_PROGRESS
    assert dict(reader.history(1)[0].detail) == {"count": 2, "surface": "בני גנץ"}
    session.undo()
    assert everything(reader) == before


def test_accepting_what_one_has_marked_already_only_drops_the_suggestion(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    add_document(session, tmp_path, HEBREW, "other")
    own = CreateMention(DocumentId("other"), span_of(HEBREW, "בני גנץ"), "PERSON")
    session.execute(own)
    suggestion = {"start": 0, "end": 7, "label": "PERSON", "status": "suggested", "annotator": "model"}
    add_document(session, tmp_path, HEBREW, "other", mentions=[suggestion])
    (suggested,) = reader.mentions(DocumentId("other"), Selection(statuses=(MentionStatus.SUGGESTED,)))
    session.execute(AcceptSuggestions([suggested.id]))
    assert [mention.id for mention in reader.mentions(DocumentId("other"), ALL)] == [own.id]


def test_rejected_suggestions_are_kept_as_rejected(
    session: Session, reader: Reader, document: DocumentId, suggestions: list[MentionId]
) -> None:
    session.execute(RejectSuggestions(suggestions))
    assert {mention.status for mention in reader.mentions(document, ALL)} == {MentionStatus.REJECTED}
    session.execute(AcceptSuggestions(suggestions[:1]))
    assert reader.mention(suggestions[0]).status is MentionStatus.ACCEPTED


def test_an_accepted_mention_is_not_rejected(session: Session, reader: Reader, suggestions: list[MentionId]) -> None:
    session.execute(AcceptSuggestions(suggestions))
    session.execute(RejectSuggestions(suggestions))
    assert reader.mention(suggestions[0]).status is MentionStatus.ACCEPTED


def test_changing_a_suggestion_accepts_it(session: Session, reader: Reader, suggestions: list[MentionId]) -> None:
    session.execute(ResizeMention(suggestions[1], span_of(HEBREW, "ברבאט")))
    session.execute(RelabelMention(suggestions[0], "ORG"))
    for changed in map(reader.mention, suggestions):
        assert (changed.status, changed.annotator) == (MentionStatus.ACCEPTED, session.annotator.id)
    assert names_of(reader, GANTZ)["בני גנץ"] == (1, "learned")


def test_removing_the_document_forgets_what_its_links_taught(
    session: Session, reader: Reader, document: DocumentId, suggestions: list[MentionId]
) -> None:
    session.execute(AcceptSuggestions(suggestions))
    before = everything(reader)
    session.execute(RemoveDocument(document))
    assert reader.documents() == []
    assert names_of(reader, GANTZ) == {"Benny Gantz": (0, "typed")}
    session.undo()
    assert everything(reader) == before
