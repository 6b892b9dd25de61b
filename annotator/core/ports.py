"""What the use cases need from a store, said without naming one.

``db`` implements these protocols; nothing above it knows which database that is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from annotator.core.annotators import Annotator
from annotator.core.document import Document, DocumentState
from annotator.core.entity import Alias, Entity
from annotator.core.history import Act, Changes
from annotator.core.ids import AliasId, AnnotatorId, DocumentId, EntityId, LabelId, MentionId
from annotator.core.labels import Label, LabelSet
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.core.rows import DocumentRow, EntityRow, EntityStamp, EntityTally, MentionTally, Occurrence


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents and mentions a bulk read is about. Empty collections mean "all".

    Attributes:
        documents: Only these documents.
        states: Only documents in one of these states.
        annotators: Only mentions of these annotators.
        statuses: Only mentions of these statuses.
    """

    documents: Collection[DocumentId] = ()
    states: Collection[DocumentState] = ()
    annotators: Collection[AnnotatorId] = ()
    statuses: Collection[MentionStatus] = (MentionStatus.ACCEPTED,)


class DocumentStore(Protocol):
    """Documents within a unit of work."""

    def get(self, document: DocumentId) -> Document:
        """Return it. Raises NotFoundError."""

    def exists(self, document: DocumentId) -> bool:
        """Tell whether there is a document of that id."""

    def with_sha256(self, sha256: str) -> list[DocumentId]:
        """Return the documents whose text has this hash, oldest first."""

    def add(self, document: Document, mentions: Sequence[Mention] = ()) -> None:
        """Add one with its mentions. Raises UserError if the id is taken or a mention does not fit its text."""

    def add_many(self, documents: Iterable[tuple[Document, Sequence[MentionRecord]]]) -> int:
        """Add many with their mentions, streaming, and return how many.

        Mentions come as records, because hundreds of thousands may pass: their labels, annotators (by name) and
        entities must be there already. An annotator "" is the act's author; an id "" is made, any other must be free.

        Raises:
            UserError: A document's id is taken, or a mention does not fit its text or names what is not there.
        """

    def replace(self, document: Document) -> None:
        """Store everything about it but its text, which cannot change."""

    def remove(self, document: DocumentId) -> None:
        """Remove it with its mentions and their links."""


class MentionStore(Protocol):
    """Mentions, with their links and date values, within a unit of work."""

    def get(self, mention: MentionId) -> Mention:
        """Return it. Raises NotFoundError."""

    def of_document(self, document: DocumentId) -> list[Mention]:
        """Return all mentions of a document, of every annotator and status, in text order."""

    def at(self, document: DocumentId, span: Span) -> list[Mention]:
        """Return the mentions of exactly this span, of every annotator and status."""

    def taken(self, ids: Collection[MentionId]) -> set[MentionId]:
        """Return those of these ids that mentions have."""

    def of_entity(self, entity: EntityId) -> list[Mention]:
        """Return every mention linked to an entity."""

    def add(self, mention: Mention) -> None:
        """Add one. Raises UserError when its surface is not what the document says there."""

    def replace(self, mention: Mention) -> None:
        """Store all of it, its link and date value included."""

    def remove(self, mention: MentionId) -> None:
        """Remove it with its link."""


class EntityStore(Protocol):
    """Entities and their aliases within a unit of work. An id that was merged away stands for what it went into."""

    def get(self, entity: EntityId) -> Entity:
        """Return it, or what its id stands for, with its aliases. Raises NotFoundError."""

    def find(self, entity: EntityId) -> Entity | None:
        """Return it, or what its id stands for, with its aliases, or None."""

    def add(self, entity: Entity) -> None:
        """Add it with its aliases. Raises UserError if the id is taken."""

    def replace(self, entity: Entity) -> None:
        """Store its type, descriptions, external ids and aliases (added, altered and removed as they differ)."""

    def remove(self, entity: EntityId) -> None:
        """Remove it with its aliases. Raises UserError while a mention is linked to it."""

    def remove_for(self, entity: EntityId, successor: EntityId) -> None:
        """Remove it with its aliases; its id, and those that stood for it, stand for another entity from now on."""

    def keep_apart(self, one: EntityId, other: EntityId) -> None:
        """Remember that two entities are not the same thing. Raises NotFoundError."""

    def add_alias(self, entity: EntityId, alias: Alias) -> None:
        """Add one name."""

    def replace_alias(self, entity: EntityId, alias: Alias) -> None:
        """Store one name, found by its id."""

    def remove_alias(self, alias: AliasId) -> None:
        """Remove one name."""


