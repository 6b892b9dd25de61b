"""The labels at the head of the linker: which one the mention has, and a click away from another."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.core.labels import Label, LabelSet
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.painting import Align, advance, draw_pattern, draw_rounded, draw_text
from annotator.ui.wording import label_name

_HEIGHT: Final = 28
_PADDING: Final = 9
_TINT: Final = 0.14


class LabelBar(QWidget):
    """One tab for each label.

    Signals:
        label_chosen: The name of the label that was clicked.
    """

    label_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, _LabelTab] = {}
        self._current = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.setFixedHeight(_HEIGHT)

    def set_labels(self, labels: LabelSet, current: str) -> None:
        """Show these labels and which one the mention has."""
        if list(self._tabs) != [label.name for label in labels]:
            for tab in self._tabs.values():
                self._row.removeWidget(tab)
                tab.deleteLater()
            self._tabs = {label.name: self._make_tab(label) for label in labels}
        self._current = current
        self._show_current()

    def tab(self, name: str) -> QWidget:
        """Return the tab of a label."""
        return self._tabs[name]

    def _make_tab(self, label: Label) -> _LabelTab:
        tab = _LabelTab(label)
        tab.clicked.connect(self._on_clicked)
        self._row.addWidget(tab)
        return tab

    def _show_current(self) -> None:
        for name, tab in self._tabs.items():
            tab.setChecked(name == self._current)

    def _on_clicked(self) -> None:
        """Ask for another label; the tabs show it once the mention has it."""
        self._show_current()
        for name, tab in self._tabs.items():
            if tab is self.sender():
                self.label_chosen.emit(name)


class _LabelTab(FlatButton):
    """A label's name over its line pattern; tinted when it is the mention's own."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self._label = label
        self.setText(label_name(label.name))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def sizeHint(self) -> QSize:
        """Return room for the name."""
        return QSize(round(advance(self.text(), self._font()) + 2 * _PADDING), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return room for a letter or two: with many labels the names are shortened."""
        return QSize(2 * _PADDING + 12, _HEIGHT)

    def paint_ground(self, painter: QPainter) -> None:
        """Tint the ground of the chosen one."""
        current = theme.current()
        strong = current.label_colour(self._label)
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        if self.isChecked():
            draw_rounded(painter, box, 6, theme.mix(current.raised, strong, _TINT))
        elif self.underMouse():
            draw_rounded(painter, box, 6, current.hover)

    def paint_content(self, painter: QPainter) -> None:
        """Paint name and pattern."""
        current = theme.current()
        colour = current.label_text_colour(self._label) if self.isChecked() else current.muted
        name_box = QRectF(self.rect()).adjusted(_PADDING - 2, 1, 2 - _PADDING, -3)
        draw_text(painter, name_box, self.text(), self._font(), colour, Align.CENTRE, self.layoutDirection())
        painter.setOpacity(1.0 if self.isChecked() else 0.5)
        draw_pattern(painter, self._label, _PADDING, self.width() - _PADDING, self.height() - 7)
        painter.setOpacity(1.0)

    @staticmethod
    def _font() -> QFont:
        return interface_font(8.5, QFont.Weight.DemiBold, letter_spacing=103)
