from __future__ import annotations

import pytest

from annotator.ui.arrangement import Form, Wishes, arrange

_DOCKED, _FOLDED = Form.DOCKED, Form.FOLDED


@pytest.mark.parametrize(
    ("width", "documents", "context", "compact"),
    [
        (1440, _DOCKED, _DOCKED, False),
        (1280, _DOCKED, _DOCKED, False),
        (1279, _FOLDED, _DOCKED, True),
        (1024, _FOLDED, _DOCKED, True),
        (1023, _FOLDED, _FOLDED, True),
        (860, _FOLDED, _FOLDED, True),
    ],
)
def test_panels_give_way_to_the_article(width: int, documents: Form, context: Form, *, compact: bool) -> None:
    made = arrange(width, 900, Wishes())
    assert (made.documents, made.context, made.is_compact) == (documents, context, compact)


def test_the_context_panel_is_narrower_in_a_narrow_window() -> None:
    assert arrange(1440, 900, Wishes()).context_width == 352
    assert arrange(1100, 900, Wishes()).context_width == 304


def test_the_users_wishes_count_where_there_is_room() -> None:
    assert arrange(1440, 900, Wishes(documents=False, context=False)).documents is _FOLDED
    assert arrange(1100, 900, Wishes(documents_pinned=True)).documents is _DOCKED
    assert arrange(900, 900, Wishes(documents_pinned=True)).documents is _FOLDED


def test_labels_fold_in_a_low_window() -> None:
    assert not arrange(1440, 640, Wishes()).is_low
    assert arrange(1440, 639, Wishes()).is_low
