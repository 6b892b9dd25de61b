"""What the program loads before its window can be used; what is not on this list is loaded when it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.bench.starting import ROOT, start

AFTERWARDS = (
    "alembic",
    "annotator.app.reference_base",
    "annotator.app.suggesting",
    "annotator.cli",
    "annotator.formats",
    "annotator.lang.dates",
    "annotator.lang.names",
    "annotator.suggest",
    "annotator.ui.candidates_source",
    "annotator.ui.dates",
    "annotator.ui.dialogs",
    "annotator.ui.entities",
    "annotator.ui.linker",
    "annotator.ui.marking",
    "annotator.ui.overlays",
    "annotator.ui.palette",
    "annotator.ui.review",
    "annotator.ui.timeline",
    "annotator.ui.transfer",
    "annotator.ui.welcome",
    "asyncio.events",
    "email",
    "numpy",
    "orjson",
    "pyarrow",
    "qtawesome",
    "rapidfuzz",
    "regex",
    "seeds",
    "spacy",
    "sqlalchemy.orm",
    "typer",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a second start: the first one makes the sample, which takes more."""
    home = tmp_path_factory.mktemp("home")
    start(home)
    return start(home).modules


@pytest.mark.parametrize("name", AFTERWARDS)
def test_a_start_does_not_load_it(loaded: frozenset[str], name: str) -> None:
    assert [module for module in loaded if module == name or module.startswith(f"{name}.")] == []


def test_a_start_loads_the_window(loaded: frozenset[str]) -> None:
    assert {"annotator.ui.document.view", "db.workspace", "PySide6.QtWidgets"} <= loaded


def test_the_source_of_what_is_imported_is_not_read() -> None:
    code = "import annotator.ui, colorsys, linecache; print([path for path in linecache.cache if 'colorsys' in path])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
