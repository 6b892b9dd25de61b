"""Mentions, with their links and date values, within a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import select

from annotator.core.errors import BugError
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from db import queries
from db.convert import mention_columns
from db.drafts import mentions_from, mentions_in
from db.kinds import LINKS, MENTION_ROWS
from db.ledger import Ledger
from db.missing import missing_entity, missing_mention
from db.schema import MENTIONS
from db.stores.labels import SqlLabels
from db.surfaces import check_surface
from db.text_order import in_text_order
from db.texts_at_hand import TextsAtHand

_PIECE: Final = 500


class SqlMentions:
    """Implements :class:`annotator.core.ports.MentionStore`."""

    def __init__(self, ledger: Ledger, labels: SqlLabels, texts: TextsAtHand) -> None:
        self._ledger = ledger
        self._labels = labels
        self._texts = texts

    def get(self, mention: MentionId) -> Mention:
        """Return it. Raises NotFoundError."""
        rows = queries.MENTION.all(self._ledger.connection, mention=mention)
        if not rows:
            raise missing_mention()
        return mentions_from(rows, self._labels.names())[0]

    def of_document(self, document: DocumentId) -> list[Mention]:
        """Return all mentions of a document, of every annotator and status, in text order."""
        rows = queries.MENTIONS_OF_DOCUMENT.all(self._ledger.connection, document=document)
        return mentions_in(document, in_text_order(rows, queries.MENTION_ORDER), self._labels.names())

    def at(self, document: DocumentId, span: Span) -> list[Mention]:
        """Return the mentions of exactly this span, of every annotator and status."""
        connection = self._ledger.connection
        rows = queries.MENTIONS_AT.all(connection, document=document, start=span.start, end=span.end)
        return mentions_in(document, rows, self._labels.names())

    def taken(self, ids: Collection[MentionId]) -> set[MentionId]:
        """Return those of these ids that mentions have."""
        found: set[MentionId] = set()
        remaining = list(ids)
        for first in range(0, len(remaining), _PIECE):
            piece = select(MENTIONS.c.id).where(MENTIONS.c.id.in_(remaining[first : first + _PIECE]))
            found.update(MentionId(identifier) for identifier in self._ledger.connection.execute(piece).scalars())
        return found

    def of_entity(self, entity: EntityId) -> list[Mention]:
        """Return every mention linked to an entity."""
        rows = queries.MENTIONS_OF_ENTITY.all(self._ledger.connection, entity=entity)
        return mentions_from(rows, self._labels.names())

    def add(self, mention: Mention) -> None:
        """Add one. Raises UserError when its surface is not what the document says there."""
        self._check(mention)
        label = self._labels.all()[mention.label]
        columns = mention_columns(mention, label.id)
        self._ledger.insert(MENTION_ROWS, {"id": mention.id, "document_id": mention.document, **columns})
        if mention.link is not None:
            self._add_link(mention.id, mention.link)
        self._ledger.tally(mention.document).add(mention, is_date=label.is_date)
        self._touch(mention)

    def replace(self, mention: Mention) -> None:
        """Store all of it, its link and date value included. Raises as :meth:`add` does."""
        known = self.get(mention.id)
        if known == mention:
            return
        if known.document != mention.document:
            raise BugError(f"mention {mention.id} cannot move from {known.document} to {mention.document}")
        self._check(mention)
        label = self._labels.all()[mention.label]
        self._ledger.update(MENTION_ROWS, mention.id, mention_columns(mention, label.id))
        self._replace_link(mention.id, known.link, mention.link)
        tally = self._ledger.tally(mention.document)
        tally.take(known, is_date=self._labels.all()[known.label].is_date)
        tally.add(mention, is_date=label.is_date)
        self._touch(mention)

    def remove(self, mention: MentionId) -> None:
        """Remove it with its link."""
        known = self.get(mention)
        if known.link is not None:
            self._ledger.remove(LINKS, mention)
        self._ledger.remove(MENTION_ROWS, mention)
        self._ledger.tally(known.document).take(known, is_date=self._labels.all()[known.label].is_date)
        self._touch(known)

    def _check(self, mention: Mention) -> None:
        check_surface(mention, self._texts.of(self._ledger.connection, mention.document))
        entity = mention.link.entity if mention.link else None
        if entity and queries.ENTITY_EXISTS.first(self._ledger.connection, entity=entity) is None:
            raise missing_entity(entity)

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
            decision = {"entity_id": after.entity, "author_id": self._ledger.stamp.author}
            self._ledger.update(LINKS, mention, decision)

    def _touch(self, mention: Mention) -> None:
        self._ledger.touched.mention(mention.id, mention.document)
