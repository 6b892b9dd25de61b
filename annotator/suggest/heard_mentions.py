"""Names that are known in another script only, found in a text by how its words sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.core.offsets import Span
from annotator.lang.clitics import stems
from annotator.lang.common_words import COMMON, EVERYDAY, commonness
from annotator.lang.names.forms import heard
from annotator.lang.names.matcher import aligned
from annotator.lang.names.words import hear
from annotator.lang.scripts import script_of
from annotator.lang.titles import title_before
from annotator.suggest.heard_words import HeardWords, Likely
from annotator.suggest.proposals import PERSON, PLACE, KnownEntities, Proposal, Reading, surest_first

_MOST_WORDS: Final = 5
_REACH: Final = 3
_LEAST_LIKELY: Final = 0.62
_LEAST_OF_ONE_WORD: Final = 0.85
_LEAST_OF_A_WORD: Final = 0.3
_TITLE: Final = 0.12
_COMMON_WORD: Final = 0.12
_EVERYDAY_WORD: Final = 0.3
_SHORT_WORD: Final = 0.25
_LETTERS_OF_A_NAME: Final = 4
_MOST_NAMES: Final = 400
_JOINED: Final = 3
_ARTICLE: Final = "ال"
_SERVANT: Final = re.compile("^عبدال")
_HEBREW_ARTICLE: Final = "אל"
_FEWEST_WITHOUT_ARTICLE: Final = 5


Hints = Mapping[str, tuple[float, int]]
"""Names with how like one of their words what stands at a place is, and how many words of the text that takes."""


class Word(NamedTuple):
    """A word of a text as a name may have it.

    Attributes:
        start: Where it begins, without prefixes.
        end: Where it ends.
        first: Where the whole word begins.
        heard: How it is heard.
    """

    start: int
    end: int
    first: int
    heard: str


class Window(NamedTuple):
    """Words that may be a name together."""

    words: tuple[Word, ...]

    @property
    def span(self) -> Span:
        """Where they stand."""
        return Span(self.words[0].start, self.words[-1].end)


class HeardMentions:
    """The names of all entities by how they sound. To be used from one thread."""

    def __init__(self, entities: KnownEntities) -> None:
        self._entities = entities
        self._words = HeardWords()
        self._owners: dict[str, dict[EntityId, str]] = {}
        self._forms: dict[EntityId, list[str]] = {}

    def add(self, entity: Entity) -> None:
        """Take the names of an entity that is new or has other names now."""
        self.remove(entity.id)
        for alias in entity.aliases:
            form = heard(alias.text)
            if not any(map(str.isalpha, form)):
                continue
            for reading in _readings([form]):
                self._words.add(reading)
                self._owners.setdefault(reading, {}).setdefault(entity.id, alias.text)
                self._forms.setdefault(entity.id, []).append(reading)

    def remove(self, entity: EntityId) -> None:
        """Forget the names of an entity."""
        for form in dict.fromkeys(self._forms.pop(entity, ())):
            owners = self._owners.get(form, {})
            owners.pop(entity, None)
            if not owners:
                self._owners.pop(form, None)
                self._words.forget(form)

    def find(self, text: str, language: str, tokens: Iterable[Span], taken: Iterable[Span]) -> Iterator[Proposal]:
        """Yield the names of other scripts that a text has.

        Args:
            text: The text.
            language: Its language.
            tokens: Its tokens.
            taken: Where names of its own script were found.
        """
        script = script_of(text)
        rows = _rows(text, language, tokens, taken)
        heard_here = [
            part.text
            for row in rows
            for at, words in enumerate(row)
            for word in words
            for reading in _readings(_heard_from(row, at, word))
            for part in hear(reading).words
            if part.first == 0
        ]
        for other, likely in self._words.likely(heard_here, script).items():
            for row in rows:
                yield from self._in_row(text, language, row, _Ear(self._words, likely, script, other))

    def _in_row(self, text: str, language: str, row: list[list[Word]], ear: _Ear) -> Iterator[Proposal]:
        """Yield what the words of one row, each with and without prefixes, may be."""
        hints = [[ear.hints(_heard_from(row, at, word)) for word in words] for at, words in enumerate(row)]
        for at, words in enumerate(row):
            for word, names in zip(words, hints[at], strict=True):
                if names:
                    windows = self._windows(row, at, word, names, hints)
                    if (found := self._best(text, language, windows, ear)) is not None:
                        yield found

    def _windows(
        self, row: list[list[Word]], at: int, word: Word, names: Hints, hints: list[list[Hints]]
    ) -> Iterator[tuple[Window, str]]:
        """Yield windows that begin with a word, each with a name that it may be."""
        following = [words[0] for words in row[at + 1 : at + _MOST_WORDS]]
        for name, (_, extent) in names.items():
            weights = hear(name).weights
            if extent > 1 or sum(weight > 0 for weight in weights) == 1:
                yield Window((word, *following[: extent - 1])), name
            if len(weights) > 1:
                for later in range(at + extent, min(len(row), at + extent + _REACH)):
                    if (found := hints[later][0].get(name)) is not None:
                        yield Window((word, *following[: later + found[1] - at - 1])), name

    def _best(self, text: str, language: str, windows: Iterable[tuple[Window, str]], ear: _Ear) -> Proposal | None:
        """Return the likeliest of windows that begin at one word, with all the names that are as likely there."""
        scored = [
            (round(self._sure(text, language, window, name, ear), 4), len(window.words), window, name)
            for window, name in windows
        ]
        scored = [found for found in scored if found[0] > 0]
        if not scored:
            return None
        sure, _, window, _ = max(scored, key=lambda found: (found[0] + 0.05 * found[1], found[3]))
        readings: dict[EntityId, Reading] = {}
        total = 0.0
        for value, _, other, name in sorted(scored, key=lambda found: (-found[0], found[3])):
            if other == window:
                for entity, alias in self._owners[name].items():
                    if entity in self._entities and entity not in readings:
                        why = Evidence(EvidenceKind.SOUNDS_LIKE, name=alias)
                        readings[entity] = Reading(entity, self._entities[entity].type, value, (why,))
                        total += _odds(value)
        if not readings:
            return None
        shared = [reading._replace(sure=_odds(reading.sure) / total) for reading in readings.values()]
        return Proposal(window.span, sure, tuple(sorted(shared, key=surest_first)))

    def _sure(self, text: str, language: str, window: Window, name: str, ear: _Ear) -> float:
        """Return how sure it is that words are a name, 0 when it is not worth proposing."""
        forms = _readings(word.heard for word in window.words)
        value = max(aligned(hear(form), hear(name), ear.likelihood) for form in forms)
        types = {self._entities[entity].type for entity in self._owners[name] if entity in self._entities}
        has_title = PERSON in types and title_before(text, window.words[0].first)
        value += _TITLE if has_title else 0.0
        value -= self._doubt(text, language, window, types)
        least = _LEAST_LIKELY if len(window.words) > 1 else _LEAST_OF_ONE_WORD
        return min(value, 0.95) if value >= least else 0.0

    def _doubt(self, text: str, language: str, window: Window, types: set[str]) -> float:
        """Return how much the words' being common, or short, speaks against their being a name."""
        surfaces = [text[word.start : word.end] for word in window.words]
        commons = [commonness(surface, language) for surface in surfaces]
        rarest = min(commons)
        if len(window.words) > 1:
            return _EVERYDAY_WORD if rarest >= EVERYDAY else _COMMON_WORD if rarest >= COMMON + 0.5 else 0.0
        doubt = 0.0
        if PLACE not in types:
            doubt = _EVERYDAY_WORD if rarest >= EVERYDAY - 0.5 else _COMMON_WORD if rarest >= COMMON else 0.0
        if sum(map(str.isalpha, surfaces[0])) < _LETTERS_OF_A_NAME:
            doubt += _SHORT_WORD
        return doubt


