"""The words of a name that are compared, particles seen through and compounds joined."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from annotator.lang.names.forms import LONGEST_WORD, heard

_ARTICLES: Final = frozenset({"al", "el", "the", "ha", "ال", "אל"})
# They are written together with the next word or apart: Abdallah, عبد الله, אבו־מאזן.
BINDING: Final = (
    frozenset(
        {"abd", "abdul", "abdel", "abu", "abou", "bin", "ben", "bar", "beit", "de", "van", "mac", "mc"}
        | {"عبد", "أبو", "ابو", "بن", "بيت", "دي", "فان", "עבד", "אבו", "בן", "בר", "בית", "דה", "ואן"}
    )
    | _ARTICLES
)
_CHILD: Final = frozenset({"ibn", "bin", "ben", "bint", "ابن", "بن", "بنت", "אבן", "בן", "בת"})
_MOST_WORDS: Final = 8
_PARTICLE_WEIGHT: Final = 1.0


class Word(NamedTuple):
    """A word of a name, or a few that may be written as one.

    Attributes:
        text: Its letters.
        first: Which word of the name it begins with.
        stop: Before which word of the name it ends.
    """

    text: str
    first: int
    stop: int


class HeardName(NamedTuple):
    """A name in words.

    Attributes:
        words: What may be compared with a word of another name.
        weights: How much each written word counts; particles count little.
    """

    words: tuple[Word, ...]
    weights: tuple[float, ...]


@lru_cache(maxsize=4096)
def hear(name: str) -> HeardName:
    """Take a name apart. Names of more than eight words are read to the eighth."""
    written = [word[:LONGEST_WORD] for word in heard(name).split(" ") if word][:_MOST_WORDS]
    words = [Word(word, at, at + 1) for at, word in enumerate(written) if word not in _ARTICLES or len(written) == 1]
    for first, word in enumerate(written):
        if word in BINDING and first + 1 < len(written):
            stop = first + 3 if written[first + 1] in _ARTICLES and first + 2 < len(written) else first + 2
            words.append(Word("".join(written[first:stop])[:LONGEST_WORD], first, stop))
    weights = tuple(
        0.0 if word in _ARTICLES and len(written) > 1 else _PARTICLE_WEIGHT if word in _CHILD else float(len(word))
        for word in written
    )
    return HeardName(tuple(words), weights)
