"""NIF 2.0 in Turtle: entity linking as GERBIL and the tools of the Semantic Web read it; nothing lost.

Each document is a ``nif:Context`` with ``nif:isString``; each mark a ``nif:Phrase`` named by its place
(``#char=BEGIN,END``), with ``nif:beginIndex``, ``nif:endIndex``, ``nif:anchorOf``, its entity as ``itsrdf:taIdentRef``,
its label as ``itsrdf:taClassRef`` and its score as ``itsrdf:taConfidence``
(https://persistence.uni-leipzig.org/nlp2rdf/). Offsets are Unicode code points, as RFC 5147 counts. What else marks and
documents say is the literal ``facts`` of our own vocabulary, in JSON. A thing that is not in the base has the entity
``urn:annotator:nil``.

Reading takes NIF 2.0 and 2.1 of others, in any order of its statements.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions, explained
from annotator.formats.iris import VOCABULARY, document_iri, document_of, entity_iri, entity_of, label_iri, label_of
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts, facts_of_document, facts_of_mention, own_facts, surfaces
from annotator.formats.json_fields import object_value
from annotator.formats.json_parsing import parse_record
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample
from annotator.formats.turtle_reading import parse_turtle
from annotator.formats.turtle_text import iri, literal, number

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_ITS: Final = "http://www.w3.org/2005/11/its/rdf#"
_FACTS: Final = f"{VOCABULARY}facts"
_PREFIXES: Final = (
    f"@prefix nif: <{_NIF}> .\n@prefix itsrdf: <{_ITS}> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    f"@prefix own: <{VOCABULARY}> .\n"
)
_UNLABELLED: Final = "ENTITY"


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    out.write(_PREFIXES.encode("utf-8"))
    for at, document in enumerate(content.documents, start=1):
        out.write("".join(_statements(at, document)).encode("utf-8"))


def _statements(at: int, document: DocumentRecord) -> Iterator[str]:
    base = document_iri(document.id or f"{at}/{document.name}")
    context = iri(f"{base}#char=0,{len(document.text)}&context")
    yield (
        f"\n{context} a nif:Context, nif:String, nif:RFC5147String ;\n"
        f"  nif:beginIndex {number(0)} ; nif:endIndex {number(len(document.text))} ;\n"
        f"  nif:isString {literal(document.text)} ;\n"
        f"  own:number {number(at)} ; own:facts {literal(json.dumps(facts_of_document(document)))} .\n"
    )
    for order, (mention, surface) in enumerate(surfaces(document), start=1):
        name = iri(f"{base}#char={mention.start},{mention.end}&n={order}")
        entity = f"  itsrdf:taIdentRef {iri(entity_iri(mention.entity))} ;\n" if mention.entity is not None else ""
        score = f"  itsrdf:taConfidence {mention.score!r} ;\n" if mention.score is not None else ""
        facts = facts_of_mention(mention)
        yield (
            f"{name} a nif:Phrase, nif:String, nif:RFC5147String ;\n"
            f"  nif:referenceContext {context} ; nif:anchorOf {literal(surface)} ;\n"
            f"  nif:beginIndex {number(mention.start)} ; nif:endIndex {number(mention.end)} ;\n"
            f"{entity}{score}"
            f"  itsrdf:taClassRef {iri(label_iri(mention.label))} ;\n"
            f"  own:number {number(order)} ; own:facts {literal(json.dumps(facts))} .\n"
        )


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return explained(path, _documents(path, options))


def _documents(path: Path, options: ReadOptions) -> Iterator[Item]:
    graph = parse_turtle(path, options.encoding)
    documents = DocumentParser()
    contexts = _in_order(graph, _values(graph, None, f"{_NIF}isString"))
    if not contexts:
        raise UserError("There is no text in it: no nif:Context with nif:isString.")
    for context, text in contexts:
        yield from documents.parse(1, _document(graph, context, text))


def _document(graph: Graph, context: Node, text: str) -> Facts:
    written = _value(graph, context, _FACTS)
    facts = {"id": document_of(str(context).partition("#")[0])} if written is None else _parsed(written)
    phrases = _in_order(graph, _subjects(graph, f"{_NIF}referenceContext", context))
    mentions = [_mention(graph, phrase) for phrase, _ in phrases if phrase != context and _is_mark(graph, phrase)]
    return facts | {"text": text, "mentions": mentions}


def _is_mark(graph: Graph, phrase: Node) -> bool:
    names = ("taIdentRef", "taClassRef")
    return any(_value(graph, phrase, f"{_ITS}{name}") is not None for name in names)


def _mention(graph: Graph, phrase: Node) -> Facts:
    facts: Facts = {"start": _index(graph, phrase, "beginIndex"), "end": _index(graph, phrase, "endIndex")}
    facts["text"] = _value(graph, phrase, f"{_NIF}anchorOf")
    classes = sorted(str(each) for _, each in _values(graph, phrase, f"{_ITS}taClassRef"))
    facts["label"] = label_of(classes[0]) if classes else _UNLABELLED
    entities = sorted(str(each) for _, each in _values(graph, phrase, f"{_ITS}taIdentRef"))
    if entities:
        facts["entity"] = entity_of(entities[0])
    written = _value(graph, phrase, _FACTS)
    return facts | (own_facts(_parsed(written)) if written is not None else {})


def _parsed(written: str) -> Facts:
    return dict(object_value(parse_record(written.encode("utf-8"))))


def _index(graph: Graph, phrase: Node, name: str) -> int | None:
    written = _value(graph, phrase, f"{_NIF}{name}")
    if written is None or not written.isascii() or not written.isdecimal() or len(written) > 12:
        raise UserError("nif:{name} must be a whole number, not “{value}”.", name=name, value=written or "nothing")
    return int(written)


def _values(graph: Graph, subject: Node | None, predicate: str) -> list[tuple[Node, str]]:
    from rdflib import URIRef

    return [(each, str(value)) for each, _, value in graph.triples((subject, URIRef(predicate), None))]


def _subjects(graph: Graph, predicate: str, value: Node) -> list[tuple[Node, str]]:
    from rdflib import URIRef

    return [(each, "") for each in graph.subjects(URIRef(predicate), value)]


def _value(graph: Graph, subject: Node, predicate: str) -> str | None:
    return next((value for _, value in sorted(_values(graph, subject, predicate))), None)


def _in_order(graph: Graph, found: list[tuple[Node, str]]) -> list[tuple[Node, str]]:
    """Sort subjects by our own numbers where they have them, by their place and name where they do not."""

    def key(each: tuple[Node, str]) -> tuple[int, int, str]:
        ours = _value(graph, each[0], f"{VOCABULARY}number")
        begin = _value(graph, each[0], f"{_NIF}beginIndex")
        return _whole(ours), _whole(begin), str(each[0])

    return sorted(found, key=key)


def _whole(written: str | None) -> int:
    return int(written) if written is not None and written.isdecimal() and len(written) < 12 else 0


def _sniff(sample: Sample) -> float:
    return 0.98 if _NIF in sample.text else 0.0


FORMAT = Format(
    name="nif",
    title="NIF, Turtle",
    purpose="linked data, GERBIL",
    extensions=(".ttl",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=(),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("nif2", "turtle", "nifturtle"),
)