class _Ear:
    """How the words of a text sound beside those of names of one other script."""

    def __init__(self, words: HeardWords, likely: dict[str, Likely], script: str, other: str) -> None:
        self._words = words
        self._likely = likely
        self._script = script
        self._other = other

    def hints(self, words: list[str]) -> Hints:
        """Return the names that have a word like the first of some, or like the first few written as one."""
        found: dict[str, tuple[float, int]] = {}
        for form in _readings(words):
            for word in hear(form).words:
                if word.first == 0:
                    for name, value in self._names_of(word.text).items():
                        known = found.get(name)
                        if known is None or value > known[0]:
                            found[name] = value, min(word.stop, len(words))
        return found

    def likelihood(self, word: str, other: str) -> float:
        """Return how likely two words are the same."""
        return self._of(word).get(other, 0.0)

    def _names_of(self, word: str) -> Likely:
        found: dict[str, float] = {}
        for other, value in self._of(word).items():
            for name in self._words.names_with(other, self._other):
                if value > found.get(name, 0.0):
                    found[name] = value
                if len(found) > _MOST_NAMES:
                    return found
        return found

    def _of(self, word: str) -> Likely:
        known = self._likely.get(word)
        if known is None:
            known = self._likely[word] = self._words.likely([word], self._script)[self._other][word]
        return known


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


def _readings(words: Iterable[str]) -> list[str]:
    """Return how words may be heard together: as they are, and without articles."""
    form = " ".join(words)
    return list(dict.fromkeys((form, without_articles(form))))


def _rows(text: str, language: str, tokens: Iterable[Span], taken: Iterable[Span]) -> list[list[list[Word]]]:
    """Return runs of words that only white space or hyphens part, each word as it is and without its prefixes."""
    inside = {offset for span in taken for offset in range(span.start, span.end)}
    rows: list[list[list[Word]]] = [[]]
    end = 0
    for token in tokens:
        surface = token.surface(text)
        gap = text[end : token.start]
        is_joint = surface in {"-", "־", "–"} and not gap
        if is_joint:
            end = token.end
            continue
        is_word = any(map(str.isalnum, surface)) and token.start not in inside and token.end - 1 not in inside
        if not is_word or gap.strip(" \u00a0") or len(gap) > 1:
            rows.append([])
        end = token.end
        if is_word:
            parts = [token, *stems(text, token, language)]
            words = [Word(part.start, part.end, token.start, heard(part.surface(text))) for part in parts]
            rows[-1].append([word for word in words if len(word.heard) > 1 or word.heard.isdigit()])
    return [[words for words in row if words] for row in rows if any(row)]


def _heard_from(row: list[list[Word]], at: int, word: Word) -> list[str]:
    return [word.heard, *(words[0].heard for words in row[at + 1 : at + _JOINED])]


def _odds(value: float) -> float:
    return value / (1.02 - value)
