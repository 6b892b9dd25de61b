"""Finds every known name in a text, also behind Hebrew and Arabic prefixes, however it is written within its script."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from annotator.lang.clitics import has_prefixes, is_prefix
from annotator.lang.graphemes import is_grapheme_bound, is_plain, next_grapheme_bound
from annotator.lang.normalise import folded, match_key
from annotator.suggest.folding import FoldedText
from annotator.suggest.known import KnownName
from annotator.suggest.packed import Packer
from annotator.suggest.phrases import PhraseTable, PhraseTableMaker, PieceNumbers, with_letter_before
from annotator.suggest.prefixed import beginnings
from annotator.suggest.shelf import Shelf, ShelfNames

__all__ = ["Gazetteer", "Hit", "KnownName", "Manner", "names_of"]

if TYPE_CHECKING:
    from annotator.suggest.phrases import Places

_ALEF: Final = "ا"
_PORTION: Final = 20_000
_DUSTY_FROM: Final = 5_000
_BLOCK: Final = 1 << 16
_FIRST_PREFIX: Final = 0x05D0  # alef; the letters of Latin, Greek and Cyrillic come before
_FREE: Final = frozenset(" \n,:;!?()،؛؟«»-–—־")
_TATWEEL: Final = "\u0640"
# What may part two words of a name although the name itself does not have it: nothing of this.
_PARTING: Final = re.compile(r"[\n\v\f\r\x85\u2028\u2029,;:!?()\[\]{}/|،؛؟؍۔«»…•·]")
_FULL_STOP: Final = re.compile(r"[^\W\d_]{4,}\.\s")
_QUOTES: Final = frozenset("'\"`´׳״‘’‚‛“”„‟′″ʹʺʻʼ")


class Manner(StrEnum):
    """How a name is written in a text."""

    EXACT = "exact"
    NORMALISED = "normalised"


class Hit(NamedTuple):
    """A piece of a text that may be a known name.

    Attributes:
        span: Where, without prefixes.
        names: The names it may be; those written exactly so first.
        manner: How the best of them is written.
        prefix: What is written together with it before it, "" at the beginning of a word.
        form: What it stands for: its surface, or the name with the article whose alef a lam before it hides.
        nested: The hits strictly inside it; they have none themselves.
    """

    span: Span
    names: tuple[KnownName, ...]
    manner: Manner
    prefix: str = ""
    form: str = ""
    nested: tuple[Hit, ...] = ()


class Names(Protocol):
    """Names that do not change any more, by number."""

    @property
    def table(self) -> PhraseTable:
        """What they are found by."""

    def __len__(self) -> int:
        """Return how many there are."""

    def many(self, numbers: Places) -> Iterator[KnownName]:
        """Yield several names."""


class Gazetteer:
    """All known names. To be used from one thread.

    What is added later stands in a second, small table until somebody renews the whole.
    """

    def __init__(self, names: Names | None = None) -> None:
        self._names: Names = _Names(()) if names is None else names
        self._gone: set[EntityId] = set()
        self._added: dict[EntityId, list[KnownName]] = {}
        self._recent: _Names | None = None

    @classmethod
    def build(cls, names: Iterable[KnownName]) -> Gazetteer:
        """Take all names; they are read once, one after the other."""
        return cls(_Names(names))

    @classmethod
    def of_entities(cls, entities: Iterable[Entity]) -> Gazetteer:
        """Take all names of entities."""
        return cls.build(name for entity in entities for name in names_of(entity))

    @classmethod
    def on(cls, shelf: Shelf) -> Gazetteer:
        """Take the names of a shelf, which stay where they are."""
        return cls(ShelfNames(shelf))

    def __len__(self) -> int:
        return sum(1 for _ in self._all())

    def add(self, names: Iterable[KnownName]) -> None:
        """Take more names."""
        for name in names:
            self._added.setdefault(name.entity, []).append(name)
        self._recent = None

    def remove(self, entity: EntityId) -> None:
        """Forget the names of an entity; nothing happens when it has none."""
        self._gone.add(entity)
        if self._added.pop(entity, None) is not None:
            self._recent = None

    @property
    def is_dusty(self) -> bool:
        """Whether so much has changed that :meth:`renewed` is worth its time."""
        return len(self._gone) + len(self._added) > _DUSTY_FROM

    def renewed(self) -> Gazetteer:
        """Return a fresh one with the same names."""
        return Gazetteer.build(self._all())

    def find(self, text: str, language: str) -> list[Hit]:
        """Return the pieces of a text that are known names, by where they begin.

        Of those that begin at one place the longest is returned, and none that lies inside another; what is inside
        is in :attr:`Hit.nested`.

        Args:
            text: The text, as it is.
            language: BCP 47 code of the text; only what prefixes it has depends on it.
        """
        if self._recent is None:
            self._recent = _Names(name for names in self._added.values() for name in names)
        tables = [names for names in (self._names, self._recent) if len(names)]
        hits: list[Hit] = []
        if tables:
            for start, end in _blocks(text):
                found = _Pieces(text[start:end], language)
                for names in tables:
                    found.look_up(names, self._gone if names is self._names else frozenset())
                hits += found.hits(start)
        return hits

    def _all(self) -> Iterator[KnownName]:
        import numpy as np

        for first in range(0, len(self._names), _PORTION):
            numbers = np.arange(first, min(len(self._names), first + _PORTION))
            yield from (name for name in self._names.many(numbers) if name.entity not in self._gone)
        for names in self._added.values():
            yield from names


def names_of(entity: Entity) -> Iterator[KnownName]:
    """Yield the names of an entity."""
    return (KnownName(alias.text, alias.language, entity.id) for alias in entity.aliases)


class _Names:
    """Names in memory."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        import numpy as np

        texts, entities, languages = Packer(), Packer(), {"": 0}
        entity_of, language_of = array("I"), array("H")
        maker = PhraseTableMaker()
        waiting = iter(names)
        last = None
        while portion := list(islice(waiting, _PORTION)):
            maker.add([name.text for name in portion], len(texts))
            for name in portion:
                texts.add(name.text)
                if name.entity != last:
                    last = name.entity
                    entities.add(last)
                entity_of.append(len(entities) - 1)
                language_of.append(languages.setdefault(name.language, len(languages)))
        self._texts, self._entities, self._languages = texts.finish(), entities.finish(), list(languages)
        self._entity_of = np.frombuffer(entity_of, np.uint32)
        self._language_of = np.frombuffer(language_of, np.uint16)
        self.table: PhraseTable = maker.finish()

    def __len__(self) -> int:
        return len(self._texts)

    def many(self, numbers: Places) -> Iterator[KnownName]:
        """Yield several names."""
        languages = map(self._languages.__getitem__, self._language_of[numbers].tolist())
        entities = map(EntityId, self._entities.many(self._entity_of[numbers]))
        return map(KnownName, self._texts.many(numbers), languages, entities)


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


