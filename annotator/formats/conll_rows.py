"""What the token formats of the CoNLL family have in common when they are written: flat names on tokens, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.edtf import is_date_value
from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.losses import LossKind, LossReport
from annotator.formats.projection import TokenPolicy, Tokens, TokenSpan, longest_apart, project
from annotator.formats.tag_schemes import Scheme, Tagged, tags_of
from annotator.formats.tokenising import tokenise
from annotator.lang.sentences import sentences

NOTHING: Final = "_"
DOCSTART: Final = "-DOCSTART-"
_DATE: Final = "date:"
_UNSAFE = re.compile(r"[\s%\x00-\x1f]")


@dataclass(frozen=True)
class FlatDocument:
    """A document as token formats see it.

    Attributes:
        document: The document.
        whole: Its tokens that can be seen.
        tokens: The same, cut where the policy is to cut.
        spans: Names on them, in text order, that do not overlap.
    """

    document: DocumentRecord
    whole: Tokens
    tokens: Tokens
    spans: Sequence[TokenSpan]

    @cached_property
    def breaks(self) -> frozenset[int]:
        """The tokens that begin a sentence, the first one left out; none of them inside a name."""
        return sentence_breaks(self.document.text, self.tokens, self.spans)

    @cached_property
    def words(self) -> list[str]:
        """The text of each token."""
        text = self.document.text
        return [text[start:end] for start, end in zip(self.tokens.starts, self.tokens.ends, strict=True)]

    def tags(self, scheme: Scheme) -> list[str]:
        """Return the tag of each token."""
        names = [Tagged(first, last, safe(mention.label)) for mention, first, last in self.spans]
        return tags_of(names, len(self.tokens), scheme)

    def meanings(self) -> list[str]:
        """Return for each token the entity or the date that it names, or ``_``."""
        meanings = [NOTHING] * len(self.tokens)
        for mention, first, last in self.spans:
            meaning = Meaning(mention.entity, mention.value, mention.modifier, mention.calendar)
            meanings[first:last] = [str(meaning)] * (last - first)
        return meanings

    def sentences(self) -> Iterator[range]:
        """Yield the token numbers of each sentence."""
        bounds = [0, *sorted(self.breaks), len(self.tokens)]
        for first, last in pairwise(bounds):
            if first < last:
                yield range(first, last)


def flat_document(document: DocumentRecord, policy: TokenPolicy, losses: LossReport) -> FlatDocument:
    """Bring a document's mentions onto tokens; of those that overlap only the longest stay."""
    kept, nested = longest_apart(document.mentions)
    notes = [(LossKind.NESTED_LEFT_OUT, mention) for mention in nested]
    whole = seen_tokens(tokenise(document.text, document.language, policy.tokeniser), document.text)
    tokens, spans = project(whole, kept, policy.projection, lambda kind, mention: notes.append((kind, mention)))
    spans, colliding = longest_apart(spans)
    left_out = {id(span.mention) for span in colliding}
    # What happened to a mention that is left out in the end does not count.
    notes = [(kind, mention) for kind, mention in notes if id(mention) not in left_out]
    for kind, mention in [*notes, *((LossKind.COLLIDING_LEFT_OUT, span.mention) for span in colliding)]:
        losses.add(kind, document, mention)
    return FlatDocument(document, whole, tokens, spans)


def note_facts(flat: FlatDocument, losses: LossReport, *, keeps_links: bool, keeps_dates: bool = False) -> None:
    """Count what the names that are written say and the format has no place for."""
    for mention, _, _ in flat.spans:
        if mention.value is not None and not keeps_dates:
            losses.add(LossKind.DATE_LEFT_OUT, flat.document, mention)
        if mention.entity is not None and not keeps_links:
            losses.add(LossKind.LINK_LEFT_OUT, flat.document, mention)
        if mention.status != MentionStatus.ACCEPTED:
            losses.add(LossKind.STATUS_LEFT_OUT, flat.document, mention)
        if is_renamed(mention, keeps_links=keeps_links):
            losses.add(LossKind.RENAMED, flat.document, mention)


def is_renamed(mention: MentionRecord, *, keeps_links: bool) -> bool:
    """Tell whether :func:`safe` changes the label or the entity of a mention."""
    entity = mention.entity if keeps_links else None
    return safe(mention.label) != mention.label or (bool(entity) and safe(entity or "") != entity)


class Meaning(NamedTuple):
    """What a mention names: an entity, or a date."""

    entity: str | None = None
    value: str | None = None
    modifier: str | None = None
    calendar: str | None = None

    @classmethod
    def parse(cls, cell: str) -> Meaning:
        """Read what :meth:`__str__` has written; anything else is the name of an entity."""
        if cell == NOTHING:
            return cls()
        value, *rest = original(cell.removeprefix(_DATE)).split("|") if cell.startswith(_DATE) else ("",)
        modifiers, calendars = (set(rest) & {*kind} for kind in (DateModifier, Calendar))
        if not is_date_value(value) or len(modifiers) + len(calendars) < len(rest):
            return cls(original(cell))
        return cls(None, value, next(iter(modifiers), None), next(iter(calendars), None))

    def __str__(self) -> str:
        """Return the entity, or ``date:`` with value, modifier and calendar (if it is another one), or ``_``."""
        if self.entity is not None:
            return safe(self.entity).replace(":", "%3A", 1) if self.entity.startswith(_DATE) else safe(self.entity)
        if self.value is None:
            return NOTHING
        calendar = None if self.calendar == Calendar.GREGORIAN else self.calendar
        return _DATE + safe("|".join(filter(None, (self.value, self.modifier, calendar))))


def safe(name: str) -> str:
    """Return a name without white space, which would part columns; :func:`original` undoes it."""
    if name == NOTHING:
        return "%5F"
    return _UNSAFE.sub(lambda found: quote(found.group()), name)


def original(name: str) -> str:
    """Return the name that :func:`safe` was given."""
    return unquote(name)


def seen_tokens(tokens: Tokens, text: str) -> Tokens:
    """Return the tokens that are more than white space."""
    places = [
        (start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True) if not text[start:end].isspace()
    ]
    return Tokens([start for start, _ in places], [end for _, end in places])


def sentence_breaks(text: str, tokens: Tokens, spans: Sequence[TokenSpan]) -> frozenset[int]:
    """Return the tokens that begin a sentence, the first one left out, and never inside one of these spans."""
    breaks = {bisect_left(tokens.starts, sentence.end) for sentence in sentences(text)} - {0, len(tokens)}
    for _, first, last in spans:
        breaks.difference_update(range(first + 1, last))
    return frozenset(breaks)
