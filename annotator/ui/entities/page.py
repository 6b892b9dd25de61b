"""The page of the entity base: filters, the table with what is asked under it, and the card."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from annotator.ui.entities.card import EntityEditor
from annotator.ui.entities.contradictions import ContradictionList
from annotator.ui.entities.filters import FilterPanel
from annotator.ui.entities.merge_panel import MergePanel
from annotator.ui.entities.table import EntityTable
from annotator.ui.entities.table_model import EntityTableModel
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import IconButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import TextLine

_TOOLS_HEIGHT: Final = 56
_SEARCH_WIDTH: Final = 440
_LEAST_SEARCH: Final = 160
_ROOMY: Final = 1100
"""From this width on, filters, table and card stand beside each other, in px; below it the filters fold away."""


class EntitiesPage(Surface):
    """Puts the parts together; what they show and do is the controller's business.

    Args:
        import_action: What "Import…" does.
    """

    def __init__(self, import_action: QAction) -> None:
        super().__init__("paper")
        self.filters = FilterPanel()
        self.model = EntityTableModel(self)
        self.table = EntityTable(self.model)
        self.contradictions = ContradictionList()
        self.merge = MergePanel()
        self.card = EntityEditor()
        self.filters_button = IconButton("funnel-simple", self.tr("Filter"))
        self.filters_button.setCheckable(True)
        self.filters_button.toggled.connect(self._arrange)
        self.search = Field(icon="magnifying-glass", height=32)
        self.search.setPlaceholderText(self.tr("Search names in any script: גנץ also finds غانتس and Gantz"))
        self.search.setAccessibleName(self.tr("Search entities"))
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.setMinimumWidth(_LEAST_SEARCH)
        self.count = TextLine("", font=interface_font(9.5, tabular=True), tone="muted")
        self.new = PushButton(self.tr("New entity"), icon="plus")
        self._import = PushButton(self.tr("Import…"), Emphasis.LINK)
        self._import.clicked.connect(import_action.trigger)
        tools = QWidget()
        tools.setFixedHeight(_TOOLS_HEIGHT)
        line = row(self.filters_button, self.search, self.count, None, self.new, self._import, start=24, end=16, gap=16)
        line.setStretch(1, _SEARCH_WIDTH)
        tools.setLayout(line)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.contradictions)
        self._shelf = _scrolling(self.filters)
        upright = Qt.Orientation.Vertical
        self.setLayout(
            row(
                self._shelf, Hairline(upright), column(tools, self._middle, self.merge), Hairline(upright), self.card,
            )
        )  # fmt: skip
        self.merge.hide()
        self.setFocusProxy(self.table)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the filters away, or lay them out again."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show what there is room for: in a narrow page, the filters stand there instead of the card."""
        is_roomy = self.width() >= _ROOMY
        are_asked_for = self.filters_button.isChecked()
        self.filters_button.setVisible(not is_roomy)
        self.count.setVisible(is_roomy)
        self._shelf.setVisible(is_roomy or are_asked_for)
        self.card.setVisible(is_roomy or not are_asked_for)

    @property
    def shows_contradictions(self) -> bool:
        """Whether contradictions stand where the table does otherwise."""
        return self._middle.currentWidget() is self.contradictions

    def show_contradictions(self, *, are_shown: bool) -> None:
        """Show contradictions, or the table."""
        self._middle.setCurrentWidget(self.contradictions if are_shown else self.table)
        self.setFocusProxy(self.contradictions.list if are_shown else self.table)
        if are_shown:
            self.merge.dismiss()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many entities there are, and how many of them are shown."""
        text = self.tr("{shown} of {total} entities").format(shown=f"{shown:,}", total=f"{total:,}")
        self.count.set_text(text)


def _scrolling(panel: QWidget) -> QScrollArea:
    """Put a panel of fixed width into an area that scrolls when the window is low."""
    area = QScrollArea()
    area.setWidget(panel)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(panel.width())
    return area
