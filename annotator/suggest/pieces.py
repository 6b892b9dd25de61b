"""Which pieces of one text are names: found by numbers, then compared letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from annotator.lang.clitics import has_prefixes, is_prefix
from annotator.lang.graphemes import is_grapheme_bound, is_plain, next_grapheme_bound
from annotator.lang.normalise import folded, match_key
from annotator.suggest.folding import FoldedText
from annotator.suggest.hits import Hit, Manner
from annotator.suggest.known import KnownName
from annotator.suggest.phrases import PhraseTable, PieceNumbers, with_letter_before
from annotator.suggest.prefixed import beginnings

if TYPE_CHECKING:
    from annotator.suggest.phrases import Places

_ALEF: Final = "ا"
_FIRST_PREFIX: Final = 0x05D0  # alef; the letters of Latin, Greek and Cyrillic come before
_FREE: Final = frozenset((*" \n,:;!?()،؛؟«»-–—־", ""))
_TELLING_LETTERS: Final = 3
"""By so many first letters of the rest of a word, if they are letters, it is told whether prefixes stand before it."""
_TATWEEL: Final = "\u0640"
# What parts two words, unless the name itself has it.
_PARTING: Final = re.compile(r"[\n\v\f\r\x85\u2028\u2029,;:!?()\[\]{}/|،؛؟؍۔«»…•·]")
_FULL_STOP: Final = re.compile(r"[^\W\d_]{4,}\.\s")
_QUOTES: Final = frozenset("'\"`´׳״‘’‚‛“”„‟′″ʹʺʻʼ")


class Names(Protocol):
    """Names that do not change any more, by number."""

    @property
    def table(self) -> PhraseTable:
        """What they are found by."""

    def __len__(self) -> int:
        """Return how many there are."""

    def many(self, numbers: Places) -> Iterator[KnownName]:
        """Yield several names."""


_Written = tuple[KnownName, Manner, str]
"""A name at a place, how it is written there, and the form it has there."""


class _Found(NamedTuple):
    """Pieces of a folded text whose numbers are those of names.

    Attributes:
        beginnings: At which of the places they begin where names may.
        ends: Where they end.
        rows: The first rows of their names.
    """

    beginnings: Places
    ends: Places
    rows: Places


class Pieces:
    """The pieces of a text that names have been found for."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._folded = FoldedText(text)
        self._numbers = PieceNumbers(self._folded)
        self._found: dict[tuple[int, int], list[_Written]] = {}
        self._prefixes: dict[int, str | None] = {}
        self._is_plain = is_plain(text) and _TATWEEL not in text
        self._find_beginnings(language)

    def look_up(self, names: Names, gone: AbstractSet[EntityId]) -> None:
        """Find names in the text, but not those of certain entities."""
        import numpy as np

        found = _Found(*(np.concatenate(column) for column in zip(*self._matches(names.table), strict=True)))
        which, numbers = names.table.names_from(found.rows)
        beginnings, origin = found.beginnings.take(which), self._folded.origin
        pieces = (
            origin.take(self._starts.take(beginnings)).tolist(),
            (origin.take(found.ends.take(which) - 1) + 1).tolist(),
            origin.take(self._folded.starts.take(self._words.take(beginnings))).tolist(),
            (beginnings >= self._hidden_from).tolist(),
        )
        text, prefixes, places, exact, free = self._text, self._prefixes, self._found, Manner.EXACT, _FREE
        plain = self._is_plain
        for start, end, word, hides_alef, name in zip(*pieces, names.many(numbers), strict=True):
            if start != word:
                if start not in prefixes:
                    prefixes[start] = self._prefix(word, start, end)
                if prefixes[start] is None:
                    continue
            if name.entity in gone:
                continue
            # White space or common punctuation around says enough; other signs are looked at more closely.
            stands_free = plain or (text[word - 1 : word] in free and text[end : end + 1] in free)
            if stands_free and not hides_alef and text[start:end] == name.text:
                place = start, end
                if place in places:
                    places[place].append((name, exact, name.text))
                else:
                    places[place] = [(name, exact, name.text)]
            else:
                self._take(start, end, name, hides_alef=hides_alef)

    def hits(self, offset: int, starts: Sequence[int] = (0,)) -> list[list[Hit]]:
        """Return the hits that lie in no other, with those that lie in them.

        Args:
            offset: What is added to all places.
            starts: Where the texts begin that are searched as one; there is a list of hits for each, and their places
                are counted from there.
        """
        found: list[list[Hit]] = [[] for _ in starts]
        at, reach, bounds = 0, 0, [*starts[1:], len(self._text) + 1]
        for start, end in sorted(self._found, key=_longest_first):
            while start >= bounds[at]:
                at, reach = at + 1, 0
            hit = self._hit(start, end, offset - starts[at])
            if end > reach:
                reach = end
                found[at].append(hit)
            else:
                _nest(hit, found[at])
        return found

    def _hit(self, start: int, end: int, offset: int) -> Hit:
        written = self._found[start, end]
        span, prefix = Span(start + offset, end + offset), self._prefixes.get(start) or ""
        if len(written) == 1:
            name, manner, form = written[0]
            return Hit(span, (name,), manner, prefix, form)
        written = sorted(dict.fromkeys(written), key=_exact_first)
        _, manner, form = written[0]
        return Hit(span, tuple(name for name, _, _ in written), manner, prefix, form)

    def _find_beginnings(self, language: str) -> None:
        """Find the places where names may begin: at words, behind prefixes, and there once more with an alef before."""
        import numpy as np

        folded = self._folded
        self._starts, self._words = folded.starts, np.arange(len(folded.starts))
        self._hidden_from = len(self._starts)
        if has_prefixes(language) and folded.codes.max() >= _FIRST_PREFIX:
            behind = beginnings(folded)
            hidden = behind.hide_alef
            self._starts = np.concatenate((self._starts, behind.starts, behind.starts.take(hidden)))
            self._words = np.concatenate((self._words, behind.words, behind.words.take(hidden)))
            self._hidden_from = len(self._starts) - len(hidden)

    def _matches(self, table: PhraseTable) -> Iterator[_Found]:
        """Yield the pieces whose numbers are those of names, those of one word first."""
        import numpy as np

        which, ends_of_words = np.arange(len(self._starts)), self._folded.ends
        starts, words = self._starts, self._words
        while True:
            ends = ends_of_words.take(words)
            numbers = self._numbers.of(starts, ends)
            hidden = which.searchsorted(self._hidden_from)
            if hidden < len(which):
                numbers[hidden:] = with_letter_before(_ALEF, numbers[hidden:])
            there, rows = table.find(numbers)
            named = (table.names.take(rows) >= 0).nonzero()[0]
            at = there.take(named)
            yield _Found(which.take(at), ends.take(at), rows.take(named))
            on = there[table.goes_on.take(rows) & (words.take(there) + 1 < len(ends_of_words))]
            if not len(on):
                return
            which, starts, words = which.take(on), starts.take(on), words.take(on) + 1

    def _prefix(self, word: int, start: int, end: int) -> str | None:
        """Return the letters before a piece in its word, None if they are no prefixes."""
        before, rest = self._text[word:start], self._text[start : min(end, start + _TELLING_LETTERS)]
        if not before.isalpha() or _TATWEEL in before:
            before = "".join(filter(str.isalpha, before)).replace(_TATWEEL, "")
        if not rest.isalpha():
            rest = self._text[start:end].split(None, 1)[0]
        return before if not before or _is_prefix(before, rest) else None

    def _take(self, start: int, end: int, name: KnownName, *, hides_alef: bool) -> None:
        """Note a name, if a piece is really written as the name is."""
        whole = self._end(end, name.text)
        if whole is None or not is_grapheme_bound(self._text, start):
            return
        start, end = self._start(start, name.text), whole
        form = surface = self._text[start:end]
        if hides_alef:
            form = _ALEF + surface
        if form == name.text:
            manner = Manner.EXACT
        elif _key(form) == _key(name.text) and _is_parted_like(surface, name.text):
            manner = Manner.NORMALISED
        else:
            return
        self._found.setdefault((start, end), []).append((name, manner, form))

    def _end(self, end: int, name: str) -> int | None:
        """Return where a piece ends with the marks of its last letter, and last signs that the name has too (C++).

        None if the piece ends inside a letter.
        """
        text, last = self._text, end
        if not is_grapheme_bound(text, end):
            end = next_grapheme_bound(text, end)
            if folded(text[last:end]):
                return None
        while text[end : end + 1] == _TATWEEL:
            end += 1
        for sign in _last_signs(name) if not name[-1].isalnum() else "":
            if end == len(text) or not _same_sign(text[end], sign):
                break
            end += 1
        return end

    def _start(self, start: int, name: str) -> int:
        """Return where a piece begins with first signs that the name cannot do without (@home)."""
        if name[0].isalnum():
            return start
        signs = name[: len(name) - len(name.lstrip(_signs_of(name)))]
        is_there = bool(folded(signs).strip()) and self._text.endswith(signs, 0, start)
        return start - len(signs) if is_there else start


