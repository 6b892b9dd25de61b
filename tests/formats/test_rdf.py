"""W3C Web Annotation, NIF and SKOS, beside rdflib."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SKOS

from annotator.core.records import DocumentRecord, EntityRecord
from annotator.formats import entity_skos, nif, web_annotation
from tests.formats.making import mark, read, surfaces, written
from tests.formats.strategies import documents

OA = Namespace("http://www.w3.org/ns/oa#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITS = Namespace("http://www.w3.org/2005/11/its/rdf#")

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

TERMS = {
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody")},
    **{name: f"oa:{name}" for name in ("TextPositionSelector", "TextQuoteSelector", "exact", "prefix", "suffix")},
    "oa": str(OA),
    "rdf": str(RDF),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "name": "http://xmlns.com/foaf/0.1/name",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "creator": {"@type": "@id", "@id": "http://purl.org/dc/terms/creator"},
    "tagging": "oa:tagging",
    "identifying": "oa:identifying",
    "describing": "oa:describing",
    "value": "rdf:value",
    "language": "http://purl.org/dc/elements/1.1/language",
    "format": "http://purl.org/dc/elements/1.1/format",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}
"""The terms of http://www.w3.org/ns/anno.jsonld that are used, as the vocabulary's page defines them."""

TEXT = "😀 בני גנץ ביקר ברבאט\nב-24 בנובמבר 2021"
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "בני גנץ", "PERSON", "Q2428")._replace(annotator="דנה"),
        mark(TEXT, "רבאט", "PLACE", "place/רבאט x"),
        mark(TEXT, "רבאט", "ORG", "NIL"),
        mark(TEXT, "24 בנובמבר 2021", "DATE")._replace(value="2021-11-24", modifier="APPROX", calendar="gregorian"),
    ],
    id="d 1",
    name="a.txt",
    language="he",
)


def expanded(data: bytes) -> Graph:
    whole = json.loads(data)
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    whole["@context"] = [TERMS, whole["@context"][1]]
    return Graph().parse(data=json.dumps(whole), format="json-ld")


def only(graph: Graph, subject: Any, predicate: Any) -> Any:
    (value,) = graph.objects(subject, predicate)
    return value


def selected(graph: Graph) -> set[tuple[str, str, str]]:
    """Return what each annotation selects by its place and by its quote, and its tag."""
    found = set()
    for annotation in graph.subjects(RDF.type, OA.Annotation):
        target = only(graph, annotation, OA.hasTarget)
        text = str(only(graph, only(graph, target, OA.hasSource), RDF.value))
        selectors = {only(graph, each, RDF.type): each for each in graph.objects(target, OA.hasSelector)}
        place, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = int(only(graph, place, OA.start)), int(only(graph, place, OA.end))
        exact, prefix, suffix = (str(only(graph, quote, OA[name])) for name in ("exact", "prefix", "suffix"))
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)
        tags = [b for b in graph.objects(annotation, OA.hasBody) if (b, OA.hasPurpose, OA.tagging) in graph]
        found.add((exact, str(only(graph, tags[0], RDF.value)), str(annotation)))
    return found


def test_web_annotations_select_what_was_marked() -> None:
    data, losses = written(web_annotation.FORMAT, DOCUMENT)
    assert not losses.counts
    graph = expanded(data)
    assert {each[:2] for each in selected(graph)} == {
        ("בני גנץ", "PERSON"),
        ("רבאט", "PLACE"),
        ("רבאט", "ORG"),
        ("24 בנובמבר 2021", "DATE"),
    }
    assert (None, OA.hasSource, URIRef("http://www.wikidata.org/entity/Q2428")) in graph
    assert Literal("2021-11-24") in set(graph.objects(None, URIRef("urn:annotator:vocabulary:timex3:value")))
    assert Literal("דנה") in set(graph.objects(None, URIRef("http://xmlns.com/foaf/0.1/name")))


@settings(max_examples=30)
@given(document=documents())
def test_web_annotations_of_any_document_select_what_was_marked(document: DocumentRecord) -> None:
    found = [each[:2] for each in selected(expanded(written(web_annotation.FORMAT, document)[0]))]
    expected = [(document.text[each.start : each.end], each.label) for each in document.mentions]
    assert sorted(found) == sorted(expected)


def annotation(**facts: object) -> dict[str, object]:
    selectors = [
        {"type": "TextQuoteSelector", "exact": "Rabat"},
        {"type": "TextPositionSelector", "start": 3, "end": 8},
    ]
    return {
        "type": "Annotation",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "LOC"}],
        "target": {"source": {"id": "http://x/1", "type": "Text", "value": "in Rabat"}, "selector": selectors},
        **facts,
    }


