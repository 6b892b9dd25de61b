"""Which entity an id that is gone stands for, and which entities are known not to be the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "redirects",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        *_authorship(),
        sa.PrimaryKeyConstraint("id", name="pk_redirects"),
        _entity("redirects", "entity_id"),
        _author("redirects"),
    )
    op.create_index("ix_redirects_entity_id", "redirects", ["entity_id"])
    op.create_table(
        "apart",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("first_id", sa.String(), nullable=False),
        sa.Column("second_id", sa.String(), nullable=False),
        *_authorship(),
        sa.PrimaryKeyConstraint("id", name="pk_apart"),
        _entity("apart", "first_id"),
        _entity("apart", "second_id"),
        _author("apart"),
    )
    op.create_index("ix_apart_first_id", "apart", ["first_id"])
    op.create_index("ix_apart_second_id", "apart", ["second_id"])


def _authorship() -> tuple[sa.Column[str], sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
    )


def _entity(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["entities.id"], name=f"fk_{table}_{column}")


def _author(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["author_id"], ["annotators.id"], name=f"fk_{table}_author_id")
