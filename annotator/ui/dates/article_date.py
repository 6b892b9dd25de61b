"""When an article was written: the dates that it and its file propose, and a field for any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.lang.dates import DateProposal, Reason
from annotator.ui import theme
from annotator.ui.dates.counting import document_date_typed
from annotator.ui.dates.footer import CardFooter
from annotator.ui.fonts import interface_font
from annotator.ui.keys import Chord, chords
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.floating import FloatingCard
from annotator.ui.widgets.painting import Align, draw_text, placed
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import QT_TRANSLATE_NOOP, date_text, isolated

_WIDTH: Final = 380
_INSET: Final = 20
_ROW: Final = 44
_MOST: Final = 4
_HEIGHT: Final = 200
_RETURN: Final = Chord(Qt.Key.Key_Return.value)
_ESCAPE: Final = Chord(Qt.Key.Key_Escape.value)
_STEPS: Final = {Chord(Qt.Key.Key_Down.value): 1, Chord(Qt.Key.Key_Up.value): -1}
_REASONS: Final = {
    Reason.DATELINE: QT_TRANSLATE_NOOP("Dates", "A line of its own says so: {words}"),
    Reason.METADATA: QT_TRANSLATE_NOOP("Dates", "The file is called so"),
    Reason.WEEKDAY: QT_TRANSLATE_NOOP("Dates", "The first such weekday after the latest date: {words}"),
    Reason.LATEST: QT_TRANSLATE_NOOP("Dates", "The latest date that it names: {words}"),
}


class ArticleDateCard(FloatingCard):
    """Asks when the open article was written.

    Signals:
        date_chosen: The date in ISO 8601, None for "not known".
    """

    date_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = "en"
        self._came_from: QWidget | None = None
        self._rows: list[ProposalRow] = []
        self.field = Field(icon="calendar-blank", height=36, point_size=11, on_card=True)
        self.field.setAccessibleName(self.tr("Date of the article"))
        self.field.setPlaceholderText("2021-11-24   2021-11   2021")
        self.reading = TextLine(font=interface_font(9), tone="muted", height=20, stretches=True)
        self.not_known = PushButton(self.tr("Not known"))
        self.set_button = PushButton(self.tr("Set"), Emphasis.PRIMARY, key=self.tr("Enter"))
        self._follow = TextLine(font=interface_font(9), tone="muted", stretches=True)
        title = TextLine(self.tr("When it was written"), font=interface_font(11, QFont.Weight.DemiBold), height=24)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(8, 0, 8, 0)
        self._list.setSpacing(0)
        foot = CardFooter(row(self._follow, self.not_known, 8, self.set_button, start=_INSET, end=_INSET))
        self.inner.setLayout(
            column(
                row(title, start=_INSET, end=_INSET), 8, row(self.field, start=_INSET, end=_INSET), 4,
                row(self.reading, start=_INSET, end=_INSET), 4, self._list, None, foot, top=14, start=1, end=1,
            )
        )  # fmt: skip
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._show_reading)
        self.set_button.clicked.connect(self._accept)
        self.not_known.clicked.connect(self._on_not_known_pressed)
        self.setAccessibleName(self.tr("Date of the article"))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def proposals(self) -> list[DateProposal]:
        """The dates on offer."""
        return [each.proposal for each in self._rows]

    def open_for(
        self, date: str | None, proposals: Sequence[DateProposal], language: str, *, following: int, anchor: QRect
    ) -> None:
        """Ask.

        Args:
            date: The date that the article has.
            proposals: What it and its file propose.
            language: Of the article.
            following: How many of its mentions count from its date.
            anchor: What shows the date, in the parent's coordinates.
        """
        self._came_from = QApplication.focusWidget()
        self._language = language
        self._show_proposals(proposals[:_MOST])
        self._follow.set_text(self.tr("{number} count from it").format(number=following) if following else "")
        self.field.setText(date or (proposals[0].value if proposals else ""))
        self.field.selectAll()
        self._show_reading()
        self.set_card(self._place(anchor), anchor.center().x())
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_quietly(self) -> None:
        """Close, and give the keyboard back to where it was."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if had_focus and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here before the field does."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            for chord in chords(event):
                if chord == _ESCAPE:
                    self.close_quietly()
                elif chord == _RETURN:
                    self._accept()
                elif chord in _STEPS and self._rows:
                    self._step(_STEPS[chord])
                else:
                    continue
                return True
        return super().eventFilter(watched, event)

    def _place(self, anchor: QRect) -> QRect:
        parent = self.parentWidget()
        width = parent.width() if parent else _WIDTH
        left = max(12, min(anchor.center().x() - _WIDTH // 2, width - _WIDTH - 12))
        return QRect(left, anchor.bottom() + 8, _WIDTH, _HEIGHT + _ROW * len(self._rows))

    def _show_proposals(self, proposals: Sequence[DateProposal]) -> None:
        for shown in self._rows:
            self._list.removeWidget(shown)
            shown.deleteLater()
        self._rows = [ProposalRow(proposal) for proposal in proposals]
        for shown in self._rows:
            self._list.addWidget(shown)
            shown.clicked.connect(self._on_row_clicked)

    def _step(self, by: int) -> None:
        values = [each.proposal.value for each in self._rows]
        written = self.field.text().strip()
        place = values.index(written) + by if written in values else (0 if by > 0 else len(values) - 1)
        self._choose(values[max(0, min(place, len(values) - 1))])

    def _choose(self, value: str) -> None:
        self.field.setText(value)
        self.field.selectAll()
        self._show_reading()

    def _on_row_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, ProposalRow):
            self._choose(sender.proposal.value)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reading(self) -> None:
        text = self.field.text().strip()
        value = document_date_typed(text, self._language)
        self.field.set_wrong(is_wrong=bool(text) and not value)
        self.set_button.setEnabled(bool(value))
        if text and not value:
            self.reading.set_text(self.tr("A day, a month or a year: 2021-11-24, 2021-11, 2021"), tone="error")
        else:
            self.reading.set_text(date_text(value) or self.tr("Not known"), tone="muted")
        for shown in self._rows:
            shown.set_chosen(is_chosen=shown.proposal.value == value)

    def _accept(self) -> None:
        value = document_date_typed(self.field.text().strip(), self._language)
        if value:
            self.close_quietly()
            self.date_chosen.emit(value)

    def _on_not_known_pressed(self) -> None:
        self.close_quietly()
        self.date_chosen.emit(None)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new) and new is not self:
            self.hide()


