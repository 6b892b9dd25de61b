"""How good a candidate is: one number from what speaks for it.

The match of the name gives the score; what happened in this workspace and this article moves it part of the way to
certainty; a type that does not fit the label takes a part away, for entities are mistyped and labels mistaken.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from annotator.core.link import Evidence, EvidenceKind
from annotator.suggest.names import Name

_MATCH: Final = {
    EvidenceKind.EXACT_ALIAS: 0.90,
    EvidenceKind.NORMALISED_ALIAS: 0.82,
    EvidenceKind.STEM: 0.76,
    EvidenceKind.PREFIX: 0.60,
    EvidenceKind.WORD_PREFIX: 0.50,
    EvidenceKind.SIMILAR: 0.40,
}
_BEFORE: Final = 0.5
_IN_DOCUMENT: Final = 0.4
_WRONG_TYPE: Final = 0.7
_WHOLE_WORDS: Final = 0.15
_DECIMALS: Final = 4


class Match(NamedTuple):
    """How a name matched: the kind, the name, and how much of it is covered (0 to 1)."""

    kind: EvidenceKind
    name: Name
    coverage: float
    whole_words: bool = False

    @property
    def weight(self) -> float:
        """How well the name matched, from 0 to 1."""
        most = _MATCH[self.kind]
        if self.kind in (EvidenceKind.PREFIX, EvidenceKind.WORD_PREFIX, EvidenceKind.SIMILAR):
            return most * (0.6 + 0.4 * self.coverage) + (_WHOLE_WORDS if self.whole_words else 0.0)
        return most


class Standing(NamedTuple):
    """What is known about an entity besides its name.

    Attributes:
        fits: Whether its type is the mention's label, or no label was asked for.
        in_document: How many mentions of the article are linked to it.
        before: How many links were made from the very surface.
        before_all: How many links from that surface there are to any entity.
    """

    fits: bool = True
    in_document: int = 0
    before: int = 0
    before_all: int = 0


def score(match: Match, standing: Standing) -> float:
    """Return how likely an entity is meant, between 0 and 1."""
    value = match.weight
    value += (1 - value) * _boost_before(standing)
    value += (1 - value) * _boost_in_document(standing)
    if not standing.fits:
        value *= _WRONG_TYPE
    return round(value, _DECIMALS)


def evidence(match: Match, standing: Standing) -> tuple[Evidence, ...]:
    """Return the reasons, strongest first: the name, then what was done before, by how much it weighs."""
    reasons = []
    if standing.before:
        reasons.append((_boost_before(standing), Evidence(EvidenceKind.SAME_SURFACE, standing.before, match.name.text)))
    if standing.in_document:
        reasons.append((_boost_in_document(standing), Evidence(EvidenceKind.IN_DOCUMENT, standing.in_document)))
    reasons.sort(key=lambda reason: -reason[0])
    return (Evidence(match.kind, name=match.name.text), *(reason for _, reason in reasons))


def _boost_before(standing: Standing) -> float:
    """Grow with the share of the links from this surface, and with their number."""
    if not standing.before:
        return 0.0
    share = standing.before / max(standing.before, standing.before_all)
    return _BEFORE * share * standing.before / (standing.before + 1)


def _boost_in_document(standing: Standing) -> float:
    return _IN_DOCUMENT * standing.in_document / (standing.in_document + 1)
