"""Up to millions of made-up names, each written in Hebrew, Arabic and Latin letters; the same on every machine.

Words are syllables, spelled in each script as such sounds usually are. With a folder of name pairs in the environment
variable ``ANNOTATOR_NAME_PAIRS``, the words that stand there in both scripts come first.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from annotator.app.naming import new_alias
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId

PAIRS: Final = "ANNOTATOR_NAME_PAIRS"
GIVEN: Final = 4_000
FAMILY: Final = 120_000
_TYPES: Final = ("PERSON", "PERSON", "PERSON", "ORG", "PLACE")
_FINALS: Final = str.maketrans("כמנפצ", "ךםןףץ")
_CONSONANTS: Final = (
    ("b", "ב", "ب"), ("g", "ג", "غ"), ("d", "ד", "د"), ("h", "ה", "ه"), ("z", "ז", "ز"), ("kh", "ח", "خ"),
    ("t", "ט", "ط"), ("k", "כ", "ك"), ("l", "ל", "ل"), ("m", "מ", "م"), ("n", "נ", "ن"), ("s", "ס", "س"),
    ("r", "ר", "ر"), ("f", "פ", "ف"), ("tz", "צ", "ص"), ("q", "ק", "ق"), ("sh", "ש", "ش"), ("y", "י", "ي"),
    ("v", "ו", "ف"), ("m", "מ", "م"), ("r", "ר", "ر"), ("n", "נ", "ن"), ("l", "ל", "ل"),
)  # fmt: skip
_VOWELS: Final = (("a", "", "ا"), ("a", "", "ا"), ("e", "", ""), ("i", "י", "ي"), ("o", "ו", "و"), ("u", "ו", "و"))


class Trio(NamedTuple):
    """One word in three scripts."""

    latin: str
    hebrew: str
    arabic: str


def many_entities(count: int) -> Iterator[Entity]:
    """Yield entities with one name in each language, so many as it takes for a number of names."""
    rng = random.Random(20231122)
    given, family = _words()
    given_weights = list(accumulate(1 / (rank + 5) for rank in range(len(given))))
    family_weights = list(accumulate(1 / (rank + 200) ** 0.7 for rank in range(len(family))))
    entities = -(-count // 3)
    firsts = rng.choices(given, cum_weights=given_weights, k=entities)
    lasts = rng.choices(family, cum_weights=family_weights, k=entities)
    met = set()
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        words = (first, last) if (first, last) not in met else (first, rng.choice(family), last)
        met.add(words)
        aliases = tuple(
            new_alias(" ".join(word[script] for word in words), language, AliasSource.IMPORTED, 0)
            for script, language in enumerate(("en", "he", "ar"))
        )
        yield Entity(EntityId(f"made-up/{number}"), rng.choice(_TYPES), aliases=aliases)


@cache
def _words() -> tuple[list[Trio], list[Trio]]:
    """Return given names and family names."""
    rng = random.Random(5)
    known = list(_paired())
    rng.shuffle(known)
    words = dict.fromkeys(known)
    while len(words) < GIVEN + FAMILY:
        words[_made_up(rng)] = None
    made = list(words)
    return made[:GIVEN], made[GIVEN : GIVEN + FAMILY]


def _made_up(rng: random.Random) -> Trio:
    syllables = [(rng.choice(_CONSONANTS), rng.choice(_VOWELS)) for _ in range(rng.choice((2, 3, 3, 4, 4)))]
    latin, hebrew, arabic = ("".join(part[script] for pair in syllables for part in pair) for script in range(3))
    return Trio(latin.capitalize(), hebrew[:-1] + hebrew[-1].translate(_FINALS), arabic)


def _paired() -> Iterator[Trio]:
    """Yield the words of the given folder that are there in both scripts."""
    folder = os.environ.get(PAIRS)
    if folder is None:
        return
    from annotator.training.names.pairs import LATIN_ARABIC, LATIN_HEBREW, read_pairs

    found: dict[str, dict[str, str]] = {}
    for pair in read_pairs(Path(folder)):
        found.setdefault(pair.one, {}).setdefault(pair.scripts, pair.other)
    for latin, others in found.items():
        if len(others) == 2:
            yield Trio(latin.capitalize(), others[LATIN_HEBREW], others[LATIN_ARABIC])
