"""Label Studio: a JSON list of tasks with annotations, for import into Label Studio 1.12 and later; nothing lost.

Offsets are Unicode code points of ``data.text``: its editor converts the UTF-16 units of JavaScript before it stores
them (``charsToCodePoints`` in ``selection-tools.js``). Files of versions that did not yet do so count UTF-16 units;
reading tells by the text that each region says it covers, in which a line feed may stand as a backslash and an n.

Each annotator's marks are an annotation of their own. A region of type ``labels`` holds place and label; the entity is
a ``textarea`` region of the same id from the control ``entity``, the date value one from ``value``. This labelling
configuration shows all of it::

    <View>
      <Labels name="label" toName="text"><Label value="PERSON"/><Label value="ORG"/><Label value="PLACE"/>
        <Label value="DATE"/></Labels>
      <Text name="text" value="$text" granularity="symbol"/>
      <TextArea name="entity" toName="text" perRegion="true"/>
      <TextArea name="value" toName="text" perRegion="true"/>
    </View>

What else marks say is in ``meta.annotator`` of the region, which Label Studio keeps, and what is known about the
document in ``data``. Suggestions are predictions; rejected marks stand in a cancelled annotation, which nobody takes
for gold. Reading takes tasks and Label Studio's JSON-MIN, suggestions from predictions,
and leaves out cancelled annotations of others with a remark. Text that is a web address is text and never fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from annotator.core.errors import UserError
from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.json_facts import Facts, facts_of_document, facts_of_mention, own_facts, surfaces
from annotator.formats.json_fields import JsonObject, object_value, shown, text_field
from annotator.formats.json_foreign import json_line, listed, read_translated
from annotator.formats.losses import LossReport
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample

_OWN_META: Final = "annotator"
_TEXT_FIELDS: Final = {"entity": "entity", "value": "value"}
_SUGGESTED, _REJECTED = str(MentionStatus.SUGGESTED), str(MentionStatus.REJECTED)
_DOCUMENT_FIELDS: Final = (
    *("id", "name", "title", "language", "date", "direction", "state", "source", "encoding", "paragraph_directions"),
)


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return read_translated(path, options, _as_own)


def _as_own(task: JsonObject) -> Iterator[Facts | Remark]:
    data = object_value(task["data"]) if "data" in task else _smaller(task)
    own = {name: data[name] for name in _DOCUMENT_FIELDS if name in data}
    own["text"] = _text(data)
    values = [] if "data" in task else listed(task, "label")
    regions = [each for value in values for each in _labelled({"value": value})]
    for name in ("annotations", "completions"):
        for annotation in map(object_value, listed(task, name)):
            found = list(_mentions(listed(annotation, "result")))
            if annotation.get("was_cancelled"):
                skipped = [each for each in found if isinstance(each, Remark) or each.get("status") != _REJECTED]
                if skipped:
                    yield Remark("A cancelled annotation was left out, with {count} of its marks.", count=len(skipped))
                found = [each for each in found if each not in skipped]
            yield from (each for each in found if isinstance(each, Remark))
            regions += [each for each in found if not isinstance(each, Remark)]
    suggested = list(_suggestions(task))
    yield from (each for each in suggested if isinstance(each, Remark))
    own["mentions"] = _in_order([*regions, *(each for each in suggested if not isinstance(each, Remark))])
    yield own


def _smaller(task: JsonObject) -> JsonObject:
    """Return the data of a task of Label Studio's JSON-MIN, whose fields stand beside one another.

    Raises:
        UserError: It is not that either.
    """
    if "text" not in task:
        raise UserError(
            "There must be a task with “data” and “annotations” here; this one has: {fields}. Export from Label Studio "
            "as JSON.",
            fields=", ".join(task) or "nothing",
        )
    return task


def _text(data: JsonObject) -> object:
    if "text" in data:
        return data["text"]
    texts = [name for name, value in data.items() if isinstance(value, str)]
    if len(texts) != 1:
        raise UserError("The task has no “text” in “data”; there are: {fields}.", fields=", ".join(data) or "nothing")
    return data[texts[0]]


def _suggestions(task: JsonObject) -> Iterator[Facts | Remark]:
    for prediction in map(object_value, listed(task, "predictions")):
        for found in _mentions(listed(prediction, "result")):
            if not isinstance(found, Remark):
                score = found.get("score", prediction.get("score"))
                found |= {"status": _SUGGESTED, "score": score if _is_share(score) else None}
            yield found


def _is_share(score: object) -> bool:
    return isinstance(score, int | float) and not isinstance(score, bool) and 0 <= score <= 1


def _mentions(results: Iterable[object]) -> Iterator[Facts | Remark]:
    """Yield the labelled regions with what text areas of the same id say about them."""
    by_id: dict[object, Facts] = {}
    texts: list[JsonObject] = []
    others = repeated = 0
    for result in map(object_value, results):
        if result.get("type") in ("labels", "hypertextlabels"):
            identifier = result.get("id")
            repeated += isinstance(identifier, str | int) and identifier in by_id
            labelled = list(_labelled(result))
            others += not labelled
            for mention in labelled:
                by_id.setdefault(identifier if isinstance(identifier, str | int) else None, mention)
                yield mention
        elif result.get("type") == "textarea" and result.get("from_name") in _TEXT_FIELDS:
            texts.append(result)
        else:
            others += 1
    for result in texts:
        identifier = result.get("id")
        target = by_id.get(identifier) if isinstance(identifier, str | int) else None
        written = listed(object_value(result.get("value")), "text")
        if target is not None and written:
            target.setdefault(_TEXT_FIELDS[str(result["from_name"])], written[0])
    if repeated:
        yield Remark("Regions with an id that another one has: {count}. All of them were kept.", count=repeated)
    if others:
        yield Remark("Results that are not labelled pieces of text were left aside: {count}.", count=others)


def _labelled(result: JsonObject) -> Iterator[Facts]:
    value = object_value(result.get("value"))
    meta = result.get("meta")
    own = meta.get(_OWN_META) if isinstance(meta, dict) else None
    facts = own_facts(own) if isinstance(own, dict) else {}
    if isinstance(own, dict) and "order" in own:
        facts["order"] = own["order"]
    if isinstance(value.get("start"), str):
        raise UserError(
            "A region begins at {start}: it stands in a web page, not in a text. Only regions of Text can be taken.",
            start=shown(value["start"]),
        )
    for label in listed(value, "labels") or listed(value, "hypertextlabels"):
        mention = {"start": value.get("start"), "end": value.get("end"), "label": label, **facts}
        surface = text_field(value, "text")
        if surface is not None:
            mention["text"] = surface.replace("\\n", "\n")
        yield mention


def _in_order(mentions: list[Facts]) -> list[Facts]:
    """Put marks back into the order in which we wrote them, if we did."""
    order = [mention.pop("order", None) for mention in mentions]
    if not all(type(number) is int for number in order):
        return mentions
    places = sorted(range(len(mentions)), key=lambda place: str(order[place]).zfill(12))
    return [mentions[place] for place in places]


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    before = b"["
    for number, document in enumerate(content.documents, start=1):
        out.write(before + b"\n" + json_line(_task(number, document)).rstrip(b"\n"))
        before = b","
    out.write(b"\n]\n" if before == b"," else b"[]\n")


def _task(number: int, document: DocumentRecord) -> Facts:
    annotations: dict[tuple[str, bool], list[Facts]] = {}
    predictions: list[Facts] = []
    identifiers = (f"m{at}" for at in count(1))
    for order, (mention, surface) in enumerate(surfaces(document)):
        results = list(_results(next(identifiers), order, mention, surface))
        if mention.status == _SUGGESTED:
            predictions += results
        else:
            annotations.setdefault((mention.annotator, mention.status == _REJECTED), []).extend(results)
    return {
        "id": number,
        "data": {"text": document.text, **facts_of_document(document)},
        "annotations": [
            {"result": results, "was_cancelled": is_rejected} for (_, is_rejected), results in annotations.items()
        ],
        "predictions": [{"model_version": "annotator", "result": predictions}] if predictions else [],
    }


def _results(identifier: str, order: int, mention: MentionRecord, surface: str) -> Iterator[Facts]:
    place: Facts = {"start": mention.start, "end": mention.end}
    facts = facts_of_mention(mention)
    common: Facts = {"id": identifier, "to_name": "text"}
    region: Facts = {
        "from_name": "label",
        "type": "labels",
        "value": {**place, "text": surface, "labels": [mention.label]},
    }
    if mention.score is not None:
        region["score"] = mention.score
    yield common | region | {"meta": {_OWN_META: {"order": order, **facts}}}
    for control, name in _TEXT_FIELDS.items():
        if facts.get(name) is not None:
            yield common | {"from_name": control, "type": "textarea", "value": {**place, "text": [facts[name]]}}


def _sniff(sample: Sample) -> float:
    keys = sample.json_keys
    if "data" in keys and keys & {"annotations", "completions", "predictions"}:
        return 0.97
    return 0.9 if {"from_name", "to_name"} <= keys else 0.0


FORMAT = Format(
    name="label-studio",
    title="Label Studio",
    purpose="go on in Label Studio, with entity ids",
    extensions=(".json", ".jsonl"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=(),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("labelstudiojson",),
)
