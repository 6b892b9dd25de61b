"""The loss report: everything a format could not hold, or holds in another place, mention by mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import Final, NamedTuple

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, MentionRecord


class LossKind(StrEnum):
    """A way in which writing falls short of the workspace."""

    NESTED_LEFT_OUT = "nested-left-out"
    UNLINKED_LEFT_OUT = "unlinked-left-out"
    UNALIGNED_LEFT_OUT = "unaligned-left-out"
    COLLIDING_LEFT_OUT = "colliding-left-out"
    WIDENED = "widened"
    SHRUNK = "shrunk"
    TRIMMED = "trimmed"
    DATE_LEFT_OUT = "date-left-out"
    LINK_LEFT_OUT = "link-left-out"
    CHARACTER_REPLACED = "character-replaced"
    STATUS_LEFT_OUT = "status-left-out"
    NESTED_MOVED = "nested-moved"
    TOKEN_CUT = "token-cut"  # noqa: S105 - the kind of a loss, not a secret
    DATE_MOVED = "date-moved"
    RENAMED = "renamed"

    @property
    def is_loss(self) -> bool:
        """Tell whether something is gone or altered; otherwise it is only kept in another place."""
        return self not in _KEPT_ELSEWHERE

    @property
    def sentence(self) -> str:
        """What happened to the mentions counted under it, to be read after their number."""
        return _SENTENCES[self]


_KEPT_ELSEWHERE: Final = frozenset({LossKind.NESTED_MOVED, LossKind.TOKEN_CUT, LossKind.DATE_MOVED, LossKind.RENAMED})

_SENTENCES: Final = {
    LossKind.NESTED_LEFT_OUT: "nested or overlapping mentions left out: only the longest of each group is written",
    LossKind.UNLINKED_LEFT_OUT: "mentions left out: they are not linked, and this format is about links",
    LossKind.UNALIGNED_LEFT_OUT: "mentions left out: they begin or end inside a token",
    LossKind.COLLIDING_LEFT_OUT: "mentions left out: another mention has taken the same token",
    LossKind.WIDENED: "mentions widened to whole tokens: they no longer end where they were marked",
    LossKind.SHRUNK: "mentions shrunk to whole tokens: they no longer end where they were marked",
    LossKind.TRIMMED: "mentions without the spaces at their ends: no token holds those",
    LossKind.DATE_LEFT_OUT: "date values left out: the label stays, the value goes",
    LossKind.LINK_LEFT_OUT: "links left out: the mention stays, the entity goes",
    LossKind.CHARACTER_REPLACED: "characters replaced, because this format cannot hold them",
    LossKind.STATUS_LEFT_OUT: "suggested or rejected mentions written as if they were accepted",
    LossKind.RENAMED: "mentions with white space in their label or entity id, which is written as in URLs",
    LossKind.NESTED_MOVED: 'nested or overlapping mentions kept in doc.spans["mentions"], outside doc.ents',
    LossKind.TOKEN_CUT: "mentions begin or end inside a word, which is cut into tokens there",
    LossKind.DATE_MOVED: "date values kept in span._.value, a custom attribute",
}


class AffectedMention(NamedTuple):
    """A mention that something happened to. Offsets are code points of the document's text."""

    kind: LossKind
    document: str
    name: str
    start: int
    end: int
    label: str
    text: str


class LossReport:
    """Counts what happens to mentions on their way out and remembers which they were.

    Args:
        limit: How many mentions of each kind to remember; None for all. The counts are always complete.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._counts: Counter[LossKind] = Counter()
        self._affected: list[AffectedMention] = []

    def add(self, kind: LossKind, document: DocumentRecord, mention: MentionRecord) -> None:
        """Count one mention."""
        self._counts[kind] += 1
        if self._limit is None or self._counts[kind] <= self._limit:
            self._affected.append(
                AffectedMention(
                    kind,
                    document.id,
                    document.name,
                    mention.start,
                    mention.end,
                    mention.label,
                    document.text[mention.start : mention.end],
                )
            )

    @property
    def counts(self) -> dict[LossKind, int]:
        """How many mentions of each kind, losses first; kinds that did not occur are left out."""
        return {kind: self._counts[kind] for kind in LossKind if self._counts[kind]}

    @property
    def affected(self) -> list[AffectedMention]:
        """The mentions concerned, in the order of writing."""
        return list(self._affected)

    @property
    def lost(self) -> int:
        """How many times something was lost or altered."""
        return sum(count for kind, count in self._counts.items() if kind.is_loss)

    def sentences(self) -> list[str]:
        """Return one line for each kind that occurred, losses first."""
        return [f"{count:,} {kind.sentence}" for kind, count in self.counts.items()]

    def refuse_losses(self) -> None:
        """Refuse to go on when anything was lost.

        Raises:
            LossesRefusedError: It names what was lost.
        """
        if self.lost:
            raise LossesRefusedError(self)

    def as_json(self) -> dict[str, object]:
        """Return the report as plain values: counts by kind and every remembered mention."""
        return {
            "lost": self.lost,
            "kinds": [
                {"kind": str(kind), "count": count, "loss": kind.is_loss, "message": kind.sentence}
                for kind, count in self.counts.items()
            ],
            "mentions": list(self._rows()),
        }

    def _rows(self) -> Iterator[dict[str, object]]:
        for mention in self._affected:
            row = mention._asdict()
            row["kind"] = str(mention.kind)
            yield row


class LossesRefusedError(UserError):
    """Something would have been lost, and was not to be: nothing was written."""

    def __init__(self, losses: LossReport) -> None:
        lines = [f"{count:,} {kind.sentence}" for kind, count in losses.counts.items() if kind.is_loss]
        super().__init__(
            "Nothing was written, because something would be lost: {losses}. Choose a format or a token policy "
            "that keeps it, or allow losses.",
            losses="; ".join(lines),
        )
        self.losses = losses

    def at(self, path: PurePath | str | None = None, line: int | None = None) -> LossesRefusedError:
        """Return itself: what is concerned stands in the report, and is no one place."""
        return self

    def as_json(self) -> dict[str, object]:
        """Return the report of what was refused as plain values."""
        return {
            "outcome": "refused",
            "message": self.sentence,
            "files": [],
            "documents": 0,
            "mentions": 0,
            "losses": self.losses.as_json(),
        }
