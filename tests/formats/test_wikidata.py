from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path

import pytest

from annotator.core.records import EntityRecord
from annotator.formats.base import Wanted
from annotator.formats.registry import detect
from annotator.formats.wikidata import FORMAT, read_wikidata
from tests.formats.making import Reading, read


def entity(qid: str, kind: str = "Q5", **changes: object) -> dict[str, object]:
    return {
        "type": "item",
        "id": qid,
        "labels": {"en": {"language": "en", "value": f"Name {qid}"}, "he": {"language": "he", "value": "שם"}},
        "descriptions": {"en": {"language": "en", "value": "a person"}},
        "aliases": {"en": [{"language": "en", "value": "Nick"}, {"language": "en", "value": f"Name {qid}"}]},
        "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": kind}}}}]},
        "sitelinks": {"enwiki": {}, "hewiki": {}},
        **changes,
    }


def dump(*entities: dict[str, object]) -> bytes:
    return b"[\n" + b",\n".join(json.dumps(each).encode() for each in entities) + b"\n]\n"


def lines(*entities: dict[str, object]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in entities)


@pytest.mark.parametrize("written", [dump, lines])
@pytest.mark.parametrize(("ending", "pack"), [("json", bytes), ("json.gz", gzip.compress), ("json.bz2", bz2.compress)])
def test_every_form_reads_alike(tmp_path: Path, written: object, ending: str, pack: object) -> None:
    assert callable(written)
    assert callable(pack)
    path = tmp_path / f"extract.{ending}"
    path.write_bytes(pack(written(entity("Q1"), entity("Q2", "Q515"), entity("Q3", "Q9999999"))))
    assert detect(path).format is FORMAT
    reading = Reading(FORMAT, path)
    assert [(each.id, each.type) for each in reading.entities] == [("wikidata/Q1", "PERSON"), ("wikidata/Q2", "PLACE")]
    first = reading.entities[0]
    assert first.names == {"en": ["Name Q1", "Nick"], "he": ["שם"]}
    assert first.description == {"en": "a person"}
    assert first.external == {"wikidata": "Q1", "sitelinks": "2"}
    assert reading.sentences == ["Entities that are no person, organization or place: 1. They were left out."]


def test_only_what_is_wanted_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(lines(entity("Q1"), entity("Q2", "Q515")))
    (found,) = (each for each in read_wikidata(path, Wanted(("he",), ("PLACE",))) if isinstance(each, EntityRecord))
    assert (found.id, found.names) == ("wikidata/Q2", {"he": ["שם"]})


def test_reading_goes_on_from_a_line(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(dump(entity("Q1"), entity("Q2")))
    found = [each.id for each in read_wikidata(path, Wanted(), skip_lines=2) if isinstance(each, EntityRecord)]
    assert found == ["wikidata/Q2"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_packed_file_that_ends_too_soon_is_told(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    data = pack(lines(*(entity(f"Q{number}") for number in range(2000))))
    (error,) = read(FORMAT, tmp_path, data[: len(data) // 2]).errors
    assert "ends too soon" in str(error)
    assert error.line is not None


def test_a_line_that_is_no_json_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = lines(entity("Q1")) + b'{"id": "Q2", broken\n["Q3"]\n' + lines(entity("Q4"))
    reading = read(FORMAT, tmp_path, data)
    assert [each.id for each in reading.entities] == ["wikidata/Q1", "wikidata/Q4"]
    assert [error.line for error in reading.errors] == [2, 3]


def test_names_that_cannot_be_names_are_left_out(tmp_path: Path) -> None:
    aliases = {"en": [{"value": "  "}, {"value": "x" * 1_000_000}, {"value": "\u200e"}, {"value": 7}, {}, "Plain"]}
    reading = read(FORMAT, tmp_path, lines(entity("Q1", aliases=aliases), entity("Q2", labels=[], aliases=[])))
    assert [each.names["en"] for each in reading.entities] == [["Name Q1", "Plain"]]
    assert len(reading.remarks) == 2


@pytest.mark.parametrize("claims", [[], {"P31": "Q5"}, {"P31": [{"mainsnak": {"snaktype": "novalue"}}]}, None, 3])
def test_claims_of_any_shape_are_survived(tmp_path: Path, claims: object) -> None:
    reading = read(FORMAT, tmp_path, lines(entity("Q1", claims=claims)))
    assert not reading.entities
    assert not reading.errors
