"""Tabs as words over a hairline, the current one with a line in the accent colour under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.painting import RTL, Align, advance, draw_text, placed
from annotator.ui.widgets.surface import row
from annotator.ui.wording import tip_text

_HEIGHT: Final = 48
_BETWEEN: Final = 20
_BEFORE_COUNT: Final = 5


class Tabs(QWidget):
    """A row of tabs. The arrow keys go from one to the next.

    Args:
        names: What the tabs say.
        height: In px, hairline included.
        inset: Before the first one, in px.
        gap: Between two of them, in px.
        has_rule: Whether a hairline runs below them.

    Signals:
        chosen: The index of the tab the user chose.
    """

    chosen = Signal(int)

    def __init__(
        self,
        names: Sequence[str],
        *,
        height: int = _HEIGHT,
        inset: int = 16,
        gap: int = _BETWEEN,
        has_rule: bool = True,
    ) -> None:
        super().__init__()
        self._has_rule = has_rule
        self._tabs: list[_Tab] = []
        self._current = 0
        self._layout = row(None, start=inset, gap=gap)
        self.setLayout(self._layout)
        self.setFixedHeight(height)
        horizontal = QSizePolicy.Policy.Expanding if has_rule else QSizePolicy.Policy.Maximum
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_chosen)
        for name in names:
            self.add(name)

    @property
    def current(self) -> int:
        """The index of the chosen tab."""
        return self._current

    @property
    def names(self) -> list[str]:
        """What the tabs say."""
        return [tab.text() for tab in self._tabs]

    @property
    def counts(self) -> list[str]:
        """The numbers beside the names."""
        return [tab.count for tab in self._tabs]

    @property
    def focus_target(self) -> QWidget:
        """What gets the keyboard: the chosen tab."""
        return self._tabs[self._current]

    def add(self, name: str, tip: str = "") -> None:
        """Add a tab after those there are; the first one is chosen at once."""
        tab = _Tab(name)
        tab.setToolTip(tip_text(tip))
        self._layout.insertWidget(len(self._tabs), tab)
        self._group.addButton(tab, len(self._tabs))
        self._tabs.append(tab)
        self._tabs[0].setChecked(True)

    def clear(self) -> None:
        """Take all tabs away."""
        for tab in self._tabs:
            self._group.removeButton(tab)
            self._layout.removeWidget(tab)
            tab.hide()  # until it is deleted it would be painted under those that take its place
            tab.deleteLater()
        self._tabs, self._current = [], 0

    def set_current(self, index: int) -> None:
        """Choose a tab, as a click on it would."""
        if index != self._current:
            self._tabs[index].click()

    def set_count(self, index: int, count: str) -> None:
        """Show a number beside a tab's name, or nothing."""
        self._tabs[index].set_count(count)

    def step(self, by: int) -> None:
        """Choose the tab so many places further on, and give it the keyboard."""
        index = self._current + by
        if 0 <= index < len(self._tabs):
            self.set_current(index)
            self._tabs[index].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairline and the current tab's line."""
        painter = QPainter(self)
        tokens = theme.current()
        if self._has_rule:
            painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.hairline)
        if not self._tabs:
            return
        box = self._tabs[self._current].geometry()
        painter.fillRect(box.left(), self.height() - 2, box.width(), 2, tokens.accent)

    def _on_chosen(self, index: int) -> None:
        self._current = index
        self.update()
        self.chosen.emit(index)


class _Tab(FlatButton):
    """One tab."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._count = ""
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.toggled.connect(self.updateGeometry)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @property
    def count(self) -> str:
        """The number beside the name."""
        return self._count

    def set_count(self, count: str) -> None:
        """Show a number beside the name, or nothing."""
        self._count = count
        self.setAccessibleDescription(count)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for name and number."""
        count = advance(self._count, _count_font()) + _BEFORE_COUNT if self._count else 0
        return QSize(round(advance(self.text(), self._font()) + count + 1), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or previous tab as it looks; everything else is a button's."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        owner = self.parentWidget()
        if step is None or not isinstance(owner, Tabs):
            super().keyPressEvent(event)
            return
        owner.step(-step if self.layoutDirection() is RTL else step)

    def ground(self) -> str | None:
        """Return nothing: a tab has no ground of its own."""
        return None

    def paint_content(self, painter: QPainter) -> None:
        """Paint name and number."""
        tokens = theme.current()
        colour = tokens.ink if self.isChecked() or self.underMouse() else tokens.muted
        box = placed(self, 0, 0, self.width(), self.height() - 1)
        direction = self.layoutDirection()
        width = draw_text(painter, box, self.text(), self._font(), colour, Align.START, direction)
        if self._count:
            box = placed(self, width + _BEFORE_COUNT, 1, self.width() - width, self.height() - 1)
            draw_text(painter, box, self._count, _count_font(), tokens.muted, Align.START, direction)

    def _font(self) -> QFont:
        return interface_font(10, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)


def _count_font() -> QFont:
    return interface_font(8.5, tabular=True)
