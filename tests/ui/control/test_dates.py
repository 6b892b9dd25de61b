from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.commands.base import Command
from annotator.app.commands.dates import SetDocumentDate
from annotator.app.commands.documents import DescribeDocument
from annotator.ui.desk import Desk
from annotator.ui.wording import isolated
from tests.ui.small_workspace import ENGLISH


def notes_after(desk: Desk, command: Command, qtbot: QtBot) -> list[str]:
    notes: list[str] = []
    desk.on_demand.dates.noted.connect(notes.append)
    with qtbot.waitSignal(desk.bridge.committed):
        desk.bridge.submit(command)
    return notes


@pytest.mark.parametrize(
    "command", [SetDocumentDate(ENGLISH, "2021-12-01"), DescribeDocument(ENGLISH, "Title", "en", "2021-12-01")]
)
def test_it_is_told_that_dates_followed_the_articles_date(desk: Desk, command: Command, qtbot: QtBot) -> None:
    (note,) = notes_after(desk, command, qtbot)
    assert note == f"Date of the article: {isolated('1 Dec 2021')}. 1 date changed with it."


def test_a_new_title_is_no_news_about_dates(desk: Desk, qtbot: QtBot) -> None:
    document = desk.workbench.reader.document(ENGLISH)
    assert notes_after(desk, DescribeDocument(ENGLISH, "Another title", "en", document.date), qtbot) == []
