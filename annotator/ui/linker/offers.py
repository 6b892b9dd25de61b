"""Candidates in words: what one row of the linker says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import Candidate, Evidence, EvidenceKind
from annotator.ui.models.entity_names import names_in
from annotator.ui.wording import FSI, PDI

_CONTEXT: Final = "Evidence"
_MOST_REASONS: Final = 3
_LONGEST_NAME: Final = 14


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entity is offered, in words; a certain one is shown in the colour of success with a check."""

    text: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One row of the linker.

    Attributes:
        entity: Which entity it offers.
        names: Its names, the interface language's first, one for each language.
        label: Its type.
        score: Between 0 and 1.
        reasons: The reasons, strongest first.
    """

    entity: EntityId
    names: tuple[str, ...]
    label: str
    score: float
    reasons: tuple[Reason, ...] = ()

    @property
    def spoken(self) -> str:
        """The row as assistive technology reads it."""
        return ", ".join((*self.names, self.label, *(reason.text for reason in self.reasons), f"{self.score:.2f}"))


def offers(
    candidates: Sequence[Candidate], entities: Mapping[EntityId, Entity], languages: Sequence[str]
) -> list[Offer]:
    """Word candidates for the linker.

    Args:
        candidates: In the order in which they are to be offered.
        entities: The entities they name; a candidate whose entity is missing here has just been removed and is
            left out.
        languages: Whose names come first: the interface's, then the article's.
    """
    return [
        Offer(
            entity=candidate.entity,
            names=names_of(entities[candidate.entity], languages),
            label=candidate.label,
            score=candidate.score,
            reasons=tuple(_reason(evidence) for evidence in candidate.evidence[:_MOST_REASONS]),
        )
        for candidate in candidates
        if candidate.entity in entities
    ]


def names_of(entity: Entity, languages: Sequence[str]) -> tuple[str, ...]:
    """Return an entity's preferred name in each of its languages, those asked for first, none of them twice."""
    return tuple(names_in(entity, languages))


def _reason(evidence: Evidence) -> Reason:
    return Reason(_WORDING[evidence.kind](evidence), certain=evidence.kind is EvidenceKind.EXACT_ALIAS)


def _exact(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "exact alias")


def _normalised(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "written differently")


def _prefix(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "begins so")


def _word_prefix(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "a word begins so")


def _same_surface(evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "linked so %n× before", "", evidence.count)


def _in_document(evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "linked %n× in this article", "", evidence.count)


def _neighbour(evidence: Evidence) -> str:
    said = QCoreApplication.translate(_CONTEXT, "%n× beside {who}", "", evidence.count)
    return said.format(who=f"{FSI}{_shortened(evidence.name)}{PDI}")


def _shortened(name: str) -> str:
    """Return a name that leaves room for other reasons."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def _often_linked(evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "linked %n× in all", "", evidence.count)


def _well_known(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "well known")


def _stem(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "without the prefix letter")


def _similar(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "spelled almost so")


def _sounds_like(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "sounds alike")


def _translated(_evidence: Evidence) -> str:
    return QCoreApplication.translate(_CONTEXT, "the same in another language")


def _reference(evidence: Evidence) -> str:
    if not evidence.name:
        return QCoreApplication.translate(_CONTEXT, "reference")
    return QCoreApplication.translate(_CONTEXT, "reference: {what}").format(what=f"{FSI}{evidence.name}{PDI}")


_WORDING: Final[Mapping[EvidenceKind, Callable[[Evidence], str]]] = {
    EvidenceKind.EXACT_ALIAS: _exact,
    EvidenceKind.NORMALISED_ALIAS: _normalised,
    EvidenceKind.PREFIX: _prefix,
    EvidenceKind.WORD_PREFIX: _word_prefix,
    EvidenceKind.SAME_SURFACE: _same_surface,
    EvidenceKind.IN_DOCUMENT: _in_document,
    EvidenceKind.NEIGHBOUR: _neighbour,
    EvidenceKind.OFTEN_LINKED: _often_linked,
    EvidenceKind.WELL_KNOWN: _well_known,
    EvidenceKind.STEM: _stem,
    EvidenceKind.SIMILAR: _similar,
    EvidenceKind.SOUNDS_LIKE: _sounds_like,
    EvidenceKind.TRANSLATED: _translated,
    EvidenceKind.REFERENCE: _reference,
}
