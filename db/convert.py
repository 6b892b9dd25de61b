"""Rows of the tables made into domain records and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from annotator.core.annotators import Annotator
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.document import Direction, Document, DocumentState
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.history import Act, ActState
from annotator.core.ids import ActId, AliasId, AnnotatorId, DocumentId, EntityId, LabelId
from annotator.core.labels import Label, LabelColours, LinePattern
from annotator.core.link import NIL
from annotator.core.mention import Mention
from annotator.core.records import MentionRecord

DIRECTIONS: Final = {direction.value: direction for direction in Direction}
STATES: Final = {state.value: state for state in DocumentState}
"""Looked up, because calling an enumeration takes ten times as long."""

Columns = dict[str, Any]  # Any: a column of any type
Row = tuple[Any, ...]


def document_from(row: Row, text: str) -> Document:
    """Make a document of a row of :mod:`db.queries` and its text."""
    identifier, name, title, language, direction, date, state, source, encoding, directions = row
    return Document(
        id=DocumentId(identifier),
        name=name,
        title=title,
        text=text,
        language=language,
        direction=DIRECTIONS[direction],
        date=date,
        state=STATES[state],
        source=source,
        encoding=encoding,
        paragraph_directions={int(index): Direction(value) for index, value in directions.items()},
    )


def facts_of(document: Document) -> Columns:
    """Return the columns of a document that may change."""
    return {
        "name": document.name,
        "title": document.title,
        "language": document.language,
        "direction": document.direction.value,
        "date": document.date,
        "state": document.state.value,
        "source": document.source,
        "encoding": document.encoding,
        "paragraph_directions": {
            str(index): direction.value for index, direction in sorted(document.paragraph_directions.items())
        },
    }


@lru_cache(maxsize=1024)
def date_from(value: str, calendar: str, modifier: str | None) -> DateValue:
    """Make a date value of its three columns."""
    return DateValue(value, Calendar(calendar), None if modifier is None else DateModifier(modifier))


def date_columns(date: DateValue | None) -> tuple[str | None, str | None, str | None]:
    """Return value, calendar and modifier of a date as three columns."""
    if date is None:
        return None, None, None
    return date.value, date.calendar.value, None if date.modifier is None else date.modifier.value


def mention_columns(mention: Mention, label_id: str) -> Columns:
    """Return the columns of a mention that may change."""
    value, calendar, modifier = date_columns(mention.date)
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "label_id": label_id,
        "author_id": mention.annotator,
        "surface": mention.surface,
        "status": mention.status.value,
        "date_value": value,
        "date_calendar": calendar,
        "date_modifier": modifier,
        "score": mention.score,
    }


def record_of(mention: Mention, annotator: str) -> MentionRecord:
    """Return a mention as it passes through the door, with the name of its annotator."""
    date = mention.date
    value, calendar, modifier = date_columns(date)
    return MentionRecord(
        start=mention.span.start,
        end=mention.span.end,
        label=mention.label,
        entity=None if mention.link is None else mention.link.entity or NIL,
        value=value,
        modifier=modifier,
        calendar=calendar,
        annotator=annotator,
        status=mention.status.value,
        score=mention.score,
        id=mention.id,
    )


def label_from(row: Row) -> Label:
    """Make a label of a row of :mod:`db.queries`."""
    identifier, name, position, colours, pattern, links, is_date = row
    return Label(
        id=LabelId(identifier),
        name=name,
        position=position,
        colours=LabelColours(**colours),
        pattern=LinePattern(pattern),
        links=links,
        is_date=is_date,
    )


def label_columns(label: Label) -> Columns:
    """Return the columns of a label that may change."""
    return {
        "name": label.name,
        "position": label.position,
        "colours": {
            "light": label.colours.light,
            "dark": label.colours.dark,
            "contrast": label.colours.contrast,
        },
        "pattern": label.pattern.value,
        "links": label.links,
        "is_date": label.is_date,
    }


def annotator_from(row: Row) -> Annotator:
    """Make an annotator of a row of :mod:`db.queries`."""
    identifier, name = row
    return Annotator(AnnotatorId(identifier), name)


def alias_from(row: Row) -> Alias:
    """Make an alias of a row of :data:`db.queries.ALIAS_COLUMNS`."""
    _, identifier, text, language, script, key, source, position, uses = row
    return Alias(AliasId(identifier), text, language, script, key, AliasSource(source), position, uses)


def alias_columns(alias: Alias) -> Columns:
    """Return the columns of an alias that may change."""
    return {
        "text": alias.text,
        "language": alias.language,
        "script": alias.script,
        "key": alias.key,
        "source": alias.source.value,
        "position": alias.position,
        "uses": alias.uses,
    }


def entity_from(row: Row, aliases: Iterable[Alias]) -> Entity:
    """Make an entity of a row of :mod:`db.queries` and its aliases, which it puts in order."""
    identifier, kind, descriptions, external = row
    by_language: dict[str, list[Alias]] = {}
    for alias in aliases:
        by_language.setdefault(alias.language, []).append(alias)
    return Entity(
        id=EntityId(identifier),
        type=kind,
        descriptions=descriptions,
        external=external,
        aliases=tuple(alias for own in by_language.values() for alias in sorted(own, key=lambda alias: alias.position)),
    )


def entity_columns(entity: Entity) -> Columns:
    """Return the columns of an entity that may change."""
    return {
        "type": entity.type,
        "descriptions": dict(entity.descriptions),
        "external": dict(entity.external),
    }


def act_from(row: Row) -> Act:
    """Make an act of a row of :data:`ACT_COLUMNS`."""
    identifier, name, detail, author, at, state = row
    return Act(ActId(identifier), name, detail, AnnotatorId(author), at, ActState(state))


def milliseconds(at: str) -> int:
    """Return the moment of an ISO 8601 time as milliseconds since 1970-01-01 UTC."""
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp() * 1000)
