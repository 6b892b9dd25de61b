"""Unicode's own conformance tests, where Debian's ``unicode-data`` package is installed.

BidiCharacterTest (91,707 cases, four seconds) always runs whole. Of BidiTest (770,241 cases, forty seconds) every
sixteenth line runs; all of them when ANNOTATOR_WHOLE_BIDITEST is set. Each is cut in four so that tests in parallel
share it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from annotator.core.document import Direction
from annotator.lang.bidi import line_levels, resolve, visual_order
from annotator.lang.bidi.brackets import OPENING, PAIRS
from annotator.lang.bidi_classes import class_of, classes_of

UNICODE = Path("/usr/share/unicode")
SHARES = 4
STEP = 1 if os.environ.get("ANNOTATOR_WHOLE_BIDITEST") else 16
EXAMPLES = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "ES": "+", "ET": "#", "AN": "\u0661", "CS": ",",
    "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "NSM": "\u0300", "BN": "\u00ad", "LRE": "\u202a",
    "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip

pytestmark = pytest.mark.skipif(
    not (UNICODE / "BidiTest.txt").exists(), reason="Debian's unicode-data is not installed"
)


def outcome(text: str, base: Direction) -> tuple[int, list[str], list[int]]:
    """Return paragraph level, levels of the one line (x for what X9 removes) and order, as the suites write them."""
    paragraph = resolve(text, base)
    levels = [
        "x" if paragraph.is_removed(position) else str(level) for position, level in enumerate(line_levels(paragraph))
    ]
    return paragraph.level, levels, visual_order(paragraph)


@pytest.mark.parametrize("share", range(SHARES))
def test_bidi_character_test(share: int) -> None:
    bases = {"0": Direction.LTR, "1": Direction.RTL, "2": Direction.AUTO}
    done = 0
    with (UNICODE / "BidiCharacterTest.txt").open(encoding="utf-8") as lines:
        cases = (line.split(";") for line in lines if re.match("[0-9A-F]", line))
        for points, base, level, levels, order in islice(cases, share, None, SHARES):
            text = "".join(chr(int(point, 16)) for point in points.split())
            expected = (int(level), levels.split(), [int(position) for position in order.split()])
            assert outcome(text, bases[base]) == expected, (points, base)
            done += 1
    assert done > 22_000


def cases_of_bidi_test() -> Iterator[tuple[str, int, list[str], list[int]]]:
    levels: list[str] = []
    order: list[int] = []
    with (UNICODE / "BidiTest.txt").open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("@Levels:"):
                levels = line[8:].split()
            elif line.startswith("@Reorder:"):
                order = [int(position) for position in line[9:].split()]
            elif line[:1].isalpha():
                classes, bases = line.split(";")
                yield classes, int(bases, 16), levels, order


@pytest.mark.parametrize("share", range(SHARES))
def test_bidi_test(share: int) -> None:
    bits = {1: Direction.AUTO, 2: Direction.LTR, 4: Direction.RTL}
    done = 0
    for classes, bases, levels, order in islice(cases_of_bidi_test(), share * STEP, None, SHARES * STEP):
        text = "".join([EXAMPLES[name] for name in classes.split()])
        for bit, base in bits.items():
            if bases & bit:
                assert outcome(text, base)[1:] == (levels, order), (classes, base)
                done += 1
    assert done > 150_000 // STEP


def test_bracket_pairs_are_those_of_unicode() -> None:
    expected = {}
    for line in (UNICODE / "BidiBrackets.txt").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([0-9A-F]+); ([0-9A-F]+); o", line):
            expected[chr(int(found[1], 16))] = chr(int(found[2], 16))
    assert expected == PAIRS
    assert OPENING["\u2329"] == OPENING["\u3008"]


def test_classes_of_unassigned_code_points_are_the_defaults_of_unicode() -> None:
    source = (UNICODE / "extracted" / "DerivedBidiClass.txt").read_text(encoding="utf-8")
    by_name = {"Left_To_Right": "a", "Right_To_Left": "\u05d0", "Arabic_Letter": "\u0627", "European_Terminator": "#"}
    blocks = re.compile(r"^# @missing: ([0-9A-F]+)\.\.([0-9A-F]+)\s*; (\w+)", re.MULTILINE)
    entries = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*; (\w+)\s*# (\w\w)", re.MULTILINE)
    expected: dict[int, str] = {}
    for found in blocks.finditer(source):
        for point in range(int(found[1], 16), int(found[2], 16) + 1):
            expected[point] = class_of(by_name[found[3]])
    for found in entries.finditer(source):
        for point in range(int(found[1], 16), int(found[2] or found[1], 16) + 1):
            if found[4] == "Cn":
                expected[point] = class_of(EXAMPLES[found[3]])
            else:
                del expected[point]
    assert [f"{point:04X}" for point, kind in expected.items() if class_of(chr(point)) != kind] == []


def test_classes_come_one_letter_for_each_character() -> None:
    assert classes_of("".join(EXAMPLES.values())) == "".join(map(class_of, EXAMPLES.values()))
