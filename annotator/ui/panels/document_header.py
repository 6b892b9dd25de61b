"""The head of the article: its title, and what can be said of the whole of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from annotator.core.document import Direction, Document, DocumentState
from annotator.ui import theme
from annotator.ui.action_set import ActionSet
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import FlatButton, IconButton, TextButton
from annotator.ui.widgets.painting import draw_rounded, draw_state
from annotator.ui.widgets.surface import Surface, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import date_text, direction_name, isolated, language_name, state_name

HEIGHT: Final = 48


class DocumentHeader(Surface):
    """Title, how far the work is, language, date, direction and text size.

    Signals:
        state_chosen: The state the user wants the article to be in.
        facts_requested: The user wants to change title or language.
        date_requested: The user wants to say when the article was written.
        direction_chosen: The direction the user wants for the whole article.
    """

    facts_requested = Signal()
    date_requested = Signal()
    direction_chosen = Signal(object)
    state_chosen = Signal(object)

    def __init__(self, actions: ActionSet) -> None:
        super().__init__("paper")
        self.setFixedHeight(HEIGHT)
        self._is_compact = False
        self._title = TextLine(
            "", font=interface_font(11, QFont.Weight.DemiBold), height=HEIGHT, is_data=True, stretches=True
        )
        self._language = TextButton(icon="translate")
        self._date = TextButton(icon="calendar-blank", font=interface_font(9.5, tabular=True))
        self.direction = DirectionSwitch()
        self.state = StateSwitch()
        self._size = TextLine("", font=interface_font(9.5, tabular=True), tone="muted")
        smaller = IconButton("minus", size=13)
        larger = IconButton("plus", size=13)
        smaller.stand_for(actions["text.smaller"])
        larger.stand_for(actions["text.larger"])
        size = row(smaller, self._size, larger)
        self.setLayout(
            row(
                self._title,
                8,
                self.state,
                4,
                self._language,
                self._date,
                4,
                self.direction,
                4,
                size,
                start=20,
                end=12,
                gap=6,
            )
        )
        self._language.clicked.connect(self.facts_requested)
        self._date.clicked.connect(self.date_requested)
        self.direction.chosen.connect(self.direction_chosen)
        self.state.chosen.connect(self.state_chosen)

    @property
    def date_button(self) -> QWidget:
        """What shows the date."""
        return self._date

    def show_document(self, document: Document, direction: Direction) -> None:
        """Show what is known about a document.

        Args:
            document: The document.
            direction: The direction it runs in, forced or found.
        """
        self._title.set_text(document.title)
        self._language.set_words(language_name(document.language))
        self._date.set_words(date_text(document.date) or self.tr("No date"))
        self.direction.set_direction(direction)
        self.state.set_state(document.state)
        self._explain(document, direction)
        for part in (self.state, self._language, self._date, self.direction):
            part.setEnabled(True)

    def show_nothing(self) -> None:
        """Show that no document is open."""
        self._title.set_text("")
        self._language.set_words("")
        self._date.set_words("")
        for part in (self.state, self._language, self._date, self.direction):
            part.setEnabled(False)

    def show_text_size(self, size: float) -> None:
        """Show the text size, in points."""
        self._size.set_text(f"{size:g}")

    def set_compact(self, *, is_compact: bool) -> None:
        """Leave language and state to the title's tool tip."""
        self._is_compact = is_compact
        self._language.setVisible(not is_compact)
        self.state.setVisible(not is_compact)

    def _explain(self, document: Document, direction: Direction) -> None:
        self._language.set_name(self.tr("Language: {language}").format(language=language_name(document.language)))
        self._date.set_name(self.tr("Date: {date}").format(date=date_text(document.date) or self.tr("not known")))
        facts = (isolated(document.title), language_name(document.language), state_name(document.state))
        self._title.set_note("\n".join(facts))
        self.direction.setToolTip(direction_name(direction))


