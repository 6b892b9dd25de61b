"""The ends of names from each of their words on, by which a name is found that has a word beginning so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MOST_WORDS: Final = 16
"""Of a longer name only so many words are looked at; the whole is still found by how it begins."""

# The Arabic and the Hebrew article, where enough of the word is left without it.
_ARTICLES: Final = ("ال", "ה")
_ARTICLE: Final = re.compile("ال(?=[^ ]{2})|ה(?=[^ ]{3})")


def tail_starts(key: str) -> Iterator[int]:
    """Yield where the words of a key begin, and where they go on behind their article."""
    start = 0
    for _ in range(MOST_WORDS):
        yield start
        if article := key.startswith(_ARTICLES, start) and _ARTICLE.match(key, start):
            yield article.end()
        space = key.find(" ", start)
        if space < 0:
            return
        start = space + 1
