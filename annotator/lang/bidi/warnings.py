"""Direction controls that may mislead a reader: what is on the screen is not in the order it is read.

After "Trojan Source: Invisible Vulnerabilities" (Boucher and Anderson, 2021) and UTS #55.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from annotator.core.document import Direction
from annotator.core.offsets import Span
from annotator.lang.bidi.base import base_directions
from annotator.lang.bidi.lines import visual_order
from annotator.lang.bidi.paragraph import resolve
from annotator.lang.bidi_classes import EMBEDDINGS, ISOLATES, LRO, PDF, PDI, RLO, classes_of

_CONTROL: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class ControlKind(StrEnum):
    """What is remarkable about direction controls."""

    OVERRIDE = "override"
    UNCLOSED = "unclosed"
    STRAY = "stray"
    REORDERS = "reorders"


class ControlWarning(NamedTuple):
    """A finding about direction controls.

    Attributes:
        span: The control itself; for REORDERS, from the paragraph's first control to its last.
        kind: What was found.
        characters: For REORDERS, how many characters stand elsewhere than they would without the controls; else 0.
    """

    span: Span
    kind: ControlKind
    characters: int = 0


def control_warnings(text: str, directions: Sequence[Direction] | None = None) -> list[ControlWarning]:
    """Return what may mislead in a text, in text order.

    Overrides (LRO, RLO) always count; embeddings and isolates when they are not closed in their paragraph, or close
    nothing; controls of any kind, marks included, when they change the order of what can be seen.

    Args:
        text: A document's text.
        directions: The direction of each line of it, as ``base_directions`` returns them; None to find them.
    """
    if not _CONTROL.search(text):
        return []
    paragraphs = text.split("\n")
    ways = directions or base_directions(paragraphs)
    found: list[ControlWarning] = []
    start = 0
    for paragraph, way in zip(paragraphs, ways, strict=True):
        if _CONTROL.search(paragraph):
            found += sorted(_in_paragraph(paragraph, start, way), key=lambda warning: warning.span)
        start += len(paragraph) + 1
    return found


def _in_paragraph(paragraph: str, offset: int, way: Direction) -> Iterator[ControlWarning]:
    classes = classes_of(paragraph)
    for position, kind in _remarkable(classes):
        yield ControlWarning(Span(offset + position, offset + position + 1), kind)
    if moved := _moved(paragraph, way):
        controls = [found.start() for found in _CONTROL.finditer(paragraph)]
        yield ControlWarning(Span(offset + controls[0], offset + controls[-1] + 1), ControlKind.REORDERS, moved)


def _remarkable(classes: str) -> Iterator[tuple[int, ControlKind]]:
    open_controls: list[int] = []
    for position, kind in enumerate(classes):
        if kind in LRO + RLO:
            yield position, ControlKind.OVERRIDE
        if kind in EMBEDDINGS + ISOLATES:
            open_controls.append(position)
        elif kind == PDF:
            if open_controls and classes[open_controls[-1]] in EMBEDDINGS:
                open_controls.pop()
            else:
                yield position, ControlKind.STRAY
        elif kind == PDI:
            # A PDI closes the isolate and every embedding left open inside it, which thereby stays unclosed itself.
            if not any(classes[opened] in ISOLATES for opened in open_controls):
                yield position, ControlKind.STRAY
                continue
            while classes[open_controls[-1]] in EMBEDDINGS:
                yield open_controls.pop(), ControlKind.UNCLOSED
            open_controls.pop()
    for position in open_controls:
        yield position, ControlKind.UNCLOSED


def _moved(paragraph: str, way: Direction) -> int:
    """Count the characters that stand elsewhere than they would without the controls."""
    kept = [position for position, character in enumerate(paragraph) if not _CONTROL.match(character)]
    bare = "".join([paragraph[position] for position in kept])
    with_controls = [
        position for position in visual_order(resolve(paragraph, way)) if not _CONTROL.match(paragraph[position])
    ]
    without = [kept[position] for position in visual_order(resolve(bare, way))]
    return sum(here != there for here, there in zip(with_controls, without, strict=True))
