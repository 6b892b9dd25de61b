"""The line at the foot: what is saved, where the caret is, which way the text runs, how much is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.document import Direction
from annotator.core.errors import UserError
from annotator.core.offsets import Span
from annotator.ui.bridge import SaveState
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.slider import ThinSlider
from annotator.ui.widgets.surface import Surface, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, direction_name, error_sentence, isolated, number_range, tip_text

HEIGHT: Final = 28

NOTE_SHOWN_MS: Final = 10_000
"""How long a passing sentence stays."""

_SEPARATOR: Final = "  ·  "


class Tally(NamedTuple):
    """How many mentions an article has, and how far they are.

    Attributes:
        mentions: All that somebody stands behind.
        linked: Those that are linked, or decided not to be in the base.
        dates: Those that are dates.
        open: Those that are not decided yet.
        suggestions: Those that are only suggested.
    """

    mentions: int = 0
    linked: int = 0
    dates: int = 0
    open: int = 0
    suggestions: int = 0


class StatusLine(Surface):
    """Saved state, position, direction, counts, and the threshold for suggestions.

    Signals:
        retry_requested: Try again to save.
        direction_pressed: The user pressed the direction.
        warning_pressed: The user pressed the warning of misleading direction controls.
        threshold_changed: The least score, from 0 to 1, at which suggestions are shown.
    """

    retry_requested = Signal()
    direction_pressed = Signal()
    warning_pressed = Signal()
    threshold_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        font = interface_font(9, tabular=True)
        self._is_compact = False
        self._tally = Tally()
        self._saved = TextButton(font=font, icon="check-circle", shrinks=True)
        self._saved.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._retry = TextButton(self.tr("Try again"), font=font, tone="accent")
        self._retry.hide()
        self._position = TextLine("", font=font, tone="muted")
        self._direction = TextButton(font=font)
        self._warning = TextButton(font=font, tone="warn", icon="warning")
        self._warning.hide()
        self._note = TextLine("", font=font, stretches=True)
        self._note_ends = QTimer(self, singleShot=True, interval=NOTE_SHOWN_MS)
        self._note_ends.timeout.connect(self._on_note_ended)
        self._counts = TextLine("", font=font, tone="muted")
        self._threshold = ThinSlider(self.tr("Suggestions from"))
        self._threshold.setRange(0, 100)
        self._from = TextLine(self.tr("Suggestions from"), font=font, tone="muted")
        self._score = TextLine("0.00", font=font, tone="muted")
        self._review = QWidget()
        self._review.setLayout(row(self._from, self._threshold, self._score, start=12, gap=6))
        self.setLayout(
            row(
                self._saved, self._retry, 8, self._position, 8, self._direction, self._warning, 8, self._note,
                self._counts, self._review, start=12, end=16, gap=6,
            )
        )  # fmt: skip
        self._retry.clicked.connect(self.retry_requested)
        self._direction.clicked.connect(self.direction_pressed)
        self._warning.clicked.connect(self.warning_pressed)
        self._threshold.valueChanged.connect(self._on_threshold_changed)
        self.show_save_state(SaveState.SAVED)
        self._show_tally()

    @property
    def focus_target(self) -> QWidget:
        """What gets the keyboard: the way to try again, or the direction."""
        return self._retry if self._retry.isVisible() else self._direction

    @property
    def saved_text(self) -> str:
        """What it says about saving."""
        return self._saved.text()

    @property
    def counts_text(self) -> str:
        """What it says about the work."""
        return self._counts.text

    def show_save_state(self, state: SaveState, problem: UserError | None = None) -> None:
        """Show whether everything is on disk, and why not."""
        if state is SaveState.FAILED:
            reason = error_sentence(problem) if problem else ""
            self._saved.set_words(
                self.tr("Not saved: {reason}").format(reason=reason), tone="error", icon="warning-circle"
            )
        elif state is SaveState.SAVING:
            self._saved.set_words(self.tr("Saving…"), tone="muted", icon="circle")
        else:
            self._saved.set_words(self.tr("All changes saved"), tone="muted", icon="check-circle")
        self._saved.setToolTip(tip_text(self._saved.text()) if state is SaveState.FAILED else "")
        self._saved.set_icon_tone("ok" if state is SaveState.SAVED else "")
        self._retry.setVisible(state is SaveState.FAILED)
        self._saved.set_icon_only(is_icon_only=self._is_compact and state is SaveState.SAVED)

    def show_position(self, paragraph: int, caret: int, selection: Span | None) -> None:
        """Show where the caret or the selection is.

        Args:
            paragraph: The number of the paragraph, from 1.
            caret: The offset of the caret in code points.
            selection: What is selected.
        """
        if selection is not None:
            place = self.tr("characters {range}").format(range=number_range(selection.start, selection.end))
        else:
            place = self.tr("character {number}").format(number=caret)
        self._position.set_text(_joined([self.tr("¶ {number}").format(number=paragraph), place]))

    def show_direction(self, direction: Direction, *, is_forced: bool) -> None:
        """Show which way the article runs, and whether somebody said so."""
        pattern = self.tr("{direction}, set by hand") if is_forced else self.tr("{direction}, automatic")
        glyph = "text-align-right" if direction is Direction.RTL else "text-align-left"
        self._direction.set_words(pattern.format(direction=direction_name(direction)), icon=glyph)

    @property
    def warning_text(self) -> str:
        """What it warns of, or nothing."""
        return self._warning.text() if self._warning.isVisibleTo(self) else ""

    def show_warning(self, number: int, explanation: str) -> None:
        """Warn of characters that may mislead about the order of the text; none takes the warning away."""
        self._warning.setVisible(number > 0)
        text = counted(self.tr("%n misleading direction control(s)", "", number), number)
        self._warning.set_words(text if number else "")
        self._warning.setToolTip(tip_text(explanation))

    def show_threshold(self, threshold: float, *, is_of_use: bool) -> None:
        """Show the least score at which suggestions are shown, while there is anything that it could hide."""
        self._review.setVisible(is_of_use)
        self._score.set_text(f"{threshold:.2f}")
        before = self._threshold.blockSignals(True)
        self._threshold.setValue(round(threshold * 100))
        self._threshold.blockSignals(before)

    def show_tally(self, tally: Tally) -> None:
        """Show how much is done."""
        self._tally = tally
        self._show_tally()

    def show_nothing(self) -> None:
        """Show that no document is open."""
        self._position.set_text("")
        self._direction.set_words("", icon="")
        self.show_warning(0, "")
        self.show_tally(Tally())
        self._counts.set_text("")

    def show_note(self, sentence: str) -> None:
        """Show a sentence that is not about saving, for as long as it takes to read it."""
        self._note.set_text(sentence)
        self._note_ends.start()

    def _on_note_ended(self) -> None:
        self._note.set_text("")

    def set_compact(self, *, is_compact: bool) -> None:
        """Keep only saved state, position, the number of mentions and the threshold."""
        self._is_compact = is_compact
        self._direction.setVisible(not is_compact)
        self._saved.set_icon_only(is_icon_only=is_compact and not self._retry.isVisibleTo(self))
        self._show_tally()

    def _show_tally(self) -> None:
        tally = self._tally
        parts = [counted(self.tr("%n mention(s)", "", tally.mentions), tally.mentions)]
        if not self._is_compact:
            parts.append(self.tr("{number} linked").format(number=tally.linked))
            parts.append(counted(self.tr("%n date(s)", "", tally.dates), tally.dates))
            if tally.suggestions:
                parts.append(counted(self.tr("%n suggestion(s)", "", tally.suggestions), tally.suggestions))
            else:
                parts.append(self.tr("{number} open").format(number=tally.open))
        self._counts.set_text(_joined(parts))
        self._from.setVisible(not self._is_compact)

    def _on_threshold_changed(self, value: int) -> None:
        self._score.set_text(f"{value / 100:.2f}")
        self.threshold_changed.emit(value / 100)


def _joined(parts: Sequence[str]) -> str:
    """Return parts in one line, each isolated: also where words and window run different ways, they stay together."""
    return _SEPARATOR.join(map(isolated, parts))
