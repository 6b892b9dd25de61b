"""How good a candidate is: one number from what speaks for it.

The match of the name gives the score; what happened in this workspace and this article moves it part of the way to
certainty; a type that does not fit the label takes a part away, for entities are mistyped and labels mistaken.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from annotator.core.link import Evidence, EvidenceKind
from annotator.suggest.known import Name

_SAME_NAME: Final = {EvidenceKind.EXACT_ALIAS: 0.90, EvidenceKind.NORMALISED_ALIAS: 0.82, EvidenceKind.STEM: 0.76}
_PART_OF_NAME: Final = {EvidenceKind.PREFIX: 0.60, EvidenceKind.WORD_PREFIX: 0.50, EvidenceKind.SIMILAR: 0.40}
_SOUNDS_LIKE: Final = 0.74
_WHOLE_WORDS: Final = 0.15
_BEFORE: Final = 0.5
_IN_DOCUMENT: Final = 0.4
_WRONG_TYPE: Final = 0.7
_DECIMALS: Final = 4


class Match(NamedTuple):
    """How a name matched, and how well, from 0 to 1."""

    kind: EvidenceKind
    name: Name
    weight: float

    @property
    def is_certain(self) -> bool:
        """Whether it is the very name, however written."""
        return self.kind in _SAME_NAME


def same_name(kind: EvidenceKind, name: Name) -> Match:
    """Make the match of a whole name."""
    return Match(kind, name, _SAME_NAME[kind])


def part_of_name(kind: EvidenceKind, name: Name, coverage: float, *, whole_words: bool = False) -> Match:
    """Make the match of a part of a name, or of one spelled otherwise.

    Args:
        kind: PREFIX, WORD_PREFIX or SIMILAR.
        name: The name.
        coverage: How much of the name it is, or how like it, from 0 to 1.
        whole_words: Whether no word of the name is cut.
    """
    return Match(kind, name, _PART_OF_NAME[kind] * (0.6 + 0.4 * coverage) + (_WHOLE_WORDS if whole_words else 0.0))


def sounds_like(name: Name, likelihood: float) -> Match:
    """Make the match of a name in another script that is as likely the same."""
    return Match(EvidenceKind.SOUNDS_LIKE, name, _SOUNDS_LIKE * likelihood)


class Standing(NamedTuple):
    """What is known about an entity besides its name.

    Attributes:
        fits: Whether its type is the mention's label, or no label was asked for.
        in_document: How many mentions of the article are linked to it.
        before: How many links to it were made from the very name.
        before_all: How many links from that name there are to any entity.
    """

    fits: bool = True
    in_document: int = 0
    before: int = 0
    before_all: int = 0


def score(match: Match, standing: Standing) -> float:
    """Return how likely an entity is meant, between 0 and 1."""
    value = match.weight
    if standing.before or standing.in_document:
        value += (1 - value) * _boost_before(standing)
        value += (1 - value) * _boost_in_document(standing)
    return round(value if standing.fits else value * _WRONG_TYPE, _DECIMALS)


def evidence(match: Match, standing: Standing) -> tuple[Evidence, ...]:
    """Return the reasons, strongest first: the name, then what was done before, by how much it weighs."""
    text = match.name.text
    history = []
    if standing.before:
        history.append((_boost_before(standing), Evidence(EvidenceKind.SAME_SURFACE, standing.before, text)))
    if standing.in_document:
        history.append((_boost_in_document(standing), Evidence(EvidenceKind.IN_DOCUMENT, standing.in_document)))
    history.sort(key=lambda reason: -reason[0])
    return (Evidence(match.kind, name=text), *(reason for _, reason in history))


def _boost_before(standing: Standing) -> float:
    """Grow with the share of the links from this name, and with their number."""
    if not standing.before:
        return 0.0
    share = standing.before / max(standing.before, standing.before_all)
    return _BEFORE * share * standing.before / (standing.before + 1)


def _boost_in_document(standing: Standing) -> float:
    return _IN_DOCUMENT * standing.in_document / (standing.in_document + 1)
