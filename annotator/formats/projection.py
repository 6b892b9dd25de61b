"""Bringing mentions onto tokens: which tokens a mention covers when it begins or ends inside one.

Hebrew and Arabic write prepositions, conjunctions and the article in one word with the name they precede, so marks
end inside words all the time. A format that knows only whole tokens needs a policy, and whoever trains on the result
must be able to choose it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from annotator.core.errors import UserError
from annotator.core.records import MentionRecord
from annotator.formats.losses import LossKind


class Tokeniser(StrEnum):
    """How text is cut into tokens before mentions are looked at."""

    SPACY = "spacy"
    WHITESPACE = "whitespace"
    CHARACTERS = "characters"


class Projection(StrEnum):
    """What becomes of a mention that begins or ends inside a token."""

    CUT = "cut"
    WIDEN = "widen"
    SHRINK = "shrink"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class TokenPolicy:
    """How token formats see text and mentions.

    Attributes:
        projection: Cut tokens at mention borders (the default: nothing is lost), widen the mention to whole
            tokens, shrink it to the tokens it covers wholly, or drop it.
        tokeniser: spaCy's blank pipeline of the document's language (the default), runs between white space, or
            single characters.
    """

    projection: Projection = Projection.CUT
    tokeniser: Tokeniser = Tokeniser.SPACY

    @classmethod
    def parse(cls, text: str) -> TokenPolicy:
        """Read a policy as the command line writes it: ``cut``, ``whitespace``, ``characters+widen`` ….

        Raises:
            UserError: A word of it names neither a projection nor a tokeniser.
        """
        projection, tokeniser = Projection.CUT, Tokeniser.SPACY
        for word in text.lower().replace("+", " ").replace(",", " ").split():
            if word in list(Projection):
                projection = Projection(word)
            elif word in list(Tokeniser):
                tokeniser = Tokeniser(word)
            else:
                raise UserError(
                    "There is no token policy {word}. Say how to bring marks onto tokens ({projections}), how to "
                    "cut text into tokens ({tokenisers}), or both, as in whitespace+widen.",
                    word=word,
                    projections=", ".join(Projection),
                    tokenisers=", ".join(Tokeniser),
                )
        return cls(projection, tokeniser)

    def __str__(self) -> str:
        """Return what :meth:`parse` reads."""
        return f"{self.tokeniser}+{self.projection}"


class TokenSpan(NamedTuple):
    """A mention on tokens ``[first, last)``, counted from 0."""

    mention: MentionRecord
    first: int
    last: int


@dataclass(slots=True)
class Tokens:
    """The tokens of a text in order: where each begins and ends, in code points.

    Between two tokens there is nothing, or white space that belongs to none.
    """

    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def cut_at(self, offsets: Iterable[int]) -> Tokens:
        """Return the tokens with those that an offset lies inside of cut in two there."""
        cuts = []
        for offset in set(offsets):
            token = bisect_left(self.ends, offset)
            if token < len(self.ends) and self.starts[token] < offset < self.ends[token]:
                cuts.append(offset)
        return Tokens(sorted(self.starts + cuts), sorted(self.ends + cuts)) if cuts else self

    def touched_by(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that share a character with a range; the two are equal when there is none."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that lie wholly in a range; the two are equal when there is none."""
        first = bisect_left(self.starts, start)
        return first, max(first, bisect_right(self.ends, end))


Note = Callable[[LossKind, MentionRecord], None]
"""Receives what happens to a mention."""


def project(
    tokens: Tokens, mentions: Sequence[MentionRecord], projection: Projection, note: Note
) -> tuple[Tokens, list[TokenSpan]]:
    """Bring mentions onto tokens.

    Args:
        tokens: The tokens of the text.
        mentions: What is marked in it.
        projection: What becomes of mentions that begin or end inside a token.
        note: Is told about each mention that is not simply a run of whole tokens.

    Returns:
        The tokens, cut where the policy is to cut, and the mentions on them in the order they came.
    """
    whole = tokens
    if projection is Projection.CUT:
        tokens = tokens.cut_at(offset for mention in mentions for offset in mention[:2])
    spans = []
    for mention in mentions:
        first, last, kind = _tokens_of(tokens, mention, projection)
        if kind is None and tokens is not whole and _is_cut(whole, mention):
            kind = LossKind.TOKEN_CUT
        if kind is not None:
            note(kind, mention)
        if kind is not LossKind.UNALIGNED_LEFT_OUT:
            spans.append(TokenSpan(mention, first, last))
    return tokens, spans


def _tokens_of(tokens: Tokens, mention: MentionRecord, projection: Projection) -> tuple[int, int, LossKind | None]:
    start, end = mention.start, mention.end
    first, last = tokens.touched_by(start, end)
    if first == last:
        return first, last, LossKind.UNALIGNED_LEFT_OUT
    begin, finish = tokens.starts[first], tokens.ends[last - 1]
    if (begin, finish) == (start, end):
        return first, last, None
    if begin >= start and finish <= end:
        return first, last, LossKind.TRIMMED
    if projection is Projection.WIDEN:
        return first, last, LossKind.WIDENED
    if projection is Projection.SHRINK:
        first, last = tokens.inside(start, end)
        return first, last, LossKind.SHRUNK if first < last else LossKind.UNALIGNED_LEFT_OUT
    return first, last, LossKind.UNALIGNED_LEFT_OUT


def _is_cut(whole: Tokens, mention: MentionRecord) -> bool:
    first, last = whole.touched_by(mention.start, mention.end)
    return whole.starts[first] < mention.start or whole.ends[last - 1] > mention.end


_Marked = TypeVar("_Marked", MentionRecord, TokenSpan)


def longest_apart(marked: Sequence[_Marked]) -> tuple[list[_Marked], list[_Marked]]:
    """Choose marks that do not overlap, the longest first.

    Of two that overlap the longer one is kept, so of nested ones the outermost; of equally long ones the first in
    the text, then by label, entity, annotator and id, so that the choice never depends on the order they came in.

    Returns:
        Those kept, in text order, and the others, in the order they came.
    """
    kept_starts: list[int] = []
    kept_ends: list[int] = []
    kept, others = [], set()
    for position in sorted(range(len(marked)), key=lambda position: _rank(marked[position])):
        start, end = _range(marked[position])
        after = bisect_right(kept_starts, start)
        free = (after == 0 or kept_ends[after - 1] <= start) and (
            after == len(kept_starts) or end <= kept_starts[after]
        )
        if free:
            kept_starts.insert(after, start)
            kept_ends.insert(after, end)
            kept.append(marked[position])
        else:
            others.add(position)
    kept.sort(key=_range)
    return kept, [marked[position] for position in sorted(others)]


def _range(mark: MentionRecord | TokenSpan) -> tuple[int, int]:
    return (mark.start, mark.end) if isinstance(mark, MentionRecord) else (mark.first, mark.last)


def _rank(mark: MentionRecord | TokenSpan) -> tuple[int, int, str, str, str, str]:
    mention = mark if isinstance(mark, MentionRecord) else mark.mention
    return (
        mention.start - mention.end,
        mention.start,
        mention.label,
        mention.entity or "",
        mention.annotator,
        mention.id,
    )
