"""UIMA CAS as XMI and JSON, beside dkpro-cassis."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cassis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import DocumentRecord
from annotator.formats import uima_json, uima_xmi
from annotator.formats.losses import LossKind
from annotator.formats.uima_types import NAMED_ENTITY, TIMEX3
from annotator.formats.xml_text import permitted
from tests.formats.making import Reading, mark, read, read_back, surfaces, written_files
from tests.formats.strategies import documents

TEXT = '😀 בני גנץ ביקר ברבאט\t& "24" בנובמבר 2021\n'
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "בני גנץ", "PERSON", "person/<gantz>")._replace(annotator="דנה"),
        mark(TEXT, "רבאט", "PLACE", "NIL"),
        mark(TEXT, '"24" בנובמבר 2021', "DATE")._replace(value="2021-11-24", modifier="APPROX", calendar="gregorian"),
        mark(TEXT, "ברבאט", "PLACE"),
    ],
    id="d/1",
    name="a.txt",
    language="he",
)


def as_cassis_reads(files: dict[str, bytes]) -> Iterator[Any]:
    for name, data in files.items():
        if name.endswith(".json"):
            yield cassis.load_cas_from_json(data.decode())
        elif name.endswith(".xmi"):
            types = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
            yield cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=types)


@pytest.mark.parametrize("known", [uima_xmi.FORMAT, uima_json.FORMAT], ids=["xmi", "json"])
def test_cassis_reads_the_marks_their_labels_and_identifiers(known: Any) -> None:
    files, losses = written_files(known, [DOCUMENT])
    assert not losses.counts
    (cas,) = as_cassis_reads(files)
    assert cas.sofa_string == TEXT
    found = [(each.get_covered_text(), each.value, each.identifier) for each in cas.select(NAMED_ENTITY)]
    assert set(found) == {
        ("בני גנץ", "PERSON", "person/<gantz>"),
        ("רבאט", "PLACE", "NIL"),
        ('"24" בנובמבר 2021', "DATE", None),
        ("ברבאט", "PLACE", None),
    }
    (timex,) = cas.select(TIMEX3)
    assert (timex.timexType, timex.timexValue, timex.timexMod) == ("DATE", "2021-11-24", "APPROX")
    assert timex.get_covered_text() == '"24" בנובמבר 2021'


@pytest.mark.parametrize("known", [uima_xmi.FORMAT, uima_json.FORMAT], ids=["xmi", "json"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(document=documents())
def test_cassis_finds_every_mark_where_it_was(known: Any, document: DocumentRecord) -> None:
    files, _ = written_files(known, [document])
    (cas,) = as_cassis_reads(files)
    is_xmi = known is uima_xmi.FORMAT
    text = permitted(document.text) if is_xmi else document.text
    assert cas.sofa_string == text
    found = sorted((each.get_covered_text(), each.value) for each in cas.select(NAMED_ENTITY))
    expected = ((text[each.start : each.end], each.label) for each in document.mentions)
    assert found == sorted((surface, permitted(label) if is_xmi else label) for surface, label in expected)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(given_documents=st.lists(documents(), min_size=1, max_size=2))
def test_xmi_comes_back_but_for_what_xml_cannot_hold(
    tmp_path_factory: pytest.TempPathFactory, given_documents: list[DocumentRecord]
) -> None:
    given_documents = [replace(document, id=str(at)) for at, document in enumerate(given_documents)]
    files, losses = written_files(uima_xmi.FORMAT, given_documents)
    reading = read_back(uima_xmi.FORMAT, tmp_path_factory.mktemp("xmi"), files)
    assert not reading.errors, [str(error) for error in reading.errors]
    changed = sum(permitted(document.text) != document.text for document in given_documents)
    assert bool(losses.counts.get(LossKind.CHARACTER_REPLACED)) == bool(changed)
    for document, found in zip(given_documents, sorted(reading.documents, key=lambda each: int(each.id)), strict=True):
        expected = [
            each._replace(label=permitted(each.label), entity=each.entity and permitted(each.entity))
            for each in document.mentions
        ]
        assert found == replace(document, text=permitted(document.text), mentions=expected, line=1)


def test_what_cassis_writes_is_read(tmp_path: Path) -> None:
    types = cassis.TypeSystem()
    entity = types.create_type(NAMED_ENTITY, "uima.tcas.Annotation")
    types.create_feature(entity, "value", "uima.cas.String")
    types.create_feature(entity, "identifier", "uima.cas.String")
    other = types.create_type("x.Chunk", "uima.tcas.Annotation")
    cas = cassis.Cas(types)
    cas.sofa_string, cas.sofa_mime = "😀 Rabat", "text/plain"
    cas.add_all([entity(begin=2, end=7, value="LOC", identifier="Q1"), other(begin=0, end=1)])
    for known, data in ((uima_xmi.FORMAT, cas.to_xmi()), (uima_json.FORMAT, cas.to_json())):
        reading = read(known, tmp_path, data)
        assert surfaces(reading.only_document) == ["Rabat"]
        assert [(each.label, each.entity) for each in reading.only_document.mentions] == [("LOC", "Q1")]
        assert reading.sentences == ["Annotations that have no place here were left aside: Chunk (1)."]


def test_times_without_an_entity_are_dates(tmp_path: Path) -> None:
    cas = json.loads(written_files(uima_json.FORMAT, [DOCUMENT])[0]["a.json"])
    cas["%FEATURE_STRUCTURES"] = [
        each for each in cas["%FEATURE_STRUCTURES"] if each["%TYPE"] in ("uima.cas.Sofa", TIMEX3)
    ]
    found = read(uima_json.FORMAT, tmp_path, json.dumps(cas)).only_document
    assert [mention[:3] + mention[4:6] for mention in found.mentions] == [(23, 40, "DATE", "2021-11-24", "APPROX")]


XMI = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:n="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore">{}'
    '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="a😀b"/></xmi:XMI>'
)


@pytest.mark.parametrize(
    "content",
    [
        "<xmi:XMI",
        '<x xmlns="http://www.omg.org/XMI"/>',
        XMI.format('<n:NamedEntity sofa="1" begin="0" end="x"/>'),
        XMI.format('<n:NamedEntity sofa="1" begin="2" end="3"/>'),
        XMI.format('<n:NamedEntity sofa="1" begin="0" end="9"/>'),
        XMI.format('<n:NamedEntity sofa="1" begin="1" end="1"/>'),
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ],
)
def test_faults_are_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.xmi").write_text(content, encoding="utf-8")
    assert str(Reading(uima_xmi.FORMAT, tmp_path / "a.xmi").only_error).startswith("a.xmi")


@pytest.mark.parametrize("content", ["[]", "{}", '{"%FEATURE_STRUCTURES": [5]}', '{"%FEATURE_STRUCTURES": []}'])
def test_faults_of_json_are_told(tmp_path: Path, content: str) -> None:
    assert str(read(uima_json.FORMAT, tmp_path, content).only_error).startswith("given.json")
