from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.ui import application


class Knot:
    """Something that only a search for garbage takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def looking(qapp: QApplication) -> Iterator[QTimer]:
    was_enabled = gc.isenabled()
    timer = application.leave_garbage_until_away(qapp)
    yield timer
    timer.stop()
    timer.deleteLater()
    qapp.applicationStateChanged.disconnect(application._on_application_state_changed)
    gc.unfreeze()
    (gc.enable if was_enabled else gc.disable)()


def test_garbage_waits_until_the_user_is_elsewhere(looking: QTimer, qapp: QApplication) -> None:
    gone = weakref.ref(Knot())
    kept = [[number] for number in range(200_000)]
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    looking.timeout.emit()
    assert (len(kept), gone() is None) == (200_000, False)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None


def test_very_much_garbage_is_looked_for_all_the_same_but_not_by_python_itself(
    looking: QTimer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not gc.isenabled()
    monkeypatch.setattr(application, "_MANY_OBJECTS", 100_000)
    gone = weakref.ref(Knot())
    kept = [[number] for number in range(200_000)]
    assert (len(kept), gone() is None) == (200_000, False)
    looking.timeout.emit()
    assert gone() is None
