"""Parting documents into training, development and test data."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.core.errors import UserError
from annotator.core.ids import DocumentId

_NAMES: Final = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of documents, such as 80/10/10, and the seed that decides which document goes where.

    A document's place in the drawing depends on the seed and its own id alone, so the same seed gives the same parts
    on every machine, and a document that comes later hardly moves the others.

    Attributes:
        shares: The shares of train, dev and test (or of train and test); only their proportion counts.
        seed: Any whole number.
    """

    shares: tuple[float, ...]
    seed: int = 0

    @classmethod
    def parse(cls, text: str, seed: int = 0) -> Split:
        """Read shares as people write them: ``80/10/10``.

        Raises:
            UserError: They are no shares.
        """
        try:
            shares = tuple(float(share) for share in text.replace(":", "/").split("/"))
        except ValueError:
            shares = ()
        fits = len(shares) in (2, 3) and all(0 <= share < float("inf") for share in shares)
        if not fits or sum(shares) <= 0:
            raise UserError(
                "“{split}” is not a split. Write the shares of train, dev and test, as in 80/10/10.", split=text
            )
        return cls(shares, seed)

    def __str__(self) -> str:
        """Return the shares as :meth:`parse` reads them."""
        return "/".join(f"{share:g}" for share in self.shares)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return _NAMES if len(self.shares) == len(_NAMES) else ("train", "test")

    def part(self, documents: Sequence[DocumentId]) -> list[tuple[str, list[DocumentId]]]:
        """Return each part's name and documents, which keep their order. Every document is in exactly one part.

        No part with a share stays empty while there are documents enough for all of them.
        """
        drawn = sorted(documents, key=self._lot)
        begin = 0
        parts = []
        for name, size in zip(self.names, self._sizes(len(drawn)), strict=True):
            mine = set(drawn[begin : begin + size])
            parts.append((name, [document for document in documents if document in mine]))
            begin += size
        return parts

    def _sizes(self, count: int) -> list[int]:
        total, passed, begin = sum(self.shares), 0.0, 0
        sizes = []
        for share in self.shares:
            passed += share
            end = round(count * passed / total)
            sizes.append(end - begin)
            begin = end
        wanted = [number for number, share in enumerate(self.shares) if share]
        for number in wanted if count >= len(wanted) else ():
            if not sizes[number]:
                sizes[sizes.index(max(sizes))] -= 1
                sizes[number] = 1
        return sizes

    def _lot(self, document: DocumentId) -> bytes:
        return hashlib.sha256(f"{self.seed}\n{document}".encode()).digest()
