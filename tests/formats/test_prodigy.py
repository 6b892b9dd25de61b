from __future__ import annotations

import json
from pathlib import Path

from annotator.core.records import DocumentRecord
from annotator.formats.prodigy import FORMAT
from tests.formats.making import mark, read, surfaces, written

TEXT = "😀 גנץ ביקר ברבאט, בישראל-מרוקו"
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "גנץ", "PERSON", "person/gantz"),
        mark(TEXT, "רבאט", "PLACE"),
        mark(TEXT, "ישראל-מרוקו", "ORG"),
        mark(TEXT, "מרוקו", "PLACE"),
    ],
    id="d",
    language="he",
)


def test_spans_select_their_tokens_as_prodigy_counts_them() -> None:
    data, losses = written(FORMAT, DOCUMENT)
    assert not losses.counts
    task = json.loads(data)
    tokens = task["tokens"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == TEXT
    for span in task["spans"]:
        covered = tokens[span["token_start"] : span["token_end"] + 1]
        assert covered[0]["start"] == span["start"]
        assert covered[-1]["end"] == span["end"]
        assert TEXT[span["start"] : span["end"]] == span["text"]
    assert task["spans"][0]["entity"] == "person/gantz"
    assert task["answer"] == "accept"


def test_what_spacy_makes_of_the_tokens_and_spans_is_what_was_marked() -> None:
    import spacy
    from spacy.tokens import Doc

    task = json.loads(written(FORMAT, DOCUMENT)[0])
    words = [token["text"] for token in task["tokens"]]
    doc = Doc(spacy.blank("he").vocab, words, [token["ws"] for token in task["tokens"]])
    assert doc.text == TEXT
    found = [doc.char_span(span["start"], span["end"], span["label"]) for span in task["spans"]]
    assert [span and (span.text, span.label_) for span in found] == [
        ("גנץ", "PERSON"),
        ("רבאט", "PLACE"),
        ("ישראל-מרוקו", "ORG"),
        ("מרוקו", "PLACE"),
    ]


def test_verdicts_are_taken(tmp_path: Path) -> None:
    lines = [
        {"text": "Rabat", "spans": [{"start": 0, "end": 5, "label": "PLACE"}], "answer": answer}
        for answer in ("accept", "reject", "ignore")
    ]
    reading = read(FORMAT, tmp_path, "\n".join(map(json.dumps, lines)))
    assert [[mention.status for mention in document.mentions] for document in reading.documents] == [
        ["accepted"],
        ["rejected"],
        [],
    ]
    assert len(reading.remarks) == 2


def test_a_task_without_spans_is_a_text_and_addresses_in_it_are_only_words(tmp_path: Path) -> None:
    task = {"text": "http://127.0.0.1:9/", "html": "<img src=x>", "image": "file:///etc/passwd", "meta": {"a": 1}}
    reading = read(FORMAT, tmp_path, json.dumps(task))
    assert reading.only_document.text == "http://127.0.0.1:9/"
    assert reading.sentences == ["Fields that have no place here were left aside: html, image."]


def test_surfaces_decide_about_offsets(tmp_path: Path) -> None:
    task = {"text": TEXT, "spans": [{"start": 3, "end": 6, "text": "גנץ", "label": "PERSON"}]}
    reading = read(FORMAT, tmp_path, json.dumps(task))
    assert surfaces(reading.only_document) == ["גנץ"]
    assert "UTF-16" in reading.sentences[0]
