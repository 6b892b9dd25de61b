"""UIMA CAS as JSON (version 0.4): what INCEpTION exports beside XMI, its types within; nothing lost.

One file a document. Offsets are UTF-16 units of ``sofaString``, as Java counts; types and features are those of
:mod:`annotator.formats.uima_xmi`, and JSON holds every character. Reading takes ``NamedEntity`` and ``Timex3`` of any
CAS in this format and the text of its first view; annotations of other types are left aside with a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import orjson

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Folder, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.decoding import decode_file
from annotator.formats.file_names import FileNames
from annotator.formats.json_facts import Facts
from annotator.formats.json_fields import JsonObject, object_value, text_field
from annotator.formats.json_parsing import parse_record
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample
from annotator.formats.uima_types import (
    TYPES,
    GivenCas,
    structures_of,
)

_SOFA: Final = "uima.cas.Sofa"


def _write(contents: Sequence[Content], folder: Folder, _options: WriteOptions, _losses: LossReport) -> None:
    for content in contents:
        names = FileNames()
        place = f"{content.part}/" if content.part else ""
        for document in content.documents:
            with folder.open(f"{place}{names.name_for(document)}.json") as out:
                out.write(orjson.dumps(_cas(document), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _cas(document: DocumentRecord) -> Facts:
    sofa = {"%ID": 1, "%TYPE": _SOFA, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text"}
    structures: list[Facts] = [{**sofa, "sofaString": document.text}]
    for number, type_, start, end, features, mark in structures_of(document, first=2):
        place: Facts = {"%ID": number, "%TYPE": type_, "@sofa": 1, "begin": start, "end": end}
        structures.append(place | dict(features) | ({"@mark": mark} if mark is not None else {}))
    members = [structure["%ID"] for structure in structures[1:]]
    return {
        "%TYPES": _types(),
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    }


@cache
def _types() -> Facts:
    return {each.name: _described(each.name, each.supertype, dict(each.features)) for each in TYPES}


def _described(name: str, supertype: str, features: Mapping[str, str]) -> Facts:
    described = {feature: {"%NAME": feature, "%RANGE": range_} for feature, range_ in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": supertype, **described}


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    try:
        decoded = decode_file(path, options.encoding or "utf-8")
        yield from _given(object_value(parse_record(decoded.text.encode("utf-8")))).documents()
    except UserError as error:
        yield error.at(path)


def _given(given: JsonObject) -> GivenCas:
    structures = _structures(given)
    text, sofa = _sofa(structures)
    cas = GivenCas(text)
    for structure in structures:
        type_ = structure.get("%TYPE")
        if structure.get("@sofa") != sofa or type_ == _SOFA or not isinstance(type_, str):
            continue
        features = {name: value for name, value in structure.items() if isinstance(value, str)}
        cas.take(type_, _key(structure, "%ID"), _place(structure), features, _key(structure, "@mark"))
    return cas


def _structures(given: JsonObject) -> list[JsonObject]:
    listed = given.get("%FEATURE_STRUCTURES")
    if isinstance(listed, dict):
        return [{"%ID": _identifier(key), **object_value(value)} for key, value in listed.items()]
    if not isinstance(listed, list):
        raise UserError("This is no CAS in JSON: it has no list of %FEATURE_STRUCTURES.")
    return list(map(object_value, listed))


def _identifier(key: str) -> int | str:
    return int(key) if key.isdecimal() and len(key) < 12 else key


def _sofa(structures: Sequence[JsonObject]) -> tuple[str, object]:
    sofas = [each for each in structures if each.get("%TYPE") == _SOFA and text_field(each, "sofaString")]
    first = next((each for each in sofas if each.get("sofaID") == "_InitialView"), sofas[0] if sofas else None)
    if first is None:
        raise UserError("There is no text in this CAS: it has no Sofa with a sofaString.")
    return text_field(first, "sofaString") or "", first.get("%ID")


def _key(structure: JsonObject, name: str) -> object:
    value = structure.get(name)
    return value if isinstance(value, int | str) else None


def _place(structure: JsonObject) -> tuple[int, int]:
    start, end = structure.get("begin", 0), structure.get("end")
    if type(start) is not int or type(end) is not int:
        raise UserError("“begin” and “end” of an annotation must be whole numbers.")
    return start, end


def _sniff(sample: Sample) -> float:
    names = ('"%FEATURE_STRUCTURES"', '"%TYPES"')
    return 0.99 if sample.text.lstrip()[:1] == "{" and any(name in sample.text for name in names) else 0.0


FORMAT = Format(
    name="uima-json",
    title="UIMA CAS, JSON",
    purpose="INCEpTION, its JSON export",
    extensions=(".json",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.UTF16_UNITS,
    losses=(),
    sniff=_sniff,
    read=_read,
    write_folder=_write,
    synonyms=("casjson", "jsoncas"),
)
