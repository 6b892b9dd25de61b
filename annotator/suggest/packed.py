"""Many strings in two arrays: a fraction of the memory of so many objects, and as good in a file as in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[Any]]

_FITS_32_BITS = 1 << 32
_SURROGATES = "surrogatepass"


class PackedStrings:
    """Strings by number, in UTF-8, one behind the other.

    Attributes:
        letters: The bytes of all.
        ends: Where each begins, and where the last ends.
    """

    __slots__ = ("_view", "ends", "letters")

    def __init__(self, letters: NDArray[np.uint8], ends: NDArray[Any]) -> None:
        self.letters = letters
        self.ends = ends
        self._view = memoryview(letters.data)

    @classmethod
    def of(cls, strings: Iterable[str]) -> PackedStrings:
        """Pack strings, one after the other as they come."""
        packer = Packer()
        for string in strings:
            packer.add(string)
        return packer.finish()

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> PackedStrings:
        """Return the strings of the arrays that :meth:`arrays` named so."""
        return cls(arrays[f"{name}.letters"], arrays[f"{name}.ends"])

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Return the arrays it is made of, named after it."""
        return {f"{name}.letters": self.letters, f"{name}.ends": self.ends}

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> str:
        return self.encoded(number).decode("utf-8", _SURROGATES)

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))

    def many(self, numbers: NDArray[Any]) -> list[str]:
        """Return several."""
        view, ends = self._view, self.ends
        begins, stops = ends[numbers].tolist(), ends[numbers + 1].tolist()
        return [str(view[begin:stop], "utf-8", _SURROGATES) for begin, stop in zip(begins, stops, strict=True)]

    def encoded(self, number: int) -> bytes:
        """Return one as it stands, in UTF-8; in this form strings sort as they do by code points."""
        return bytes(self._view[self.ends[number] : self.ends[number + 1]])


class Packer:
    """Packs strings as they come."""

    def __init__(self) -> None:
        from array import array

        self._letters = bytearray()
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, string: str) -> int:
        """Add one and return its number."""
        self._letters += string.encode("utf-8", _SURROGATES)
        self._ends.append(len(self._letters))
        return len(self._ends) - 2

    def finish(self) -> PackedStrings:
        """Return them packed; nothing may be added any more."""
        import numpy as np

        ends = np.frombuffer(self._ends, np.uint64)
        kind = np.uint32 if len(self._letters) < _FITS_32_BITS else np.uint64
        return PackedStrings(np.frombuffer(self._letters, np.uint8), ends.astype(kind))
