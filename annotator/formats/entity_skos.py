"""Entity table as SKOS in Turtle: for vocabulary servers and everything that reads RDF.

Each entity is a ``skos:Concept`` named by its id (Wikidata's ids by Wikidata's own addresses) with its type as
``dct:type``; the preferred name of each language is ``skos:prefLabel``, the others ``skos:altLabel``, descriptions
``skos:definition``, and identifiers elsewhere ``skos:notation`` of the form ``SOURCE:ID``, for Wikidata
``skos:exactMatch`` too. Lost is the order of the further names of a language, which RDF has none of, and languages
whose code is not one of BCP 47, whose names come back without a language.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from annotator.core.errors import UserError
from annotator.core.records import UNTYPED, EntityRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions, explained
from annotator.formats.entity_checks import EntityLedger, checked_name, name_remarks, united
from annotator.formats.iris import VOCABULARY, WIKIDATA, entity_iri, entity_of, label_iri, label_of
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample
from annotator.formats.turtle_reading import parse_turtle
from annotator.formats.turtle_text import iri, literal
from annotator.lang.scripts import guess_language

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_DCT: Final = "http://purl.org/dc/terms/"
_SCHEME: Final = f"{VOCABULARY}entities"
_PREFIXES: Final = f"@prefix skos: <{_SKOS}> .\n@prefix dct: <{_DCT}> .\n\n<{_SCHEME}> a skos:ConceptScheme .\n"


def _write(content: Content, out: BinaryIO, _options: WriteOptions, _losses: LossReport) -> None:
    out.write(_PREFIXES.encode("utf-8"))
    for entity in content.entities:
        out.write("".join(_statements(entity)).encode("utf-8"))


def _statements(entity: EntityRecord) -> Iterator[str]:
    yield f"\n{iri(entity_iri(entity.id))} a skos:Concept ;\n  skos:inScheme <{_SCHEME}> ;\n"
    for language, names in entity.names.items():
        for at, name in enumerate(dict.fromkeys(names)):
            yield f"  skos:{'altLabel' if at else 'prefLabel'} {literal(name, language)} ;\n"
    for language, text in entity.description.items():
        yield f"  skos:definition {literal(text, language)} ;\n"
    for source, identifier in entity.external.items():
        yield f"  skos:notation {literal(f'{source}:{identifier}')} ;\n"
        if source == "wikidata":
            yield f"  skos:exactMatch {iri(WIKIDATA + identifier)} ;\n"
    yield f"  dct:type {iri(label_iri(entity.type))} .\n"


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return explained(path, _entities(path, options))


def _entities(path: Path, options: ReadOptions) -> Iterator[Item]:
    graph = parse_turtle(path, options.encoding)
    ledger = EntityLedger()
    found = sorted({(str(subject), subject) for subject in _concepts(graph)})
    if not found:
        raise UserError("There are no entities in it: no skos:prefLabel.")
    for _, concept in found:
        entity = _entity(graph, concept)
        ledger.enter(entity)
        yield from name_remarks(entity)
        yield entity


def _concepts(graph: Graph) -> list[Node]:
    from rdflib import URIRef

    return list(graph.subjects(URIRef(f"{_SKOS}prefLabel"))) + list(graph.subjects(URIRef(f"{_SKOS}inScheme")))


def _entity(graph: Graph, concept: Node) -> EntityRecord:
    preferred = _texts(graph, concept, f"{_SKOS}prefLabel")
    others = _texts(graph, concept, f"{_SKOS}altLabel") + _texts(graph, concept, f"{_SKOS}hiddenLabel")
    names = [(language or guess_language(name), checked_name(name)) for language, name in (*preferred, *others)]
    types = _texts(graph, concept, f"{_DCT}type")
    external = {}
    for _, match in _texts(graph, concept, f"{_SKOS}exactMatch"):
        if match.startswith(WIKIDATA):
            external["wikidata"] = match.removeprefix(WIKIDATA)
    for _, notation in _texts(graph, concept, f"{_SKOS}notation"):
        source, colon, identifier = notation.partition(":")
        if colon and source and identifier:
            external[source] = identifier
    return EntityRecord(
        entity_of(str(concept)),
        label_of(types[0][1]) if types else UNTYPED,
        united(names),
        dict(_texts(graph, concept, f"{_SKOS}definition")),
        external,
        line=1,
    )


def _texts(graph: Graph, subject: Node, predicate: str) -> list[tuple[str, str]]:
    from rdflib import URIRef

    found = graph.objects(subject, URIRef(predicate))
    return sorted((str(getattr(value, "language", None) or ""), str(value)) for value in found)


def _sniff(sample: Sample) -> float:
    return 0.97 if _SKOS in sample.text else 0.1 if sample.suffix in FORMAT.extensions else 0.0


FORMAT = Format(
    name="entities-skos",
    title="Entity table, SKOS",
    purpose="the entity base as linked data",
    extensions=(".ttl", ".skos.ttl"),
    cargo=Cargo.ENTITIES,
    offsets=OffsetUnit.NONE,
    losses=(
        "the order of further names",
        "language codes that RDF cannot hold",
        "ids that were merged away",
        "which entities are known not to be the same",
    ),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("skos", "rdf"),
)
