"""No file, however damaged, makes a reader raise: what is wrong with it is yielded as a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.document import check_storable
from annotator.core.records import DocumentRecord, EntityRecord
from annotator.formats import FORMATS
from annotator.formats.base import Format
from tests.formats.making import mark, read, written

TEXT = "בני גנץ ביקר ברבאט 😀\nGantz، الرباط"
DOCUMENT = DocumentRecord(
    TEXT, [mark(TEXT, "גנץ", "PERSON", "a"), mark(TEXT, "الرباط", "PLACE")], id="d", language="he"
)
ENTITY = EntityRecord("a", "PERSON", {"he": ["בני גנץ"], "en": ["=Gantz, B."]}, {"en": "d"}, {"wikidata": "Q1"})
READABLE = [known for known in FORMATS if known.read]


def healthy_file(known: Format) -> bytes:
    if not known.is_written:
        return TEXT.encode("utf-8")
    return written(known, DOCUMENT, DOCUMENT, entities=(ENTITY, ENTITY))[0]


cuts = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 30),
        st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"]", b"\n", b"\r", b","]),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("known", READABLE, ids=[known.name for known in READABLE])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(cuts=cuts)
def test_damaged_files_are_explained(tmp_path: Path, known: Format, cuts: list[tuple[float, int, bytes]]) -> None:
    data = healthy_file(known)
    for place, length, instead in cuts:
        at = int(place * len(data))
        data = data[:at] + instead + data[at + length :]
    check(known, tmp_path, data)


@pytest.mark.parametrize("known", READABLE, ids=[known.name for known in READABLE])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(data=st.binary(max_size=80))
def test_any_bytes_are_explained(tmp_path: Path, known: Format, data: bytes) -> None:
    check(known, tmp_path, data)


def check(known: Format, folder: Path, data: bytes) -> None:
    reading = read(known, folder, data)
    assert reading.documents or reading.entities or reading.errors
    for error in reading.errors:
        assert str(error).startswith("given.")
        assert error.line is None or 1 <= error.line <= data.count(b"\n") + data.count(b"\r") + 1
    for remark in reading.remarks:
        assert remark.sentence
    for document in reading.documents:
        check_storable(document.text)
        assert "\r" not in document.text
        for mention in document.mentions:
            assert 0 <= mention.start < mention.end <= len(document.text)
            assert mention.label
