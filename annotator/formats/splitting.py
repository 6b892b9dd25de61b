"""Splits for training: which documents to learn from, which to tune with, which to measure with.

A document's place follows from its text and the seed, so the same workspace always splits the same way, documents
with the same text stay together, and adding a document moves no more than one other over each border.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from annotator.core.errors import UserError

_NAMES: Final = {2: ("train", "dev"), 3: ("train", "dev", "test")}
_SHARES = re.compile(r"\d{1,6}(?:[/:,]\d{1,6}){1,2}")


class SplitDocument(NamedTuple):
    """What splitting needs to know of a document: its id and the SHA-256 of its text."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Split:
    """How to split.

    Attributes:
        shares: How the parts relate in size: train, dev and, where there are three, test.
        seed: Another seed gives another split.
    """

    shares: tuple[int, ...]
    seed: int = 0

    @classmethod
    def parse(cls, text: str, seed: int = 0) -> Split:
        """Read shares such as ``80/10/10``.

        Raises:
            UserError: They are no shares.
        """
        if _SHARES.fullmatch(text.strip()) is None or not any(shares := [int(n) for n in re.findall(r"\d+", text)]):
            raise UserError(
                "“{shares}” is not a split; write the shares of train, dev and test as in 80/10/10.", shares=text
            )
        return cls(tuple(shares), seed)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return _NAMES[len(self.shares)]


def split_documents(documents: Iterable[SplitDocument], split: Split) -> dict[str, list[str]]:
    """Decide for each document which part it goes to.

    Args:
        documents: In any order.
        split: The shares and the seed.

    Returns:
        The ids of each part's documents, by the part's name, in the order they came. The parts are as large as the
        shares say, to within one document (largest remainder), but that documents with the same text are never
        parted; a part with a share gets a document as long as there are enough.
    """
    ordered = list(documents)
    ranked = sorted(range(len(ordered)), key=lambda at: (_rank(ordered[at], split.seed), at))
    borders = _borders(len(ordered), split.shares)
    part_of: dict[int, int] = {}
    for position, at in enumerate(ranked):
        before = ranked[position - 1] if position else None
        if before is not None and ordered[before].sha256 == ordered[at].sha256:
            part_of[at] = part_of[before]
        else:
            part_of[at] = next(part for part, border in enumerate(borders) if position < border)
    return {
        name: [document.id for at, document in enumerate(ordered) if part_of[at] == part]
        for part, name in enumerate(split.names)
    }


def _rank(document: SplitDocument, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}:{document.sha256}".encode()).digest()


def _borders(count: int, shares: tuple[int, ...]) -> list[int]:
    """Return where each part ends in the ranking."""
    total = sum(shares)
    sizes = [count * share // total for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda part: (-(count * shares[part] % total), part))
    for part in by_remainder[: count - sum(sizes)]:
        sizes[part] += 1
    for part, share in enumerate(shares):
        largest = sizes.index(max(sizes))
        if share and not sizes[part] and sizes[largest] > 1:
            sizes[part] += 1
            sizes[largest] -= 1
    return [sum(sizes[: part + 1]) for part in range(len(sizes))]
