"""Every writer on the same documents, beside the tool that its format comes from.

Each is measured as documents per second of CPU, on documents that are in memory. The reference is what a user would
otherwise run: ``spacy convert`` for token formats, ``cassis`` for UIMA, plain ``pyarrow`` for Parquet, and the standard
library's ``json`` on the same facts for JSON, XML and RDF, which have no common converter.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats import FORMATS
from annotator.formats.base import Cargo, Content, Format, WriteOptions
from annotator.formats.json_facts import facts_of_document, facts_of_mention, surfaces
from annotator.formats.losses import LossReport
from annotator.formats.uima_types import NAMED_ENTITY, type_system_xml
from tests.bench import corpus
from tests.bench.figures import Figure

DOCUMENTS: Final = 60
TOKEN_FORMATS: Final = frozenset({"tokens"})
UIMA: Final = ("uima-xmi", "uima-json", "webanno-tsv")


def run(folder: Path) -> Iterator[Figure]:
    """Measure each writer and its reference."""
    documents = list(_documents())
    references = {
        "json": _rate(_as_json, documents),
        "spacy convert": _rate(_as_spacy_converts, documents),
        "cassis": _rate(_as_cassis, documents),
        "pyarrow": _rate(_as_pyarrow, documents),
    }
    for known in FORMATS:
        if known.is_written and known.cargo is Cargo.DOCUMENTS:
            name = _reference_of(known)
            rate = _rate(partial(_write, known), documents)
            yield Figure(
                f"write {known.title} (beside {name})",
                rate,
                "documents per CPU s",
                floor=references[name],
                ratio=rate / references[name],
            )


def _reference_of(known: Format) -> str:
    if known.name in UIMA:
        return "cassis"
    if known.name == "parquet":
        return "pyarrow"
    return "spacy convert" if known.offsets in TOKEN_FORMATS else "json"


def _rate(work: Callable[[list[DocumentRecord]], object], documents: list[DocumentRecord]) -> float:
    """Return documents per second of CPU, the better of two runs, after a few that load whatever has to be loaded."""
    work(documents[:3])
    taken = []
    for _ in range(2):
        begun = time.process_time()
        work(documents)
        taken.append(time.process_time() - begun)
    return len(documents) / min(taken)


def _documents() -> Iterator[DocumentRecord]:
    for facts in corpus.articles(DOCUMENTS):
        mentions = facts.pop("mentions")
        assert isinstance(mentions, list)
        records = [MentionRecord(**{key: value for key, value in each.items() if key != "text"}) for each in mentions]
        known = {name: str(facts[name]) for name in ("id", "name", "title", "text", "language", "date")}
        yield DocumentRecord(mentions=records, **known)  # type: ignore[arg-type]  # only texts are given


class _Nowhere:
    @contextmanager
    def open(self, _name: str) -> Iterator[BinaryIO]:
        yield io.BytesIO()


def _write(known: Format, documents: list[DocumentRecord]) -> None:
    content = Content(documents=documents)
    if known.write_folder is not None:
        known.write_folder([content], _Nowhere(), WriteOptions(), LossReport(0))
    elif known.write is not None:
        known.write(content, io.BytesIO(), WriteOptions(), LossReport(0))


def _as_json(documents: list[DocumentRecord]) -> int:
    size = 0
    for document in documents:
        mentions = [{"text": surface, **facts_of_mention(mention)} for mention, surface in surfaces(document)]
        size += len(json.dumps({"text": document.text, **facts_of_document(document), "mentions": mentions}))
    return size


def _as_spacy_converts(documents: list[DocumentRecord]) -> None:
    """Bring the documents from IOB to a DocBin, as ``spacy convert --converter ner`` does."""
    from spacy.tokens import DocBin
    from spacy.training.converters.conll_ner_to_docs import conll_ner_to_docs

    conll = next(known for known in FORMATS if known.name == "conll2002")
    out = io.BytesIO()
    assert conll.write is not None
    conll.write(Content(documents=documents), out, WriteOptions(), LossReport(0))
    convert: Any = conll_ner_to_docs
    DocBin(docs=convert(out.getvalue().decode(), n_sents=0, no_print=True)).to_bytes()


def _as_cassis(documents: list[DocumentRecord]) -> None:
    import cassis

    types = cassis.load_typesystem(io.BytesIO(type_system_xml().encode()))
    entity = types.get_type(NAMED_ENTITY)
    for document in documents:
        cas = cassis.Cas(types)
        cas.sofa_string, cas.sofa_mime = document.text, "text/plain"
        cas.add_all(
            entity(begin=mention.start, end=mention.end, value=mention.label, identifier=mention.entity)
            for mention in document.mentions
        )
        cas.to_xmi()


def _as_pyarrow(documents: list[DocumentRecord]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    rows = [
        {"id": each.id, "text": each.text, "mentions": [mention._asdict() for mention in each.mentions]}
        for each in documents
    ]
    parquet.write_table(pa.Table.from_pylist(rows), io.BytesIO(), compression="zstd")
