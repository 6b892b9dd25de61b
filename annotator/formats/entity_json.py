"""Entity table as JSON: one entity a line, or an object with ``entities``; nothing lost.

``names`` lists the names by language, the preferred one first; ``description`` has one text a language; ``external``
has identifiers elsewhere. ``replaces`` lists ids that stand for the entity, since what had them was merged into it, and
``not_same`` entities that are known to be something else. An entity that was ``merged_into`` another gives that one its
names. An id that comes twice unites the names of both lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from annotator.core.errors import UserError
from annotator.core.records import EntityRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.entity_checks import EntityLedger, checked_name, name_remarks, united
from annotator.formats.json_fields import JsonObject, id_field, object_value, shown, text_field
from annotator.formats.json_records import json_records
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample

_EXTERNAL_SHORTHANDS: Final = ("wikidata", "geonames", "iso3166")


class EntityParser:
    """Makes entities of the JSON objects of one file."""

    def __init__(self) -> None:
        self._ledger = EntityLedger()

    def parse(self, line: int, value: object) -> Iterator[Item]:
        """Yield an entity and remarks on it; a merged one is held back until :meth:`close`.

        Args:
            line: The 1-based line of the file it begins on.
            value: The parsed JSON value.

        Raises:
            UserError: It cannot be taken. Its line is set.
        """
        try:
            record = object_value(value)
            entity = _entity(record, line)
            into = text_field(record, "merged_into")
        except UserError as error:
            raise error.at(line=line) from None
        if into is not None:
            self._ledger.enter_merged(entity, into)
            return
        repeated = self._ledger.enter(entity)
        if repeated is not None:
            yield repeated
        yield from name_remarks(entity)
        yield entity

    def close(self) -> Iterator[Item]:
        """Yield what could only be told once the whole file was read."""
        yield from self._ledger.settled()


def is_entity(value: object) -> bool:
    """Tell whether a JSON value is meant to be an entity rather than a document."""
    return isinstance(value, dict) and "names" in value and "text" not in value


def entity_line(entity: EntityRecord) -> bytes:
    """Return an entity as one line of JSON in UTF-8, its line feed included."""
    return orjson.dumps(
        {
            "id": entity.id,
            "type": entity.type,
            "names": {language: list(names) for language, names in entity.names.items()},
            "description": dict(entity.description),
            "external": dict(entity.external),
            **({"replaces": list(entity.replaces)} if entity.replaces else {}),
            **({"not_same": list(entity.not_same)} if entity.not_same else {}),
        },
        option=orjson.OPT_APPEND_NEWLINE,
    )


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    parser = EntityParser()
    for found in json_records(path, options.encoding):
        if isinstance(found, UserError):
            yield found
            continue
        try:
            yield from parser.parse(*found)
        except UserError as error:
            yield error.at(path)
    yield from (item.at(path) if isinstance(item, UserError) else item for item in parser.close())


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    for entity in content.entities:
        out.write(entity_line(entity))


def _entity(record: JsonObject, line: int) -> EntityRecord:
    kind = text_field(record, "type")
    if kind is None:
        raise UserError("The entity has no “type”; its fields are: {fields}.", fields=", ".join(record) or "none")
    external = _texts(record, "external")
    for name in _EXTERNAL_SHORTHANDS:
        if identifier := text_field(record, name):
            external[name] = identifier
    identifier = id_field(record)
    return EntityRecord(
        identifier,
        kind,
        _names(record),
        _texts(record, "description"),
        external,
        line,
        replaces=_others(record, "replaces", identifier),
        not_same=_others(record, "not_same", identifier),
    )


def _others(record: JsonObject, name: str, identifier: str) -> tuple[str, ...]:
    """Return a list of ids of other entities."""
    value = record.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise UserError("“{field}” must be a list of ids, not {value}.", field=name, value=shown(value))
    if identifier in value:
        raise UserError("“{field}” of “{entity}” names the entity itself.", field=name, entity=identifier)
    return tuple(value)


def _names(record: JsonObject) -> dict[str, list[str]]:
    value = record.get("names")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UserError("“names” must be an object with a list of names for each language.")
    pairs = []
    for language, names in value.items():
        for name in [names] if isinstance(names, str) else names if isinstance(names, list) else [names]:
            if not isinstance(name, str):
                raise UserError("A name must be a text, not {value}.", value=shown(name))
            pairs.append((language, checked_name(name)))
    return united(pairs)


def _texts(record: JsonObject, name: str) -> dict[str, str]:
    value = record.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UserError("“{field}” must be an object of texts, not {value}.", field=name, value=shown(value))
    texts = {key: text_field(value, key) for key in value}
    return {key: text for key, text in texts.items() if text is not None}


def _sniff(sample: Sample) -> float:
    keys = sample.json_keys
    if "names" in keys and "type" in keys:
        return 0.7 if "text" in keys else 1.0
    return 0.0


FORMAT = Format(
    name="entities",
    title="Entity table, JSON",
    purpose="the entity base, everything kept",
    extensions=(".jsonl", ".json"),
    cargo=Cargo.ENTITIES,
    offsets=OffsetUnit.NONE,
    losses=(),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("entitytable", "entitiesjson", "entitiesjsonl"),
)
