"""Runs commands in process, on workspaces of their own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.main import main
from annotator.cli.pictures import PictureOrder
from annotator.core.ports import Workspace
from db.workspace import SqliteWorkspaces

SEEDS = Path(__file__).parents[2] / "seeds"

Run = Callable[..., "Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:  # Any: whatever the JSON holds
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(slots=True)
class Painter:
    """Stands in for whoever draws: remembers what was wanted."""

    orders: list[tuple[str, PictureOrder]] = field(default_factory=list)

    def draw(self, workspace: Workspace, order: PictureOrder) -> None:
        self.orders.append((workspace.location, order))


@pytest.fixture
def painter() -> Painter:
    return Painter()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ANNOTATOR_WORKSPACE", "ANNOTATOR_VISUAL_ORDER", "ANNOTATOR_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, painter: Painter) -> Run:
    """Run a command with its arguments and what it reads from standard input."""

    def call(*arguments: object, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments], SqliteWorkspaces(), painter)
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        result = Result(code, out.decode(), err.decode())
        assert "Traceback" not in result.err
        return result

    return call


@pytest.fixture
def sample(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace with the sample in it and name it in the environment."""
    path = tmp_path / "sample.annotator"
    assert run("init", "--sample", "--workspace", path).code == 0
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(path))
    return path
