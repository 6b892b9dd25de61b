"""What every test needs: no screen, no network surprises, nobody's own folders, and silence from Qt."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "none")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["XDG_RUNTIME_DIR"] = os.environ.get("XDG_RUNTIME_DIR") or "/tmp"

import pytest
from hypothesis import HealthCheck, settings

from annotator.app.reference import reference, use_reference

# The same examples in every run, so that a change is judged by itself; ANNOTATOR_NEW_EXAMPLES=1 looks for others.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize="ANNOTATOR_NEW_EXAMPLES" not in os.environ,
)
settings.load_profile("house")

# Nothing is read from the folders of whoever runs the tests, or left there; processes running in parallel share others.
_folders = os.environ.get("ANNOTATOR_TEST_FOLDERS")
if _folders is None:
    os.environ["ANNOTATOR_TEST_FOLDERS"] = _folders = tempfile.mkdtemp(prefix="annotator-tests-")
    atexit.register(shutil.rmtree, _folders, ignore_errors=True)
for _name in ("DATA", "CONFIG", "STATE", "CACHE"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_folders) / _name.lower())

_MANY_OBJECTS: Final = 200_000


@pytest.fixture(autouse=True)
def own_reference() -> Iterator[None]:
    """Leave no reference base of one test to the next, which would make it beside its window."""
    before = reference()
    yield
    use_reference(before)


@pytest.fixture(autouse=True)
def garbage_between_tests() -> Iterator[None]:
    """Look for garbage between tests only, as the window does between acts: never on a side thread or in an event."""
    gc.disable()
    yield
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect()