def _nest(hit: Hit, outermost: list[Hit]) -> None:
    """Put a hit into all those that it lies in, which are among the last."""
    for number in reversed(range(len(outermost))):
        whole = outermost[number]
        if whole.span.end <= hit.span.start:
            break
        if whole.span.end >= hit.span.end:
            outermost[number] = whole._replace(nested=(*whole.nested, hit))


@lru_cache(maxsize=1 << 15)
def _is_prefix(before: str, rest: str) -> bool:
    return is_prefix(before, rest)


def _longest_first(place: tuple[int, int]) -> tuple[int, int]:
    return place[0], -place[1]


def _exact_first(written: _Written) -> bool:
    return written[1] is not Manner.EXACT


def _signs_of(name: str) -> str:
    return "".join(character for character in set(name) if not _is_letter(character))


def _last_signs(name: str) -> str:
    return name[len(name.rstrip(_signs_of(name))) :]


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _same_sign(written: str, sign: str) -> bool:
    return written == sign or (written in _QUOTES and sign in _QUOTES)


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    return match_key(name).replace(" ", "")


def _is_parted_like(surface: str, name: str) -> bool:
    """Tell whether nothing parts the words of a piece that does not part those of the name as well."""
    if "\n" in surface or (_FULL_STOP.search(surface) and "." not in name):
        return False
    return all(sign in name for sign in _PARTING.findall(surface))
