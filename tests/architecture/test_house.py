"""The shape of the house: sizes, the top level, and words that have no place in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = sorted(
    path
    for top in ("annotator", "db", "seeds")
    for path in (ROOT / top).rglob("*.py")
    if "__pycache__" not in path.parts
)
AGREED_FOLDERS = {"annotator", "seeds", "db", "resources", "tests"}


def classes_and_functions(path: Path) -> Iterator[tuple[str, int, bool]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield node.name, length, isinstance(node, ast.ClassDef)


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (40 if path.name == "__init__.py" else 500)
    for name, length, is_class in classes_and_functions(path):
        assert length <= (300 if is_class else 60), f"{name} has {length} lines"


def test_main_only_hands_over() -> None:
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) <= 30
    assert len((ROOT / "annotator" / "bootstrap.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_the_top_level_has_only_the_agreed_folders() -> None:
    committed = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert committed - {"build", "__pycache__"} <= AGREED_FOLDERS


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_room_is_called_by_what_it_is_not(path: Path) -> None:
    assert not re.search(r"(^|_)(utils?|helpers?|managers?|misc)(_|$)", path.stem)


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_left_for_later(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|NotImplementedError)\b", source)


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_exemption_gives_its_reason(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if "# noqa" in line or "type: ignore" in line:
            assert re.search(r"(noqa: [A-Z0-9, ]+|type: ignore\[[a-z0-9, -]+\]).* (-|#) \w", line), (
                f"line {number}: {line.strip()}"
            )
