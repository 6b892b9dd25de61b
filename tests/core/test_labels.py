from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.core.labels import DEFAULT_LABELS, LabelSet


def test_the_keys_follow_the_order_of_labels() -> None:
    assert [DEFAULT_LABELS.by_digit(digit).name for digit in (1, 2, 3, 4)] == ["PERSON", "ORG", "PLACE", "DATE"]  # type: ignore[union-attr]  # the four are there
    assert DEFAULT_LABELS.by_digit(5) is None
    assert DEFAULT_LABELS.by_digit(0) is None


def test_order_comes_from_positions_not_from_the_list() -> None:
    assert [label.name for label in LabelSet(reversed(list(DEFAULT_LABELS)))] == ["PERSON", "ORG", "PLACE", "DATE"]


def test_an_unknown_label_names_the_known_ones() -> None:
    with pytest.raises(UserError, match="no label MISC in this workspace; its labels are PERSON, ORG, PLACE, DATE"):
        DEFAULT_LABELS["MISC"]


def test_dates_do_not_link_and_each_label_has_its_own_pattern() -> None:
    assert [label.name for label in DEFAULT_LABELS if not label.links] == ["DATE"]
    assert len({label.pattern for label in DEFAULT_LABELS}) == 4
