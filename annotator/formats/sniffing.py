"""What a file looks like from outside: its name and its first bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Final

HEAD_BYTES: Final = 65_536

_KEY = re.compile(r'"(\w+)"\s*:')


@dataclass(frozen=True)
class Sample:
    """The beginning of a file.

    Attributes:
        name: The file's name.
        head: Its first 64 KiB at most.
    """

    name: str
    head: bytes

    @classmethod
    def of(cls, path: Path) -> Sample:
        """Look at a file. Raises ``OSError`` if it cannot be read."""
        with path.open("rb") as file:
            return cls(path.name, file.read(HEAD_BYTES))

    @cached_property
    def suffix(self) -> str:
        """The name's ending in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The beginning as text, as far as it is some Unicode encoding; damage is replaced."""
        if self.head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return self.head.decode("utf-16", "replace")
        return self.head.decode("utf-8-sig", "replace")

    @cached_property
    def looks_like_json(self) -> bool:
        """Whether it begins as a JSON object or array does."""
        return self.text.lstrip()[:1] in ("{", "[") and _KEY.search(self.text) is not None

    @cached_property
    def json_keys(self) -> frozenset[str]:
        """The names before colons, in whatever depth; empty when it is not JSON."""
        return frozenset(_KEY.findall(self.text)) if self.looks_like_json else frozenset()
