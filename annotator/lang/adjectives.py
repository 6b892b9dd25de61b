"""Adjectives of places and the people of places: Moroccan, Israeli, مغربي, إسرائيلية, מרוקאי, ישראלים.

They are no mentions of the place, and what they qualify may be one (Moroccan Army). Hebrew and Arabic make them with
one ending (the nisba), English with several that nobody can tell from the name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from annotator.lang.normalise import match_key

# Keys are folded: ta marbuta is he, hamza seats are bare, final letters are plain.
_ARABIC_ENDING: Final = re.compile("(?:يه|يون|يين|يات|يا|ي)$")
_HEBREW_ENDING: Final = re.compile("(?:איות|אימ|אית|אי|יות|יימ|ית|ימ|י)$")
_ENGLISH_ENDING: Final = re.compile("(?:ians?|ans?|ns?|is?|ese|ish|ites?|ene|ic)$")
_ARABIC_TAIL: Final = re.compile("(?:يا|ا|ه|و)$")
_HEBREW_TAIL: Final = re.compile("(?:יה|ימ|ה|ו)$")
_ENGLISH_TAIL: Final = re.compile("(?:ia|on|[aeioy]+)$")
_SHORTEST: Final = 3
# English adjectives that do not begin as their countries do, or whose ending is none of the usual.
_IRREGULAR: Final = {
    "american": "united states", "argentine": "argentina", "british": "united kingdom", "burmese": "myanmar",
    "czech": "czech republic", "danish": "denmark", "dutch": "netherlands", "emirati": "united arab emirates",
    "emiratis": "united arab emirates", "english": "england", "filipino": "philippines", "finnish": "finland",
    "french": "france", "gazan": "gaza", "gazans": "gaza", "german": "germany", "germans": "germany",
    "greek": "greece", "greeks": "greece", "irish": "ireland", "kiwi": "new zealand", "polish": "poland",
    "sahrawi": "western sahara", "sahrawis": "western sahara", "scottish": "scotland", "spanish": "spain",
    "swedish": "sweden", "swiss": "switzerland", "thai": "thailand", "turkish": "turkey", "turks": "turkey",
    "welsh": "wales", "afghan": "afghanistan", "uzbek": "uzbekistan", "kazakh": "kazakhstan", "slovak": "slovakia",
}  # fmt: skip


@lru_cache(maxsize=1 << 14)
def adjective_stem(word: str) -> str:
    """Return what a word's place would begin with if the word were an adjective of a place, "" if it cannot be one.

    Args:
        word: One word, without prefixes other than the article.
    """
    key = match_key(word)
    if not key or " " in key:
        return ""
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    first = key[0]
    if "\u0590" <= first <= "\u05ff":
        return _cut(_HEBREW_ENDING, key.removeprefix("ה"))
    if "\u0600" <= first <= "\u06ff":
        return _cut(_ARABIC_ENDING, key.removeprefix("ال"))
    return _cut(_ENGLISH_ENDING, key)


@lru_cache(maxsize=1 << 14)
def is_adjective_of(word: str, place: str) -> bool:
    """Tell whether a word is the adjective of a place, or names its people, both in one language.

    Args:
        word: One word, without prefixes other than the article.
        place: A name of the place.
    """
    stem, key = adjective_stem(word), match_key(place)
    if not stem or match_key(word) == key:
        return False
    if stem == key or match_key(word) in _IRREGULAR:
        return stem == key
    if " " in key:
        key = key.partition(" ")[0]  # Saudi Arabia, المملكة
    first = key[:1]
    if "\u0600" <= first <= "\u06ff":
        return stem in _with_and_without(_ARABIC_TAIL, key.removeprefix("ال"))
    if "\u0590" <= first <= "\u05ff":
        return stem in _with_and_without(_HEBREW_TAIL, key)
    return stem in _with_and_without(_ENGLISH_TAIL, key)


def _cut(ending: re.Pattern[str], key: str) -> str:
    found = ending.search(key)
    if found is None or found.start() < _SHORTEST:
        return ""
    return key[: found.start()]


def _with_and_without(tail: re.Pattern[str], key: str) -> tuple[str, ...]:
    return key, tail.sub("", key), key[:-1] if len(key) > _SHORTEST + 1 else key
