"""Terms of RDF as Turtle writes them (https://www.w3.org/TR/turtle/)."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\\x85\u2028\u2029]')
_SHORT: Final = {"\t": r"\t", "\b": r"\b", "\n": r"\n", "\r": r"\r", "\f": r"\f", '"': r"\"", "\\": r"\\"}
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def literal(text: str, language: str = "") -> str:
    """Return a text as a literal, with its language where that is one that RDF can hold."""
    written = _SPECIAL.sub(lambda found: _SHORT.get(found.group()) or f"\\u{ord(found.group()):04X}", text)
    return f'"{written}"@{language}' if _LANGUAGE.fullmatch(language) else f'"{written}"'


def iri(address: str) -> str:
    """Return an IRI between its brackets."""
    return "<" + _NOT_IN_IRI.sub(lambda found: f"%{ord(found.group()):02X}", address) + ">"


def number(value: int) -> str:
    """Return an index as NIF types it."""
    return f'"{value}"^^xsd:nonNegativeInteger'
