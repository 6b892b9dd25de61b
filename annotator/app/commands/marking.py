"""What may be marked, and what else happens when it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from annotator.core.document import Document, DocumentState
from annotator.core.errors import ConflictError, UserError
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork
from annotator.lang.graphemes import is_grapheme_bound

_DETAIL_LENGTH: Final = 60
# White space and the invisible characters that only steer direction or mark file starts: never part of a name.
_EDGE: Final = "\\s\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LEADING: Final = re.compile(f"[{_EDGE}]+")
_TRAILING: Final = re.compile(f"[{_EDGE}]+$")


def span_to_mark(text: str, span: Span) -> Span:
    """Return a selected span without the white space and invisible controls at its ends, ready to be marked.

    Raises:
        UserError: Nothing visible is left, or the span cuts a character from its marks or ends after the text.
    """
    surface = span.surface(text)
    leading = _LEADING.match(surface)
    if leading and leading.end() == len(surface):
        raise UserError("There is nothing to mark here: the selection has only spaces.")
    trailing = _TRAILING.search(surface)
    start = span.start + (leading.end() if leading else 0)
    end = span.end - (len(surface) - trailing.start() if trailing else 0)
    trimmed = Span(start, end)
    check_graphemes(text, trimmed)
    return trimmed


def check_graphemes(text: str, span: Span) -> None:
    """Refuse a span that begins or ends inside a user-perceived character (UAX #29).

    Raises:
        UserError: It does, or it ends after the text.
    """
    surface = span.surface(text)
    for offset in (span.start, span.end):
        if not is_grapheme_bound(text, offset):
            raise UserError(
                "“{surface}” cannot be marked: position {offset} lies inside a letter with its marks, or inside an "
                "emoji. Begin and end between whole characters.",
                surface=shortened(surface),
                offset=offset,
            )


def clear_the_place(work: UnitOfWork, mention: Mention) -> None:
    """Make room for a mention: refuse its double, and drop suggestions and rejections that it overtakes.

    Raises:
        ConflictError: The same annotator has marked the same span with the same label already.
    """
    for other in work.mentions.at(mention.document, mention.span):
        if other.label != mention.label or other.id == mention.id:
            continue
        if other.status is not MentionStatus.ACCEPTED:
            work.mentions.remove(other.id)
        elif other.annotator == mention.annotator:
            raise ConflictError(
                "“{surface}” is marked as {label} here already.",
                surface=shortened(mention.surface),
                label=mention.label,
            )


def begin_work(work: UnitOfWork, document: Document) -> None:
    """Note that work on a new document has begun."""
    if document.state is DocumentState.NEW:
        work.documents.replace(replace(document, state=DocumentState.IN_PROGRESS))


def shortened(surface: str) -> str:
    """Return a surface on one line, short enough for a sentence."""
    line = " ".join(surface.split())
    return line if len(line) <= _DETAIL_LENGTH else f"{line[: _DETAIL_LENGTH - 1]}…"
