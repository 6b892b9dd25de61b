"""Checks what a file says about a document's mentions, makes what they need, and notes what is odd about them.

What is asked is asked of whole columns, and each thing that mentions name is looked at once, so that hundreds of
thousands pass quickly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from annotator.app.entity_intake import EntityIntake
from annotator.app.known import Known
from annotator.app.naming import LAM, name_in
from annotator.app.new_labels import next_label
from annotator.core.annotators import Annotator
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.document import Document
from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.ids import AnnotatorId, EntityId, MentionId, new_id
from annotator.core.labels import Label
from annotator.core.link import NIL, Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork
from annotator.core.records import MentionRecord, Mentions
from annotator.formats.remarks import Remark

_ACCEPTED: Final = MentionStatus.ACCEPTED.value


class Oddity(StrEnum):
    """What may be odd about a mention that is taken all the same; the sentence that counts such mentions."""

    DOUBLE = "Mentions that stand in the file more than once: {count}. Each was taken once."
    LINK_OF_DATE = "Mentions whose label does not link to entities: {count}. Their links were left out."
    VALUE_OF_NAME = "Mentions with a date value but a label that is no date: {count}. Their values were left out."


class MentionIntake:
    """Prepares the mentions of one file's documents.

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
        self._seen_labels: set[str] = set()
        self._seen_entities: set[str | None] = {None, NIL}
        self._seen_annotators: set[str] = set()

    def prepared(
        self, document: Document, given: Sequence[MentionRecord], line: int | None, remarks: list[Remark]
    ) -> Mentions:
        """Return the mentions of a document as they can be stored; what they need is there then.

        Args:
            document: The document, with the id that it has or will have.
            given: What the file says.
            line: Where the document begins in the file.
            remarks: Takes what is odd, one remark for each kind.

        Raises:
            UserError: A mention has an unknown label, or a value that is no date.
        """
        oddities = Counter[Oddity]()
        mentions = _once(Mentions.of(given), oddities)
        self._make_labels(mentions, line)
        mentions = self._without_misplaced(mentions, oddities)
        self._check_dates(mentions, line)
        self._make_entities(document, mentions)
        mentions = self._led_on(mentions)
        mentions = self._signed(self._with_free_ids(mentions))
        remarks.extend(Remark(oddity.value, line=line, count=count) for oddity, count in oddities.items())
        return mentions

    def as_mention(self, document: Document, record: MentionRecord) -> Mention:
        """Return a prepared record as a mention."""
        author = self._known.annotators[record.annotator] if record.annotator else self._work.act.author
        return Mention(
            id=MentionId(record.id or new_id()),
            document=document.id,
            span=Span(record.start, record.end),
            label=record.label,
            annotator=author,
            surface=document.text[record.start : record.end],
            status=MentionStatus(record.status),
            link=_link_of(record),
            date=_date_of(record),
            score=record.score,
        )

    def _make_labels(self, mentions: Mentions, line: int | None) -> None:
        unseen = {*mentions.labels} - self._seen_labels
        for name in dict.fromkeys(mentions.labels) if unseen else ():
            if name in unseen and name not in self._known.labels:
                self._make_label(name, mentions, line)
        self._seen_labels |= unseen

    def _make_label(self, name: str, mentions: Mentions, line: int | None) -> None:
        if not self._create_labels:
            raise UserError(
                "There is no label {label} in this workspace; its labels are {known}. Have the label made, or rename "
                "it in the file.",
                line=line,
                label=name,
                known=", ".join(label.name for label in self._ordered_labels()) or "none",
            )
        is_date = name in _labels_of(mentions, mentions.values)
        label = next_label(name, self._ordered_labels(), is_date=is_date)
        self._work.labels.add(label)
        self._known.labels[label.name] = label

    def _ordered_labels(self) -> list[Label]:
        return sorted(self._known.labels.values(), key=lambda label: label.position)

    def _without_misplaced(self, mentions: Mentions, oddities: Counter[Oddity]) -> Mentions:
        """Leave out links and date values of mentions whose label does not have such."""
        labels = self._known.labels
        unlinked = {name for name in _labels_of(mentions, mentions.entities) if not labels[name].links}
        undated = {name for name in _labels_of(mentions, mentions.values) if not labels[name].is_date}
        if unlinked:
            entities = _cleared(mentions.entities, mentions.labels, unlinked)
            oddities[Oddity.LINK_OF_DATE] = entities.count(None) - mentions.entities.count(None)
            mentions = replace(mentions, entities=entities)
        if undated:
            dates = mentions.values, mentions.modifiers, mentions.calendars
            values, modifiers, calendars = (_cleared(column, mentions.labels, undated) for column in dates)
            oddities[Oddity.VALUE_OF_NAME] = values.count(None) - mentions.values.count(None)
            mentions = replace(mentions, values=values, modifiers=modifiers, calendars=calendars)
        return mentions

    def _check_dates(self, mentions: Mentions, line: int | None) -> None:
        for value, calendar, modifier in zip(mentions.values, mentions.calendars, mentions.modifiers, strict=True):
            if value is None:
                continue
            try:
                _parsed_date(value, calendar or "", modifier or "")
            except ValueError:
                raise _no_date(value, calendar, modifier, line) from None

    def _make_entities(self, document: Document, mentions: Mentions) -> None:
        unseen = {*mentions.entities} - self._seen_entities
        for mention in mentions if unseen else ():
            identifier = EntityId(mention.entity or "")
            if mention.entity in unseen and not self._entities.is_there(identifier):
                name = name_in(document.text, mention.start, mention.end, document.language)
                self._entities.make_bare(identifier, mention.label, name, document.language)
        self._seen_entities |= unseen

    def _led_on(self, mentions: Mentions) -> Mentions:
        """Link what names an entity that was merged away to the one it was merged into."""
        led_on = self._entities.led_on
        if led_on.keys().isdisjoint(mentions.entities):
            return mentions
        return replace(mentions, entities=[led_on.get(entity or "", entity) for entity in mentions.entities])

    def _with_free_ids(self, mentions: Mentions) -> Mentions:
        """Keep ids that are given, unless a mention has them."""
        given = {*map(MentionId, mentions.ids)} - {""}
        taken = given & self._known.mentions if given else given
        if given and self._known.has_mentions:
            taken |= self._work.mentions.taken(given)
        self._known.mentions.update(given)
        if not taken:
            return mentions
        return replace(mentions, ids=["" if identifier in taken else identifier for identifier in mentions.ids])

    def _signed(self, mentions: Mentions) -> Mentions:
        """Make sure that every annotator is there; where none is named, it is the import's."""
        names = {*mentions.annotators}
        if not names <= self._seen_annotators:
            self._make_annotators(names - {""})
            self._seen_annotators |= names
        if "" not in names or self._default == "":
            return mentions
        self._make_annotators({self._default})
        return replace(mentions, annotators=[annotator or self._default for annotator in mentions.annotators])

    def _make_annotators(self, names: Collection[str]) -> None:
        for name in sorted(name for name in names if name not in self._known.annotators):
            identifier = AnnotatorId(new_id())
            self._work.annotators.add(Annotator(identifier, name))
            self._known.annotators[name] = identifier


