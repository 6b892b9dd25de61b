"""The pieces of text around words that dates are made of, as strings of one letter for each word or sign.

Looking for dates everywhere would be slow. So a first pass only asks of every word whether a date could hinge on it;
then the stretch of line around each such word is cut into lexemes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from annotator.lang.dates.folding import FILLER, bare
from annotator.lang.dates.lexicon import Lexicon, Word
from annotator.lang.dates.numerals import goes_on, hebrew_day, hebrew_year, number_of
from annotator.lang.dates.numeric import NUMERIC, NumericDate, numeric_dates

_LETTER: Final = r"[^\W\d_]"
_WORD: Final = rf"{_LETTER}+(?:[\"'](?!s(?![^\W_])){_LETTER}+)*"  # Thursday's is Thursday
_TRIGGER: Final = re.compile(rf"{_WORD}|[0-9]+")
_LONGEST_WORD: Final = 40
_BEFORE: Final = 32
_AFTER: Final = 36
# Looking at the first character spares most words the patterns for figures.
_LEXEME: Final = re.compile(
    rf"(?=[0-9'])(?:(?P<numeric>{NUMERIC})"
    r"|(?P<isodate>(?<!\d)\d{4}-w\d\d(?:-[1-7])?(?![^\W_]))"
    r"|(?P<decade>(?<![^\W_])(?:'?[0-9]0|[0-9]{3}0)'?s(?![^\W_]))"
    r"|(?P<short>(?<![^\W_])'[0-9]{2}(?![^\W_]))"
    r"|(?P<nth>(?<![^\W_])[0-9]{1,2}(?:st|nd|rd|th)(?![^\W_]))"
    r"|(?P<part>(?<![^\W_])[1-4]q(?=[^\w]?[0-9]))"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*))"
    r"|(?=[abcقqh])(?:(?P<era>(?<![^\W_])(?:b\.c\.(?:e\.)?|a\.d\.|a\.h\.|c\.e\.|ق\.م\.?)(?![^\W_]))"
    r"|(?P<code>(?<![^\W_])[qh][1-4](?![^\W_])))"
    rf"|(?P<word>{_WORD}'?)"
    r"|(?P<break>[\n\r])"
    r"|(?P<sign>\S)"
)
_PREFIX_LETTERS: Final = re.compile("[ושהבלמכ]{1,3}|[وفبلك]{0,2}(?:ال)?")
_SIGNS: Final = {"%": "%", "$": "%", "€": "%", "£": "%", "₪": "%"}
_KEPT_SIGNS: Final = frozenset("-/,.()")
_AFTER_PREFIX: Final = frozenset("-0123456789")
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_PIVOT: Final = 35
_ERAS: Final = {"b": "BC", "a.d.": "AD", "c": "AD", "a.h.": "AH", "ق": "BC"}


class Lexeme(NamedTuple):
    """A word, a number or a sign.

    Attributes:
        start: Where it begins, prefix and all.
        stem: Where it begins without what is written together with it.
        end: Where it ends.
        code: Its kind, one letter (see ``annotator.lang.dates.grammar``).
        value: What its kind says of it.
        prefix: The letters between start and stem.
        doubtful: Whether it needs more beside it to be part of a date.
        dates: For dates in figures, what they may say.
        more: The phrases that begin with it.
    """

    start: int
    stem: int
    end: int
    code: str
    value: int | str = 0
    prefix: str = ""
    doubtful: bool = False
    dates: tuple[NumericDate, ...] = ()
    more: tuple[tuple[tuple[str, ...], Word], ...] = ()

    @property
    def number(self) -> int:
        """The value of a kind that has numbers."""
        return self.value if isinstance(self.value, int) else 0


def stretches(folded: str, known: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what is worth reading: never overlapping, and cut where words or lines end."""
    start = end = -1
    for at in _trigger_places(folded, known):
        if at < end - _AFTER // 2:
            continue
        before, after = _line_around(folded, at)
        if before <= end:
            end = max(end, after)
            continue
        if end >= 0:
            yield start, end
        start, end = before, after
    if end >= 0:
        yield start, end


def _trigger_places(folded: str, known: Lexicon) -> Iterator[int]:
    triggers = known.triggers
    for found in _TRIGGER.finditer(folded):
        word = found.group()
        if word in triggers:
            yield found.start()
        elif word[0] <= "9":
            if len(word) <= 4 and _is_date_like(folded, found):
                yield found.start()
        elif ('"' in word and "ת" in word) or (FILLER in word and bare(word) in triggers):
            yield found.start()


