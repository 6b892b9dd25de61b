"""The least work that each task can be done with: what a budget is a multiple of, measured in the same run."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import orjson

from annotator.core.records import DocumentRecord

_SCHEMA: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
CREATE TABLE document (id TEXT PRIMARY KEY, language TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE mention (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id), start INTEGER NOT NULL,
    stop INTEGER NOT NULL, label TEXT NOT NULL, entity TEXT, value TEXT, CHECK (0 <= start AND start < stop)
);
CREATE INDEX mention_by_document ON mention (document, start);
"""


def import_jsonl(source: Path, store: Path) -> int:
    """Read JSON lines, check every offset and surface, and store all in one SQLite transaction; return the count."""
    connection = sqlite3.connect(store, isolation_level=None)
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    count = 0
    with source.open("rb") as lines:
        for line in lines:
            row = orjson.loads(line)
            text, identifier = row["text"], row["id"]
            mentions = []
            for mention in row["mentions"]:
                start, end = mention["start"], mention["end"]
                if not 0 <= start < end <= len(text) or text[start:end] != mention["text"]:
                    raise ValueError(line)
                mentions.append((identifier, start, end, mention["label"], mention.get("entity"), mention.get("value")))
            connection.execute("INSERT INTO document VALUES (?, ?, ?)", (identifier, row["language"], text))
            connection.executemany(
                "INSERT INTO mention (document, start, stop, label, entity, value) VALUES (?, ?, ?, ?, ?, ?)", mentions
            )
            count += 1
    connection.execute("COMMIT")
    connection.close()
    return count


def export_jsonl(store: Path, target: Path) -> int:
    """Write what :func:`import_jsonl` stored as JSON lines and return how many documents there were."""
    connection = sqlite3.connect(store)
    mentions = iter(
        connection.execute("SELECT document, start, stop, label, entity, value FROM mention ORDER BY document, start")
    )
    following = next(mentions, None)
    count = 0
    with target.open("wb") as out:
        for identifier, language, text in connection.execute("SELECT id, language, text FROM document ORDER BY id"):
            rows = []
            while following is not None and following[0] == identifier:
                _, start, end, label, entity, value = following
                rows.append(
                    {"start": start, "end": end, "text": text[start:end], "label": label}
                    | ({"entity": entity} if value is None else {"value": value})
                )
                following = next(mentions, None)
            row = {"id": identifier, "text": text, "language": language, "mentions": rows}
            out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    connection.close()
    return count


def docbin(source: Path, count: int) -> int:
    """Build a DocBin through ``DocBin.add``, as its documentation shows, and return its size in bytes.

    Mentions that begin inside a token are widened to it.
    """
    import spacy
    from spacy.tokens import DocBin

    pipelines = {language: spacy.blank(language) for language in ("he", "ar", "en")}
    bin_ = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"])
    for row in _first(source, count):
        doc = pipelines[row["language"]].make_doc(row["text"])
        spans = [
            doc.char_span(
                mention["start"],
                mention["end"],
                label=mention["label"],
                kb_id=mention.get("entity", ""),
                alignment_mode="expand",
            )
            for mention in row["mentions"]
        ]
        doc.set_ents([span for span in spans if span is not None])
        bin_.add(doc)
    return len(bin_.to_bytes())


def docbin_of_records(records: Iterable[DocumentRecord], count: int) -> int:
    """Build a DocBin of the same content as ours through ``DocBin.add``, from the workspace's own records.

    Beside :func:`docbin` it has every mention in ``doc.spans``, the longest of those that overlap in ``doc.ents``, date
    values, and what is known about the document.
    """
    import spacy
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    pipelines = {language: spacy.blank(language) for language in ("he", "ar", "en")}
    bin_ = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
    for record in islice(records, count):
        doc = pipelines[record.language].make_doc(record.text)
        facts: dict[object, object] = {name: getattr(record, name) for name in ("id", "name", "title", "language")}
        spans = []
        for mention in record.mentions:
            span = doc.char_span(
                mention.start,
                mention.end,
                label=mention.label,
                kb_id=mention.entity or "",
                alignment_mode="expand",
            )
            if span is not None:
                spans.append(span)
                if mention.value is not None:
                    facts["._.", "value", span.start_char, span.end_char] = mention.value
        doc.spans["mentions"] = spans
        doc.set_ents(filter_spans(spans))
        doc.user_data = facts  # type: ignore[assignment]  # spaCy itself keeps custom attributes under tuples
        bin_.add(doc)
    return len(bin_.to_bytes())


def _first(source: Path, count: int) -> Iterator[dict[str, Any]]:
    with source.open("rb") as lines:
        for _, line in zip(range(count), lines, strict=False):
            yield orjson.loads(line)


def fdatasync_seconds(folder: Path, count: int = 200) -> list[float]:
    """Return how long the disk takes to make 4 KiB at the end of a file durable, so many times."""
    times = []
    descriptor = os.open(folder / "sync.floor", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    try:
        for _ in range(count):
            began = time.perf_counter()
            os.write(descriptor, b"x" * 4096)
            os.fdatasync(descriptor)
            times.append(time.perf_counter() - began)
    finally:
        os.close(descriptor)
    return times


_BARE_WINDOW: Final = """
import gc
import time
gc.disable()
import sqlalchemy
import sqlalchemy.dialects.sqlite
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1440, 900)
window.show()
app.processEvents()
print(time.process_time())
"""


def bare_window_cpu() -> float:
    """Return the processor seconds of a process that shows an empty window and has imported SQLAlchemy."""
    answer = subprocess.run([sys.executable, "-c", _BARE_WINDOW], check=True, capture_output=True, text=True)
    return float(answer.stdout)


class PhraseFloor:
    """spaCy's PhraseMatcher with some names: whole tokens, written exactly so."""

    def __init__(self, names: list[str]) -> None:
        import spacy
        from spacy.matcher import PhraseMatcher

        self._pipeline = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._pipeline.vocab, attr="ORTH")
        self._matcher.add("NAME", list(map(self._pipeline.make_doc, dict.fromkeys(names))))

    def match(self, texts: list[str]) -> int:
        """Count the names in texts."""
        return sum(len(self._matcher(self._pipeline.make_doc(text))) for text in texts)
