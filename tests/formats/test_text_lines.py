from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.errors import UserError
from annotator.formats import text_lines as under_test
from annotator.formats.decoding import decode
from annotator.formats.text_lines import text_lines


def read(path: Path, data: bytes, encoding: str | None = None) -> tuple[str, int]:
    path.write_bytes(data)
    with text_lines(path, encoding) as text:
        return "".join(text.lines), len(text.remarks)


def whole(data: bytes, encoding: str | None = None) -> tuple[str, int]:
    decoded = decode(data, encoding)
    return decoded.text, len(decoded.remarks)


def said(reading: Callable[[], tuple[str, int]]) -> object:
    """Return what was read, or why it cannot be."""
    try:
        return reading()
    except UserError as error:
        return error.sentence, error.line


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode), st.sampled_from([None, "utf-8", "cp1255"]))
def test_lines_together_are_what_the_whole_file_is(tmp_path: Path, data: bytes, encoding: str | None) -> None:
    assert said(partial(read, tmp_path / "a.txt", data, encoding)) == said(partial(whole, data, encoding))


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "שורה\r\nעוד\rסוף".encode(),
        "שורה\n".encode("utf-16"),
        ("שר הביטחון נחת ברבאט.\n" * 9).encode("cp1255"),
        "a\u2028b\x0bc\x85d\n".encode(),
    ],
)
def test_characters_may_be_cut_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    for size in range(1, 9):
        monkeypatch.setattr(under_test, "_BLOCK", size)
        assert read(tmp_path / "a.txt", data) == whole(data)


def test_utf8_is_never_all_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "decode_file", None)
    assert read(tmp_path / "a.txt", "שורה\n".encode() * 3) == ("שורה\n" * 3, 0)
