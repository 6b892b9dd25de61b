"""The order in which suggestions are reviewed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.core.ids import MentionId
from annotator.core.mention import Mention
from annotator.ui.shown_mentions import text_order


def next_after(
    mention: Mention | None, suggestions: Sequence[Mention], leaving_out: Collection[MentionId] = ()
) -> Mention | None:
    """Return the next suggestion in reading order; past the last, the first.

    Args:
        mention: The one to go on from; None begins at the first.
        suggestions: In text order.
        leaving_out: Those that are decided already.
    """
    left = [other for other in suggestions if other.id not in leaving_out]
    if mention is None:
        return left[0] if left else None
    here = text_order(mention)
    others = [other for other in left if other.id != mention.id]
    return next((other for other in others if text_order(other) > here), others[0] if others else None)


def next_from(offset: int, suggestions: Sequence[Mention]) -> Mention | None:
    """Return the first suggestion that begins at a place or after it; past the last, the first."""
    return next((other for other in suggestions if other.span.start >= offset), suggestions[0] if suggestions else None)


def previous_before(mention: Mention | None, suggestions: Sequence[Mention]) -> Mention | None:
    """Return the suggestion before; before the first, the last."""
    backwards = list(reversed(suggestions))
    if mention is None:
        return backwards[0] if backwards else None
    here = text_order(mention)
    others = [other for other in backwards if other.id != mention.id]
    return next((other for other in others if text_order(other) < here), others[0] if others else None)
