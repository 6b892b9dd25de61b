"""Rows of tables in text: columns parted by commas, semicolons or tabs, and named in the first row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from annotator.core.errors import UserError

_DELIMITERS: Final = (",", ";", "\t")


def named_rows(
    lines: Iterable[str], name_columns: Callable[[list[str]], list[str]], longest_cell: int, fault: str
) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield each row that has anything in it: the line it begins in, and its cells with their columns' names.

    Args:
        lines: The lines of the table, each with its LF.
        name_columns: Makes the names of the columns of the cells in the first row, or refuses them.
        longest_cell: How many characters a cell may have.
        fault: How to say that it is no table; ``{reason}`` in it is what is wrong.

    Raises:
        UserError: It is no table, or a row has more or fewer cells than the first; ``line`` says where.
    """
    rest = iter(lines)
    first = next(rest, "")
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(longest_cell)  # the limit is one for the whole program, so every reading sets its own
    reader = csv.reader(chain((first,), rest), delimiter=delimiter, strict=True)
    try:
        names = name_columns(next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                if len(cells) != len(names):
                    raise UserError(
                        "This row has {count} columns, the first one has {wanted}.",
                        line=line,
                        count=len(cells),
                        wanted=len(names),
                    )
                yield line, list(zip(names, cells, strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserError(fault, line=reader.line_num, reason=error) from None


def plain_names(cells: list[str], synonyms: Mapping[str, str]) -> list[str]:
    """Return the names of columns in small letters, without what is around them, and by their usual name."""
    names = [cell.strip().lower() for cell in cells]
    return [synonyms.get(name, name) for name in names]


def refuse_twice(names: list[str]) -> None:
    """Raise UserError when two columns have the same name."""
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise UserError("There are two columns named {name}; only one can be meant.", line=1, name=twice[0])
