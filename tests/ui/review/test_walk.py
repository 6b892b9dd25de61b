from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.mention import Mention
from annotator.ui.review.walk import next_after, next_from, previous_before
from annotator.ui.shown_mentions import text_order
from tests.ui.review.making import suggestion

_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), min_size=1, max_size=12, unique=True)


def _made(spans: list[tuple[int, int]]) -> list[Mention]:
    made = [suggestion(start, start + length) for start, length in spans]
    return sorted(made, key=text_order)


@given(_SPANS)
def test_going_on_comes_past_every_suggestion_and_back(spans: list[tuple[int, int]]) -> None:
    suggestions = _made(spans)
    seen = [suggestions[0]]
    while len(seen) < len(suggestions):
        following = next_after(seen[-1], suggestions)
        assert following is not None
        seen.append(following)
    assert seen == suggestions
    if len(suggestions) > 1:
        assert next_after(seen[-1], suggestions) == suggestions[0]
        assert previous_before(suggestions[0], suggestions) == suggestions[-1]


@given(_SPANS, st.integers(0, 11))
def test_back_is_the_way_one_came(spans: list[tuple[int, int]], place: int) -> None:
    suggestions = _made(spans)
    here = suggestions[place % len(suggestions)]
    following = next_after(here, suggestions)
    if following is not None:
        assert previous_before(following, suggestions) == here


def test_what_is_decided_is_passed_over_and_the_last_one_leads_nowhere() -> None:
    first, second, third = _made([(0, 2), (5, 2), (9, 2)])
    assert next_after(first, [first, second, third], {second.id}) == third
    assert next_after(third, [first, second, third], {first.id, second.id, third.id}) is None
    assert next_after(third, [first, second], {second.id}) == first
    assert next_after(first, [first]) is None
    assert previous_before(None, []) is None


def test_the_review_begins_at_the_caret() -> None:
    first, second = _made([(0, 2), (9, 2)])
    assert next_from(0, [first, second]) == first
    assert next_from(1, [first, second]) == second
    assert next_from(30, [first, second]) == first
    assert next_from(0, []) is None
