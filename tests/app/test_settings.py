"""Where things live, and who works."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from annotator.app import settings


def test_the_sample_is_kept_in_the_user_s_data_folder() -> None:
    place = Path(settings.sample_location())
    assert place.parent == settings.data_folder()
    assert place.is_absolute()
    assert place.suffix == settings.WORKSPACE_SUFFIX


def test_somebody_always_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.annotator_name()
    monkeypatch.setattr(getpass, "getuser", lambda: "nobody-of-this-name")
    assert settings.annotator_name() == "nobody-of-this-name"

    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert settings.annotator_name() == "Annotator"
