"""The date editor: the card beside a date that shows what it means and takes what it should mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.labels import Label
from annotator.lang.dates.bounds import bounds_of
from annotator.ui.dates.draft import DateDraft
from annotator.ui.dates.explaining import explanation
from annotator.ui.dates.footer import CardFooter
from annotator.ui.dates.head import ReadingHead
from annotator.ui.dates.middle import INSET, CardMiddle
from annotator.ui.dates.sentence import InSentence, SentenceStrip
from annotator.ui.fonts import interface_font
from annotator.ui.keys import Chord, chords, digit
from annotator.ui.linker.placement import place
from annotator.ui.widgets.buttons import IconButton, TextButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.floating import FloatingCard
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import Hairline, column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import QT_TRANSLATE_NOOP, date_text, isolated

WIDTH: Final = 520
HEIGHT: Final = 420

_PARTS: Final[tuple[tuple[DateModifier | None, str], ...]] = (
    (None, QT_TRANSLATE_NOOP("DateCard", "Whole")),
    (DateModifier.START, QT_TRANSLATE_NOOP("DateCard", "Start")),
    (DateModifier.MID, QT_TRANSLATE_NOOP("DateCard", "Mid")),
    (DateModifier.END, QT_TRANSLATE_NOOP("DateCard", "End")),
    (DateModifier.APPROX, QT_TRANSLATE_NOOP("DateCard", "About")),
)
_KEYED_PARTS: Final = (*(part for part, _ in _PARTS), DateModifier.BEFORE, DateModifier.AFTER)
_CTRL: Final = Qt.KeyboardModifier.ControlModifier.value
_ALT: Final = Qt.KeyboardModifier.AltModifier.value
_RETURN: Final = Chord(Qt.Key.Key_Return.value)
_ESCAPE: Final = Chord(Qt.Key.Key_Escape.value)
_STEPS: Final = {Chord(Qt.Key.Key_Up.value): 1, Chord(Qt.Key.Key_Down.value): -1}
_COARSER: Final = Chord(Qt.Key.Key_Up.value, _CTRL)
_PICK: Final = Chord(Qt.Key.Key_Down.value, _ALT)
_FINER: Final = Chord(Qt.Key.Key_Down.value, _CTRL)


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """What the editor asks about.

    Attributes:
        shown: The mention in its sentence.
        label: Its label.
        language: Of the article.
        date: What it means so far.
        readings: What its words may mean, likeliest first.
        is_relative: Whether they count from a date.
        counts_from: Which one; None when the article has none.
    """

    shown: InSentence
    label: Label | None
    language: str
    date: DateValue | None
    readings: Sequence[DateValue]
    is_relative: bool
    counts_from: str | None


class DateCard(FloatingCard):
    """The card. It asks and says what was answered; it neither reads nor writes anything.

    Signals:
        date_chosen: The ``DateValue`` of the mention, None for "not known".
        counting_chosen: What this mention alone is to count from, as an ISO 8601 date.
        article_date_chosen: The same for the whole article.
        dismissed: It was closed without an answer.
    """

    date_chosen = Signal(object)
    counting_chosen = Signal(str)
    article_date_chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._question: DateQuestion | None = None
        self._draft = DateDraft(None, (), is_relative=False)
        self._is_own_anchor = False
        self._is_touched = False
        self._digit = ""
        self._came_from: QWidget | None = None
        self.sentence = SentenceStrip()
        self.head = ReadingHead()
        self.field = Field(height=32, point_size=10.5, on_card=True)
        self.parts = Segmented([QApplication.translate("DateCard", text) for _, text in _PARTS], height=32)
        self.middle = CardMiddle()
        self.pick_button = IconButton("calendar-blank", self.tr("Pick a day (Alt+Down)"), side=32)
        self.counts_from = TextButton(icon="calendar-blank", tone="accent", font=interface_font(10), shrinks=True)
        self.no_value = PushButton(self.tr("No value"))
        self.set_button = PushButton(self.tr("Set"), Emphasis.PRIMARY, key=self.tr("Enter"))
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("Date editor"))

    @property
    def question(self) -> DateQuestion | None:
        """What is being asked, None while the card is closed."""
        return self._question

    @property
    def draft(self) -> DateDraft:
        """What is being made of it."""
        return self._draft

    def open_for(self, question: DateQuestion, anchor: QRect, bounds: QRect) -> None:
        """Ask about a date.

        Args:
            question: What to ask.
            anchor: The mark with its words, in the parent's coordinates.
            bounds: The article, likewise.
        """
        if not self._has_focus():
            self._came_from = QApplication.focusWidget()
        self._question = None  # the keyboard passes other widgets now, which is no sign of leaving
        self._is_own_anchor = False
        self.sentence.show_mention(question.shown, question.label)
        self.middle.show_calendars()
        self.ask(question)
        self.move_to(anchor, bounds)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, question: DateQuestion, *, is_own_anchor: bool = False) -> None:
        """Begin with what is known of the date: its value, or else the likeliest reading of its words."""
        self._question = question
        self._is_own_anchor = is_own_anchor
        self._is_touched = False
        value = question.date or (question.readings[0] if question.readings else None)
        self._draft = DateDraft(value, question.readings, is_relative=question.is_relative)
        self._show_draft()
        self.field.selectAll()

    def move_to(self, anchor: QRect, bounds: QRect) -> None:
        """Follow the mark."""
        placement = place(anchor, bounds, WIDTH, HEIGHT)
        rect = QRect(placement.rect)
        if rect.height() < HEIGHT:  # it floats over the mark rather than be cut
            rect.setTop(max(bounds.top() + 4, min(rect.top(), bounds.bottom() - HEIGHT - 4)))
            rect.setHeight(HEIGHT)
            self.set_card(rect)
            return
        self.set_card(rect, placement.pointer_x, points_down=placement.above)

    def close_quietly(self) -> None:
        """Close without saying so, and give the keyboard back to where it was, unless it has left already."""
        had_focus = self._has_focus()
        self._question = None
        self.hide()
        if had_focus and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the field does."""
        if self._question is not None and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if any(self._handle(chord, watched) for chord in chords(event)):
                return True
            if watched is self.field and self._handle_in_field(event):
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.field.setAccessibleName(self.tr("Date value"))
        self.parts.setAccessibleName(self.tr("Part of the date"))
        self.field.setFixedWidth(124)
        value = column(_caption(self.tr("Value")), 2, row(self.field, 2, self.pick_button))
        part = column(_caption(self.tr("Part of it")), 2, self.parts)
        body = column(
            row(self.sentence, start=INSET, top=10, end=INSET, bottom=6),
            row(Hairline(), start=INSET, end=INSET),
            8, row(self.head, start=INSET, end=INSET),
            4, row(value, 20, part, None, start=INSET, end=INSET),
            10, row(Hairline(), start=INSET, end=INSET), 6, self.middle,
            CardFooter(row(self.counts_from, None, self.no_value, 10, self.set_button, start=INSET, end=INSET)),
            start=1, end=1,
        )  # fmt: skip
        self.inner.setLayout(body)

    def _connect(self) -> None:
        for widget in (self.field, *self.parts.buttons, self.middle.counting.field):
            widget.installEventFilter(self)
        self.field.textEdited.connect(self._on_typed)
        self.parts.chosen.connect(self._on_part_chosen)
        self.middle.columns.calendar_chosen.connect(self._on_calendar_chosen)
        self.middle.readings.chosen.connect(self._on_reading_chosen)
        self.counts_from.clicked.connect(self._on_counting_requested)
        self.pick_button.clicked.connect(self._on_pick_requested)
        self.middle.picker.day_picked.connect(self._on_day_picked)
        self.middle.left.connect(self._focus_field)
        self.middle.counting.chosen.connect(self._on_counting_chosen)
        self.no_value.clicked.connect(self._on_no_value_pressed)
        self.set_button.clicked.connect(self._on_set_pressed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    # What is shown

    def _show_draft(self) -> None:
        draft, question = self._draft, self._question
        if question is None:
            return
        if self.field.text() != draft.text:
            self.field.setText(draft.text)
        is_wrong = draft.problem is not None
        is_nothing = draft.result is None and not is_wrong
        shown = None if is_nothing else draft.value
        self.field.set_wrong(is_wrong=is_wrong)
        note = explanation(
            shown, question.shown.surface, is_relative=draft.is_relative, counts_from=question.counts_from,
            is_own_anchor=self._is_own_anchor,
        )  # fmt: skip
        self.head.show_reading(shown, note, draft.problem)
        self._show_part(shown)
        hint = self.tr("Type it in any of the three: {examples}").format(examples="2023-01, \u2067תשפ״ג\u2069, 1444-06")
        self.middle.show_value(shown, draft.readings, hint, is_old=is_wrong)
        self._show_counting(question)
        self.set_button.setEnabled(draft.can_be_set)

    def _show_part(self, shown: DateValue | None) -> None:
        modifiers = [part for part, _ in _PARTS]
        modifier = shown.modifier if shown else None
        self.parts.set_current(modifiers.index(modifier) if modifier in modifiers else -1)
        self.parts.setEnabled(shown is not None)

    def _show_counting(self, question: DateQuestion) -> None:
        written = date_text(question.counts_from) or self.tr("no date")
        self.counts_from.set_words(self.tr("Counts from: {date}").format(date=isolated(written)))

    # What is done

    def _handle(self, chord: Chord, watched: QObject) -> bool:
        """Do what a key means in the editor; tell whether it means anything."""
        if chord == _ESCAPE:
            self._leave()
        elif chord == _RETURN and watched is self.middle.counting.field:
            self.middle.counting.accept()
        elif chord == _RETURN:
            self._on_set_pressed()
        elif chord.modifiers == _ALT and 0 < chord.key - Qt.Key.Key_0.value <= len(_KEYED_PARTS):
            self._set_part(_KEYED_PARTS[chord.key - Qt.Key.Key_1.value])
        elif watched is self.field and chord in _STEPS:
            self._change(self._draft.step, _STEPS[chord])
        elif chord == _PICK:
            self._on_pick_requested()
        elif chord == _COARSER:
            self._change(self._draft.coarsen)
        elif chord == _FINER:
            self._change(self._draft.refine)
        else:
            return False
        return True

    def _handle_in_field(self, event: QKeyEvent) -> bool:
        """Take Backspace in an empty field, and a digit that chooses a reading before anything is typed."""
        if event.key() == Qt.Key.Key_Backspace and not self.field.text():
            self._on_no_value_pressed()
            return True
        if self._digit and event.text() and event.text().isprintable():  # it was the beginning of a value after all
            begun, self._digit = self._digit, ""
            self._is_touched = True
            self.field.setText(begun)
            return False
        number = digit(event)
        readings = self._draft.readings
        if number and not self._is_touched and len(readings) > 1 and self._draft.choose(number - 1):
            self._show_draft()
            self._digit = event.text()
            self.field.selectAll()
            return True
        return False

    def _change(self, change: object, *values: object) -> None:
        """Change the draft and show it."""
        self._is_touched, self._digit = True, ""
        if callable(change):
            change(*values)
        self._show_draft()
        self.field.selectAll()
        self._announce()

    def _announce(self) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, self.head.headline.text))

    def _on_typed(self, text: str) -> None:
        self._is_touched, self._digit = True, ""
        question = self._question
        if question is not None:
            self._draft.type(text, question.language, question.counts_from)
            self._show_draft()
            self._announce()

    def _set_part(self, modifier: DateModifier | None) -> None:
        self._draft.set_part(modifier)
        self._show_draft()
        self._announce()

    def _on_part_chosen(self, index: int) -> None:
        self._set_part(_PARTS[index][0])

    def _on_calendar_chosen(self, calendar: Calendar) -> None:
        self._change(self._draft.write_in, calendar)

    def _on_reading_chosen(self, rank: int) -> None:
        self._change(self._draft.choose, rank)

    def _on_set_pressed(self) -> None:
        if self._draft.can_be_set:
            self.date_chosen.emit(self._draft.result)

    def _on_no_value_pressed(self) -> None:
        self.date_chosen.emit(None)

    def _on_pick_requested(self) -> None:
        """Show a month to pick a day from, or put it away."""
        if self.middle.is_picking:
            self.middle.leave_question()
            return
        first = bounds_of(self._draft.value.value).first if self._draft.value else None
        self.middle.pick_from(first if first is not None else date.today().toordinal())

    def _on_day_picked(self, day: int) -> None:
        self.middle.leave_question()
        self._change(self._draft.pick, day)

    def _on_counting_requested(self) -> None:
        question = self._question
        if question is None or self.middle.is_counting:
            self.middle.leave_question()
        else:
            self.middle.ask_counting(question.counts_from, question.language)

    def _on_counting_chosen(self, written: str, for_article: bool) -> None:  # noqa: FBT001 - a slot
        self.middle.leave_question()
        (self.article_date_chosen if for_article else self.counting_chosen).emit(written)

    def _focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Leave what is asked in between, or else the editor."""
        if not self.middle.leave_question():
            self.close_quietly()
            self.dismissed.emit()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Close when the keyboard goes elsewhere in the window."""
        if self._question is not None and new is not None and not self.isAncestorOf(new) and new is not self:
            self.close_quietly()
            self.dismissed.emit()


def _caption(text: str) -> TextLine:
    return TextLine(text, font=interface_font(9, QFont.Weight.DemiBold), tone="muted", height=18)
