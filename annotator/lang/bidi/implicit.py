"""Weak types, neutrals and implicit levels of one isolating run sequence (UAX #9 rules W1 to I2).

Every rule is one function on the string of classes. ``before`` and ``after`` are the strong classes around the
sequence (sos and eos).
"""

from __future__ import annotations

import re
from typing import Final

from annotator.lang.bidi.brackets import bracket_pairs
from annotator.lang.bidi.sequences import direction_of
from annotator.lang.bidi_classes import AL, AN, CS, EN, ES, ET, ISOLATES, NEUTRALS, NSM, ON, PDI, STRONG, L, R

_MARKS: Final = re.compile(f"([^{NSM}]){NSM}+")
_AFTER_ARABIC: Final = re.compile(f"{AL}[^{STRONG}]*")
_AFTER_LATIN: Final = re.compile(f"{L}[^{L}{R}]*")
_SEPARATED: Final = re.compile(f"(?<={EN})[{ES}{CS}](?={EN})|(?<={AN}){CS}(?={AN})")
_TERMINATED: Final = re.compile(f"{ET}*{EN}[{EN}{ET}]*")
_NEUTRAL_RUN: Final = re.compile(f"[{NEUTRALS}]+")
_LEFTOVERS: Final = str.maketrans(dict.fromkeys(ES + ET + CS, ON))
_NUMBERS_AS_R: Final = str.maketrans(dict.fromkeys(EN + AN, R))
_IMPLICIT: Final = (
    {L: 0, R: 1, AN: 2, EN: 2},  # I1: on even levels
    {L: 1, R: 0, AN: 1, EN: 1},  # I2: on odd levels
)


def implicit_levels(text: str, classes: str, original: str, *, level: int, before: str, after: str) -> bytes:
    """Return the levels of the characters of an isolating run sequence.

    Args:
        text: The characters.
        classes: Their classes after explicit overrides.
        original: Their classes before those.
        level: Their explicit level.
        before: L or R before the sequence.
        after: L or R after it.
    """
    weak = resolve_weak(classes, before)
    paired = resolve_brackets(text, weak, original, level, before)
    strong = resolve_neutrals(paired, level, before, after)
    rise = _IMPLICIT[level & 1]
    return strong.translate({ord(kind): level + step for kind, step in rise.items()}).encode("latin-1")


def resolve_weak(classes: str, before: str) -> str:
    """Resolve marks, numbers and what belongs to them (W1 to W7)."""
    line = before + classes
    if NSM in line:
        line = _MARKS.sub(_mark_like_its_base, line)  # W1
    if EN in line and AL in line:
        line = _AFTER_ARABIC.sub(lambda found: found.group().replace(EN, AN), line)  # W2
    line = line.replace(AL, R)  # W3
    if EN in line or AN in line:
        line = _SEPARATED.sub(lambda found: found.string[found.start() - 1], line)  # W4
        line = _TERMINATED.sub(lambda found: EN * len(found.group()), line)  # W5
    line = line.translate(_LEFTOVERS)  # W6
    if EN in line:
        line = _AFTER_LATIN.sub(lambda found: found.group().replace(EN, L), line)  # W7
    return line[1:]


def _mark_like_its_base(found: re.Match[str]) -> str:
    base = found[1]
    return base + (ON if base in ISOLATES + PDI else base) * (len(found.group()) - 1)


def resolve_brackets(text: str, classes: str, original: str, level: int, before: str) -> str:
    """Give both brackets of a pair one direction (N0)."""
    pairs = bracket_pairs(text, classes, ON)
    if not pairs:
        return classes
    embedding = direction_of(level)
    line = list(classes)
    for opener, closer in pairs:
        # Brackets that were resolved already count as what they became, so the line is read anew for each pair.
        inside = "".join(line[opener + 1 : closer]).translate(_NUMBERS_AS_R)
        if embedding in inside:  # N0 b
            direction = embedding
        elif L in inside or R in inside:  # N0 c
            opposite = direction_of(level + 1)
            direction = opposite if _strong_before(line, opener, before) == opposite else embedding
        else:
            continue  # N0 d
        for bracket in (opener, closer):
            line[bracket] = direction
            following = bracket + 1
            while following < len(line) and original[following] == NSM:
                line[following] = direction
                following += 1
    return "".join(line)


def _strong_before(line: list[str], position: int, before: str) -> str:
    """Return the last strong direction before a position, where numbers count as R."""
    for earlier in range(position - 1, -1, -1):
        kind = line[earlier]
        if kind in STRONG + EN + AN:
            return L if kind == L else R
    return before


def resolve_neutrals(classes: str, level: int, before: str, after: str) -> str:
    """Give neutrals the direction of what surrounds them, or that of the embedding (N1, N2)."""
    embedding = direction_of(level)
    line = before + classes + after

    def resolve(found: re.Match[str]) -> str:
        left, right = line[found.start() - 1], line[found.end()]
        left = L if left == L else R
        right = L if right == L else R
        return (left if left == right else embedding) * len(found.group())

    return _NEUTRAL_RUN.sub(resolve, line)[1:-1]
