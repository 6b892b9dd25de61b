"""Labels: what kinds of thing a project marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.core.errors import UserError
from annotator.core.ids import LabelId


class LinePattern(StrEnum):
    """The colour-free sign of a label: how the line under its mentions is drawn."""

    SOLID = "solid"
    DOUBLE = "double"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class LabelColours:
    """One strong colour per theme, as ``#rrggbb``."""

    light: str
    dark: str
    contrast: str


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of mention.

    Attributes:
        id: The row's own identifier.
        name: What formats and people call it; unique in a workspace.
        position: Its place in the order of labels, from 0; position n is the key n + 1.
        colours: The strong colour in each theme.
        pattern: The line under its mentions.
        links: Whether its mentions name an entity.
        is_date: Whether its mentions have a date value.
    """

    id: LabelId
    name: str
    position: int
    colours: LabelColours
    pattern: LinePattern
    links: bool = True
    is_date: bool = False


class LabelSet:
    """The labels of a workspace in order, found by name or by key."""

    __slots__ = ("_by_name", "_ordered")

    def __init__(self, labels: Iterable[Label]) -> None:
        self._ordered = tuple(sorted(labels, key=lambda label: (label.position, label.name)))
        self._by_name = {label.name: label for label in self._ordered}

    def __iter__(self) -> Iterator[Label]:
        return iter(self._ordered)

    def __len__(self) -> int:
        return len(self._ordered)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Label:
        try:
            return self._by_name[name]
        except KeyError:
            raise UserError(
                "There is no label {label} in this workspace; its labels are {known}.",
                label=name,
                known=", ".join(self._by_name) or "none",
            ) from None

    def get(self, name: str) -> Label | None:
        """Return the label of that name, or None."""
        return self._by_name.get(name)

    def by_digit(self, digit: int) -> Label | None:
        """Return the label that the key ``digit`` (1–9) stands for, or None."""
        return self._ordered[digit - 1] if 1 <= digit <= len(self._ordered) else None


DEFAULT_LABELS: Final = LabelSet(
    (
        Label(
            LabelId("label/person"),
            "PERSON",
            0,
            LabelColours("#1f5fa8", "#6fb1ff", "#0000c8"),
            LinePattern.SOLID,
        ),
        Label(LabelId("label/org"), "ORG", 1, LabelColours("#a3307e", "#f08ccb", "#8a0060"), LinePattern.DOUBLE),
        Label(
            LabelId("label/place"),
            "PLACE",
            2,
            LabelColours("#1c7a4a", "#5fd39a", "#005c2e"),
            LinePattern.DASHED,
        ),
        Label(
            LabelId("label/date"),
            "DATE",
            3,
            LabelColours("#a8610b", "#f2b155", "#7a3b00"),
            LinePattern.DOTTED,
            links=False,
            is_date=True,
        ),
    )
)
