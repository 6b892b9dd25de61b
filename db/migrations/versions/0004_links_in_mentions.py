"""The link of a mention stands in the mention's own row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_DECIDED = (
    "link_revision IS NOT NULL AND link_author_id IS NOT NULL AND link_created IS NOT NULL "
    "OR link_revision IS NULL AND link_author_id IS NULL AND link_created IS NULL AND entity_id IS NULL"
)


def upgrade() -> None:
    """Add the columns to mentions, move every link there, and drop the table of links."""
    with op.batch_alter_table("mentions", recreate="always") as mentions:
        for column in (
            sa.Column("entity_id", sa.String(), nullable=True),
            sa.Column("link_author_id", sa.String(), nullable=True),
            sa.Column("link_created", sa.BigInteger(), nullable=True),
            sa.Column("link_revision", sa.BigInteger(), nullable=True),
        ):
            mentions.add_column(column, insert_before="surface")
        mentions.create_foreign_key("fk_mentions_entity_id", "entities", ["entity_id"], ["id"])
        mentions.create_foreign_key("fk_mentions_link_author_id", "annotators", ["link_author_id"], ["id"])
        mentions.create_check_constraint(op.f("ck_mentions_link"), _DECIDED)
    _move_links()
    op.drop_index("ix_links_entity_id", "links")
    op.drop_table("links")
    op.create_index(
        "ix_mentions_entity_id_status_document_id",
        "mentions",
        ["entity_id", "status", "document_id"],
        sqlite_where=sa.text("entity_id IS NOT NULL"),
    )


def _move_links() -> None:
    mentions = sa.table(
        "mentions",
        *map(sa.column, ("id", "entity_id", "link_author_id", "link_created", "link_revision")),
    )
    links = sa.table("links", *map(sa.column, ("mention_id", "entity_id", "author_id", "created", "revision")))
    op.execute(
        sa.update(mentions)
        .values(
            entity_id=links.c.entity_id,
            link_author_id=links.c.author_id,
            link_created=links.c.created,
            link_revision=links.c.revision,
        )
        .where(mentions.c.id == links.c.mention_id)
    )
