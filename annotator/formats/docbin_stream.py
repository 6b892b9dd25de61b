"""The file that spaCy's ``DocBin`` reads, written piece by piece.

``DocBin`` itself keeps everything in memory and walks over every token of every document in Python. This writer takes
arrays, holds them in temporary files, and packs the same message from them: zlib over msgpack, as described in the
docstring of ``spacy.tokens.DocBin`` (version 0.1 of the layout, spaCy 3).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Collection, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO, Final, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_VERSION: Final = "0.1"
_IN_MEMORY: Final = 16 << 20
_CHUNK: Final = 1 << 20
_COMPRESSION: Final = 6
_BIN32, _ARRAY32, _FIXMAP, _EMPTY_MAP = 0xC6, 0xDD, 0x80, b"\x80"


class DocBinStream:
    """Collects documents and writes them as one DocBin file.

    Args:
        attributes: spaCy's numbers of the token attributes, ORTH first.
    """

    def __init__(self, attributes: list[int]) -> None:
        self._attributes = attributes
        self._lengths: list[int] = []
        self._tokens = _spool()
        self._spaces = _spool()
        self._span_groups = _spool()
        self._user_data = _spool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for spool in (self._tokens, self._spaces, self._span_groups, self._user_data):
            spool.close()

    def add(self, tokens: NDArray[np.uint64], spaces: NDArray[np.bool_], span_groups: bytes, user_data: bytes) -> None:
        """Add a document.

        Args:
            tokens: One row a token, one column an attribute.
            spaces: For each token, whether a single space follows it.
            span_groups: What ``SpanGroups.to_bytes`` would give.
            user_data: The packed ``Doc.user_data``.
        """
        self._lengths.append(len(tokens))
        self._tokens.write(tokens.tobytes())
        self._spaces.write(spaces.tobytes())
        self._span_groups.write(_bin32(len(span_groups)) + span_groups)
        self._user_data.write(_bin32(len(user_data)) + user_data)

    def write_to(self, out: BinaryIO, strings: Collection[str]) -> None:
        """Write the file.

        Args:
            out: Open for writing.
            strings: Every string that a token attribute or a span names by its hash.
        """
        compressor = zlib.compressobj(_COMPRESSION)
        for piece in self._pieces(strings):
            out.write(compressor.compress(piece))
        out.write(compressor.flush())

    def _pieces(self, strings: Collection[str]) -> Iterator[bytes]:
        pack = message_packer()
        count = len(self._lengths)
        flags = pack({"has_unknown_spaces": False})
        fields: list[tuple[str, Iterator[bytes]]] = [
            ("version", iter([pack(_VERSION)])),
            ("attrs", iter([pack(self._attributes)])),
            ("tokens", _bin(self._tokens)),
            ("spaces", _bin(self._spaces)),
            ("lengths", iter([pack(struct.pack(f"<{count}i", *self._lengths))])),
            ("strings", iter([pack(sorted(strings))])),
            ("cats", iter([_array32(count), _EMPTY_MAP * count])),
            ("flags", iter([_array32(count), flags * count])),
            ("span_groups", _packed(self._span_groups, count)),
            ("user_data", _packed(self._user_data, count)),
        ]
        yield bytes([_FIXMAP | len(fields)])
        for name, pieces in fields:
            yield pack(name)
            yield from pieces


def message_packer() -> Callable[[object], bytes]:
    """Return spaCy's own packer of small messages; ``srsly.msgpack_dumps`` looks its plug-ins up at every call."""
    from srsly.msgpack import Packer  # type: ignore[import-untyped]  # it has no stubs

    pack: Callable[[object], bytes] = Packer(use_bin_type=True).pack
    return pack


def _spool() -> IO[bytes]:
    return SpooledTemporaryFile(max_size=_IN_MEMORY)


def _bin32(size: int) -> bytes:
    return struct.pack(">BI", _BIN32, size)


def _array32(count: int) -> bytes:
    return struct.pack(">BI", _ARRAY32, count)


def _bin(spool: IO[bytes]) -> Iterator[bytes]:
    yield _bin32(spool.tell())
    yield from _chunks(spool)


def _packed(spool: IO[bytes], count: int) -> Iterator[bytes]:
    yield _array32(count)
    yield from _chunks(spool)


def _chunks(spool: IO[bytes]) -> Iterator[bytes]:
    spool.seek(0)
    while chunk := spool.read(_CHUNK):
        yield chunk
