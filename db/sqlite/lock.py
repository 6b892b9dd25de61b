"""One writing process for each workspace file.

The lock is the operating system's own, on a small hidden file beside the workspace: it is let go of when the process
ends in whatever way, so a crash leaves nothing in the way. The file says who holds it, for the message that a second
process shows.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from annotator.core.errors import UserError

_ATTEMPTS: Final = 10
_FILE_MODE: Final = 0o666  # what the umask leaves of it, as for any other document

if sys.platform == "win32":
    import msvcrt

    _BYTE: Final = 1 << 30  # far behind the text, which others may then read

    def _try_lock(descriptor: int) -> None:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """The right to write to a workspace file, held until :meth:`release`."""

    _held_here: Final[set[Path]] = set()
    _guard: Final = threading.Lock()

    def __init__(self, workspace: Path) -> None:
        """Take the lock.

        Args:
            workspace: The file, which need not be there yet; the same file must always come under the same path.

        Raises:
            UserError: Somebody else has it, or the folder cannot be written.
        """
        self._workspace = workspace
        self._path = workspace.with_name(f".{workspace.name}.lock")
        with self._guard:
            if workspace in self._held_here:
                raise UserError("This workspace is open here already.", path=workspace)
            self._descriptor: int | None = self._take()
            self._held_here.add(workspace)
        self._sign()

    @classmethod
    def is_held_here(cls, workspace: Path) -> bool:
        """Tell whether this very process has the workspace open for writing."""
        with cls._guard:
            return workspace in cls._held_here

    def release(self) -> None:
        """Let go of it and take the lock's file away. Idempotent."""
        with self._guard:
            descriptor, self._descriptor = self._descriptor, None
            if descriptor is None:
                return
            self._held_here.discard(self._workspace)
            if sys.platform != "win32":
                self._path.unlink(missing_ok=True)
            os.close(descriptor)
            if sys.platform == "win32":
                with suppress(OSError):  # another process is just looking who holds it
                    self._path.unlink(missing_ok=True)

    def _take(self) -> int:
        for _ in range(_ATTEMPTS):
            try:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, _FILE_MODE)
            except OSError as error:
                raise UserError(
                    "A workspace can only be opened in a folder that may be written ({reason}). Copy it to another "
                    "folder and open it there.",
                    path=self._workspace,
                    reason=error.strerror,
                ) from error
            try:
                _try_lock(descriptor)
                if self._is_at_its_place(descriptor):
                    return descriptor
            except OSError as error:
                os.close(descriptor)
                raise self._taken() from error
            os.close(descriptor)
        raise self._taken()

    def _is_at_its_place(self, descriptor: int) -> bool:
        """Tell whether the locked file is still the one beside the workspace, not one just being taken away."""
        try:
            there = self._path.stat()
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(descriptor))

    def _sign(self) -> None:
        """Write down who holds the lock; a full disk must not stand in the way of opening."""
        holder = {
            "user": _user(),
            "host": socket.gethostname(),
            "process": os.getpid(),
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        }
        assert self._descriptor is not None  # noqa: S101 - just taken
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps(holder, ensure_ascii=False).encode())

    def _taken(self) -> UserError:
        holder = _signature(self._path)
        if holder is None:
            return UserError("This workspace is open in another window. Close it there first.", path=self._workspace)
        return UserError(
            "This workspace is open in another window: {user} on {host} opened it on {day} at {time} "
            "(process {process}). Close it there first.",
            path=self._workspace,
            **holder,
        )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return "?"


def _signature(path: Path) -> dict[str, Any] | None:  # Any: whatever JSON holds, only shown
    try:
        holder = json.loads(path.read_text("utf-8"))
        since = datetime.fromisoformat(holder["since"])
        known = {name: holder[name] for name in ("user", "host", "process")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {**known, "day": f"{since:%Y-%m-%d}", "time": f"{since:%H:%M}"}
