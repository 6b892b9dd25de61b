"""Names that are known in another script only, found in a text by how its words sound."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.core.offsets import Span
from annotator.lang.common_words import COMMON, EVERYDAY, commonness
from annotator.lang.institution_words import notions_of
from annotator.lang.names.forms import MOST_CHARACTERS, heard
from annotator.lang.names.matcher import aligned
from annotator.lang.names.words import hear
from annotator.lang.scripts import script_of
from annotator.lang.titles import title_before
from annotator.suggest.heard_words import SCRIPTS, HeardWords, Near, script_heard
from annotator.suggest.proposals import PERSON, PLACE, KnownEntities, Proposal, Reading, surest_first
from annotator.suggest.text_words import Row, TextWord

_MOST_WORDS: Final = 5
_REACH: Final = 3
_JOINED: Final = 3
_LEAST_LIKELY: Final = 0.62
_LEAST_OF_ONE_WORD: Final = 0.85
_MOST_LIKELY: Final = 0.95
_TITLE: Final = 0.12
_COMMON_WORD: Final = 0.12
_COMMON_FROM: Final = 4.5
_EVERYDAY_WORD: Final = 0.3
_EVERYDAY_FROM: Final = 4.5
_KNOWN_WORD_FROM: Final = 3.0
_SHORT_WORD: Final = 0.25
_PER_WORD: Final = 0.05
_LETTERS_OF_A_NAME: Final = 4
_GERESH: Final = ("'", "׳", "’")
_LETTERS_WITH_GERESH: Final = frozenset("גזצץתדחטער")
_SERVANT: Final = re.compile("^عبدال")
_ARTICLE: Final = "ال"
_HEBREW_ARTICLE: Final = "אל"
_FEWEST_WITHOUT_ARTICLE: Final = 5


class _Window(NamedTuple):
    """Words that may be a name together."""

    words: tuple[TextWord, ...]
    name: str

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)


class HeardMentions:
    """The names of all entities by how they sound. To be used from one thread."""

    def __init__(self, entities: KnownEntities) -> None:
        self._entities = entities
        self._words = {script: HeardWords(script) for script in SCRIPTS}
        self._owners: dict[str, dict[EntityId, str]] = {}
        self._forms: dict[EntityId, list[str]] = {}

    def add(self, entity: Entity) -> None:
        """Take the names of an entity that is new or has other names now."""
        self.remove(entity.id)
        for alias in entity.aliases:
            form = heard(alias.text) if len(alias.text) <= MOST_CHARACTERS else ""
            if script := script_heard(form):
                for reading in _readings((form,)):
                    if reading not in self._owners:
                        self._words[script].add(reading)
                    self._owners.setdefault(reading, {}).setdefault(entity.id, alias.text)
                    self._forms.setdefault(entity.id, []).append(reading)

    def remove(self, entity: EntityId) -> None:
        """Forget the names of an entity."""
        for form in dict.fromkeys(self._forms.pop(entity, ())):
            owners = self._owners[form]
            owners.pop(entity, None)
            if not owners:
                del self._owners[form]
                self._words[script_of(form)].forget(form)

    def find(
        self, text: str, language: str, script: str, rows: Iterable[Row], taken: Iterable[Span]
    ) -> Iterator[Proposal]:
        """Yield the names of other scripts that a stretch of a text has.

        Args:
            text: The text.
            language: Its language.
            script: Its script.
            rows: The words of the stretch.
            taken: Where names of its own script were found.
        """
        found = _Taken(taken)
        free = [part for whole in rows for row in found.free(whole) for part in _in_script(row, script)]
        for other, words in self._words.items():
            if words and other != script:
                words.ask((word for row in free for word in _words_of(row)), script)
                for row in free:
                    yield from self._best_of(text, language, self._windows(row, words), words)

    def _windows(self, row: Row, words: HeardWords) -> Iterator[_Window]:
        """Yield what in a row may be a name: all its words, or its first and its last, have nearly its consonants."""
        near = [[_near(row, at, word, words) for word in readings] for at, readings in enumerate(row)]
        for at, readings in enumerate(row):
            for word, beginnings in zip(readings, near[at], strict=True):
                for begun, extent in beginnings:
                    for name in begun.names if extent > 1 else begun.single:
                        yield _Window(_from(row, at, word, extent), name)
                    for later in range(at + extent, min(len(row), at + extent + _REACH)):
                        for ended, last in near[later][0]:
                            for name in (begun.names & ended.names) - begun.single:
                                yield _Window(_from(row, at, word, later + last - at), name)

    def _best_of(self, text: str, language: str, windows: Iterable[_Window], words: HeardWords) -> Iterator[Proposal]:
        """Yield the likeliest windows that begin at each place, with all the names that are as likely there."""
        found = [
            (sure, window)
            for window in windows
            if len(window.words) <= _MOST_WORDS and (sure := self._sure(text, language, window, words)) > 0
        ]
        at: dict[int, list[tuple[float, _Window]]] = {}
        for sure, window in _with_likeliest_prefixes(found):
            at.setdefault(window.words[0].start, []).append((min(sure, _MOST_LIKELY), window))
        for scored in at.values():
            _, best = max(scored, key=_longest_and_surest)
            same: dict[str, float] = {}
            for sure, window in sorted(scored, key=_longest_and_surest, reverse=True):
                if window.span == best.span:
                    same.setdefault(window.name, sure)
            proposal = self._proposal(_with_geresh(text, best.span), same)
            if proposal is not None:
                yield proposal

    def _proposal(self, span: Span, names: Mapping[str, float]) -> Proposal | None:
        readings: dict[EntityId, Reading] = {}
        for name, sure in names.items():
            for entity, alias in self._owners[name].items():
                known = readings.get(entity)
                if entity in self._entities and (known is None or known.sure < sure):
                    why = Evidence(EvidenceKind.SOUNDS_LIKE, name=alias)
                    readings[entity] = Reading(entity, self._entities[entity].type, sure, (why,))
        if not readings:
            return None
        total = sum(_odds(reading.sure) for reading in readings.values())
        shared = [reading._replace(sure=_odds(reading.sure) / total) for reading in readings.values()]
        return Proposal(span, max(names.values()), tuple(sorted(shared, key=surest_first)))

    def _sure(self, text: str, language: str, window: _Window, words: HeardWords) -> float:
        """Return how sure it is that words are a name, 0 when it is not worth proposing."""
        name = hear(window.name)
        value = max(aligned(hear(form), name, words.likelihood) for form in _forms_of(window))
        if value < _LEAST_LIKELY - _TITLE:
            return 0.0
        first = window.words[0].form
        if len(window.words) == 1 and (notions_of(first) or self._entities.is_adjective_of_place(first)):
            return 0.0
        if len(window.words) == 1 and self._is_rather_a_word(first, language, window.name):
            return 0.0
        types = {self._entities[entity].type for entity in self._owners[window.name] if entity in self._entities}
        if PERSON in types and title_before(text, window.words[0].first):
            value += _TITLE
        value -= _doubt(text, language, window, is_place=PLACE in types)
        least = _LEAST_LIKELY if len(window.words) > 1 else _LEAST_OF_ONE_WORD
        return value if value >= least else 0.0

    def _is_rather_a_word(self, form: str, language: str, name: str) -> bool:
        """Tell whether a word that people know would be an odd spelling of a name, which has others in its script.

        قفزة, a leap, is no Gaza where غزة is known, though the two sound alike to a foreign ear.
        """
        if commonness(form, language) < _KNOWN_WORD_FROM:
            return False
        script = script_of(form)
        owners = [self._entities[entity] for entity in self._owners[name] if entity in self._entities]
        return all(any(script_of(alias.text) == script for alias in owner.aliases) for owner in owners)


def _with_geresh(text: str, span: Span) -> Span:
    """Return a piece with the geresh that makes its last Hebrew letter another one: שייח'. A quote is none."""
    last, sign = text[span.end - 1], text[span.end : span.end + 1]
    is_geresh = sign in _GERESH and last in _LETTERS_WITH_GERESH and text[span.start - 1 : span.start] not in _GERESH
    return Span(span.start, span.end + 1) if sign and is_geresh else span


