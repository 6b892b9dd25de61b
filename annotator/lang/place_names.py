"""Which of the names that a gazetteer mixes together are names of a language that shares its script with others.

GeoNames lists the alternate names of a city without their languages: Arabic with Persian, Urdu, Kurdish and Uighur,
Hebrew with Yiddish, and beside them airport codes, transliterations, and names from poems. Letters tell most of them
apart; how often a language uses a word tells which of the rest are its own (https://pypi.org/project/wordfreq/).
Whatever stays doubtful is left out: a missing name costs a little typing, a wrong one a wrong link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from rapidfuzz.fuzz import ratio

from annotator.lang.normalise import match_key

Frequency = Callable[[str, str], float]
"""How often a language uses a name: the logarithm of its occurrences in a thousand million words; 0 is never."""

# Arabic has the letters of ISO 8859-6 alone; Persian kaf and ya, heh goal and the like are other languages' letters.
_LETTERS: Final = {
    "ar": re.compile("[\u0621-\u063a\u0641-\u064a](?:[\u0621-\u063a\u0641-\u064a -]*[\u0621-\u063a\u0641-\u064a])"),
    "he": re.compile("[\u05d0-\u05ea](?:[\u05d0-\u05ea '\"\u05f3\u05f4\u05be-]*[\u05d0-\u05ea'\u05f3])"),
}
_NEIGHBOURS: Final = {"ar": ("fa", "ur"), "he": ()}
_LATIN: Final = re.compile(r"[A-Z\u00c0-\u00de][^\W\d_]+(?:[ '\u2019-][^\W\d_]+)*")
_YIDDISH: Final = re.compile(
    "[\u05f0-\u05f2]|\u05d0[\u05b7\u05b8]|(?<=[\u05d1-\u05ea])\u05e2(?=[\u05d1-\u05ea])|\u05e2\\b"
)
_LEAST_LIKE_FIRST: Final = 80
_LEAST_LIKE_LATIN: Final = 85
_MOST_NAMES: Final = 4
_FOREIGN_BY: Final = 1.2
_PER_WORD: Final = 2.0
_SHORTEST_LATIN: Final = 4
_LEAST_USED_LATIN: Final = 1.5


def names_in(
    language: str, mixed: Iterable[str], frequency: Frequency, *, like: str = "", usual: str = ""
) -> list[str]:
    """Return the names of a language that are found among names of all languages, the likeliest first.

    Args:
        language: ``ar`` or ``he``.
        mixed: The names.
        frequency: Tells how often a language uses a name.
        like: Its usual Latin name; one of more words is rather a description or an epithet (*city of the moon*).
        usual: Its usual name in the language, if that is known; it comes first unless it is a description.
    """
    plausible = dict.fromkeys(name for name in map(_unpointed, mixed) if _is_written_in(language, name))
    weighed = [(_weight(name, language, plausible.keys(), frequency), name) for name in plausible]
    if like and len(plausible) > 1:
        weighed = [(weight - _PER_WORD * _words_beyond(name, like), name) for weight, name in weighed]
    ranked = [
        name for weight, name in sorted(weighed, key=lambda pair: (-pair[0], len(pair[1]), pair[1])) if weight > 0
    ]
    usual = _unpointed(usual)
    if _is_written_in(language, usual):
        ranked = [usual, *(name for name in ranked if match_key(name) != match_key(usual))]
    alike = [name for name in ranked[1:] if _likeness(ranked[0], name) >= _LEAST_LIKE_FIRST]
    return [*ranked[:1], *alike][:_MOST_NAMES]


def _words_beyond(name: str, like: str) -> int:
    return max(0, len(name.split()) - len(match_key(like).split()))


def latin_names(name: str, mixed: Iterable[str], frequency: Frequency) -> list[str]:
    """Return a city's usual Latin name, and others that English uses and that are the same but for a letter or two."""
    key = match_key(name)
    others = [
        other
        for other in mixed
        if other != name
        and len(other) >= _SHORTEST_LATIN
        and not other.isupper()
        and _LATIN.fullmatch(other)
        and (other_key := match_key(other)) != key
        and ratio(key, other_key) >= _LEAST_LIKE_LATIN
        and frequency(other, "en") >= _LEAST_USED_LATIN
    ]
    by_key = {match_key(other): other for other in sorted(others, key=len, reverse=True)}
    nearest = sorted(by_key.values(), key=lambda other: (-ratio(key, match_key(other)), other))
    return [name, *nearest[: _MOST_NAMES - 1]]


def _unpointed(name: str) -> str:
    return "".join(letter for letter in name if unicodedata.category(letter) != "Mn" or _YIDDISH.search(name)).strip()


def _is_written_in(language: str, name: str) -> bool:
    if not _LETTERS[language].fullmatch(name):
        return False
    return language != "he" or not _YIDDISH.search(name)


def _weight(name: str, language: str, all_names: Iterable[str], frequency: Frequency) -> float:
    own = frequency(name, language)
    foreign = max((frequency(name, other) for other in _NEIGHBOURS[language]), default=0.0)
    if foreign > own + _FOREIGN_BY:
        return 0.0
    return own + _spelling_weight(name, language, all_names)


def _spelling_weight(name: str, language: str, all_names: Iterable[str]) -> float:
    """Weigh what only Arabic writes: the article, ta marbuta, hamza on its seat. Persian names go without."""
    if language != "ar":
        return 0.5
    weight = 0.5
    names = set(all_names)
    if name.startswith("ال"):
        weight += 1.0
    elif f"ال{name}" in names:
        weight -= 1.0
    if name.endswith("ة"):
        weight += 1.0
    elif name.endswith("ه") and f"{name[:-1]}ة" in names:
        weight -= 4.0
    if any(letter in name for letter in "أإآ"):
        weight += 0.5
    return weight


def _likeness(first: str, other: str) -> float:
    one, two = match_key(first), match_key(other)
    if set(one.split()) < set(two.split()):
        return 0.0  # "the city of …" says no more than the name
    return ratio(one.removeprefix("ال"), two.removeprefix("ال"))


def spoken_forms(name: str, *, with_other: bool = False) -> list[str]:
    """Return the names that a territory's official wording holds.

    Args:
        name: The wording, such as ``Myanmar (Burma)``.
        with_other: Whether what stands in brackets is another name; otherwise it says more about the first.
    """
    bare, _, inside = name.removesuffix(" SAR China").partition(" (")
    if not inside.endswith(")"):
        return [name.removesuffix(" SAR China")]
    return [bare, inside.removesuffix(")")] if with_other else [bare]
