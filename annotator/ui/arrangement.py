"""Which panels stand beside the article, which are folded and which float, by the width of the window."""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

MINIMUM_WIDTH: Final = 860
MINIMUM_HEIGHT: Final = 560
WIDE_FROM: Final = 1280
DOCKED_CONTEXT_FROM: Final = 1024
LOW_BELOW: Final = 640

DOCUMENTS_WIDTH: Final = 272
DOCUMENTS_RANGE: Final = (240, 360)
CONTEXT_WIDTH: Final = 352
NARROW_CONTEXT_WIDTH: Final = 304
CONTEXT_RANGE: Final = (304, 480)


class Form(Enum):
    """How a panel stands: beside the article, or not, in which case it may float over it."""

    DOCKED = "docked"
    FOLDED = "folded"


class Wishes(NamedTuple):
    """What the user has said about the panels.

    Attributes:
        documents: Whether the list is wanted beside the article where there is room for it.
        documents_pinned: Whether it is wanted there also in a window that is too narrow by itself.
        context: Whether the context panel is wanted.
    """

    documents: bool = True
    documents_pinned: bool = False
    context: bool = True


class Arrangement(NamedTuple):
    """How the window is laid out.

    Attributes:
        documents: The list of documents; folded, it is a rail.
        context: The context panel; folded, it is not there.
        is_compact: Whether header and status line keep only the most needed.
        is_low: Whether the labels fold to one line.
    """

    documents: Form
    context: Form
    is_compact: bool
    is_low: bool

    @property
    def context_width(self) -> int:
        """How wide the context panel is until somebody moves it, in px."""
        return NARROW_CONTEXT_WIDTH if self.is_compact else CONTEXT_WIDTH


def arrange(width: int, height: int, wishes: Wishes) -> Arrangement:
    """Return the arrangement for a window of this size."""
    is_wide = width >= WIDE_FROM
    lists = wishes.documents if is_wide else wishes.documents_pinned and width >= DOCKED_CONTEXT_FROM
    docks = wishes.context and width >= DOCKED_CONTEXT_FROM
    return Arrangement(
        documents=Form.DOCKED if lists else Form.FOLDED,
        context=Form.DOCKED if docks else Form.FOLDED,
        is_compact=not is_wide,
        is_low=height < LOW_BELOW,
    )
