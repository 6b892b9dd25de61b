"""Words that the names of institutions and regions are made of, which other languages translate."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from annotator.lang.normalise import match_key

_FILE: Final = Path(__file__).parents[2] / "resources" / "lexicons" / "institutions.toml"
_LANGUAGES: Final = ("en", "he", "ar")


class Notion(NamedTuple):
    """What such a word means, whatever the language.

    Attributes:
        name: Its name in the lexicon.
        weight: How much it tells two names apart.
        is_head: Whether a name may begin (in English: end) with it.
    """

    name: str
    weight: float
    is_head: bool


@lru_cache(maxsize=1 << 16)
def notions_of(word: str) -> frozenset[Notion]:
    """Return what a word, without prefixes other than its article, may mean in the name of an institution."""
    key = match_key(word)
    words = _words()
    for form in _forms(key):
        if found := words.get(form):
            return found
    return frozenset()


def _forms(key: str) -> tuple[str, ...]:
    """Return a key, and what it is without its article and the Arabic ending of the feminine."""
    if key[:1] >= "\u0600":
        bare = key.removeprefix("ال")
        return key, bare, bare.removesuffix("ه"), key.removesuffix("ه")
    if key[:1] >= "\u0590":
        return key, key.removeprefix("ה")
    return (key,)


@cache
def _words() -> dict[str, frozenset[Notion]]:
    with _FILE.open("rb") as file:
        lexicon = tomllib.load(file)
    found: dict[str, set[Notion]] = {}
    for name, facts in lexicon.items():
        notion = Notion(name, float(facts.get("weight", 1)), bool(facts.get("head", False)))
        for language in _LANGUAGES:
            for word in facts[language]:
                found.setdefault(match_key(word), set()).add(notion)
    return {word: frozenset(notions) for word, notions in found.items()}
