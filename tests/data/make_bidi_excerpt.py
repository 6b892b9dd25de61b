"""Makes ``bidi_levels.tsv``: levels and visual order of short texts, for machines without Unicode's own suites.

The texts are drawn with a fixed seed from characters of every bidirectional class. A case is written only when
python-bidi, which shares nothing with our resolver, puts the characters in the same order. Columns, separated by
tabs: base direction; code points; paragraph level; a level for each code point of the text as one line, x for those
that rule X9 removes; the visual order. Run it from the repository's root after a change that is meant to alter the
outcome:

    python -m tests.data.make_bidi_excerpt
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import bidi  # type: ignore[import-untyped]  # it has no type hints

from annotator.core.document import Direction
from annotator.lang.bidi import line_levels, resolve, visual_order

TARGET = Path(__file__).with_name("bidi_levels.tsv")
CASES = 1500
LONGEST = 14
SEED = 20211124
ALPHABETS = (
    "abאב ",
    "aאا1٢ ",
    "aאا1٢+-,.:/%$ ",
    "abאבا( )[]{}",
    "aא1() \u0301\u05b0",
    "aאا1 !\t\u200e\u200f\u061c",
    "aאا1 (\u2066\u2067\u2068\u2069",
    "aאا1 \u202a\u202b\u202c\u202d\u202e",
    "aאا1٢+,%() \t\u0301\u00ad\u200d\u202b\u202e\u202c\u2067\u2068\u2069",
)
BASES = (Direction.AUTO, Direction.LTR, Direction.RTL)


def texts() -> Iterator[str]:
    dice = random.Random(SEED)
    while True:
        for alphabet in ALPHABETS:
            yield "".join(dice.choices(alphabet, k=dice.randint(2, LONGEST)))


def agrees(text: str, base: Direction) -> bool:
    """Tell whether python-bidi gives the same order of what is not removed."""
    paragraph = resolve(text, base)
    removed = {text[position] for position in range(len(text)) if paragraph.is_removed(position)}
    theirs = bidi.get_display(text, base_dir={"ltr": "L", "rtl": "R", "auto": None}[base])
    ours = [text[position] for position in visual_order(paragraph)]
    return ours == [character for character in theirs if character not in removed]


def row(text: str, base: Direction) -> str:
    paragraph = resolve(text, base)
    levels = [
        "x" if paragraph.is_removed(position) else str(level) for position, level in enumerate(line_levels(paragraph))
    ]
    points = " ".join(f"{ord(character):04X}" for character in text)
    order = " ".join(map(str, visual_order(paragraph)))
    return "\t".join((base, points, str(paragraph.level), " ".join(levels), order))


def rows() -> Iterator[str]:
    for number, text in enumerate(texts()):
        base = BASES[number % len(BASES)]
        if agrees(text, base):
            yield row(text, base)


def main() -> None:
    made = rows()
    TARGET.write_text("".join(f"{next(made)}\n" for _ in range(CASES)), encoding="utf-8")


if __name__ == "__main__":
    main()
