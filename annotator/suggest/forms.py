"""Where short forms of names stand in a text as words of their own, however many forms there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from annotator.core.offsets import Span
from annotator.lang.clitics import has_prefixes, is_prefix

_WORD: Final = re.compile(r"\w+")
_LONGEST_PREFIX: Final = 5


class Forms:
    """Forms to be looked for.

    Args:
        forms: As they are written.
        language: The language of the text.
    """

    def __init__(self, forms: Iterable[str], language: str) -> None:
        self._has_prefixes = has_prefixes(language)
        self._by_first_word: dict[str, list[str]] = {}
        self._cuts_of: dict[str, tuple[int, ...]] = {}
        for form in dict.fromkeys(forms):
            first = _WORD.match(form)
            self._by_first_word.setdefault(first.group() if first else "", []).append(form)

    def __bool__(self) -> bool:
        return bool(self._by_first_word)

    def places(self, text: str, stretch: Span) -> Iterator[tuple[str, Span]]:
        """Yield where forms stand in a stretch of a text as words of their own, also behind prefixes.

        Args:
            text: The text.
            stretch: Where to look; it cuts no word.
        """
        if not self._by_first_word:
            return
        for form in self._by_first_word.get("", ()):
            yield from ((form, place) for place in occurrences(text, form, stretch, has_prefixes=self._has_prefixes))
        for word in _WORD.finditer(text, stretch.start, stretch.end):
            for cut in self._cuts(word.group()):
                start = word.start() + cut
                for form in self._by_first_word[word.group()[cut:]]:
                    end = start + len(form)
                    is_there = text.startswith(form, start, stretch.end) and _ends_word(text, end)
                    if is_there and (not cut or _is_whole_prefix(text[word.start() : start], form)):
                        yield form, Span(start, end)

    def _cuts(self, word: str) -> tuple[int, ...]:
        """Return behind how many letters of a word a form may begin."""
        known = self._cuts_of.get(word)
        if known is None:
            longest = min(len(word) - 1, _LONGEST_PREFIX) if self._has_prefixes else 0
            known = tuple(cut for cut in range(longest + 1) if word[cut:] in self._by_first_word)
            self._cuts_of[word] = known
        return known


def occurrences(text: str, form: str, stretch: Span, *, has_prefixes: bool) -> Iterator[Span]:
    """Yield where one form stands in a stretch of a text as a word of its own, also behind prefixes."""
    start = text.find(form, stretch.start, stretch.end)
    while start >= 0:
        end = start + len(form)
        first = start
        while first > stretch.start and start - first <= _LONGEST_PREFIX and _is_of_word(text[first - 1]):
            first -= 1
        before = text[first:start]
        if _ends_word(text, end) and (not before or (has_prefixes and _is_whole_prefix(before, form))):
            yield Span(start, end)
        start = text.find(form, start + 1, stretch.end)


def _is_whole_prefix(before: str, form: str) -> bool:
    return len(before) <= _LONGEST_PREFIX and is_prefix(before, form)


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not _is_of_word(text[end])


@lru_cache(maxsize=1 << 12)
def _is_of_word(character: str) -> bool:
    return _WORD.match(character) is not None
