"""spaCy's knowledge base, read from what spaCy itself writes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.kb import InMemoryLookupKB
from spacy.vocab import Vocab

from annotator.core.records import DocumentRecord, EntityRecord, MentionRecord
from annotator.formats import detect
from annotator.formats.spacy_knowledge_base import FORMAT
from tests.formats.making import Reading, mark, written_files
from tests.formats.strategies import entities


def base_of_spacy(folder: Path) -> Path:
    """Let spaCy write two people that share a name, and a country called like one of spaCy's own symbols."""
    base = InMemoryLookupKB(Vocab(), entity_vector_length=3)
    base.set_entities(["Q1", "Q2", "PERSON"], [342, 0, 17], [[1, 2, 3], [4, 5, 6], [0, 0, 0]])
    base.add_alias("Gantz", ["Q1", "Q2"], [0.75, 0.25])
    base.add_alias("Benny Gantz", ["Q1"], [0.9])
    base.add_alias("בני גנץ", ["Q1"], [1.0])
    base.add_alias("المغرب", ["PERSON"], [1.0])
    base.to_disk(folder / "kb")
    return folder / "kb" / "contents"


def test_what_spacy_writes_is_read(tmp_path: Path) -> None:
    contents = base_of_spacy(tmp_path)
    assert detect(contents).format is FORMAT
    reading = Reading(FORMAT, contents)
    assert not reading.errors
    assert [(entity.id, entity.names, entity.external) for entity in reading.entities] == [
        ("Q1", {"he": ["בני גנץ"], "en": ["Benny Gantz", "Gantz"]}, {"frequency": "342"}),
        ("Q2", {"en": ["Gantz"]}, {}),
        ("PERSON", {"ar": ["المغرب"]}, {"frequency": "17"}),
    ]
    assert FORMAT.companions is not None
    assert FORMAT.companions(contents) == (contents.with_name("strings.json"),)


def read_files(folder: Path, files: Mapping[str, bytes]) -> Reading:
    (folder / "kb").mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return Reading(FORMAT, folder / "kb" / "contents")


def names_of(entity: EntityRecord) -> set[str]:
    return {name for names in entity.names.values() for name in names}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(st.lists(entities, max_size=5, unique_by=lambda entity: entity.id))
def test_ids_and_names_come_back(tmp_path: Path, table: list[EntityRecord]) -> None:
    files, _ = written_files(FORMAT, (), entities=table)
    reading = read_files(tmp_path, files)
    assert not reading.errors
    assert {entity.id: names_of(entity) for entity in reading.entities} == {
        entity.id: names_of(entity) for entity in table
    }


def test_how_often_entities_are_linked_comes_back(tmp_path: Path) -> None:
    text = "Gantz met Gantz in Rabat"
    marks: list[MentionRecord] = [
        mark(text, "Gantz", entity="gantz"),
        mark(text, "Gantz", entity="gantz", occurrence=1),
        mark(text, "Rabat", "PLACE", "rabat"),
    ]
    known = EntityRecord("gantz", "PERSON", {"en": ["Benny Gantz"]})
    files, _ = written_files(FORMAT, (DocumentRecord(text, marks),), entities=(known,))
    found = {entity.id: entity for entity in read_files(tmp_path, files).entities}
    assert (found["gantz"].external, found["rabat"].external) == ({"frequency": "2"}, {"frequency": "1"})
    assert names_of(found["gantz"]) == {"Benny Gantz", "Gantz"}


def test_names_that_nobody_can_use_are_left_out(tmp_path: Path) -> None:
    base = InMemoryLookupKB(Vocab(), entity_vector_length=1)
    base.set_entities(["Q1"], [1], [[1]])
    for name in ("\u200f", "x" * 1_000_000, "Gantz"):
        base.add_alias(name, ["Q1"], [1.0])
    base.to_disk(tmp_path)
    reading = Reading(FORMAT, tmp_path / "contents")
    assert [entity.names for entity in reading.entities] == [{"en": ["Gantz"]}]
    assert "characters: 2." in reading.sentences[0]


@pytest.mark.parametrize(
    ("strings", "says"),
    [
        (None, "must stand beside it"),
        ("[", "not valid JSON"),
        ('{"a": 1}', "list of texts"),
        ("[5]", "list of texts"),
        (b'["\xff"]', "not valid JSON"),
        ('["Q1"]', "must be of one"),
    ],
)
def test_without_its_strings_it_is_refused(tmp_path: Path, strings: str | bytes | None, says: str) -> None:
    contents = base_of_spacy(tmp_path)
    beside = contents.with_name("strings.json")
    beside.unlink()
    if strings is not None:
        beside.write_bytes(strings if isinstance(strings, bytes) else strings.encode())
    error = Reading(FORMAT, contents).only_error
    assert says in error.sentence
    assert error.path == str(contents)


def test_every_part_of_it_is_told_to_be_one(tmp_path: Path) -> None:
    contents = base_of_spacy(tmp_path)
    whole = contents.read_bytes()
    for size in range(0, len(whole), 7):
        contents.write_bytes(whole[:size])
        sentence = Reading(FORMAT, contents).only_error.sentence
        assert "ends too soon" in sentence or "only a part" in sentence


@pytest.mark.parametrize("numbers", [(1 << 62, 1), (1, 1 << 62), (-1, 1), (1, -1), (1 << 40, 0)])
def test_numbers_that_cannot_be_true_take_no_memory(tmp_path: Path, numbers: tuple[int, int]) -> None:
    contents = base_of_spacy(tmp_path)
    contents.write_bytes(struct.pack("<qq", *numbers) + contents.read_bytes()[16:])
    assert "no knowledge base" in Reading(FORMAT, contents).only_error.sentence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_changed_byte_is_no_surprise(tmp_path: Path, at: int, byte: int) -> None:
    contents = tmp_path / "kb" / "contents"
    data = bytearray((contents if contents.exists() else base_of_spacy(tmp_path)).read_bytes())
    data[at % len(data)] = byte
    changed = tmp_path / "changed" / "contents"
    changed.parent.mkdir(exist_ok=True)
    changed.write_bytes(data)
    changed.with_name("strings.json").write_bytes(contents.with_name("strings.json").read_bytes())
    reading = Reading(FORMAT, changed)
    assert bool(reading.entities) != bool(reading.errors)


def test_what_stands_after_the_end_is_told(tmp_path: Path) -> None:
    contents = base_of_spacy(tmp_path)
    contents.write_bytes(contents.read_bytes() + b"more")
    reading = Reading(FORMAT, contents)
    assert len(reading.entities) == 3
    assert "after the end" in reading.sentences[0]


def test_an_id_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    contents = base_of_spacy(tmp_path)
    data = bytearray(contents.read_bytes())
    first = 16 + 3 * 3 * 4
    data[first + 16 : first + 24] = data[first : first + 8]
    contents.write_bytes(data)
    assert "entity 2" in Reading(FORMAT, contents).only_error.sentence


def test_a_list_of_texts_alone_is_no_knowledge_base(tmp_path: Path) -> None:
    (tmp_path / "contents").write_text(json.dumps(["a"]))
    assert detect(tmp_path / "contents").format is not FORMAT
