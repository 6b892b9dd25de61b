from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.commands.documents import DescribeDocument, RemoveDocument, SetDocumentState
from annotator.app.commands.entities import AddAlias, EditEntity
from annotator.app.commands.links import MarkNil, Unlink
from annotator.app.commands.mentions import CreateMention, RemoveMentions
from annotator.app.session import Session
from annotator.core.document import DocumentState
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.offsets import Span
from annotator.ui.bridge import Bridge
from annotator.ui.document.marks import MarkState
from annotator.ui.workbench import Workbench
from tests.ui.small_workspace import ARABIC, ENGLISH, GANTZ, HEBREW, MOROCCO


@pytest.fixture
def bench(session: Session, qapp: QApplication) -> Iterator[Workbench]:
    bridge = Bridge(session)
    made = Workbench(bridge)
    yield made
    bridge.close()


@pytest.fixture
def settled(bench: Workbench, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not bench.bridge.unsaved)


def _mention(bench: Workbench, surface: str) -> MentionId:
    return next(mention.id for mention in bench.mentions if mention.surface == surface)


def _open(bench: Workbench) -> DocumentId | None:
    return bench.document.id if bench.document else None


def _shown(bench: Workbench) -> EntityId | None:
    return bench.entity.id if bench.entity else None


def _is_preview(bench: Workbench) -> bool:
    return bench.preview_number is not None


def _captions(bench: Workbench) -> list[str]:
    return [mark.caption for mark in bench.marks]


def test_it_begins_with_the_documents_and_none_open(bench: Workbench) -> None:
    assert [row.id for row in bench.rows] == [ENGLISH, HEBREW, ARABIC]
    assert _open(bench) is None
    bench.open_first()
    assert _open(bench) == ENGLISH


def test_marks_say_names_in_the_windows_language(bench: Workbench) -> None:
    bench.open_document(HEBREW)
    assert _captions(bench) == ["Benny Gantz"]
    bench.open_document(ENGLISH)
    assert _captions(bench) == ["Benny Gantz", "Morocco", "2021-11-24", ""]
    assert [mark.state for mark in bench.marks] == [
        MarkState.LINKED,
        MarkState.LINKED,
        MarkState.DATED,
        MarkState.UNLINKED,
    ]


def test_neighbours_stop_at_both_ends(bench: Workbench) -> None:
    bench.open_document(HEBREW)
    bench.open_neighbour(1)
    bench.open_neighbour(1)
    assert _open(bench) == ARABIC
    for _ in range(3):
        bench.open_neighbour(-1)
    assert _open(bench) == ENGLISH


def test_a_document_that_is_gone_is_said_to_be(bench: Workbench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.failed):
        bench.open_document(DocumentId("gone"))


def test_selecting_a_mention_shows_its_entity(bench: Workbench) -> None:
    bench.open_document(ENGLISH)
    bench.select_mention(_mention(bench, "Morocco"))
    assert _shown(bench) == MOROCCO
    bench.select_mention(_mention(bench, "Rabat"))
    assert _shown(bench) is None


def test_clearing_the_selection_leaves_the_entity_in_sight(bench: Workbench) -> None:
    bench.open_document(ENGLISH)
    bench.select_mention(_mention(bench, "Morocco"))
    bench.select_mention(None)
    assert bench.selected is None
    assert _shown(bench) is not None


def test_a_preview_ends_at_the_mentions_own_entity(bench: Workbench) -> None:
    bench.open_document(ENGLISH)
    bench.select_mention(_mention(bench, "Morocco"))
    bench.show_entity(GANTZ, 1)
    assert _is_preview(bench)
    bench.end_preview()
    assert _shown(bench) == MOROCCO
    assert not _is_preview(bench)


