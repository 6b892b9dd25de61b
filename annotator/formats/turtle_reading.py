"""Parsing Turtle that came from anywhere, with rdflib, which is loaded when the first file is read."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.errors import UserError
from annotator.formats.decoding import decode_file

if TYPE_CHECKING:
    from rdflib import Graph

_LINE = re.compile(r"at line (\d+)")


def parse_turtle(path: Path, encoding: str | None = None) -> Graph:
    """Return the statements of a file. Nothing that they name is ever fetched.

    Raises:
        UserError: It is not Turtle. Its line is set where it is known.
    """
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    text = decode_file(path, encoding or "utf-8").text
    graph = Graph()
    try:
        graph.parse(data=text, format="turtle", publicID="urn:annotator:file")
    except BadSyntax as error:
        found = _LINE.search(str(error))
        reason = str(error.why if hasattr(error, "why") else "damaged")[:120]
        raise UserError(
            "This is not valid Turtle: {reason}.", line=int(found[1]) if found else None, reason=reason
        ) from None
    except RecursionError:
        raise UserError("The Turtle is nested too deeply.") from None
    except Exception as error:  # its parser lets whatever goes wrong inside it through
        raise UserError("This is not Turtle that can be read ({reason}).", reason=type(error).__name__) from None
    return graph
