"""How good a candidate is: one number from what speaks for it.

The match of the name gives the score; what happened in this workspace and this article, whom other articles name
together, and how well known an entity is move it part of the way to certainty; a type that does not fit the label takes
a part away, for entities are mistyped and labels mistaken. What is nearer weighs more: the article itself outweighs
other articles, and those outweigh fame.
"""

from __future__ import annotations

from math import log
from typing import Final, NamedTuple

from annotator.core.link import Evidence, EvidenceKind
from annotator.suggest.known import Name

_SAME_NAME: Final = {EvidenceKind.EXACT_ALIAS: 0.90, EvidenceKind.NORMALISED_ALIAS: 0.82, EvidenceKind.STEM: 0.76}
_PART_OF_NAME: Final = {EvidenceKind.PREFIX: 0.60, EvidenceKind.WORD_PREFIX: 0.50, EvidenceKind.SIMILAR: 0.40}
_SOUNDS_LIKE: Final = 0.74
_WHOLE_WORDS: Final = 0.15
_BEFORE: Final = 0.5
_IN_DOCUMENT: Final = 0.4
_NEIGHBOUR: Final = 0.18
_LINKED: Final = 0.02
_FAME: Final = 0.02
_MOST_LINKS: Final = 1_000
_WELL_KNOWN: Final = 0.5
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
        together: In which share of other articles it is named beside one that this article names.
        articles: How many those are.
        beside: What the one is called.
        linked: How many links to it there are, whatever the mentions read.
        fame: How well known it is, from 0 to 1.
    """

    fits: bool = True
    in_document: int = 0
    before: int = 0
    before_all: int = 0
    together: float = 0.0
    articles: int = 0
    beside: str = ""
    linked: int = 0
    fame: float = 0.0


def score(match: Match, standing: Standing) -> float:
    """Return how likely an entity is meant, between 0 and 1."""
    value = match.weight
    for boost in _boosts(standing):
        value += (1 - value) * boost
    return round(value if standing.fits else value * _WRONG_TYPE, _DECIMALS)


def evidence(match: Match, standing: Standing) -> tuple[Evidence, ...]:
    """Return the reasons, strongest first: the name, then what was done before, by how much it weighs."""
    text = match.name.text
    reasons = (
        Evidence(EvidenceKind.SAME_SURFACE, standing.before, text),
        Evidence(EvidenceKind.IN_DOCUMENT, standing.in_document),
        Evidence(EvidenceKind.NEIGHBOUR, standing.articles, standing.beside),
        Evidence(EvidenceKind.OFTEN_LINKED, standing.linked),
        Evidence(EvidenceKind.WELL_KNOWN),
    )
    weighed = [pair for pair in zip(_boosts(standing), reasons, strict=True) if _is_worth_saying(*pair, standing)]
    weighed.sort(key=_strongest_first)
    return (Evidence(match.kind, name=text), *(reason for _, reason in weighed))


def _is_worth_saying(boost: float, reason: Evidence, standing: Standing) -> bool:
    """Tell whether a reason counts, and says more than the others."""
    if reason.kind is EvidenceKind.WELL_KNOWN:
        return standing.fame >= _WELL_KNOWN
    if reason.kind is EvidenceKind.OFTEN_LINKED:
        return standing.linked > max(standing.before, standing.in_document)
    return boost > 0


def _strongest_first(weighed: tuple[float, Evidence]) -> float:
    return -weighed[0]


def _boosts(standing: Standing) -> tuple[float, float, float, float, float]:
    return (
        _boost_before(standing),
        _boost_in_document(standing),
        _NEIGHBOUR * standing.together,
        _LINKED * min(1.0, log(1 + standing.linked) / log(1 + _MOST_LINKS)),
        _FAME * standing.fame,
    )


def _boost_before(standing: Standing) -> float:
    """Grow with the share of the links from this name, and with their number."""
    if not standing.before:
        return 0.0
    share = standing.before / max(standing.before, standing.before_all)
    return _BEFORE * share * standing.before / (standing.before + 1)


def _boost_in_document(standing: Standing) -> float:
    return _IN_DOCUMENT * standing.in_document / (standing.in_document + 1)
