from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.core.progress import Progress
from annotator.ui.dialogs.progress import ProgressCard
from annotator.ui.jobs import Job


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


class Endless:
    """Work that goes on until it is stopped."""

    def __init__(self) -> None:
        self.began = threading.Event()

    def __call__(self, progress: Progress) -> None:
        number = 0
        while True:
            progress.report(number, 1000, "مقال.txt")
            self.began.set()
            number += 1


def started(job: Job) -> threading.Thread:
    def work() -> None:
        job.work()
        job.deliver()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_long_work_is_shown_and_cancel_stops_it(window: QWidget, qtbot: QtBot) -> None:
    card, work = ProgressCard(window), Endless()
    job = Job(work)
    card.follow("Importing…", job)
    thread = started(job)
    qtbot.waitUntil(card.isVisible)
    with qtbot.waitSignal(job.cancelled):
        QTest.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
    thread.join()
    assert not card.isVisible()


def test_short_work_shows_nothing(window: QWidget, qtbot: QtBot) -> None:
    card = ProgressCard(window)
    job = Job(lambda _progress: 1)
    card.follow("Importing…", job)
    with qtbot.waitSignal(job.ended):
        started(job).join()
    assert not card.isVisible()
    qtbot.wait(350)
    assert not card.isVisible()
