"""Makes and enters the project's own environment, with the standard library alone.

Any Python from 3.11 on may start the program. When its packages are missing, this module makes ``.venv`` beside
``main.py``, installs the locked packages into it (every file checked against its hash), and starts the program again
inside. A stamp with the lock file's hash is written last, so an interrupted set-up is simply taken up again.

On Debian and its relatives it also looks for the system libraries and fonts that Qt needs, installs them when it may,
and otherwise says which command to type before anything has been made.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # imported where it is used: a start that finds everything in place has no need of it
    import subprocess

ROOT: Final = Path(__file__).resolve().parent.parent
HOME: Final = ROOT / ".venv"
LOCK: Final = ROOT / "requirements.lock"
DEV_LOCK: Final = ROOT / "requirements-dev.lock"

_PROBES: Final = ("PySide6", "sqlalchemy", "orjson", "typer")
_SYSTEM_PACKAGES: Final = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfontconfig1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
    "fonts-noto-core",
    "fonts-noto-ui-core",
)


class SetUpError(Exception):
    """The environment could not be made; the message says what to do."""


def enter(arguments: Sequence[str]) -> None:
    """Return at once where the packages are at hand; otherwise start the program anew inside ``.venv``.

    Raises:
        SetUpError: The environment is missing and could not be made.
    """
    if _has_packages():
        return
    prepare()
    import subprocess

    command = [str(interpreter()), str(ROOT / "main.py"), *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command))  # noqa: S603 - our own interpreter and program
    os.execv(command[0], command)  # noqa: S606 - our own interpreter and program


def look_for_garbage_rarely() -> None:
    """Have Python look for circular garbage rarely.

    An article or an import makes tens of thousands of objects that live on; with Python's own thresholds each search
    walks over all of them, and took up to half the time of opening a large article.
    """
    gc.set_threshold(50_000, 20, 100)


def reckon_in_one_thread() -> None:
    """Have numpy reckon in the thread that asks; to be called before it is loaded.

    Our arrays are small: with a thread for each core most of the processor's time goes into waiting for one another,
    and what one search takes grows threefold.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


def put_off(name: str, **at_hand: object) -> None:
    """Have a module of the standard library loaded when something of it is asked for, not when it is imported.

    For what a package imports for uses that this program has not.

    Args:
        name: The module; one that is loaded already stays as it is.
        at_hand: What is asked for while others are imported, and what stands for it until the module is loaded.
    """
    if name in sys.modules:
        return
    stand_in = _StandIn(name)
    vars(stand_in).update(at_hand)
    sys.modules[name] = stand_in
    package, _, own = name.rpartition(".")
    if package:
        setattr(sys.modules[package], own, stand_in)


class _StandIn(ModuleType):
    """Stands in for a module, and becomes like it at the first question."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") and name != "__path__":  # what only looks at modules loads none
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = importlib.import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


def prepare(*, development: bool = False) -> None:
    """Make ``.venv`` ready; return at once when it is.

    Args:
        development: Whether the tools for testing are wanted too.

    Raises:
        SetUpError: It could not be made; what was begun has been removed.
    """
    lock = DEV_LOCK if development else LOCK
    if _is_ready(lock):
        return
    _require_system_packages()
    existed = HOME.exists()
    import venv

    try:
        if not interpreter().exists():
            _say("Making the program's own environment in .venv …")
            venv.create(HOME, with_pip=True)
        _install(lock)
        _compile()
    except BaseException:
        if not existed:
            shutil.rmtree(HOME, ignore_errors=True)
        raise
    _stamp(lock).write_text(_fingerprint(lock), encoding="utf-8")
    _say("Ready.")


def interpreter() -> Path:
    """Return the path of the environment's Python."""
    return HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _has_packages() -> bool:
    """Tell whether this Python can run the program: our own environment if it is up to date, another if it has all."""
    if Path(sys.prefix).resolve() == HOME.resolve():
        return _is_ready(LOCK)
    return all(importlib.util.find_spec(name) for name in _PROBES)


def _is_ready(lock: Path) -> bool:
    # The development lock holds everything that the run-time lock holds, in the same versions.
    return any(
        _stamp(made).exists() and _stamp(made).read_text(encoding="utf-8") == _fingerprint(made)
        for made in {lock, DEV_LOCK}
    )


