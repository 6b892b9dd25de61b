"""Words that are written together with the name after them: Hebrew and Arabic prefixes.

A mention leaves them outside (במרוקו → מרוקו, والمغرب → المغرب). Which letters may stand together is grammar; whether
they are a prefix at all depends on what is left, which only known names tell for sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

from annotator.core.offsets import Span
from annotator.lang.graphemes import is_grapheme_bound
from annotator.lang.lam_names import LAM_NAMES
from annotator.lang.time_words import TIME_WORDS

_MARK: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]+"
)
_JOIN: Final = re.compile("\u0640+|[-\u2010\u2011\u2013\u05be]")

# Conjunction, subordination, preposition: each at most once and in this order. The Hebrew article comes apart, because
# many names begin with it (הליכוד, הכנסת).
_HEBREW: Final = frozenset(map("".join, product(("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "ל", "מ", "כ"))))
_HEBREW_WITH_ARTICLE: Final = frozenset(prefix + "ה" for prefix in _HEBREW)
_ARABIC: Final = frozenset(map("".join, product(("", "و", "ف"), ("", "ب", "ك", "ل"))))
_ARABIC_WITH_ARTICLE: Final = frozenset(prefix + "ال" for prefix in _ARABIC)
_ARABIC_FUTURE: Final = frozenset({"س", "وس", "فس"})
_LONGEST_PREFIX: Final = 6

# Words of one piece that only look like a preposition with an article (والدة, بالغين, فالنسيا, كاليفورنيا …).
_NOT_PREFIXED: Final = re.compile(
    "وال(?:د|ونيا)|بال(?:غ|ون|يرم|ست|تيمور)|فال(?:ح|نس|نت|يت|ير|كون)|كال(?:سي|يف|يد|ور|ين|فن)"
)
_OTHER_LANGUAGES: Final = frozenset({"fa", "ur", "ps", "ckb", "ku", "sd", "ug", "yi"})
_NEXT_WORD: Final = re.compile('[^\\S\n]+\\w(?:[^\\s،,.;:؛!?؟()"«»]|"(?=\\w))*')
_MOST_WORDS: Final = 4
_LONG: Final = 3
_LONG_WITH_ARTICLE: Final = 5


def stems(text: str, span: Span, language: str) -> list[Span]:
    """Return what a token, or a mention's first word, may be without the prefixes written together with it.

    Args:
        text: The document's text.
        span: A token, or several of which the first is looked at.
        language: BCP 47 code of the text; ``und`` when unknown. The letters tell Hebrew from Arabic; languages that
            share the letters but not the prefixes, such as Persian, have no stems.

    Returns:
        Spans that end where the given one does, best first: all conjunctions and prepositions off, then fewer of
        them, then the Hebrew article off as well, then the Arabic future letter. Never the whole; empty when
        nothing comes off.
    """
    if _is_other(language):
        return []
    word = next(iter(text[span.start : span.end].split()), "")
    found = [
        (rank, -after, span.start + after)
        for prefix, after in _beginnings(word)
        if (rank := _rank(prefix, word[after:])) is not None and is_grapheme_bound(text, span.start + after)
    ]
    return [Span(start, span.end) for _, _, start in sorted(found)]


def has_prefixes(language: str) -> bool:
    """Tell whether words of a language, ``und`` included, may have prefixes written together with them."""
    return not _is_other(language)


def is_prefix(written: str, rest: str) -> bool:
    """Tell whether a piece of a word, marks and joins included, may be prefixes of the rest of it.

    Args:
        written: What stands before the rest.
        rest: The rest of the word.
    """
    letters = _JOIN.sub("", _MARK.sub("", written))
    return _rank(letters, rest) is not None


def prefix_letters() -> Iterator[str]:
    """Yield every run of letters that can be prefixes of a word."""
    yield from (prefix for prefix in _HEBREW | _HEBREW_WITH_ARTICLE | _ARABIC if prefix)
    yield from (*_ARABIC_WITH_ARTICLE, *_ARABIC_FUTURE)


def _is_other(language: str) -> bool:
    return language.partition("-")[0].lower() in _OTHER_LANGUAGES


def _beginnings(word: str) -> Iterator[tuple[str, int]]:
    """Yield the letters of every beginning of a word with the offset of what follows their marks, tatweel or hyphen."""
    letters = ""
    position = 0
    while position < len(word) and len(letters) < _LONGEST_PREFIX and word[position].isalpha():
        letters += word[position]
        position += 1
        for silent in (_MARK, _JOIN):
            if found := silent.match(word, position):
                position = found.end()
        yield letters, position


def _rank(prefix: str, rest: str) -> int | None:
    """Return how good a cut is (0 best), or None where none can be: two letters or one figure must be left."""
    if not rest[:1].isalnum() or (not rest[0].isdigit() and sum(map(str.isalpha, rest)) < 2):
        return None
    if prefix in _HEBREW or prefix in _ARABIC or (prefix in _ARABIC_WITH_ARTICLE and rest[0].isascii()):
        return 0
    if prefix in _HEBREW_WITH_ARTICLE:
        return 1
    return 2 if prefix in _ARABIC_FUTURE else None


def dictionary_form(text: str, span: Span, language: str) -> str:
    """Return the name that a span stands for.

    That is its surface, except after the Arabic preposition لـ: the article's alef is not written there, so a span
    that begins at the second lam of للمغرب stands for المغرب. Where the second lam is the name's own (للبنان), which
    the rest of the text and a short list of such names tell, the surface stands.
    """
    surface = span.surface(text)
    if not _begins_at_second_lam(text, span.start) or _is_other(language):
        return surface
    first = next(iter(surface.split()))
    without, with_article = _times_written(text, first), _times_written(text, "ا" + first)
    if without != with_article:
        return surface if without > with_article else "ا" + surface
    return surface if _MARK.sub("", first) in LAM_NAMES else "ا" + surface


def _begins_at_second_lam(text: str, start: int) -> bool:
    if text[start : start + 1] != "ل":
        return False
    word_start = start
    while word_start and _is_of_word(text[word_start - 1]):
        word_start -= 1
    return _MARK.sub("", text[word_start:start]) in {"ل", "ول", "فل"}


def _is_of_word(character: str) -> bool:
    return character.isalpha() or _MARK.match(character) is not None


def _times_written(text: str, name: str) -> int:
    """Count how often a name stands in a text by itself or after one of the prefixes that do not change it."""
    return sum(_word_before(text, start) in {"", "و", "ف", "ب", "ك"} for start in _endings(text, name))


def _stands_alone(text: str, name: str) -> bool:
    return any(not _word_before(text, start) for start in _endings(text, name))


def _endings(text: str, name: str) -> Iterator[int]:
    """Yield where a name begins in a text that is the end of a word there."""
    start = text.find(name)
    while start >= 0:
        if not _is_of_word(text[start + len(name) : start + len(name) + 1] or " "):
            yield start
        start = text.find(name, start + 1)


def _word_before(text: str, start: int) -> str:
    """Return the two letters before an offset that belong to the same word, as far as there are any."""
    first = start
    while first and start - first < 2 and _is_of_word(text[first - 1]):
        first -= 1
    return text[first:start]


def surface_forms(text: str, span: Span, language: str) -> list[str]:
    """Return the names a mention stands for as it is written: its dictionary form, then its surface if it differs."""
    return list(dict.fromkeys((dictionary_form(text, span, language), span.surface(text))))


def stem_forms(text: str, span: Span, language: str) -> list[str]:
    """Return the names a mention stands for if prefixes are part of it, likeliest first."""
    found = [form for stem in stems(text, span, language) for form in surface_forms(text, stem, language)]
    return list(dict.fromkeys(found))


def preferred_stem(text: str, span: Span, language: str, is_known: Callable[[str], bool]) -> Span:
    """Return the part of a token that a mention should cover: the stem when that is a name, else the whole token.

    A known name may also begin here and go on with the next words (בבני גנץ). A token that is a known name, or begins
    one, stays whole. Among stems nobody knows, only one that is a stem beyond reasonable doubt is taken: when it goes
    on in another script or in figures (بـNSO, ב2021), when it is a word that dates begin with (ביולי), when it is
    Arabic with an article after the preposition, or when it stands by itself elsewhere in the same text. An
    article nobody knows to be a prefix stays with its name.

    Args:
        text: The document's text.
        span: The token.
        language: BCP 47 code of the text.
        is_known: Tells whether the workspace knows a name.
    """
    possible = stems(text, span, language)
    for part in (span, *possible):
        if any(is_known(name) for name in _names_from(text, part, language)):
            return part
    for stem in possible:
        if _is_beyond_doubt(text, span, stem):
            return stem
    return span


def _names_from(text: str, part: Span, language: str) -> Iterator[str]:
    """Yield the names that a part of a token may be, or begin with the next words of its line."""
    end = part.end
    yield from surface_forms(text, part, language)
    for _ in range(_MOST_WORDS - 1):
        found = _NEXT_WORD.match(text, end)
        if found is None:
            return
        end = found.end()
        yield from surface_forms(text, Span(part.start, end), language)


def _is_beyond_doubt(text: str, token: Span, stem: Span) -> bool:
    rest = stem.surface(text)
    prefix = "".join(filter(str.isalpha, text[token.start : stem.start])).replace("\u0640", "")
    if rest[0].isdigit() or rest[0].isascii():
        return True
    if rest in TIME_WORDS and prefix in _HEBREW | _ARABIC:
        return True
    if prefix in _ARABIC_FUTURE or prefix in _HEBREW_WITH_ARTICLE or sum(map(str.isalpha, rest)) < _LONG:
        return False
    name = "ا" + rest if prefix.endswith("ل") and rest.startswith("ل") else rest
    has_article = name.startswith("ال") and sum(map(str.isalpha, name)) >= _LONG_WITH_ARTICLE
    if has_article and not _NOT_PREFIXED.match(prefix + rest):
        return True
    return _stands_alone(text, rest) or (rest.startswith("ה") and _stands_alone(text, rest[1:]))