def _with_likeliest_prefixes(found: Sequence[tuple[float, _Window]]) -> Iterator[tuple[float, _Window]]:
    """Yield of the windows of the same words those that are likeliest with, or likeliest without, the first's prefix.

    שדונלד טראמפ sounds enough like Donald Trump to be he, but דונלד טראמפ does more so.
    """
    likeliest: dict[tuple[int, int], tuple[float, int]] = {}
    for sure, window in found:
        first, place = window.words[0], (window.words[0].first, window.words[-1].end)
        likeliest[place] = max(likeliest.get(place, (0.0, 0)), (sure, first.start))
    for sure, window in found:
        first, end = window.words[0], window.words[-1].end
        if likeliest[first.first, end][1] == first.start:
            yield sure, window


def without_articles(form: str) -> str:
    """Return a name as heard without Arabic articles, in Arabic or Hebrew letters, which are left out at will.

    عبد اللطيف → عبد لطيف, عبداللطيف → عبدلطيف, אל לטיף → לטיף.
    """
    words = form.split(" ")
    bare = [
        _SERVANT.sub("عبد", word).removeprefix(_ARTICLE) if len(word) >= _FEWEST_WITHOUT_ARTICLE else word
        for word in words
        if word != _HEBREW_ARTICLE or len(words) == 1
    ]
    return " ".join(bare)


