"""Formats that say they lose nothing: what is written and read again is what there was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.records import DocumentRecord
from annotator.formats import FORMATS
from annotator.formats.base import Cargo, Format
from tests.formats.making import read_back, written_files
from tests.formats.strategies import documents

LOSSLESS = [
    known
    for known in FORMATS
    if known.is_written and known.read and not known.losses and known.cargo is Cargo.DOCUMENTS
]


def comparable(document: DocumentRecord) -> DocumentRecord:
    return replace(document, line=None, mentions=list(document.mentions))


def with_ids(given_documents: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    return [replace(document, id=f"{document.id}-{at}") for at, document in enumerate(given_documents)]


@pytest.mark.parametrize("known", LOSSLESS, ids=[known.name for known in LOSSLESS])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=50)
@given(given_documents=st.lists(documents(), min_size=1, max_size=3).map(with_ids))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, known: Format, given_documents: list[DocumentRecord]
) -> None:
    files, losses = written_files(known, given_documents)
    assert losses.lost == 0
    folder: Path = tmp_path_factory.mktemp("round")
    reading = read_back(known, folder, files)
    assert not reading.errors, [str(error) for error in reading.errors]
    found = {document.id: comparable(document) for document in reading.documents}
    assert found == {document.id: comparable(document) for document in given_documents}
