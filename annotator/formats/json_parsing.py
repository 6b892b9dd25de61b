"""JSON that came from anywhere: parsed strictly, and when it cannot be, explained.

The quick way is orjson, which is strict but takes the last of two equal keys and gives numbers beyond 64 bits as
fractions. Whatever it refuses, or may have glossed over, is parsed again with the standard library, which can say what
is wrong and where.
"""

from __future__ import annotations

import json
import math
from typing import Final, NoReturn

import orjson

from annotator.core.document import check_storable
from annotator.core.errors import UserError

_LONGEST_INTEGER: Final = 18
_ESCAPED_NUL: Final = b"\\u0000"

JsonObject = dict[str, object]


def parse_record(raw: bytes) -> object:
    """Parse one JSON value.

    Args:
        raw: UTF-8.

    Returns:
        What it says, free of NUL characters and lone surrogates, and with no key twice in an object.

    Raises:
        UserError: It is not JSON, or cannot be stored. No line is set.
    """
    try:
        value: object = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return _parse_carefully(raw)
    if _may_have_twins(raw, _key_count(value)) or _ESCAPED_NUL in raw:
        return _parse_carefully(raw)
    return value


def careful_decoder() -> json.JSONDecoder:
    """Return a decoder that refuses, with a sentence, what JSON allows or Python adds and no record may have."""
    return json.JSONDecoder(
        object_pairs_hook=_without_twins,
        parse_int=_bounded_int,
        parse_float=_finite_float,
        parse_constant=_refuse_constant,
    )


def explain(error: json.JSONDecodeError, *, line: int | None = None) -> UserError:
    """Return a sentence for a syntax error, with the line it names."""
    return UserError(
        "This is not valid JSON: {reason} at column {column}.",
        line=line,
        reason=error.msg[:1].lower() + error.msg[1:],
        column=error.colno,
    )


def check_strings(value: object) -> None:
    """Refuse NUL characters and lone surrogates in any string or key of a value.

    Raises:
        UserError: There is one.
    """
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            _check_string(current)
        elif isinstance(current, dict):
            waiting.extend(current)
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current)


def _check_string(text: str) -> None:
    try:
        check_storable(text)
    except UserError as error:
        # Its line counts within the string, not within the file.
        raise UserError(error.template, path=None, line=None, **error.values) from None


def _may_have_twins(raw: bytes, keys: int) -> bool:
    """Tell whether there are more names in the JSON than keys in what became of it."""
    names = raw.count(b'":')
    return names != keys and names - raw.count(b'\\":') != keys


def _key_count(value: object) -> int:
    """Count the keys of an object, of the objects in its lists, and of its objects: as deep as records go.

    A deeper value makes the count too low, which costs a second parse and nothing else.
    """
    if type(value) is not dict:
        return 0
    count = len(value)
    for inner in value.values():
        if type(inner) is list:
            count += sum(map(len, inner)) if {*map(type, inner)} == {dict} else 0
        elif type(inner) is dict:
            count += len(inner)
    return count


def _parse_carefully(raw: bytes) -> object:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(
            "This line is not valid UTF-8: the byte 0x{byte:02X} at position {position} does not fit. JSON is always "
            "UTF-8; save the file so and import it again.",
            byte=raw[error.start],
            position=error.start,
        ) from None
    try:
        value: object = careful_decoder().decode(text)
    except json.JSONDecodeError as error:
        raise explain(error) from None
    except RecursionError:
        raise UserError("The JSON is nested too deeply to be a document.") from None
    check_strings(value)
    return value


def _without_twins(pairs: list[tuple[str, object]]) -> JsonObject:
    found: JsonObject = {}
    for key, value in pairs:
        if key in found:
            raise UserError("The field “{field}” is there twice in one object; only one can be meant.", field=key)
        found[key] = value
    return found


def _bounded_int(digits: str) -> int:
    if len(digits.lstrip("-")) > _LONGEST_INTEGER:
        raise UserError(
            "The number {digits}… has {count} digits; no position or score is that large.",
            digits=digits[:12],
            count=len(digits.lstrip("-")),
        )
    return int(digits)


def _finite_float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise UserError("The number {digits} is too large.", digits=digits[:24])
    return number


def _refuse_constant(name: str) -> NoReturn:
    raise UserError("{name} is not a number that JSON has.", name=name)
