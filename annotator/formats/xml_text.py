"""Text in XML that we write: what must be escaped, and the characters that XML 1.0 cannot hold at all."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.losses import LossKind, LossReport

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\t\n\r\x85\u2028]')
_IN_ATTRIBUTES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    **{space: f"&#{ord(space)};" for space in "\t\n\r\x85\u2028"},
}
_SPECIAL_IN_TEXT = re.compile("[&<>\r\x85\u2028]")


def attribute(value: str) -> str:
    """Return a value as it stands between the quotation marks of an attribute."""
    return _SPECIAL.sub(lambda found: _IN_ATTRIBUTES[found.group()], permitted(value))


def content(value: str) -> str:
    """Return a value as it stands between tags."""
    return _SPECIAL_IN_TEXT.sub(lambda found: _IN_ATTRIBUTES[found.group()], permitted(value))


def attributes(pairs: dict[str, str | None]) -> str:
    """Return attributes as they stand in a tag, each with a space before it; those without a value are left out."""
    return "".join(f' {name}="{attribute(value)}"' for name, value in pairs.items() if value is not None)


def permitted(text: str) -> str:
    """Return a text with U+FFFD for each character that XML cannot hold, so that no offset moves."""
    return _FORBIDDEN.sub("\ufffd", text)


def permitted_name(name: str) -> str:
    """Return a name with each character that XML cannot hold written as in URLs, as white space in it already is."""
    return _FORBIDDEN.sub(lambda found: quote(found.group()), name)


def note_forbidden(document: DocumentRecord, losses: LossReport) -> None:
    """Count the characters of a document's text that XML cannot hold."""
    for found in _FORBIDDEN.finditer(document.text):
        losses.add(LossKind.CHARACTER_REPLACED, document, MentionRecord(found.start(), found.end(), ""))
