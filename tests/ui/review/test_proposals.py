from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.core.ids import MentionId
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.ui.proposals import Proposals
from annotator.ui.shown_mentions import ShownMentions
from tests.ui.review.making import DOCUMENT, suggestion


def _shown(proposals: Proposals, stored: list[Mention]) -> ShownMentions:
    shown = ShownMentions()
    shown.fill(proposals.begin(DOCUMENT, stored), [])
    return _settle(proposals, shown)


def _settle(proposals: Proposals, shown: ShownMentions) -> ShownMentions:
    come, gone = proposals.difference(shown)
    for identifier in gone:
        shown.drop(identifier)
    for mention in come:
        shown.put(mention, None)
    assert proposals.difference(shown) == ([], []), "nothing is left to do"
    return shown


def _ids(shown: ShownMentions) -> list[str]:
    return [mention.id for mention in shown.mentions]


def test_live_suggestions_come_and_go_as_a_whole() -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    one, two, three = suggestion(0, 2), suggestion(5, 7), suggestion(9, 12)
    proposals.set_live(DOCUMENT, [one, two])
    assert _ids(_settle(proposals, shown)) == [one.id, two.id]
    proposals.set_live(DOCUMENT, [two, three])
    assert _ids(_settle(proposals, shown)) == [two.id, three.id]


def test_what_is_found_for_another_document_is_not_taken() -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    proposals.set_live(suggestion(0, 2).document.__class__("elsewhere"), [suggestion(0, 2)])
    assert _ids(_settle(proposals, shown)) == []


def test_the_threshold_hides_live_and_stored_ones_and_deletes_nothing() -> None:
    proposals = Proposals()
    stored = [suggestion(0, 2, score=0.3), suggestion(4, 6, score=None)]
    shown = _shown(proposals, stored)
    live = suggestion(10, 12, score=0.5)
    proposals.set_live(DOCUMENT, [live])
    proposals.hide_below(0.4)
    assert _ids(_settle(proposals, shown)) == [stored[1].id, live.id]
    proposals.hide_below(0.6)
    assert _ids(_settle(proposals, shown)) == [stored[1].id]
    proposals.hide_below(0.0)
    assert _ids(_settle(proposals, shown)) == [stored[0].id, stored[1].id, live.id]


def test_the_switch_leaves_only_what_somebody_stands_behind() -> None:
    proposals = Proposals()
    own = suggestion(20, 24, status=MentionStatus.ACCEPTED, score=None)
    shown = _shown(proposals, [suggestion(0, 2), own])
    proposals.set_live(DOCUMENT, [suggestion(10, 12)])
    proposals.want(are_wanted=False)
    assert _ids(_settle(proposals, shown)) == [own.id]
    proposals.want(are_wanted=True)
    assert len(_settle(proposals, shown).mentions) == 3


def test_marking_over_suggestions_replaces_them_at_once() -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    inside, crossing, beside = suggestion(10, 12), suggestion(14, 20), suggestion(30, 33)
    proposals.set_live(DOCUMENT, [inside, crossing, beside])
    _settle(proposals, shown)
    proposals.note(suggestion(9, 16, status=MentionStatus.ACCEPTED, name="own"))
    assert _ids(_settle(proposals, shown)) == [beside.id]


def test_an_accepted_suggestion_leaves_what_is_proposed_inside_it() -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    outer, inner = suggestion(10, 20, label="ORG"), suggestion(10, 14)
    proposals.set_live(DOCUMENT, [outer, inner])
    _settle(proposals, shown)
    proposals.note(suggestion(10, 20, label="ORG", status=MentionStatus.ACCEPTED))
    assert _ids(_settle(proposals, shown)) == [inner.id]


def test_a_rejection_takes_away_that_place_and_label_alone() -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    place, organization = suggestion(10, 14), suggestion(10, 14, label="ORG")
    proposals.set_live(DOCUMENT, [place, organization])
    _settle(proposals, shown)
    proposals.note(suggestion(10, 14, status=MentionStatus.REJECTED, name="row"))
    assert _ids(_settle(proposals, shown)) == [organization.id]


def test_a_stored_mention_of_the_same_id_is_not_replaced_by_a_live_one() -> None:
    proposals = Proposals()
    own = suggestion(10, 14, status=MentionStatus.ACCEPTED)
    shown = _shown(proposals, [own])
    proposals.set_live(DOCUMENT, [suggestion(10, 14)])
    assert [mention.status for mention in _settle(proposals, shown).mentions] == [MentionStatus.ACCEPTED]


def test_pieces_of_a_long_document_are_replaced_one_by_one() -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    first, second, third = suggestion(0, 2), suggestion(110, 112), suggestion(120, 125)
    proposals.set_live(DOCUMENT, [second], Span(100, 200))
    proposals.set_live(DOCUMENT, [first], Span(0, 100))
    assert _ids(_settle(proposals, shown)) == [first.id, second.id]
    proposals.set_live(DOCUMENT, [third], Span(100, 200))
    assert _ids(_settle(proposals, shown)) == [first.id, third.id]
    proposals.set_live(DOCUMENT, [], Span(0, 100))
    assert _ids(_settle(proposals, shown)) == [third.id]
    proposals.set_live(DOCUMENT, [first])
    assert _ids(_settle(proposals, shown)) == [first.id]


def test_a_decision_reaches_what_is_proposed_in_any_piece() -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    for start in (0, 100, 200):
        proposals.set_live(DOCUMENT, [suggestion(start + 90, start + 99)], Span(start, start + 100))
    _settle(proposals, shown)
    proposals.note(suggestion(95, 195, status=MentionStatus.ACCEPTED, name="own"))
    assert _ids(_settle(proposals, shown)) == ["290-299-PLACE"]


def test_very_many_come_a_few_at_a_time_until_all_are_there(qtbot: QtBot) -> None:
    proposals = Proposals()
    shown = _shown(proposals, [])
    many = [suggestion(number * 10, number * 10 + 5) for number in range(3_000)]
    portions: list[int] = []

    def take() -> None:
        come, gone = proposals.difference(shown)
        assert not gone
        for mention in come:
            shown.put(mention, None)
        portions.append(len(come))

    proposals.changed.connect(take)
    proposals.set_live(DOCUMENT, many)
    qtbot.waitUntil(lambda: len(shown.mentions) == len(many))
    assert max(portions) < 100
    again = ShownMentions()
    again.fill(proposals.begin(DOCUMENT, []), [])
    assert _ids(again) == [mention.id for mention in many], "what is known is there when the document is read again"
    assert proposals.difference(again) == ([], [])


def test_what_is_turned_down_is_counted_without_asking_again() -> None:
    proposals = Proposals()
    _shown(proposals, [])
    assert proposals.rejected is None
    proposals.note(suggestion(0, 2, status=MentionStatus.REJECTED, name="early"))
    assert proposals.rejected is None, "who has not asked knows nothing"
    proposals.rejected = {MentionId("early")}
    proposals.note(suggestion(4, 6, status=MentionStatus.REJECTED, name="late"))
    proposals.note(suggestion(0, 2, status=MentionStatus.ACCEPTED, name="early"))
    assert proposals.rejected == {"late"}
    proposals.drop(MentionId("late"))
    assert proposals.rejected == set()
    proposals.begin(DOCUMENT, [])
    assert proposals.rejected is None
