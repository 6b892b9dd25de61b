"""Takes in what a reader yields from one file: checks it, completes it, and stores it in batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from annotator.app.commands.learning import Use, change_uses
from annotator.app.entity_intake import EntityIntake
from annotator.app.import_report import ImportItem, printable
from annotator.app.known import Known
from annotator.app.mention_intake import MentionIntake, surfaces_linked
from annotator.app.naming import one_line
from annotator.app.uniting import unite
from annotator.core.document import Document, DocumentState, sha256_of, title_of
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId, EntityId, new_id
from annotator.core.mention import MentionStatus
from annotator.core.ports import UnitOfWork
from annotator.core.records import DocumentRecord, EntityRecord, Mentions
from annotator.formats.base import Item
from annotator.formats.remarks import Remark
from annotator.lang.scripts import guess_language

_BATCH: Final = 256
_GUESSED_FROM: Final = 4_000


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for documents that do not say otherwise.

    Attributes:
        language: Their language; "" guesses it from the text.
        date: Their date.
        annotator: Whose mentions they carry; "" is whoever imports.
        create_labels: Whether labels that there are not yet are made.
    """

    language: str = ""
    date: str | None = None
    annotator: str = ""
    create_labels: bool = False


class Intake:
    """Stores what one file holds.

    Args:
        work: The transaction, within an attempt that takes everything back when the file is rejected.
        known: What there is; additions go to a fork of it until the file is accepted.
        item: The file; receives what became of it.
        defaults: What holds where the file does not say.
        tick: Is told after every batch how many documents there were so far; may raise ``Cancelled``.
    """

    def __init__(
        self, work: UnitOfWork, known: Known, item: ImportItem, defaults: Defaults, tick: Callable[[int], None]
    ) -> None:
        self.known = known.fork()
        self._work = work
        self._item = item
        self._defaults = defaults
        self._tick = tick
        self._linked = Counter[tuple[str, str, str]]()
        self._waiting: list[tuple[Document, Mentions]] = []
        self._united = 0
        self._names: dict[DocumentId, str] = {}
        self._entities = EntityIntake(work, self.known, item.remarks)
        self._mentions = MentionIntake(
            work, self.known, self._entities, defaults.annotator, create_labels=defaults.create_labels
        )

    def take(self, piece: Item) -> None:
        """Take one thing that the reader yields.

        Raises:
            UserError: It cannot be taken; the file is to be rejected.
        """
        if isinstance(piece, DocumentRecord):
            self._take_document(piece)
        elif isinstance(piece, EntityRecord):
            self._entities.take(piece)
        elif isinstance(piece, Remark):
            self._item.remarks.append(piece)
        else:
            raise piece

    def finish(self) -> None:
        """Store what is still waiting, and count what the links teach.

        Raises:
            UserError: There was nothing in the file.
        """
        self._flush()
        self._entities.finish()
        uses = Counter[Use]()
        for (entity, surface, language), count in self._linked.items():
            uses[Use(EntityId(entity), one_line(surface), language)] += count
        change_uses(self._work, uses)
        self._item.entities = self._entities.count
        if not self._item.documents and not self._item.entities:
            raise UserError("There is nothing to import in it.")

    def _take_document(self, record: DocumentRecord) -> None:
        self._entities.store()
        try:
            document = self._document(record)
            sha256 = document.sha256
        except UserError as error:
            error.line = record.line or error.line
            raise
        there = self.known.documents.get(document.id)
        if there is not None and there != sha256:
            raise UserError(
                "There is a document {document} with another text already. Texts never change: give this one another "
                "id.",
                line=record.line,
                document=document.id,
            )
        if there is not None:
            self._unite(document.id, record)
            return
        self._item.documents.append(document.id)
        self._names[document.id] = document.name
        same_text = self.known.texts.setdefault(sha256, document.id)
        if same_text != document.id:
            self._remark(
                "It has the same text as the document {document}.",
                record,
                document=same_text,
            )
        self.known.documents[document.id] = sha256
        mentions = self._mentions.prepared(document, record.mentions, record.line, self._item.remarks)
        self._item.mentions += len(mentions)
        self._linked.update(surfaces_linked(document, mentions))
        self._waiting.append((document, mentions))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def _document(self, record: DocumentRecord) -> Document:
        """Complete what the file says. Without an id, a text that is there already is the document that has it.

        Raises:
            UserError: The text, which then has no hash, cannot be stored.
        """
        text = record.text
        name = printable(record.name or f"{self._item.path.stem}-{len(self._item.documents) + 1}")
        return Document(
            id=DocumentId(record.id) if record.id else self.known.texts.get(sha256_of(text)) or DocumentId(new_id()),
            name=name,
            title=record.title or title_of(text, name),
            text=text,
            language=record.language or self._defaults.language or guess_language(text[:_GUESSED_FROM]),
            direction=record.direction,
            date=record.date or self._defaults.date,
            state=record.state or _state_of(record),
            source=printable(record.source or str(self._item.path)),
            encoding=record.encoding,
            paragraph_directions=record.paragraph_directions,
        )

    def _unite(self, identifier: DocumentId, record: DocumentRecord) -> None:
        self._flush()
        self._united += 1
        if self._united % _BATCH == 0:
            self._tick(len(self._item.documents))
        if identifier not in self._names:
            self._names[identifier] = self._work.documents.get(identifier).name
            self._item.documents.append(identifier)
        self._remark(
            "The document {document} is in the workspace already; no second copy was made.",
            record,
            document=self._names[identifier],
        )
        if record.mentions:
            self._unite_mentions(identifier, record)

    def _unite_mentions(self, identifier: DocumentId, record: DocumentRecord) -> None:
        document = self._work.documents.get(identifier)
        mentions = self._mentions.prepared(document, record.mentions, record.line, self._item.remarks)
        united = unite(self._work, document, [self._mentions.as_mention(document, mention) for mention in mentions])
        self._item.mentions += united.added
        for difference, count in united.differences.items():
            self._remark(difference.value, record, count=count)

    def _remark(self, template: str, record: DocumentRecord, **values: object) -> None:
        self._item.remarks.append(Remark(template, line=record.line, **values))

    def _flush(self) -> None:
        if self._waiting:
            self._work.documents.add_many(self._waiting)
            self._waiting = []
            self._tick(len(self._item.documents))


def _state_of(record: DocumentRecord) -> DocumentState:
    accepted = any(mention.status == MentionStatus.ACCEPTED for mention in record.mentions)
    return DocumentState.IN_PROGRESS if accepted else DocumentState.NEW
