"""Texts and marks for the tests of the document view."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from annotator.core.document import Direction, Document
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.offsets import Span
from annotator.ui.document.marks import Mark, MarkState

SAMPLE: Final = Path(__file__).parents[3] / "seeds" / "sample.jsonl"

MIXED: Final = "وأحد المنتجات الإسرائيلية، برنامج التجسس (Pegasus) التابع لشركة NSO، قد شق طريقه بالفعل إلى المغرب."
"""An Arabic sentence with Latin names in it, one of them in brackets."""

WIDTHS: Final = (320, 620, 1000)

SCRIPTS: Final = {"he": "Hebr", "ar": "Arab", "en": "Latn"}


class Article(NamedTuple):
    """A document with its marks."""

    document: Document
    marks: list[Mark]


@cache
def articles() -> tuple[Article, ...]:
    """Read the sample articles."""
    return tuple(_article(json.loads(line)) for line in SAMPLE.read_text("utf-8").splitlines())


def article(language: str) -> Article:
    """Return the first sample article in a language."""
    return next(found for found in articles() if found.document.language == language)


def paragraphs() -> list[tuple[str, str]]:
    """Return the paragraphs of all articles, each with its language."""
    return [(found.document.language, text) for found in articles() for text in found.document.text.split("\n") if text]


def document_of(text: str, language: str = "ar", direction: Direction = Direction.AUTO, **more: Any) -> Document:
    """Return a document of a text."""
    return Document(DocumentId(f"test/{hash(text)}"), "test.txt", "Test", text, language, direction, **more)


def mark_of(text: str, surface: str, label: str = "PLACE", *, caption: str = "Name", **more: Any) -> Mark:
    """Return a mark on the first occurrence of a surface."""
    start = text.index(surface)
    more = {"entity": EntityId(f"entity/{caption}")} | more
    span = Span(start, start + len(surface))
    state = more.pop("state", MarkState.LINKED)
    return Mark(more.pop("id", MentionId(f"{surface}@{start}")), span, label, state, caption, **more)


def _article(row: dict[str, Any]) -> Article:
    document = Document(DocumentId(row["id"]), row["name"], row["title"], row["text"], row["language"])
    return Article(document, [_mark(number, mention) for number, mention in enumerate(row["mentions"])])


def _mark(number: int, mention: dict[str, Any]) -> Mark:
    span, entity = Span(mention["start"], mention["end"]), mention.get("entity")
    if mention["label"] == "DATE":
        value = mention.get("value")
        return Mark(MentionId(f"m{number}"), span, "DATE", MarkState.DATED if value else MarkState.UNDATED, value or "")
    if entity in (None, "NIL"):
        return Mark(MentionId(f"m{number}"), span, mention["label"], MarkState.NIL if entity else MarkState.UNLINKED)
    caption = str(entity).partition("/")[2].replace("-", " ").title()
    return Mark(MentionId(f"m{number}"), span, mention["label"], MarkState.LINKED, caption, EntityId(entity))
