"""Makes what the tests of the store work on, and looks at what is in the file behind the store's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from annotator.core.annotators import Annotator
from annotator.core.document import Document
from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.history import Act, Changes
from annotator.core.ids import ActId, AliasId, AnnotatorId, DocumentId, EntityId, MentionId, new_id
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork, Workspace
from db.schema import LINK_COLUMNS

NOA = Annotator(AnnotatorId("noa"), "Noa")
OMER = Annotator(AnnotatorId("omer"), "עומר")

TEXT = "בני גנץ ביקר ברבאט.\nגנץ נפגש במרוקו עם לודיי 𐤀 ביום רביעי."

Row = dict[str, object]
Dump = dict[tuple[str, str], Row]

DERIVED = {"document_counts", "history", "alembic_version"}


def act(name: str = "test", author: Annotator = NOA) -> Act:
    return Act(ActId(new_id()), name, {"n": 1}, author.id, datetime.now(UTC).isoformat(timespec="milliseconds"))


def do(workspace: Workspace, work: Callable[[UnitOfWork], object], author: Annotator = NOA) -> Changes:
    """Do some work as one act of somebody who is entered in the workspace."""
    with workspace.begin(act(author=author)) as unit:
        if unit.annotators.by_name(author.name) is None:
            unit.annotators.add(author)
        work(unit)
    return unit.changes


def in_turn(*works: Callable[[UnitOfWork], object]) -> Callable[[UnitOfWork], None]:
    """Return the work that is all of these, one after the other."""

    def work(unit: UnitOfWork) -> None:
        for each in works:
            each(unit)

    return work


def document(identifier: str = "doc", text: str = TEXT, **facts: object) -> Document:
    given = {"name": f"{identifier}.txt", "title": identifier, "language": "he"} | facts
    return Document(id=DocumentId(identifier), text=text, **given)  # type: ignore[arg-type]  # facts of many types


def mention(
    surface: str = "רבאט",
    label: str = "PLACE",
    inside: Document | None = None,
    identifier: str = "",
    author: Annotator = NOA,
    link: Link | None = None,
    status: MentionStatus = MentionStatus.ACCEPTED,
) -> Mention:
    """Return a mention of the first place where a document reads so."""
    page = inside or document()
    start = page.text.index(surface)
    return Mention(
        MentionId(identifier or new_id()),
        page.id,
        Span(start, start + len(surface)),
        label,
        author.id,
        surface,
        status,
        link,
    )


def alias(text: str, language: str = "he", position: int = 0, identifier: str = "") -> Alias:
    return Alias(AliasId(identifier or new_id()), text, language, "Hebr", text, AliasSource.TYPED, position)


def entity(identifier: str = "place/rabat", *names: Alias) -> Entity:
    return Entity(EntityId(identifier), "PLACE", {"en": "a capital"}, {"wikidata": "Q3551"}, names)


def dump(path: Path | str, leaving_out: set[str] = DERIVED) -> Dump:
    """Return every row of every table as it is on disk, by table and key; links, which are columns, as rows too."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {
            (table, str(row[0])): dict(row)
            for table in tables
            if table not in leaving_out
            for row in connection.execute(f'SELECT * FROM "{table}"')
        }
    links = {key: _taken_apart(row) for (table, key), row in rows.items() if table == "mentions"}
    return rows | {("links", key): link for key, link in links.items() if link["revision"] is not None}


def _taken_apart(mention: Row) -> Row:
    """Take the link out of a mention's row, and return it."""
    link = {name: mention.pop(column, None) for column, name in LINK_COLUMNS.items()}
    return {"mention_id": mention["id"], **link}
