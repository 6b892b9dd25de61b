"""Makes mentions of what a file says about a document, and notes what is odd about them."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Final

from annotator.app.entity_intake import EntityIntake
from annotator.app.known import Known
from annotator.app.naming import name_in
from annotator.app.new_labels import next_label
from annotator.core.annotators import Annotator
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.document import Document
from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.ids import AnnotatorId, EntityId, MentionId, new_id, new_ids
from annotator.core.labels import Label
from annotator.core.link import NIL, Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.remarks import Remark

_NIL_LINK: Final = Link(None)
_PLACE: Final = attrgetter("start", "end", "label", "annotator", "status")
_STATUSES: Final = {status.value: status for status in MentionStatus}


class Oddity(StrEnum):
    """What may be odd about a mention that is taken all the same; the sentence that counts such mentions."""

    DOUBLE = "{count} mentions stand in the file more than once; each was taken once."
    LINK_OF_DATE = "{count} mentions have a label that does not link to entities; their links were left out."
    VALUE_OF_NAME = "{count} mentions have a date value but a label that is no date; their values were left out."

    def remark(self, count: int, line: int | None) -> Remark:
        """Return it as a remark on a document."""
        return Remark(self.value, line=line, count=count)


class MentionIntake:
    """Turns records into mentions of one file's documents.

    Args:
        work: The transaction.
        known: What there is; additions go there too.
        entities: Makes entities that mentions name and nobody has described.
        annotator: Whose mentions they are where the file does not say.
        create_labels: Whether labels that there are not yet are made.
    """

    def __init__(
        self, work: UnitOfWork, known: Known, entities: EntityIntake, annotator: str, *, create_labels: bool
    ) -> None:
        self._work = work
        self._known = known
        self._entities = entities
        self._default = annotator
        self._create_labels = create_labels
        self._labels = dict(known.labels)
        self._authors: dict[str, AnnotatorId] = {}
        self._links: dict[str, Link] = {NIL: _NIL_LINK}

    def mentions_of(self, document: Document, record: DocumentRecord, remarks: list[Remark]) -> list[Mention]:
        """Return the mentions of a document.

        Args:
            document: The document, with the id that it has or will have.
            record: What the file says.
            remarks: Takes what is odd, one remark for each kind.

        Raises:
            UserError: A mention does not fit the text, has an unknown label, or a value that is no date.
        """
        oddities = Counter[Oddity]()
        given = list(record.mentions)
        if len(set(map(_PLACE, given))) < len(given):
            once = {_PLACE(mention): mention for mention in reversed(given)}
            oddities[Oddity.DOUBLE] = len(given) - len(once)
            given = list(reversed(once.values()))
        mentions = [
            self._mention(document, mention, MentionId(made), record.line, oddities)
            for mention, made in zip(given, new_ids(len(given)), strict=True)
        ]
        remarks.extend(oddity.remark(count, record.line) for oddity, count in oddities.items())
        return mentions

    def _mention(
        self,
        document: Document,
        given: MentionRecord,
        identifier: MentionId,
        line: int | None,
        oddities: Counter[Oddity],
    ) -> Mention:
        text = document.text
        start, end, label_name, entity, value, _, _, annotator, status, score, _ = given
        label = self._labels.get(label_name) or self._make_label(given, line)
        if not 0 <= start < end <= len(text):
            raise _misfit(given, len(text), line)
        link = date = None
        if entity is not None:
            if label.links:
                link = self._links.get(entity) or self._link(document, given)
            else:
                oddities[Oddity.LINK_OF_DATE] += 1
        if value is not None:
            if label.is_date:
                date = _date_value(given, line)
            else:
                oddities[Oddity.VALUE_OF_NAME] += 1
        return Mention(
            identifier,
            document.id,
            Span(start, end),
            label_name,
            self._authors.get(annotator) or self._author(annotator),
            text[start:end],
            _STATUSES[status],
            link,
            date,
            score,
        )

    def _make_label(self, given: MentionRecord, line: int | None) -> Label:
        if not self._create_labels:
            raise UserError(
                "There is no label {label} in this workspace; its labels are {known}. Have the label made, or "
                "rename it in the file.",
                line=line,
                label=given.label,
                known=", ".join(self._labels) or "none",
            )
        label = next_label(given.label, list(self._labels.values()), is_date=given.value is not None)
        self._work.labels.add(label)
        self._labels[label.name] = self._known.labels[label.name] = label
        return label

    def _author(self, name: str) -> AnnotatorId:
        wanted = name or self._default
        author = self._known.annotators.get(wanted)
        if author is None:
            author = AnnotatorId(new_id())
            self._work.annotators.add(Annotator(author, wanted))
            self._known.annotators[wanted] = author
        self._authors[name] = author
        return author

    def _link(self, document: Document, given: MentionRecord) -> Link:
        identifier = EntityId(given.entity or "")
        if not self._entities.is_there(identifier):
            name = name_in(document.text, Span(given.start, given.end), document.language)
            self._entities.make_bare(identifier, given.label, name, document.language)
        link = self._links[identifier] = Link(identifier)
        return link


def _misfit(given: MentionRecord, length: int, line: int | None) -> UserError:
    return UserError(
        "The mention {start}–{end} ({label}) does not fit its text, which has {length} characters.",
        line=line,
        start=given.start,
        end=given.end,
        label=given.label,
        length=length,
    )


def _date_value(given: MentionRecord, line: int | None) -> DateValue:
    try:
        return _parsed_date(given.value or "", given.calendar or "", given.modifier or "")
    except ValueError:
        raise UserError(
            "“{value}” ({calendar}, {modifier}) is not a date value. Write ISO 8601 or EDTF, as in 2021-11-24, "
            "2021-W48 or 202X; calendars are {calendars}, modifiers {modifiers}.",
            line=line,
            value=given.value,
            calendar=given.calendar or Calendar.GREGORIAN,
            modifier=given.modifier or "whole",
            calendars=", ".join(Calendar),
            modifiers=", ".join(DateModifier),
        ) from None


@lru_cache(maxsize=4096)
def _parsed_date(value: str, calendar: str, modifier: str) -> DateValue:
    if not is_date_value(value):
        raise ValueError(value)
    return DateValue(
        value,
        Calendar(calendar) if calendar else Calendar.GREGORIAN,
        DateModifier(modifier) if modifier else None,
    )