@pytest.mark.parametrize("shape", ["one", "list", "page", "collection"])
def test_annotations_of_others_are_read(tmp_path: Path, shape: str) -> None:
    one = annotation()
    page = {"type": "AnnotationPage", "items": [one]}
    shapes = {"one": one, "list": [one], "page": page, "collection": {"type": "AnnotationCollection", "first": page}}
    document = read(web_annotation.FORMAT, tmp_path, json.dumps(shapes[shape])).only_document
    assert (document.id, surfaces(document), document.mentions[0].label) == ("http://x/1", ["Rabat"], "LOC")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (json.dumps(annotation(target="http://x/1")), "not in this file"),
        (json.dumps(annotation(target={"source": {"value": "a"}, "selector": []})), "TextPositionSelector"),
        ("5", "not in this file"),
        ("[{]", "JSON"),
        (json.dumps(annotation(target={"source": 5})), "object"),
    ],
)
def test_annotations_that_cannot_be_placed_are_told(tmp_path: Path, content: str, said: str) -> None:
    assert said in str(read(web_annotation.FORMAT, tmp_path, content).only_error)


def phrases(graph: Graph) -> list[tuple[str, str]]:
    found = []
    for phrase in graph.subjects(RDF.type, NIF.Phrase):
        text = str(only(graph, only(graph, phrase, NIF.referenceContext), NIF.isString))
        start, end = (int(only(graph, phrase, NIF[name])) for name in ("beginIndex", "endIndex"))
        assert text[start:end] == str(only(graph, phrase, NIF.anchorOf))
        found.append((text[start:end], str(only(graph, phrase, ITS.taClassRef))))
    return found


def test_nif_says_where_marks_are_and_what_they_name() -> None:
    data, losses = written(nif.FORMAT, DOCUMENT)
    assert not losses.counts
    graph = Graph().parse(data=data.decode(), format="turtle")
    assert len(phrases(graph)) == 4
    entities = {str(each) for each in graph.objects(None, ITS.taIdentRef)}
    assert entities == {
        "http://www.wikidata.org/entity/Q2428",
        "urn:annotator:entity:place/%D7%A8%D7%91%D7%90%D7%98%20x",
        "urn:annotator:nil",
    }


@settings(max_examples=30)
@given(document=documents())
def test_nif_of_any_document_is_turtle(document: DocumentRecord) -> None:
    graph = Graph().parse(data=written(nif.FORMAT, document)[0].decode(), format="turtle")
    assert sorted(surface for surface, _ in phrases(graph)) == sorted(
        document.text[each.start : each.end] for each in document.mentions
    )


OTHERS_NIF = """
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
<http://x/1#char=3,8> a nif:Phrase ; nif:referenceContext <http://x/1#char=0,8> ; nif:anchorOf "Rabat" ;
  nif:beginIndex "3" ; nif:endIndex "8" ; itsrdf:taIdentRef <http://dbpedia.org/resource/Rabat> .
<http://x/1#char=0,2> a nif:Word ; nif:referenceContext <http://x/1#char=0,8> ; nif:beginIndex "0" ; nif:endIndex "2" .
<http://x/1#char=0,8> a nif:Context ; nif:isString "in Rabat" .
"""


def test_nif_of_others_is_read(tmp_path: Path) -> None:
    document = read(nif.FORMAT, tmp_path, OTHERS_NIF).only_document
    assert (document.id, surfaces(document)) == ("http://x/1", ["Rabat"])
    assert document.mentions[0].entity == "http://dbpedia.org/resource/Rabat"


@pytest.mark.parametrize("content", ["@prefix", "<a> <b> .", "<a> <b> <c> .", OTHERS_NIF.replace('"3"', '"x"')])
def test_damaged_turtle_is_told(tmp_path: Path, content: str) -> None:
    assert str(read(nif.FORMAT, tmp_path, content).only_error).startswith("given.ttl")
    assert str(read(entity_skos.FORMAT, tmp_path, content).only_error).startswith("given.ttl")


ENTITIES = (
    EntityRecord(
        "person/benny gantz",
        "PERSON",
        {"en": ["Benny Gantz", 'B. "Gantz"'], "he": ["בני גנץ"]},
        {"en": "A politician\nof Israel"},
        {"wikidata": "Q2428", "geonames": "1"},
    ),
    EntityRecord("Q1028", "PLACE", {"ar": ["المغرب"]}),
)


def test_skos_has_preferred_and_other_names() -> None:
    data, _ = written(entity_skos.FORMAT, entities=ENTITIES)
    graph = Graph().parse(data=data.decode(), format="turtle")
    gantz = URIRef("urn:annotator:entity:person/benny%20gantz")
    assert (gantz, RDF.type, SKOS.Concept) in graph
    assert set(graph.objects(gantz, SKOS.prefLabel)) == {Literal("Benny Gantz", "en"), Literal("בני גנץ", "he")}
    assert set(graph.objects(gantz, SKOS.altLabel)) == {Literal('B. "Gantz"', "en")}
    assert (gantz, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q2428")) in graph


def test_skos_comes_back(tmp_path: Path) -> None:
    reading = read(entity_skos.FORMAT, tmp_path, written(entity_skos.FORMAT, entities=ENTITIES)[0])
    found = {entity.id: entity for entity in reading.entities}
    for entity in ENTITIES:
        other = found[entity.id]
        assert (other.type, other.names, other.description, other.external) == (
            entity.type,
            entity.names,
            entity.description,
            entity.external,
        )
