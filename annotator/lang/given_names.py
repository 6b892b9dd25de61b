"""The commonest given names in three languages: where one stands, a full name is likely to begin."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from annotator.lang.normalise import match_key

# Alef maqsura and ya are one letter to a matching key, but على (on) is not علي.
_NEVER: Final = frozenset({"على"})
_FILE: Final = Path(__file__).parents[2] / "resources" / "lexicons" / "given_names.toml"


@lru_cache(maxsize=1 << 14)
def is_given_name(word: str) -> bool:
    """Tell whether a word is one of the commonest given names, written so in one of the languages."""
    return match_key(word) in _names() and word not in _NEVER


@cache
def _names() -> frozenset[str]:
    with _FILE.open("rb") as file:
        read: dict[str, list[str]] = tomllib.load(file)
    return frozenset(match_key(name) for names in read.values() for name in names)
