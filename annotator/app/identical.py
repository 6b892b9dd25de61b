"""Finds where else a name stands: the same words, marked or not, in a document or in the whole workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.app.naming import name_in
from annotator.core.ids import DocumentId, MentionId
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.core.ports import Reader, Selection
from annotator.lang.clitics import dictionary_form, stems
from annotator.lang.tokens import token_at

_CONTEXT: Final = 48
_ARTICLE: Final = "ال"


class Scope(StrEnum):
    """Where to look."""

    DOCUMENT = "document"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Hit:
    """One more place where a name stands.

    Attributes:
        document: The document.
        title: Its title.
        span: Where, in code points.
        mention: The annotator's mention of exactly this span and label, or None where nothing is marked.
        inside: Whether it lies within a longer mention of the annotator, as in the name of a larger thing.
        before: The text before it in its line.
        surface: The text itself.
        after: The text after it in its line.
    """

    document: DocumentId
    title: str
    span: Span
    mention: MentionId | None
    inside: bool
    before: str
    surface: str
    after: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A document as far as looking for a name needs it."""

    id: DocumentId
    title: str
    language: str
    text: str


def find_identical(reader: Reader, mention: Mention, scope: Scope) -> list[Hit]:
    """Return where the name of a mention stands besides, in document order.

    A hit begins and ends with a word, or where a Hebrew or Arabic word begins after its prefix letters; a name within
    a longer word is none. Mentions that say the same already are left out, and so are spans that the annotator has
    marked with another label.

    Args:
        reader: The workspace.
        mention: The mention; its annotator's marks are looked at.
        scope: Its document, or all.
    """
    own = reader.document(mention.document)
    name = name_in(own.text, mention.span.start, mention.span.end, own.language)
    if scope is Scope.DOCUMENT:
        return _hits(reader, mention, name, _Page(own.id, own.title, own.language, own.text))
    found: list[Hit] = []
    rows = {row.id: row for row in reader.documents()}
    for document, text in reader.texts():
        if _may_hold(text, name, mention.surface) and document in rows:
            page = _Page(document, rows[document].title, rows[document].language, text)
            found += _hits(reader, mention, name, page)
    return found


def _hits(reader: Reader, mention: Mention, name: str, page: _Page) -> list[Hit]:
    marks = reader.mentions(page.id, Selection(annotators=(mention.annotator,)))
    by_span: dict[Span, list[Mention]] = {}
    for mark in marks:
        by_span.setdefault(mark.span, []).append(mark)
    hits = []
    for span in _places(page.text, name, mention.surface):
        there = by_span.get(span, [])
        same = next((mark for mark in there if mark.label == mention.label), None)
        if same is None and (there or not _stands_alone(page, span)):
            continue
        if same is not None and _says_the_same(same, mention):
            continue
        if dictionary_form(page.text, span, page.language) == name or span.surface(page.text) == mention.surface:
            hits.append(_hit(page, span, same, inside=_is_inside(span, marks)))
    return hits


def _says_the_same(mark: Mention, mention: Mention) -> bool:
    return mark.id == mention.id or (mention.link is not None and mark.link == mention.link)


def _places(text: str, name: str, surface: str) -> list[Span]:
    """Return every place where the name may stand, in text order, whatever is around it."""
    places = set(_occurrences(text, name)) | set(_occurrences(text, surface))
    if name.startswith(_ARTICLE):
        # After the preposition لـ the article loses its alef: للمغرب is المغرب from its second lam on.
        without_alef = name.removeprefix("ا")
        places |= {span for span in _occurrences(text, without_alef) if text[span.start - 1 : span.start] == "ل"}
    return sorted(places)


def _occurrences(text: str, surface: str) -> Iterator[Span]:
    start = text.find(surface)
    while start >= 0:
        yield Span(start, start + len(surface))
        start = text.find(surface, start + 1)


def _may_hold(text: str, name: str, surface: str) -> bool:
    return surface in text or name in text or (name.startswith(_ARTICLE) and f"ل{name.removeprefix('ا')}" in text)


def _stands_alone(page: _Page, span: Span) -> bool:
    """Tell whether a span begins at a word or a word's stem, and ends where a word ends."""
    first, last = token_at(page.text, span.start), token_at(page.text, span.end - 1)
    if first is None or last is None or last.end != span.end:
        return False
    return first.start == span.start or any(stem.start == span.start for stem in stems(page.text, first, page.language))


def _is_inside(span: Span, marks: list[Mention]) -> bool:
    return any(mark.span != span and mark.span.contains(span) for mark in marks)


def _hit(page: _Page, span: Span, same: Mention | None, *, inside: bool) -> Hit:
    text = page.text
    return Hit(
        document=page.id,
        title=page.title,
        span=span,
        mention=None if same is None else same.id,
        inside=inside,
        before=text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2],
        surface=span.surface(text),
        after=text[span.end : span.end + _CONTEXT].partition("\n")[0],
    )
