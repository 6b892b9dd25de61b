"""The command palette: one field that finds entities, actions and documents, over the dimmed window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.core.labels import DEFAULT_LABELS, LabelSet
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.keys import Chord, chords
from annotator.ui.palette.result_list import ResultList, spoken
from annotator.ui.palette.results import Hit, Kind, Source, search
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.floating import FloatingCard
from annotator.ui.widgets.surface import Hairline, column, row
from annotator.ui.widgets.text_line import TextLine

_WIDTH: Final = 620
_TOP: Final = 88
_BELOW: Final = 48
_HEAD: Final = 53
_FOOT: Final = 41
_AFTER_LINES: Final = 10
_DIM: Final = {theme.ThemeName.LIGHT: 0.16, theme.ThemeName.DARK: 0.45, theme.ThemeName.CONTRAST: 0.35}
_DIM_INK: Final = "#1b1c1f"

_CTRL: Final = Qt.KeyboardModifier.ControlModifier.value
_RETURN: Final = Chord(Qt.Key.Key_Return.value)
_CTRL_RETURN: Final = Chord(Qt.Key.Key_Return.value, _CTRL)
_ESCAPE: Final = Chord(Qt.Key.Key_Escape.value)
_STEPS: Final = {
    Chord(Qt.Key.Key_Up.value): -1,
    Chord(Qt.Key.Key_Down.value): 1,
    Chord(Qt.Key.Key_Tab.value): 1,
    Chord(Qt.Key.Key_Tab.value, Qt.KeyboardModifier.ShiftModifier.value): -1,
}
_PAGES: Final = {Chord(Qt.Key.Key_PageUp.value): -1, Chord(Qt.Key.Key_PageDown.value): 1}


class CommandPalette(QWidget):
    """Covers its window while it is open. It gives the keyboard back before it says what was chosen.

    Signals:
        action_chosen: The id of an action.
        entity_chosen: The id of an entity to go to.
        entity_opened: The id of an entity to be shown in full.
        document_chosen: The id of a document.
        closed: It was closed, with or without a choice.
    """

    action_chosen = Signal(str)
    entity_chosen = Signal(object)
    entity_opened = Signal(object)
    document_chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._sources: Sequence[Source] = ()
        self._labels = DEFAULT_LABELS
        self._came_from: QWidget | None = None
        self._card = FloatingCard(self)
        self.field = Field(icon="magnifying-glass", height=44, point_size=13, is_boxed=False)
        self.results = ResultList()
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_query_changed)
        self.results.hit_clicked.connect(self._run)
        window.installEventFilter(self)
        self.setAccessibleName(self.tr("Command palette"))
        self.hide()

    def open(self, sources: Sequence[Source], labels: LabelSet, query: str = "") -> None:
        """Open over the window.

        Args:
            sources: Where to look.
            labels: How entities' types look.
            query: What to begin with, such as ``>`` for actions only.
        """
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._sources = sources
        self._labels = labels
        self.setGeometry(self.window().rect())
        self.field.setText(query)
        self._find()
        self.show()
        self.raise_()
        self._card.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Close, and give the keyboard back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        self._sources = ()
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def refresh(self) -> None:
        """Look again, because there may be more to find now."""
        if self.isVisible():
            self._find()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the field does, and follow the size of the window."""
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if any(self._handle(chord) for chord in chords(event)):
                return True
        elif watched is self.parentWidget() and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.window().rect())
            self._put()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a click beside the card."""
        if not self._card.card.contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        colour = QColor(_DIM_INK)
        colour.setAlphaF(_DIM[theme.current().name])
        QPainter(self).fillRect(event.rect(), colour)

    def _lay_out(self) -> None:
        self.field.setAccessibleName(self.tr("Search entities, actions and documents"))
        self.field.setPlaceholderText(self.tr("Search or run a command"))
        hint = self.tr("Type  >  for actions,  @  for entities,  #  for documents")
        foot = row(TextLine(hint, font=interface_font(9), tone="muted", height=_FOOT - 1, stretches=True), start=17)
        head = row(self.field, start=5, top=4, end=15, bottom=4)
        self._card.inner.setLayout(
            column(head, Hairline(), self.results, _AFTER_LINES, Hairline(), foot, start=1, end=1)
        )

    def _put(self) -> None:
        """Fit the card to its lines, as far as the window reaches."""
        wanted = _HEAD + self.results.content_height + _AFTER_LINES + _FOOT
        height = max(_HEAD + 2 * _FOOT, min(wanted, self.height() - _TOP - _BELOW))
        width = min(_WIDTH, self.width() - 2 * _BELOW)
        self._card.set_card(QRect((self.width() - width) // 2, _TOP, width, height))

    def _handle(self, chord: Chord) -> bool:
        """Do what a key means in the palette; tell whether it means anything."""
        if chord in _STEPS:
            self.results.step(_STEPS[chord])
            self._announce()
        elif chord in _PAGES:
            self.results.page(_PAGES[chord])
            self._announce()
        elif chord in {_RETURN, _CTRL_RETURN}:
            if self.results.chosen is not None:
                self._run(self.results.chosen, opens=chord == _CTRL_RETURN)
        elif chord == _ESCAPE:
            self.close_palette()
        else:
            return False
        return True

    def _run(self, hit: Hit, *, opens: bool = False) -> None:
        self.close_palette()
        if hit.kind is Kind.ACTION:
            self.action_chosen.emit(hit.id)
        elif hit.kind is Kind.DOCUMENT:
            self.document_chosen.emit(hit.id)
        elif opens:
            self.entity_opened.emit(hit.id)
        else:
            self.entity_chosen.emit(hit.id)

    def _on_query_changed(self) -> None:
        if self.isVisible():
            self._find()

    def _find(self) -> None:
        query = self.field.text()
        sections = search(query, self._sources)
        self.results.set_nothing(self.tr("Nothing fits.") if query.strip() else "")
        self.results.set_sections(sections, self._labels)
        self._put()
        self._announce()

    def _announce(self) -> None:
        chosen = self.results.chosen
        if chosen is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, spoken(chosen)))
