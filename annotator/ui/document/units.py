"""What a press, a double and a triple click take hold of, and what one key cycles through."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from annotator.core.offsets import Span
from annotator.lang import clitics, tokens
from annotator.ui.document.page import Page


class Grain(Enum):
    """What a press and the drag after it select."""

    GRAPHEME = auto()
    TOKEN = auto()
    SENTENCE = auto()


def token_at(page: Page, offset: int) -> Span | None:
    """Return the token that holds a character of the document, or None in white space."""
    return _in_document(page, offset, tokens.token_at)


def token_near(page: Page, offset: int) -> Span | None:
    """Return the token a caret stands in, before or behind, or None between two spaces."""
    return token_at(page, offset) or (token_at(page, offset - 1) if offset else None)


def sentence_at(page: Page, offset: int) -> Span | None:
    """Return the sentence around a character of the document, or None on an empty line."""
    return _in_document(page, offset, tokens.sentence_at)


def name_at(page: Page, offset: int, language: str, is_known: Callable[[str], bool]) -> Span | None:
    """Return the token that holds a character, without the letters written before it where the rest is a name."""
    token = token_at(page, offset)
    if token is None:
        return None
    return clitics.preferred_stem(page.blocks.text, token, language, is_known)


def next_form(page: Page, span: Span, language: str) -> Span:
    """Return the next of the spans a token may be marked as: whole, without its prefix, without less of it, whole.

    Args:
        page: The page.
        span: What is selected now: a token, a stem of one, or several tokens beginning with one.
        language: BCP 47 code of the text.
    """
    first, last = token_at(page, span.start), token_at(page, span.end - 1)
    if first is None or last is None:
        return span
    whole = Span(first.start, last.end)
    forms = [whole, *clitics.stems(page.blocks.text, whole, language)]
    if span not in forms:
        return whole
    return forms[(forms.index(span) + 1) % len(forms)]


def _in_document(page: Page, offset: int, find: Callable[[str, int], Span | None]) -> Span | None:
    """Ask a question about a block's text in offsets of the document."""
    block = page.blocks.at(offset)
    start = page.blocks.start(block)
    found = find(page.blocks.content(block), offset - start)
    return Span(start + found.start, start + found.end) if found else None
