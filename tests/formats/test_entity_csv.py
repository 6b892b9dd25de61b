from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import EntityRecord
from annotator.formats.entity_csv import FORMAT
from tests.formats.making import read, written
from tests.formats.strategies import entities

HEADER = "id,type,language,name"


def test_a_name_is_a_row() -> None:
    table = EntityRecord(
        "person/benny-gantz",
        "PERSON",
        {"en": ["Benny Gantz", "Gantz, B."], "he": ["בני גנץ"]},
        {"he": "שר הביטחון", "ar": "وزير"},
        {"wikidata": "Q2902600"},
    )
    data, losses = written(FORMAT, entities=(table,))
    assert not losses.counts
    assert list(csv.reader(io.StringIO(data.decode("utf-8")))) == [
        ["id", "type", "language", "name", "description", "external"],
        ["person/benny-gantz", "PERSON", "en", "Benny Gantz", "", '{"wikidata":"Q2902600"}'],
        ["person/benny-gantz", "PERSON", "en", "Gantz, B.", "", ""],
        ["person/benny-gantz", "PERSON", "he", "בני גנץ", "שר הביטחון", ""],
        ["person/benny-gantz", "PERSON", "ar", "", "وزير", ""],
    ]


def without_line_ends(entity: EntityRecord) -> bool:
    said = [entity.id, *(name for names in entity.names.values() for name in names), *entity.description.values()]
    return not any("\r" in text for text in said)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(entities.filter(without_line_ends), min_size=1, max_size=4, unique_by=lambda entity: entity.id))
def test_what_is_written_reads_back_equal(tmp_path: Path, table: list[EntityRecord]) -> None:
    data, _ = written(FORMAT, entities=tuple(table))
    reading = read(FORMAT, tmp_path, data)
    assert not reading.errors
    plain = [(entity.id, entity.type, entity.names, entity.description, entity.external) for entity in reading.entities]
    assert plain == [(entity.id, entity.type, entity.names, entity.description, entity.external) for entity in table]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", "'=x", "''@x", "\tx"])
def test_no_cell_begins_as_a_formula_does(tmp_path: Path, name: str) -> None:
    data, _ = written(FORMAT, entities=(EntityRecord(name, "ORG", {"en": [name]}),))
    cells = [cell for row in csv.reader(io.StringIO(data.decode())) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    entity = read(FORMAT, tmp_path, data).entities[0]
    assert (entity.id, entity.names) == (name, {"en": [name]})


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (
            "id,type,lang,name\nQ1,PER,he,בני גנץ\nQ1,PER,ar,غانتس\nQ1,PER,ar,جانتس\n",
            {"he": ["בני גנץ"], "ar": ["غانتس", "جانتس"]},
        ),
        ("\ufeffid;type;lang;name\r\nQ1;PER;he;בני גנץ\r\n", {"he": ["בני גנץ"]}),
        ("Name\tLabel\tId\nבני גנץ\tPER\tQ1\n\nGantz\tPER\tQ1\n", {"he": ["בני גנץ"], "en": ["Gantz"]}),
        ('id,type,lang,name\nQ1,PER,en,"Gantz, ""B."""\n', {"en": ['Gantz, "B."']}),
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, data: str, names: Mapping[str, Sequence[str]]) -> None:
    reading = read(FORMAT, tmp_path, data)
    assert not reading.items[1:]
    (entity,) = reading.entities
    assert (entity.id, entity.type, entity.names) == ("Q1", "PER", names)


def test_external_identifiers_may_have_columns(tmp_path: Path) -> None:
    (entity,) = read(FORMAT, tmp_path, "id,type,name,wikidata\nQ1,PER,Gantz,Q2902600\n").entities
    assert entity.external == {"wikidata": "Q2902600"}


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        ("Q1,PER,he,בני גנץ\n", 1, "must name the columns"),
        ("id,type,lang,name,name\nQ1,PER,en,A,B\n", 1, "two columns named name"),
        (f"{HEADER}\nQ1,PER,en,Paris\nQ1,LOC,en,Paris\n", 3, "PER on line 2"),
        (f'{HEADER}\nQ1,PER,en,"two\nlines"\nQ2,PER,en\n', 4, "3 columns"),
        (f'{HEADER}\nQ1,PER,en,"open\n', 2, "not valid CSV"),
        (f"{HEADER}\nQ1,,en,A\n", 2, "no type"),
        (f"{HEADER},external\nQ1,PER,en,A,x\n", 2, "not valid JSON"),
        (f"{HEADER},external\nQ1,PER,en,A,[1]\n", 2, "object of texts"),
    ],
)
def test_faults_are_named_by_their_physical_line(tmp_path: Path, data: str, line: int, says: str) -> None:
    reading = read(FORMAT, tmp_path, data)
    (error,) = reading.errors
    assert error.line == line
    assert says in error.sentence


def test_each_name_that_cannot_be_seen_is_rejected(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, f"{HEADER}\nQ1,PER,en,\nQ2,PER,en,   \nQ3,PER,en,\u200f\u200e\nQ4,PER,en,A\n")
    assert [error.line for error in reading.errors] == [2, 3, 4]
    assert [entity.id for entity in reading.entities] == ["Q4"]


def test_odd_names_are_kept_and_remarked_on(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, f'{HEADER}\nQ1,PER,en,"two\r\nlines"\nQ2,PER,en,Jos\u00e9\nQ2,PER,en,Jose\u0301\n')
    assert [entity.names["en"] for entity in reading.entities] == [["two\nlines"], ["Jos\u00e9", "Jose\u0301"]]
    assert [remark.line for remark in reading.remarks] == [2, 4]
