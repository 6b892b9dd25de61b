"""Which names of other scripts sound like a name."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from typing import TYPE_CHECKING, Final

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.lang.names.encoder import cosines, in_bytes
from annotator.lang.names.forms import heard
from annotator.lang.names.matcher import NameMatcher
from annotator.lang.names.words import hear
from annotator.lang.scripts import script_of
from annotator.suggest.hearing import (
    NAMES_ALIGNED,
    NAMES_OF_A_WORD,
    SCRIPTS,
    Likely,
    NearWords,
    best_rows,
    sounding_like,
)
from annotator.suggest.known import Name, names_with_aliases

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.suggest.hearing import Vector

_FIRST_ROOM: Final = 1024


class SoundIndex:
    """The words of all names as vectors, by script, and the names that have them. To be used from one thread."""

    def __init__(self, matcher: NameMatcher | None = None) -> None:
        self._matcher = matcher or NameMatcher.load()
        self._names: dict[str, list[Name]] = {}
        self._words = {script: _Words(self._matcher.encoder.width, self._names) for script in SCRIPTS}
        self._heard: dict[EntityId, list[tuple[str, Name]]] = {}

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> SoundIndex:
        """Index many entities; about 0.2 ms of processor time for each word that is new."""
        index = cls()
        for entity in entities:
            index._enter(entity)
        for words in index._words.values():
            words.encode(index._matcher)
        return index

    def add(self, entity: Entity) -> None:
        """Index an entity that is new or whose names have changed."""
        self.remove(entity.id)
        self._enter(entity)

    def remove(self, entity: EntityId) -> None:
        """Forget an entity; nothing happens when it is not there."""
        for form, name in self._heard.pop(entity, ()):
            self._names[form].remove(name)
            if not self._names[form]:
                del self._names[form]
                self._of(form).forget(form)

    def sounding_like(self, text: str, limit: int = 20) -> list[tuple[Name, float]]:
        """Return names in other scripts that sound like this one.

        Returns:
            The names with how likely each is the same name, most likely first.
        """
        for words in self._words.values():
            words.encode(self._matcher)
        return sounding_like(text, self._words, self._matcher, limit)

    def _enter(self, entity: Entity) -> None:
        self._heard[entity.id] = known = []
        for alias, name in names_with_aliases(entity):
            form = heard(alias.text)
            if script_of(form) not in SCRIPTS:
                continue
            if form not in self._names:
                self._of(form).enter(form)
            self._names.setdefault(form, []).append(name)
            known.append((form, name))

    def _of(self, form: str) -> _Words:
        return self._words[script_of(form)]


class _Words:
    """The words of the names of one script: a row of bytes for each, and the names that have it."""

    def __init__(self, width: int, names: dict[str, list[Name]]) -> None:
        self._width = width
        self._names = names
        self._rows: dict[str, int] = {}
        self._texts: list[str] = []
        self._forms: list[dict[str, None]] = []
        self._bytes: NDArray[np.int8] | None = None
        self._encoded = 0

    def enter(self, form: str) -> None:
        for word in hear(form).words:
            row = self._rows.setdefault(word.text, len(self._texts))
            if row == len(self._texts):
                self._texts.append(word.text)
                self._forms.append({})
            self._forms[row][form] = None

    def forget(self, form: str) -> None:
        for word in hear(form).words:
            self._forms[self._rows[word.text]].pop(form, None)

    def encode(self, matcher: NameMatcher) -> None:
        """Give the words that are new their vectors."""
        import numpy as np

        if self._encoded == len(self._texts):
            return
        made = in_bytes(matcher.encoder.encode_words(self._texts[self._encoded :]))
        if self._bytes is None or len(self._bytes) < len(self._texts):
            room = np.zeros((max(_FIRST_ROOM, 2 * len(self._texts)), self._width), np.int8)
            if self._bytes is not None:
                room[: self._encoded] = self._bytes[: self._encoded]
            self._bytes = room
        self._bytes[self._encoded : len(self._texts)] = made
        self._encoded = len(self._texts)

    def nearest(self, vector: Vector) -> NearWords:
        """Return the words whose vectors are most like one."""
        if self._bytes is None:
            return NearWords([], vector[:0])
        likeness = cosines(vector[None, :], self._bytes[: self._encoded])[0]
        rows = best_rows(likeness)
        return NearWords([self._texts[row] for row in rows.tolist()], likeness[rows])

    def names_with(self, likely: Likely) -> list[tuple[str, list[Name]]]:
        """Return the names that share most with what was asked, as they are heard, by their likely words."""
        sums: dict[str, float] = {}
        for word, others in likely.items():
            room = NAMES_OF_A_WORD
            for other, value in sorted(others.items(), key=lambda entry: -entry[1]):
                for form, _ in zip(self._forms[self._rows[other]], range(room), strict=False):
                    sums[form] = sums.get(form, 0.0) + value * len(word) * len(other) / (len(form) + 2)
                    room -= 1
        best = nlargest(NAMES_ALIGNED, sums, key=lambda form: (sums[form], form))
        return [(form, self._names[form]) for form in best]
