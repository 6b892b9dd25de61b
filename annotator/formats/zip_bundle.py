"""ZIP archives of files in any format that can be read: each member is read as if it stood in a folder.

Members are looked at one after the other, entity tables first, and what belongs together (a text and its annotations)
is read together. Nothing is unpacked but into a temporary folder that goes when the member was read, and only after
all names, kinds and sizes were found harmless (:mod:`annotator.formats.archive_safety`). One member that cannot be
taken rejects the archive; members of no known format, hidden files and archives within are left aside with a remark.
Nothing is written: formats of several files can be written as an archive themselves.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from annotator.core.errors import UserError
from annotator.formats.archive_safety import copy_member, open_archive, read_member
from annotator.formats.base import ARCHIVE, Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import HEAD_BYTES, Sample

_LEAST_SURE: Final = 0.3
_MOST_NAMED: Final = 5
_SMALL: Final = 16_384
_MOST_KEPT: Final = 32 << 20

Recogniser: TypeAlias = Callable[[Sample], tuple[Format, float]]
"""Tells which readable format a file is of from its name and beginning, and how sure that is."""


class _Member(NamedTuple):
    """A member that is to be read; ``whole`` is all of it where it is small, so that it need not be unpacked twice."""

    info: zipfile.ZipInfo
    format: Format
    whole: bytes | None


def format_of_archives(recognise: Recogniser) -> Format:
    """Return the format, given how the formats of members are told."""

    def read(path: Path, options: ReadOptions) -> Iterator[Item]:
        return explained(path, _items(path, options, recognise))

    return Format(
        name="zip",
        title="ZIP archive",
        purpose="many files of any format",
        extensions=(ARCHIVE,),
        cargo=Cargo.DOCUMENTS,
        offsets=OffsetUnit.NONE,
        losses=("members of no known format",),
        sniff=_sniff,
        read=read,
        is_binary=True,
    )


def _items(path: Path, options: ReadOptions, recognise: Recogniser) -> Iterator[Item]:
    with open_archive(path) as archive, tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        members, aside = _members(archive, recognise)
        if not members:
            raise UserError("There is nothing in the archive that can be read.")
        by_name = {info.filename: info for info in archive.infolist()}
        beside = {each for member in members for each in _companions(member)}
        for member in sorted(members, key=lambda member: member.format.cargo is not Cargo.ENTITIES):
            if member.info.filename in beside:
                continue
            if member.whole is not None and member.format.parse is not None:
                items = member.format.parse(member.whole, member.info.filename.rpartition("/")[2], options)
                yield from _as_member(member, path, explained(path, items))
                continue
            unpacked = _unpacked(archive, member, by_name, Path(folder))
            assert member.format.read is not None  # noqa: S101 - only readable formats are recognised
            yield from _as_member(member, path, member.format.read(unpacked[0], options))
            for file in unpacked:
                file.unlink()
        if aside:
            names = ", ".join(aside[:_MOST_NAMED]) + ("…" if len(aside) > _MOST_NAMED else "")
            yield Remark(
                "Members that cannot be read were left aside ({count}): {names}.", count=len(aside), names=names
            )


def _members(archive: zipfile.ZipFile, recognise: Recogniser) -> tuple[list[_Member], list[str]]:
    members: list[_Member] = []
    aside: list[str] = []
    kept = 0
    for info in archive.infolist():
        if info.is_dir():
            continue
        parts = info.filename.split("/")
        sample = Sample(parts[-1], read_member(archive, info, HEAD_BYTES))
        format_, sureness = recognise(sample)
        is_hidden = any(part.startswith((".", "__MACOSX")) and part != "." for part in parts)
        is_readable = sureness >= _LEAST_SURE or (sureness > 0 and b"\x00" not in sample.head)
        if is_hidden or not is_readable or format_.name in ("zip", "gzip", "bzip2"):
            aside.append(info.filename)
        else:
            is_whole = len(sample.head) == info.file_size <= _SMALL and kept < _MOST_KEPT
            members.append(_Member(info, format_, sample.head if is_whole else None))
            kept += len(sample.head) if is_whole else 0
    return members, aside


def _companions(member: _Member) -> list[str]:
    if member.format.companions is None:
        return []
    return [beside.as_posix() for beside in member.format.companions(Path(member.info.filename))]


def _unpacked(
    archive: zipfile.ZipFile, member: _Member, by_name: dict[str, zipfile.ZipInfo], folder: Path
) -> list[Path]:
    infos = [member.info, *(by_name[name] for name in _companions(member) if name in by_name)]
    files = []
    for info in infos:
        file = folder / info.filename.rpartition("/")[2]
        try:
            with file.open("xb") as out:
                if info is member.info and member.whole is not None:
                    out.write(member.whole)
                else:
                    copy_member(archive, info, out)
        except OSError as error:
            raise UserError(
                "{member} cannot be unpacked ({reason}).", member=info.filename, reason=error.strerror
            ) from None
        files.append(file)
    return files


def _as_member(member: _Member, path: Path, items: Iterator[Item]) -> Iterator[Item]:
    """Pass on what was read in a member, saying of errors and remarks where they belong."""
    for item in items:
        if isinstance(item, UserError):
            yield UserError(
                "In {member}: " + item.template,
                path=path,
                line=item.line,
                **{**item.values, "member": member.info.filename},
            )
        elif isinstance(item, Remark):
            yield Remark(
                "In {member}: " + item.template, line=item.line, **{**item.values, "member": member.info.filename}
            )
        else:
            yield item


def _sniff(sample: Sample) -> float:
    if sample.suffix == ARCHIVE:
        return 0.99
    is_archive = sample.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    return 0.5 if is_archive and sample.suffix not in (".txt", ".text") else 0.0
