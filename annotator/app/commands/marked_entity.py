"""A piece of text whose thing is not in the base yet: it is marked, and the entity made, in one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from annotator.app.commands.learning import change_uses, uses_in
from annotator.app.commands.marking import shortened, span_to_mark
from annotator.app.commands.mentions import mark
from annotator.app.naming import name_in, new_alias
from annotator.core.entity import AliasSource, Entity
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId, EntityId, MentionId, new_id
from annotator.core.link import Link
from annotator.core.offsets import Span
from annotator.core.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class MarkAsNewEntity:
    """Mark a piece of text with a label, and link it to a new entity that is named as it reads: one act, one undo.

    Attributes:
        document: The document.
        span: The piece of its text; white space at its ends is left out.
        label: The label, which is the entity's type too.
        entity: The entity's identifier; :func:`annotator.app.naming.free_entity_id` makes one.
        id: The mention's.
    """

    document: DocumentId
    span: Span
    label: str
    entity: EntityId
    id: MentionId = field(default_factory=lambda: MentionId(new_id()))
    name: ClassVar[str] = "link.new_entity"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name the surface and the entity."""
        surface = shortened(self.span.surface(reader.document(self.document).text))
        return {"surface": surface, "entity": self.entity, "name": surface}

    def apply(self, work: UnitOfWork) -> None:
        """Create the entity with its first name, then mark and link.

        Raises:
            UserError: The label does not link, or the span is no piece of the text.
        """
        document = work.documents.get(self.document)
        span = span_to_mark(document.text, self.span)
        if not work.labels.all()[self.label].links:
            raise UserError("Mentions marked as {label} do not link to entities.", label=self.label)
        name = name_in(document.text, span.start, span.end, document.language)
        alias = new_alias(name, document.language, AliasSource.TYPED, position=0)
        work.entities.add(Entity(id=self.entity, type=self.label, aliases=(alias,)))
        mention = mark(work, self.document, span, self.label, identifier=self.id, link=Link(self.entity))
        change_uses(work, Counter(uses_in(document, (mention,))))
