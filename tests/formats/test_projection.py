from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import UserError
from annotator.core.records import MentionRecord
from annotator.formats.losses import LossKind
from annotator.formats.projection import Projection, Tokeniser, TokenPolicy, Tokens, TokenSpan, longest_apart, project
from tests.formats.making import mark
from tests.formats.strategies import mentions_of, texts

TEXT = "ביקר ברבאט, ישראל-מרוקו והמלך"


def words(text: str) -> Tokens:
    found = [match.span() for match in re.finditer(r"\S+", text)]
    return Tokens([start for start, _ in found], [end for _, end in found])


def projected(
    text: str, policy: Projection, *mentions: MentionRecord
) -> tuple[list[str], list[str | None], list[LossKind]]:
    """Return the tokens, what each mention covers (tokens joined by "|") and what was noted."""
    notes: list[LossKind] = []
    tokens, spans = project(words(text), mentions, policy, lambda kind, _: notes.append(kind))
    pieces = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    covered = {span.mention: "|".join(pieces[span.first : span.last]) for span in spans}
    return pieces, [covered.get(mention) for mention in mentions], notes


@pytest.mark.parametrize(
    ("policy", "pieces", "covered", "notes"),
    [
        (
            Projection.CUT,
            ["ביקר", "ב", "רבאט", ",", "ישראל", "-", "מרוקו", "והמלך"],
            ["ביקר", "רבאט", "ישראל", "מרוקו"],
            [LossKind.TOKEN_CUT] * 3,
        ),
        (
            Projection.WIDEN,
            TEXT.split(),
            ["ביקר", "ברבאט,", "ישראל-מרוקו", "ישראל-מרוקו"],
            [LossKind.WIDENED] * 3,
        ),
        (Projection.SHRINK, TEXT.split(), ["ביקר", None, None, None], [LossKind.UNALIGNED_LEFT_OUT] * 3),
        (Projection.DROP, TEXT.split(), ["ביקר", None, None, None], [LossKind.UNALIGNED_LEFT_OUT] * 3),
    ],
)
def test_marks_inside_words_follow_the_policy(
    policy: Projection, pieces: list[str], covered: list[str | None], notes: list[LossKind]
) -> None:
    marks = [mark(TEXT, surface) for surface in ("ביקר", "רבאט", "ישראל", "מרוקו")]
    assert projected(TEXT, policy, *marks) == (pieces, covered, notes)


def test_shrinking_keeps_the_whole_words_inside() -> None:
    assert projected("אל בני גנץ בא", Projection.SHRINK, MentionRecord(1, 10, "A"))[1:] == (
        ["בני|גנץ"],
        [LossKind.SHRUNK],
    )


@pytest.mark.parametrize("policy", Projection)
def test_white_space_at_the_ends_is_trimmed_and_noted(policy: Projection) -> None:
    assert projected("a bb c", policy, MentionRecord(1, 5, "A"))[1:] == (["bb"], [LossKind.TRIMMED])
    assert projected("a  c", policy, MentionRecord(1, 3, "A"))[1:] == ([None], [LossKind.UNALIGNED_LEFT_OUT])


@given(st.data())
def test_cutting_loses_nothing_but_white_space(data: st.DataObject) -> None:
    text = data.draw(texts)
    mentions = data.draw(st.lists(mentions_of(text), max_size=6))
    notes: list[LossKind] = []
    whole = words(text)
    tokens, spans = project(whole, mentions, Projection.CUT, lambda kind, _: notes.append(kind))
    assert set(notes) <= {LossKind.TOKEN_CUT, LossKind.TRIMMED, LossKind.UNALIGNED_LEFT_OUT}
    for mention, first, last in spans:
        surface = text[mention.start : mention.end]
        assert text[tokens.starts[first] : tokens.ends[last - 1]] == surface.strip()
    blank = [mention for mention in mentions if not text[mention.start : mention.end].strip()]
    assert len(spans) == len(mentions) - len(blank)
    kept = [(start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert "".join(text[start:end] for start, end in kept) == "".join(text.split())
    borders = {offset for mention in mentions for offset in (mention.start, mention.end)}
    assert {start for start, _ in kept} - set(whole.starts) <= borders


@given(st.data(), st.sampled_from(Projection))
def test_policies_do_what_their_names_say(data: st.DataObject, policy: Projection) -> None:
    text = data.draw(texts)
    mentions = data.draw(st.lists(mentions_of(text), max_size=6))
    notes: list[tuple[LossKind, MentionRecord]] = []
    tokens, spans = project(words(text), mentions, policy, lambda kind, mention: notes.append((kind, mention)))
    altered = {id(mention): kind for kind, mention in notes}
    for mention, first, last in spans:
        assert first < last
        start, end = tokens.starts[first], tokens.ends[last - 1]
        kind = altered.get(id(mention))
        if kind is LossKind.WIDENED:
            assert policy is Projection.WIDEN
            assert (start, end) != (mention.start, mention.end)
            assert start <= mention.start or end >= mention.end
        elif kind in {LossKind.SHRUNK, LossKind.TRIMMED}:
            assert mention.start <= start < end <= mention.end
        else:
            assert (start, end) == (mention.start, mention.end)
    lost = sum(kind is LossKind.UNALIGNED_LEFT_OUT for kind, _ in notes)
    assert len(spans) + lost == len(mentions)


@given(st.data())
def test_the_longest_are_kept_whatever_their_order(data: st.DataObject) -> None:
    text = data.draw(texts)
    mentions = data.draw(st.lists(mentions_of(text), max_size=8))
    kept, others = longest_apart(mentions)
    assert sorted([*kept, *others], key=repr) == sorted(mentions, key=repr)
    assert all(before.end <= after.start for before, after in pairwise(kept))
    for other in others:
        rivals = [each for each in kept if each.start < other.end and other.start < each.end]
        assert max(rival.end - rival.start for rival in rivals) >= other.end - other.start
    shuffled = data.draw(st.permutations(mentions))
    assert [each[:4] for each in longest_apart(shuffled)[0]] == [each[:4] for each in kept]


def test_on_tokens_the_longer_mention_is_kept_too() -> None:
    inner, outer = MentionRecord(2, 5, "A"), MentionRecord(0, 9, "B")
    kept, others = longest_apart([TokenSpan(inner, 0, 1), TokenSpan(outer, 0, 2)])
    assert ([span.mention for span in kept], [span.mention for span in others]) == ([outer], [inner])


def test_policies_are_read_and_shown() -> None:
    assert TokenPolicy.parse("cut") == TokenPolicy()
    assert TokenPolicy.parse("") == TokenPolicy()
    policy = TokenPolicy(Projection.WIDEN, Tokeniser.WHITESPACE)
    assert TokenPolicy.parse("Whitespace+widen") == TokenPolicy.parse("widen, whitespace") == policy
    assert TokenPolicy.parse(str(policy)) == policy
    with pytest.raises(UserError, match="no token policy") as caught:
        TokenPolicy.parse("chop")
    assert "chop" in caught.value.sentence