def _is_date_like(folded: str, number: re.Match[str]) -> bool:
    end = number.end()
    following = folded[end : end + 2]
    if end - number.start() == 4 or following[:1] in "/s" or following == "'s":
        return True
    return following[:1] in "-. " and folded[end : end + 8].lstrip(" -./")[:1].isdigit() and following[:1] != " "


def _line_around(folded: str, at: int) -> tuple[int, int]:
    """Return the bounds of some words around a place in the same line."""
    start = max(folded.rfind("\n", max(0, at - _BEFORE), at) + 1, at - _BEFORE, 0)
    if start and not folded[start - 1].isspace():
        space = folded.find(" ", start, at)
        start = space + 1 if space >= 0 else start
    end = folded.find("\n", at, at + _AFTER)
    if end >= 0:
        return start, end
    end = min(len(folded), at + _AFTER)
    space = folded.find(" ", end, end + _LONGEST_WORD)
    return start, space if space >= 0 else end


def lexemes(folded: str, start: int, end: int, known: Lexicon) -> list[Lexeme]:
    """Cut a stretch of folded text into lexemes; number words that make one number become one."""
    found = list(_simple_lexemes(folded, start, end, known))
    found = _with_phrases(folded, found)
    return _with_double_months(_with_spelled_numbers(found))


def _simple_lexemes(folded: str, start: int, end: int, known: Lexicon) -> Iterator[Lexeme]:
    done = start
    for found in _LEXEME.finditer(folded, start, end):
        kind, (first, last) = found.lastgroup, found.span()
        if first < done:  # the hyphen that a prefix took with it
            continue
        if kind == "word":
            word = _word(folded, first, last, known)
            done = word.end
            yield word
        elif kind == "number":
            yield _number(found.group(), first, last)
        elif kind == "sign":
            sign = found.group()
            yield Lexeme(first, first, last, sign if sign in _KEPT_SIGNS else _SIGNS.get(sign, "|"))
        elif kind == "break":
            yield Lexeme(first, first, last, "|")
        else:
            yield from _figures(kind or "", found.group(), first, last)


def _figures(kind: str, written: str, start: int, end: int) -> Iterator[Lexeme]:
    if kind == "numeric":
        dates = numeric_dates(written)
        code = dates[0].code if dates else "x"
        yield Lexeme(start, start, end, code, dates=dates)
    elif kind == "isodate":
        yield Lexeme(start, start, end, "h", written.upper())
    elif kind == "decade":
        yield Lexeme(start, start, end, "s", int(written.strip("'s")))
    elif kind == "short":
        yield Lexeme(start, start, end, "y", _year_of_two_figures(int(written[1:])))
    elif kind == "nth":
        yield Lexeme(start, start, end, "o", int(written[:-2]))
    elif kind == "era":
        yield Lexeme(start, start, end, "a", next(era for key, era in _ERAS.items() if written.startswith(key)))
    else:
        yield Lexeme(start, start, end, "Q", written if written[0] in "qh" else f"q{written[0]}")


def _year_of_two_figures(number: int) -> int:
    """Return the year that '06 or '67 stands for."""
    return number + (2000 if number < _PIVOT else 1900)


def _number(written: str, start: int, end: int) -> Lexeme:
    if not written.isdigit() or len(written) > 4:
        return Lexeme(start, start, end, "x")
    number = int(written)
    if len(written) <= 2:
        return Lexeme(start, start, end, "n", number)
    code = "y" if _FIRST_YEAR <= number <= _LAST_YEAR else "t"
    return Lexeme(start, start, end, code, number)


def _word(folded: str, start: int, end: int, known: Lexicon) -> Lexeme:
    written = folded[start:end]
    word = bare(written)
    final_quote = written.endswith("'")
    entry = known.words.get(word) or (known.words.get(word[:-1]) if final_quote else None)
    if entry is not None and not (final_quote and entry.code == "?"):
        stem = _stem(folded, start, len(entry.prefix))
        last = end - (final_quote and word not in known.words)
        return Lexeme(start, stem, last, entry.code, entry.value, entry.prefix, entry.doubtful, more=entry.more)
    if final_quote or '"' in word or "'" in word:
        found = _letters_as_number(word, start, end)
    elif folded[end : end + 1] in _AFTER_PREFIX:
        found = _prefix(folded, start, end)
    else:
        found = None
    return found or Lexeme(start, start, end, "?")


def _stem(folded: str, start: int, letters: int) -> int:
    """Return where a word goes on behind so many prefixed letters and their marks."""
    while letters:
        letters -= folded[start] != FILLER
        start += 1
    while folded[start] == FILLER:
        start += 1
    return start


