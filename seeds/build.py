"""Make ``sample.jsonl`` from the marked articles: ``python -m seeds.build``.

An article is a few ``name: value`` lines, an empty line, and its text, one paragraph a line. A mention stands in
the text as ``[[surface|target]]``, and mentions may stand inside one another. The target is

* an entity id of ``entities.jsonl``, whose type is the label: ``[[Rabat|place/rabat]]``;
* a label and ``NIL`` for what is not in the base: ``[[Claire Whitmore|PERSON NIL]]``;
* ``DATE``, its ISO 8601 or EDTF value, and where they say more a modifier and a calendar:
  ``[[the mid-1990s|DATE 199X MID]]``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ORDER: Final = ("hebrew", "moroccan", "egyptian", "english", "levantine")
MODIFIERS: Final = frozenset({"START", "MID", "END", "APPROX", "BEFORE", "AFTER"})

_MARK = re.compile(r"\[\[|\|([^\[\]|]*)\]\]")

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention as it is written in an article: ``[start, end)`` in code points of the clean text."""

    start: int
    end: int
    target: str


def read_marks(marked: str) -> tuple[str, list[Mark]]:
    """Return the text without its marks, and the marks in text order, longer ones first.

    Raises:
        ValueError: A mark is opened and not closed, or closed and not opened.
    """
    pieces: list[str] = []
    opened: list[int] = []
    marks: list[Mark] = []
    length = read_to = 0
    for found in _MARK.finditer(marked):
        piece = marked[read_to : found.start()]
        pieces.append(piece)
        length += len(piece)
        read_to = found.end()
        if found.group() == "[[":
            opened.append(length)
        elif opened:
            marks.append(Mark(opened.pop(), length, found.group(1)))
        else:
            raise ValueError(f"A mark is closed that was never opened: {found.group()}")
    if opened:
        raise ValueError("A mark is opened and never closed.")
    pieces.append(marked[read_to:])
    return "".join(pieces), sorted(marks, key=lambda mark: (mark.start, -mark.end))


def mention(mark: Mark, text: str, types: Mapping[str, str]) -> Json:
    """Return a mark as a mention of the interchange format.

    Args:
        mark: What to write.
        text: The clean text it stands in.
        types: The label of every entity id.

    Raises:
        KeyError: It names an entity that is not in the base.
        ValueError: Its target cannot be read.
    """
    place: Json = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    label, _, rest = mark.target.partition(" ")
    if label == "DATE":
        return place | {"label": label} | _date(rest)
    if rest == "NIL":
        return place | {"label": label, "entity": rest}
    if rest:
        raise ValueError(f"This target cannot be read: {mark.target}")
    return place | {"label": types[label], "entity": label}


def _date(target: str) -> Json:
    value, *more = target.split()
    modifiers = [word for word in more if word in MODIFIERS]
    calendars = [word for word in more if word not in MODIFIERS]
    return {
        "value": value,
        "modifier": modifiers[0] if modifiers else None,
        "calendar": calendars[0] if calendars else "gregorian",
    }


def document(article: str, types: Mapping[str, str]) -> Json:
    """Return an article as a document of the interchange format."""
    head, marked = article.split("\n\n", 1)
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    text, marks = read_marks(marked.rstrip("\n"))
    return {
        "id": facts["id"],
        "name": facts["name"],
        "title": facts["title"],
        "text": text,
        "language": facts["language"],
        "date": facts["date"],
        "direction": "auto",
        "state": facts["state"],
        "mentions": [mention(mark, text, types) for mark in marks],
    }


def sample() -> str:
    """Return the whole of ``sample.jsonl``."""
    entities = [json.loads(line) for line in (HERE / "entities.jsonl").read_text("utf-8").splitlines()]
    types = {entity["id"]: entity["type"] for entity in entities}
    articles = [(HERE / "articles" / f"{name}.txt").read_text("utf-8") for name in ORDER]
    return "".join(json.dumps(document(article, types), ensure_ascii=False) + "\n" for article in articles)


if __name__ == "__main__":
    (HERE / "sample.jsonl").write_text(sample(), "utf-8")
