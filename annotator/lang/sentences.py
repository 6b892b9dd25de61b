"""Sentences, near enough for a triple click."""

from __future__ import annotations

import re
from typing import Final

from annotator.core.offsets import Span

_CLOSERS: Final = "\"'\u2019\u201d\u00bb)\\]\u05f4"
_END: Final = re.compile(f"(?:[!?\u061f\u2026\u3002]+|\\.+)[{_CLOSERS}]*(?=\\s|$)")
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
    """Return the sentence around an offset, without white space at its ends; None on an empty line."""
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", max(offset, line_start))
    line = text[line_start : len(text) if line_end < 0 else line_end]
    start = 0
    for end in [*_sentence_ends(line), len(line)]:
        stripped = line[start:end].strip()
        if stripped and (end > offset - line_start or not line[end:].strip()):
            first = line_start + line.index(stripped, start)
            return Span(first, first + len(stripped))
        start = end if stripped else start
    return None


def _sentence_ends(line: str) -> list[int]:
    return [found.end() for found in _END.finditer(line) if _ends_sentence(line, found)]


def _ends_sentence(line: str, found: re.Match[str]) -> bool:
    if not found.group().startswith("."):
        return True
    following = line[found.end() :].split(maxsplit=1)
    if not following:
        return True
    if following[0][0].islower():
        return False
    word = _LAST_WORD.search(line, 0, found.start())
    last = word.group() if word else ""
    if last.casefold() in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return False
    return "." not in last or not last.replace(".", "").isalpha() or following[0] in _SENTENCE_STARTERS
