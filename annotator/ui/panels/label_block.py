"""The labels at the foot of the list of documents: samples, names, counts, and which of them are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.labels import Label, LabelSet
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.painting import Align, advance, draw_sample, draw_text, placed
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import Caption, caption_font
from annotator.ui.wording import label_name

_ROW_HEIGHT: Final = 28
_NONE: Final = "–"
_HIDDEN_OPACITY: Final = 0.4


class LabelBlock(QWidget):
    """A row for each label; a click hides its marks in the article and shows them again.

    Signals:
        hidden_changed: The names of the labels that are hidden now.
    """

    hidden_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _LabelRow] = {}
        self._list = column()
        self._strip = row(None, start=16, end=16, gap=14)
        self._is_compact = False
        self._heading = row(Caption(self.tr("Labels")), None, start=18, top=12, end=18, bottom=4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(0)
        self._column.addLayout(self._heading)
        self._column.addLayout(self._list)
        self._column.addLayout(self._strip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def hidden(self) -> frozenset[str]:
        """The names of the labels whose marks are hidden."""
        return frozenset(name for name, row_ in self._rows.items() if row_.isChecked())

    def row_of(self, label: str) -> QAbstractButton:
        """Return what is pressed to hide a label's marks."""
        return self._rows[label]

    def set_labels(self, labels: LabelSet) -> None:
        """Show these labels; those that were hidden stay hidden."""
        hidden = self.hidden
        for row_ in self._rows.values():
            row_.deleteLater()
        self._rows = {}
        for label in labels:
            made = _LabelRow(label, is_compact=self._is_compact)
            made.setChecked(label.name in hidden)
            made.toggled.connect(self._on_toggled)
            self._rows[label.name] = made
        self._arrange()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many mentions of the open document have each label."""
        for name, row_ in self._rows.items():
            row_.set_count(counts.get(name, 0))

    def set_compact(self, *, is_compact: bool) -> None:
        """Fold the rows to one line of samples and counts, for a low window."""
        if is_compact is not self._is_compact:
            self._is_compact = is_compact
            for row_ in self._rows.values():
                row_.set_compact(is_compact=is_compact)
            self._arrange()

    def _arrange(self) -> None:
        target = self._strip if self._is_compact else self._list
        for row_ in self._rows.values():
            self._strip.removeWidget(row_)
            self._list.removeWidget(row_)
            if self._is_compact:
                target.insertWidget(target.count() - 1, row_)
            else:
                target.addWidget(row_)
        margins = self._column.contentsMargins()
        margins.setBottom(6 if self._is_compact else 12)
        self._column.setContentsMargins(margins)

    def _on_toggled(self) -> None:
        self.hidden_changed.emit(self.hidden)


class _LabelRow(FlatButton):
    """A label's sample, name and count; checked while its marks are hidden."""

    def __init__(self, label: Label, *, is_compact: bool) -> None:
        super().__init__(label_name(label.name))
        self._label = label
        self._count = 0
        self._is_compact = is_compact
        self.setCheckable(True)
        self.setFixedHeight(_ROW_HEIGHT)
        self.setToolTip(self.tr("Hide or show these marks"))
        self.set_compact(is_compact=is_compact)

    def set_count(self, count: int) -> None:
        """Show how many mentions have this label."""
        self._count = count
        self.setAccessibleDescription(str(count))
        self.updateGeometry()
        self.update()

    def set_compact(self, *, is_compact: bool) -> None:
        """Leave the name out."""
        self._is_compact = is_compact
        horizontal = QSizePolicy.Policy.Fixed if is_compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for sample and count."""
        return QSize(round(22 + 6 + advance(self._counted(), _count_font())) + 2, _ROW_HEIGHT)

    def ground(self) -> str | None:
        """Return nothing: the name shows hover by itself."""
        return None

    def paint_content(self, painter: QPainter) -> None:
        """Paint sample, name and count."""
        tokens = theme.current()
        if self.isChecked():
            painter.setOpacity(_HIDDEN_OPACITY)
        elif self.underMouse():
            painter.fillRect(QRectF(self.rect()), theme.colour(tokens.hover))
        inset = 0 if self._is_compact else 18
        draw_sample(painter, placed(self, inset, 7, 22, 12), self._label, tokens.panel)
        direction = self.layoutDirection()
        if not self._is_compact:
            box = placed(self, 50, 0, self.width() - 130, _ROW_HEIGHT - 1)
            colour = tokens.label_text_colour(self._label)
            draw_text(painter, box, label_name(self._label.name), caption_font(), colour, Align.START, direction)
        box = placed(self, self.width() - inset - 60, 0, 60, _ROW_HEIGHT - 1)
        draw_text(painter, box, self._counted(), _count_font(), tokens.muted, Align.END, direction)

    def _counted(self) -> str:
        return f"{self._count:,}" if self._count else _NONE


def _count_font() -> QFont:
    return interface_font(9, tabular=True)
