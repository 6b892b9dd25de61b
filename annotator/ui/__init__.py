"""The window: the only floor that knows Qt."""

import builtins

import PySide6.QtCore  # noqa: F401 - what is taken back below comes with it

# PySide takes the place of Python's import, for the sake of ``from __feature__ import …`` alone. After every import it
# reads the source of what was imported, whoever wrote it, in search of its own name: a fifth of the whole start.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
