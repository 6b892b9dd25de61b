"""Checks that mentions still say what their document says there, whenever they leave the store."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.errors import UserError
from annotator.core.mention import Mention


def check_surfaces(
    text: str, starts: Sequence[int], ends: Sequence[int], surfaces: Sequence[str], document: str
) -> None:
    """Compare the surface of every mention of a document, column by column, with the text.

    Raises:
        UserError: One differs, which nothing but damage to the file can have brought about.
    """
    there = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if [*surfaces] != there:
        stored, found = next(pair for pair in zip(surfaces, there, strict=True) if pair[0] != pair[1])
        raise UserError(
            "A mention of the document {document} says “{surface}”, but the text has “{text}” there: the workspace "
            "file is damaged. Go back to a copy of the workspace, or remove the document and import it again.",
            document=document,
            surface=stored,
            text=found,
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
