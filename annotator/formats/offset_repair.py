"""What a file's offsets count, told by the text that its mentions say they cover.

Offsets are meant to be code points of the stored text. Tools written in JavaScript or Java count UTF-16 units, and a
tool that saw Windows line ends counted two characters for each. Where mentions carry their own text, that decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from annotator.core.errors import BugError, UserError
from annotator.core.offsets import Utf16Map
from annotator.formats.decoding import unified_line_ends
from annotator.formats.remarks import Remark

_TWO_FOR_LINE_ENDS: Final = "Its Windows line ends became plain ones; its offsets counted both and were converted."
_UTF16: Final = "Its offsets count UTF-16 units, as JavaScript and Java do; they were converted by the mentions' text."


class Claim(NamedTuple):
    """Where a file says a mention stands, in whatever it counts, and what it says the mention covers."""

    start: int
    end: int
    surface: str | None


class _Reading(NamedTuple):
    """A way to understand offsets, and what to say when it is taken (nothing when it is the usual one)."""

    convert: Callable[[int], int]
    remark: str | None


def reconcile(given: str, stored: str, claims: Sequence[Claim]) -> tuple[list[tuple[int, int]], Remark | None]:
    """Return where the mentions stand in the stored text.

    Args:
        given: The text as the file has it.
        stored: The same with its line ends unified.
        claims: What the file says.

    Returns:
        Code point offsets in ``stored``, one pair for each claim, and a remark if they had to be converted.

    Raises:
        UserError: No way of counting makes every mention cover what it says it covers. No line is set.
    """
    claims = [claim._replace(surface=claim.surface and unified_line_ends(claim.surface)) for claim in claims]
    fitting = [
        (reading, spans)
        for reading in _readings(given, stored)
        if (spans := _spans_if_all_fit(reading, stored, claims)) is not None
    ]
    if not fitting:
        raise _misfit(stored, claims)
    reading, spans = fitting[0]
    if given != stored and all(claim.surface is None for claim in claims):
        reading, spans = min(fitting, key=lambda each: _cut_words(stored, each[1]))
    converted = reading.remark is not None and spans != [(start, end) for start, end, _ in claims]
    return spans, Remark(reading.remark) if converted and reading.remark else None


def _readings(given: str, stored: str) -> Iterator[_Reading]:
    as_stored = _Reading(int, None)
    if given != stored:
        yield _Reading(_from_given(given), _TWO_FOR_LINE_ENDS)
    yield as_stored
    if not stored.isascii():
        yield _Reading(Utf16Map(stored).to_cp, _UTF16)
        if given != stored:
            to_given, to_stored = Utf16Map(given).to_cp, _from_given(given)
            yield _Reading(lambda offset: to_stored(to_given(offset)), _UTF16)


def _from_given(given: str) -> Callable[[int], int]:
    returns = [found.start() for found in re.finditer("\r\n", given)]
    return lambda offset: offset - bisect_left(returns, offset)


def _spans_if_all_fit(reading: _Reading, stored: str, claims: Sequence[Claim]) -> list[tuple[int, int]] | None:
    spans = []
    for start, end, surface in claims:
        try:
            span = reading.convert(start), reading.convert(end)
        except ValueError:
            return None
        if not 0 <= span[0] < span[1] <= len(stored):
            return None
        if surface is not None and stored[span[0] : span[1]] != surface:
            return None
        spans.append(span)
    return spans


def _cut_words(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Count ends that stand inside a word or beside white space within the span: signs of a wrong count."""
    cuts = 0
    for start, end in spans:
        cuts += text[start].isspace() + text[end - 1].isspace()
        cuts += start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cuts += end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return cuts


def _misfit(stored: str, claims: Sequence[Claim]) -> UserError:
    for number, (start, end, surface) in enumerate(claims, start=1):
        if end > len(stored) or not 0 <= start < end:
            return _bad_range(number, start, end, len(stored))
        if surface is not None and stored[start:end] != surface:
            return _bad_surface(number, stored, claims[number - 1])
    raise BugError("Every claim fits as it stands")


def _bad_range(number: int, start: int, end: int, length: int) -> UserError:
    if start < 0:
        return UserError(
            "Mention {number} begins at {start}, before the text does. Correct its offsets.", number=number, start=start
        )
    if start == end:
        return UserError(
            "Mention {number} is empty: it begins and ends at {start}. Correct its offsets.", number=number, start=start
        )
    if start > end:
        return UserError(
            "Mention {number} ends at {end}, before it begins at {start}. Swap its offsets.",
            number=number,
            start=start,
            end=end,
        )
    return UserError(
        "Mention {number} ends at {end}, after the text does, which has {length} characters. Correct its offsets; "
        "they count Unicode code points from 0.",
        number=number,
        end=end,
        length=length,
    )


def _bad_surface(number: int, stored: str, claim: Claim) -> UserError:
    surface = claim.surface or ""
    found = stored[claim.start : claim.end]
    places = [place.start() for place in re.finditer(re.escape(surface), stored)] if surface else []
    if not places:
        return UserError(
            "Mention {number} says it covers “{claimed}”, but the text has “{found}” at {start}–{end} and “{claimed}” "
            "nowhere. Correct the mention or the text.",
            number=number,
            claimed=surface,
            found=found,
            start=claim.start,
            end=claim.end,
        )
    nearest = min(places, key=lambda place: abs(place - claim.start))
    return UserError(
        "Mention {number} says it covers “{claimed}”, but the text has “{found}” at {start}–{end}; “{claimed}” stands "
        "at {right_start}–{right_end}. Correct its offsets.",
        number=number,
        claimed=surface,
        found=found,
        start=claim.start,
        end=claim.end,
        right_start=nearest,
        right_end=nearest + len(surface),
    )
