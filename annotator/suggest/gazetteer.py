"""Finds every known name in a text, also behind Hebrew and Arabic prefixes, however it is written within its script."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from annotator.lang.clitics import has_prefixes, is_prefix
from annotator.lang.graphemes import is_grapheme_bound, is_plain, next_grapheme_bound
from annotator.lang.normalise import folded, match_key
from annotator.suggest.folding import FoldedText, is_unspaced
from annotator.suggest.packed import Packer
from annotator.suggest.phrases import PhraseTable, PhraseTableMaker, PieceNumbers, with_letter_before
from annotator.suggest.prefixed import beginnings

_ALEF: Final = "ا"
_PORTION: Final = 20_000
_DUSTY_FROM: Final = 5_000
_BLOCK: Final = 1 << 16
_MOST_MET: Final = 1 << 15
_TATWEEL: Final = "\u0640"
# What may part two words of a name although the name itself does not have it: nothing of this.
_PARTING: Final = re.compile(r"[\n\v\f\r\x85\u2028\u2029,;:!?()\[\]{}/|،؛؟؍۔«»…•·]")
_FULL_STOP: Final = re.compile(r"[^\W\d_]{4,}\.\s")
_QUOTES: Final = frozenset("'\"`´׳״‘’‚‛“”„‟′″ʹʺʻʼ")


class KnownName(NamedTuple):
    """One name of one entity, as the entity has it."""

    text: str
    language: str
    entity: EntityId


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


class Gazetteer:
    """All known names. To be used from one thread.

    What is added later stands in a second, small table until somebody renews the whole.
    """

    def __init__(self, names: _Names | None = None) -> None:
        self._names = names or _Names(())
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
        yield from (name for name in self._names if name.entity not in self._gone)
        for names in self._added.values():
            yield from names


def names_of(entity: Entity) -> Iterator[KnownName]:
    """Yield the names of an entity."""
    return (KnownName(alias.text, alias.language, entity.id) for alias in entity.aliases)


class _Names:
    """Names that do not change any more, by number."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        texts, entities, languages = Packer(), Packer(), {"": 0}
        self._entity, self._language = array("I"), array("H")
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
                self._entity.append(len(entities) - 1)
                self._language.append(languages.setdefault(name.language, len(languages)))
        self._texts, self._entities, self._languages = texts.finish(), entities.finish(), list(languages)
        self.table: PhraseTable = maker.finish()
        self._met: dict[int, KnownName] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, number: int) -> KnownName:
        name = self._met.get(number)
        if name is None:
            if len(self._met) == _MOST_MET:
                self._met.clear()
            language = self._languages[self._language[number]]
            name = KnownName(self._texts[number], language, EntityId(self._entities[self._entity[number]]))
            self._met[number] = name
        return name

    def __iter__(self) -> Iterator[KnownName]:
        return map(self.__getitem__, range(len(self)))


class _Piece(NamedTuple):
    """A piece of a text whose number is that of a name.

    Attributes:
        start: Where it begins, in code points.
        end: Where its last letter ends.
        is_behind: Whether it begins inside a word.
        hides_alef: Whether it stands for a name that has an alef more.
        name: The number of the name, or of the first of several.
        row: Where in the table the names are, -1 if there is but one.
    """

    start: int
    end: int
    is_behind: bool
    hides_alef: bool
    name: int
    row: int


class _Written(NamedTuple):
    """A name at a place."""

    name: KnownName
    manner: Manner
    form: str


