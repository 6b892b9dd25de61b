from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import environment


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lock = tmp_path / "requirements.lock"
    lock.write_text("alpha==1 \\\n    --hash=sha256:00\nbeta==2 \\\n    --hash=sha256:11\n", encoding="utf-8")
    development = tmp_path / "requirements-dev.lock"
    development.write_text("alpha==1\nbeta==2\ngamma==3\n", encoding="utf-8")
    for name, value in (("HOME", tmp_path / ".venv"), ("LOCK", lock), ("DEV_LOCK", development)):
        monkeypatch.setattr(environment, name, value)
    monkeypatch.setattr(environment, "_require_system_packages", lambda: None)
    monkeypatch.setattr(environment, "_compile", lambda: None)
    return tmp_path / ".venv"


def pretend_installer(home: Path, script: str) -> None:
    interpreter = home / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    interpreter.chmod(0o755)


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the pretended interpreter is a shell script")


@posix_only
def test_a_second_call_starts_at_once(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pretend_installer(home, f"echo called >> {home}/calls; echo Collecting alpha==1")
    environment.prepare()
    environment.prepare()
    assert (home / "calls").read_text() == "called\n"
    assert "about 2 packages" in capfd.readouterr().err


@posix_only
def test_a_person_sees_which_package_is_fetched(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pretend_installer(home, "echo Collecting alpha==1; echo Collecting beta==2")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    environment.prepare()
    assert "2 of about 2 (beta)" in capfd.readouterr().err


@posix_only
def test_a_changed_lock_installs_again(home: Path) -> None:
    pretend_installer(home, f"echo called >> {home}/calls")
    environment.prepare()
    environment.LOCK.write_text("alpha==9\n", encoding="utf-8")
    environment.prepare()
    assert (home / "calls").read_text() == "called\ncalled\n"


@posix_only
def test_the_development_environment_serves_the_program_too(home: Path) -> None:
    pretend_installer(home, f"echo called >> {home}/calls")
    environment.prepare(development=True)
    environment.prepare()
    assert (home / "calls").read_text() == "called\n"


@posix_only
def test_a_failed_installation_says_why_and_is_not_taken_for_done(home: Path) -> None:
    pretend_installer(home, "echo 'ERROR: no such package'; exit 1")
    with pytest.raises(environment.SetUpError, match="no such package"):
        environment.prepare()
    assert not list(home.glob("*.sha256"))


def test_nothing_half_done_is_left_when_the_environment_was_not_there(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(path: Path, *, with_pip: bool) -> None:
        assert with_pip
        path.mkdir()

    def fail(_: Path) -> None:
        raise environment.SetUpError("no network")

    monkeypatch.setattr("venv.create", make)
    monkeypatch.setattr(environment, "_install", fail)
    with pytest.raises(environment.SetUpError, match="no network"):
        environment.prepare()
    assert not home.exists()


def test_without_the_right_to_install_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/dpkg-query" if name == "dpkg-query" else None)
    monkeypatch.setattr(environment, "_is_installed", lambda _query, name: name != "libegl1")
    monkeypatch.setattr(environment, "_privilege", lambda: None)
    with pytest.raises(environment.SetUpError, match=r"sudo apt-get install .*libegl1\b") as caught:
        environment._require_system_packages()
    assert "libgl1 " not in str(caught.value)


def test_the_module_needs_the_standard_library_only() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); import annotator.environment, annotator.bootstrap; "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'sqlalchemy', 'typer'))])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=environment.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@posix_only
def test_our_own_environment_is_brought_up_to_date_and_another_is_taken_as_it_is(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_installer(home, f"echo called >> {home}/calls")
    assert environment._has_packages()
    monkeypatch.setattr("sys.prefix", str(home))
    assert not environment._has_packages()
    environment.prepare()
    assert environment._has_packages()
    environment.LOCK.write_text("alpha==9\n", encoding="utf-8")
    assert not environment._has_packages()


def test_garbage_is_looked_for_rarely_but_still() -> None:
    before = gc.get_threshold()
    usual = (700, 10, 10)
    gc.set_threshold(*usual)  # other tests start the program, which leaves its own
    gc.enable()
    try:
        environment.look_for_garbage_rarely()
        assert gc.isenabled()
        assert all(value > 0 for value in gc.get_threshold())
        assert gc.get_threshold()[0] > usual[0]
    finally:
        gc.set_threshold(*before)


def test_numpy_is_told_to_stay_in_one_thread_unless_somebody_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    monkeypatch.setenv("MKL_NUM_THREADS", "4")
    environment.reckon_in_one_thread()
    assert (os.environ.pop("OPENBLAS_NUM_THREADS"), os.environ["OMP_NUM_THREADS"]) == ("1", "4")


def test_a_module_that_was_put_off_is_loaded_when_something_of_it_is_asked_for() -> None:
    code = """
import sys
from annotator import environment
environment.put_off("asyncio", iscoroutine=callable)
environment.put_off("importlib.metadata")
import asyncio, importlib
from importlib import metadata
assert asyncio.iscoroutine is callable and not hasattr(asyncio, "__wrapped__")
print(any(name.startswith(("asyncio.", "email")) for name in sys.modules))
import asyncio.events
from importlib.metadata import version
print(asyncio.run(asyncio.sleep(0, "ran")), asyncio.iscoroutine is sys.modules["asyncio"].iscoroutine)
print(metadata.version is version is importlib.metadata.version)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=environment.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "ran", "True", "True"]


def test_a_module_that_is_there_is_not_put_off() -> None:
    environment.put_off("subprocess", run=None)
    assert sys.modules["subprocess"] is subprocess
    assert callable(subprocess.run)
