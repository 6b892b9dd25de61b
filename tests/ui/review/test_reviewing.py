"""Reviewing in the window on the small workspace, whose names stand in all three of its articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.datevalue import DateValue
from annotator.core.document import Document
from annotator.core.history import Act
from annotator.core.ids import ActId, DocumentId, MentionId, new_id
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, Selection, UnitOfWork
from annotator.ui.decisions import is_suggestion
from annotator.ui.desk import Desk
from annotator.ui.main_window import MainWindow
from annotator.ui.models.document_list import PROPOSED_ROLE
from annotator.ui.models.suggestion_groups import LINE_ROLE, Head
from annotator.ui.panels.context_panel import ContextTab
from annotator.ui.review.bar import BarButton
from annotator.ui.settings_store import SettingsStore
from db.workspace import SqliteWorkspaces
from tests.ui.small_workspace import ENGLISH, GANTZ, HEBREW, MOROCCO


@dataclass(frozen=True, slots=True)
class _Bring:
    document: Document
    name: ClassVar[str] = "document.import"

    def describe(self, reader: Reader) -> dict[str, str | int]:
        return {"name": self.document.name}

    def apply(self, work: UnitOfWork) -> None:
        work.documents.add(self.document)


_REJECTED = Selection(statuses=(MentionStatus.REJECTED,))


def _suggestions(desk: Desk) -> list[Mention]:
    return [mention for mention in desk.workbench.mentions if is_suggestion(mention)]


def _surfaces(desk: Desk) -> list[str]:
    return [mention.surface for mention in _suggestions(desk)]


@pytest.fixture
def proposed(desk: Desk, qtbot: QtBot) -> list[Mention]:
    """The Hebrew article with what is proposed in it: its first Gantz and Morocco."""
    desk.workbench.open_document(HEBREW)
    qtbot.waitUntil(lambda: desk.on_demand.reviewing.source.is_idle)
    qtbot.waitUntil(lambda: {"גנץ", "מרוקו"} <= set(_surfaces(desk)))
    desk.page.view.setFocus()
    return _suggestions(desk)


def test_while_an_article_is_looked_at_the_empty_list_says_so(desk: Desk, qtbot: QtBot) -> None:
    source = desk.on_demand.reviewing.source
    shown = desk.page.context.suggestions.list
    desk.workbench.open_document(HEBREW)
    assert shown.nothing.startswith("Looking for names")
    qtbot.waitUntil(lambda: source.is_idle)
    qtbot.waitUntil(lambda: shown.nothing.startswith("No suggestions"))
    desk.workbench.open_document(ENGLISH)
    assert shown.nothing.startswith("Looking for names")
    desk.workbench.proposals.want(are_wanted=False)
    assert shown.nothing.startswith("No suggestions")


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def _find(desk: Desk, surface: str) -> Mention:
    return next(mention for mention in _suggestions(desk) if mention.surface == surface)


def test_names_of_other_articles_are_proposed_and_linked(desk: Desk, proposed: list[Mention]) -> None:
    linked = {mention.surface: mention.link.entity for mention in proposed if mention.link}
    assert linked["גנץ"] == GANTZ
    assert linked["מרוקו"] == MOROCCO
    assert not desk.bridge.reader.mentions(HEBREW, Selection(statuses=(MentionStatus.SUGGESTED,))), "some were stored"


def test_counts_stand_in_the_list_of_documents(desk: Desk, proposed: list[Mention], qtbot: QtBot) -> None:
    model = desk.page.model
    index = model.index_of(HEBREW)
    qtbot.waitUntil(lambda: index.data(PROPOSED_ROLE) == len(proposed))
    qtbot.waitUntil(lambda: model.index_of(ENGLISH).data(PROPOSED_ROLE) > 0)
    desk.suggestions.set_threshold(1.0)
    qtbot.waitUntil(lambda: index.data(PROPOSED_ROLE) == 0)


def test_the_bar_is_there_while_a_suggestion_is_selected(desk: Desk, proposed: list[Mention], qtbot: QtBot) -> None:
    bar = desk.on_demand.reviewing.bar
    assert not bar.isVisible()
    _press(Qt.Key.Key_F7)
    qtbot.waitUntil(bar.isVisible)
    assert bar.card.height() == 40
    mark = desk.page.view.mark_rect(proposed[0].id)
    assert mark is not None
    mark.translate(desk.page.view.viewport().mapTo(desk.page, mark.topLeft()) - mark.topLeft())
    assert not bar.card.intersects(mark)
    _press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert desk.workbench.selected is None


def test_the_bar_offers_a_new_entity_where_there_is_room(
    desk: Desk, proposed: list[Mention], qtbot: QtBot, settled: Callable[[], None]
) -> None:
    bar = desk.on_demand.reviewing.bar
    _press(Qt.Key.Key_F7)
    qtbot.waitUntil(bar.isVisible)
    offered = next(button for button in bar.findChildren(BarButton) if button.text() == "New entity")
    wide = bar.needed_in(800)
    assert offered.isVisible()
    assert bar.needed_in(wide.width() - 1).width() < wide.width()
    assert not offered.isVisible()
    offered.click()
    settled()
    stored = next(mention for mention in desk.bridge.reader.mentions(HEBREW) if mention.span == proposed[0].span)
    assert stored.link is not None
    assert stored.link.entity not in {GANTZ, MOROCCO, None}


def test_the_bar_goes_while_the_article_scrolls_and_comes_back(
    desk: Desk, proposed: list[Mention], qtbot: QtBot
) -> None:
    bar = desk.on_demand.reviewing.bar
    desk.page.view.text_size = 28
    _press(Qt.Key.Key_F7)
    qtbot.waitUntil(bar.isVisible)
    desk.page.view.scrolled.emit()
    assert bar.is_away
    qtbot.waitUntil(lambda: not bar.is_away)


def test_enter_accepts_and_goes_on(desk: Desk, proposed: list[Mention], settled: Callable[[], None]) -> None:
    _press(Qt.Key.Key_F7)
    _press(Qt.Key.Key_Return)
    assert desk.workbench.selected is not None
    assert desk.workbench.selected.id == proposed[1].id, "the next one waits for no disk"
    settled()
    stored = [mention.surface for mention in desk.bridge.reader.mentions(HEBREW)]
    assert proposed[0].surface in stored
    assert proposed[0] not in _suggestions(desk)


def test_undo_brings_the_suggestion_back_and_selects_it(
    desk: Desk, proposed: list[Mention], settled: Callable[[], None], qtbot: QtBot
) -> None:
    _press(Qt.Key.Key_F7)
    _press(Qt.Key.Key_Return)
    settled()
    _press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    qtbot.waitUntil(lambda: proposed[0] in _suggestions(desk))
    qtbot.waitUntil(lambda: desk.workbench.selected == proposed[0])


def test_a_rejected_one_never_comes_back(
    desk: Desk, proposed: list[Mention], settled: Callable[[], None], qtbot: QtBot
) -> None:
    _press(Qt.Key.Key_F7)
    first = desk.workbench.selected
    assert first is not None
    _press(Qt.Key.Key_X)
    settled()
    desk.on_demand.reviewing.slots["suggestions.again"]()
    qtbot.waitUntil(lambda: desk.on_demand.reviewing.source.is_idle)
    qtbot.wait(30)
    assert first.span not in [mention.span for mention in _suggestions(desk)]
    ((kept),) = desk.bridge.reader.mentions(HEBREW, _REJECTED)
    assert (kept.span, kept.label) == (first.span, first.label)


def test_all_of_an_entity_are_accepted_in_one_act(desk: Desk, qtbot: QtBot, settled: Callable[[], None]) -> None:
    qtbot.waitUntil(lambda: _surfaces(desk).count("Gantz") == 2)
    desk.page.view.setFocus()
    _press(Qt.Key.Key_F7)
    bar = desk.on_demand.reviewing.bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.group_text == "Accept all 2 of"
    before = len(desk.bridge.reader.history())
    _press(Qt.Key.Key_A)
    settled()
    assert len(desk.bridge.reader.history()) == before + 1
    assert "Gantz" not in _surfaces(desk)
    desk.bridge.undo()
    settled()
    qtbot.waitUntil(lambda: _surfaces(desk).count("Gantz") == 2)


def test_all_unknown_names_become_new_entities_in_one_act(
    desk: Desk, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    text = "The talks were held by General Zohar Palti. Later Minister Dan Arbel met Palti in town."
    article = Document(DocumentId("unknown"), "u.txt", "Unknown", text, "en")
    desk.bridge.submit(_Bring(article))
    settled()
    desk.workbench.open_document(article.id)
    qtbot.waitUntil(lambda: {"Zohar Palti", "Dan Arbel"} <= set(_surfaces(desk)))
    desk.page.view.setFocus()
    before = len(desk.bridge.reader.history())
    _press(Qt.Key.Key_F7)
    _press(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert len(desk.bridge.reader.history()) == before + 1
    links = {mention.surface: mention.link for mention in desk.bridge.reader.mentions(article.id)}
    assert {"Zohar Palti", "Dan Arbel"} <= set(links)
    assert len({link.entity for link in links.values() if link is not None and link.entity is not None}) == 2


def test_a_date_without_a_value_is_asked_about_before_it_is_accepted(
    desk: Desk, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    article = Document(DocumentId("dated"), "d.txt", "Dated", "It was on 31 February 2021, and in May 2022.", "en")
    desk.bridge.submit(_Bring(article))
    settled()
    desk.workbench.open_document(article.id)
    qtbot.waitUntil(lambda: {"31 February 2021", "May 2022"} <= set(_surfaces(desk)))
    values = {mention.surface: mention.date.value if mention.date else None for mention in _suggestions(desk)}
    assert values == {"31 February 2021": None, "May 2022": "2022-05"}
    desk.page.view.setFocus()
    _press(Qt.Key.Key_F7)
    notes: list[str] = []
    desk.on_demand.reviewing.noted.connect(notes.append)
    _press(Qt.Key.Key_Return)
    card = desk.on_demand.dates.card
    qtbot.waitUntil(card.isVisible)
    assert "31 February 2021" in notes[0]
    assert not desk.bridge.reader.mentions(article.id), "nothing is accepted before it is asked about"
    card.field.setText("")
    QTest.keyClicks(card.field, "2021-02-28")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    settled()
    stored = [(mention.surface, mention.date) for mention in desk.bridge.reader.mentions(article.id)]
    assert stored == [("31 February 2021", DateValue("2021-02-28"))]


def test_dates_accepted_without_a_value_are_told_of(desk: Desk, qtbot: QtBot, settled: Callable[[], None]) -> None:
    article = Document(DocumentId("dated"), "d.txt", "Dated", "It was on 31 February 2021, and in May 2022.", "en")
    desk.bridge.submit(_Bring(article))
    settled()
    desk.workbench.open_document(article.id)
    qtbot.waitUntil(lambda: {"31 February 2021", "May 2022"} <= set(_surfaces(desk)))
    notes: list[str] = []
    desk.on_demand.reviewing.noted.connect(notes.append)
    desk.on_demand.reviewing.controller.accept_many(_suggestions(desk))
    settled()
    assert notes[0].startswith("Accepted without a value: 1 date.")
    values = [mention.date for mention in desk.bridge.reader.mentions(article.id) if mention.label == "DATE"]
    assert values == [None, DateValue("2022-05")]


def test_a_digit_relabels_and_accepts(desk: Desk, proposed: list[Mention], settled: Callable[[], None]) -> None:
    morocco = _find(desk, "מרוקו")
    desk.workbench.select_mention(morocco.id)
    _press(Qt.Key.Key_2)
    settled()
    stored = desk.bridge.reader.mention(morocco.id)
    assert (stored.label, stored.status) == ("ORG", MentionStatus.ACCEPTED)


def test_delete_turns_it_down(desk: Desk, proposed: list[Mention], settled: Callable[[], None]) -> None:
    desk.workbench.select_mention(proposed[0].id)
    _press(Qt.Key.Key_Delete)
    settled()
    assert len(desk.bridge.reader.mentions(HEBREW, _REJECTED)) == 1


def test_change_opens_the_linker_and_its_answer_accepts(
    desk: Desk, proposed: list[Mention], settled: Callable[[], None], qtbot: QtBot
) -> None:
    morocco = _find(desk, "מרוקו")
    desk.workbench.select_mention(morocco.id)
    _press(Qt.Key.Key_C)
    card = desk.on_demand.linker_card
    qtbot.waitUntil(card.isVisible)
    assert not desk.on_demand.reviewing.bar.isVisible()
    _press(Qt.Key.Key_0)
    settled()
    stored = desk.bridge.reader.mention(morocco.id)
    assert stored.link is not None
    assert stored.link.is_nil


def test_a_new_entity_takes_the_suggestion_in_the_same_act(
    desk: Desk, proposed: list[Mention], settled: Callable[[], None], qtbot: QtBot
) -> None:
    morocco = _find(desk, "מרוקו")
    desk.workbench.select_mention(morocco.id)
    before = len(desk.bridge.reader.history())
    _press(Qt.Key.Key_C)
    qtbot.waitUntil(desk.on_demand.linker_card.isVisible)
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    stored = desk.bridge.reader.mention(morocco.id)
    assert stored.link is not None
    assert stored.link.entity not in {None, MOROCCO}
    assert len(desk.bridge.reader.history()) == before + 1


def test_marking_by_hand_over_a_suggestion_replaces_it(
    desk: Desk, proposed: list[Mention], settled: Callable[[], None]
) -> None:
    morocco = _find(desk, "מרוקו")
    desk.page.view.select(Span(morocco.span.start - 1, morocco.span.end))
    _press(Qt.Key.Key_3)
    settled()
    assert "במרוקו" in [mention.surface for mention in desk.bridge.reader.mentions(HEBREW)]
    assert "מרוקו" not in _surfaces(desk)


def test_the_same_span_and_label_can_be_marked_by_hand(
    desk: Desk, proposed: list[Mention], settled: Callable[[], None]
) -> None:
    morocco = _find(desk, "מרוקו")
    desk.page.view.select(morocco.span)
    _press(Qt.Key.Key_3)
    settled()
    assert [m.status for m in desk.bridge.reader.mentions(HEBREW) if m.surface == "מרוקו"] == [MentionStatus.ACCEPTED]
    assert "מרוקו" not in _surfaces(desk)


def test_the_switch_and_the_threshold_are_remembered(
    window: MainWindow, desk: Desk, proposed: list[Mention], settings: SettingsStore, location: str
) -> None:
    desk.page.status.threshold_changed.emit(0.96)
    assert all((mention.score or 0) >= 0.96 for mention in _suggestions(desk))
    _press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert _suggestions(desk) == []
    window.close_workspace()
    window.open_session(Session.open(SqliteWorkspaces().open(location), "Dana Levi"))
    assert window.desk is not None
    assert window.desk.workbench.proposals.threshold == pytest.approx(0.96)
    assert not window.desk.workbench.proposals.are_wanted
    assert not window.action_set["suggestions.shown"].isChecked()


def test_the_panel_lists_what_is_proposed_by_entity(desk: Desk, proposed: list[Mention], qtbot: QtBot) -> None:
    context = desk.page.context
    context.tabs.set_current(ContextTab.SUGGESTIONS)
    panel = context.suggestions
    heads = [panel.list.model().index(row, 0).data(LINE_ROLE) for row in range(panel.list.model().rowCount())]
    assert {head.name for head in heads if isinstance(head, Head)} >= {"Benny Gantz", "Morocco"}
    assert panel.heading.startswith(f"{len(proposed)} to review")
    desk.workbench.select_mention(_find(desk, "מרוקו").id)
    assert panel.list.currentIndex().data(LINE_ROLE).mention.surface == "מרוקו"


def test_the_panel_says_what_to_do_when_there_is_nothing(desk: Desk) -> None:
    desk.workbench.proposals.want(are_wanted=False)
    desk.page.context.tabs.set_current(ContextTab.SUGGESTIONS)
    panel = desk.page.context.suggestions
    assert panel.list.model().rowCount() == 0
    assert "Mark and link" in panel.list.nothing


def test_stored_suggestions_are_reviewed_like_live_ones(desk: Desk, settled: Callable[[], None], qtbot: QtBot) -> None:
    session = desk.bridge.session
    start = session.reader.document(ENGLISH).text.index("had waited")
    stored = Mention(
        MentionId(new_id()), ENGLISH, Span(start, start + 10), "PERSON", session.annotator.id, "had waited",
        status=MentionStatus.SUGGESTED, score=0.4,
    )  # fmt: skip
    act = Act(ActId(new_id()), "document.import", {}, session.annotator.id, "2024-01-01T00:00:00.000+00:00")
    with session.workspace.begin(act) as work:
        work.mentions.add(stored)
    desk.workbench.open_document(HEBREW)
    desk.workbench.open_document(ENGLISH)
    assert stored.surface in _surfaces(desk)
    desk.workbench.select_mention(stored.id)
    desk.page.view.setFocus()
    _press(Qt.Key.Key_X)
    settled()
    assert desk.bridge.reader.mention(stored.id).status is MentionStatus.REJECTED
    assert stored.surface not in _surfaces(desk)


def test_n_accepts_what_nobody_knows_as_a_new_entity(desk: Desk, proposed: list[Mention], qtbot: QtBot) -> None:
    reader = desk.bridge.reader
    before = set(reader.entities())
    _press(Qt.Key.Key_F7)
    current = desk.workbench.selected
    assert current is not None
    _press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(reader.entities()) == len(before) + 1)
    (made,) = set(reader.entities()) - before
    assert [m.surface for m in reader.mentions(HEBREW) if m.link is not None and m.link.entity == made] == [
        current.surface
    ]
    assert reader.entity(made).type == current.label
    assert desk.workbench.selected is None or desk.workbench.selected.id != current.id
    desk.bridge.undo()
    qtbot.waitUntil(lambda: set(reader.entities()) == before)