def _stamp(lock: Path) -> Path:
    return HOME / f"{lock.stem}.sha256"


def _fingerprint(lock: Path) -> str:
    import hashlib

    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _install(lock: Path) -> None:
    import subprocess

    total = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    # The lock names every package. pip, left to follow dependencies itself, takes a newer release of one that is asked
    # for with an extra, and then refuses it for want of a hash.
    command = [
        str(interpreter()),
        *("-m", "pip", "install", "--require-hashes", "--no-deps", "--progress-bar", "off", "--no-input"),
        *("--disable-pip-version-check", "--no-warn-script-location", "-r", str(lock)),
    ]
    if not sys.stderr.isatty():
        _say(f"Fetching and installing about {total} packages …")
    with subprocess.Popen(  # noqa: S603 - our own interpreter, our own lock file
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    ) as process:
        tail = _follow(process, total)
    if process.returncode:
        raise SetUpError(
            "The program's packages could not be installed. Is there a connection to the package index? "
            "The installer said:\n" + "\n".join(tail)
        )


def _compile() -> None:
    """Compile the program once here, so that it starts as fast where Python may not write beside the sources."""
    import compileall

    for room in ("annotator", "db"):
        compileall.compile_dir(ROOT / room, quiet=2)


def _follow(process: subprocess.Popen[str], total: int) -> list[str]:
    """Turn the installer's talk into one line of progress; return its last lines."""
    tail: list[str] = []
    fetched = 0
    for line in process.stdout or ():
        tail = [*tail[-14:], line.rstrip()]
        if line.startswith("Collecting "):
            fetched += 1
            package = line.split()[1].split("==")[0]
            _show_step(f"Fetching packages: {fetched} of about {total} ({package})")
        elif line.startswith("Installing collected packages"):
            _show_step("Installing …")
    if sys.stderr.isatty():
        _say("")
    return tail


def _show_step(text: str) -> None:
    """Show a step over the one before it; where the reader is a file, a line for each would only be noise."""
    if sys.stderr.isatty():
        _say(f"\r\x1b[K{text}", end="")


def _require_system_packages() -> None:
    """Install what Qt needs from the system, or say which command does.

    Raises:
        SetUpError: Something is missing and may not be installed from here.
    """
    query = shutil.which("dpkg-query")
    missing = [name for name in _SYSTEM_PACKAGES if not _is_installed(query, name)] if query else []
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    prefix = _privilege()
    if query is None or prefix is None:
        raise SetUpError(
            "Some system packages are missing, and installing them needs the administrator. Please type\n\n"
            f"    sudo apt-get update && sudo {' '.join(install)}\n\nand start again. Nothing was changed."
        )
    import subprocess

    _say(f"Installing system packages: {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        done = subprocess.run(  # noqa: S603 - fixed words and the package names above
            [*prefix, *command], env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            raise SetUpError(f"“{' '.join(command)}” failed:\n{(done.stderr or done.stdout).strip()[-1500:]}")


def _is_installed(query: str, package: str) -> bool:
    import subprocess

    answer = subprocess.run(  # noqa: S603 - fixed words and the package names above
        [query, "--show", "--showformat=${db:Status-Status} ", f"{package}", f"{package}t64"],
        capture_output=True,
        text=True,
        check=False,
    )
    return "installed" in answer.stdout.split()


def _privilege() -> list[str] | None:
    """Return what to put before a command to run it as the administrator, or None when that is not possible."""
    import subprocess

    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    allowed = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)  # noqa: S603 - fixed words
    return [sudo, "-n"] if allowed.returncode == 0 else None


def _say(text: str, end: str = "\n") -> None:
    sys.stderr.write(text + end)
    sys.stderr.flush()


def main() -> int:
    """Prepare the environment from the command line (``python -m annotator.environment --development``)."""
    import argparse

    parser = argparse.ArgumentParser(description="Make the program's own environment in .venv.")
    parser.add_argument("--development", action="store_true", help="with the tools for testing")
    options = parser.parse_args()
    try:
        prepare(development=options.development)
    except SetUpError as error:
        _say(str(error))
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
