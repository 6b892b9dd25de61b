"""The linker: the card beside a mark that asks which entity it names.

While it is open the keyboard stays in its field, but the field is not yet what the keys are for: letters search,
digits choose. ``Tab`` or a click puts the caret into the field for good, and then digits are typed too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.core.labels import LabelSet
from annotator.core.offsets import Span
from annotator.ui.fonts import interface_font
from annotator.ui.keys import Chord, chords, digit
from annotator.ui.linker.candidate_delegate import ROW_HEIGHT
from annotator.ui.linker.candidate_list import CandidateList
from annotator.ui.linker.label_bar import LabelBar
from annotator.ui.linker.offers import Offer
from annotator.ui.linker.placement import place, room_beside
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.floating import FloatingCard
from annotator.ui.widgets.keycaps import KeyHint
from annotator.ui.widgets.surface import Hairline, column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import number_range

WIDTH: Final = 480

LEAST_HEIGHT: Final = 250
"""With less height than this for the card there is hardly a candidate to see, in px."""

_HEAD: Final = 40
_FIELD: Final = 46
_FOOT: Final = 45
_BELOW_ROWS: Final = 7
_LEAST_ROWS: Final = 2
_MOST_ROWS: Final = 6
_PAGE: Final = 4
_RETURN: Final = Chord(Qt.Key.Key_Return.value)
_CTRL_RETURN: Final = Chord(Qt.Key.Key_Return.value, Qt.KeyboardModifier.ControlModifier.value)
_ESCAPE: Final = Chord(Qt.Key.Key_Escape.value)
_TABS: Final = (
    Chord(Qt.Key.Key_Tab.value),
    Chord(Qt.Key.Key_Tab.value, Qt.KeyboardModifier.ShiftModifier.value),
)
_STEPS: Final = {
    Chord(Qt.Key.Key_Up.value): -1,
    Chord(Qt.Key.Key_Down.value): 1,
    Chord(Qt.Key.Key_PageUp.value): -_PAGE,
    Chord(Qt.Key.Key_PageDown.value): _PAGE,
}
_ALT: Final = Qt.KeyboardModifier.AltModifier.value


@dataclass(frozen=True, slots=True)
class Question:
    """What the linker asks about.

    Attributes:
        surface: The text of the mention.
        span: Where it stands.
        label: The name of its label.
        labels: The labels it may have.
    """

    surface: str
    span: Span
    label: str
    labels: LabelSet


class LinkerCard(FloatingCard):
    """The card. It asks and says what was answered; it neither reads nor writes anything.

    Signals:
        entity_chosen: The id of the entity that the mention names.
        new_entity_requested: The first name of an entity to be made and linked.
        nil_chosen: The thing is not in the base.
        label_chosen: The name of another label for the mention.
        previewed: The id of the entity that is the chosen candidate just now (None: there is none), and its number.
        query_changed: What to search for; "" for what fits the mention itself.
        dismissed: It was closed without an answer.
    """

    entity_chosen = Signal(object)
    new_entity_requested = Signal(str)
    nil_chosen = Signal()
    label_chosen = Signal(str)
    previewed = Signal(object, int)
    query_changed = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self._is_typing = False
        self._is_waiting = False
        self._takes_first = False
        self._where = (QRect(), QRect())
        self._came_from: QWidget | None = None
        self._rows = _LEAST_ROWS
        self.labels = LabelBar()
        self.field = Field(icon="magnifying-glass", height=36, point_size=11.5, on_card=True)
        self.candidates = CandidateList(self)
        self._place_text = TextLine(font=interface_font(9, tabular=True), tone="muted")
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("Linker"))

    @property
    def question(self) -> Question | None:
        """What is being asked, None while the card is closed."""
        return self._question

    @property
    def is_typing(self) -> bool:
        """Whether the caret is in the field for good, so that digits are typed."""
        return self._is_typing

    @property
    def is_waiting(self) -> bool:
        """Whether the candidates are still being looked for."""
        return self._is_waiting and self._question is not None

    def open_for(self, question: Question, anchor: QRect, bounds: QRect) -> None:
        """Ask about a mention.

        Args:
            question: What to ask.
            anchor: The mark with its words, in the parent's coordinates.
            bounds: The article, likewise.
        """
        self._remember_focus()
        self._question = question
        self._where = (anchor, bounds)
        self.labels.set_labels(question.labels, question.label)
        self._place_text.set_text(
            self.tr("characters {range}").format(range=number_range(question.span.start, question.span.end))
        )
        self._ask_for_entity(question)
        self._put()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_offers(self, offers: Sequence[Offer] | None) -> None:
        """Offer candidates, the first of them chosen; None while they are still being looked for.

        An ``Enter`` that came before the candidates takes the first of them now.
        """
        if self._question is None:
            return
        self._is_waiting = offers is None
        self.candidates.set_nothing(
            self.tr("Looking…")
            if offers is None
            else self.tr("No name in the base is like this. Ctrl+Enter makes a new entity, 0 says that there is none.")
        )
        self.candidates.set_offers(offers or (), self._question.labels)
        if not self._is_typing and self._shown_rows() > self._rows:
            self._rows = self._shown_rows()
            self._put()
        if self._takes_first and not self._is_waiting:
            self._takes_first = False
            self._accept()

    def move_to(self, anchor: QRect, bounds: QRect) -> None:
        """Follow the mark."""
        self._where = (anchor, bounds)
        self._put()

    def close_quietly(self) -> None:
        """Close without saying so, and give the keyboard back to where it was, unless it has left already."""
        had_focus = self._has_focus()
        self._question = None
        self.hide()
        if had_focus and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the field does; a click puts the caret into the field."""
        if self._question is not None:
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if any(self._handle(chord) for chord in chords(event)) or self._handle_digit(event):
                    return True
            elif event.type() is QEvent.Type.MouseButtonPress and watched is self.field:
                self._set_typing(is_typing=True)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.field.setAccessibleName(self.tr("Search all names"))
        body = column(row(self.field, start=13, top=2, end=13, bottom=8), self.candidates, _BELOW_ROWS)
        self._foot = self._hints()
        head = row(self.labels, None, self._place_text, start=7, top=8, end=15, bottom=4)
        self._foot.setFixedHeight(_FOOT - 1)
        self.inner.setLayout(column(head, body, Hairline(), self._foot, start=1, end=1))

    def _hints(self) -> QWidget:
        return _hints(
            (("Enter",), self.tr("link"), self._accept),
            (("Ctrl", "Enter"), self.tr("new entity"), self._request_new),
            (("0",), self.tr("not in base"), self._choose_nil),
            (("Esc",), self.tr("later"), self._dismiss),
        )

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self.query_changed)
        self.labels.label_chosen.connect(self.label_chosen)
        self.candidates.row_chosen.connect(self._on_row_chosen)
        self.candidates.row_clicked.connect(self._on_row_clicked)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _remember_focus(self) -> None:
        if not self._has_focus():
            self._came_from = QApplication.focusWidget()

    def _ask_for_entity(self, question: Question) -> None:
        self._rows = _LEAST_ROWS
        self._takes_first = False
        self._set_typing(is_typing=False)
        self.field.setText(question.surface)
        self.field.selectAll()
        self.set_offers(None)

    def _handle(self, chord: Chord) -> bool:
        """Do what a key means in the linker; tell whether it means anything."""
        if chord == _RETURN:
            self._accept()
        elif chord == _CTRL_RETURN:
            self._request_new()
        elif chord == _ESCAPE:
            self._dismiss()
        elif chord in _STEPS:
            self._step(_STEPS[chord])
        elif chord in _TABS:
            self._set_typing(is_typing=True)
        elif chord.modifiers == _ALT and Qt.Key.Key_1.value <= chord.key <= Qt.Key.Key_9.value:
            self._choose_label(chord.key - Qt.Key.Key_0.value)
        else:
            return False
        return True

    def _handle_digit(self, event: QKeyEvent) -> bool:
        number = digit(event)
        if number is None or self._is_typing:
            return False
        if number == 0:
            self._choose_nil()
        else:
            self.candidates.choose_row(number - 1)
        return True

    def _accept(self) -> None:
        if self._is_waiting:
            self._takes_first = True
        elif self.candidates.chosen is not None:
            self.entity_chosen.emit(self.candidates.chosen.entity)

    def _request_new(self) -> None:
        if self._question is not None:
            self.new_entity_requested.emit(self._question.surface)

    def _choose_nil(self) -> None:
        self.nil_chosen.emit()

    def _dismiss(self) -> None:
        self.close_quietly()
        self.dismissed.emit()

    def _choose_label(self, number: int) -> None:
        label = self._question.labels.by_digit(number) if self._question else None
        if label is not None:
            self.label_chosen.emit(label.name)

    def _step(self, by: int) -> None:
        self._set_typing(is_typing=False)
        self.candidates.step(by)

    def _set_typing(self, *, is_typing: bool) -> None:
        """Put the caret into the field for good, or let digits choose again."""
        self._is_typing = is_typing
        self.field.is_emphasised = is_typing
        self.field.update()
        if is_typing:
            self.field.deselect()

    def _shown_rows(self) -> int:
        """Return how many rows there is something to show in and room for."""
        rows = max(_LEAST_ROWS, min(_MOST_ROWS, len(self.candidates.offers)))
        room = (room_beside(*self._where) - _height_of(0)) // ROW_HEIGHT
        return max(_LEAST_ROWS, min(rows, room))

    def _put(self) -> None:
        placement = place(*self._where, WIDTH, _height_of(self._rows))
        self.set_card(placement.rect, placement.pointer_x, points_down=placement.above)

    def _on_row_chosen(self, offer: Offer | None) -> None:
        number = self.candidates.currentIndex().row() + 1
        self.previewed.emit(offer.entity if offer else None, number)
        if offer is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, offer.spoken))

    def _on_row_clicked(self, offer: Offer) -> None:
        self.entity_chosen.emit(offer.entity)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Close when the keyboard goes elsewhere in the window."""
        if self._question is not None and new is not None and not self.isAncestorOf(new) and new is not self:
            self._dismiss()


def _height_of(rows: int) -> int:
    return _HEAD + _FIELD + rows * ROW_HEIGHT + _BELOW_ROWS + _FOOT


def _hints(*hints: tuple[Sequence[str], str, Callable[[], object]]) -> QWidget:
    made = QWidget()
    parts: list[QWidget | int | None] = []
    for keys, text, slot in hints:
        hint = KeyHint(keys, text)
        hint.clicked.connect(slot)
        parts += [hint, 14]
    made.setLayout(row(*parts, None, start=13, end=13))
    return made
