"""Parsing XML that came from anywhere: no entities of its own, no other files, no network, no bottomless nesting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.core.errors import UserError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST: Final = "Excessive depth"
_MOST_SHOWN: Final = 160


def parse_xml(data: bytes) -> _Element:
    """Return the root of an XML document.

    Raises:
        UserError: It is not well-formed, declares entities, or is nested too deeply. Its line is set where it is known.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg or "damaged").partition(", line ")[0].split())[:_MOST_SHOWN].rstrip(".")
        if _DEEPEST in reason:
            raise UserError("The XML is nested too deeply to be a document.", line=error.lineno) from None
        raise UserError("This is not well-formed XML: {reason}.", line=error.lineno, reason=reason) from None
    except (ValueError, LookupError) as error:
        raise UserError("This is not XML that can be read: {reason}.", reason=error) from None
    if _declares_entities(root):
        raise UserError(
            "The XML declares entities of its own, which are not resolved, for they can hide other files or fill the "
            "memory. Save it without them."
        )
    return root


def _declares_entities(root: _Element) -> bool:
    dtd: object = root.getroottree().docinfo.internalDTD
    return dtd is not None and bool(dtd.entities())  # type: ignore[attr-defined]  # the stubs lack it


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace; "" for comments and processing instructions."""
    return _tag(element).rpartition("}")[2]


def namespace(element: _Element) -> str:
    """Return an element's namespace, or ""."""
    return _tag(element)[1:].partition("}")[0] if _tag(element).startswith("{") else ""


def _tag(element: _Element) -> str:
    tag: object = element.tag  # a function for comments and processing instructions, which the stubs do not say
    return tag if isinstance(tag, str) else ""
