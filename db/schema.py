"""The tables. Every row has an id made by its creator, its author, when it was made, and which act wrote it last.

Nothing here knows which database it is kept in. Statements are built from these tables and run on plain connections:
domain records are frozen, so there is nothing for an ORM to watch over, and a start without it is a third quicker.

Three columns are on every row of work:

``author_id``
    Who made it.
``created``
    When it was made, in milliseconds since 1970-01-01 UTC.
``revision``
    The sequence number of the act that wrote it last. Two images of a row with the same revision are equal, which
    is how undo notices that somebody has changed a row since.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    MetaData,
    Named,
    Table,
    TypedColumns,
    text,
)

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA: Final = MetaData(naming_convention=_NAMES)
"""All tables; every constraint has a name, so that migrations can speak of it."""

Json = dict[str, Any]  # Any: what JSON holds is told apart where it is read


class AnnotatorColumns(TypedColumns):
    """Somebody who marks and links."""

    id: Named[str] = Column(primary_key=True)
    name: Named[str] = Column(unique=True)
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)


class LabelColumns(TypedColumns):
    """A kind of mention. The labels that a new workspace comes with have no author."""

    id: Named[str] = Column(primary_key=True)
    name: Named[str] = Column(unique=True)
    position: Named[int] = Column(BigInteger)
    colours: Named[Json] = Column(JSON)
    pattern: Named[str]
    links: Named[bool]
    is_date: Named[bool]
    author_id: Named[str | None] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)


class DocumentColumns(TypedColumns):
    """What is known about a document. ``number`` is its place in the order they came in."""

    id: Named[str] = Column(primary_key=True)
    number: Named[int] = Column(BigInteger, index=True)
    name: Named[str]
    title: Named[str]
    language: Named[str]
    direction: Named[str]
    date: Named[str | None]
    state: Named[str]
    source: Named[str]
    encoding: Named[str]
    paragraph_directions: Named[Json] = Column(JSON)
    sha256: Named[str] = Column(index=True)
    characters: Named[int] = Column(BigInteger)
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)


class TextColumns(TypedColumns):
    """The text of a document, which never changes: apart from what does, and out of the way of lists."""

    document_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    text: Named[str]


class CountColumns(TypedColumns):
    """What there is in a document: kept up to date in every act, and derivable from the mentions at any time."""

    document_id: Named[str] = Column(ForeignKey("documents.id"), primary_key=True)
    mentions: Named[int] = Column(BigInteger)
    linked: Named[int] = Column(BigInteger)
    dates: Named[int] = Column(BigInteger)
    suggestions: Named[int] = Column(BigInteger)
    reach: Named[int] = Column(BigInteger)


class MentionColumns(TypedColumns):
    """A labelled span, in code points, with its link. Its author is the annotator whose mention it is.

    What :data:`LINK_COLUMNS` names is the decision what the mention means: an entity, or (no entity) that it is not in
    the base. All of them are empty while nothing is decided.
    """

    id: Named[str] = Column(primary_key=True)
    document_id: Named[str] = Column(ForeignKey("documents.id"))
    start: Named[int] = Column(BigInteger)
    end: Named[int] = Column(BigInteger)
    label_id: Named[str] = Column(ForeignKey("labels.id"))
    status: Named[str]
    score: Named[float | None]
    date_value: Named[str | None]
    date_calendar: Named[str | None]
    date_modifier: Named[str | None]
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)
    entity_id: Named[str | None] = Column(ForeignKey("entities.id"))
    link_author_id: Named[str | None] = Column(ForeignKey("annotators.id"))
    link_created: Named[int | None] = Column(BigInteger)
    link_revision: Named[int | None] = Column(BigInteger)
    surface: Named[str]


class EntityColumns(TypedColumns):
    """A canonical person, organization, place or other thing."""

    id: Named[str] = Column(primary_key=True)
    type: Named[str]
    descriptions: Named[Json] = Column(JSON)
    external: Named[Json] = Column(JSON)
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)


class AliasColumns(TypedColumns):
    """One name of an entity."""

    id: Named[str] = Column(primary_key=True)
    entity_id: Named[str] = Column(ForeignKey("entities.id"), index=True)
    text: Named[str]
    language: Named[str]
    script: Named[str]
    key: Named[str]
    source: Named[str]
    position: Named[int] = Column(BigInteger)
    uses: Named[int] = Column(BigInteger)
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)


class RedirectColumns(TypedColumns):
    """An id that an entity had before it was merged into another, which it stands for since."""

    id: Named[str] = Column(primary_key=True)
    entity_id: Named[str] = Column(ForeignKey("entities.id"), index=True)
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)


class ApartColumns(TypedColumns):
    """Two entities that are known not to be the same thing. The smaller id comes first; both make the row's id."""

    id: Named[str] = Column(primary_key=True)
    first_id: Named[str] = Column(ForeignKey("entities.id"), index=True)
    second_id: Named[str] = Column(ForeignKey("entities.id"), index=True)
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    created: Named[int] = Column(BigInteger)
    revision: Named[int] = Column(BigInteger)


class ActColumns(TypedColumns):
    """One act of the history. ``changes`` is what takes it back or, once taken back, does it again."""

    id: Named[str] = Column(primary_key=True)
    sequence: Named[int] = Column(BigInteger, unique=True)
    name: Named[str]
    detail: Named[Json] = Column(JSON)
    author_id: Named[str] = Column(ForeignKey("annotators.id"))
    at: Named[str]
    state: Named[str]
    changes: Named[bytes]


# ``sqlite_with_rowid=False`` is a hint that small rows may be kept in their key's own tree; other databases do not
# heed it.
ANNOTATORS: Final = Table("annotators", METADATA, AnnotatorColumns)
LABELS: Final = Table("labels", METADATA, LabelColumns)
DOCUMENTS: Final = Table("documents", METADATA, DocumentColumns)
TEXTS: Final = Table("texts", METADATA, TextColumns)
COUNTS: Final = Table("document_counts", METADATA, CountColumns, sqlite_with_rowid=False)
MENTIONS: Final = Table(
    "mentions",
    METADATA,
    MentionColumns,
    Index(None, "document_id", "start"),
    Index(None, "entity_id", "status", "document_id", sqlite_where=text("entity_id IS NOT NULL")),
    CheckConstraint('"start" >= 0 AND "start" < "end"', name="span"),
    CheckConstraint(
        "link_revision IS NOT NULL AND link_author_id IS NOT NULL AND link_created IS NOT NULL "
        "OR link_revision IS NULL AND link_author_id IS NULL AND link_created IS NULL AND entity_id IS NULL",
        name="link",
    ),
)
LINK_COLUMNS: Final = {
    "entity_id": "entity_id",
    "link_author_id": "author_id",
    "link_created": "created",
    "link_revision": "revision",
}
"""The columns of a mention that are its link, each with what it is called where a link is spoken of by itself."""

ENTITIES: Final = Table("entities", METADATA, EntityColumns)
ALIASES: Final = Table("aliases", METADATA, AliasColumns)
REDIRECTS: Final = Table("redirects", METADATA, RedirectColumns)
APART: Final = Table("apart", METADATA, ApartColumns)
HISTORY: Final = Table("history", METADATA, ActColumns, Index(None, "author_id", "state", "sequence"))
