"""The quick way through a document's mentions: column by column, for files that are as they should be.

Hundreds of thousands of mentions pass at an import. Taken field by field in Python they cost several microseconds
each; taken as columns, most of the checking is done by the interpreter's own loops. Anything out of the ordinary is
left to :mod:`annotator.formats.json_mentions`, which knows the exceptions and can explain the faults.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.mention import MentionStatus
from annotator.core.records import MentionRecord, Mentions

_INT: Final = {int}
_TEXT: Final = {str}
_TEXT_OR_NONE: Final = {str, type(None)}
_SCORE_OR_NONE: Final = {float, type(None)}
_ACCEPTED: Final = str(MentionStatus.ACCEPTED)
_WORDS: Final[Mapping[str, set[str | None]]] = {
    "modifier": {None, *map(str, DateModifier)},
    "calendar": {None, *map(str, Calendar)},
    "status": {*map(str, MentionStatus)},
}
_DEFAULTS: Final[Mapping[str, str | None]] = {"entity": None, "value": None, "annotator": "", "id": "", "score": None}
_FIELDS: Final = frozenset({"start", "end", "label", "text", *_DEFAULTS, *_WORDS})

_place_of = itemgetter("start", "end", "label", "text")

# Values that came out of a JSON parser may be anything; every column's types are checked before it is used.
_Column = Sequence[Any]


def plain_mentions(listed: Sequence[object], text: str) -> Mentions | None:
    """Return the mentions if all of them are plainly right and stand where they say; None if one may not be."""
    if not listed:
        return Mentions.of(())
    if {*map(type, listed)} != {dict}:
        return None
    rows: _Column = listed
    present: set[str] = set().union(*rows)
    if not present <= _FIELDS:
        return None
    try:
        starts, ends, labels, surfaces = zip(*map(_place_of, rows), strict=True)
    except KeyError:
        return None
    if not _stand(starts, ends, surfaces, text) or {*map(type, labels)} != _TEXT or not all(map(str.strip, {*labels})):
        return None
    columns: list[Any] = [_column(name, rows, present) for name in MentionRecord._fields[3:]]
    if None in columns:
        return None
    return Mentions(starts, ends, labels, *columns)


def _stand(starts: _Column, ends: _Column, surfaces: _Column, text: str) -> bool:
    return (
        {*map(type, starts)} == {*map(type, ends)} == _INT
        and min(starts) >= 0
        and max(ends) <= len(text)
        and all(map(operator.lt, starts, ends))
        and [text[start:end] for start, end in zip(starts, ends, strict=True)] == [*surfaces]
    )


def _column(name: str, rows: _Column, present: set[str]) -> _Column | None:
    """Return a column of facts, or None if a value in it wants a closer look."""
    default = _ACCEPTED if name == "status" else _DEFAULTS.get(name)
    if name not in present:
        return [default] * len(rows)
    column = list(map(dict.get, rows, repeat(name), repeat(default)))
    types = {*map(type, column)}
    if name in _WORDS:
        return column if types <= _TEXT_OR_NONE and {*column} <= _WORDS[name] else None
    if name == "score":
        plain = types <= _SCORE_OR_NONE and all(0 <= score <= 1 for score in column if score is not None)
        return column if plain else None
    if name in {"annotator", "id"}:
        return column if types == _TEXT else None
    return column if types <= _TEXT_OR_NONE and "" not in column else None
