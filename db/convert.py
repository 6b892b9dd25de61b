"""Rows of the tables made into domain records and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, select

from annotator.core.annotators import Annotator
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.document import Direction, Document, DocumentState
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.history import Act, ActState
from annotator.core.ids import ActId, AliasId, AnnotatorId, DocumentId, EntityId, LabelId, MentionId
from annotator.core.labels import Label, LabelColours, LinePattern
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from db.schema import ALIASES, ANNOTATORS, DOCUMENTS, ENTITIES, HISTORY, LABELS, LINKS, MENTIONS

Values = dict[str, Any]  # Any: a column of any type

_STATUSES: Final = {status.value: status for status in MentionStatus}

DOCUMENT_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    DOCUMENTS.c.id,
    DOCUMENTS.c.name,
    DOCUMENTS.c.title,
    DOCUMENTS.c.text,
    DOCUMENTS.c.language,
    DOCUMENTS.c.direction,
    DOCUMENTS.c.date,
    DOCUMENTS.c.state,
    DOCUMENTS.c.source,
    DOCUMENTS.c.encoding,
    DOCUMENTS.c.paragraph_directions,
)
MENTION_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    MENTIONS.c.id,
    MENTIONS.c.document_id,
    MENTIONS.c.start,
    MENTIONS.c.end,
    MENTIONS.c.label_id,
    MENTIONS.c.author_id,
    MENTIONS.c.surface,
    MENTIONS.c.status,
    LINKS.c.mention_id,
    LINKS.c.entity_id,
    MENTIONS.c.date_value,
    MENTIONS.c.date_calendar,
    MENTIONS.c.date_modifier,
    MENTIONS.c.score,
)
ACT_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    HISTORY.c.id,
    HISTORY.c.name,
    HISTORY.c.detail,
    HISTORY.c.author_id,
    HISTORY.c.at,
    HISTORY.c.state,
)


def select_documents() -> Select[Any]:
    """Select what :func:`document_from` reads."""
    return select(*DOCUMENT_COLUMNS)


def select_mentions() -> Select[Any]:
    """Select what :func:`mentions_from` reads, links included."""
    return select(*MENTION_COLUMNS).select_from(
        MENTIONS.outerjoin(LINKS, LINKS.c.mention_id == MENTIONS.c.id),
    )


def select_labels() -> Select[Any]:
    """Select what :func:`label_from` reads."""
    table = LABELS.c
    return select(
        table.id, table.name, table.position, table.colours, table.pattern, table.links, table.is_date
    ).order_by(table.position, table.name)


def select_annotators() -> Select[Any]:
    """Select what :func:`annotator_from` reads, by name."""
    return select(ANNOTATORS.c.id, ANNOTATORS.c.name).order_by(ANNOTATORS.c.name)


def select_entities() -> Select[Any]:
    """Select what :func:`entity_from` reads."""
    return select(ENTITIES.c.id, ENTITIES.c.type, ENTITIES.c.descriptions, ENTITIES.c.external)


def select_aliases() -> Select[Any]:
    """Select what :func:`alias_from` reads after the entity's id, an entity's languages in the order they came in."""
    table = ALIASES.c
    return select(
        table.entity_id,
        table.id,
        table.text,
        table.language,
        table.script,
        table.key,
        table.source,
        table.position,
        table.uses,
    ).order_by(table.entity_id, table.created, table.id)


def document_from(row: Iterable[Any]) -> Document:
    """Make a document of a row of :func:`select_documents`."""
    identifier, name, title, text, language, direction, date, state, source, encoding, directions = row
    return Document(
        id=DocumentId(identifier),
        name=name,
        title=title,
        text=text,
        language=language,
        direction=Direction(direction),
        date=date,
        state=DocumentState(state),
        source=source,
        encoding=encoding,
        paragraph_directions={int(index): Direction(value) for index, value in directions.items()},
    )


def facts_of(document: Document) -> Values:
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


def mentions_from(rows: Iterable[Iterable[Any]], label_names: Mapping[str, str]) -> list[Mention]:
    """Make mentions of rows of :func:`select_mentions`."""
    return [mention_from(row, label_names) for row in rows]


def mention_from(row: Iterable[Any], label_names: Mapping[str, str]) -> Mention:
    """Make a mention of a row of :func:`select_mentions`."""
    (identifier, document, start, end, label, author, surface, status) = (None,) * 8
    (
        identifier,
        document,
        start,
        end,
        label,
        author,
        surface,
        status,
        decided,
        entity,
        value,
        calendar,
        modifier,
        score,
    ) = row
    return Mention(
        id=MentionId(identifier),
        document=DocumentId(document),
        span=Span(start, end),
        label=label_names[label],
        annotator=AnnotatorId(author),
        surface=surface,
        status=_STATUSES[status],
        link=None if decided is None else Link(entity),
        date=None if value is None else date_from(value, calendar, modifier),
        score=score,
    )


def date_from(value: str, calendar: str, modifier: str | None) -> DateValue:
    """Make a date value of its three columns."""
    return DateValue(value, Calendar(calendar), None if modifier is None else DateModifier(modifier))


def mention_columns(mention: Mention, label_id: str) -> Values:
    """Return the columns of a mention that may change."""
    date = mention.date
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "label_id": label_id,
        "author_id": mention.annotator,
        "surface": mention.surface,
        "status": mention.status.value,
        "date_value": None if date is None else date.value,
        "date_calendar": None if date is None else date.calendar.value,
        "date_modifier": None if date is None or date.modifier is None else date.modifier.value,
        "score": mention.score,
    }


def label_from(row: Iterable[Any]) -> Label:
    """Make a label of a row of :func:`select_labels`."""
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


def label_columns(label: Label) -> Values:
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


def annotator_from(row: Iterable[Any]) -> Annotator:
    """Make an annotator of a row of :func:`select_annotators`."""
    identifier, name = row
    return Annotator(AnnotatorId(identifier), name)


def alias_from(row: Iterable[Any]) -> Alias:
    """Make an alias of a row of :func:`select_aliases` without its first column."""
    identifier, text, language, script, key, source, position, uses = row
    return Alias(AliasId(identifier), text, language, script, key, AliasSource(source), position, uses)


def alias_columns(alias: Alias) -> Values:
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


def entity_from(row: Iterable[Any], aliases: Iterable[Alias]) -> Entity:
    """Make an entity of a row of :func:`select_entities` and its aliases, which it puts in order."""
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


def entity_columns(entity: Entity) -> Values:
    """Return the columns of an entity that may change."""
    return {
        "type": entity.type,
        "descriptions": dict(entity.descriptions),
        "external": dict(entity.external),
    }


def act_from(row: Iterable[Any]) -> Act:
    """Make an act of a row of :data:`ACT_COLUMNS`."""
    identifier, name, detail, author, at, state = row
    return Act(ActId(identifier), name, detail, AnnotatorId(author), at, ActState(state))


def milliseconds(at: str) -> int:
    """Return the moment of an ISO 8601 time as milliseconds since 1970-01-01 UTC."""
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp() * 1000)
