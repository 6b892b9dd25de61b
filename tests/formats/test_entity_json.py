from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import EntityRecord
from annotator.formats.entity_json import FORMAT
from tests.formats.making import read, written
from tests.formats.strategies import entities

GANTZ = EntityRecord(
    "person/benny-gantz",
    "PERSON",
    {"en": ["Benny Gantz", "Gantz"], "he": ["בני גנץ"], "ar": ["بيني غانتس", "بيني جانتس"]},
    {"en": "Minister of Defence"},
    {"wikidata": "Q2902600"},
)


def test_an_entity_is_one_line() -> None:
    data, _ = written(FORMAT, entities=(GANTZ,))
    assert json.loads(data) == {
        "id": "person/benny-gantz",
        "type": "PERSON",
        "names": {"en": ["Benny Gantz", "Gantz"], "he": ["בני גנץ"], "ar": ["بيني غانتس", "بيني جانتس"]},
        "description": {"en": "Minister of Defence"},
        "external": {"wikidata": "Q2902600"},
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(entities, min_size=1, max_size=4, unique_by=lambda entity: entity.id))
def test_what_is_written_reads_back_equal(tmp_path: Path, table: list[EntityRecord]) -> None:
    data, _ = written(FORMAT, entities=tuple(table))
    reading = read(FORMAT, tmp_path, data)
    assert not reading.errors
    assert reading.entities == [replace(entity, line=line) for line, entity in enumerate(table, start=1)]


def test_what_was_merged_and_what_is_kept_apart_comes_back(tmp_path: Path) -> None:
    table = (replace(GANTZ, replaces=("old/1", "old/2"), not_same=("person/other",), line=1),)
    assert read(FORMAT, tmp_path, written(FORMAT, entities=table)[0]).entities == list(table)


def test_collections_shorthands_and_single_names_are_read(tmp_path: Path) -> None:
    data = '{"entities": [{"id": 5, "type": "ORG", "names": {"en": "NSO"}, "wikidata": "Q1", "external": {"x": null}}]}'
    reading = read(FORMAT, tmp_path, data)
    assert reading.entities == [EntityRecord("5", "ORG", {"en": ["NSO"]}, {}, {"wikidata": "Q1"}, 1)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id":"a","names":{"en":["x"]}}', "no “type”"),
        ('{"id":"a","type":5,"names":{}}', "“type”"),
        ('{"id":[],"type":"ORG"}', "“id”"),
        ('{"id":"a","type":"ORG","names":["x"]}', "“names”"),
        ('{"id":"a","type":"ORG","names":{"en":[5]}}', "not 5"),
        ('{"id":"a","type":"ORG","names":{"en":5}}', "not 5"),
        ('{"id":"a","type":"ORG","names":{"en":[""]}}', "cannot be seen"),
        ('{"id":"a","type":"ORG","names":{"en":["x"]},"replaces":["a"]}', "the entity itself"),
        ('{"id":"a","type":"ORG","names":{"en":["x"]},"not_same":["b","a"]}', "the entity itself"),
        ('{"id":"a","type":"ORG","names":{"en":["x"]},"replaces":"b"}', "a list of ids"),
        ('{"id":"a","type":"ORG","names":{"en":["x"]},"not_same":[5]}', "a list of ids"),
        ('{"id":"a","type":"ORG","names":{"en":["\u200f "]}}', "cannot be seen"),
        ('{"id":"a","type":"ORG","description":"x"}', "“description”"),
        ('{"id":"a","type":"ORG","external":{"wikidata":5}}', "“wikidata”"),
        ('{"id":"a","type":"ORG","merged_into":"a"}', "into itself"),
        ('{"id":"first","type":"ORG","names":{}}', "PERSON on line 1"),
        ("[]", "object"),
    ],
)
def test_a_malformed_line_is_rejected_by_its_number(tmp_path: Path, line: str, says: str) -> None:
    first = '{"id":"first","type":"PERSON","names":{"en":["A"]}}'
    last = '{"id":"last","type":"PERSON","names":{"en":["B"]}}'
    reading = read(FORMAT, tmp_path, f"{first}\n{line}\n{last}\n")
    assert [entity.id for entity in reading.entities] == ["first", "last"]
    (error,) = reading.errors
    assert error.line == 2
    assert says in error.sentence


def test_an_id_that_comes_twice_is_remarked_on(tmp_path: Path) -> None:
    line = '{"id":"a","type":"ORG","names":{"en":["A"]}}'
    reading = read(FORMAT, tmp_path, f"{line}\n{line}\n")
    assert [entity.line for entity in reading.entities] == [1, 2]
    assert reading.remarks[0].line == 2
    assert "line 1" in reading.sentences[0]


def test_names_that_differ_only_in_composition_are_remarked_on(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "type": "ORG", "names": {"en": ["Jos\u00e9", "Jose\u0301"]}})
    reading = read(FORMAT, tmp_path, line)
    assert reading.entities[0].names == {"en": ["Jos\u00e9", "Jose\u0301"]}
    assert "composed" in reading.sentences[0]


def merges(*pairs: tuple[str, str]) -> str:
    lines = [
        json.dumps({"id": gone, "type": "ORG", "names": {"en": [f"name of {gone}"]}, "merged_into": kept})
        for gone, kept in pairs
    ]
    return "\n".join([*lines, json.dumps({"id": "root", "type": "PERSON", "names": {"en": ["root"]}})])


def test_a_long_chain_of_merges_ends_where_it_ends(tmp_path: Path) -> None:
    chain = [(f"e{at}", f"e{at + 1}") for at in range(5000)]
    reading = read(FORMAT, tmp_path, merges(*chain, ("e5000", "root")))
    assert not reading.errors
    assert {(entity.id, entity.type) for entity in reading.entities} == {("root", "PERSON")}
    assert sum(len(entity.names["en"]) for entity in reading.entities) == 5002
    assert "5001" in reading.sentences[-1]


def test_a_circle_of_merges_is_rejected(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, merges(("a", "b"), ("b", "c"), ("c", "a")))
    assert [error.line for error in reading.errors] == [1]
    assert "back to it" in reading.errors[0].sentence


def test_an_entity_may_have_been_merged_into_one_that_is_elsewhere(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, merges(("a", "elsewhere")))
    assert [(entity.id, entity.type) for entity in reading.entities] == [("root", "PERSON"), ("elsewhere", "ORG")]


def test_a_name_of_a_megabyte_is_told_with_its_line(tmp_path: Path) -> None:
    rows = [{"id": name[:1], "type": "ORG", "names": {"en": [name]}} for name in ("a", "b" * 1_000_000, "c" * 1_000)]
    reading = read(FORMAT, tmp_path, "\n".join(map(json.dumps, rows)))
    (error,) = reading.errors
    assert (error.line, "1,000,000 characters" in error.sentence) == (2, True)
    assert [entity.id for entity in reading.entities] == ["a", "c"]
