"""doccano: JSON Lines with ``label`` lists, as its sequence labelling projects import and export them; nothing lost.

UTF-8; offsets are Unicode code points of ``text``. ``label`` is a list of ``[start, end, label]``. doccano keeps other
fields of a line as the document's metadata and gives them back on export, so what is known about the document stands
beside ``text`` (its id as ``document_id``, because doccano numbers its own), and what marks say beyond their label in
``marks``: one object for each that says more, found again by its ``start``, ``end`` and ``label``.

A project must allow overlapping labels for nested marks. Reading also takes ``labels`` and the ``entities`` of projects
with relations (``start_offset``, ``end_offset``, ``label``). Relations and comments have no place here; a remark says
so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.json_facts import Facts, facts_of_document, facts_of_mention, own_facts, surfaces
from annotator.formats.json_fields import JsonObject, shown
from annotator.formats.json_foreign import json_line, listed, read_translated
from annotator.formats.losses import LossReport
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample

_LISTS: Final = ("label", "labels", "entities")
_LEFT_ASIDE: Final = ("relations", "Comments", "comments")


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return read_translated(path, options, _as_own)


def _as_own(record: JsonObject) -> Iterator[Facts | Remark]:
    own = {name: value for name, value in record.items() if name not in (*_LISTS, *_LEFT_ASIDE, "marks", "id")}
    own["mentions"] = _mentions(record)
    identifier = own.pop("document_id", None)
    if identifier is not None:
        own["id"] = identifier
    elif "id" in record and "name" not in record:
        own["name"] = f"doccano {shown(record['id'])}"
    for name in _LEFT_ASIDE:
        if count := len(listed(record, name)):
            yield Remark("{field} have no place here and were left aside: {count}.", field=name.title(), count=count)
    yield own


def _mentions(record: JsonObject) -> list[Facts]:
    name = next((name for name in _LISTS if name in record), "label")
    further = defaultdict[tuple[object, object, object], list[Facts]](list)
    for mark in listed(record, "marks"):
        if isinstance(mark, dict):
            further[_hashable(mark.get("start"), mark.get("end"), mark.get("label"))].append(
                own_facts(mark) | {"text": mark.get("text")}
            )
    mentions = []
    for number, raw in enumerate(listed(record, name), start=1):
        start, end, label = _triple(number, raw)
        known = further[_hashable(start, end, label)]
        mentions.append({"start": start, "end": end, "label": label, **(known.pop(0) if known else {})})
    return mentions


def _hashable(*values: object) -> tuple[object, object, object]:
    start, end, label = (value if isinstance(value, str | int) else None for value in values)
    return start, end, label


def _triple(number: int, raw: object) -> tuple[object, object, object]:
    if isinstance(raw, list) and len(raw) == 3:
        return raw[0], raw[1], raw[2]
    if isinstance(raw, dict) and {"start_offset", "end_offset", "label"} <= raw.keys():
        return raw["start_offset"], raw["end_offset"], raw["label"]
    raise UserError(
        "Label {number} must be a list of start, end and label, or an object with start_offset, end_offset and "
        "label, not {value}.",
        number=number,
        value=shown(raw),
    )


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    for document in content.documents:
        out.write(json_line(_record(document)))


def _record(document: DocumentRecord) -> Facts:
    places, facts = [], []
    for mention, surface in surfaces(document):
        places.append((mention.start, mention.end, mention.label))
        facts.append({"text": surface} | facts_of_mention(mention))
    # Where one of several equal labels says more, all of them are listed, so that each is found again in its turn.
    telling = {place for place, told in zip(places, facts, strict=True) if len(told) > 1}
    marks = [
        {"start": place[0], "end": place[1], "label": place[2]} | told
        for place, told in zip(places, facts, strict=True)
        if place in telling
    ]
    known = facts_of_document(document)
    if "id" in known:
        known["document_id"] = known.pop("id")
    return (
        {"text": document.text, "label": [list(place) for place in places]}
        | known
        | ({"marks": marks} if marks else {})
    )


def _sniff(sample: Sample) -> float:
    keys = sample.json_keys
    if not sample.looks_like_json or "text" not in keys or keys & {"mentions", "spans", "annotations"}:
        return 0.0
    if {"start_offset", "end_offset"} <= keys or {"label", "marks"} <= keys:
        return 0.9
    return 0.85 if keys & {"label", "labels"} and not {"names"} & keys else 0.0


FORMAT = Format(
    name="doccano",
    title="doccano",
    purpose="go on in doccano, label lists",
    extensions=(".jsonl", ".json"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=(),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("doccanojsonl",),
)
