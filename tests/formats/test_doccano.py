from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.core.records import DocumentRecord
from annotator.formats.doccano import FORMAT
from tests.formats.making import mark, read, surfaces, written

TEXT = "😀 גנץ ביקר ברבאט"


def test_labels_are_triples_and_what_they_say_more_stands_beside_them() -> None:
    gantz, rabat = mark(TEXT, "גנץ", "PERSON", "person/gantz"), mark(TEXT, "רבאט", "PLACE")
    data, losses = written(FORMAT, DocumentRecord(TEXT, [gantz, rabat], id="7", language="he"))
    assert not losses.counts
    assert json.loads(data) == {
        "text": TEXT,
        "label": [[2, 5, "PERSON"], [12, 16, "PLACE"]],
        "document_id": "7",
        "language": "he",
        "direction": "auto",
        "marks": [{"start": 2, "end": 5, "label": "PERSON", "text": "גנץ", "entity": "person/gantz"}],
    }


def test_links_are_found_again_after_labels_were_moved_about(tmp_path: Path) -> None:
    data, _ = written(
        FORMAT, DocumentRecord(TEXT, [mark(TEXT, "גנץ", "PERSON", "a"), mark(TEXT, "רבאט", "PLACE", "b")])
    )
    record = json.loads(data)
    record["label"] = [[12, 16, "PLACE"], [7, 11, "ORG"], [2, 5, "PERSON"]]
    document = read(FORMAT, tmp_path, json.dumps(record)).only_document
    assert [mention.entity for mention in document.mentions] == ["b", None, "a"]


def test_labels_removed_in_doccano_are_gone(tmp_path: Path) -> None:
    record = json.loads(written(FORMAT, DocumentRecord(TEXT, [mark(TEXT, "גנץ", "PERSON", "a")]))[0])
    record["label"] = []
    assert not read(FORMAT, tmp_path, json.dumps(record)).only_document.mentions


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"label": [[2, 5, "PER"]]}, ["גנץ"]),
        ({"labels": [[2, 5, "PER"], [12, 16, "LOC"]]}, ["גנץ", "רבאט"]),
        ({"entities": [{"id": 1, "label": "PER", "start_offset": 2, "end_offset": 5}], "relations": []}, ["גנץ"]),
        ({}, []),
    ],
)
def test_its_several_shapes_are_read(tmp_path: Path, fields: dict[str, object], expected: list[str]) -> None:
    reading = read(FORMAT, tmp_path, json.dumps({"id": 3, "text": TEXT, **fields}))
    assert surfaces(reading.only_document) == expected
    assert reading.only_document.name == "doccano 3"


def test_relations_and_comments_are_told(tmp_path: Path) -> None:
    entity = {"id": 1, "label": "PER", "start_offset": 2, "end_offset": 5}
    relation = {"id": 1, "from_id": 1, "to_id": 99, "type": "x"}
    reading = read(FORMAT, tmp_path, json.dumps({"text": TEXT, "entities": [entity], "relations": [relation]}))
    assert len(reading.only_document.mentions) == 1
    assert reading.sentences == ["Relations have no place here and were left aside: 1."]


@pytest.mark.parametrize("label", [[2, 5], "PER", {"start": 2, "end": 5, "label": "PER"}, 7, None])
def test_what_is_no_label_is_told_with_its_number(tmp_path: Path, label: object) -> None:
    error = read(FORMAT, tmp_path, json.dumps({"text": TEXT, "label": [[2, 5, "PER"], label]})).only_error
    assert "Label 2" in str(error)
    assert error.line == 1