def _letters_as_number(word: str, start: int, end: int) -> Lexeme | None:
    """Return a day or year in Hebrew letters, with up to three letters before it that are prefixes."""
    if not ('"' in word or word.endswith("'")) or not "א" <= word[0] <= "ת":
        return None
    for length in range(min(4, len(word) - 1)):
        prefix = word[:length]
        if prefix and not re.fullmatch("ו?(?:ש|כש|מש)?[בלמכה]?", prefix):
            break
        if (year := hebrew_year(word[length:])) is not None:
            return Lexeme(start, start + length, end, "G", year, prefix)
        if (day := hebrew_day(word[length:])) is not None:
            return Lexeme(start, start + length, end, "g", day, prefix)
    return None


def _prefix(folded: str, start: int, end: int) -> Lexeme | None:
    """Return letters that are prefixes of the figures after them (ב-1993, و12, الـ20), hyphen and all."""
    letters = bare(folded[start:end])
    if not letters or not _PREFIX_LETTERS.fullmatch(letters):
        return None
    after = end + (folded[end : end + 1] == "-")
    following = folded[after : after + 1]
    if following.isdigit() or (after > end and "א" <= following <= "ת"):
        return Lexeme(start, after, after, "p", letters)
    return None


def _with_phrases(folded: str, found: list[Lexeme]) -> list[Lexeme]:
    """Join words that the lexicon knows as a phrase."""
    if not any(lexeme.more for lexeme in found):
        return found
    joined: list[Lexeme] = []
    at = 0
    while at < len(found):
        lexeme = found[at]
        length = 1
        for rest, phrase in lexeme.more:
            if _follow(folded, found, at + 1, rest):
                length += len(rest)
                last = found[at + len(rest)].end
                lexeme = lexeme._replace(end=last, code=phrase.code, value=phrase.value, doubtful=phrase.doubtful)
                break
        joined.append(lexeme)
        at += length
    return joined


def _follow(folded: str, found: list[Lexeme], at: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > len(found):
        return False
    for each, word in zip(found[at : at + len(words)], words, strict=True):
        if each.end - each.start < len(word) or bare(folded[each.start : each.end]) != word:
            return False
    return True


def _with_spelled_numbers(found: list[Lexeme]) -> list[Lexeme]:
    """Join number words: twenty-first, الحادي والعشرين, אלף תשע מאות ארבעים ושמונה."""
    joined: list[Lexeme] = []
    at = 0
    while at < len(found):
        lexeme = found[at]
        if lexeme.code not in "oc" or not lexeme.number or lexeme.start + 2 > lexeme.end:
            joined.append(lexeme)
            at += 1
            continue
        numbers, last = _number_words(found, at)
        if last > at:
            code = "o" if "o" in (lexeme.code, found[last].code) else "c"
            lexeme = Lexeme(lexeme.start, lexeme.stem, found[last].end, code, number_of(numbers), lexeme.prefix)
        joined.append(lexeme)
        at = last + 1
    return joined


def _number_words(found: list[Lexeme], at: int) -> tuple[list[int], int]:
    """Return the values of the number words from a place on that make one number, and where the last one is."""
    numbers, last = [found[at].number], at
    while True:
        following = last + 1
        is_joined = following < len(found) and (found[following].code == "-" or _is_and(found[following]))
        following += is_joined
        if following >= len(found) or found[following].code not in "oc":
            return numbers, last
        word = found[following]
        if not goes_on(numbers, word.number, joined=is_joined or word.prefix[:1] in ("ו", "و")):
            return numbers, last
        numbers.append(word.number)
        last = following


def _is_and(lexeme: Lexeme) -> bool:
    return lexeme.code == "j" and lexeme.value == 2


_DOUBLE_MONTH: Final = re.compile(r"M(?:[/-]?M|\(M\))")


def _with_double_months(found: list[Lexeme]) -> list[Lexeme]:
    """Join the two names that one month has: نيسان/ أبريل, تشرين الثاني (نوفمبر)."""
    codes = "".join(lexeme.code for lexeme in found)
    if codes.count("M") < 2:
        return found
    joined: list[Lexeme] = []
    done = 0
    for double in _DOUBLE_MONTH.finditer(codes):
        first, last = double.start(), double.end() - 1
        second = found[last - (codes[last] == ")")]
        if found[first].value == second.value:
            lexeme = found[first]
            joined += found[done:first]
            joined.append(Lexeme(lexeme.start, lexeme.stem, found[last].end, "M", lexeme.value, lexeme.prefix))
            done = last + 1
    return joined + found[done:]
