"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from annotator.app.atomic_files import AtomicFiles, write_atomically
from annotator.core.errors import UserError


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_appear_together_at_the_end(tmp_path: Path) -> None:
    with AtomicFiles() as files:
        for name in ("a", "b"):
            with files.open(tmp_path / name) as stream:
                stream.write(name.encode())
        assert not (tmp_path / "a").exists()
    assert names_in(tmp_path) == ["a", "b"]
    assert (tmp_path / "b").read_bytes() == b"b"


def test_a_failure_keeps_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def write_and_fail() -> None:
        with AtomicFiles() as files:
            with files.open(tmp_path / "a") as stream:
                stream.write(b"new")
            with files.open(tmp_path / "made" / "deep" / "b") as stream:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert names_in(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="rights are other things there")
def test_rights_stay_and_new_files_have_the_usual_ones(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"")
    old.chmod(0o640)
    write_atomically(old, b"x")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    (tmp_path / "usual").write_bytes(b"")
    write_atomically(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_goes_on_pointing(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_place_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="cannot be written"):
        write_atomically(tmp_path / "file" / "below", b"x")
    with pytest.raises(UserError, match="not a file"):
        write_atomically(tmp_path, b"x")
    assert names_in(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk at hand")
def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = Path.open

    def open_on_a_full_disk(path: Path, mode: str = "r") -> object:
        return real_open(Path("/dev/full"), "wb") if path.suffix == ".part" else real_open(path, mode)

    monkeypatch.setattr(Path, "open", open_on_a_full_disk)
    with pytest.raises(UserError, match="No space left"):
        write_atomically(tmp_path / "x", b"x" * 100_000)
    assert not (tmp_path / "x").exists()
