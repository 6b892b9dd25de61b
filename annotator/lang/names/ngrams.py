"""The runs of letters that a word is known by to the encoder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from zlib import crc32

from annotator.lang.names.forms import LONGEST_WORD, folded

_LONGEST: Final = 5
_LONGEST_OF_SKELETON: Final = 4
# Vowels, and the letters that Hebrew and Arabic write for vowels or leave out.
_WEAK: Final = re.compile("[aeiouy'אהויעاويهعءىة]+")
START: Final = "^"
END: Final = "$"


def ngrams(word: str) -> Iterator[str]:
    """Yield the letters of a word in runs of one to five, as heard and as folded, and those of its firm consonants.

    Args:
        word: One word as :func:`~annotator.lang.names.forms.heard` gives it.
    """
    heard = word[:LONGEST_WORD]
    plain = folded(heard)
    yield from _runs(START + plain + END, 1, _LONGEST)
    if heard != plain:
        yield from (run for run in _runs(START + heard + END, 1, _LONGEST))
    skeleton = START + _WEAK.sub("", plain) + END
    yield from ("|" + run for run in _runs(skeleton, 2, _LONGEST_OF_SKELETON))
    yield "|" + skeleton


def _runs(letters: str, shortest: int, longest: int) -> Iterator[str]:
    for length in range(shortest, min(longest, len(letters)) + 1):
        for start in range(len(letters) - length + 1):
            yield letters[start : start + length]


def fingerprints(word: str) -> list[int]:
    """Return the distinct n-grams of a word as numbers of 32 bits, in rising order."""
    return sorted({crc32(run.encode("utf-8", "surrogatepass")) for run in ngrams(word)})
