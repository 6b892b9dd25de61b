"""The words of a text in rows that no punctuation parts, each as it is and without the prefixes written with it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.core.offsets import Span
from annotator.lang.clitics import dictionary_form, stems
from annotator.lang.names.forms import heard

_HYPHENS: Final = frozenset({"-", "\u2010", "\u2011", "–", "־"})
_SPACES: Final = frozenset({"", " ", "\u00a0"})
_LAM: Final = "ل"


class TextWord(NamedTuple):
    """A word, or what is left of it without prefixes.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        first: Where the whole word begins.
        form: The name it stands for: its surface, or the name with the article that a lam before it hides.
        heard: How it is heard.
    """

    start: int
    end: int
    first: int
    form: str
    heard: str


Dictionary = dict[tuple[str, int], str]
"""Which name a word of one text stands for from a certain letter on, where the whole text has to be asked."""

Row = list[tuple[TextWord, ...]]
"""Words one after the other, each with its readings: the whole word first."""


def rows_of(text: str, language: str, tokens: Iterable[Span], dictionary: Dictionary) -> list[Row]:
    """Return the words of a text; a row ends where anything but a space or a hyphen parts two of them.

    Args:
        text: The text.
        language: Its language.
        tokens: Its tokens, or those of a stretch of it.
        dictionary: What is known of its words from other stretches; it learns those of this one.
    """
    rows: list[Row] = [[]]
    end = 0
    for token in tokens:
        surface = text[token.start : token.end]
        gap = text[end : token.start]
        end = token.end
        if surface in _HYPHENS and not gap:
            continue
        is_word = any(map(str.isalnum, surface))
        if not is_word or gap not in _SPACES:
            rows.append([])
        if is_word:
            rows[-1].append(_word(text, language, token, surface, dictionary))
    return [row for row in rows if row]


def _word(text: str, language: str, token: Span, surface: str, dictionary: Dictionary) -> tuple[TextWord, ...]:
    start, end = token.start, token.end
    found = []
    for cut, written, sound in _readings(surface, language):
        form = written
        if written.startswith(_LAM):
            known = dictionary.get((surface, cut))
            if known is None:
                known = dictionary[surface, cut] = dictionary_form(text, Span(start + cut, end), language)
            form = known
        found.append(TextWord(start + cut, end, start, form, sound or _heard(form)))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _readings(word: str, language: str) -> tuple[tuple[int, str, str], ...]:
    """Return where a word may begin, and what it is from there on and how that is heard, as far as it tells itself."""
    cuts = (0, *(stem.start for stem in stems(word, Span(0, len(word)), language)))
    return tuple((cut, form := word[cut:], "" if form.startswith(_LAM) else _heard(form)) for cut in cuts)


@lru_cache(maxsize=1 << 16)
def _heard(form: str) -> str:
    return heard(form)
