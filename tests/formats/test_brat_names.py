from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import UNTYPED
from annotator.formats import brat, detect
from annotator.formats.brat_names import FORMAT
from annotator.formats.remarks import is_visible
from tests.formats.making import Reading

PEOPLE = (
    "17\tname:Name:Benny Gantz\tname:Also known as:בני גנץ\tinfo:<IMG>:http://example.org/17\tattr:Type:Person\t"
    "attr:Country:Israel\tinfo:Info:Israeli minister: of defence\n"
    "\n"
    "18\tname:City:Rabat\tname:Synonym:الرباط\n"
    "19\tname:Name:The Chronicles: a film\n"
)


def written(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def test_each_line_is_an_entity(tmp_path: Path) -> None:
    path = written(tmp_path / "Wiki.txt", PEOPLE)
    assert detect(path).format is FORMAT
    reading = Reading(FORMAT, path)
    assert not reading.errors
    assert [(found.id, found.type, found.names, found.line) for found in reading.entities] == [
        ("Wiki:17", "Person", {"en": ["Benny Gantz"], "he": ["בני גנץ"]}, 1),
        ("Wiki:18", "City", {"en": ["Rabat"], "ar": ["الرباط"]}, 3),
        ("Wiki:19", UNTYPED, {"en": ["The Chronicles: a film"]}, 4),
    ]
    assert reading.entities[0].description == {"en": "Israeli minister: of defence"}
    assert reading.entities[0].external == {"Wiki": "17"}
    assert reading.sentences == ["Attributes and further texts were left aside: 2."]


def test_annotations_and_names_call_an_entity_the_same(tmp_path: Path) -> None:
    names = Reading(FORMAT, written(tmp_path / "Wiki.txt", PEOPLE))
    written(tmp_path / "a.txt", "Rabat")
    marks = written(tmp_path / "a.ann", "T1\tCity 0 5\tRabat\nN1\tReference T1 Wiki:18\tRabat\n")
    (mention,) = Reading(brat.FORMAT, marks).only_document.mentions
    assert mention.entity == names.entities[1].id


@pytest.mark.parametrize(
    ("name", "identifier", "external"),
    [
        ("Wikidata.txt", "Q1", {"wikidata": "Q1"}),
        ("annotator.txt", "Q1", {}),
        ("Uni Prot.tsv", "Uni Prot:Q1", {"Uni Prot": "Q1"}),
    ],
)
def test_the_file_is_called_after_its_base(
    tmp_path: Path, name: str, identifier: str, external: dict[str, str]
) -> None:
    (entity,) = Reading(FORMAT, written(tmp_path / name, "Q1\tname:Name:Gantz\n")).entities
    assert (entity.id, entity.external) == (identifier, external)


visible = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20).filter(
    lambda text: is_visible(text) and text == text.strip()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(visible.filter(lambda text: "\ufeff" not in text), st.lists(visible, min_size=1), min_size=1))
def test_every_name_is_read(tmp_path: Path, table: dict[str, list[str]]) -> None:
    lines = ["\t".join([key, *(f"name:Name:{name}" for name in names)]) for key, names in table.items()]
    reading = Reading(FORMAT, written(tmp_path / "a.txt", "\n".join(lines)))
    assert not reading.errors
    read = {entity.external["a"]: sorted(chain.from_iterable(entity.names.values())) for entity in reading.entities}
    assert read == {key: sorted(set(names)) for key, names in table.items()}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("18", "has no name"),
        ("\tname:Name:Rabat", "no id"),
        ("18\tname:Rabat", "must read"),
        ("18\tnick:Name:Rabat", "must read"),
        ("18\tRabat", "must read"),
        ("18\tattr:Type:City", "has no name"),
        ("18\tname:Name:", "empty"),
        ("18\tname:Name:\u200f", "empty"),
        (f"18\tname:Name:{'x' * 1_000_000}", "1,000,000 characters"),
        ("17\tname:City:Gantz", "is a City here but a Person on line 1"),
    ],
)
def test_bad_lines_are_told_and_the_others_are_read(tmp_path: Path, line: str, says: str) -> None:
    data = f"17\tname:Person:Gantz\n{line}\n19\tname:Person:Kochavi\n"
    reading = Reading(FORMAT, written(tmp_path / "Wiki.txt", data))
    (error,) = reading.errors
    assert (error.line, error.path) == (2, str(tmp_path / "Wiki.txt"))
    assert says in error.sentence
    assert [entity.id for entity in reading.entities] == ["Wiki:17", "Wiki:19"]


def test_ids_that_come_twice_are_united(tmp_path: Path) -> None:
    data = "1\tname:Name:Gantz\n1\tname:Name:גנץ\n"
    reading = Reading(FORMAT, written(tmp_path / "Wiki.txt", data))
    assert [entity.names for entity in reading.entities] == [{"en": ["Gantz"]}, {"he": ["גנץ"]}]
    assert any("line 1 already" in sentence for sentence in reading.sentences)


def test_older_encodings_are_told_and_damage_has_its_line(tmp_path: Path) -> None:
    hebrew = "1\tname:Name:בני גנץ\n" * 3
    reading = Reading(FORMAT, written(tmp_path / "a.txt", hebrew.encode("cp1255")))
    assert reading.entities[0].names == {"he": ["בני גנץ"]}
    assert "windows-1255" in reading.sentences[0]
    broken = hebrew.encode() + b"2\tname:Name:\xff\n"
    error = Reading(FORMAT, written(tmp_path / "b.txt", broken)).only_error
    assert (error.line, "does not fit" in error.sentence) == (4, True)


@pytest.mark.parametrize("name", ["article.txt", "table.tsv"])
def test_texts_and_tables_are_not_mistaken_for_it(tmp_path: Path, name: str) -> None:
    data = "id\ttype\tname\n1\tPER\tname:a:b\n" if name.endswith("tsv") else "A man\tname:Name:x is here\nand\nthere\n"
    assert detect(written(tmp_path / name, data)).format is not FORMAT
