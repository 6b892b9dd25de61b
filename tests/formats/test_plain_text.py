from __future__ import annotations

from pathlib import Path

import pytest

from annotator.formats.plain_text import FORMAT
from tests.formats.making import read


def test_a_file_is_a_document(tmp_path: Path) -> None:
    document = read(FORMAT, tmp_path, "\ufeffשורה\r\nline\n").only_document
    assert document.text == "שורה\nline\n"
    assert (document.name, document.encoding, document.mentions) == ("given.txt", "utf-8", ())


def test_errors_name_the_file(tmp_path: Path) -> None:
    error = read(FORMAT, tmp_path, b"").only_error
    assert str(error) == "given.txt: The file is empty: there is no text in it."


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("\n\n \u200f\n", "no visible text", None),
        ("fine\n" + "\u2067" * 5000 + "a\n", "5000", 2),
        ("\u202eabc", "mislead", 1),
    ],
)
def test_texts_that_are_not_what_they_seem_are_remarked_on(
    tmp_path: Path, text: str, says: str, line: int | None
) -> None:
    reading = read(FORMAT, tmp_path, text)
    assert reading.only_document.text == text
    assert any(says in sentence for sentence in reading.sentences)
    assert reading.remarks[0].line == line


@pytest.mark.parametrize(
    "text", ["שלום עולם", "Cafe\u0301 \ue000", "a\u200db می\u200cخواهم", "'; DROP TABLE x; -- {0} %s"]
)
def test_ordinary_texts_pass_in_silence(tmp_path: Path, text: str) -> None:
    reading = read(FORMAT, tmp_path, text)
    assert reading.only_document.text == text
    assert not reading.remarks
