"""The pieces of text around words that dates are made of, as strings of one letter for each word or sign.

Looking for dates everywhere would be slow. So a first pass only asks of every word whether a date could hinge on it;
then the stretch of line around each such word is cut into lexemes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from annotator.lang.dates.folding import FILLER, bare
from annotator.lang.dates.lexicon import Lexicon, Phrases, Word
from annotator.lang.dates.numerals import goes_on, hebrew_day, hebrew_year, number_of
from annotator.lang.dates.numeric import NUMERIC, NumericDate, numeric_dates

_LETTER: Final = r"[^\W\d_]"
_WORD: Final = rf"{_LETTER}+(?:[\"'](?!s(?![^\W_])){_LETTER}+)*"  # Thursday's is Thursday
_TRIGGER: Final = re.compile(rf"{_WORD}|[0-9]+")
_AROUND_WORDS: Final = '.,;:()"'
_CHUNK: Final = 1 << 16
_LONGEST_STRETCH: Final = 4000  # so that nothing is looked at over and over in a text of dates alone
_LONGEST_WORD: Final = 40
_BEFORE: Final = 26
_AFTER: Final = 30
# Looking at the first character spares most words the patterns for figures.
_LEXEME: Final = re.compile(
    rf"(?=[0-9'])(?:(?P<numeric>{NUMERIC})"
    r"|(?P<isodate>(?<!\d)\d{4}-w\d\d(?:-[1-7])?(?![^\W_]))"
    r"|(?P<decade>(?<![^\W_])(?:'?[0-9]0|[0-9]{3}0)'?s(?![^\W_]))"
    r"|(?P<short>(?<![^\W_])'[0-9]{2}(?![^\W_]))"
    r"|(?P<nth>(?<![^\W_])[0-9]{1,2}(?:st|nd|rd|th)(?![^\W_]))"
    r"|(?P<part>(?<![^\W_])[1-4]q(?=[^\w]?[0-9]))"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*))"
    r"|(?=[abcق]\.|[qh][1-4])(?:(?P<era>(?<![^\W_])(?:b\.c\.(?:e\.)?|a\.d\.|a\.h\.|c\.e\.|ق\.م\.?)(?![^\W_]))"
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
    more: Phrases | None = None

    @property
    def number(self) -> int:
        """The value of a kind that has numbers."""
        return self.value if isinstance(self.value, int) else 0


_OTHER: Final = ("?", 0, "", False, (), None)
"""All of a word that is no part of dates but its place. Most words are, so they are made the quickest way."""

_new: Final = tuple.__new__
_STOPS: Final = frozenset(".,")


def stretches(folded: str, known: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what is worth reading: never overlapping, and cut where words or lines end."""
    start = end = -1
    for at in _trigger_places(folded, known):
        if at < end - _AFTER // 2:
            continue
        before, after = _line_around(folded, at)
        if before <= end and after - start < _LONGEST_STRETCH:
            end = max(end, after)
            continue
        before = max(before, end)
        if end >= 0:
            yield start, end
        start, end = before, after
    if end >= 0:
        yield start, end


def _trigger_places(folded: str, known: Lexicon) -> Iterator[int]:
    """Yield where words stand that a date may hinge on, looking into each different token of a chunk only once."""
    triggers = known.triggers
    hot: dict[str, tuple[tuple[int, int], ...]] = {}
    cold: set[str] = set()
    begin = 0
    while begin < len(folded):
        end = _end_of_chunk(folded, begin)
        tokens = folded[begin:end].split(" ")
        new = (set(tokens) - cold).difference(hot)
        words = {token for token in new if token.isascii() and token.isalpha()}
        cold |= words - triggers  # as most are
        hot.update((word, ((0, len(word)),)) for word in words & triggers)
        for token in new - words:
            if places := _triggers_in(token, triggers):
                hot[token] = places
            else:
                cold.add(token)
        starts = list(accumulate(map(len, tokens), initial=begin)) if hot else []
        for spaces in [number for number, token in enumerate(tokens) if token in hot]:
            at = starts[spaces] + spaces
            for first, last in hot[tokens[spaces]]:
                if _is_trigger(folded, at + first, at + last):
                    yield at + first
        begin = end


def _end_of_chunk(folded: str, begin: int) -> int:
    """Return where a chunk may end without cutting a word."""
    end = begin + _CHUNK
    if end >= len(folded):
        return len(folded)
    space = folded.find(" ", end, end + _CHUNK)
    return space + 1 if space >= 0 else min(end + _CHUNK, len(folded))


