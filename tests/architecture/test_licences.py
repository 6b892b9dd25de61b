"""Every run-time package may be shipped with the product: known licence, none of it GPL or AGPL."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|MPL|Mozilla|PSF|Python Software Foundation|LGPL|Lesser|Unlicense|0BSD|zlib|CC0", re.IGNORECASE
)
FORBIDDEN = re.compile(r"(?<![L])\bA?GPL|(?<!Lesser )General Public License", re.IGNORECASE)


def locked_packages() -> list[str]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE)


def licence_of(name: str) -> str:
    facts = metadata.metadata(name)
    said = [value for value in facts.get_all("Classifier") or [] if value.startswith("License ::")]
    said += facts.get_all("License-Expression") or []
    said += [value[:200] for value in facts.get_all("License") or []]
    if said == ["License :: Other/Proprietary License"]:  # which says nothing: its licence file does
        said = [path.read_text(encoding="utf-8").split("\n", 1)[0] for path in licence_files(name)]
    return " | ".join(said)


def licence_files(name: str) -> list[metadata.PackagePath]:
    return [path for path in metadata.files(name) or [] if path.name == "LICENSE" and ".dist-info" in str(path)]


def test_the_lock_names_packages() -> None:
    assert {"pyside6-essentials", "sqlalchemy", "spacy"} <= set(locked_packages())


def test_every_locked_file_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", lock)
    assert all("--hash=sha256:" in block for block in blocks if re.match(r"[a-z0-9][a-z0-9._-]*==", block))


@pytest.mark.parametrize("name", sorted(set(locked_packages())))
def test_the_licence_allows_shipping(name: str) -> None:
    try:
        licence = licence_of(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not for this platform")
    offered = [part for part in re.split(r"\s+OR\s+|\|", licence) if part.strip()]
    assert any(ALLOWED.search(part) and not FORBIDDEN.search(part) for part in offered), licence
