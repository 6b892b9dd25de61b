"""How common words are, by the counts of the ``wordfreq`` package (Hebrew, Arabic and English)."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import Final

_LANGUAGES: Final = frozenset({"he", "ar", "en"})
_VOWEL_SIGNS: Final = re.compile("[\u064b-\u0652\u0591-\u05c7\u0640]+")
_MAQSURA: Final = "ى"
_PER_BILLION: Final = 1e9

EVERYDAY: Final = 5.0
"""From here on words are on nearly every page: once in ten thousand words."""

COMMON: Final = 4.0
"""From here on every reader knows a word: once in a hundred thousand words."""


@lru_cache(maxsize=1 << 16)
def commonness(word: str, language: str) -> float:
    """Return the Zipf value of a word: the logarithm to base 10 of how often it stands in a billion words.

    0 is returned for a word that stands fewer than about a thousand times in a billion, and for all words of other
    languages. The counts are of words as they are written, prefixes included. The first call for a language takes a
    fifth of a second.
    """
    base = language.partition("-")[0].lower()
    if base not in _LANGUAGES:
        return 0.0
    values = _values(base)
    word = _VOWEL_SIGNS.sub("", word.casefold())
    found = values.get(word, 0.0)
    if not found and word.endswith(_MAQSURA):  # the Egyptian way to write a final ya
        found = values.get(f"{word[:-1]}ي", 0.0)
    return found


@cache
def _values(language: str) -> dict[str, float]:
    import wordfreq

    counts = wordfreq.get_frequency_dict(language, "small")
    return {word: math.log10(share * _PER_BILLION) for word, share in counts.items()}
