"""Words that are written together with the name after them: Hebrew and Arabic prefixes.

A mention leaves them outside (במרוקו → מרוקו, والمغرب → المغرب). Which letters may stand together is grammar; whether
they are a prefix at all depends on what is left, which only known names tell for sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Final

from annotator.core.offsets import Span

_TATWEEL: Final = "\u0640"
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]+"
)

# Conjunction, subordination, preposition, article: each at most once and in this order. The article comes apart,
# because many names begin with it (הליכוד, הכנסת).
_HEBREW: Final = tuple(
    "".join(parts) for parts in product(("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "ל", "מ", "כ"))
)
_HEBREW_WITH_ARTICLE: Final = tuple(prefix + "ה" for prefix in _HEBREW)
_ARABIC: Final = tuple("".join(parts) for parts in product(("", "و", "ف"), ("", "ب", "ك", "ل")))
_ARABIC_FUTURE: Final = ("س", "وس", "فس")
_LONGEST_PREFIX: Final = 6

# Words of one piece that only look like a preposition with an article (والدة, بالغ, كالسيوم, فالنسيا …).
_NOT_PREFIXED: Final = re.compile("وال(?:د|ي$|ية$|يا$)|بال(?:غ|ون|ي$|يه|ات$|يرم)|فال(?:ح|نس|نت|يت)|كال(?:سي|يف|يد|ور)")
_OTHER_LANGUAGES: Final = frozenset({"fa", "ur", "ps", "ckb", "ku", "sd", "ug", "yi"})

# Names that begin with lam of their own, so that للبنان is ل + لبنان and not ل + البنان.
_LAM_NAMES: Final = frozenset({
    "لبنان", "ليبيا", "لندن", "ليون", "ليما", "ليل", "لاتفيا", "ليتوانيا", "لوكسمبورغ", "لوكسمبورج", "لشبونة",
    "ليشتنشتاين", "لاوس", "ليبيريا", "ليسوتو", "لاهاي", "لوس", "لاس", "لوزان", "ليفربول", "لوديي", "لبيد",
    "لابيد", "ليفني", "ليبرمان", "لافروف", "لوبان", "لولا", "لينكولن", "لطفي", "لحود", "لمياء", "ليلى", "لؤي",
})  # fmt: skip
_BEFORE_NAME: Final = "(?<![^\\W\\d_])[وفبك]?"
_AFTER_NAME: Final = "(?![^\\W\\d_])"


def stems(text: str, span: Span, language: str) -> list[Span]:
    """Return what a token, or a mention's first word, may be without the prefixes written together with it.

    Args:
        text: The document's text.
        span: A token, or several of which the first is looked at.
        language: BCP 47 code of the text; ``und`` when unknown.

    Returns:
        Spans that end where the given one does, best first: all conjunctions and prepositions off, then fewer of
        them, then the Hebrew article off as well, then the Arabic future letter. Never the whole; empty when
        nothing comes off.
    """
    if language.split("-", maxsplit=1)[0].lower() in _OTHER_LANGUAGES:
        return []
    word = text[span.start : span.end].split(maxsplit=1)[0] if text[span.start : span.end].strip() else ""
    found: list[tuple[int, int, int]] = []
    for prefix, after in _prefixes(word):
        group = _group_of(prefix)
        if group is not None and _can_stand_alone(word[after:]):
            found.append((group, -after, after))
    return [Span(span.start + after, span.end) for _, _, after in sorted(found)]


def _prefixes(word: str) -> list[tuple[str, int]]:
    """Return the bare letters of every beginning of a word with the offset after it, marks and tatweel included."""
    found = []
    letters = ""
    position = 0
    while position < len(word) - 1 and len(letters) < _LONGEST_PREFIX and word[position].isalpha():
        letters += word[position]
        position += 1
        if marks := _MARKS.match(word, position):
            position = marks.end()
        while position < len(word) and word[position] == _TATWEEL:
            position += 1
        found.append((letters, position))
    return found


def _group_of(prefix: str) -> int | None:
    for group, known in enumerate((_HEBREW + _ARABIC, _HEBREW_WITH_ARTICLE, _ARABIC_FUTURE)):
        if prefix in known:
            return group
    return None


def _can_stand_alone(rest: str) -> bool:
    """Tell whether a word may begin so and is long enough: two letters, or any figure."""
    if not rest[:1].isalnum():
        return False
    return rest[0].isdigit() or sum(map(str.isalpha, rest.replace(_TATWEEL, ""))) >= 2


def dictionary_form(text: str, span: Span, language: str) -> str:
    """Return the name that a span stands for.

    That is its surface, except after the Arabic preposition لـ: the article's alef is not written there, so a span
    that begins at the second lam of للمغرب stands for المغرب. Where the second lam is the name's own (للبنان), which
    a short list of such names and the rest of the text tell, the surface stands.
    """
    surface = span.surface(text)
    if not _begins_at_second_lam(text, span.start) or language.split("-", maxsplit=1)[0].lower() in _OTHER_LANGUAGES:
        return surface
    with_article = "ا" + surface
    first = surface.split(maxsplit=1)[0]
    plain_count, article_count = _standing_alone(text, first), _standing_alone(text, "ا" + first)
    if plain_count != article_count:
        return surface if plain_count > article_count else with_article
    return surface if _MARKS.sub("", first) in _LAM_NAMES else with_article


def _begins_at_second_lam(text: str, start: int) -> bool:
    if text[start : start + 1] != "ل":
        return False
    word_start = start
    while (
        word_start
        and not text[word_start - 1].isspace()
        and (text[word_start - 1].isalpha() or _MARKS.match(text[word_start - 1]))
    ):
        word_start -= 1
    return _MARKS.sub("", text[word_start:start]) in {"ل", "ول", "فل"}


def _standing_alone(text: str, name: str) -> int:
    return len(re.findall(_BEFORE_NAME + re.escape(name) + _AFTER_NAME, text))


def surface_forms(text: str, span: Span, language: str) -> list[str]:
    """Return the names a mention stands for as it is written: its dictionary form, then its surface if it differs."""
    return list(dict.fromkeys((dictionary_form(text, span, language), span.surface(text))))


def stem_forms(text: str, span: Span, language: str) -> list[str]:
    """Return the names a mention stands for if prefixes are part of it, likeliest first."""
    found = [form for stem in stems(text, span, language) for form in surface_forms(text, stem, language)]
    return list(dict.fromkeys(found))


def preferred_stem(text: str, span: Span, language: str, is_known: Callable[[str], bool]) -> Span:
    """Return the part of a token that a mention should cover: the stem when that is a name, else the whole token.

    A token that is a known name itself stays whole. Without known names the judgement is conservative: see
    ``_is_name_candidate``.

    Args:
        text: The document's text.
        span: The token.
        language: BCP 47 code of the text.
        is_known: Tells whether the workspace knows a name.
    """
    if is_known(span.surface(text)):
        return span
    possible = stems(text, span, language)
    for stem in possible:
        if is_known(dictionary_form(text, stem, language)) or is_known(stem.surface(text)):
            return stem
    for stem in possible:
        if _is_name_candidate(text, span, stem):
            return stem
    return span


def _is_name_candidate(text: str, token: Span, stem: Span) -> bool:
    """Tell whether a stem is one beyond reasonable doubt though nobody knows it as a name.

    It is when it goes on in another script or in figures (بـNSO, ב2021), when it is Arabic with an article after the
    preposition, or when it stands by itself somewhere else in the same text.
    """
    rest = stem.surface(text)
    prefix = _MARKS.sub("", text[token.start : stem.start]).rstrip(_TATWEEL)
    if prefix in _ARABIC_FUTURE:
        return False
    if rest[0].isdigit() or rest[0].isascii():
        return True
    letters = sum(map(str.isalpha, rest))
    if rest.startswith("ال") or (prefix.endswith("ل") and rest.startswith("ل")):
        article = 2 if rest.startswith("ال") else 1
        if letters - article >= 3 and not _NOT_PREFIXED.match(prefix + rest):
            return True
    return letters >= 3 and _standing_alone(text, rest) > 0
