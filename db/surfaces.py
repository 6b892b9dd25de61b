"""Checks that mentions still say what their document says there, whenever they leave the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from annotator.core.errors import UserError
from annotator.core.mention import Mention

Row = tuple[Any, ...]  # Any: a column of any type


class SurfacePlaces(NamedTuple):
    """At which places a row of a mention has its offsets and its surface."""

    start: int
    end: int
    surface: int


def check_surfaces(text: str, rows: Sequence[Row], places: SurfacePlaces, document: str) -> None:
    """Compare the surface of every mention with the text.

    Raises:
        UserError: One differs, which nothing but damage to the file can have brought about.
    """
    start, end, surface = places
    stored = [row[surface] for row in rows]
    there = [text[row[start] : row[end]] for row in rows]
    if stored != there:
        place = next(place for place, (one, other) in enumerate(zip(stored, there, strict=True)) if one != other)
        raise UserError(
            "A mention of the document {document} says “{surface}”, but the text has “{text}” there: the workspace "
            "file is damaged. Go back to a copy of the workspace, or remove the document and import it again.",
            document=document,
            surface=stored[place],
            text=there[place],
        )


def check_surface(mention: Mention, text: str) -> None:
    """Refuse a mention that does not say what its document says there. Raises UserError."""
    there = mention.span.surface(text)
    if there != mention.surface:
        raise UserError(
            "The mention at {start}–{end} reads “{surface}”, but the document {document} has “{text}” there.",
            start=mention.span.start,
            end=mention.span.end,
            surface=mention.surface,
            document=mention.document,
            text=there,
        )
