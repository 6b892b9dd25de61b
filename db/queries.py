"""What is asked of the tables, by the unit of work and by readers alike."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from db.prepared import Prepared, Query, columns_of_row
from db.schema import ALIASES, ANNOTATORS, DOCUMENTS, ENTITIES, HISTORY, LABELS, MENTIONS, TEXTS
from db.text_order import TextOrder

DOCUMENT_COLUMNS: Final = (
    DOCUMENTS.c.id,
    DOCUMENTS.c.name,
    DOCUMENTS.c.title,
    DOCUMENTS.c.language,
    DOCUMENTS.c.direction,
    DOCUMENTS.c.date,
    DOCUMENTS.c.state,
    DOCUMENTS.c.source,
    DOCUMENTS.c.encoding,
    DOCUMENTS.c.paragraph_directions,
)
ALIAS_COLUMNS: Final = (
    ALIASES.c.entity_id,
    ALIASES.c.id,
    ALIASES.c.text,
    ALIASES.c.language,
    ALIASES.c.script,
    ALIASES.c.key,
    ALIASES.c.source,
    ALIASES.c.position,
    ALIASES.c.uses,
)
ENTITY_COLUMNS: Final = (ENTITIES.c.id, ENTITIES.c.type, ENTITIES.c.descriptions, ENTITIES.c.external)
ACT_COLUMNS: Final = (
    HISTORY.c.id,
    HISTORY.c.name,
    HISTORY.c.detail,
    HISTORY.c.author_id,
    HISTORY.c.at,
    HISTORY.c.state,
)
TEXT_ORDER: Final = (MENTIONS.c.start, MENTIONS.c.end.desc(), MENTIONS.c.id)
"""Where mentions of several documents are asked for; for one document, see :func:`db.text_order.in_text_order`."""
DOCUMENT_ORDER: Final = (DOCUMENTS.c.number, DOCUMENTS.c.id)
ALIAS_ORDER: Final = (ALIASES.c.entity_id, ALIASES.c.created, ALIASES.c.id)


def select_mentions() -> Query:
    """Select the mentions of a document with their links, as :func:`db.drafts.mentions_in` reads them."""
    return select(
        MENTIONS.c.id,
        MENTIONS.c.start,
        MENTIONS.c.end,
        MENTIONS.c.label_id,
        MENTIONS.c.author_id,
        MENTIONS.c.surface,
        MENTIONS.c.status,
        MENTIONS.c.link_revision,
        MENTIONS.c.entity_id,
        MENTIONS.c.date_value,
        MENTIONS.c.date_calendar,
        MENTIONS.c.date_modifier,
        MENTIONS.c.score,
    )


def select_mentions_anywhere() -> Query:
    """Select mentions of any document, as :func:`db.drafts.mentions_from` reads them."""
    return select_mentions().add_columns(MENTIONS.c.document_id)


MENTION_ORDER: Final = TextOrder(start=1, end=2, id=0)
"""Where :func:`select_mentions` has what the order depends on."""

LABELS_IN_ORDER: Final = Prepared(
    select(
        LABELS.c.id,
        LABELS.c.name,
        LABELS.c.position,
        LABELS.c.colours,
        LABELS.c.pattern,
        LABELS.c.links,
        LABELS.c.is_date,
    ).order_by(LABELS.c.position, LABELS.c.name)
)
_LABEL_NAMES: Final = Prepared(select(LABELS.c.id, LABELS.c.name))


LABEL_IN_USE: Final = Prepared(select(MENTIONS.c.id).where(MENTIONS.c.label_id == bindparam("label")).limit(1))
ANNOTATORS_BY_NAME: Final = Prepared(select(ANNOTATORS.c.id, ANNOTATORS.c.name).order_by(ANNOTATORS.c.name))
ANNOTATOR_NAMED: Final = Prepared(
    select(ANNOTATORS.c.id, ANNOTATORS.c.name).where(ANNOTATORS.c.name == bindparam("name"))
)

DOCUMENT: Final = Prepared(select(*DOCUMENT_COLUMNS, DOCUMENTS.c.sha256).where(DOCUMENTS.c.id == bindparam("document")))
SHA256: Final = columns_of_row(DOCUMENTS, ("sha256",))
TITLE: Final = columns_of_row(DOCUMENTS, ("title",))
TEXT: Final = columns_of_row(TEXTS, ("text",))
DOCUMENT_EXISTS: Final = Prepared(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == bindparam("document")))
DOCUMENTS_WITH_SHA256: Final = Prepared(
    select(DOCUMENTS.c.id).where(DOCUMENTS.c.sha256 == bindparam("sha256")).order_by(*DOCUMENT_ORDER)
)
LAST_DOCUMENT_NUMBER: Final = Prepared(select(func.coalesce(func.max(DOCUMENTS.c.number), 0)))
TEXTS_IN_ORDER: Final = Prepared(
    select(TEXTS.c.document_id, TEXTS.c.text)
    .join(DOCUMENTS, DOCUMENTS.c.id == TEXTS.c.document_id)
    .order_by(*DOCUMENT_ORDER)
)

MENTION: Final = Prepared(select_mentions_anywhere().where(MENTIONS.c.id == bindparam("mention")))
MENTIONS_OF_DOCUMENT: Final = Prepared(
    select_mentions().where(MENTIONS.c.document_id == bindparam("document")).order_by(MENTIONS.c.start)
)
MENTIONS_AT: Final = Prepared(
    select_mentions()
    .where(
        MENTIONS.c.document_id == bindparam("document"),
        MENTIONS.c.start == bindparam("start"),
        MENTIONS.c.end == bindparam("end"),
    )
    .order_by(MENTIONS.c.id)
)
MENTIONS_OF_ENTITY: Final = Prepared(
    select_mentions_anywhere()
    .where(MENTIONS.c.entity_id == bindparam("entity"))
    .order_by(MENTIONS.c.document_id, *TEXT_ORDER)
)
DOCUMENTS_OF_LABEL: Final = Prepared(
    select(MENTIONS.c.document_id).distinct().where(MENTIONS.c.label_id == bindparam("label"))
)

ENTITY: Final = Prepared(select(*ENTITY_COLUMNS).where(ENTITIES.c.id == bindparam("entity")))
ENTITY_EXISTS: Final = Prepared(select(ENTITIES.c.id).where(ENTITIES.c.id == bindparam("entity")))
ALIASES_OF_ENTITY: Final = Prepared(
    select(*ALIAS_COLUMNS).where(ALIASES.c.entity_id == bindparam("entity")).order_by(*ALIAS_ORDER)
)
ALIAS_OWNER: Final = Prepared(select(ALIASES.c.entity_id).where(ALIASES.c.id == bindparam("alias")))
LINKS_TO_ENTITY: Final = Prepared(select(func.count()).where(MENTIONS.c.entity_id == bindparam("entity")))

LAST_SEQUENCE: Final = Prepared(select(func.coalesce(func.max(HISTORY.c.sequence), 0)))
LATEST_ACTS: Final = Prepared(
    select(*ACT_COLUMNS).order_by(HISTORY.c.sequence.desc()).limit(bindparam("limit", type_=HISTORY.c.sequence.type))
)
AUTHOR_OF_REVISION: Final = Prepared(
    select(ANNOTATORS.c.name)
    .join(HISTORY, HISTORY.c.author_id == ANNOTATORS.c.id)
    .where(HISTORY.c.sequence == bindparam("sequence"))
)


def label_names(connection: Connection) -> dict[str, str]:
    """Return the names of all labels by their ids."""
    return {identifier: name for identifier, name in _LABEL_NAMES.all(connection)}  # noqa: C416 - typed so


def annotator_names(connection: Connection) -> dict[str, str]:
    """Return the names of all annotators by their ids."""
    return {identifier: name for identifier, name in ANNOTATORS_BY_NAME.all(connection)}  # noqa: C416 - typed so
