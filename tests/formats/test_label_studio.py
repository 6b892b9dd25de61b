from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from annotator.core.records import DocumentRecord
from annotator.formats.label_studio import FORMAT
from tests.formats.making import mark, read, surfaces, written

TEXT = "😀😀 Benny Gantz visited Rabat on 24 November 2021 ."
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "Benny Gantz", "PERSON", "person/gantz")._replace(annotator="Dana"),
        mark(TEXT, "Rabat", "PLACE")._replace(annotator="Omar"),
        mark(TEXT, "24 November 2021", "DATE")._replace(annotator="Dana", value="2021-11-24"),
        mark(TEXT, "Gantz", "PERSON")._replace(status="suggested", score=0.75),
        mark(TEXT, "visited", "ORG")._replace(status="rejected"),
    ],
    id="d",
    language="en",
)
CONFIGURATION = """<View><Labels name="label" toName="text"><Label value="PERSON"/><Label value="PLACE"/>
<Label value="DATE"/><Label value="ORG"/></Labels><Text name="text" value="$text"/>
<TextArea name="entity" toName="text" perRegion="true"/><TextArea name="value" toName="text" perRegion="true"/>
</View>"""


def region(start: object, end: object, label: str, text: str | None = None, **more: object) -> dict[str, object]:
    value = {"start": start, "end": end, "labels": [label], **({"text": text} if text is not None else {})}
    return {"id": "r", "type": "labels", "from_name": "label", "to_name": "text", "value": value, **more}


def tasks(*results: object, text: str = TEXT, **more: object) -> str:
    return json.dumps([{"id": 1, "data": {"text": text}, "annotations": [{"id": 1, "result": results}], **more}])


def test_annotators_and_suggestions_have_places_of_their_own() -> None:
    data, losses = written(FORMAT, DOCUMENT)
    assert not losses.counts
    (task,) = json.loads(data)
    assert task["data"]["text"] == TEXT
    by_annotation = [
        [result["value"]["text"] for result in annotation["result"] if result["type"] == "labels"]
        for annotation in task["annotations"]
    ]
    assert by_annotation == [["Benny Gantz", "24 November 2021"], ["Rabat"], ["visited"]]
    assert [annotation["was_cancelled"] for annotation in task["annotations"]] == [False, False, True]
    assert task["predictions"][0]["result"][0]["score"] == 0.75
    entity = next(result for result in task["annotations"][0]["result"] if result["from_name"] == "entity")
    assert entity["value"] == {"start": 3, "end": 14, "text": ["person/gantz"]}
    assert entity["id"] == task["annotations"][0]["result"][0]["id"]


@pytest.fixture
def converter(tmp_path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from label_studio_sdk.converter.converter import Converter

        make: Any = Converter
        return make(CONFIGURATION, str(tmp_path))


def test_label_studios_own_converter_reads_what_was_marked(tmp_path: Path, converter: Any) -> None:
    (tmp_path / "tasks.json").write_bytes(written(FORMAT, DOCUMENT)[0])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        converter.convert_to_conll2003(str(tmp_path / "tasks.json"), str(tmp_path / "out"), is_dir=False)
        converter.convert_to_json_min(str(tmp_path / "tasks.json"), str(tmp_path / "min"), is_dir=False)
    rows = [line.split() for line in (tmp_path / "out" / "result.conll").read_text("utf-8").splitlines() if line]
    tagged = [(row[0], row[-1]) for row in rows if row[-1] != "O"]
    assert [word for word in tagged if word[0] in {"Benny", "Gantz"}][:2] == [
        ("Benny", "B-PERSON"),
        ("Gantz", "I-PERSON"),
    ]
    smaller = json.loads((tmp_path / "min" / "result.json").read_text("utf-8"))
    labels = [label for record in smaller for label in record.get("label", [])]
    assert {(label["start"], label["end"], label["labels"][0]) for label in labels} >= {
        (3, 14, "PERSON"),
        (23, 28, "PLACE"),
    }
    assert all(TEXT[label["start"] : label["end"]] == label["text"] for label in labels)


def test_what_its_converter_makes_smaller_is_read_too(tmp_path: Path) -> None:
    record = {"id": 1, "text": TEXT, "label": [{"start": 3, "end": 14, "text": "Benny Gantz", "labels": ["PERSON"]}]}
    reading = read(FORMAT, tmp_path, json.dumps([record]))
    assert surfaces(reading.only_document) == ["Benny Gantz"]


def test_offsets_of_old_versions_are_converted_by_the_regions_text(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, tasks(region(5, 16, "PERSON", "Benny Gantz")))
    assert surfaces(reading.only_document) == ["Benny Gantz"]
    assert "UTF-16" in reading.sentences[0]


def test_a_line_feed_in_a_regions_text_may_be_two_characters(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, tasks(region(0, 5, "X", "a b\\nc"), text="a b\nc d"))
    assert surfaces(reading.only_document) == ["a b\nc"]


def test_text_areas_of_a_region_are_its_entity_and_value(tmp_path: Path) -> None:
    entity = {**region(3, 14, ""), "type": "textarea", "from_name": "entity", "value": {"text": ["Q1", "Q2"]}}
    document = read(FORMAT, tmp_path, tasks(entity, region(3, 14, "PERSON"))).only_document
    assert [mention.entity for mention in document.mentions] == ["Q1"]


def test_predictions_and_cancelled_annotations_are_not_gold(tmp_path: Path) -> None:
    task = {
        "data": {"text": TEXT},
        "annotations": [{"was_cancelled": True, "result": [region(3, 14, "PERSON")]}],
        "predictions": [{"score": 0.5, "result": [region(23, 28, "PLACE")]}],
    }
    reading = read(FORMAT, tmp_path, json.dumps([task]))
    assert [(m.label, m.status, m.score) for m in reading.only_document.mentions] == [("PLACE", "suggested", 0.5)]
    assert reading.sentences == ["A cancelled annotation was left out, with 1 of its marks."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"tasks": []}', "“data”"),
        ('[{"data": {"a": "x", "b": "y"}}]', "“text”"),
        (tasks(region("/p[1]/text()[1]", "/p[1]/text()[1]", "X")), "web page"),
        (tasks(region(0, 99_999, "X")), "99999"),
        ('[{"data": 5}]', "object"),
        ('[{"data": {"text": "a"}, "annotations": [5]}]', "object"),
        ('[{"data": {"text": "a"}, "annotations": [{"result": [{"type": "labels"}]}]}]', "object"),
    ],
)
def test_what_is_no_task_is_told(tmp_path: Path, content: str, said: str) -> None:
    assert said in str(read(FORMAT, tmp_path, content).only_error)


def test_results_that_are_no_labels_are_told(tmp_path: Path) -> None:
    choice = {"type": "choices", "from_name": "c", "to_name": "text", "value": {"choices": ["x"]}}
    unlabelled = {**region(0, 1, "X"), "value": {"start": 0, "end": 1}}
    assert read(FORMAT, tmp_path, tasks(choice, unlabelled)).sentences == [
        "Results that are not labelled pieces of text were left aside: 2."
    ]
    repeated = read(FORMAT, tmp_path, tasks(region(3, 14, "X"), region(23, 28, "X")))
    assert repeated.sentences == ["Regions with an id that another one has: 1. All of them were kept."]
    assert len(repeated.only_document.mentions) == 2
