"""Mentions in JSON records: checked one by one, and brought to where they stand in the stored text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Final

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.errors import UserError
from annotator.core.mention import MentionStatus
from annotator.core.records import MentionRecord, Mentions
from annotator.formats.json_fields import JsonObject, choice_field, id_field, share_field, shown, text_field
from annotator.formats.offset_repair import Claim, reconcile
from annotator.formats.remarks import Remark
from annotator.lang.graphemes import is_grapheme_bound

_PLAIN: Final = frozenset({"start", "end", "text", "label"})
_FREE_TEXTS: Final = frozenset({"entity", "value", "annotator"})
_JOINERS: Final = "\u200c\u200d"
_FIRST_EMOJI: Final = "\U0001f000"


def parse_mentions(listed: Sequence[object]) -> tuple[list[MentionRecord], set[str]]:
    """Make mention records of JSON objects, with the offsets as they are given.

    Returns:
        The mentions, and the names of fields that have no place in one.

    Raises:
        UserError: One of them is not a mention; the sentence gives its number. No line is set.
    """
    mentions = []
    unknown: set[str] = set()
    for number, raw in enumerate(listed, start=1):
        if type(raw) is not dict:
            raise UserError("Mention {number} must be an object, not {value}.", number=number, value=shown(raw))
        start, end, label = raw.get("start"), raw.get("end"), raw.get("label")
        if type(start) is not int or type(end) is not int or type(label) is not str or not label.strip():
            raise _incomplete(number, raw)
        facts: dict[str, object] = {}
        for name in raw.keys() - _PLAIN:
            value = raw[name]
            if name in _FREE_TEXTS and type(value) is str and value:
                facts[name] = value
            elif name in _FACTS:
                facts[name] = _fact(number, raw, name)
            else:
                unknown.add(name)
        mentions.append(MentionRecord(start, end, label, **facts))  # type: ignore[arg-type]  # each was checked above
    return mentions, unknown


def placed_mentions(
    mentions: list[MentionRecord], listed: Sequence[object], given: str, stored: str
) -> tuple[list[MentionRecord], Remark | None]:
    """Return the mentions with code point offsets of the stored text, and a remark if those had to be converted.

    Args:
        mentions: With the offsets as they are given.
        listed: The JSON objects they were made of, which may say what text they cover.
        given: The text as the file has it.
        stored: The text as it is stored.

    Raises:
        UserError: A mention does not fit the text. No line is set.
    """
    if given == stored and _all_stand(mentions, listed, stored):
        return mentions, None
    claims = [
        Claim(mention.start, mention.end, _surface(number, raw))
        for number, (mention, raw) in enumerate(zip(mentions, listed, strict=True), start=1)
    ]
    spans, remark = reconcile(given, stored, claims)
    moved = [mention._replace(start=start, end=end) for mention, (start, end) in zip(mentions, spans, strict=True)]
    return moved, remark


def span_remarks(text: str, mentions: Sequence[MentionRecord]) -> Iterator[Remark]:
    """Remark on mentions that run over a line's end or cut a character as readers see it (UAX #29)."""
    if not mentions:
        return
    columns = Mentions.of(mentions)
    starts, ends = columns.starts, columns.ends
    line_ends = [*map(text.find, repeat("\n"), starts, ends)]
    if max(line_ends) >= 0:
        over = sum(place >= 0 for place in line_ends)
        yield Remark("Mentions that run over the end of a paragraph: {count}. They were kept so.", count=over)
    if text.isascii() or not _may_cut_characters(text, starts, ends):
        return
    cutting = sum(
        not (is_grapheme_bound(text, start) and is_grapheme_bound(text, end))
        for start, end in zip(starts, ends, strict=True)
    )
    if cutting:
        yield Remark(
            "Mentions that begin or end inside a character, such as between a letter and its vowel mark: {count}. "
            "They were kept so.",
            count=cutting,
        )


def _all_stand(mentions: Sequence[MentionRecord], listed: Sequence[object], text: str) -> bool:
    length = len(text)
    for (start, end, *_), raw in zip(mentions, listed, strict=True):
        if not 0 <= start < end <= length:
            return False
        surface = raw.get("text") if isinstance(raw, dict) else None
        if surface is not None and surface != text[start:end]:
            return False
    return True


def _surface(number: int, raw: object) -> str | None:
    value = raw.get("text") if isinstance(raw, dict) else None
    if value is not None and not isinstance(value, str):
        raise UserError("The text of mention {number} must be a text, not {value}.", number=number, value=shown(value))
    return value


def _may_cut_characters(text: str, starts: Sequence[int], ends: Sequence[int]) -> bool:
    after_bounds = set(itemgetter(*starts, *ends)(text + "\n"))
    return any(map(_may_join_back, after_bounds))


@lru_cache(maxsize=4096)
def _may_join_back(character: str) -> bool:
    """Tell whether a character can belong to the one before it: marks, joiners, and all of emoji to be safe."""
    return unicodedata.category(character).startswith("M") or character in _JOINERS or character >= _FIRST_EMOJI


def _incomplete(number: int, raw: JsonObject) -> UserError:
    for name in ("start", "end"):
        if name not in raw:
            return UserError(
                "Mention {number} has no “{field}”; it has: {fields}.",
                number=number,
                field=name,
                fields=", ".join(raw) or "nothing",
            )
        if type(raw[name]) is not int:
            return UserError(
                "“{field}” of mention {number} must be a whole number, not {value}.",
                number=number,
                field=name,
                value=shown(raw[name]),
            )
    if "label" not in raw:
        return UserError("Mention {number} has no “label”.", number=number)
    return UserError(
        "The label of mention {number} must be a word, not {value}.",
        number=number,
        value=shown(raw["label"]) if raw["label"] != "" else "an empty text",
    )


def _fact(number: int, raw: JsonObject, name: str) -> object:
    try:
        return _FACTS[name](raw, name)
    except UserError as error:
        raise UserError(
            "Mention {number}: " + error.template, path=None, line=None, number=number, **error.values
        ) from None


def _annotator(raw: JsonObject, name: str) -> str:
    return text_field(raw, name) or ""


def _modifier(raw: JsonObject, name: str) -> str | None:
    return _word(choice_field(raw, name, DateModifier))


def _calendar(raw: JsonObject, name: str) -> str | None:
    return _word(choice_field(raw, name, Calendar))


def _status(raw: JsonObject, name: str) -> str:
    return _word(choice_field(raw, name, MentionStatus)) or str(MentionStatus.ACCEPTED)


def _word(choice: StrEnum | None) -> str | None:
    return None if choice is None else str(choice)


_FACTS: Final[Mapping[str, Callable[[JsonObject, str], object]]] = {
    "entity": text_field,
    "value": text_field,
    "modifier": _modifier,
    "calendar": _calendar,
    "annotator": _annotator,
    "status": _status,
    "score": share_field,
    "id": id_field,
}
