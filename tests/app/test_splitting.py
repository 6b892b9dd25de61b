"""Shares of documents as numbers of documents."""

from __future__ import annotations

import pytest

from annotator.app.splitting import Split
from annotator.core.errors import UserError


@pytest.mark.parametrize("text", ["", "80", "80/x/10", "0/0/0", "-1/2", "1/2/3/4", "inf/1", "nan/1"])
def test_what_is_no_split_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="not a split"):
        Split.parse(text)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 10, 11, 999])
def test_parts_are_as_large_as_their_shares_say(count: int) -> None:
    sizes = Split.parse("80/10/10").sizes(count)
    assert sum(sizes) == count
    for size, share in zip(sizes, (0.8, 0.1, 0.1), strict=True):
        # One for rounding, one that a large part may have given to one that would have stayed empty.
        assert abs(size - share * count) < 2


@pytest.mark.parametrize(
    ("split", "count", "sizes"),
    [
        ("80/10/10", 5, [3, 1, 1]),
        ("80/10/10", 3, [1, 1, 1]),
        ("80/10/10", 1, [1, 0, 0]),
        ("90/10", 2, [1, 1]),
        ("100/0/0", 5, [5, 0, 0]),
        ("50/0/50", 4, [2, 0, 2]),
    ],
)
def test_no_part_with_a_share_stays_empty_where_that_can_be(split: str, count: int, sizes: list[int]) -> None:
    assert Split.parse(split).sizes(count) == sizes
