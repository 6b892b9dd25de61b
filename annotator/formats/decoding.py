"""Bytes to text, by the rules that nothing may break.

The stored text is the decoded file without its first byte order mark and with CR LF and CR made LF. Nothing else is
changed: no stripping, no Unicode normalisation, and U+2028, U+2029, U+0085, VT and FF stay what they are. What
cannot be text is refused with a sentence that says what it is and where it goes wrong.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.core.document import check_storable
from annotator.core.errors import UserError
from annotator.formats.legacy import guess_legacy_encoding, guess_utf16_without_mark
from annotator.formats.remarks import Remark

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_NOT_TEXT: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (Word, EPUB and spreadsheet files are ZIP archives too)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)

_CESU_PAIR = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_LINE_END = re.compile("\r\n|\r|\n")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_TOLERATED: Final = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read.

    Attributes:
        text: As it is to be stored.
        encoding: The name of the encoding it was decoded from.
        remarks: What was noticed on the way, such as an encoding that was guessed.
    """

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def decode_file(path: Path, encoding: str | None = None) -> Decoded:
    """Read and decode a file; see :func:`decode`. Raises ``OSError`` if it cannot be read."""
    try:
        return decode(path.read_bytes(), encoding)
    except UserError as error:
        raise error.at(path) from None


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode text: as the user says, else by byte order mark, else as UTF-8, else by what its letters look like.

    Args:
        data: The whole file.
        encoding: What the user says it is in, or None.

    Raises:
        UserError: It is empty, binary, damaged, or in no encoding that can be told; ``line`` says where.
    """
    refuse_other_kinds(data)
    if encoding is not None:
        decoded = _decode_as_told(data, encoding)
    elif (marked := _marked_encoding(data)) is not None:
        decoded = Decoded(_strictly(data, marked), marked)
    else:
        decoded = _decode_unmarked(data)
    text = unified_line_ends(decoded.text.removeprefix("\ufeff"))
    if not text:
        raise UserError("The file is empty: there is no text in it.")
    check_storable(text)
    return Decoded(text, decoded.encoding, decoded.remarks)


def unified_line_ends(text: str) -> str:
    """Return the text with CR LF and CR made LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def refuse_other_kinds(data: bytes) -> None:
    """Refuse what begins as pictures, archives, programs and the like do. Raises UserError."""
    for magic, kind in _NOT_TEXT:
        if data.startswith(magic):
            raise UserError("This is {kind}, not a text file. Save its text as a text file and import that.", kind=kind)


def _marked_encoding(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _decode_as_told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name.replace("cp125", "windows-125")
    except LookupError:
        raise UserError(
            "There is no encoding {encoding}. Try utf-8, utf-16, windows-1255 (Hebrew) or windows-1256 (Arabic).",
            encoding=encoding,
        ) from None
    return Decoded(_strictly(data, name), name)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error.start) from None
    except (LookupError, UnicodeError):
        raise UserError("{encoding} is not an encoding of text.", encoding=encoding) from None


def _undecodable(data: bytes, encoding: str, position: int) -> UserError:
    return UserError(
        "The file cannot be read as {encoding}: the byte 0x{byte:02X} at position {position} does not fit. Repair "
        "the file, or choose its encoding and import it again.",
        line=_line_of(data, position, encoding),
        encoding=encoding,
        byte=data[position],
        position=position,
    )


def _line_of(data: bytes, position: int, encoding: str = "utf-8") -> int:
    """Return the 1-based physical line of a byte, whatever the line ends are."""
    return len(_LINE_END.findall(data[:position].decode(encoding, "replace"))) + 1


def _decode_unmarked(data: bytes) -> Decoded:
    if b"\x00" in data and (utf16 := guess_utf16_without_mark(data)) is not None:
        return Decoded(data.decode(utf16), utf16, (_guessed(utf16),))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error
    if b"\x00" in data:
        raise UserError("This is a binary file, not a text file.", line=_line_of(data, data.index(b"\x00")))
    _refuse_damaged_utf8(data, first)
    legacy = guess_legacy_encoding(data)
    if legacy is None:
        raise _undecodable(data, "utf-8", first.start)
    text = data.decode(legacy)
    if len(_CONTROLS.findall(text)) > _CONTROLS_TOLERATED * len(text):
        raise UserError("This is a binary file, not a text file.")
    return Decoded(text, legacy, (_guessed(legacy),))


def _guessed(encoding: str) -> Remark:
    return Remark(
        "The file is not UTF-8; it was read as {encoding}, judging by its letters. If they look wrong, undo the "
        "import, choose the encoding and import it again.",
        encoding=encoding,
    )


def _refuse_damaged_utf8(data: bytes, first: UnicodeDecodeError) -> None:
    """Refuse what is UTF-8 with faults, rather than some older encoding.

    Bytes above 0x7F of an older encoding hardly ever form well-formed UTF-8 sequences, so a file with as many
    well-formed ones as faults is a UTF-8 file that was damaged.
    """
    line = _line_of(data, first.start)
    if first.reason == "unexpected end of data":
        raise UserError("The file ends in the middle of a character; it may not have been copied whole.", line=line)
    try:
        _CESU_PAIR.sub(b"", data).decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        raise UserError(
            "The file has halves of surrogate pairs written as if they were characters (CESU-8), which is not "
            "UTF-8. Save it as UTF-8 and import it again.",
            line=line,
        )
    read = data.decode("utf-8", "surrogateescape")
    faults = len(re.findall("[\udc80-\udcff]", read))
    sound = len(re.findall("[^\x00-\x7f\udc80-\udcff]", read))
    if sound >= faults:
        raise _undecodable(data, "utf-8", first.start)
