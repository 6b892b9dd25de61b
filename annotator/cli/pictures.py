"""What the command line needs from whoever draws: pictures of the view and the window without a screen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.core.ids import DocumentId
from annotator.core.ports import Workspace


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """A picture that somebody wants.

    Attributes:
        target: The PNG file to write.
        document: The document to show, or None for the first.
        width: The picture's width in pixels; None for the usual one.
        theme: ``light``, ``dark`` or ``contrast``.
        ui_language: The language of the interface: ``en``, ``he`` or ``ar``.
        whole_window: Whether the whole window is drawn, or only the document.
        page: The page of the window: ``articles`` or ``entities``.
    """

    target: Path
    document: DocumentId | None = None
    width: int | None = None
    theme: str = "light"
    ui_language: str = "en"
    whole_window: bool = False
    page: str = "articles"


class Pictures(Protocol):
    """Draws pictures."""

    def draw(self, workspace: Workspace, order: PictureOrder) -> None:
        """Draw one.

        Raises:
            UserError: There is nothing to draw, or the file cannot be written.
        """
