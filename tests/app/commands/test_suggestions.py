"""Suggestions become somebody's own, or are turned down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app.commands.documents import RemoveDocument
from annotator.app.commands.links import LinkMention
from annotator.app.commands.mentions import CreateMention, RelabelMention, RemoveMentions, ResizeMention
from annotator.app.commands.suggestions import AcceptSuggestions, RejectSuggestions
from annotator.app.session import Session
from annotator.core.annotators import Annotator
from annotator.core.datevalue import DateValue
from annotator.core.document import DocumentState
from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import AnnotatorId, DocumentId, EntityId
from annotator.core.link import Candidate, Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, Selection
from annotator.core.suggestion import Suggestion
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
def suggestions(reader: Reader, document: DocumentId) -> list[Mention]:
    return reader.mentions(document, ALL)


def live(document: DocumentId, text: str, surface: str, label: str, entity: EntityId | None = None) -> Mention:
    """Return a suggestion that is computed and not stored."""
    candidates = (Candidate(entity, surface, label, 0.9, ()),) if entity else ()
    proposed = Suggestion(document, span_of(text, surface), label, surface, 0.9, candidates)
    return proposed.as_mention(Annotator(AnnotatorId("machine"), "machine"))


def test_suggestions_teach_nothing_until_they_are_accepted(
    session: Session, reader: Reader, document: DocumentId, suggestions: list[Mention]
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
    session.execute(AcceptSuggestions([suggested]))
    assert [mention.id for mention in reader.mentions(DocumentId("other"), ALL)] == [own.id]


def test_rejected_suggestions_are_kept_as_rejected(
    session: Session, reader: Reader, document: DocumentId, suggestions: list[Mention]
) -> None:
    session.execute(RejectSuggestions(suggestions))
    assert {mention.status for mention in reader.mentions(document, ALL)} == {MentionStatus.REJECTED}
    session.execute(AcceptSuggestions(suggestions[:1]))
    assert reader.mention(suggestions[0].id).status is MentionStatus.ACCEPTED


def test_an_accepted_mention_is_not_rejected(session: Session, reader: Reader, suggestions: list[Mention]) -> None:
    session.execute(AcceptSuggestions(suggestions))
    session.execute(RejectSuggestions(suggestions))
    assert reader.mention(suggestions[0].id).status is MentionStatus.ACCEPTED


def test_changing_a_suggestion_accepts_it(session: Session, reader: Reader, suggestions: list[Mention]) -> None:
    session.execute(ResizeMention(suggestions[1].id, span_of(HEBREW, "ברבאט")))
    session.execute(RelabelMention(suggestions[0].id, "ORG"))
    for changed in (reader.mention(suggestion.id) for suggestion in suggestions):
        assert (changed.status, changed.annotator) == (MentionStatus.ACCEPTED, session.annotator.id)
    assert names_of(reader, GANTZ)["בני גנץ"] == (1, "learned")


def test_removing_the_document_forgets_what_its_links_taught(
    session: Session, reader: Reader, document: DocumentId, suggestions: list[Mention]
) -> None:
    session.execute(AcceptSuggestions(suggestions))
    before = everything(reader)
    session.execute(RemoveDocument(document))
    assert reader.documents() == []
    assert names_of(reader, GANTZ) == {"Benny Gantz": (0, "typed")}
    session.undo()
    assert everything(reader) == before


def test_a_live_suggestion_is_accepted_as_if_marked_and_linked_by_hand(
    session: Session, reader: Reader, document: DocumentId, tmp_path: Path
) -> None:
    session.execute(AcceptSuggestions([live(document, HEBREW, "גנץ", "PERSON", GANTZ)]))
    other = add_document(session, tmp_path, HEBREW, "other")
    before = everything(reader)
    suggested = live(other, HEBREW, "בני גנץ", "PERSON", GANTZ)
    session.execute(AcceptSuggestions([suggested]))
    accepted = reader.mention(suggested.id)
    names = names_of(reader, GANTZ)
    state = reader.document(other).state
    session.undo()
    assert everything(reader) == before
    by_hand = CreateMention(other, span_of(HEBREW, "בני גנץ"), "PERSON")
    session.execute(by_hand)
    session.execute(LinkMention(by_hand.id, GANTZ))
    made = reader.mention(by_hand.id)
    assert (made.span, made.label, made.link, made.annotator, made.status) == (
        accepted.span,
        accepted.label,
        accepted.link,
        accepted.annotator,
        accepted.status,
    )
    assert names_of(reader, GANTZ) == names
    assert reader.document(other).state is state is DocumentState.IN_PROGRESS


def test_what_is_changed_on_the_way_is_what_is_accepted(session: Session, reader: Reader, document: DocumentId) -> None:
    suggested = replace(live(document, HEBREW, "לודיי", "ORG", GANTZ), label="PERSON", link=Link(None))
    session.execute(AcceptSuggestions([suggested]))
    accepted = reader.mention(suggested.id)
    assert (accepted.label, accepted.link) == ("PERSON", Link(None))
    assert "לודיי" not in names_of(reader, GANTZ)


def test_a_stored_suggestion_may_be_accepted_with_another_span_and_link(
    session: Session, reader: Reader, suggestions: list[Mention]
) -> None:
    changed = replace(suggestions[0], span=Span(4, 7), surface="גנץ", link=None)
    session.execute(AcceptSuggestions([changed]))
    stored = reader.mention(changed.id)
    assert (stored.span, stored.surface, stored.link) == (Span(4, 7), "גנץ", None)


def test_a_link_stays_out_of_labels_that_do_not_link_and_a_date_of_those_that_are_none(
    session: Session, reader: Reader, document: DocumentId
) -> None:
    date = replace(live(document, HEBREW, "גנץ", "DATE", GANTZ), date=DateValue("2021-11-24"))
    place = replace(live(document, HEBREW, "רבאט", "ORG"), date=DateValue("2021-11-24"))
    session.execute(AcceptSuggestions([date, place]))
    assert (reader.mention(date.id).link, reader.mention(date.id).date) == (None, DateValue("2021-11-24"))
    assert reader.mention(place.id).date is None


def test_many_are_accepted_in_one_act_or_none(session: Session, reader: Reader, document: DocumentId) -> None:
    before = everything(reader)
    unknown = live(document, HEBREW, "לודיי", "PERSON", EntityId("person/nobody"))
    with pytest.raises(NotFoundError):
        session.execute(AcceptSuggestions([live(document, HEBREW, "גנץ", "PERSON", GANTZ), unknown]))
    beyond = replace(unknown, span=Span(40, 400), link=None)
    with pytest.raises(UserError):
        session.execute(AcceptSuggestions([beyond]))
    assert everything(reader) == before


def test_a_link_is_accepted_for_what_the_author_has_marked_without_one(
    session: Session, reader: Reader, document: DocumentId
) -> None:
    own = CreateMention(document, span_of(HEBREW, "לודיי"), "PERSON")
    session.execute(own)
    session.execute(AcceptSuggestions([live(document, HEBREW, "לודיי", "PERSON", GANTZ)]))
    assert reader.mention(own.id).link == Link(GANTZ)
    assert names_of(reader, GANTZ)["לודיי"] == (1, "learned")
    other = replace(live(document, HEBREW, "לודיי", "PERSON"), link=Link(None))
    session.execute(AcceptSuggestions([other]))
    assert reader.mention(own.id).link == Link(GANTZ)


def test_two_annotators_accept_the_same_suggestion_each_as_their_own(
    session: Session, reader: Reader, document: DocumentId
) -> None:
    suggested = live(document, HEBREW, "לודיי", "PERSON", GANTZ)
    second = Session.open(session.workspace, "Omar")
    session.execute(AcceptSuggestions([suggested]))
    second.execute(AcceptSuggestions([suggested]))
    second.execute(AcceptSuggestions([suggested]))
    accepted = reader.mentions(document, Selection())
    assert {mention.annotator for mention in accepted} == {session.annotator.id, second.annotator.id}
    assert len(accepted) == 2


def test_a_place_is_suggested_again_after_its_mention_has_moved_away(
    session: Session, reader: Reader, document: DocumentId
) -> None:
    suggested = live(document, HEBREW, "לודיי", "PERSON", GANTZ)
    session.execute(AcceptSuggestions([suggested]))
    session.execute(ResizeMention(suggested.id, span_of(HEBREW, "עם לודיי")))
    session.execute(AcceptSuggestions([suggested]))
    assert sorted(mention.surface for mention in reader.mentions(document, Selection())) == ["לודיי", "עם לודיי"]


def test_a_live_suggestion_that_is_turned_down_is_remembered_with_its_link(
    session: Session, reader: Reader, document: DocumentId
) -> None:
    before = everything(reader)
    suggested = live(document, HEBREW, "לודיי", "PERSON", GANTZ)
    session.execute(RejectSuggestions([suggested]))
    session.execute(RejectSuggestions([suggested]))
    rejected = reader.mention(suggested.id)
    assert (rejected.status, rejected.link) == (MentionStatus.REJECTED, Link(GANTZ))
    assert rejected.annotator == session.annotator.id
    assert "לודיי" not in names_of(reader, GANTZ)
    session.undo()
    assert everything(reader) == before
    session.redo()
    session.execute(AcceptSuggestions([suggested]))
    assert reader.mention(suggested.id).status is MentionStatus.ACCEPTED


def test_turning_a_live_double_of_a_stored_suggestion_down_rejects_the_stored_one(
    session: Session, reader: Reader, document: DocumentId, suggestions: list[Mention]
) -> None:
    session.execute(RejectSuggestions([live(document, HEBREW, "בני גנץ", "PERSON", GANTZ)]))
    assert reader.mention(suggestions[0].id).status is MentionStatus.REJECTED
    assert len(reader.mentions(document, ALL)) == len(suggestions)


def test_what_the_author_has_marked_is_not_turned_down_as_a_suggestion(
    session: Session, reader: Reader, document: DocumentId
) -> None:
    own = CreateMention(document, span_of(HEBREW, "לודיי"), "PERSON")
    session.execute(own)
    session.execute(RejectSuggestions([live(document, HEBREW, "לודיי", "PERSON", GANTZ)]))
    assert [m.id for m in reader.mentions(document, ALL) if m.surface == "לודיי"] == [own.id]
    session.execute(RemoveMentions([own.id]))
    session.execute(RejectSuggestions([live(document, HEBREW, "לודיי", "PERSON", GANTZ)]))
    assert [m.status for m in reader.mentions(document, ALL) if m.surface == "לודיי"] == [MentionStatus.REJECTED]
