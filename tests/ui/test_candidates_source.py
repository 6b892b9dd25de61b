"""Names are found at once when the program first starts, and those of the reference base once it has been made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.ids import EntityId
from annotator.ui.bridge import Bridge
from annotator.ui.candidates_source import CandidatesSource
from tests.app.base_to_come import BaseToCome, base_to_come
from tests.ui.small_workspace import MOROCCO


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[BaseToCome]:
    with base_to_come(tmp_path / "reference") as made:
        yield made


@pytest.fixture
def bridge(session: Session) -> Iterator[Bridge]:
    made = Bridge(session)
    yield made
    made.close()


@pytest.fixture
def source(qtbot: QtBot, bridge: Bridge) -> CandidatesSource:
    return CandidatesSource(bridge)


def _finds(source: CandidatesSource, name: str) -> list[EntityId]:
    index = source.index
    return [each.entity for each in index.search(name)] if index is not None else []


def test_a_first_start_waits_for_nothing_and_takes_the_base_in_later(
    source: CandidatesSource, maker: BaseToCome, qtbot: QtBot
) -> None:
    came: list[bool] = []
    source.base_came.connect(lambda: came.append(True))
    source.prepare()
    qtbot.waitUntil(lambda: source.index is not None)
    assert not maker.gate.is_set()
    assert MOROCCO in _finds(source, "Morocco")
    assert "place/geonames-2761369" not in _finds(source, "Vienna")
    qtbot.waitUntil(lambda: maker.tries == 1)
    maker.gate.set()
    qtbot.waitUntil(lambda: bool(came))
    qtbot.waitUntil(lambda: "place/geonames-2761369" in _finds(source, "Vienna"))
    assert MOROCCO in _finds(source, "Morocco")
    assert maker.tries == 1


def test_how_far_it_is_is_said_now_and_then(
    source: CandidatesSource, maker: BaseToCome, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.reference_making._SAID_EVERY_MS", 10)
    said: list[str] = []
    patient = CandidatesSource(source._bridge)
    patient.noted.connect(said.append)
    patient.prepare()
    qtbot.waitUntil(lambda: any("25 %" in sentence for sentence in said))
    maker.gate.set()
    qtbot.waitUntil(lambda: said[-1].endswith("known from now on."))


def test_closing_stops_the_making(source: CandidatesSource, bridge: Bridge, maker: BaseToCome, qtbot: QtBot) -> None:
    source.prepare()
    qtbot.waitUntil(lambda: maker.tries == 1)
    bridge.close()
    qtbot.waitUntil(lambda: maker.was_cancelled)


def test_a_base_that_is_there_is_used_from_the_first(source: CandidatesSource, maker: BaseToCome, qtbot: QtBot) -> None:
    maker.gate.set()
    maker.make(_Quiet())
    source.prepare()
    qtbot.waitUntil(lambda: source.index is not None)
    assert "place/geonames-2761369" in _finds(source, "Vienna")
    assert maker.tries == 1


class _Quiet:
    def report(self, done: int, total: int | None, note: str = "") -> None:
        """Do nothing."""
