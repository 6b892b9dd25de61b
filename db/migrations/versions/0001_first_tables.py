"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_Column = sa.Column[Any]  # Any: a column of any type


def upgrade() -> None:
    """Make all tables."""
    _make_annotators_and_labels()
    _make_documents()
    _make_entities()
    _make_mentions()
    _make_links()
    _make_history()


def _make_annotators_and_labels() -> None:
    op.create_table(
        "annotators",
        *_texts("id", "name"),
        *_authorship(),
        _key("annotators", "id"),
        sa.UniqueConstraint("name", name="uq_annotators_name"),
        _author("annotators"),
    )
    op.create_table(
        "labels",
        *_texts("id", "name"),
        *_numbers("position"),
        _json("colours"),
        *_texts("pattern"),
        sa.Column("links", sa.Boolean(), nullable=False),
        sa.Column("is_date", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=True),
        *_numbers("created", "revision"),
        _key("labels", "id"),
        sa.UniqueConstraint("name", name="uq_labels_name"),
        _author("labels"),
    )


def _make_documents() -> None:
    op.create_table(
        "documents",
        *_texts("id"),
        *_numbers("number"),
        *_texts("name", "title", "language", "direction"),
        _optional_text("date"),
        *_texts("state", "source", "encoding"),
        _json("paragraph_directions"),
        *_texts("sha256"),
        *_numbers("characters"),
        *_authorship(),
        _key("documents", "id"),
        _author("documents"),
    )
    op.create_index("ix_documents_number", "documents", ["number"])
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
    op.create_table("texts", *_texts("document_id", "text"), _key("texts", "document_id"), _document("texts"))
    op.create_table(
        "document_counts",
        *_texts("document_id"),
        *_numbers("mentions", "linked", "dates", "suggestions", "reach"),
        _key("document_counts", "document_id"),
        _document("document_counts"),
        sqlite_with_rowid=False,
    )


def _make_entities() -> None:
    op.create_table(
        "entities",
        *_texts("id", "type"),
        _json("descriptions"),
        _json("external"),
        *_authorship(),
        _key("entities", "id"),
        _author("entities"),
    )
    op.create_table(
        "aliases",
        *_texts("id", "entity_id", "text", "language", "script", "key", "source"),
        *_numbers("position", "uses"),
        *_authorship(),
        _key("aliases", "id"),
        _entity("aliases"),
        _author("aliases"),
    )
    op.create_index("ix_aliases_entity_id", "aliases", ["entity_id"])


def _make_mentions() -> None:
    op.create_table(
        "mentions",
        *_texts("id", "document_id"),
        *_numbers("start", "end"),
        *_texts("label_id", "status"),
        sa.Column("score", sa.Double(), nullable=True),
        _optional_text("date_value"),
        _optional_text("date_calendar"),
        _optional_text("date_modifier"),
        *_authorship(),
        *_texts("surface"),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_mentions_span")),
        _key("mentions", "id"),
        _document("mentions"),
        sa.ForeignKeyConstraint(["label_id"], ["labels.id"], name="fk_mentions_label_id"),
        _author("mentions"),
    )
    op.create_index("ix_mentions_document_id_start", "mentions", ["document_id", "start"])


def _make_links() -> None:
    op.create_table(
        "links",
        *_texts("mention_id"),
        _optional_text("entity_id"),
        *_authorship(),
        _key("links", "mention_id"),
        sa.ForeignKeyConstraint(["mention_id"], ["mentions.id"], name="fk_links_mention_id"),
        _entity("links"),
        _author("links"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_links_entity_id", "links", ["entity_id"])


def _make_history() -> None:
    op.create_table(
        "history",
        *_texts("id"),
        *_numbers("sequence"),
        *_texts("name"),
        _json("detail"),
        *_texts("author_id", "at", "state"),
        sa.Column("changes", sa.LargeBinary(), nullable=False),
        _key("history", "id"),
        sa.UniqueConstraint("sequence", name="uq_history_sequence"),
        _author("history"),
    )
    op.create_index("ix_history_author_id_state_sequence", "history", ["author_id", "state", "sequence"])


def _texts(*names: str) -> list[_Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _optional_text(name: str) -> _Column:
    return sa.Column(name, sa.String(), nullable=True)


def _numbers(*names: str) -> list[_Column]:
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def _json(name: str) -> _Column:
    return sa.Column(name, sa.JSON(), nullable=False)


def _authorship() -> list[_Column]:
    return [*_texts("author_id"), *_numbers("created", "revision")]


def _key(table: str, column: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=f"pk_{table}")


def _author(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["author_id"], ["annotators.id"], name=f"fk_{table}_author_id")


def _document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=f"fk_{table}_document_id")


def _entity(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=f"fk_{table}_entity_id")
