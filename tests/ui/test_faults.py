from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app import settings
from annotator.core.errors import UserError
from annotator.ui.faults import LOG_NAME, LogFile, watch


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the log is kept; afterwards nothing watches any longer."""
    place = tmp_path / "data"
    monkeypatch.setattr(settings, "data_folder", lambda: place)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    log = logging.getLogger("annotator")
    before = list(log.handlers)
    yield place
    for handler in [made for made in log.handlers if made not in before]:
        log.removeHandler(handler)
        handler.close()


def _fail() -> None:
    try:
        int("nothing")
    except ValueError as fault:
        sys.excepthook(ValueError, fault, fault.__traceback__)


def test_a_fault_is_logged_and_told(folder: Path) -> None:
    told: list[UserError] = []
    watch(told.append)
    _fail()
    assert "annotator.log" in told[0].sentence
    written = (folder / LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError: invalid literal" in written
    assert "in _fail" in written


def test_there_is_no_log_while_there_is_nothing_to_say(folder: Path) -> None:
    watch(lambda _: None)
    assert not folder.exists()


def test_a_log_that_cannot_be_written_disturbs_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write_text("a file where the folder should be")
    monkeypatch.setattr(logging, "raiseExceptions", False)
    LogFile().emit(logging.LogRecord("annotator", logging.ERROR, "", 1, "lost", None, None))
    assert capsys.readouterr().err == ""