class LabelStore(Protocol):
    """Labels within a unit of work."""

    def all(self) -> LabelSet:
        """Return them all."""

    def add(self, label: Label) -> None:
        """Add one. Raises UserError if its name is taken."""

    def replace(self, label: Label) -> None:
        """Store it; mentions follow a new name."""

    def remove(self, label: LabelId) -> None:
        """Remove it. Raises UserError while a mention has it."""


class AnnotatorStore(Protocol):
    """Annotators within a unit of work."""

    def all(self) -> list[Annotator]:
        """Return them all by name."""

    def by_name(self, name: str) -> Annotator | None:
        """Return the one of that name, or None."""

    def add(self, annotator: Annotator) -> None:
        """Add one. Raises UserError if the name is taken."""


class UnitOfWork(Protocol):
    """One transaction: everything done through its stores is committed together or not at all.

    It notes every row it touches, so that the act can be undone later without the command's help.
    """

    @property
    def act(self) -> Act:
        """The act that is being done."""

    @property
    def documents(self) -> DocumentStore:
        """The documents."""

    @property
    def mentions(self) -> MentionStore:
        """The mentions."""

    @property
    def entities(self) -> EntityStore:
        """The entities."""

    @property
    def labels(self) -> LabelStore:
        """The labels."""

    @property
    def annotators(self) -> AnnotatorStore:
        """The annotators."""

    @property
    def changes(self) -> Changes:
        """What was touched so far; final once the transaction is committed."""

    def attempt(self) -> AbstractContextManager[None]:
        """Begin a part that may fail by itself (a savepoint).

        When the block raises, all it did is taken back, the exception goes on, and what was done before the block
        still stands. Attempts do not nest.
        """