class ProposalRow(FlatButton):
    """A date with the reason why it is proposed."""

    def __init__(self, proposal: DateProposal) -> None:
        super().__init__()
        self.proposal = proposal
        self._is_chosen = False
        self.reason = QCoreApplication.translate("Dates", _REASONS[proposal.kind]).format(
            words=f"“{isolated(proposal.reason)}”"
        )
        self.setFixedHeight(_ROW)
        self.setAccessibleName(f"{date_text(proposal.value)}, {self.reason}")

    def set_chosen(self, *, is_chosen: bool) -> None:
        """Show whether it is what stands in the field."""
        self._is_chosen = is_chosen
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the card."""
        return QSize(_WIDTH - 18, _ROW)

    def ground(self) -> str | None:
        """Return the row colour while it is chosen."""
        return theme.current().row if self._is_chosen else super().ground()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the date over its reason."""
        tokens = theme.current()
        direction = self.layoutDirection()
        muted = tokens.muted_on_row if self._is_chosen else tokens.muted
        first, second = placed(self, 12, 4, self.width() - 24, 20), placed(self, 12, 22, self.width() - 24, 18)
        font = interface_font(10)
        draw_text(painter, QRectF(first), date_text(self.proposal.value), font, tokens.ink, Align.START, direction)
        draw_text(
            painter, QRectF(second), self.reason, interface_font(8.5), muted, Align.START, direction,
            own_direction=False,
        )  # fmt: skip
