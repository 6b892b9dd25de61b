"""What is on disk: the workspace file read by SQLite alone, beside the program and through none of its code."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

_MENTIONS = """
SELECT m.document_id, m.start, m."end", m.surface, l.name, m.status, a.name,
       CASE WHEN m.link_author_id IS NULL THEN NULL ELSE coalesce(m.entity_id, 'NIL') END, m.date_value,
       m.date_modifier, m.date_calendar
FROM mentions m
JOIN labels l ON l.id = m.label_id
JOIN annotators a ON a.id = m.author_id
WHERE m.document_id = ? OR ? IS NULL
ORDER BY m.document_id, m.start, m."end" DESC, m.id
"""

_WORK = ("annotators", "labels", "documents", "texts", "document_counts", "mentions", "entities", "aliases")


class OnDisk(NamedTuple):
    """A mention as its row says."""

    document: str
    start: int
    end: int
    surface: str
    label: str
    status: str
    annotator: str
    entity: str | None
    value: str | None
    modifier: str | None
    calendar: str | None

    @property
    def brief(self) -> tuple[str, str, str | None]:
        """Surface, label and link: what most checks are about."""
        return self.surface, self.label, self.entity


class Disk:
    """Reads a workspace file. Every question opens the file anew, so that only what is committed is ever seen."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def mentions(self, document: str | None = None) -> list[OnDisk]:
        """Return the mentions of a document, or of all, in text order."""
        return [OnDisk(*row) for row in self._rows(_MENTIONS, (document, document))]

    def briefs(self, document: str | None = None) -> list[tuple[str, str, str | None]]:
        """Return surface, label and link of each mention."""
        return [mention.brief for mention in self.mentions(document)]

    def documents(self) -> dict[str, dict[str, Any]]:
        """Return the documents by name, in the order they came in."""
        names = ("id", "name", "title", "language", "direction", "state", "encoding", "sha256")
        columns = ", ".join(f"d.{name}" for name in names)
        rows = self._rows(
            f"SELECT {columns}, t.text FROM documents d JOIN texts t ON t.document_id = d.id ORDER BY number"
        )
        return {row[1]: dict(zip((*names, "text"), row, strict=True)) for row in rows}

    def names(self, entity: str) -> list[tuple[str, str]]:
        """Return an entity's names as (language, name), the preferred ones first."""
        return self._rows(
            "SELECT language, text FROM aliases WHERE entity_id = ? ORDER BY language, position, id", (entity,)
        )

    def entities(self) -> list[str]:
        """Return the ids of all entities."""
        return [row[0] for row in self._rows("SELECT id FROM entities ORDER BY id")]

    def acts(self) -> list[tuple[str, str]]:
        """Return the history as (name, state), oldest first."""
        return self._rows("SELECT name, state FROM history ORDER BY sequence")

    def work(self) -> dict[str, list[dict[str, Any]]]:
        """Return every row of work, without the note of which act wrote it: what undo must bring back exactly."""
        with closing(self._open()) as connection:
            connection.row_factory = sqlite3.Row
            found = {}
            for table in _WORK:
                rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
                for row in rows:
                    row.pop("revision", None)
                    row.pop("link_revision", None)
                found[table] = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True, default=str))
            return found

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with closing(self._open()) as connection:
            return connection.execute(sql, values).fetchall()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
