from hypothesis import given
from hypothesis import strategies as st

from annotator.core.ids import AnnotatorId, DocumentId, MentionId
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.suggest.covered import Covered, Laid

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 12))


@given(st.lists(spans), st.lists(spans), spans)
def test_what_is_covered_is_what_any_span_overlaps(first: list[Span], added: list[Span], asked: Span) -> None:
    covered = Covered(first)
    for span in added:
        covered.add(span)
    assert covered.touches(asked) == any(span.overlaps(asked) for span in (*first, *added))


@given(st.lists(spans), spans)
def test_mentions_across_a_span_are_all_that_overlap_it(given_spans: list[Span], asked: Span) -> None:
    mentions = [_mention(MentionId(f"m{number}"), span) for number, span in enumerate(given_spans)]
    found = {mention.id for mention in Laid(mentions).across(asked)}
    assert found == {mention.id for mention in mentions if mention.span.overlaps(asked)}


def _mention(identifier: MentionId, span: Span) -> Mention:
    return Mention(identifier, DocumentId("d"), span, "PERSON", AnnotatorId("a"), "x" * len(span))