class Reader(Protocol):
    """Answers questions about what is committed. Safe to call from any thread, never waits for the writer."""

    def documents(self, selection: Selection | None = None) -> list[DocumentRow]:
        """Return the documents in the order they came in."""

    def document(self, document: DocumentId) -> Document:
        """Return one whole. Raises NotFoundError, or UserError when its text no longer has its SHA-256."""

    def mentions(self, document: DocumentId, selection: Selection | None = None) -> list[Mention]:
        """Return the mentions of a document in text order (start rising, end falling)."""

    def mention(self, mention: MentionId) -> Mention:
        """Return one. Raises NotFoundError."""

    def labels(self) -> LabelSet:
        """Return the labels."""

    def annotators(self) -> list[Annotator]:
        """Return the annotators by name."""

    def entity(self, entity: EntityId) -> Entity:
        """Return one, or what its id stands for since a merge, with its aliases. Raises NotFoundError."""

    def entities(self, ids: Collection[EntityId] | None = None) -> dict[EntityId, Entity]:
        """Return these (or all) with their aliases; ids that are not there are left out."""

    def redirects(self) -> dict[EntityId, EntityId]:
        """Return which entity each id stands for that was merged away."""

    def apart(self) -> list[tuple[EntityId, EntityId]]:
        """Return the pairs of entities that are known not to be the same, each with the smaller id first."""

    def language_uses(self) -> dict[EntityId, dict[str, int]]:
        """Return how many accepted mentions name each entity in the documents of each language."""

    def entity_rows(self) -> list[EntityRow]:
        """Return every entity with how often it is used, most used first, then by id."""

    def mention_tallies(self) -> list[MentionTally]:
        """Return how many mentions there are of each label, annotator, status and decision, labels in their order."""

    def entity_tallies(self) -> list[EntityTally]:
        """Return how many entities there are of each type, how many of them are used, and how many names they have."""

    def entity_stamps(self) -> Iterator[EntityStamp]:
        """Stream every entity with a number that tells whether it has changed since."""

    def occurrences(self, entity: EntityId, context: int = 60, limit: int = 2000) -> list[Occurrence]:
        """Return the accepted mentions of an entity with ``context`` code points on each side, in document order."""

    def companions(
        self, entities: Collection[EntityId], apart_from: DocumentId, most: int = 64
    ) -> dict[DocumentId, frozenset[EntityId]]:
        """Return what the documents name, in accepted mentions, that name most of some entities.

        Args:
            entities: The entities; one that hundreds of mentions name counts for nothing.
            apart_from: A document that is not asked for.
            most: How many documents at most.
        """

    def texts(self) -> Iterator[tuple[DocumentId, str]]:
        """Stream every document's text."""

    def records(self, selection: Selection | None = None) -> Iterator[DocumentRecord]:
        """Stream documents with their mentions as formats write them, in document order, in bounded memory.

        Annotators appear by name; mentions are in text order.
        """

    def history(self, limit: int = 200) -> list[Act]:
        """Return the latest acts, newest first."""

    def undoable(self, author: AnnotatorId) -> Act | None:
        """Return the act that undo would take back for this author."""

    def redoable(self, author: AnnotatorId) -> Act | None:
        """Return the act that redo would do again for this author."""


class Workspace(Protocol):
    """One open project."""

    @property
    def location(self) -> str:
        """Where it is kept: a path, or a database URL without its password."""

    @property
    def name(self) -> str:
        """What to call it."""

    @property
    def reader(self) -> Reader:
        """Answers questions about what is committed."""

    def begin(self, act: Act) -> AbstractContextManager[UnitOfWork]:
        """Begin a transaction: committed when the block ends, rolled back when it raises.

        An act that touched nothing leaves no trace in the history.

        Raises:
            NotSavedError: The store could not take it; nothing was changed, and the workspace goes on as before.
            WorkspaceGoneError: The workspace is no longer where it was opened; see :meth:`rescue`.
        """

    def undo(self, author: AnnotatorId) -> Changes | None:
        """Take back the author's latest standing act, in one transaction; None when there is none.

        Raises:
            ConflictError: Something it touched has been changed by a later act of somebody else.
        """

    def redo(self, author: AnnotatorId) -> Changes | None:
        """Do again the author's earliest undone act; None when there is none. Raises ConflictError."""

    def rescue(self, location: str) -> None:
        """Save everything as it is now as a new workspace elsewhere, also when its own file is gone.

        Raises:
            UserError: There is something at the new place already, or it cannot be written.
        """

    def close(self) -> None:
        """Finish writing and let go of the store. Idempotent."""


class Workspaces(Protocol):
    """Opens and makes workspaces. ``location`` is a file path today; a database URL is another kind of location."""

    def exists(self, location: str) -> bool:
        """Tell whether there is something at this location."""

    def open(self, location: str, *, reading: bool = False) -> Workspace:
        """Open an existing workspace.

        Args:
            location: Where it is.
            reading: Whether it will only be read, which is possible while another process writes to it.

        Raises:
            OutdatedError: It will only be read, and was made by an older version.
            UserError: There is none, it is not ours, it was made by a newer version, or another process writes
                to it. The file is left untouched.
        """

    def create(self, location: str) -> Workspace:
        """Make an empty workspace with the default labels and open it.

        Raises:
            UserError: Something is there already, or the place cannot be written.
        """

    def discard(self, location: str) -> None:
        """Remove a workspace that was made a moment ago and is closed, because nothing came into it."""
