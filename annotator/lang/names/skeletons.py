"""The consonants of a word in six classes, alike in Hebrew, Arabic and Latin letters: a first sieve for likely pairs.

Vowels, glides and throat sounds come and go between scripts and are left out; voiced and unvoiced, plain and emphatic
letters are one class. Two words of one sound rarely differ in more than one class letter.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_CLASSES: Final = {
    "B": "bpfv" "بفپڤ" "בפף",
    "T": "td" "تدطثذضظ" "תטד",
    "S": "szx" "سصزشظ" "סשזצץ",
    "K": "kqgcj" "كقغخجگ" "כךקגח",
    "L": "l" "ل" "ל",
    "R": "r" "ر" "ר",
    "M": "m" "م" "מם",
    "N": "n" "ن" "נן",
}  # fmt: skip
_CLASS_OF: Final = {letter: name for name, letters in _CLASSES.items() for letter in letters}
_SHORT: Final = 3


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return the classes of a word's consonants, doubled ones once."""
    found = ""
    for letter in word:
        name = _CLASS_OF.get(letter, "")
        if name and not found.endswith(name):
            found += name
    return found


def neighbours(classes: str) -> list[str]:
    """Return a skeleton and, when it has three letters or more, all with one of its letters left out.

    Two skeletons that share one of these differ in one letter at most, put in, left out or replaced.
    """
    if len(classes) < _SHORT:
        return [classes]
    return [classes, *dict.fromkeys(classes[:at] + classes[at + 1 :] for at in range(len(classes)))]
