"""Mentions, with their links and date values, within a unit of work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from db.convert import mention_columns, mention_from, mentions_from, select_mentions
from db.ledger import Ledger
from db.schema import ENTITIES, LINKS, MENTIONS
from db.stores.labels import SqlLabels
from db.stores.texts import Texts


class SqlMentions:
    """Implements :class:`annotator.core.ports.MentionStore`."""

    def __init__(self, ledger: Ledger, labels: SqlLabels, texts: Texts) -> None:
        self._ledger = ledger
        self._labels = labels
        self._texts = texts

    def get(self, mention: MentionId) -> Mention:
        """Return it. Raises NotFoundError."""
        row = self._ledger.connection.execute(select_mentions().where(MENTIONS.c.id == mention)).first()
        if row is None:
            raise NotFoundError("This mention is not in the workspace any more.")
        return mention_from(row, self._labels.names())

    def of_document(self, document: DocumentId) -> list[Mention]:
        """Return all mentions of a document, of every annotator and status, in text order."""
        return self._read(select_mentions().where(MENTIONS.c.document_id == document))

    def at(self, document: DocumentId, span: Span) -> list[Mention]:
        """Return the mentions of exactly this span, of every annotator and status."""
        return self._read(
            select_mentions().where(
                MENTIONS.c.document_id == document, MENTIONS.c.start == span.start, MENTIONS.c.end == span.end
            )
        )

    def of_entity(self, entity: EntityId) -> list[Mention]:
        """Return every mention linked to an entity."""
        return self._read(select_mentions().where(LINKS.c.entity_id == entity))

    def add(self, mention: Mention) -> None:
        """Add one. Raises UserError when its surface is not what the document says there."""
        self._check(mention)
        columns = mention_columns(mention, self._labels.id_of(mention.label))
        self._ledger.insert(MENTIONS, {"id": mention.id, "document_id": mention.document, **columns})
        if mention.link is not None:
            self._add_link(mention.id, mention.link)
        self._touch(mention)

    def replace(self, mention: Mention) -> None:
        """Store all of it, its link and date value included."""
        known = self.get(mention.id)
        if known == mention:
            return
        if known.document != mention.document:
            raise UserError("A mention cannot move to another document.")
        self._check(mention)
        self._ledger.update(MENTIONS, mention.id, mention_columns(mention, self._labels.id_of(mention.label)))
        self._replace_link(mention.id, known.link, mention.link)
        self._touch(mention)

    def remove(self, mention: MentionId) -> None:
        """Remove it with its link."""
        known = self.get(mention)
        if known.link is not None:
            self._ledger.remove(LINKS, mention)
        self._ledger.remove(MENTIONS, mention)
        self._touch(known)

    def _read(self, statement: Select[Any]) -> list[Mention]:
        ordered = statement.order_by(MENTIONS.c.document_id, MENTIONS.c.start, MENTIONS.c.end.desc(), MENTIONS.c.id)
        return mentions_from(self._ledger.connection.execute(ordered), self._labels.names())

    def _check(self, mention: Mention) -> None:
        text = self._texts.of(mention.document)
        if mention.span.surface(text) != mention.surface:
            raise UserError(
                "The mention at {start}–{end} says “{surface}”, but the document says “{text}” there.",
                start=mention.span.start,
                end=mention.span.end,
                surface=mention.surface,
                text=mention.span.surface(text),
            )
        if mention.link is not None and mention.link.entity is not None:
            self._check_entity(mention.link.entity)

    def _check_entity(self, entity: EntityId) -> None:
        found = select(ENTITIES.c.id).where(ENTITIES.c.id == entity)
        if self._ledger.connection.execute(found).first() is None:
            raise NotFoundError("There is no entity {entity} in this workspace.", entity=entity)

    def _add_link(self, mention: MentionId, link: Link) -> None:
        self._ledger.insert(LINKS, {"mention_id": mention, "entity_id": link.entity})

    def _replace_link(self, mention: MentionId, before: Link | None, after: Link | None) -> None:
        if before == after:
            return
        if after is None:
            self._ledger.remove(LINKS, mention)
        elif before is None:
            self._add_link(mention, after)
        else:
            self._ledger.update(LINKS, mention, {"entity_id": after.entity, "author_id": self._ledger.stamp.author})

    def _touch(self, mention: Mention) -> None:
        self._ledger.touched.mention(mention.id, mention.document)
