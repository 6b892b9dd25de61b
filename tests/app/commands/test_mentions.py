"""Marking, relabelling, resizing and removing, each with its undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.documents import SetDocumentState
from annotator.app.commands.links import LinkMention
from annotator.app.commands.mentions import CreateMention, RelabelMention, RemoveMentions, ResizeMention, SetDateValue
from annotator.app.session import Session
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.document import DocumentState
from annotator.core.errors import ConflictError, NotFoundError, UserError
from annotator.core.ids import DocumentId, MentionId
from annotator.core.mention import MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, Selection, Workspace
from tests.app.making import ENGLISH, HEBREW, add_document, add_entity, everything, mark, names_of, span_of


def test_marking_stores_the_span_with_its_surface(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mention = mark(session, document, "רבאט", "PLACE")
    assert (mention.surface, mention.label, mention.annotator) == ("רבאט", "PLACE", session.annotator.id)
    assert reader.mentions(document) == [mention]


def test_marking_a_new_document_begins_the_work_and_one_undo_takes_both_back(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, HEBREW)
    before = everything(reader)
    mark(session, document, "רבאט", "PLACE")
    assert reader.document(document).state is DocumentState.IN_PROGRESS
    after = everything(reader)
    session.undo()
    assert everything(reader) == before
    session.redo()
    assert everything(reader) == after


def test_marking_a_finished_document_leaves_it_finished(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    session.execute(SetDocumentState(document, DocumentState.FINISHED))
    mark(session, document, "רבאט", "PLACE")
    assert reader.document(document).state is DocumentState.FINISHED


def test_the_act_is_described_by_surface_and_label(session: Session, reader: Reader, tmp_path: Path) -> None:
    mark(session, add_document(session, tmp_path, HEBREW), "רבאט", "PLACE")
    (latest,) = reader.history(limit=1)
    assert (latest.name, dict(latest.detail)) == ("mention.create", {"surface": "רבאט", "label": "PLACE"})


@pytest.mark.parametrize("selected", ["  Rabat ", " Rabat", "Rabat\n", "\u200fRabat\u202c ", "\u00a0Rabat\ufeff"])
def test_a_selection_is_marked_without_the_space_around_it(
    session: Session, reader: Reader, tmp_path: Path, selected: str
) -> None:
    text = f"From{selected}on."
    document = add_document(session, tmp_path, text)
    command = CreateMention(document, span_of(text, selected), "PLACE")
    session.execute(command)
    assert reader.mention(command.id).surface == "Rabat"


@pytest.mark.parametrize("selected", [" ", "\n\n", "\u200f \u2069"])
def test_nothing_but_space_cannot_be_marked(session: Session, reader: Reader, tmp_path: Path, selected: str) -> None:
    text = f"a{selected}b"
    document = add_document(session, tmp_path, text)
    with pytest.raises(UserError, match="nothing to mark"):
        session.execute(CreateMention(document, span_of(text, selected), "PLACE"))
    assert reader.mentions(document) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("שָׁלוֹם", Span(0, 1)),
        ("מֹשֶׁה", Span(1, 6)),
        ("👨‍👩‍👧 end", Span(0, 1)),
        ("مُحمد", Span(1, 3)),
    ],
)
def test_a_letter_is_not_parted_from_its_marks(session: Session, tmp_path: Path, text: str, span: Span) -> None:
    document = add_document(session, tmp_path, text)
    with pytest.raises(UserError, match="inside a letter"):
        session.execute(CreateMention(document, span, "PERSON"))
    mention = mark(session, document, text, "PERSON")
    with pytest.raises(UserError, match="inside a letter"):
        session.execute(ResizeMention(mention.id, span))


def test_a_span_past_the_end_is_refused(session: Session, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "abc")
    with pytest.raises(UserError, match="3 characters"):
        session.execute(CreateMention(document, Span(1, 4), "PERSON"))


def test_an_unknown_label_is_refused_with_those_there_are(session: Session, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    with pytest.raises(UserError, match="no label EVENT") as refused:
        mark(session, document, "רבאט", "EVENT")
    assert "PERSON, ORG, PLACE, DATE" in str(refused.value)


def test_an_unknown_document_is_refused(session: Session) -> None:
    with pytest.raises(NotFoundError):
        session.execute(CreateMention(DocumentId("nowhere"), Span(0, 1), "PERSON"))


def test_the_same_mark_twice_is_refused_and_leaves_no_trace(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mark(session, document, "רבאט", "PLACE")
    before, acts = everything(reader), reader.history()
    with pytest.raises(ConflictError, match="marked as PLACE here already"):
        mark(session, document, "רבאט", "PLACE")
    assert (everything(reader), reader.history()) == (before, acts)


def test_another_label_another_annotator_and_nesting_are_no_doubles(
    session: Session, workspace: Workspace, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mark(session, document, "בני גנץ", "PERSON")
    mark(session, document, "בני גנץ", "ORG")
    mark(session, document, "גנץ", "PERSON")
    mark(Session.open(workspace, "Omar"), document, "בני גנץ", "PERSON")
    assert len(workspace.reader.mentions(document)) == 4


def test_marking_over_a_suggestion_takes_its_place(session: Session, reader: Reader, tmp_path: Path) -> None:
    suggested = {"start": 0, "end": 7, "label": "PERSON", "status": "suggested", "score": 0.7, "annotator": "model"}
    document = add_document(session, tmp_path, HEBREW, mentions=[suggested])
    mark(session, document, "בני גנץ", "PERSON")
    (left,) = reader.mentions(document, Selection(statuses=tuple(MentionStatus)))
    assert left.status is MentionStatus.ACCEPTED
    session.undo()
    (back,) = reader.mentions(document, Selection(statuses=tuple(MentionStatus)))
    assert (back.status, back.score) == (MentionStatus.SUGGESTED, 0.7)


def test_relabelling_keeps_the_link_where_the_new_label_links(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    place = add_entity(session, "place/rabat", "PLACE", he=["רבאט"])
    mention = mark(session, document, "רבאט", "PLACE")
    session.execute(LinkMention(mention.id, place))
    session.execute(RelabelMention(mention.id, "ORG"))
    changed = reader.mention(mention.id)
    assert (changed.label, changed.link and changed.link.entity) == ("ORG", place)
    assert names_of(reader, place) == {"רבאט": (1, "typed")}


def test_relabelling_as_a_date_gives_the_link_up_and_its_use(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    place = add_entity(session, "place/rabat", "PLACE", he=["רבאט"])
    mention = mark(session, document, "רבאט", "PLACE")
    session.execute(LinkMention(mention.id, place))
    before = everything(reader)
    session.execute(RelabelMention(mention.id, "DATE"))
    assert reader.mention(mention.id).link is None
    assert names_of(reader, place) == {"רבאט": (0, "typed")}
    session.undo()
    assert everything(reader) == before


def test_relabelling_a_date_gives_its_value_up(session: Session, reader: Reader, tmp_path: Path) -> None:
    mention = mark(session, add_document(session, tmp_path, "in 2021 or so"), "2021", "DATE")
    session.execute(SetDateValue(mention.id, DateValue("2021")))
    session.execute(RelabelMention(mention.id, "ORG"))
    assert reader.mention(mention.id).date is None


def test_relabelling_into_a_double_is_refused(session: Session, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mark(session, document, "רבאט", "PLACE")
    other = mark(session, document, "רבאט", "ORG")
    with pytest.raises(ConflictError):
        session.execute(RelabelMention(other.id, "PLACE"))


def test_relabelling_as_it_is_changes_nothing(session: Session, reader: Reader, tmp_path: Path) -> None:
    mention = mark(session, add_document(session, tmp_path, HEBREW), "רבאט", "PLACE")
    acts = reader.history()
    session.execute(RelabelMention(mention.id, "PLACE"))
    assert reader.history() == acts


def test_resizing_moves_what_the_link_taught(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    morocco = add_entity(session, "place/morocco", "PLACE", en=["Morocco"])
    mention = mark(session, document, "במרוקו", "PLACE")
    session.execute(LinkMention(mention.id, morocco))
    assert names_of(reader, morocco) == {"Morocco": (0, "typed"), "במרוקו": (1, "learned")}
    before = everything(reader)
    session.execute(ResizeMention(mention.id, span_of(HEBREW, "מרוקו")))
    assert reader.mention(mention.id).surface == "מרוקו"
    assert names_of(reader, morocco) == {"Morocco": (0, "typed"), "מרוקו": (1, "learned")}
    session.undo()
    assert everything(reader) == before


def test_resizing_may_take_in_a_space_on_the_way_to_the_next_word(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    mention = mark(session, add_document(session, tmp_path, ENGLISH), "Benny", "PERSON")
    session.execute(ResizeMention(mention.id, Span(0, 6)))
    assert reader.mention(mention.id).surface == "Benny "
    with pytest.raises(UserError, match="nothing to mark"):
        session.execute(ResizeMention(mention.id, Span(5, 6)))


def test_resizing_onto_a_double_is_refused(session: Session, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH)
    mark(session, document, "Gantz", "PERSON")
    other = mark(session, document, "Benny Gantz", "PERSON")
    with pytest.raises(ConflictError):
        session.execute(ResizeMention(other.id, span_of(ENGLISH, "Gantz")))


def test_removing_forgets_what_only_these_links_taught(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH)
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    mentions = [mark(session, document, "Benny Gantz", "PERSON"), mark(session, document, "Gantz", "PERSON", 2)]
    for mention in mentions:
        session.execute(LinkMention(mention.id, gantz))
    before = everything(reader)
    assert names_of(reader, gantz) == {"Benny Gantz": (1, "typed"), "Gantz": (1, "learned")}
    session.execute(RemoveMentions([mention.id for mention in mentions]))
    assert reader.mentions(document) == []
    assert names_of(reader, gantz) == {"Benny Gantz": (0, "typed")}
    assert dict(reader.history(1)[0].detail) == {"count": 2, "surface": "Benny Gantz"}
    session.undo()
    assert everything(reader) == before


def test_a_mention_that_is_gone_is_told(session: Session) -> None:
    with pytest.raises(NotFoundError):
        session.execute(RemoveMentions([MentionId("gone")]))


def test_a_date_has_a_value_and_can_lose_it(session: Session, reader: Reader, tmp_path: Path) -> None:
    mention = mark(session, add_document(session, tmp_path, "early in 2021"), "2021", "DATE")
    value = DateValue("2021", Calendar.GREGORIAN, DateModifier.START)
    session.execute(SetDateValue(mention.id, value))
    assert reader.mention(mention.id).date == value
    session.execute(SetDateValue(mention.id, None))
    assert reader.mention(mention.id).date is None
    session.undo()
    assert reader.mention(mention.id).date == value


def test_a_place_has_no_date_value(session: Session, tmp_path: Path) -> None:
    mention = mark(session, add_document(session, tmp_path, HEBREW), "רבאט", "PLACE")
    with pytest.raises(UserError, match="no date value"):
        session.execute(SetDateValue(mention.id, DateValue("2021")))


def test_a_date_value_that_is_none_is_refused(session: Session, tmp_path: Path) -> None:
    mention = mark(session, add_document(session, tmp_path, "in 2021"), "2021", "DATE")
    with pytest.raises(UserError, match="not a date"):
        session.execute(SetDateValue(mention.id, DateValue("last week")))
