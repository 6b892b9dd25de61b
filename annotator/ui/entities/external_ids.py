"""The identifiers of an entity elsewhere on its card: a field for each source, and a way to add another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.entity import MEASURES
from annotator.ui.entities.draft import USUAL_SOURCE
from annotator.ui.entities.wording import SOURCES, external_name
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import TextLine

_CAPTION_WIDTH: Final = 84


class ExternalIds(QWidget):
    """The fields. What is counted elsewhere (how many link to the entity, how many live there) is kept, but not shown.

    Signals:
        changed: An identifier is written otherwise.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._measures: dict[str, str] = {}
        self._lines = column(gap=4)
        heading = TextLine(
            self.tr("External ids"), font=interface_font(8.5, QFont.Weight.DemiBold), tone="muted", height=20
        )
        self.add = TextButton(self.tr("add"), tone="accent")
        self.add.setAccessibleName(self.tr("Add an external id"))
        self.add.clicked.connect(self._on_add_pressed)
        self.setLayout(column(row(heading, None, self.add), self._lines, gap=4))

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields by source."""
        return self._fields

    @property
    def values(self) -> dict[str, str]:
        """What is written, by source."""
        return {**self._measures, **{source: field.text() for source, field in self._fields.items()}}

    def show_ids(self, external: Mapping[str, str]) -> None:
        """Show these identifiers; a field that is being written in stays."""
        self._measures = {source: number for source, number in external.items() if source in MEASURES}
        begun = [source for source, field in self._fields.items() if field.hasFocus()]
        sources = [source for source in dict.fromkeys((USUAL_SOURCE, *external, *begun)) if source not in MEASURES]
        if list(self._fields) != sources:
            self._take_all_away()
            for source in sources:
                self._add(source)
        for source, field in self._fields.items():
            field.setText(external.get(source, ""))
        self._offer()

    def _take_all_away(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self._fields = {}

    def _add(self, source: str) -> Field:
        field = Field(height=26, point_size=9.5)
        field.setPlaceholderText("—")
        field.setAccessibleName(external_name(source))
        field.textEdited.connect(self.changed)
        caption = TextLine(external_name(source), font=interface_font(9), tone="muted")
        caption.setFixedWidth(_CAPTION_WIDTH)
        line = QWidget()
        line.setLayout(row(caption, field, gap=8))
        self._lines.addWidget(line)
        self._fields[source] = field
        return field

    def _offer(self) -> None:
        self.add.setVisible(any(source not in self._fields for source in SOURCES))

    def _on_add_pressed(self) -> None:
        """Let a source be chosen that has no field yet."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for source in SOURCES:
            if source not in self._fields:
                offered = menu.addAction(external_name(source))
                offered.setData(source)
                offered.triggered.connect(self._on_source_chosen)
        menu.popup(self.add.menu_corner())

    def _on_source_chosen(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QAction):
            self._add(str(chosen.data())).setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._offer()
