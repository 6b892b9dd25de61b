"""What an export leaves out, or keeps in another place, in a strip that is always there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.app.previewing import Measured
from annotator.formats.base import Format
from annotator.ui import theme
from annotator.ui.dialogs.transfer_wording import limit_clause, loss_clause
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.painting import Align, draw_rounded, draw_text, placed
from annotator.ui.widgets.surface import column, row
from annotator.ui.wording import counted, isolated

_HEIGHT: Final = 98
_LINES: Final = 3
_LINE: Final = 19
_NUMBER_WIDTH: Final = 54


class LossStrip(QWidget):
    """The strip.

    Signals:
        details_requested: The user wants to see the mentions concerned.
        lossless_requested: The user wants the format that keeps everything.
    """

    details_requested = Signal()
    lossless_requested = Signal()

    def __init__(self, lossless: str) -> None:
        super().__init__()
        self._headline = ""
        self._lines: Sequence[tuple[str, str]] = ()
        self._is_lossy = False
        self.setFixedHeight(_HEIGHT)
        font = interface_font(9.5)
        self._details = TextButton(self.tr("Details"), font=font, tone="accent")
        use = self.tr("Use {format}, which keeps all").format(format=isolated(lossless))
        self._lossless = TextButton(use, font=font, tone="accent")
        self._details.clicked.connect(self.details_requested)
        self._lossless.clicked.connect(self.lossless_requested)
        self.setLayout(column(row(None, self._lossless, self._details, gap=8), None, top=8, end=10))
        self.show_waiting()

    @property
    def headline(self) -> str:
        """What it says first."""
        return self._headline

    @property
    def lines(self) -> Sequence[tuple[str, str]]:
        """Number and clause of each line."""
        return self._lines

    def show_waiting(self) -> None:
        """Say that it is being looked."""
        self._show(self.tr("Looking at what it keeps…"), (), is_lossy=False, has_details=False)

    def show_nothing(self) -> None:
        """Say that there is nothing to be looked at."""
        self._show(self.tr("No article, so nothing can be lost"), (), is_lossy=False, has_details=False)

    def show_error(self, sentence: str) -> None:
        """Say why it cannot be told."""
        self._show(sentence, (), is_lossy=True, has_details=False)

    def show_measured(self, measured: Measured, chosen: Format) -> None:
        """Say what a format leaves out of what is to be exported."""
        counts = measured.losses.counts
        lost = [kind for kind in counts if kind.is_loss]
        lines = [(f"{count:,}", loss_clause(kind)) for kind, count in counts.items()]
        lines += [
            ("–", self.tr("no place for: {thing}").format(thing=limit_clause(clause))) for clause in chosen.losses
        ]
        if lost:
            headline = self.tr("%n thing(s) in these articles cannot be kept", "", measured.losses.lost)
            headline = counted(headline, measured.losses.lost)
        elif chosen.losses:
            headline = self.tr("No mark is lost")
        else:
            headline = self.tr("Nothing is dropped")
        if measured.documents < measured.of:
            looked = self.tr("looked at {some} of {all} articles").format(
                some=f"{measured.documents:,}", all=f"{measured.of:,}"
            )
            headline = f"{headline} ({looked})"
        is_lossy = bool(lost) or bool(chosen.losses and not counts and len(chosen.losses) > 1)
        self._show(headline, lines, is_lossy=is_lossy, has_details=bool(measured.losses.affected))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint, the sign, the headline and up to three lines."""
        tokens = theme.current()
        painter = QPainter(self)
        tone = tokens.warn if self._is_lossy else tokens.ok
        draw_rounded(painter, QRectF(self.rect()), 6, theme.mix(tokens.paper, tone, 0.08))
        paint_icon(painter, placed(self, 14, 13, 18, 18), "warning" if self._is_lossy else "shield-check", QColor(tone))
        direction = self.layoutDirection()
        box = placed(self, 42, 10, self.width() - 60 - self._links_width(), 24)
        font = interface_font(10, QFont.Weight.DemiBold)
        draw_text(painter, box, self._headline, font, tokens.ink, Align.START, direction, own_direction=False)
        bold = interface_font(9.5, QFont.Weight.DemiBold, tabular=True)
        for number, (count, clause) in enumerate(self._shown()):
            top = 33 + number * _LINE
            box = placed(self, 42, top, _NUMBER_WIDTH, _LINE)
            draw_text(painter, box, count, bold, tokens.ink, Align.END, direction)
            box = placed(self, 42 + _NUMBER_WIDTH + 8, top, self.width() - 42 - _NUMBER_WIDTH - 24, _LINE)
            font = interface_font(9.5)
            draw_text(painter, box, clause, font, tokens.muted, Align.START, direction, own_direction=False)

    def _shown(self) -> list[tuple[str, str]]:
        """Return the lines there is room for; the last says how many more there are."""
        if len(self._lines) <= _LINES:
            return list(self._lines)
        rest = len(self._lines) - _LINES + 1
        more = counted(self.tr("and %n more thing(s)", "", rest), rest)
        return [*self._lines[: _LINES - 1], ("…", more)]

    def _links_width(self) -> int:
        return sum(link.width() + 8 for link in (self._lossless, self._details) if link.isVisibleTo(self))

    def _show(self, headline: str, lines: Sequence[tuple[str, str]], *, is_lossy: bool, has_details: bool) -> None:
        self._headline, self._lines, self._is_lossy = headline, lines, is_lossy
        self._details.setVisible(has_details)
        self._lossless.setVisible(is_lossy)
        spoken = ", ".join(f"{count} {clause}" for count, clause in lines)
        self.setAccessibleName(f"{headline}: {spoken}" if spoken else headline)
        self.setToolTip("\n".join(f"{count} {clause}".strip() for count, clause in lines))
        self.update()
