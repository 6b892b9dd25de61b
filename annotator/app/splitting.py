"""Parting documents into training, development and test data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.core.errors import UserError

_NAMES: Final = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of documents, such as 80/10/10, and the seed that decides which document goes where.

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

    def sizes(self, count: int) -> list[int]:
        """Return how many of so many documents each part is to have.

        No part with a share stays empty while there are documents enough for all of them.
        """
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


USUAL_SPLIT: Final = Split((80, 10, 10))
"""How documents are parted for a format that needs parts, when nobody has said how."""