def surfaces_linked(document: Document, mentions: Mentions) -> list[tuple[str, str, str]]:
    """Return the entity, surface and language of each prepared mention that a person linked, one after the other.

    A surface that stands for another name where it is (see :func:`annotator.app.naming.name_in`) is given as that name.
    """
    text, language = document.text, document.language
    columns = mentions.entities, mentions.statuses, mentions.starts, mentions.ends
    return [
        (entity, name_in(text, start, end, language) if text[start] == LAM else text[start:end], language)
        for entity, status, start, end in zip(*columns, strict=True)
        if entity is not None and status == _ACCEPTED and entity != NIL
    ]


def _once(mentions: Mentions, oddities: Counter[Oddity]) -> Mentions:
    """Leave out what says the same as a mention before it."""
    said = [*zip(mentions.starts, mentions.ends, mentions.labels, mentions.annotators, mentions.statuses, strict=True)]
    if len({*said}) == len(said):
        return mentions
    first = dict(zip(reversed(said), reversed(range(len(said))), strict=True))
    oddities[Oddity.DOUBLE] = len(said) - len(first)
    return mentions.at(sorted(first.values()))


def _labels_of(mentions: Mentions, facts: Sequence[str | None]) -> set[str]:
    """Return the labels of mentions of which something is said."""
    return {label for label, fact in zip(mentions.labels, facts, strict=True) if fact is not None}


def _cleared(facts: Sequence[str | None], labels: Sequence[str], misfits: Collection[str]) -> list[str | None]:
    """Return what is said of mentions without what does not fit their labels."""
    return [None if label in misfits else fact for fact, label in zip(facts, labels, strict=True)]


def _link_of(record: MentionRecord) -> Link | None:
    if record.entity is None:
        return None
    return Link(None if record.entity == NIL else EntityId(record.entity))


def _date_of(record: MentionRecord) -> DateValue | None:
    return None if record.value is None else _parsed_date(record.value, record.calendar or "", record.modifier or "")


def _no_date(value: str, calendar: str | None, modifier: str | None, line: int | None) -> UserError:
    return UserError(
        "“{value}” ({calendar}, {modifier}) is not a date value. Write ISO 8601 or EDTF, as in 2021-11-24, 2021-W48 "
        "or 202X; calendars are {calendars}, modifiers {modifiers}.",
        line=line,
        value=value,
        calendar=calendar or Calendar.GREGORIAN,
        modifier=modifier or "whole",
        calendars=", ".join(Calendar),
        modifiers=", ".join(DateModifier),
    )


@lru_cache(maxsize=4096)
def _parsed_date(value: str, calendar: str, modifier: str) -> DateValue:
    if not is_date_value(value):
        raise ValueError(value)
    return DateValue(
        value,
        Calendar(calendar) if calendar else Calendar.GREGORIAN,
        DateModifier(modifier) if modifier else None,
    )
