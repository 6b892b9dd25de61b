"""Wikidata entities as JSON: a dump, an extract of one, or one entity a line; also packed by gzip or bzip2.

A dump is an array with an entity on each line (https://www.wikidata.org/wiki/Wikidata:Database_download#JSON_dumps);
lines of plain JSON are read as well. Files are read as a stream and never unpacked. An entity becomes a person, an
organization or a place by what it is an instance of (P31); whatever is none of these is passed over. Labels and
aliases become names, and the number of articles about it in all Wikipedias is kept with its identifiers. Nothing is
written.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

import orjson

from annotator.core.errors import UserError
from annotator.core.records import EntityRecord
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, Wanted
from annotator.formats.entity_checks import LONGEST_NAME
from annotator.formats.packed import explaining_damage, is_packed, opened, sample_within
from annotator.formats.remarks import Remark, is_visible
from annotator.formats.sniffing import Sample

TYPES: Final = ("PERSON", "ORG", "PLACE")
"""The types that entities get."""

SITELINKS: Final = "sitelinks"
_CLASSES: Final = Path(__file__).parents[2] / "resources" / "lexicons" / "wikidata_classes.toml"
_LONGEST_LINE: Final = 64 << 20
_INSTANCE_OF: Final = "P31"


@dataclass(slots=True)
class Passed:
    """What was passed over, counted."""

    untyped: int = 0
    nameless: int = 0
    long_names: int = 0
    unwanted: int = 0
    faults: Counter[str] = field(default_factory=Counter)


def read_wikidata(path: Path, wanted: Wanted, skip_lines: int = 0) -> Iterator[Item]:
    """Read a dump line by line.

    Args:
        path: The file, plain or packed by gzip or bzip2.
        wanted: What is taken from it.
        skip_lines: How many lines were read before and are passed over.
    """
    passed = Passed()
    is_empty = True
    try:
        for number, line in _lines(path):
            is_empty = False
            if number <= skip_lines:
                continue
            try:
                record = _record(line, number, wanted, passed)
            except UserError as error:
                yield error.at(path, line=number)
                continue
            if record is not None:
                yield record
        if is_empty:
            yield UserError("There is no entity in it.").at(path)
    except UserError as error:
        yield error.at(path)
    yield from _remarks(passed)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield each line that holds an entity with its number.

    Raises:
        UserError: The file ends in the middle, or is damaged.
    """
    number = 0
    try:
        with explaining_damage(), opened(path) as file:
            while line := file.readline(_LONGEST_LINE):
                number += 1
                bare = line.strip().removesuffix(b",")
                if bare not in (b"", b"[", b"]"):
                    yield number, bare
    except UserError as error:
        raise error.at(line=number + 1) from None


def _record(line: bytes, number: int, wanted: Wanted, passed: Passed) -> EntityRecord | None:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise UserError("This line is not valid JSON: {reason}.", reason=str(error).split(":")[0]) from None
    if not isinstance(value, dict) or not isinstance(qid := value.get("id"), str):
        raise UserError("This line holds no Wikidata entity: it has no “id”.")
    kind = _type_of(value)
    if kind is None:
        passed.untyped += 1
        return None
    if wanted.types and kind not in wanted.types:
        passed.unwanted += 1
        return None
    names = {language: found for language in wanted.languages if (found := _names(value, language, passed))}
    if not names:
        passed.nameless += 1
        return None
    described = _object(value, "descriptions")
    description = {language: text for language in wanted.languages if (text := _text(described.get(language)))}
    external = {"wikidata": qid}
    if count := len(_object(value, "sitelinks")):
        external[SITELINKS] = str(count)
    return EntityRecord(f"wikidata/{qid}", kind, names, description, external, number)


def _names(value: Mapping[str, object], language: str, passed: Passed) -> list[str]:
    label = _text(_object(value, "labels").get(language))
    aliases = _object(value, "aliases").get(language)
    texts = [label, *(map(_text, aliases) if isinstance(aliases, list) else ())]
    names = [text for text in texts if text and is_visible(text)]
    short = [name for name in names if len(name) <= LONGEST_NAME]
    passed.long_names += len(names) - len(short)
    return list(dict.fromkeys(short))


def _type_of(value: Mapping[str, object]) -> str | None:
    claims = _object(value, "claims").get(_INSTANCE_OF)
    if isinstance(claims, list):
        for claim in claims:
            known = _classes().get(_class_of(claim))
            if known is not None:
                return known
    return None


def _class_of(claim: object) -> str:
    """Return the class a claim names; a claim may also be written as the bare id of its class."""
    found: object = claim
    for key in ("mainsnak", "datavalue", "value", "id"):
        if not isinstance(found, dict):
            break
        found = found.get(key)
    return found if isinstance(found, str) else ""


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    table = tomllib.loads(_CLASSES.read_text(encoding="utf-8"))
    return {qid: kind for kind, classes in table.items() for qid in classes}


def _object(value: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = value.get(name)
    # An empty object is written as an empty list in dumps.
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    text = value.get("value") if isinstance(value, dict) else value
    return " ".join(text.split()) if isinstance(text, str) else ""


def _remarks(passed: Passed) -> Iterator[Remark]:
    if passed.untyped:
        yield Remark(
            "Entities that are no person, organization or place: {count}. They were left out.", count=passed.untyped
        )
    if passed.unwanted:
        yield Remark("Entities of other types than were asked for: {count}.", count=passed.unwanted)
    if passed.nameless:
        yield Remark(
            "Entities without a name in the languages that are read: {count}. They were left out.",
            count=passed.nameless,
        )
    if passed.long_names:
        yield Remark(
            "Names of more than {most} characters: {count}. They were left out.",
            most=LONGEST_NAME,
            count=passed.long_names,
        )


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return read_wikidata(path, options.wanted)


def _sniff(sample: Sample) -> float:
    text = (sample_within(sample) if is_packed(sample) else sample).text
    begin = text.lstrip("[\r\n\t ,")[:20_000]
    if not begin.startswith("{"):
        return 0.0
    is_wikidata = '"labels"' in text and ('"claims"' in text or '"sitelinks"' in text or '"aliases"' in text)
    return 1.0 if is_wikidata and '"text"' not in begin[:200] else 0.0


FORMAT = Format(
    name="wikidata",
    title="Wikidata JSON",
    purpose="people, organizations and places of Wikidata",
    extensions=(".json", ".ndjson", ".json.gz", ".json.bz2"),
    cargo=Cargo.ENTITIES,
    offsets=OffsetUnit.NONE,
    losses=(),
    sniff=_sniff,
    read=_read,
    is_binary=True,
    unpacks=True,
    synonyms=("wikidatajson", "wikidatadump"),
)
