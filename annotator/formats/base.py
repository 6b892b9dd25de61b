"""What a format is, and what passes through it.

One module of this room is one format. It defines ``FORMAT``, a description with a reader, a writer or both, and its
docstring is the format's page: how offsets are counted, what it can carry, and what is lost. The list of all formats
is :data:`annotator.formats.registry.FORMATS`.

Readers stream: they yield documents and entities as they come, between them remarks on what was noticed, and a
``UserError`` for each piece that cannot be taken, so that whoever imports may go on or stop as the user chose.
Writers stream too: they take documents one at a time and count in a report whatever the format cannot hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeAlias

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, EntityRecord
from annotator.formats.losses import LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample


class OffsetUnit(StrEnum):
    """What a format counts to say where a mention stands."""

    CODE_POINTS = "code points"
    UTF16_UNITS = "UTF-16 units"
    TOKENS = "tokens"
    NONE = "none"


class Cargo(StrEnum):
    """What a file of a format is made of."""

    DOCUMENTS = "documents"
    ENTITIES = "entities"


Item: TypeAlias = DocumentRecord | EntityRecord | Remark | UserError
"""What a reader yields. A ``UserError`` stands for a piece that was rejected; reading goes on after it if it can."""


LANGUAGES: Final = ("en", "he", "ar")
"""Names of which languages are taken from a base of all languages unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is taken from a base that knows more than anybody needs.

    Attributes:
        languages: In which languages names and descriptions are read.
        types: Which types of entity; all if empty.
    """

    languages: Collection[str] = LANGUAGES
    types: Collection[str] = ()


USUALLY_WANTED: Final = Wanted()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user said about the files.

    Attributes:
        encoding: The encoding they are in, or None to find out.
        wanted: What is taken from bases of everything, such as Wikidata.
    """

    encoding: str | None = None
    wanted: Wanted = USUALLY_WANTED


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How the user wants it written.

    Attributes:
        tokens: How token formats cut text into tokens and bring mentions onto them.
    """

    tokens: TokenPolicy = field(default_factory=TokenPolicy)


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be written: streams, each read once at most.

    Attributes:
        documents: The documents.
        entities: The entity base, for formats that hold it.
        part: The part of a split that the documents are, such as ``train``; "" for everything.
    """

    documents: Iterable[DocumentRecord] = ()
    entities: Iterable[EntityRecord] = ()
    part: str = ""


class Folder(Protocol):
    """Where a format of several files puts them. One file is open at a time."""

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file for writing; its name may begin with folders, parted by ``/``."""


Reader: TypeAlias = Callable[[Path, ReadOptions], Iterator[Item]]
"""Reads a file. An ``OSError`` passes; everything wrong with its content is yielded, never raised."""

Parser: TypeAlias = Callable[[bytes, str, ReadOptions], Iterator[Item]]
"""Reads what a file holds, given its name, as its reader does; errors do not name the file."""

Writer: TypeAlias = Callable[[Content, BinaryIO, WriteOptions, LossReport], None]
"""Writes a file into a stream that is open for writing; the same content and options give the same bytes."""

FolderWriter: TypeAlias = Callable[[Sequence[Content], Folder, WriteOptions, LossReport], None]
"""Writes several files, given the parts of a split or one nameless part; the same content gives the same bytes."""

Companions: TypeAlias = Callable[[Path], Sequence[Path]]
"""Names the files beside a file that its reader takes in with it, so that nobody reads them for themselves."""

Sniffer: TypeAlias = Callable[[Sample], float]
"""Tells from a file's name and beginning how likely it is of this format: 0 (no) to 1 (certain)."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: What the command line calls it.
        title: What people call it.
        purpose: A few words on what it is for.
        extensions: File name endings with their dot, the usual one first.
        cargo: What a file of it is made of.
        offsets: What it counts to say where a mention stands.
        losses: What it cannot hold, one clause each; empty when everything survives the way out and back.
        sniff: Tells how likely a file is of this format.
        read: Its reader, or None.
        parse: Its reader for small files that are in memory already, where it has one.
        write: Its writer, or None.
        write_folder: The writer of a format of several files, which come as a folder or a ZIP archive; or None.
        companions: Names the further files that a file of this format is made of, or None.
        is_binary: Whether its files are no text, so that they have no encoding.
        unpacks: Whether its reader takes files that are compressed by gzip or bzip2.
        needs_parts: Whether its files are of little use unless documents are parted into train, dev and test.
        uses_tokens: Whether the token policy matters to its writer.
        synonyms: What else people call it, in small letters and digits alone.
    """

    name: str
    title: str
    purpose: str
    extensions: tuple[str, ...]
    cargo: Cargo
    offsets: OffsetUnit
    losses: tuple[str, ...]
    sniff: Sniffer
    read: Reader | None = None
    parse: Parser | None = None
    write: Writer | None = None
    write_folder: FolderWriter | None = None
    companions: Companions | None = None
    is_binary: bool = False
    unpacks: bool = False
    needs_parts: bool = False
    uses_tokens: bool = False
    synonyms: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether it has a writer."""
        return self.write is not None or self.write_folder is not None

    @property
    def usual_ending(self) -> str:
        """How the name of what is written ends: one file, or an archive of several."""
        return ARCHIVE if self.write_folder is not None else self.extensions[0]


ARCHIVE: Final = ".zip"
"""How the name of an archive ends that holds the files of a format of several."""


def explained(path: Path, items: Iterator[Item]) -> Iterator[Item]:
    """Pass on what a reader yields, and what it raises as a piece that was rejected, with the file's name."""
    try:
        yield from items
    except UserError as error:
        yield error.at(path)
