"""Which way each paragraph of a document runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.core.document import Direction
from annotator.lang.scripts import strong_counts, strong_direction


def base_directions(
    paragraphs: Sequence[str],
    document_direction: Direction = Direction.AUTO,
    overrides: Mapping[int, Direction] | None = None,
) -> list[Direction]:
    """Return LTR or RTL for every paragraph.

    A paragraph runs the way most of its strong characters do, not the way its first one does: an Arabic paragraph
    that begins with a Latin name stays Arabic. One without strong characters runs like the paragraph before it, at
    the top of a document like the document on the whole.

    Args:
        paragraphs: The lines of the document's text.
        document_direction: A direction for all paragraphs, or AUTO.
        overrides: Directions of single paragraphs by 0-based index, which go before everything else; AUTO means none.
    """
    forced = {index: way for index, way in (overrides or {}).items() if way is not Direction.AUTO}
    if document_direction is not Direction.AUTO:
        return [forced.get(index, document_direction) for index in range(len(paragraphs))]
    directions = []
    previous: Direction | None = None
    for index, paragraph in enumerate(paragraphs):
        previous = forced.get(index) or strong_direction(paragraph) or previous or _on_the_whole(paragraphs)
        directions.append(previous)
    return directions


def _on_the_whole(paragraphs: Sequence[str]) -> Direction:
    ltr, rtl = map(sum, zip(*map(strong_counts, paragraphs), strict=True))
    return Direction.RTL if rtl > ltr else Direction.LTR
