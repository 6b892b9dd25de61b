"""The name pairs that the models learn from, and which of them are kept back for judging."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.core.errors import UserError
from annotator.lang.names.forms import heard
from annotator.lang.scripts import script_of

LATIN_ARABIC: Final = "Latn-Arab"
LATIN_HEBREW: Final = "Latn-Hebr"
SCRIPTS: Final = (LATIN_ARABIC, LATIN_HEBREW)
"""The scripts of the tables' pairs: the first of each is that of the first column."""
_SCRIPTS_BY_SECOND: Final = {"Arab": LATIN_ARABIC, "Hebr": LATIN_HEBREW}
_SEED: Final = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A word and the same word in another script; ``scripts`` names both."""

    one: str
    other: str
    scripts: str


@dataclass(frozen=True, slots=True)
class Split:
    """Pairs to learn from and pairs to judge by; no word, in whichever column, is in both."""

    learned: tuple[Pair, ...]
    judged: tuple[Pair, ...]


def read_pairs(folder: Path) -> list[Pair]:
    """Read every table (``*.tsv``) of a folder.

    A line has the Latin name and the other one, whose letters stand apart, divided by a tab; what follows a second
    tab is not read. Lines whose second name has no Arabic or Hebrew letters are left out.

    Raises:
        UserError: The folder has no table, or a line has no tab.
    """
    tables = sorted(folder.glob("*.tsv"))
    if not tables:
        raise UserError(f"{folder} has no tables of name pairs (*.tsv).")
    pairs: dict[Pair, None] = {}
    for table in tables:
        for number, line in enumerate(table.read_text("utf-8").splitlines(), start=1):
            latin, tab, rest = line.partition("\t")
            if not tab:
                raise UserError(f"{table.name}, line {number}: a tab is missing between the two names.")
            other = heard(rest.partition("\t")[0].replace(" ", "")).replace(" ", "")
            scripts = _SCRIPTS_BY_SECOND.get(script_of(other))
            one = heard(latin).replace(" ", "")
            if one and scripts is not None:
                pairs[Pair(one, other, scripts)] = None
    return list(pairs)


def split(pairs: Sequence[Pair], judged: int) -> Split:
    """Keep pairs back for judging, and from learning all that share a word with them.

    Args:
        pairs: All pairs.
        judged: How many to keep back of each script.
    """
    chosen: list[Pair] = []
    for scripts in SCRIPTS:
        of_scripts = sorted(of(scripts, pairs), key=_ordering)
        chosen += random.Random(_SEED).sample(of_scripts, min(judged, len(of_scripts) // 10))
    ones = {pair.one for pair in chosen}
    others = {pair.other for pair in chosen}
    kept_back = [pair for pair in pairs if pair.one in ones and pair.other in others]
    learned = [pair for pair in pairs if pair.one not in ones and pair.other not in others]
    return Split(tuple(learned), tuple(kept_back))


def sample(pairs: Sequence[Pair], most: int) -> list[Pair]:
    """Return so many pairs of each script, chosen by chance but always the same; all of them for 0."""
    if not most:
        return list(pairs)
    chosen: list[Pair] = []
    for scripts in SCRIPTS:
        of_scripts = sorted(of(scripts, pairs), key=_ordering)
        chosen += random.Random(_SEED).sample(of_scripts, min(most, len(of_scripts)))
    return chosen


def of(scripts: str, pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of these scripts."""
    return [pair for pair in pairs if pair.scripts == scripts]


def answers(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Return for each second word of some pairs the first words it is paired with."""
    found: dict[str, set[str]] = {}
    for pair in pairs:
        found.setdefault(pair.other, set()).add(pair.one)
    return found


def _ordering(pair: Pair) -> tuple[str, str]:
    return pair.one, pair.other
