from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from spacy.tokens import DocBin, Span

from annotator.core.records import DocumentRecord
from annotator.formats.losses import LossKind
from annotator.formats.spacy_docbin import FORMAT
from tests.formats.making import read, surfaces, written
from tests.formats.strategies import documents


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=50)
@given(document=documents())
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, document: DocumentRecord) -> None:
    data, losses = written(FORMAT, replace(document, paragraph_directions={}))
    found = read(FORMAT, tmp_path_factory.mktemp("docbin"), data).only_document
    bare = replace(found, mentions=[], line=None)
    assert bare == replace(document, paragraph_directions={}, mentions=[])
    changed = {
        (entry.start, entry.end)
        for entry in losses.affected
        if entry.kind in (LossKind.DATE_LEFT_OUT, LossKind.UNALIGNED_LEFT_OUT, LossKind.TRIMMED)
    }
    dated = [(each.start, each.end) for each in document.mentions if each.value or each.modifier]
    whole = [
        each
        for each in document.mentions
        if (each.start, each.end) not in changed
        and ((each.start, each.end) not in dated or each.value or each.modifier)
    ]
    without_date = [each._replace(calendar=None) if not (each.value or each.modifier) else each for each in whole]
    assert {each[:4] + each[7:] for each in without_date} <= {each[:4] + each[7:] for each in found.mentions}
    assert {each[4:7] for each in without_date if each.value} <= {each[4:7] for each in found.mentions}


def test_entities_and_groups_of_others_are_read_once(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    doc = nlp("Benny Gantz visited Rabat")
    doc.ents = [Span(doc, 0, 2, "PERSON", kb_id="Q2428")]
    doc.spans["sc"] = [Span(doc, 0, 2, "PERSON"), Span(doc, 1, 2, "PERSON"), Span(doc, 3, 4, "GPE")]
    document = read(FORMAT, tmp_path, DocBin(docs=[doc]).to_bytes()).only_document
    assert sorted(surfaces(document)) == ["Benny Gantz", "Gantz", "Rabat"]
    assert {each.entity for each in document.mentions} == {"Q2428", None}


@pytest.mark.parametrize(
    "data", [b"no", b"\x78\x9c", zlib.compress(b"\xc1"), zlib.compress(b"\x80"), zlib.compress(b"[]")]
)
def test_what_is_no_docbin_is_told(tmp_path: Path, data: bytes) -> None:
    assert "DocBin" in str(read(FORMAT, tmp_path, data).only_error)