def test_a_new_mark_is_told_by_its_id_alone(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    told: list[object] = []
    bench.mentions_changed.connect(told.append)
    command = CreateMention(ENGLISH, Span(0, 5), "PERSON")
    bench.bridge.submit(command)
    settled()
    assert told == [frozenset({command.id})]
    assert bench.mentions[0].surface == "Gantz"
    assert bench.mark(command.id) is not None


def test_marking_begins_work_on_a_new_article(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.bridge.submit(SetDocumentState(HEBREW, DocumentState.NEW))
    settled()
    bench.bridge.submit(CreateMention(HEBREW, Span(0, 3), "PERSON"))
    settled()
    states = {row.id: row.state for row in bench.rows}
    assert states[HEBREW] is DocumentState.IN_PROGRESS
    bench.bridge.undo()
    settled()
    assert {row.id: row.state for row in bench.rows}[HEBREW] is DocumentState.NEW


def test_a_removed_mark_is_no_longer_selected(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    rabat = _mention(bench, "Rabat")
    bench.select_mention(rabat)
    bench.bridge.submit(RemoveMentions((rabat,)))
    settled()
    assert bench.selected is None
    assert bench.mark(rabat) is None


def test_the_selected_marks_new_link_is_followed(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    morocco = _mention(bench, "Morocco")
    bench.select_mention(morocco)
    bench.bridge.submit(Unlink(morocco))
    settled()
    assert _shown(bench) is None
    bench.bridge.undo()
    settled()
    assert _shown(bench) is not None
    bench.bridge.submit(MarkNil(morocco))
    settled()
    assert _shown(bench) is None
    assert bench.marks[1].state is MarkState.NIL


def test_marks_in_another_article_do_not_touch_the_open_one(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    told: list[object] = []
    bench.mentions_changed.connect(told.append)
    bench.bridge.submit(CreateMention(HEBREW, Span(0, 3), "PERSON"))
    settled()
    assert told == []
    assert {row.id: row.mentions for row in bench.rows}[HEBREW] == 2


def test_a_new_preferred_name_is_under_the_marks_at_once(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    entity = bench.names.get(MOROCCO)
    assert entity is not None
    names = {code: entity.names(code) for code in entity.languages} | {"en": ["Kingdom of Morocco", "Morocco"]}
    bench.bridge.submit(EditEntity(MOROCCO, "PLACE", names, {}, {}))
    settled()
    assert _captions(bench)[1] == "Kingdom of Morocco"


def test_a_new_name_is_shown_in_the_card(bench: Workbench, settled: Callable[[], None], qtbot: QtBot) -> None:
    bench.open_document(ENGLISH)
    bench.show_entity(MOROCCO)
    with qtbot.waitSignal(bench.entity_shown):
        bench.bridge.submit(AddAlias(MOROCCO, "Maroc", "fr"))
    settled()
    assert bench.entity is not None
    assert bench.entity.names("fr") == ["Maroc"]


def test_new_facts_are_read(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    bench.bridge.submit(DescribeDocument(ENGLISH, "A visit", "en", None))
    settled()
    assert bench.document is not None
    assert bench.row is not None
    assert (bench.document.title, bench.row.title) == ("A visit", "A visit")


def test_the_next_document_opens_when_the_open_one_is_removed(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    bench.bridge.submit(RemoveDocument(ENGLISH))
    settled()
    assert _open(bench) == HEBREW
    bench.bridge.undo()
    settled()
    assert [row.id for row in bench.rows] == [ENGLISH, HEBREW, ARABIC]


def test_only_the_marks_of_some_annotators(bench: Workbench, settled: Callable[[], None]) -> None:
    bench.open_document(ENGLISH)
    bench.bridge.use(Session.open(bench.bridge.session.workspace, "Noa Barak"))
    bench.bridge.submit(CreateMention(ENGLISH, Span(0, 5), "PERSON"))
    settled()
    assert len(bench.mentions) == 5
    bench.show_annotators([bench.bridge.session.annotator.id])
    assert [mention.surface for mention in bench.mentions] == ["Gantz"]
    bench.show_annotators([])
    assert len(bench.mentions) == 5
