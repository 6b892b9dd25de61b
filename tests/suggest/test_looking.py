"""An article in stretches has what it has as a whole, whichever are looked at, and a look can be stopped anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.document import Document
from annotator.core.errors import Cancelled
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.suggest.finding import Finder
from tests.suggest.entities import entity
from tests.suggest.finding_articles import article, finder, mention

ENTITIES = (
    entity("gantz", "Benny Gantz", "בני גנץ", "بيني غانتس"),
    entity("other-gantz", "Yoni Gantz"),
    entity("loudiyi", "Abdellatif Loudiyi"),
    entity("rabat", "Rabat", "רבאט", "الرباط", kind="PLACE"),
    entity("israel", "Israel", "ישראל", "إسرائيل", kind="PLACE"),
    entity("jordan", "Jordan", kind="PLACE"),
    entity("player", "Michael Jordan", "Jordan"),
    entity("idf", "Israel Defense Forces", kind="ORG"),
    entity("fr-air", "French Air Force", kind="ORG"),
    entity("france", "France", "فرنسا", "צרפת", kind="PLACE"),
)
LINES = (
    "Benny Gantz met Abdellatif Loudiyi in Rabat.", "Gantz spoke of Israel.", "Yoni Gantz did not.",
    "The Israel Defense Forces (IDF) came.", "The IDF left on 5 May 2019.", "On 7 May Jordan rested.",
    "Michael Jordan played. Jordan won.", "They went to Jordan.", "General Uri Tzafrir arrived.", "Tzafrir spoke.",
    "בני גנץ ביקר ברבאט.", "לגנץ היה זמן, ללודיי לא.", "חיל האוויר הצרפתי הודיע.", "ב-5 במאי הגיע אל״מ דני כהן.",
    "כהן דיבר אתמול.",
    "زار بيني غانتس الرباط.", "وقال غانتس للرباط.", "قال سلاح الجو الفرنسي.", "فرنسا قالت أمس.", "It was in 2019.", "",
)  # fmt: skip
FINDER = finder(*ENTITIES)

documents = st.lists(st.sampled_from(LINES), min_size=1, max_size=14).map("\n".join)
lengths = st.integers(1, 120)
slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def document_of(text: str) -> Document:
    return article(text, date="2021-06-01")


def some_mentions(text: str, draw: st.DrawFn) -> list[Mention]:
    """Return what people may have decided about what is found."""
    found = Finder.find(finder(*ENTITIES), document_of(text), ())
    chosen = draw(st.lists(st.sampled_from(found), max_size=3, unique=True)) if found else []
    status = st.sampled_from([MentionStatus.ACCEPTED, MentionStatus.REJECTED])
    named = [(each, each.candidates[0].entity if each.candidates else "") for each in chosen]
    return [
        mention(
            text, each.surface, each.label, name, occurrence=_times(text, each.surface, each.span), status=draw(status)
        )
        for each, name in named
    ]


def _times(text: str, surface: str, span: Span) -> int:
    starts = [start for start in range(len(text)) if text.startswith(surface, start)]
    return starts.index(span.start) + 1


@st.composite
def decided_documents(draw: st.DrawFn) -> tuple[str, Sequence[Mention]]:
    text = draw(documents)
    return text, some_mentions(text, draw)


@slow
@given(decided_documents(), lengths)
def test_in_stretches_the_same_is_found_as_in_one_go(decided: tuple[str, Sequence[Mention]], length: int) -> None:
    text, mentions = decided
    whole = FINDER.find(document_of(text), mentions)
    with patch("annotator.suggest.stretches.LENGTH", length):
        assert finder(*ENTITIES).find(document_of(text), mentions) == whole


@slow
@given(decided_documents(), lengths, st.data())
def test_what_is_in_view_is_found_by_itself_once_the_whole_was_looked_at(
    decided: tuple[str, Sequence[Mention]], length: int, data: st.DataObject
) -> None:
    text, mentions = decided
    finds, document = finder(*ENTITIES), document_of(text)
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    view = Span(start, data.draw(st.integers(start + 1, len(text) + 1)))
    with patch("annotator.suggest.stretches.LENGTH", length):
        whole = finds.find(document, mentions)
        piece = finds.stretches(document, view)
        inside = finds.find(document, mentions, within=view)
        if piece is not None:
            assert inside == [each for each in whole if piece.contains(each.span)]
        assert finds.find(document, mentions) == whole


class _StopsAt:
    """A progress that has work stopped at a certain report."""

    def __init__(self, report: int) -> None:
        self._left = report

    def report(self, done: int, total: int | None, note: str = "") -> None:
        assert total is not None
        assert 0 <= done <= total
        self._left -= 1
        if self._left < 0:
            raise Cancelled


@slow
@given(documents, lengths, st.integers(0, 60))
def test_a_look_that_was_stopped_leaves_nothing_wrong_behind(text: str, length: int, report: int) -> None:
    document = document_of(text)
    with patch("annotator.suggest.stretches.LENGTH", length):
        whole = FINDER.find(document, ())
        finds = finder(*ENTITIES)
        try:
            assert finds.find(document, (), progress=_StopsAt(report)) == whole
        except Cancelled:
            assert finds.find(document, ()) == whole


def test_a_short_article_is_one_piece_and_a_long_one_many() -> None:
    line = "Benny Gantz met Abdellatif Loudiyi in Rabat.\n"
    short, long = document_of(line), document_of(line * 1_000)
    assert FINDER.stretches(short, Span(3, 4)) is None
    piece = FINDER.stretches(long, Span(20_000, 20_100))
    assert piece is not None
    assert piece.contains(Span(20_000, 20_100))
    assert len(piece) < 5_000
    with pytest.raises(Cancelled):
        FINDER.find(long, (), progress=_StopsAt(50))


def test_who_was_named_far_away_is_known_in_what_is_in_view() -> None:
    text = "Benny Gantz came.\n" + "Nothing happened here.\n" * 1_000 + "Then Gantz left."
    finds, document = finder(*ENTITIES[:1]), document_of(text)
    end = Span(len(text) - 1, len(text))
    assert finds.find(document, (), within=end) == []
    finds.find(document, ())
    assert [each.surface for each in finds.find(document, (), within=end)] == ["Gantz"]
