"""Annotator: mark and link people, organizations, places and dates in Hebrew, Arabic and English articles."""

from typing import Final

__version__: Final = "0.1.0"
