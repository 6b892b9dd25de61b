"""The text of a tree of elements: what stands in one block is a line, with its white space squeezed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

_HTML_BLOCKS: Final = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
# Not the head itself: where a page leaves out its tags, libxml2 puts elements there that are newer than HTML 4.
_HTML_UNSEEN: Final = frozenset({"script", "style", "title", "template", "noscript", "svg", "math"})


Blocks: TypeAlias = "Callable[[_Element], Callable[[_Element], bool]]"
"""Given an element, tells which of its children are blocks; asked once for each, however many children there are."""


def html_lines(root: _Element) -> Iterator[str]:
    """Yield the lines of a web page, from top to bottom."""
    return _lines(root, _named_blocks, _HTML_UNSEEN)


def xml_lines(root: _Element) -> Iterator[str]:
    """Yield the lines of XML of any kind: an element within other text is part of its line, any other is a block."""
    return _lines(root, _blocks_without_text, frozenset())


def _named_blocks(_parent: _Element) -> Callable[[_Element], bool]:
    return _is_named_block


def _is_named_block(element: _Element) -> bool:
    return _name(element) in _HTML_BLOCKS


def _blocks_without_text(parent: _Element) -> Callable[[_Element], bool]:
    beside = (parent.text, *(child.tail for child in parent))
    stand_alone = not any(text and not text.isspace() for text in beside)
    return lambda _element: stand_alone


def _lines(root: _Element, blocks_in: Blocks, unseen: frozenset[str]) -> Iterator[str]:
    line: list[str] = []
    # Entered elements wait for what follows them; a tree may be deeper than Python's own stack.
    waiting: list[tuple[_Element, bool, bool]] = [(root, True, False)]
    while waiting:
        element, is_block, is_left = waiting.pop()
        name = _name(element)
        is_seen = bool(name) and name not in unseen
        breaks = is_seen and is_block
        if not is_left:
            waiting.append((element, is_block, True))
            if breaks:
                yield from _finished(line)
            if is_seen:
                line.append(element.text or "")
                is_block_here = blocks_in(element)
                waiting.extend((child, is_block_here(child), False) for child in reversed(element))
        else:
            if breaks:
                yield from _finished(line)
            if element is not root:
                line.append(element.tail or "")
    yield from _finished(line)


def _finished(line: list[str]) -> Iterator[str]:
    text = " ".join("".join(line).split())
    line.clear()
    if text:
        yield text


def _name(element: _Element) -> str:
    tag: object = element.tag  # a function for comments and processing instructions, which the stubs do not say
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
