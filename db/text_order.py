"""Puts the mentions of one document in text order: start rising, end falling, then by id.

The index of mentions gives them by their start for nothing. Few begin at the same place, and only those need sorting;
asking the database for the whole order makes it sort every row.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])  # Any: a column of any type


class TextOrder(NamedTuple):
    """At which places a row has what the order depends on."""

    start: int
    end: int
    id: int


def in_text_order(rows: list[Row], order: TextOrder) -> list[Row]:
    """Sort rows, which come by their start, in text order; return the same list."""
    start, end, identifier = order
    if len({*map(itemgetter(start), rows)}) < len(rows):
        rows.sort(key=lambda row: (row[start], -row[end], row[identifier]))
    return rows
