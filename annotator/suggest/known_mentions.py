"""Known names that stand in a text, and how far each can be trusted to be meant there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.lang.common_words import COMMON, EVERYDAY, commonness
from annotator.lang.normalise import match_key
from annotator.suggest.gazetteer import Hit, KnownName, Manner
from annotator.suggest.priors import fame
from annotator.suggest.proposals import PERSON, PLACE, KnownEntities, Proposal, Reading, surest_first

_SURE: Final = {Manner.EXACT: 0.97, Manner.NORMALISED: 0.92}
_PREFIXED: Final = 0.02
_COMMON_WORD: Final = 0.2
_EVERYDAY_WORD: Final = 0.45
_SHORT: Final = 0.3
_RATHER_WHOLE: Final = 0.5
_ADJECTIVE: Final = 0.45
_PART_OF_UNKNOWN: Final = 0.35
_TRUST_OF_USE: Final = 0.7
_LETTERS_OF_A_NAME: Final = 3
_FEWEST_LETTERS: Final = 2
_RATHER_BY: Final = 0.4
_FAME: Final = 3
"""To how many earlier links the fame of something that everybody knows is equal."""


class KnownMentions:
    """Reads the hits of one text as proposals.

    Args:
        text: The text.
        language: Its language.
        entities: What may be proposed.
    """

    def __init__(self, text: str, language: str, entities: KnownEntities) -> None:
        self._text = text
        self._language = language
        self._entities = entities

    def proposals(self, hits: list[Hit]) -> Iterator[Proposal]:
        """Yield what the hits are, those inside longer ones too."""
        for hit in hits:
            for one in (hit, *hit.nested):
                if proposal := self._read(one):
                    yield proposal

    def _read(self, hit: Hit) -> Proposal | None:
        names: dict[EntityId, KnownName] = {}
        for name in hit.names:
            if name.entity in self._entities and self._is_written_like(hit, name):
                names.setdefault(name.entity, name)
        if not names:
            return None
        uses = {entity: self._entities.uses(entity, name.text) for entity, name in names.items()}
        readings = sorted(self._readings(hit, names, uses), key=surest_first)
        sure = self._trust(hit, readings[0], uses=sum(uses.values()))
        return Proposal(hit.span, sure, tuple(readings)) if sure > 0 else None

    def _readings(
        self, hit: Hit, names: Mapping[EntityId, KnownName], uses: Mapping[EntityId, int]
    ) -> Iterator[Reading]:
        """Yield a reading for each entity of the name: what was chosen before counts most, then its fame."""
        weights = {entity: uses[entity] + 1 + _FAME * fame(self._entities[entity].external) for entity in names}
        total = sum(weights.values())
        for entity, name in names.items():
            exact = hit.manner is Manner.EXACT and name.text == hit.form
            evidence = [Evidence(EvidenceKind.EXACT_ALIAS if exact else EvidenceKind.NORMALISED_ALIAS, name=name.text)]
            if uses[entity]:
                evidence.append(Evidence(EvidenceKind.SAME_SURFACE, uses[entity], name.text))
            yield Reading(entity, self._entities[entity].type, weights[entity] / total, tuple(evidence))

    def _trust(self, hit: Hit, best: Reading, uses: int) -> float:
        """Return how sure it is that a hit is a mention: less for what may be another word, more for what was one."""
        sure = _SURE[hit.manner] - (_PREFIXED if hit.prefix else 0.0)
        surface = hit.span.surface(self._text)
        if surface.isalpha() and not _is_acronym(surface):
            sure -= (1 - _TRUST_OF_USE * uses / (uses + 1)) * self._doubt(hit, surface, best)
        return max(0.0, sure)

    def _doubt(self, hit: Hit, surface: str, best: Reading) -> float:
        """Return how likely a single word is no mention of its best reading."""
        doubts = [0.0]
        common = commonness(hit.form or surface, self._language)
        if best.type != PLACE:
            doubts.append(_EVERYDAY_WORD if common >= EVERYDAY else _COMMON_WORD if common >= COMMON else 0.0)
        if len(match_key(surface)) < _LETTERS_OF_A_NAME:
            doubts.append(_EVERYDAY_WORD if common >= EVERYDAY else _SHORT)
        if hit.prefix and self._is_rather_one_word(hit, common):
            doubts.append(_RATHER_WHOLE)
        if best.type == PERSON and self._entities.is_adjective_of_place(surface):
            doubts.append(_ADJECTIVE)
        if best.type == PERSON and self._is_part_of_unknown(hit):
            doubts.append(_PART_OF_UNKNOWN)
        return max(doubts)

    def _is_rather_one_word(self, hit: Hit, common: float) -> bool:
        """Tell whether a word is commoner with the letters before the name than the name would have it."""
        whole = self._text[hit.span.start - len(hit.prefix) : hit.span.end]
        return commonness(whole, self._language) > max(common + _RATHER_BY, COMMON - 1)

    def _is_part_of_unknown(self, hit: Hit) -> bool:
        """Tell whether a capitalised word that is none of a sentence's first stands right before a name or after it."""
        if not self._text[hit.span.start].isupper():
            return False
        before = self._text[max(0, hit.span.start - 40) : hit.span.start].rpartition(" ")[0].rpartition(" ")[2]
        touching = self._text[hit.span.start - 1 : hit.span.start] == " "
        return touching and before[:1].isupper() and before.isalpha() and commonness(before, self._language) < COMMON

    def _is_written_like(self, hit: Hit, name: KnownName) -> bool:
        """Tell whether a name may be meant: one letter never is, and the case of the letters has to fit."""
        if len(name.text) < _FEWEST_LETTERS:
            return False
        surface = hit.span.surface(self._text)
        if not name.text.isascii() and name.text.lower() == name.text:
            return True
        if surface.islower() and not name.text.islower():
            return False
        if name.text.isupper() and not surface.isupper():
            return commonness(surface, self._language) < COMMON
        return True


def _is_acronym(surface: str) -> bool:
    return surface.isupper() and len(surface) > 1