def _triggers_in(token: str, triggers: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return where the words of a token stand that may be triggers."""
    word = token.strip(_AROUND_WORDS)
    if word.isalpha() and FILLER not in word:
        start = token.index(word)
        return ((start, start + len(word)),) if word in triggers else ()
    return tuple(
        found.span()
        for found in _TRIGGER.finditer(token)
        if (word := found.group()) in triggers
        or (word[0] <= "9" and len(word) <= 4)
        or ('"' in word and "ת" in word)
        or (FILLER in word and bare(word) in triggers)
    )


def _is_trigger(folded: str, start: int, end: int) -> bool:
    return folded[start] > "9" or _is_date_like(folded, start, end)


def _is_date_like(folded: str, start: int, end: int) -> bool:
    following = folded[end : end + 2]
    if end - start == 4 or following[:1] in "/s" or following == "'s" or folded[start - 1 : start] == "'":
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


def lexemes(folded: str, start: int, end: int, known: Lexicon) -> tuple[list[Lexeme], str]:
    """Cut a stretch of folded text into lexemes; number words that make one number become one.

    Returns:
        The lexemes, and their kinds as a string.
    """
    found, may_have_phrases = _simple_lexemes(folded, start, end, known)
    if may_have_phrases:
        found = _with_phrases(folded, found)
    codes = _codes(found)
    if "o" in codes or "c" in codes:
        found = _with_spelled_numbers(found)
        codes = _codes(found)
    if codes.count("M") > 1:
        found = _with_double_months(found, codes)
        codes = _codes(found)
    return found, codes


def _codes(found: list[Lexeme]) -> str:
    return "".join([lexeme.code for lexeme in found])


def _simple_lexemes(folded: str, start: int, end: int, known: Lexicon) -> tuple[list[Lexeme], bool]:
    """Cut a stretch at its spaces, and what is no mere word between two of them by pattern.

    Returns:
        The lexemes, and whether one of them may begin a phrase.
    """
    made: list[Lexeme] = []
    may_have_phrases = False
    words = known.words
    at = start
    while at < end:
        space = folded.find(" ", at, end)
        if space < 0:
            space = end
        last = space - (space > at and folded[space - 1] in _STOPS)
        written = folded[at:last]
        word = words.get(written)
        if word is not None and written[-1] != "'":
            made.append(_known(at, last, word))
            may_have_phrases = may_have_phrases or word.more is not None
        elif word is None and written.isalpha() and (written.isascii() or FILLER not in written):
            if len(made) > 1 and made[-1][3] == "?" == made[-2][3]:  # nobody asks for what is between others
                made.pop()
            made.append(_new(Lexeme, (at, at, last, *_OTHER)))
        elif at < space:
            at = last = _cut_by_pattern(folded, (at, space, end), known, made)
            may_have_phrases = True
            space = max(at, space)
        if last < space:
            made.append(Lexeme(last, last, space, folded[last]))
        at = space + (folded[space : space + 1] == " ")
    return made, may_have_phrases


def _known(start: int, end: int, word: Word) -> Lexeme:
    stem = start + len(word.prefix)
    return _new(Lexeme, (start, stem, end, word.code, word.value, word.prefix, word.doubtful, (), word.more))


def _cut_by_pattern(folded: str, place: tuple[int, int, int], known: Lexicon, made: list[Lexeme]) -> int:
    """Add the lexemes from a start to a space, and return where the last one ends.

    It may go on behind the space (27 / 8 / 1412), up to the end of the stretch.
    """
    done, space, end = place
    for found in _LEXEME.finditer(folded, done, end):
        kind, (first, last) = found.lastgroup, found.span()
        if first >= space:
            break
        if first < done:  # the hyphen that a prefix took with it
            continue
        if kind == "word":
            made.append(_word(folded, first, last, known))
            last = made[-1].end
        else:
            made.append((_SIMPLE.get(kind or "") or _figures)(kind or "", found.group(), first, last))
        done = last
    return max(done, space)


def _sign(kind: str, written: str, start: int, end: int) -> Lexeme:
    code = written if written in _KEPT_SIGNS else _SIGNS.get(written, "|")
    return Lexeme(start, start, end, "|" if kind == "break" else code)


def _figures(kind: str, written: str, start: int, end: int) -> Lexeme:
    if kind == "numeric":
        dates = numeric_dates(written)
        code = dates[0].code if dates else "x"
        return Lexeme(start, start, end, code, dates=dates)
    if kind == "isodate":
        return Lexeme(start, start, end, "h", written.upper())
    if kind == "decade":
        return Lexeme(start, start, end, "s", int(written.strip("'s")))
    if kind == "short":
        return Lexeme(start, start, end, "y", _year_of_two_figures(int(written[1:])))
    if kind == "nth":
        return Lexeme(start, start, end, "o", int(written[:-2]))
    if kind == "era":
        return Lexeme(start, start, end, "a", next(era for key, era in _ERAS.items() if written.startswith(key)))
    return Lexeme(start, start, end, "Q", written if written[0] in "qh" else f"q{written[0]}")


def _year_of_two_figures(number: int) -> int:
    """Return the year that '06 or '67 stands for."""
    return number + (2000 if number < _PIVOT else 1900)


def _number(_kind: str, written: str, start: int, end: int) -> Lexeme:
    if not written.isdigit() or len(written) > 4:
        return Lexeme(start, start, end, "x")
    number = int(written)
    if len(written) <= 2:
        return Lexeme(start, start, end, "n", number)
    code = "y" if _FIRST_YEAR <= number <= _LAST_YEAR else "t"
    return Lexeme(start, start, end, code, number)


_SIMPLE: Final = {"sign": _sign, "break": _sign, "number": _number}


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
    joined: list[Lexeme] = []
    at = 0
    while at < len(found):
        lexeme = found[at]
        length = 1
        phrases = lexeme.more and at + 1 < len(found) and lexeme.more.get(_bare(folded, found[at + 1]))
        for rest, phrase in phrases or ():
            if _follow(folded, found, at + 1, rest):
                length += len(rest)
                last = found[at + len(rest)].end
                lexeme = lexeme._replace(end=last, code=phrase.code, value=phrase.value, doubtful=phrase.doubtful)
                if phrase.prefix:
                    lexeme = lexeme._replace(stem=lexeme.start + len(phrase.prefix), prefix=phrase.prefix)
                break
        joined.append(lexeme)
        at += length
    return joined


def _follow(folded: str, found: list[Lexeme], at: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > len(found):
        return False
    for each, word in zip(found[at : at + len(words)], words, strict=True):
        if each.end - each.start < len(word) or _bare(folded, each) != word:
            return False
    return True


def _bare(folded: str, lexeme: Lexeme) -> str:
    return bare(folded[lexeme.start : lexeme.end])


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


def _with_double_months(found: list[Lexeme], codes: str) -> list[Lexeme]:
    """Join the two names that one month has: نيسان/ أبريل, تشرين الثاني (نوفمبر)."""
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
