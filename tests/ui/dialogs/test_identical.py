from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.identical import Hit, Scope
from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.ui.dialogs.identical import IdenticalDialog
from annotator.ui.marking import Alike

Key = Qt.Key
A, B = DocumentId("a"), DocumentId("b")


def hit(document: DocumentId, start: int, *, mention: str = "", inside: bool = False) -> Hit:
    found = MentionId(mention) if mention else None
    return Hit(
        document, f"Article {document}", Span(start, start + 6), found, inside, "وقعت إسرائيل و", "المغرب", " اتفاقية"
    )


HITS = [hit(A, 10), hit(A, 50, mention="m"), hit(B, 7), hit(B, 90, inside=True)]
MENTION = Mention(MentionId("own"), A, Span(0, 6), "PLACE", AnnotatorId("me"), "المغرب")
ALIKE = Alike(MENTION, EntityId("place/morocco"), "Morocco", Scope.WORKSPACE, HITS)


@pytest.fixture
def dialog(qtbot: QtBot) -> IdenticalDialog:
    made = IdenticalDialog(ALIKE, DEFAULT_LABELS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def confirmed(dialog: IdenticalDialog, qtbot: QtBot) -> list[Hit]:
    with qtbot.waitSignal(dialog.confirmed) as caught:
        QTest.keyClick(dialog.list, Key.Key_Return)
    assert caught.args is not None
    found: list[Hit] = caught.args[0]
    return found


def test_enter_links_every_hit_but_those_inside_longer_marks(dialog: IdenticalDialog, qtbot: QtBot) -> None:
    assert confirmed(dialog, qtbot) == HITS[:3]


def test_space_takes_the_current_line_out(dialog: IdenticalDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.list, Key.Key_Down)
    QTest.keyClick(dialog.list, Key.Key_Space)
    assert confirmed(dialog, qtbot) == HITS[1:3]


def test_a_title_stands_for_all_hits_under_it(dialog: IdenticalDialog) -> None:
    assert dialog.model.state(0) is Qt.CheckState.Checked
    assert dialog.model.state(3) is Qt.CheckState.PartiallyChecked
    QTest.keyClick(dialog.list, Key.Key_Space)
    assert dialog.model.checked == [HITS[2]]
    dialog.model.toggle(3)
    assert dialog.model.checked == HITS[2:]


def test_a_click_checks_a_line(dialog: IdenticalDialog) -> None:
    line = dialog.list.visualRect(dialog.model.index(5))
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
    assert HITS[3] in dialog.model.checked


def test_nothing_checked_cannot_be_confirmed(dialog: IdenticalDialog) -> None:
    dialog.model.check_all(on=False)
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert dialog.isVisible()


def test_lines_are_read_aloud_with_their_context(dialog: IdenticalDialog) -> None:
    spoken = dialog.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "وقعت إسرائيل والمغرب اتفاقية"
    assert dialog.model.index(1).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
