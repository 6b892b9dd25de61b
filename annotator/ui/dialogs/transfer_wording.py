"""How formats, remarks on files and losses are worded. Apart from other wording, since formats load slowly."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.formats.base import Format
from annotator.formats.losses import LossKind
from annotator.formats.remarks import Remark
from annotator.ui.wording import filled


def remark_sentence(remark: Remark) -> str:
    """Return what a reader noticed about a file, in the window's language."""
    return filled(QCoreApplication.translate("Errors", remark.template), remark.values)


def purpose_of(chosen: Format) -> str:
    """Return a few words on what a format is for, in the window's language."""
    return QCoreApplication.translate("Formats", chosen.purpose)


def loss_clause(kind: LossKind) -> str:
    """Return what happened to the mentions counted under a kind of loss, to be read after their number."""
    return QCoreApplication.translate("Losses", kind.sentence)


def limit_clause(clause: str) -> str:
    """Return what a format cannot hold at all, in the window's language."""
    return QCoreApplication.translate("Losses", clause)