class _Switch(QWidget):
    """A trough with a few segments, of which one is chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        tokens = theme.current()
        outline = tokens.hairline if tokens.name is theme.ThemeName.CONTRAST else None
        draw_rounded(QPainter(self), QRectF(self.rect()), 6, theme.mix(tokens.paper, tokens.ink, 0.055), outline)


class StateSwitch(_Switch):
    """New, in progress, or finished; they follow each other in the window's direction.

    Signals:
        chosen: The :class:`~annotator.core.document.DocumentState` the user chose.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._states = {state: _State(state) for state in DocumentState}
        layout = row(*self._states.values())
        layout.setContentsMargins(2, 2, 2, 2)
        self.setLayout(layout)
        self.setFixedSize(4 + 26 * len(self._states), 26)
        self._group = QButtonGroup(self)
        for state in self._states.values():
            self._group.addButton(state)
            state.clicked.connect(self._on_chosen)

    @property
    def current(self) -> DocumentState | None:
        """Which is shown."""
        return next((state for state, button in self._states.items() if button.isChecked()), None)

    def button(self, state: DocumentState) -> QAbstractButton:
        """Return what is pressed for a state."""
        return self._states[state]

    def set_state(self, state: DocumentState) -> None:
        """Show a document's state."""
        self._states[state].setChecked(True)

    def _on_chosen(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)


class DirectionSwitch(_Switch):
    """Left to right or right to left. The sides stay where they are in a mirrored window, for that is what they mean.

    Signals:
        chosen: The :class:`~annotator.core.document.Direction` the user chose.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._sides = {
            Direction.LTR: _Side("text-align-left", direction_name(Direction.LTR)),
            Direction.RTL: _Side("text-align-right", direction_name(Direction.RTL)),
        }
        layout = row(*self._sides.values())
        layout.setContentsMargins(2, 2, 2, 2)
        self.setLayout(layout)
        self.setFixedSize(52, 26)
        self._group = QButtonGroup(self)
        for side in self._sides.values():
            self._group.addButton(side)
            side.clicked.connect(self._on_chosen)

    @property
    def current(self) -> Direction:
        """Which is in force."""
        return next(direction for direction, side in self._sides.items() if side.isChecked())

    def side(self, direction: Direction) -> QAbstractButton:
        """Return the half that stands for a direction."""
        return self._sides[direction]

    def set_direction(self, direction: Direction) -> None:
        """Show which is in force."""
        if direction in self._sides:
            self._sides[direction].setChecked(True)

    def _on_chosen(self) -> None:
        for direction, side in self._sides.items():
            if side.isChecked():
                self.chosen.emit(direction)


class _Segment(FlatButton):
    """One segment of a switch, raised while it is chosen."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__(name)
        self.setCheckable(True)
        self.setFixedSize(width, 22)

    def ground(self) -> str | None:
        """Return nothing: the chosen segment is raised instead."""
        return None

    def paint_content(self, painter: QPainter) -> None:
        """Paint the raised ground of the chosen segment."""
        tokens = theme.current()
        if self.isChecked():
            line = theme.mix(tokens.hairline, tokens.ink, 0.06)
            draw_rounded(painter, QRectF(self.rect()), 5, tokens.raised, line)


class _State(_Segment):
    """The segment of a state, with the sign that the list of documents has for it."""

    def __init__(self, state: DocumentState) -> None:
        super().__init__(state_name(state), 26)
        self._state = state

    def paint_content(self, painter: QPainter) -> None:
        """Paint the sign."""
        super().paint_content(painter)
        painter.setOpacity(1.0 if self.isChecked() or self.underMouse() else 0.55)
        draw_state(painter, QRectF(self.rect()).center(), self._state)


class _Side(_Segment):
    """One half of the switch of directions."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__(name, 24)
        self._glyph = icon

    def paint_content(self, painter: QPainter) -> None:
        """Paint the icon."""
        super().paint_content(painter)
        tokens = theme.current()
        colour = tokens.accent if self.isChecked() else tokens.ink if self.underMouse() else tokens.muted
        paint_icon(painter, QRectF(5, 4, 14, 14), self._glyph, QColor(colour))
