"""The words that the document view writes under marks."""

from __future__ import annotations

from enum import Enum, auto
from html import escape
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from annotator.ui.document.marks import Mark, MarkState

_LABELS: Final = (
    QT_TRANSLATE_NOOP("Labels", "PERSON"),
    QT_TRANSLATE_NOOP("Labels", "ORG"),
    QT_TRANSLATE_NOOP("Labels", "PLACE"),
    QT_TRANSLATE_NOOP("Labels", "DATE"),
)
"""The labels that every new workspace has, so that translators find them."""


class NameKind(Enum):
    """How the words after a label are meant, which decides their look."""

    NAME = auto()
    OPEN = auto()
    NIL = auto()


def label_text(label: str) -> str:
    """Return a label's name in the interface language, where it has one; a project's own labels keep theirs."""
    return QCoreApplication.translate("Labels", label)


def name_of(mark: Mark) -> tuple[str, NameKind]:
    """Return what is written after the label of a mark, and how it is meant."""
    if mark.state is MarkState.UNLINKED:
        return ("" if mark.suggested else QCoreApplication.translate("DocumentView", "not linked yet")), NameKind.OPEN
    if mark.state is MarkState.NIL:
        return QCoreApplication.translate("DocumentView", "not in base"), NameKind.NIL
    return mark.caption, NameKind.NAME


def under_mark(mark: Mark, *, selected: bool) -> str:
    """Return the label that is written under a mark; a question mark says that nobody stands behind it."""
    text = label_text(mark.label)
    return f"{text}?" if mark.suggested and not selected else text


def in_words(mark: Mark) -> str:
    """Return what a mark says, as one line: its label and its name."""
    name, _ = name_of(mark)
    label = under_mark(mark, selected=False)
    return f"{isolated(label)} {isolated(name)}" if name else isolated(label)


def plain_tool_tip(mark: Mark) -> str:
    """Return what a mark says as a tool tip that shows every character as it is, whatever the name contains."""
    return f"<span>{escape(in_words(mark))}</span>"


def isolated(text: str) -> str:
    """Return a text that keeps its own order whatever stands around it (FSI … PDI)."""
    return f"\u2068{text}\u2069"
