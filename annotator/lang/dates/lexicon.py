"""Every word that dates are made of, with its kind: CLDR's names by way of Babel, the rest from tables of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, product
from pathlib import Path
from typing import Final

from annotator.lang.dates.folding import bare, fold

_FOLDER: Final = Path(__file__).parents[3] / "resources" / "lexicons"

# Kinds of words and the letters that patterns know them by (see ``annotator.lang.dates.grammar``).
KINDS: Final = {
    "month": "M", "hebrew_month": "H", "hijri_month": "I", "weekday": "W", "weekday_or_ordinal": "b",
    "relative_day": "R", "part_of_day": "T", "day": "D", "week": "K", "month_word": "U", "year_word": "Y",
    "decade_word": "X", "century": "C", "quarter": "q", "half": "f", "season": "S", "part": "P", "deictic": "L",
    "following_deictic": "l", "recent": "e", "preposition": "i", "joiner": "j", "article": "w", "of": "v", "era": "a",
    "decade_name": "k", "onwards": "O", "beside": "B", "shifted_unit": "r", "ordinal": "o", "cardinal": "c",
    "counted": "u", "recurring": "N", "not_dates": "?",
    "following_part": "F", "this_unit": "J", "named_by_year": "A",
    "numbered": "V", "future": ">", "past": "<", "present": "=", "future_stem": ">", "event": "!",
}  # fmt: skip
_AUXILIARY: Final = "auxiliary"
_TRIGGERS: Final = frozenset("MHIWbRKUYXCqfSkrJ")
_SPELLED_YEARS_BEGIN_WITH: Final = frozenset({17, 18, 19, 20, 1000, 2000})
_UNPREFIXED: Final = frozenset("?uaV")
_LOCALES: Final = (
    "en", "he", "ar", "ar_MA", "ar_SY", "ar_IQ", "ar_LB", "ar_DZ", "ar_TN", "ar_MR",
)  # fmt: skip
_HEBREW_PREFIXES: Final = tuple(
    "".join(parts) for parts in product(("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "ל", "מ", "כ"))
)
_ARABIC_PREFIXES: Final = tuple("".join(parts) for parts in product(("", "و", "ف"), ("", "ب", "ل", "ك")))


@dataclass(frozen=True, slots=True)
class Word:
    """What the lexicon knows about a word.

    Attributes:
        code: Its kind, one letter.
        value: What the kind says of it: the number of a month, the shift of a relative word.
        doubtful: Whether it is commoner as something else, or as a name, so that it needs more beside it.
        prefix: The letters at its start that are written together with it and do not belong to it.
        more: Phrases that begin with it, by their second word: their further words, longest first, with what the
            phrase is.
    """

    code: str
    value: int | str = 0
    doubtful: bool = False
    prefix: str = ""
    more: Phrases | None = None


Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
"""Phrases with the same first word, by their second: their further words with what the phrase is."""


@dataclass(slots=True)
class Lexicon:
    """Words by their folded form.

    Attributes:
        words: What each is.
        triggers: Those that a date may hinge on.
        future: Words that say that their clause speaks of the future.
        past: Words that say that it speaks of the past.
        present: Verbs that say that it speaks of the future when nothing else tells.
        auxiliaries: Those of ``past`` that make of what is to come what was to come: was due, היה אמור.
        events: Things that happened and are called by their day.
        known_days: The years of the days that such things are known by, by month and day.
    """

    words: dict[str, Word] = field(default_factory=dict)
    triggers: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    known_days: Mapping[str, int] = field(default_factory=dict)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of all three languages, whose words never clash because their scripts differ."""
    known: dict[str, Word] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    around: dict[str, set[str]] = {">": set(), "<": set(), "=": set(), "!": set(), "+": set()}
    for name, word in _named_words():
        first, *rest = name.split()
        if word.code in around:  # also where the word is known as something else: לקראת
            forms = (name, *(prefix + name for prefix in _prefixes_of(name, word)))
            around[word.code].update(forms)
            if word.value == _AUXILIARY:
                around["+"].update(forms)
            continue
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), word))
        else:
            known.setdefault(first, word)
    for first, more in phrases.items():
        by_second: dict[str, tuple[tuple[tuple[str, ...], Word], ...]] = {}
        for phrase in sorted(more, key=_length, reverse=True):
            by_second[phrase[0][0]] = (*by_second.get(phrase[0][0], ()), phrase)
        known[first] = replace(known.get(first, Word("?")), more=by_second)
    words = _with_prefixes(known)
    return Lexicon(
        words,
        frozenset(_triggers(words)),
        frozenset(around[">"]),
        frozenset(around["<"]),
        frozenset(around["="]),
        frozenset(around["+"]),
        frozenset(around["!"]),
        tomllib.loads((_FOLDER / "dates_known_days.toml").read_text(encoding="utf-8")),
    )


