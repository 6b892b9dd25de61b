"""Sentences, near enough for a triple click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotator.core.offsets import Span

_CLOSERS: Final = "\"'\u2019\u201d\u00bb)\\]\u05f4"
_END: Final = re.compile(f"(?:[!?\u061f\u2026\u3002]+|\\.+)[{_CLOSERS}]*(?=\\s|$)")
_WORD: Final = re.compile(r"\s*(\S+)")
_LAST_WORD: Final = re.compile(r"[^\s(\"'\u201c\u2018\u00ab\[]+$")
_ABBREVIATIONS: Final = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "capt", "maj", "brig", "adm", "gov", "sen",
    "rep", "rev", "hon", "st", "jr", "sr", "vs", "etc", "no", "vol", "pp", "cf", "e.g", "i.e", "inc", "ltd",
    "co", "corp", "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    'ד"ר', "פרופ'", "עמ'", "מס'", "רח'", "גב'", "וכו'", "أ", "د", "م", "ص", "ت", "هـ", "ق.م",
})  # fmt: skip
_SENTENCE_STARTERS: Final = frozenset({
    "The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "We", "I", "But", "And", "This", "That",
    "These", "Those", "There", "As", "For", "With", "After", "Before", "While",
})  # fmt: skip


def sentence_at(text: str, offset: int) -> Span | None:
    """Return the sentence around an offset, without the white space at its ends.

    A sentence ends with its line, with ``!``, ``?``, ``؟`` or ``…``, and with a full stop that neither belongs to an
    abbreviation or initial nor goes on with a small letter. The white space after it counts as its own. On a line
    without anything but white space there is no sentence: None.
    """
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", max(offset, line_start))
    line = text[line_start : len(text) if line_end < 0 else line_end]
    found = None
    for start, end in _sentences(line):
        if found is None or line_start + start <= offset:
            found = Span(line_start + start, line_start + end)
    return found


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text in order, as :func:`sentence_at` finds them."""
    line_start = 0
    for line in text.split("\n"):
        for start, end in _sentences(line):
            yield Span(line_start + start, line_start + end)
        line_start += len(line) + 1


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (*_sentence_ends(line), len(line)):
        sentence = line[start:end]
        if stripped := sentence.strip():
            first = start + len(sentence) - len(sentence.lstrip())
            yield first, first + len(stripped)
        start = end


def _sentence_ends(line: str) -> list[int]:
    return [found.end() for found in _END.finditer(line) if _ends_sentence(line, found)]


def _ends_sentence(line: str, found: re.Match[str]) -> bool:
    if not found.group().startswith("."):
        return True
    following = _WORD.match(line, found.end())
    if following is None:
        return True
    if following[1][0].islower():
        return False
    word = _LAST_WORD.search(line, 0, found.start())
    last = word.group() if word else ""
    if last.casefold() in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return False
    is_initialism = "." in last and all(len(part) == 1 and part.isalpha() for part in last.split("."))
    return not is_initialism or following[1] in _SENTENCE_STARTERS
