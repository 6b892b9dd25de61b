"""Entity table as CSV: one name a row, for spreadsheets; nothing lost.

The columns are ``id, type, language, name, description, external``. What an entity says beyond its names stands in its
first row, or the first row of the language; ``external`` is a JSON object. Reading also takes semicolons and tabs, the
columns in any order, ``lang`` and ``label`` for ``language`` and ``type``, and columns named ``wikidata``,
``geonames`` or ``iso3166``. Where no language is given it is told from the letters.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes off again
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import orjson

from annotator.core.errors import UserError
from annotator.core.records import EntityRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.csv_rows import named_rows, plain_names, refuse_twice
from annotator.formats.entity_checks import EntityLedger, checked_name, name_remarks, united
from annotator.formats.json_parsing import parse_record
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample
from annotator.formats.text_lines import text_lines
from annotator.lang.scripts import guess_language

_COLUMNS: Final = ("id", "type", "language", "name", "description", "external")
_SYNONYMS: Final = {"lang": "language", "label": "type", "alias": "name"}
_EXTERNAL_COLUMNS: Final = ("wikidata", "geonames", "iso3166")
_LONGEST_CELL: Final = 1 << 17
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALISED = re.compile(r"''*[=+\-@\t\r]")


class _Row(NamedTuple):
    line: int
    cells: dict[str, str]


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    ledger = EntityLedger()
    try:
        with text_lines(path, options.encoding) as text:
            yield from text.remarks
            for _, rows in groupby(_rows(text.lines), key=lambda row: row.cells["id"] or row.line):
                yield from _entity_items(list(rows), ledger, path)
    except UserError as error:
        yield error.at(path)


def _entity_items(rows: list[_Row], ledger: EntityLedger, path: Path) -> Iterator[Item]:
    try:
        entity = _entity(rows)
        # Each row says the type again, and must say the same.
        repeated = [ledger.enter(EntityRecord(entity.id, row.cells["type"], line=row.line)) for row in rows]
    except UserError as error:
        yield error.at(path)
        return
    if repeated[0] is not None:
        yield repeated[0]
    yield from name_remarks(entity)
    yield entity


def _rows(lines: Iterable[str]) -> Iterator[_Row]:
    for line, cells in named_rows(lines, _header, _LONGEST_CELL, "This is not valid CSV: {reason}."):
        yield _Row(line, {"language": "", **{name: _plain(cell) for name, cell in cells}})


def _header(cells: list[str]) -> list[str]:
    names = plain_names(cells, _SYNONYMS)
    if missing := [name for name in ("id", "type", "name") if name not in names]:
        raise UserError(
            "The first row must name the columns, at least id, type and name; missing here: {missing}.",
            line=1,
            missing=", ".join(missing),
        )
    refuse_twice(names)
    return names


def _entity(rows: list[_Row]) -> EntityRecord:
    names: list[tuple[str, str]] = []
    description: dict[str, str] = {}
    external: dict[str, str] = {}
    for row in rows:
        try:
            names += _names_of(row.cells)
            external |= _external(row.cells)
        except UserError as error:
            raise error.at(line=row.line) from None
        if text := row.cells.get("description"):
            description.setdefault(row.cells["language"], text)
    first = rows[0]
    return EntityRecord(first.cells["id"], first.cells["type"], united(names), description, external, first.line)


def _names_of(cells: dict[str, str]) -> list[tuple[str, str]]:
    if not cells["type"]:
        raise UserError("The entity “{entity}” has no type.", entity=cells["id"])
    if not cells["name"] and (cells.get("description") or cells.get("external")):
        return []
    name = checked_name(cells["name"])
    return [(cells["language"] or guess_language(name), name)]


def _external(cells: dict[str, str]) -> dict[str, str]:
    found = {name: cells[name] for name in _EXTERNAL_COLUMNS if cells.get(name)}
    if written := cells.get("external"):
        value = parse_record(written.encode("utf-8"))
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            raise UserError("“external” must be a JSON object of texts.")
        found |= value
    return found


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entity in content.entities:
        writer.writerows([list(map(_neutral, row)) for row in _rows_of(entity)])
    text.detach()


def _rows_of(entity: EntityRecord) -> Iterator[list[str]]:
    external = orjson.dumps(dict(entity.external)).decode() if entity.external else ""
    languages = dict.fromkeys([*entity.names, *entity.description])
    for language in languages or [""]:
        description = entity.description.get(language, "")
        for name in entity.names.get(language) or [""]:
            yield [entity.id, entity.type, language, name, description, external]
            description = external = ""


def _neutral(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if _NEUTRALISED.match(cell) else cell


def _sniff(sample: Sample) -> float:
    header = sample.text.split("\n", 1)[0].lower()
    names = {name.strip(' "\r') for name in re.split("[,;\t]", header)}
    has_columns = {"id", "name"} <= names
    if sample.suffix in FORMAT.extensions:
        return 0.95 if has_columns else 0.5
    return 0.3 if has_columns else 0.0


FORMAT = Format(
    name="entities-csv",
    title="Entity table, CSV",
    purpose="the entity base, for spreadsheets",
    extensions=(".csv", ".tsv"),
    cargo=Cargo.ENTITIES,
    offsets=OffsetUnit.NONE,
    losses=("ids that were merged away", "which entities are known not to be the same"),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("csv", "csventities"),
)
