"""Writing files of any format: whole or not at all, and not at all when something would be lost and may not be."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from annotator.core.errors import BugError
from annotator.formats.atomic import atomic_file, atomic_folder
from annotator.formats.base import Content, Format, WriteOptions, Writer
from annotator.formats.losses import LossReport


def write_file(
    target_format: Format, content: Content, target: Path, options: WriteOptions, *, strict: bool = False
) -> LossReport:
    """Write one file.

    Args:
        target_format: A format that has a writer.
        content: What to write; its streams are read once.
        target: The file's name; a file of that name is replaced when everything went well.
        options: How to write it.
        strict: Whether to refuse any loss.

    Returns:
        What was lost or moved.

    Raises:
        UserError: It cannot be written, or something would be lost. Nothing was changed.
        Cancelled: It passes from the content's streams. Nothing was changed.
    """
    losses = LossReport()
    with atomic_file(target) as out:
        _writer(target_format)(content, out, options, losses)
        if strict:
            losses.refuse_losses()
    return losses


def write_parts(
    target_format: Format, parts: Mapping[str, Content], folder: Path, options: WriteOptions, *, strict: bool = False
) -> LossReport:
    """Write one file for each part of a split into a folder: all of them or none.

    Args:
        target_format: A format that has a writer.
        parts: What to write by part name (``train``, ``dev``, ``test``); the files are named so.
        folder: Made where it is not there yet.
        options: How to write.
        strict: Whether to refuse any loss.

    Returns:
        What was lost or moved in all parts together.

    Raises:
        UserError: They cannot be written, or something would be lost. Nothing was changed.
        Cancelled: It passes from the content's streams. Nothing was changed.
    """
    losses = LossReport()
    with atomic_folder(folder) as place:
        for name, content in parts.items():
            with (place / f"{name}{target_format.extensions[0]}").open("xb") as out:
                _writer(target_format)(content, out, options, losses)
        if strict:
            losses.refuse_losses()
    return losses


def preview(source_format: Format, content: Content, options: WriteOptions) -> tuple[bytes, LossReport]:
    """Return what a file would hold, made by the writer itself, and what would be lost."""
    losses = LossReport()
    out = BytesIO()
    _writer(source_format)(content, out, options, losses)
    return out.getvalue(), losses


def _writer(target_format: Format) -> Writer:
    if target_format.write is None:
        raise BugError(f"{target_format.name} cannot be written; whoever asks must look first")
    return target_format.write