class _Pieces:
    """The pieces of a text that names have been found for."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._folded = FoldedText(text)
        self._numbers = PieceNumbers(self._folded)
        self._found: dict[tuple[int, int], list[_Written]] = {}
        self._prefixes: dict[int, str | None] = {}
        self._is_plain = is_plain(text) and _TATWEEL not in text
        self._find_beginnings(language)

    def look_up(self, names: Names, gone: frozenset[EntityId] | set[EntityId]) -> None:
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
        text, prefixes, places, exact = self._text, self._prefixes, self._found, Manner.EXACT
        plain = self._is_plain
        for start, end, word, hides_alef, name in zip(*pieces, names.many(numbers), strict=True):
            if start != word and start not in prefixes:
                prefixes[start] = self._prefix(word, start, end)
            if prefixes.get(start, "") is None or name.entity in gone:
                continue
            if text[start:end] == name.text and not hides_alef and (plain or self._stands_free(word, end)):
                places.setdefault((start, end), []).append((name, exact, name.text))
            else:
                self._take(start, end, name, hides_alef=hides_alef)

    def hits(self, offset: int) -> list[Hit]:
        """Return the hits that lie in no other, with those that lie in them, ``offset`` added to all places."""
        outer: list[tuple[Hit, list[Hit]]] = []
        for start, end in sorted(self._found, key=_longest_first):
            hit = self._hit(start, end, offset)
            inside = False
            for whole, nested in reversed(outer):
                if whole.span.end <= hit.span.start:
                    break
                if whole.span.end >= hit.span.end:
                    nested.append(hit)
                    inside = True
            if not inside:
                outer.append((hit, []))
        return [hit._replace(nested=tuple(nested)) if nested else hit for hit, nested in outer]

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
            hidden = np.flatnonzero(behind.hide_alef)
            self._starts = np.concatenate((self._starts, behind.starts, behind.starts[hidden]))
            self._words = np.concatenate((self._words, behind.words, behind.words[hidden]))
            self._hidden_from = len(self._starts) - len(hidden)

    def _matches(self, table: PhraseTable) -> Iterator[_Found]:
        """Yield the pieces whose numbers are those of names, those of one word first."""
        import numpy as np

        which, ends_of_words = np.arange(len(self._starts)), self._folded.ends
        starts, words = self._starts, self._words
        while True:
            ends = ends_of_words.take(words)
            numbers = self._numbers.of(starts, ends)
            if self._hidden_from < len(self._starts):
                numbers = np.where(which >= self._hidden_from, with_letter_before(_ALEF, numbers), numbers)
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
        before = "".join(filter(str.isalpha, self._text[word:start])).replace(_TATWEEL, "")
        rest = self._text[start:end].split(None, 1)[0]
        return before if not before or is_prefix(before, rest) else None

    def _stands_free(self, word: int, end: int) -> bool:
        """Tell whether white space or common punctuation is around; other signs are looked at more closely."""
        around = self._text[word - 1 : word] + self._text[end : end + 1]
        return _FREE.issuperset(around)

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


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield pieces of a long text that end with a line, because no name goes on behind one."""
    start = 0
    while start < len(text):
        stop = start + _BLOCK
        if stop >= len(text):
            end = len(text)
        else:
            end = text.rfind("\n", start, stop) + 1 or text.find("\n", stop) + 1 or len(text)
        yield start, end
        start = end
