from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.ui import application


class Knot:
    """Something that only a search for garbage takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def frozen(qapp: QApplication) -> Iterator[QApplication]:
    thresholds, was_enabled = gc.get_threshold(), gc.isenabled()
    application.leave_garbage_until_away(qapp)
    yield qapp
    qapp.applicationStateChanged.disconnect(application._on_application_state_changed)
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    (gc.enable if was_enabled else gc.disable)()


def test_garbage_waits_until_the_user_is_elsewhere(frozen: QApplication) -> None:
    assert gc.isenabled()
    gone = weakref.ref(Knot())
    kept = [[number] for number in range(200_000)]
    frozen.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert (len(kept), gone() is None) == (200_000, False)
    frozen.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None
