"""What the export dialog proposes before anybody chooses."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.document import Direction, DocumentState
from annotator.core.ids import DocumentId
from annotator.core.mention import MentionStatus
from annotator.core.rows import DocumentRow
from annotator.ui.dialogs.export_choices import IncludeChoice


@pytest.mark.parametrize(
    ("states", "proposed"),
    [
        (["FINISHED", "IN_PROGRESS", "NEW"], ["FINISHED"]),
        (["IN_PROGRESS", "NEW"], ["IN_PROGRESS"]),
        (["NEW", "NEW"], ["NEW"]),
        ([], ["NEW"]),
    ],
)
def test_what_is_finished_is_proposed_once_anything_is(qtbot: QtBot, states: list[str], proposed: list[str]) -> None:
    rows = [
        DocumentRow(
            DocumentId(f"d{at}"), "a.txt", "", "he", Direction.AUTO, None, DocumentState(state), "", 9, 1, 0, 0, 0, 9
        )
        for at, state in enumerate(states)
    ]
    choice = IncludeChoice(rows)
    qtbot.addWidget(choice)
    assert choice.states == tuple(DocumentState(state) for state in proposed)
    assert choice.statuses == (MentionStatus.ACCEPTED,)
