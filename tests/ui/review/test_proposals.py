from __future__ import annotations

from annotator.core.mention import Mention, MentionStatus
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
