"""The names of an entity: a row for each language, and a field to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import theme
from annotator.ui.widgets.buttons import IconButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.name_flow import NameFlow
from annotator.ui.widgets.painting import draw_tag, mirrored, tag_width
from annotator.ui.widgets.surface import Surface, column, row
from annotator.ui.widgets.text_line import Caption
from annotator.ui.wording import language_name

_TAG_COLUMN: Final = 34


class EntityNameBlock(Surface):
    """A heading, a row for each language, and the field for a new name while it is wanted.

    Signals:
        name_added: The name that was typed.
    """

    name_added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        plus = IconButton("plus", self.tr("Add a name"))
        self._rows: list[_NameRow] = []
        self._list = column()
        self._field = Field(height=30)
        self._field.setPlaceholderText(self.tr("New name, in any language"))
        self._field.setAccessibleName(self.tr("New name"))
        self._field.hide()
        self._field.installEventFilter(self)
        heading = row(Caption(self.tr("Names")), None, plus, start=16, top=6, end=12)
        self.setLayout(column(heading, self._list, row(self._field, start=16, end=16), bottom=8))
        plus.clicked.connect(self._on_plus_pressed)
        self._field.returnPressed.connect(self._on_name_entered)

    def show_names(self, names: Mapping[str, Sequence[str]]) -> None:
        """Show the names of each language, the preferred one first."""
        for place, (code, texts) in enumerate(names.items()):
            if place == len(self._rows):
                self._rows.append(_NameRow())
                self._list.addWidget(self._rows[-1])
            self._rows[place].show_names(code, texts)
            self._rows[place].show()
        for spare in self._rows[len(names) :]:
            spare.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the field away on Escape."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._close_field()
            return True
        return super().eventFilter(watched, event)

    def _on_plus_pressed(self) -> None:
        self._field.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_name_entered(self) -> None:
        name = self._field.text().strip()
        if name:
            self.name_added.emit(name)
        self._close_field()

    def _close_field(self) -> None:
        self._field.clear()
        self._field.hide()


class _NameRow(QWidget):
    """A language's tag and names."""

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._flow = NameFlow()
        self.setLayout(row(self._flow, start=16 + _TAG_COLUMN, top=3, end=16, bottom=3))

    def show_names(self, code: str, names: Sequence[str]) -> None:
        """Show these names of a language."""
        self._code = code
        self._flow.set_names(names)
        self.setAccessibleName(language_name(code))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tag."""
        box = mirrored(QRectF(16, 8, tag_width(self._code), 16), self.width(), self.layoutDirection())
        draw_tag(QPainter(self), box.left(), box.top(), self._code, theme.current().panel)