class _Pieces:
    """The pieces of a text that names have been found for."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._folded = FoldedText(text)
        self._numbers = PieceNumbers(self._folded)
        self._may_have_prefixes = has_prefixes(language) and not text.isascii()
        self._is_plain = is_plain(text)
        self._found: dict[tuple[int, int], list[_Written]] = {}

    def look_up(self, names: _Names, gone: frozenset[EntityId] | set[EntityId]) -> None:
        """Find names in the text, but not those of certain entities."""
        for piece in self._matches(names.table):
            if (piece.is_behind or not self._is_plain) and not self._is_whole(piece):
                continue
            for number in names.table.names_at(piece.row) if piece.row >= 0 else (piece.name,):
                name = names[number]
                if name.entity not in gone:
                    self._take(piece, name)

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
        if len(written) > 1:
            written = sorted(dict.fromkeys(written), key=_exact_first)
        first = written[0]
        return Hit(
            Span(start + offset, end + offset),
            tuple(each.name for each in written),
            first.manner,
            self._before(start) if start and not self._text[start - 1].isspace() else "",
            first.form,
        )

    def _matches(self, table: PhraseTable) -> Iterator[_Piece]:
        """Yield the pieces whose numbers are those of names."""
        import numpy as np

        text = self._folded
        starts, words = text.starts, np.arange(len(text.starts))
        behind = hides = np.zeros(len(words), np.bool_)
        if self._may_have_prefixes:
            more = beginnings(text)
            hidden = np.flatnonzero(more.hide_alef)
            starts = np.concatenate((starts, more.starts, more.starts[hidden]))
            words = np.concatenate((words, more.words, more.words[hidden]))
            behind = np.arange(len(starts)) >= len(text.starts)
            hides = np.arange(len(starts)) >= len(starts) - len(hidden)
        while len(starts):
            ends = text.ends[words]
            numbers = self._numbers.of(starts, ends)
            if hides.any():
                numbers = np.where(hides, with_letter_before(_ALEF, numbers), numbers)
            rows = table.find(numbers)
            there = np.flatnonzero(rows >= 0)
            found = rows[there]
            named = table.names[found] >= 0
            at, found = there[named], found[named]
            yield from map(
                _Piece,
                text.origin[starts[at]].tolist(),
                (text.origin[ends[at] - 1] + 1).tolist(),
                behind[at].tolist(),
                hides[at].tolist(),
                table.names[found].tolist(),
                np.where(table.has_more(found), found, -1).tolist(),
            )
            on = there[table.goes_on[rows[there]] & (words[there] + 1 < len(text.ends))]
            starts, words, behind, hides = starts[on], words[on] + 1, behind[on], hides[on]

    def _is_whole(self, piece: _Piece) -> bool:
        """Tell whether a piece begins between graphemes, and behind a prefix if behind anything."""
        if not is_grapheme_bound(self._text, piece.start):
            return False
        before = self._before(piece.start) if piece.is_behind else ""
        return not before or is_prefix(before, self._text[piece.start : piece.end].split(None, 1)[0])

    def _before(self, start: int) -> str:
        """Return the letters that are written together with what begins here, before it."""
        first, text = start, self._text
        while first and _is_of_word(text[first - 1]):
            first -= 1
        return "".join(filter(str.isalpha, text[first:start])).replace(_TATWEEL, "") if first < start else ""

    def _take(self, piece: _Piece, name: KnownName) -> None:
        """Note a name, if the piece is really written as the name is."""
        end = self._end(piece, name.text)
        if end is None:
            return
        form = surface = self._text[piece.start : end]
        if piece.hides_alef:
            form = _ALEF + surface
        if form == name.text:
            manner = Manner.EXACT
        elif _key(form) == _key(name.text) and _is_parted_like(surface, name.text):
            manner = Manner.NORMALISED
        else:
            return
        self._found.setdefault((piece.start, end), []).append(_Written(name, manner, form))

    def _end(self, piece: _Piece, name: str) -> int | None:
        """Return where a piece ends with the marks of its last letter, and a last sign that the name has too."""
        text, end = self._text, piece.end
        if not self._is_plain and not is_grapheme_bound(text, end):
            end = next_grapheme_bound(text, end)
            if folded(text[piece.end : end]):
                return None
        while text[end : end + 1] == _TATWEEL:
            end += 1
        if not name[-1].isalnum() and end < len(text) and _same_sign(text[end], name[-1]):
            end += 1
        return end


def _longest_first(place: tuple[int, int]) -> tuple[int, int]:
    return place[0], -place[1]


def _exact_first(written: _Written) -> bool:
    return written.manner is not Manner.EXACT


def _same_sign(written: str, last: str) -> bool:
    """Tell whether a name's last character is a sign that folding drops, and a text has it too."""
    if folded(last):
        return False
    return written == last or (written in _QUOTES and last in _QUOTES)


def _is_of_word(character: str) -> bool:
    """Tell whether a character is folded into the word that the next one stands in."""
    return is_unspaced(character) is False if character.isalnum() else not folded(character)


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
