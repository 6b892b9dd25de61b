"""The tables. Every row has an id made by its creator, its author, when it was made, and which act wrote it last.

Nothing here knows which database it is kept in. Statements are built from these classes and run on plain
connections: domain records are frozen, so there is nothing for an ORM session to watch over.

Two columns are on every row of work:

``created``
    When it was made, in milliseconds since 1970-01-01 UTC.
``revision``
    The sequence number of the act that wrote it last. Two images of a row with the same revision are equal, which
    is how undo notices that somebody has changed a row since.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_SMALL_ROWS: Final = {"sqlite_with_rowid": False}
"""A hint that the rows may be kept in their key's own tree; other databases do not heed it."""

Json = dict[str, Any]  # Any: what JSON holds is told apart where it is read


class Base(DeclarativeBase):
    """The declarative base: names every constraint, so that migrations can speak of them."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {Json: JSON, int: BigInteger, bytes: LargeBinary}


class Authored:
    """Who made a row, when, and which act wrote it last."""

    author_id: Mapped[str] = mapped_column(ForeignKey("annotators.id"))
    created: Mapped[int]
    revision: Mapped[int]


class StoredAnnotator(Authored, Base):
    """Somebody who marks and links."""

    __tablename__ = "annotators"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class StoredLabel(Base):
    """A kind of mention. The labels that a new workspace comes with have no author."""

    __tablename__ = "labels"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    colours: Mapped[Json]
    pattern: Mapped[str]
    links: Mapped[bool]
    is_date: Mapped[bool]
    author_id: Mapped[str | None] = mapped_column(ForeignKey("annotators.id"))
    created: Mapped[int]
    revision: Mapped[int]


class StoredDocument(Authored, Base):
    """What is known about a document. ``number`` is its place in the order they came in."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(index=True)
    name: Mapped[str]
    title: Mapped[str]
    language: Mapped[str]
    direction: Mapped[str]
    date: Mapped[str | None]
    state: Mapped[str]
    source: Mapped[str]
    encoding: Mapped[str]
    paragraph_directions: Mapped[Json]
    sha256: Mapped[str] = mapped_column(index=True)
    characters: Mapped[int]


class StoredText(Base):
    """The text of a document, which never changes: apart from what does, and out of the way of lists."""

    __tablename__ = "texts"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    text: Mapped[str]


class DocumentCount(Base):
    """What there is in a document: kept up to date in every act, and derivable from the mentions at any time."""

    __tablename__ = "document_counts"
    __table_args__ = _SMALL_ROWS

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    mentions: Mapped[int]
    linked: Mapped[int]
    dates: Mapped[int]
    suggestions: Mapped[int]
    reach: Mapped[int]


class StoredMention(Base):
    """A labelled span, in code points. Its author is the annotator whose mention it is."""

    __tablename__ = "mentions"
    __table_args__ = (
        Index(None, "document_id", "start"),
        CheckConstraint('"start" >= 0 AND "start" < "end"', name="span"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    start: Mapped[int]
    end: Mapped[int]
    label_id: Mapped[str] = mapped_column(ForeignKey("labels.id"))
    status: Mapped[str]
    score: Mapped[float | None]
    date_value: Mapped[str | None]
    date_calendar: Mapped[str | None]
    date_modifier: Mapped[str | None]
    author_id: Mapped[str] = mapped_column(ForeignKey("annotators.id"))
    created: Mapped[int]
    revision: Mapped[int]
    surface: Mapped[str]


class StoredEntity(Authored, Base):
    """A canonical person, organization, place or other thing."""

    __tablename__ = "entities"

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    descriptions: Mapped[Json]
    external: Mapped[Json]


class StoredAlias(Authored, Base):
    """One name of an entity."""

    __tablename__ = "aliases"

    id: Mapped[str] = mapped_column(primary_key=True)
    entity_id: Mapped[str] = mapped_column(ForeignKey("entities.id"), index=True)
    text: Mapped[str]
    language: Mapped[str]
    script: Mapped[str]
    key: Mapped[str]
    source: Mapped[str]
    position: Mapped[int]
    uses: Mapped[int]


class StoredLink(Authored, Base):
    """The decision about one mention: an entity, or (NULL) that it is not in the base. No row: not decided yet."""

    __tablename__ = "links"
    __table_args__ = _SMALL_ROWS

    mention_id: Mapped[str] = mapped_column(ForeignKey("mentions.id"), primary_key=True)
    entity_id: Mapped[str | None] = mapped_column(ForeignKey("entities.id"), index=True)


class StoredAct(Base):
    """One act of the history. ``changes`` is what takes it back or, once taken back, does it again."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "author_id", "state", "sequence"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    detail: Mapped[Json]
    author_id: Mapped[str] = mapped_column(ForeignKey("annotators.id"))
    at: Mapped[str]
    state: Mapped[str]
    changes: Mapped[bytes]


def table_of(row: type[Base]) -> Table:
    """Return the table that a class describes."""
    table = row.__table__
    assert isinstance(table, Table)  # noqa: S101 - a class of this base has no other
    return table


ANNOTATORS: Final = table_of(StoredAnnotator)
LABELS: Final = table_of(StoredLabel)
DOCUMENTS: Final = table_of(StoredDocument)
TEXTS: Final = table_of(StoredText)
COUNTS: Final = table_of(DocumentCount)
MENTIONS: Final = table_of(StoredMention)
ENTITIES: Final = table_of(StoredEntity)
ALIASES: Final = table_of(StoredAlias)
LINKS: Final = table_of(StoredLink)
HISTORY: Final = table_of(StoredAct)
