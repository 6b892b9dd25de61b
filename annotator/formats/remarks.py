"""What a reader noticed: remarks, and those that any text may give cause for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

_DIRECTION_CONTROLS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_VISIBLE = re.compile(r"[^\s\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Remark:
    """Something a reader noticed or put right, worth telling: the piece was taken all the same.

    Args:
        template: An English sentence with ``{named}`` places, so that the window can translate it.
        line: The 1-based physical line of the file, where one can be named.
        **values: What goes into the template.
    """

    __slots__ = ("line", "template", "values")

    def __init__(self, template: str, /, *, line: int | None = None, **values: object) -> None:
        self.template = template
        self.line = line
        self.values = values

    @property
    def sentence(self) -> str:
        """The template with its values, in English, without the place."""
        return self.template.format(**self.values)

    def at(self, line: int) -> Remark:
        """Return the same remark with its line filled in where it was not yet known."""
        return Remark(self.template, line=self.line if self.line is not None else line, **self.values)

    def __repr__(self) -> str:
        """Show the sentence and its line."""
        return f"Remark({self.sentence!r}, line={self.line})"


def is_visible(text: str) -> bool:
    """Tell whether a text has anything that can be seen: more than spaces, controls and invisible characters."""
    return _VISIBLE.search(text) is not None


def text_remarks(text: str, line: int | None = None) -> Iterator[Remark]:
    """Remark on a text that cannot be seen or that shows otherwise than it reads.

    Args:
        text: The stored text.
        line: Where it begins in its file, when it is one of several; None when the file is the text, so that the
            text's own lines can be named.
    """
    if not is_visible(text):
        yield Remark("The document has no visible text.", line=line)
    if any(control in text for control in _DIRECTION_CONTROLS):
        yield from _control_remarks(text, line)


def _control_remarks(text: str, line: int | None) -> Iterator[Remark]:
    from annotator.lang.bidi import control_warnings

    warnings = control_warnings(text)
    first = {warning.kind: warning.span.start for warning in reversed(warnings)}
    for kind, count in Counter(warning.kind for warning in warnings).items():
        yield Remark(
            "Direction controls that can mislead ({kind}): {count}. They were kept; show invisible characters to see "
            "them.",
            line=line if line is not None else text.count("\n", 0, first[kind]) + 1,
            count=count,
            kind=str(kind),
        )
