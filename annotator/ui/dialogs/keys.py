"""The sheet of all keys: every action of the table that has one, under its heading, found by a word of its wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.labels import LabelSet
from annotator.ui import theme
from annotator.ui.actions import ACTIONS, ActionSpec, Section
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.fonts import interface_font
from annotator.ui.palette.matching import has_words
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.keycaps import caps_of, caps_width, draw_caps
from annotator.ui.widgets.painting import Align, advance, draw_text, placed
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import Caption
from annotator.ui.wording import label_name

_SIZE: Final = QSize(940, 660)
_COLUMNS: Final = 2
_ROW_HEIGHT: Final = 28
_KEYS_WIDTH: Final = 156
_BETWEEN_ALTERNATIVES: Final = 10
_LABELLING: Final = "mention.label_"
_MAKING: Final = "mention.new_"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the sheet.

    Attributes:
        text: What the keys do.
        keys: The keys in Qt's portable spelling, one or more ways to do it.
    """

    text: str
    keys: tuple[str, ...]


def lines_of(section: Section, labels: LabelSet) -> list[KeyLine]:
    """Return the lines of a section in the order of the action table; keys that name no label are left out."""
    lines = []
    for spec in ACTIONS:
        if spec.section is section and spec.keys:
            text = _wording(spec, labels)
            if text:
                lines.append(KeyLine(text, spec.keys))
    return lines


def _wording(spec: ActionSpec, labels: LabelSet) -> str:
    if spec.id.startswith(_MAKING):
        label = labels.by_digit(int(spec.id.removeprefix(_MAKING)))
        if label is None or not label.links:
            return ""
        return QCoreApplication.translate("KeySheet", "Mark as {label}, a new entity").format(
            label=label_name(label.name)
        )
    if not spec.id.startswith(_LABELLING):
        return QCoreApplication.translate("Actions", spec.text)
    label = labels.by_digit(int(spec.id.removeprefix(_LABELLING)))
    if label is None:
        return ""
    return QCoreApplication.translate("KeySheet", "Mark as {label}").format(label=label_name(label.name))


class KeySheet(DialogFrame):
    """The sheet.

    Args:
        labels: The labels that the digits stand for.
        parent: The window.
    """

    def __init__(self, labels: LabelSet, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("KeySheet", "All keys")
        super().__init__(title, _SIZE, parent)
        self._blocks = [_Block(section, lines) for section in Section if (lines := lines_of(section, labels))]
        self.field = Field(icon="magnifying-glass")
        self.field.setFixedWidth(240)
        self.field.setAccessibleName(self.tr("Search keys"))
        self.field.setPlaceholderText(self.tr("Search keys"))
        self.field.textChanged.connect(self._on_searched)
        close = PushButton(self.tr("Close"), Emphasis.PRIMARY, key="Esc")
        close.clicked.connect(self.accept)
        head = row(title_line(title), self.field, start=INSET, top=18, end=INSET, bottom=12)
        self.compose(column(head, Hairline(), self._scrolling_columns()), primary=close)
        self.field.setFocus()

    @property
    def lines(self) -> list[QWidget]:
        """What paints the lines."""
        return [line for block in self._blocks for line in block.lines]

    @property
    def shown(self) -> list[KeyLine]:
        """The lines that fit what was searched for."""
        return [line.line for block in self._blocks for line in block.lines if not line.isHidden()]

    def _scrolling_columns(self) -> QScrollArea:
        columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for block in self._blocks:
            shortest = heights.index(min(heights))
            columns[shortest].addWidget(block)
            heights[shortest] += block.sizeHint().height()
        whole = QHBoxLayout()
        whole.setContentsMargins(INSET, 4, INSET, 16)
        whole.setSpacing(40)
        for made in columns:
            made.setSpacing(0)
            made.addStretch(1)
            whole.addLayout(made, 1)
        content = Surface("paper")
        content.setLayout(whole)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        return area

    def _on_searched(self, query: str) -> None:
        for block in self._blocks:
            block.search(query)


class _Block(QWidget):
    """A heading with its lines."""

    def __init__(self, section: Section, lines: Sequence[KeyLine]) -> None:
        super().__init__()
        self.lines = [_Line(line) for line in lines]
        self.setLayout(column(16, Caption(QCoreApplication.translate("Actions", section.value)), 4, *self.lines))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def search(self, query: str) -> None:
        """Show the lines that fit, and nothing at all when none does."""
        for line in self.lines:
            line.setVisible(not query.strip() or has_words(query, line.line.text))
        self.setVisible(any(not line.isHidden() for line in self.lines))


class _Line(QWidget):
    """Keys, and what they do."""

    def __init__(self, line: KeyLine) -> None:
        super().__init__()
        self.line = line
        self._ways = [caps_of(key) for key in line.keys]
        self.setFixedHeight(_ROW_HEIGHT)
        self.setAccessibleName(", ".join((line.text, *("+".join(caps) for caps in self._ways))))

    def sizeHint(self) -> QSize:
        """Return room for keys and words."""
        return QSize(round(_KEYS_WIDTH + advance(self.line.text, interface_font(10)) + 2), _ROW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the keys, as many ways as there is room for, and the words."""
        painter = QPainter(self)
        start = 0.0
        for caps in self._ways:
            if start and start + caps_width(caps) > _KEYS_WIDTH - 8:
                break
            start = draw_caps(painter, self, start, caps) + _BETWEEN_ALTERNATIVES
        start = max(float(_KEYS_WIDTH), start)
        box = placed(self, start, 0, self.width() - start, self.height())
        draw_text(
            painter,
            box,
            self.line.text,
            interface_font(10),
            theme.current().ink,
            Align.START,
            self.layoutDirection(),
            own_direction=False,
        )
