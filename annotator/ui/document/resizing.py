"""Moves of a mark's logical ends: by grapheme or token, forward and backward, or as it looks."""

from __future__ import annotations

from enum import Enum, auto

from annotator.core.offsets import Span
from annotator.lang import tokens
from annotator.ui.document.page import Page


class Unit(Enum):
    """How far one step goes."""

    GRAPHEME = auto()
    TOKEN = auto()


class End(Enum):
    """One of the two logical ends of a mark."""

    START = auto()
    END = auto()


def moved(page: Page, span: Span, end: End, unit: Unit, *, forward: bool) -> Span:
    """Return a span one of whose ends is moved a step; the span itself where there is no step to go.

    An end never leaves its block, and never passes the other.
    """
    if end is End.START:
        start = _step(page, span.start, page.blocks.at(span.start), End.START, unit, forward=forward)
        return Span(start, span.end) if start < span.end else span
    stop = _step(page, span.end, page.blocks.at(span.end - 1), End.END, unit, forward=forward)
    return Span(span.start, stop) if span.start < stop else span


def leads_forward(page: Page, span: Span, end: End, *, rightwards: bool) -> bool:
    """Tell whether a step to the right or left leads forward in the text at an end of a span."""
    touched = span.start if end is End.START else span.end - 1
    block = page.blocks.at(touched)
    geometry = page.geometry(block)
    box = geometry.box_of(touched - page.blocks.start(block))
    rtl = box.rtl if box else geometry.shaped.rtl
    return rightwards is not rtl


def with_end_at(span: Span, end: End, offset: int) -> Span:
    """Return a span one of whose ends is put at an offset; it stays as it is where it would become empty."""
    start, stop = (offset, span.end) if end is End.START else (span.start, offset)
    return Span(start, stop) if start < stop else span


def _step(page: Page, offset: int, block: int, end: End, unit: Unit, *, forward: bool) -> int:
    shaped = page.placed(block).shaped
    origin = page.blocks.start(block)
    local = offset - origin
    if unit is Unit.GRAPHEME:
        return origin + _grapheme_step(page, block, local, forward=forward)
    if end is End.START:
        bound = tokens.next_token_start if forward else tokens.previous_token_bound
    else:
        bound = tokens.next_token_bound if forward else tokens.previous_token_end
    return origin + bound(shaped.text, local)


def _grapheme_step(page: Page, block: int, local: int, *, forward: bool) -> int:
    shaped = page.placed(block).shaped
    if forward:
        return shaped.next_boundary(local) if local < len(shaped.text) else local
    local -= local > 0
    while local > 0 and not shaped.is_boundary(local):
        local -= 1
    return local
