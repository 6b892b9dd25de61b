"""Titles, ranks and offices that stand before the names of people."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from annotator.lang.normalise import match_key

_FILE: Final = Path(__file__).parents[2] / "resources" / "lexicons" / "titles.toml"
_VIEW: Final = 48
_WORD: Final = re.compile(r"[^\W\d_][\w'’\"״׳-]*")
_BREAK: Final = re.compile(r"[\n.!?؟;:](?:\s|$)")
_PREFIXES: Final = (
    "",
    "ו",
    "ש",
    "ה",
    "וה",
    "שה",
    "ל",
    "ב",
    "מ",
    "و",
    "ال",
    "وال",
    "ل",
    "ب",
    "ول",
    "وب",
    "لل",
    "بال",
    "ف",
)
_MOST_WORDS: Final = 3


def title_before(text: str, start: int) -> bool:
    """Tell whether one of the three words before a place, in its sentence, is a title, also behind prefixes."""
    before = text[max(0, start - _VIEW) : start]
    breaks = [found.end() for found in _BREAK.finditer(before) if not _ends_abbreviation(before, found.start())]
    words = _WORD.findall(before, breaks[-1] if breaks else 0)[-_MOST_WORDS:]
    return any(_is_title(match_key(word)) for word in words)


@lru_cache(maxsize=1 << 14)
def is_title(word: str) -> bool:
    """Tell whether a word is a title, also behind prefixes."""
    return _is_title(match_key(word))


def _ends_abbreviation(before: str, at: int) -> bool:
    """Tell whether a full stop belongs to a title: Mr., Lt. Gen."""
    found = re.search(r"[^\W\d_]+$", before[:at])
    return before[at] == "." and found is not None and match_key(found[0]) in _titles()


def _is_title(key: str) -> bool:
    titles = _titles()
    return any(key.startswith(prefix) and key[len(prefix) :] in titles for prefix in _PREFIXES)


@cache
def _titles() -> frozenset[str]:
    with _FILE.open("rb") as file:
        read: dict[str, list[str]] = tomllib.load(file)
    return frozenset(match_key(word) for words in read.values() for word in words)