def _readings(words: Iterable[str]) -> tuple[str, ...]:
    """Return how words may be heard together: as they are, and without articles."""
    return _readings_of(" ".join(words))


@lru_cache(maxsize=1 << 16)
def _readings_of(form: str) -> tuple[str, ...]:
    bare = without_articles(form)
    return (form,) if bare == form or not bare else (form, bare)


def _near(row: Row, at: int, word: TextWord, words: HeardWords) -> list[tuple[Near, int]]:
    """Return the names that have a word like the one at a place, or like a few from there on written as one.

    Returns:
        Names with how many words of the text theirs takes.
    """
    following = tuple(readings[0].heard for readings in row[at + 1 : at + _JOINED])
    found = [(words.names_near(text), extent) for text, extent in _beginnings((word.heard, *following))]
    return [(near, extent) for near, extent in found if near.names]


def _words_of(row: Row) -> Iterator[str]:
    """Yield all that the words of a row may be heard as, by themselves or a few written as one."""
    for at, readings in enumerate(row):
        following = tuple(other[0].heard for other in row[at + 1 : at + _JOINED])
        for word in readings:
            for text, _ in _beginnings((word.heard, *following)):
                yield text


@lru_cache(maxsize=1 << 16)
def _beginnings(words: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    found = {
        (word.text, min(word.stop, len(words)))
        for form in _readings(words)
        for word in hear(form).words
        if word.first == 0 and word.text
    }
    return tuple(sorted(found, key=_fewest_first))


def _fewest_first(beginning: tuple[str, int]) -> tuple[int, str]:
    return beginning[1], beginning[0]


def _from(row: Row, at: int, word: TextWord, count: int) -> tuple[TextWord, ...]:
    return (word, *(readings[0] for readings in row[at + 1 : at + count]))


def _forms_of(window: _Window) -> tuple[str, ...]:
    return _readings(word.heard for word in window.words)


class _Taken:
    """Where names were found already, in the order of the text: a long text has very many, each row only a few."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=_start_of)
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def free(self, row: Row) -> Iterator[Row]:
        """Yield the stretches of a row in which no name was found yet."""
        inside = self._touching(row)
        if not inside:
            yield row
            return
        stretch: Row = []
        for readings in row:
            whole = readings[0]
            if any(span.start < whole.end and whole.start < span.end for span in inside):
                if stretch:
                    yield stretch
                stretch = []
            else:
                stretch.append(readings)
        if stretch:
            yield stretch

    def _touching(self, row: Row) -> list[Span]:
        start, end = row[0][0].start, row[-1][0].end
        first = bisect_left(self._spans, start - self._longest, key=_start_of)
        last = bisect_left(self._spans, end, key=_start_of)
        return [span for span in self._spans[first:last] if span.end > start]


def _start_of(span: Span) -> int:
    return span.start


def _in_script(row: Row, script: str) -> Iterator[Row]:
    """Yield the stretches of a row in one script, figures included: names in two scripts are not heard."""
    stretch: Row = []
    for readings in row:
        if readings[0].heard.isdecimal() or _script_of(readings[0].heard) == script:
            stretch.append(readings)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


@lru_cache(maxsize=1 << 16)
def _script_of(word: str) -> str:
    return script_of(word)


def _doubt(text: str, language: str, window: _Window, *, is_place: bool) -> float:
    """Return how much the words' being common, or short, speaks against their being a name."""
    surfaces = [text[word.start : word.end] for word in window.words]
    rarest = min(commonness(surface, language) for surface in surfaces)
    if len(surfaces) > 1:
        if is_place:
            return 0.0
        return _EVERYDAY_WORD if rarest >= EVERYDAY else _COMMON_WORD if rarest >= _COMMON_FROM else 0.0
    doubt = 0.0
    if not is_place:
        doubt = _EVERYDAY_WORD if rarest >= _EVERYDAY_FROM else _COMMON_WORD if rarest >= COMMON else 0.0
    if sum(map(str.isalpha, surfaces[0])) < _LETTERS_OF_A_NAME:
        doubt += _SHORT_WORD
    return doubt


def _longest_and_surest(scored: tuple[float, _Window]) -> tuple[float, str]:
    sure, window = scored
    return sure + _PER_WORD * len(window.words), window.name


def _odds(value: float) -> float:
    return value / (1.02 - value)
