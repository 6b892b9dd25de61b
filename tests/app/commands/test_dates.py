"""Dates get values by themselves, and follow the date of their document in one act."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.dates import SetDocumentDate
from annotator.app.commands.documents import DescribeDocument
from annotator.app.commands.mentions import RelabelMention, ResizeMention, SetDateValue
from annotator.app.dates import readings_at
from annotator.app.session import Session
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.mention import Mention
from annotator.core.ports import Reader
from tests.app.making import add_document, everything, mark, span_of

TEXT = (
    "Yesterday they met. This year it rained; in May 2018 it did not, and last month nobody knows. "
    "He spoke on 05/06/2021."
)
DOC = DocumentId("doc")


@pytest.fixture(autouse=True)
def document(session: Session, tmp_path: Path) -> DocumentId:
    return add_document(session, tmp_path, TEXT, language="en", date="2021-11-24")


def value(reader: Reader, mention: Mention) -> str | None:
    date = reader.mention(mention.id).date
    return date.value if date else None


def test_marking_a_date_gives_it_its_value(session: Session) -> None:
    assert mark(session, DOC, "Yesterday", "DATE").date == DateValue("2021-11-23")
    assert mark(session, DOC, "May 2018", "DATE").date == DateValue("2018-05")
    assert mark(session, DOC, "they met", "DATE").date is None
    assert mark(session, DOC, "it rained", "PERSON").date is None


def test_another_label_brings_the_value_and_takes_it_away(session: Session, reader: Reader) -> None:
    mention = mark(session, DOC, "last month", "ORG")
    session.execute(RelabelMention(mention.id, "DATE"))
    assert value(reader, mention) == "2021-10"
    session.execute(RelabelMention(mention.id, "ORG"))
    assert value(reader, mention) is None


def test_moved_ends_read_the_words_anew_unless_the_value_was_given_by_hand(session: Session, reader: Reader) -> None:
    mention = mark(session, DOC, "May", "DATE")
    session.execute(ResizeMention(mention.id, span_of(TEXT, "May 2018")))
    assert value(reader, mention) == "2018-05"
    session.execute(SetDateValue(mention.id, DateValue("2018-05-17")))
    session.execute(ResizeMention(mention.id, span_of(TEXT, "in May 2018")))
    assert value(reader, mention) == "2018-05-17"


def test_everything_relative_follows_the_document_in_one_act(session: Session, reader: Reader) -> None:
    yesterday = mark(session, DOC, "Yesterday", "DATE")
    year = mark(session, DOC, "This year", "DATE")
    may = mark(session, DOC, "May 2018", "DATE")
    month = mark(session, DOC, "last month", "DATE")
    session.execute(SetDateValue(year.id, DateValue("2021", modifier=DateModifier.START)))
    session.execute(SetDateValue(month.id, DateValue("2019-02")))
    before = everything(reader)
    changes = session.execute(SetDocumentDate(DOC, "2023-02-24"))
    assert changes.mentions == {yesterday.id, year.id}
    assert changes.documents == {DOC}
    assert changes.act.detail["mentions"] == 2
    assert value(reader, yesterday) == "2023-02-23"
    assert reader.mention(year.id).date == DateValue("2023", Calendar.GREGORIAN, DateModifier.START)
    assert value(reader, may) == "2018-05"
    assert value(reader, month) == "2019-02"
    session.undo()
    assert everything(reader) == before
    session.redo()
    assert value(reader, yesterday) == "2023-02-23"


def test_a_month_is_enough_for_what_needs_no_day(session: Session, reader: Reader) -> None:
    yesterday, month = mark(session, DOC, "Yesterday", "DATE"), mark(session, DOC, "last month", "DATE")
    session.execute(SetDocumentDate(DOC, "2023-02"))
    assert value(reader, yesterday) is None
    assert value(reader, month) == "2023-01"


def test_values_come_with_the_date_that_was_missing(session: Session, reader: Reader, tmp_path: Path) -> None:
    other = add_document(session, tmp_path, "Yesterday it was.", "other", language="en")
    mention = mark(session, other, "Yesterday", "DATE")
    assert mention.date is None
    session.execute(DescribeDocument(other, "Title", "en", "2020-01-01"))
    assert value(reader, mention) == "2019-12-31"


def test_the_chosen_reading_keeps_its_rank(session: Session, reader: Reader, tmp_path: Path) -> None:
    other = add_document(session, tmp_path, "He comes on Friday.", "other", language="en", date="2021-11-24")
    mention = mark(session, other, "Friday", "DATE")
    readings = readings_at(reader.document(other), mention.span, "2021-11-24")
    session.execute(SetDateValue(mention.id, readings[1]))
    session.execute(SetDocumentDate(other, "2021-12-01"))
    assert value(reader, mention) == readings_at(reader.document(other), mention.span, "2021-12-01")[1].value


@pytest.mark.parametrize("date", ["24/11/2021", "2021-02-30", "2021/2022", "202X", "2021~"])
def test_what_is_no_date_of_a_document_is_refused(session: Session, reader: Reader, date: str) -> None:
    with pytest.raises(UserError):
        session.execute(SetDocumentDate(DOC, date))
    assert reader.document(DOC).date == "2021-11-24"


def test_many_dates_follow_as_few_do(session: Session, reader: Reader, tmp_path: Path) -> None:
    text = "\n".join(f"Yesterday, number {number}." for number in range(12))
    other = add_document(session, tmp_path, text, "other", language="en", date="2021-11-24")
    made = [mark(session, other, "Yesterday", "DATE", occurrence=number) for number in range(1, 13)]
    changes = session.execute(SetDocumentDate(other, "2022-01-01"))
    assert changes.mentions == {mention.id for mention in made}
    assert {value(reader, mention) for mention in made} == {"2021-12-31"}
