"""Annotators: the people whose work is kept apart until it is curated."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.ids import AnnotatorId


@dataclass(frozen=True, slots=True)
class Annotator:
    """Somebody who marks and links. Names are unique in a workspace."""

    id: AnnotatorId
    name: str

    @property
    def initials(self) -> str:
        """Return one or two letters to show in small places."""
        words = self.name.split()
        letters = [word[0] for word in (words if len(words) < 3 else (words[0], words[-1]))]
        return "".join(letters).upper() or "?"
