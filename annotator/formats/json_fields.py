"""Single fields of JSON records: each read as what it must be, or refused with a sentence that names it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from annotator.core.document import Direction
from annotator.core.errors import UserError

JsonObject = Mapping[str, object]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SHOWN_LENGTH: Final = 40
_Choice = TypeVar("_Choice", bound=StrEnum)


def shown(value: object) -> str:
    """Return a value short enough for a sentence."""
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    if value is None:
        return "nothing"
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"


def object_value(value: object) -> JsonObject:
    """Return a value that must be an object.

    Raises:
        UserError: It is something else.
    """
    if not isinstance(value, dict):
        raise UserError("There must be an object in braces here, not {value}.", value=shown(value))
    return value


def text_field(record: JsonObject, name: str) -> str | None:
    """Return a text, or None where the field is absent, null or empty.

    Raises:
        UserError: It is something else.
    """
    value = record.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise UserError("“{field}” must be a text, not {value}.", field=name, value=shown(value))
    return value


def id_field(record: JsonObject, name: str = "id") -> str:
    """Return an id, or "" where there is none; whole numbers become text.

    Raises:
        UserError: It is neither.
    """
    value = record.get(name)
    if value is None:
        return ""
    if type(value) is int:
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise UserError("“{field}” must be a text or a whole number, not {value}.", field=name, value=shown(value))
    return value


def choice_field(record: JsonObject, name: str, choices: type[_Choice]) -> _Choice | None:
    """Return one of a set of words, whatever their case, or None where the field is absent or null.

    Raises:
        UserError: It is none of them.
    """
    given = text_field(record, name)
    if given is None:
        return None
    for choice in choices:
        if choice.value.casefold() == given.casefold():
            return choice
    raise UserError(
        "“{field}” cannot be “{value}”; it is one of {choices}.",
        field=name,
        value=shown(given),
        choices=", ".join(choices),
    )


def date_field(record: JsonObject, name: str = "date") -> str | None:
    """Return a date as ISO 8601: a day, a month or a year; None where the field is absent or null.

    Raises:
        UserError: There is no such date.
    """
    given = text_field(record, name)
    if given is None:
        return None
    if not _is_date(given):
        raise UserError(
            "“{field}” cannot be “{value}”; write a date as 2021-11-24, 2021-11 or 2021.",
            field=name,
            value=shown(given),
        )
    return given


@lru_cache(maxsize=1024)
def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def share_field(record: JsonObject, name: str) -> float | None:
    """Return a number between 0 and 1, or None where the field is absent or null.

    Raises:
        UserError: It is no such number.
    """
    value = record.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise UserError("“{field}” must be a number from 0 to 1, not {value}.", field=name, value=shown(value))
    return float(value)


def paragraph_directions_field(record: JsonObject, name: str = "paragraph_directions") -> dict[int, Direction]:
    """Return forced directions by paragraph number; empty where the field is absent or null.

    Raises:
        UserError: It is not an object of numbers and directions.
    """
    value = record.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(str(number).isdecimal() for number in value):
        raise UserError("“{field}” must be an object with paragraph numbers from 0 as its fields.", field=name)
    return {int(number): choice_field(value, number, Direction) or Direction.AUTO for number in value}