def _with_prefixes(known: Mapping[str, Word]) -> dict[str, Word]:
    """Return the words, and as they are with letters written together with them."""
    words = dict(known)
    for name, word in known.items():
        for prefix in _prefixes_of(name, word):
            known_so = words.get(prefix + name)
            if known_so is None:
                words[prefix + name] = replace(word, prefix=prefix)
            elif known_so.more and word.more:  # وما بعده and ما بعد
                words[prefix + name] = replace(known_so, more={**_prefixed(word.more, prefix), **known_so.more})
        if name.startswith("ال"):
            for prefix in ("لل", "ولل", "فلل"):
                words.setdefault(prefix + name[2:], replace(word, prefix=prefix[:-1]))
    return words


def _prefixed(more: Phrases, prefix: str) -> Phrases:
    """Return phrases of which the first word is written together with a prefix."""
    return {
        second: tuple((rest, replace(phrase, prefix=prefix)) for rest, phrase in phrases)
        for second, phrases in more.items()
    }


def _length(phrase: tuple[tuple[str, ...], Word]) -> int:
    return len(phrase[0])


def _triggers(words: Mapping[str, Word]) -> Iterator[str]:
    """Yield words that a date may hinge on; of phrases one word, and not a common one when there is another."""
    for name, word in words.items():
        if _is_trigger(name, word):
            yield name
            continue
        for rest, phrase in chain.from_iterable(word.more.values() if word.more else ()):
            if phrase.code in _TRIGGERS and not any(each in words and _is_trigger(each, words[each]) for each in rest):
                yield name if word.code == "?" else rest[-1]


def _is_trigger(name: str, word: Word) -> bool:
    if word.code == "c":
        return word.value in _SPELLED_YEARS_BEGIN_WITH
    if word.code == "D":  # יום ג'
        return "א" <= name[0] <= "ת"
    return word.code in _TRIGGERS or word.value in ("BC", "AH") or name in ("ad", "ce")


def _prefixes_of(name: str, word: Word) -> tuple[str, ...]:
    if word.code in _UNPREFIXED and not word.more:
        return ()
    if "א" <= name[0] <= "ת":
        return _HEBREW_PREFIXES
    return () if name[0].isascii() else _ARABIC_PREFIXES


def _named_words() -> Iterator[tuple[str, Word]]:
    """Yield every word or phrase in folded form; of two with the same form the first counts."""
    doubtful: set[str] = set()
    tables = [_table(language) for language in ("en", "he", "ar")]
    for table in tables:
        doubtful |= {_key(name) for name in table["doubtful"]}
    for table in tables:
        for kind, entries in table.items():
            if kind == "future_stem":
                for stem in entries:
                    yield from ((_key(verb), Word(KINDS[kind])) for verb in (f"י{stem}", f"ת{stem}", f"י{stem}ו"))
            elif isinstance(entries, Mapping):
                for name, value in entries.items():
                    key = _key(name)
                    yield key, Word(KINDS[kind], value, key in doubtful)
                    if kind == "counted" and "ء" <= key[-1] <= "ي":  # 1999 درهما
                        yield f"{key}ا", Word(KINDS[kind])
    for kind, name, value in _cldr_names():
        key = _key(name)
        yield key, Word(KINDS[kind], value, key in doubtful)


def _table(language: str) -> dict[str, Mapping[str, int | str] | list[str]]:
    return tomllib.loads((_FOLDER / f"dates_{language}.toml").read_text(encoding="utf-8"))


def _key(name: str) -> str:
    return bare(fold(name)).strip(".")


def _cldr_names() -> Iterator[tuple[str, str, int]]:
    """Yield the names of months and weekdays of the Gregorian calendar in every tradition that CLDR has.

    Sunday is 1, as Hebrew and Arabic count.
    """
    from babel import Locale

    for code in _LOCALES:
        locale = Locale.parse(code)
        for width in ("wide", "abbreviated"):
            for number, name in locale.months["format"][width].items():
                yield "month", name.strip("\u05f3'"), number
            if locale.language != "he":
                for number, name in locale.days["format"][width].items():
                    yield "weekday", name, (number + 1) % 7 + 1
