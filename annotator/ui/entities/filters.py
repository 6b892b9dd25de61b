"""The check boxes that filter the table, with counts that follow one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from annotator.core.labels import Label, LabelSet
from annotator.ui import theme
from annotator.ui.entities.base import VALUES, Facet, Filter
from annotator.ui.entities.wording import type_text, value_text
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.check import Check
from annotator.ui.widgets.painting import Align, draw_pattern, draw_text, placed
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Surface, column, row
from annotator.ui.widgets.text_line import TextLine

WIDTH: Final = 224

_SAMPLE_START: Final = 24
_SAMPLE: Final = 18
_WORDS_START: Final = 50


class FilterPanel(Surface):
    """The filters.

    Signals:
        filter_changed: The :class:`~annotator.ui.entities.base.Filter` that is wanted now.
        check_requested: Contradictions are to be looked for.
    """

    filter_changed = Signal(object)
    check_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._filter = Filter()
        self._boxes: dict[tuple[Facet, str], Check] = {}
        self._types = column()
        self.check = PushButton(self.tr("Contradictions…"), Emphasis.LINK, height=28)
        parts: list[QWidget | int | None] = [_heading(self.tr("Type"))]
        types = QWidget()
        types.setLayout(self._types)
        parts += [types, 14]
        headings = {
            Facet.NAMES: self.tr("Names in"),
            Facet.USE: self.tr("Use"),
            Facet.SOURCE: self.tr("Source"),
        }
        for facet, values in VALUES.items():
            parts.append(_heading(headings[facet]))
            parts += [self._box(facet, value, Check(value_text(value))) for value in values]
            parts.append(14)
        check = QWidget()
        check.setLayout(row(self.check, None))
        self.setLayout(column(*parts, check, None, start=20, top=14, end=18, bottom=12, gap=2))
        self.check.clicked.connect(self.check_requested)

    @property
    def boxes(self) -> Mapping[tuple[Facet, str], Check]:
        """The check boxes by facet and value."""
        return self._boxes

    def set_labels(self, labels: LabelSet) -> None:
        """Offer these labels as types, those that link."""
        wanted = [label for label in labels if label.links]
        there = [value for facet, value in self._boxes if facet is Facet.TYPE]
        if [label.name for label in wanted] == there:
            return
        for value in there:
            self._boxes.pop((Facet.TYPE, value)).deleteLater()
        for label in wanted:
            box = self._box(Facet.TYPE, label.name, TypeCheck(type_text(label.name), label))
            box.setChecked(True)
            self._types.addWidget(box)
        self._filter = Filter({Facet.TYPE: frozenset(label.name for label in wanted)})
        self.filter_changed.emit(self._filter)

    def set_counts(self, counts: Mapping[tuple[Facet, str], int]) -> None:
        """Show how many entities each choice would show, given the other choices."""
        for key, box in self._boxes.items():
            box.set_note(f"{counts.get(key, 0):,}")

    def _box(self, facet: Facet, value: str, box: Check) -> Check:
        box.setProperty("facet", facet.value)
        box.setProperty("value", value)
        box.clicked.connect(self._on_clicked)
        self._boxes[facet, value] = box
        return box

    def _on_clicked(self) -> None:
        box = self.sender()
        if isinstance(box, Check):
            facet, value = Facet(box.property("facet")), str(box.property("value"))
            self._filter = self._filter.with_choice(facet, value, is_chosen=box.isChecked())
            self.filter_changed.emit(self._filter)


class TypeCheck(Check):
    """A check box with a label's line before its words."""

    def __init__(self, text: str, label: Label) -> None:
        super().__init__(text)
        self._label = label

    def sizeHint(self) -> QSize:
        """Return room for the sample, too."""
        return super().sizeHint() + QSize(_WORDS_START - _SAMPLE_START, 0)

    def paint_words(self, painter: QPainter) -> None:
        """Paint the sample and the words."""
        box = placed(self, _SAMPLE_START, self.height() / 2, _SAMPLE, 2)
        draw_pattern(painter, self._label, box.left(), box.right(), box.top())
        rest = placed(self, _WORDS_START, 0, self.width() - _WORDS_START, self.height())
        colour = theme.current().ink
        draw_text(painter, rest, self.text(), interface_font(10), colour, Align.START, self.layoutDirection())


def _heading(text: str) -> TextLine:
    return TextLine(text, font=interface_font(8.5, QFont.Weight.DemiBold), tone="muted", height=20)
