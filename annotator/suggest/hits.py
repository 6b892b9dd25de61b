"""What a text is found to hold of known names."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from annotator.core.offsets import Span
from annotator.suggest.known import KnownName


class Manner(StrEnum):
    """How a name is written in a text."""

    EXACT = "exact"
    NORMALISED = "normalised"


class Hit(NamedTuple):
    """A piece of a text that may be a known name.

    Attributes:
        span: Where, without prefixes.
        names: The names it may be; those written exactly so first.
        manner: How the best of them is written.
        prefix: What is written together with it before it, "" at the beginning of a word.
        form: What it stands for: its surface, or the name with the article whose alef a lam before it hides.
        nested: The hits strictly inside it; they have none themselves.
    """

    span: Span
    names: tuple[KnownName, ...]
    manner: Manner
    prefix: str = ""
    form: str = ""
    nested: tuple[Hit, ...] = ()
