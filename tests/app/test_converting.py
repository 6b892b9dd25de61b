"""From one format to another without a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.app.converting import ConversionPlan, convert
from annotator.core.errors import UserError
from annotator.formats.projection import TokenPolicy
from tests.app.making import ENGLISH, HEBREW, write_jsonl

MENTION = {"start": 14, "end": 18, "label": "PLACE", "entity": "place/rabat"}


def test_documents_go_from_format_to_format(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [{"text": HEBREW, "mentions": [MENTION]}, {"text": "two"}])
    target = tmp_path / "a.conll"
    report = convert(source, target, ConversionPlan("conll2003"))
    assert (report.documents, report.mentions, report.losses.lost) == (2, 1, 0)
    assert "\nרבאט " in target.read_text(encoding="utf-8")
    assert report.as_json()["path"] == str(target)


def test_what_a_document_does_not_say_is_filled_in_and_always_the_same(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(HEBREW, encoding="utf-8")
    for name in ("1", "2"):
        convert(source, tmp_path / name, ConversionPlan("jsonl"))
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    made = json.loads((tmp_path / "1").read_text(encoding="utf-8"))
    assert (made["id"], made["name"], made["language"], made["title"]) == ("article.txt", "article.txt", "he", HEBREW)


def test_entities_are_converted_too(tmp_path: Path) -> None:
    row = {"id": "place/rabat", "type": "PLACE", "names": {"en": ["Rabat"], "he": ["רבאט"]}}
    source = write_jsonl(tmp_path / "e.jsonl", [row])
    report = convert(source, tmp_path / "e.csv", ConversionPlan("entities-csv", source_format="entities"))
    assert report.entities == 1
    convert(tmp_path / "e.csv", tmp_path / "back.jsonl", ConversionPlan("entities"))
    assert json.loads((tmp_path / "back.jsonl").read_text(encoding="utf-8"))["names"] == row["names"]


def test_losses_may_be_refused(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [{"text": HEBREW, "mentions": [MENTION]}])
    tokens = TokenPolicy.parse("widen")
    with pytest.raises(UserError, match="widened"):
        convert(source, tmp_path / "a.conll", ConversionPlan("conll2003", tokens=tokens, strict=True))
    assert not (tmp_path / "a.conll").exists()
    assert convert(source, tmp_path / "a.conll", ConversionPlan("conll2003", tokens=tokens)).losses.lost == 1


@pytest.mark.parametrize(
    ("content", "to", "message"),
    [
        ('{"text": "a"}\n{"text": 5}\n', "jsonl", "source.jsonl, line 2"),
        ("", "jsonl", "source.jsonl"),
        ('{"text": "a"}\n', "entities", "documents, but entities holds entities only"),
        ('{"id": "x", "type": "ORG", "names": {"en": ["X"]}}\n', "jsonl", "entities, but jsonl holds documents only"),
        ('{"text": "a"}\n', "nonsense", "no format nonsense"),
        ('{"text": "a"}\n', "text", "not written"),
        ("\x00\x01\x02", "jsonl", "source.jsonl"),
    ],
)
def test_what_cannot_be_converted_is_told_and_leaves_no_file(
    tmp_path: Path, content: str, to: str, message: str
) -> None:
    source = tmp_path / "source.jsonl"
    source.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        convert(source, tmp_path / "target", ConversionPlan(to))
    assert message in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["source.jsonl"]


def test_a_missing_source_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        convert(tmp_path / "nowhere.jsonl", tmp_path / "target", ConversionPlan("jsonl"))


def test_the_source_may_be_the_target(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [{"id": "x", "text": ENGLISH}])
    convert(path, path, ConversionPlan("jsonl"))
    assert json.loads(path.read_text(encoding="utf-8"))["text"] == ENGLISH
