"""W3C Web Annotations in JSON-LD: for Recogito, Hypothesis and everything that reads RDF; nothing lost.

One object with ``@context`` and ``@graph``, in which each document is a ``Text`` with its ``value``, followed by its
annotations (https://www.w3.org/TR/annotation-model/). An annotation has two selectors: ``TextPositionSelector``, whose
offsets are Unicode code points as the recommendation demands, and ``TextQuoteSelector`` with 32 characters before and
after. Its bodies are the label (``purpose`` ``tagging``), the entity (``identifying``), and for dates the value
(``describing``) with the attributes of TIMEX3. ``creator`` is the annotator. Whatever else a mark or a document says
stands in ``facts``, in JSON.

Reading takes one annotation, a list, a page, a collection or a graph of them, with their text in the file: annotations
that only point to a text elsewhere cannot be placed, and are refused. Where the two selectors disagree, the quote
decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from annotator.core.errors import UserError
from annotator.core.link import NIL
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions, explained
from annotator.formats.decoding import decode_file
from annotator.formats.iris import VOCABULARY, document_iri, document_of, entity_iri, entity_of
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts, facts_of_document, facts_of_mention, own_facts, surfaces
from annotator.formats.json_fields import JsonObject, object_value, text_field
from annotator.formats.json_foreign import json_line
from annotator.formats.json_parsing import parse_record
from annotator.formats.losses import LossReport
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_TIMEX: Final = "timex:"
_OWN_TERMS: Final = {"timex": f"{VOCABULARY}timex3:", "facts": f"{VOCABULARY}facts"}
_AROUND: Final = 32
_UNLABELLED: Final = "ENTITY"


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    beginning = json.dumps({"@context": [_CONTEXT, _OWN_TERMS]})[:-1]
    out.write(f'{beginning}, "@graph": ['.encode())
    joint = b"\n"
    for number, document in enumerate(content.documents, start=1):
        for node in _nodes(number, document):
            out.write(joint + json_line(node).rstrip(b"\n"))
            joint = b",\n"
    out.write(b"\n]}\n")


def _nodes(number: int, document: DocumentRecord) -> Iterator[Facts]:
    iri = document_iri(document.id or f"{number}/{document.name}")
    node: Facts = {"id": iri, "type": "Text", "format": "text/plain"}
    if document.language:
        node["language"] = document.language
    yield node | {"value": document.text, "facts": json.dumps(facts_of_document(document))}
    for at, (mention, surface) in enumerate(surfaces(document), start=1):
        yield _annotation(f"{iri}:{at}", iri, document.text, mention, surface)


def _annotation(iri: str, source: str, text: str, mention: MentionRecord, surface: str) -> Facts:
    node: Facts = {"id": iri, "type": "Annotation", "motivation": "identifying" if mention.entity else "tagging"}
    if mention.annotator:
        node["creator"] = {"type": "Person", "name": mention.annotator}
    if facts := facts_of_mention(mention):
        node["facts"] = json.dumps(facts)
    quote = {
        "type": "TextQuoteSelector",
        "exact": surface,
        "prefix": text[max(0, mention.start - _AROUND) : mention.start],
        "suffix": text[mention.end : mention.end + _AROUND],
    }
    place = {"type": "TextPositionSelector", "start": mention.start, "end": mention.end}
    return node | {"body": list(_bodies(mention)), "target": {"source": source, "selector": [place, quote]}}


def _bodies(mention: MentionRecord) -> Iterator[Facts]:
    yield {"type": "TextualBody", "purpose": "tagging", "value": mention.label}
    if mention.entity is not None:
        yield {"type": "SpecificResource", "purpose": "identifying", "source": entity_iri(mention.entity)}
    if mention.value is not None:
        timex = {f"{_TIMEX}{name}": value for name, value in _timex_of(mention).items()}
        yield {"type": "TextualBody", "purpose": "describing", "value": mention.value, **timex}


def _timex_of(mention: MentionRecord) -> dict[str, str]:
    from annotator.formats.timex3 import timex3_of

    try:
        return timex3_of(mention.value, mention.modifier, mention.calendar)
    except UserError:  # a value that another program gave, and that is no date to us
        return {}


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return explained(path, _documents(path, options))


def _documents(path: Path, options: ReadOptions) -> Iterator[Item]:
    decoded = decode_file(path, options.encoding or "utf-8")
    texts, annotations = _sorted_out(parse_record(decoded.text.encode("utf-8")))
    if not texts:
        raise UserError(
            "The text that these annotations are about is not in this file, so they cannot be placed. Import the "
            "text, or a file that holds it as the value of a Text."
        )
    documents = DocumentParser()
    for iri, node in texts.items():
        yield from documents.parse(1, _document(iri, node, annotations.pop(iri, [])))
    if elsewhere := sum(map(len, annotations.values())):
        yield Remark("Annotations of texts that are not in this file were left out: {count}.", count=elsewhere)


def _sorted_out(value: object) -> tuple[dict[str, JsonObject], dict[str, list[JsonObject]]]:
    """Return the texts by their IRI, and the annotations by the IRI of their text."""
    texts: dict[str, JsonObject] = {}
    annotations: dict[str, list[JsonObject]] = {}
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            types = _listed(current.get("type", current.get("@type")))
            if "Annotation" in types:
                target = _first(current.get("target"))
                source = _first(target.get("source", target.get("id")))
                iri = str(source.get("id", ""))
                if "value" in source:
                    texts.setdefault(iri, source)
                annotations.setdefault(iri, []).append(current)
            elif "value" in current and ("Text" in types or "TextualBody" in types):
                texts[str(current.get("id", current.get("@id", "")))] = current
            else:
                waiting.extend(current[name] for name in ("first", "items", "@graph") if name in current)
    return texts, annotations


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: object) -> JsonObject:
    """Return the first of several values, as an object; a text is an IRI."""
    first = next(iter(_listed(value)), {})
    return {"id": first} if isinstance(first, str) else object_value(first)


def _document(iri: str, node: JsonObject, annotations: list[JsonObject]) -> Facts:
    written = text_field(node, "facts")
    facts: Facts = {"id": document_of(iri), "language": _language(node)} if written is None else _parsed(written)
    return facts | {"text": node["value"], "mentions": [_mention(each) for each in annotations]}


def _language(node: JsonObject) -> object:
    return next(iter(_listed(node.get("language"))), None)


def _parsed(written: str) -> Facts:
    return dict(object_value(parse_record(written.encode("utf-8"))))


def _mention(annotation: JsonObject) -> Facts:
    selectors = [object_value(each) for each in _listed(_first(annotation.get("target")).get("selector"))]
    by_type = {each.get("type", each.get("@type")): each for each in selectors}
    place, quote = by_type.get("TextPositionSelector"), by_type.get("TextQuoteSelector")
    if place is None:
        raise UserError("An annotation has no TextPositionSelector, so that nobody can say where it stands.")
    mention: Facts = {"start": place.get("start"), "end": place.get("end"), "label": _UNLABELLED}
    if quote is not None:
        mention["text"] = quote.get("exact")
    for body in _listed(annotation.get("body")):
        mention |= _said_by(_first(body))
    creator = _first(annotation.get("creator")).get("name")
    mention |= {"annotator": creator} if creator else {}
    written = text_field(annotation, "facts")
    return mention | (own_facts(_parsed(written)) if written is not None else {})


def _said_by(body: Mapping[str, object]) -> Facts:
    match body.get("purpose", "tagging"):
        case "tagging" | "classifying" if body.get("value"):
            return {"label": body["value"]}
        case "identifying" | "linking":
            source = _first(body.get("source", body.get("id"))).get("id")
            return {"entity": entity_of(source) if isinstance(source, str) and source else NIL}
        case "describing":
            from annotator.formats.timex3 import value_of_timex3

            timex = {name.removeprefix(_TIMEX): str(value) for name, value in body.items() if name.startswith(_TIMEX)}
            value, modifier, calendar = value_of_timex3(timex) if timex else (None, None, "")
            return {"value": value, "modifier": modifier, "calendar": calendar} if value else {}
    return {}


def _sniff(sample: Sample) -> float:
    if sample.text.lstrip()[:1] not in ("{", "["):
        return 0.0
    if _CONTEXT in sample.text or "TextPositionSelector" in sample.text:
        return 0.99
    return 0.3 if sample.suffix == FORMAT.extensions[0] else 0.0


FORMAT = Format(
    name="web-annotation",
    title="W3C Web Annotation",
    purpose="JSON-LD for Recogito and the web",
    extensions=(".jsonld", ".json"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=(),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("w3c", "jsonld", "webannotations"),
)
