"""A file's lines around one of them, for looking at what an import complained about. Nothing can be changed here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from annotator.core.errors import UserError
from annotator.formats.decoding import decode
from annotator.ui import theme
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.fonts import INTERFACE_FAMILIES
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, column
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import file_name

_SIZE: Final = QSize(820, 520)
_AROUND: Final = 60
_MOST_CHARACTERS: Final = 4_000
_MOST_BYTES: Final = 64_000_000
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_REPLACEMENT: Final = "\ufffd"


class FileLinesDialog(DialogFrame):
    """The dialog.

    Args:
        path: The file.
        line: The 1-based line it opens at; 0 opens at the top.
        parent: The window.
    """

    def __init__(self, path: Path, line: int, parent: QWidget | None = None) -> None:
        super().__init__(path.name, _SIZE, parent)
        self._path = path
        first, lines = lines_around(path, max(1, line))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(_fixed_font())
        self.text.setAccessibleName(self.tr("Lines of the file"))
        self.text.setPlainText("\n".join(lines))
        if 0 <= line - first < len(lines):
            self._show_line(line - first)
        outside = PushButton(self.tr("Open in another program"), Emphasis.LINK)
        outside.clicked.connect(self._on_outside)
        close = PushButton(self.tr("Close"), Emphasis.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        place = self.tr("Line {line}").format(line=line) if line else str(path.parent)
        head = column(
            title_line(file_name(path.name)),
            TextLine(place, tone="muted", stretches=True),
            start=INSET,
            top=16,
            end=INSET,
            bottom=8,
        )
        self.compose(column(head, Hairline(), self.text), start=(outside,), primary=close)
        self.text.setFocus()

    def _show_line(self, block: int) -> None:
        """Put the caret on a line and light it."""
        cursor = QTextCursor(self.text.document().findBlockByNumber(block))
        self.text.setTextCursor(cursor)
        self.text.centerCursor()
        light = QTextEdit.ExtraSelection()
        light.cursor = cursor
        form = light.format
        form.setBackground(theme.colour(theme.current().row))
        form.setProperty(form.Property.FullWidthSelection.value, True)
        light.format = form
        self.text.setExtraSelections([light])

    def _on_outside(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))


def lines_around(path: Path, line: int) -> tuple[int, list[str]]:
    """Return lines of a file around one of them, long ones cut off, and the number of the first.

    What cannot be shown is replaced, since this is where damaged files are looked at.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except OSError:
        return 1, []
    try:
        text = decode(data).text
    except UserError:
        text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    begin = max(0, min(line - 1, len(lines) - 1) - _AROUND)
    shown = [_CONTROLS.sub(_REPLACEMENT, one[:_MOST_CHARACTERS]) for one in lines[begin : begin + 2 * _AROUND]]
    return begin + 1, shown


def _fixed_font() -> QFont:
    font = QFont()
    font.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", *INTERFACE_FAMILIES])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(10)
    return font
