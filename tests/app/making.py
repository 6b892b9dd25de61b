"""Makes what the tests of the use cases work on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.app.commands.entities import CreateEntity
from annotator.app.commands.mentions import CreateMention
from annotator.app.import_report import Outcome
from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, Selection

HEBREW = "בני גנץ ביקר ברבאט. גנץ נפגש במרוקו עם לודיי."
ENGLISH = "Benny Gantz visited Rabat. Gantz met Loudiyi in Morocco."


def write_jsonl(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Write rows as JSON lines and return the path."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def add_document(session: Session, folder: Path, text: str, identifier: str = "doc", **facts: object) -> DocumentId:
    """Put one document into the workspace, through the front door."""
    row = {"id": identifier, "name": f"{identifier}.txt", "text": text, "mentions": [], **facts}
    report = import_paths(session, [write_jsonl(folder / f"{identifier}.jsonl", [row])])
    assert not report.counts[Outcome.REJECTED], report.items[0].message
    return DocumentId(identifier)


def span_of(text: str, surface: str, occurrence: int = 1) -> Span:
    """Return where a surface stands in a text for the n-th time."""
    start = -1
    for _ in range(occurrence):
        start = text.index(surface, start + 1)
    return Span(start, start + len(surface))


def mark(session: Session, document: DocumentId, surface: str, label: str, occurrence: int = 1) -> Mention:
    """Mark a surface and return the mention."""
    text = session.reader.document(document).text
    command = CreateMention(document, span_of(text, surface, occurrence), label)
    session.execute(command)
    return session.reader.mention(command.id)


def add_entity(session: Session, identifier: str, entity_type: str, **names: list[str]) -> EntityId:
    """Make an entity and return its id."""
    session.execute(CreateEntity(EntityId(identifier), entity_type, names))
    return EntityId(identifier)


def names_of(reader: Reader, entity: EntityId) -> dict[str, tuple[int, str]]:
    """Return the uses and source of every name of an entity."""
    return {alias.text: (alias.uses, alias.source.value) for alias in reader.entity(entity).aliases}


def everything(reader: Reader) -> object:
    """Return all there is in a workspace, in a form that can be compared: documents with mentions, and entities."""
    records = [
        (record.id, record.text, record.state, record.date, record.language, sorted(map(repr, record.mentions)))
        for record in reader.records(Selection(statuses=tuple(MentionStatus)))
    ]
    return records, reader.entities(), [label.name for label in reader.labels()]
