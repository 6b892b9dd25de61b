"""Where things live on this machine, and who sits before it."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Final

PRODUCT: Final = "Annotator"
WORKSPACE_SUFFIX: Final = ".annotator"
_FALLBACK_NAME: Final = "Annotator"


def data_folder() -> Path:
    """Return the folder for workspaces that the program makes by itself; it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path(PRODUCT, appauthor=False)


def sample_location() -> str:
    """Return where the sample workspace is kept."""
    return str(data_folder() / f"Sample{WORKSPACE_SUFFIX}")


def annotator_name() -> str:
    """Return what to call whoever works here: the full name of the system's user, or the name of the login."""
    try:
        login = getpass.getuser()
    except (KeyError, OSError, ImportError):
        return _FALLBACK_NAME
    return _full_name(login) or login or _FALLBACK_NAME


def _full_name(login: str) -> str:
    if os.name != "posix":
        return ""
    import pwd

    try:
        described = pwd.getpwnam(login).pw_gecos
    except KeyError:
        return ""
    return described.partition(",")[0].strip()
