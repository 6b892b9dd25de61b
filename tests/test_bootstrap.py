from __future__ import annotations

import pytest

from annotator import bootstrap


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    opened: list[str | None] = []

    def open_window(location: str | None) -> int:
        opened.append(location)
        return 0

    monkeypatch.setattr(bootstrap, "_open_window", open_window)
    monkeypatch.delenv("ANNOTATOR_WORKSPACE", raising=False)
    return opened


@pytest.mark.parametrize(
    ("arguments", "location"),
    [
        ([], None),
        (["desk.annotator"], "desk.annotator"),
        (["--workspace", "desk.annotator"], "desk.annotator"),
        (["--workspace=desk.annotator"], "desk.annotator"),
    ],
)
def test_without_a_command_the_window_opens_on_the_workspace_named(
    windows: list[str | None], arguments: list[str], location: str | None
) -> None:
    assert bootstrap.main(arguments) == 0
    assert windows == [location]


def test_the_environment_names_a_workspace_for_the_window_too(
    windows: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", "desk.annotator")
    assert bootstrap.main([]) == 0
    assert windows == ["desk.annotator"]


@pytest.mark.parametrize("arguments", [["formats"], ["--help"], ["--workspace", "desk.annotator", "formats"]])
def test_a_command_opens_no_window(windows: list[str | None], arguments: list[str]) -> None:
    assert bootstrap.main(arguments) == 0
    assert windows == []
