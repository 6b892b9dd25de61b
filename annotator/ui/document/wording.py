"""The words that the document view writes under marks."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.wording import isolated, label_name

DOUBT: Final = "?"
"""Says that nobody stands behind a mark; it is shown even where nothing else has room."""


class NameKind(Enum):
    """How the words after a label are meant, which decides their look."""

    NAME = auto()
    OPEN = auto()
    NIL = auto()


def name_of(mark: Mark) -> tuple[str, NameKind]:
    """Return what is written after the label of a mark, and how it is meant."""
    if mark.state is MarkState.UNLINKED:
        return ("" if mark.suggested else QCoreApplication.translate("DocumentView", "not linked yet")), NameKind.OPEN
    if mark.state is MarkState.NIL:
        return QCoreApplication.translate("DocumentView", "not in base"), NameKind.NIL
    return mark.caption, NameKind.NAME


def under_mark(mark: Mark, *, selected: bool) -> str:
    """Return the label that is written under a mark; a question mark says that nobody stands behind it."""
    text = label_name(mark.label)
    return f"{text}{DOUBT}" if mark.suggested and not selected else text


def in_words(mark: Mark) -> str:
    """Return what a mark says, as one line: its label and its name."""
    name, _ = name_of(mark)
    label = under_mark(mark, selected=False)
    return f"{isolated(label)} {isolated(name)}" if name else isolated(label)
