"""A card that says how far long work is, and stops it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.jobs import Job
from annotator.ui.widgets.floating import FloatingCard
from annotator.ui.widgets.painting import draw_rounded, mirrored
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import file_name

SHOWN_AFTER_MS: Final = 300
"""Work that is done sooner shows no card."""

_WIDTH: Final = 420
_HEIGHT: Final = 96
_ABOVE_FOOT: Final = 48
_UNKNOWN_SHARE: Final = 0.12


class ProgressCard(FloatingCard):
    """Follows one job at the foot of its window; the window stays usable.

    Signals:
        cancel_requested: The user wants it stopped.
    """

    cancel_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._job: Job | None = None
        self._title = TextLine(font=interface_font(10, QFont.Weight.DemiBold), stretches=True)
        self._count = TextLine(font=interface_font(9, tabular=True), tone="muted")
        self._note = TextLine(font=interface_font(9), tone="muted", stretches=True)
        self._bar = ProgressBar()
        self.cancel = PushButton(self.tr("Cancel"), height=28)
        self.cancel.clicked.connect(self._on_cancelled)
        head = row(self._title, self._count, gap=8)
        foot = row(self._note, self.cancel, gap=12)
        self.inner.setLayout(column(head, 8, self._bar, 6, foot, start=16, top=12, end=16, bottom=10))
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._on_patience_ended)
        window.installEventFilter(self)

    def follow(self, title: str, job: Job) -> None:
        """Show how far a job is until it ends."""
        self._job = job
        self._title.set_text(title)
        self.setAccessibleName(title)
        self._count.set_text("")
        self._note.set_text("")
        self._bar.set_share(None)
        self.cancel.setEnabled(True)
        self.cancel.set_words(self.tr("Cancel"))
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)
        self._patience.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._put()
        return super().eventFilter(watched, event)

    def _put(self) -> None:
        home = self.parentWidget()
        if home is not None:
            left, top = (home.width() - _WIDTH) // 2, home.height() - _HEIGHT - _ABOVE_FOOT
            self.set_card(QRect(left, top, _WIDTH, _HEIGHT))

    def _on_patience_ended(self) -> None:
        if self._job is not None:
            self._put()
            self.show()

    def _on_progressed(self, done: int, total: int | None, note: str) -> None:
        self._bar.set_share(done / total if total else None)
        if total is not None:
            self._count.set_text(self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))
        else:
            self._count.set_text(f"{done:,}" if done else "")
        self._note.set_text(file_name(note) if note else "")

    def _on_cancelled(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.set_words(self.tr("Stopping…"))
        if self._job is not None:
            self._job.cancel()
        self.cancel_requested.emit()

    def _on_ended(self) -> None:
        self._patience.stop()
        self._job = None
        self.hide()


class ProgressBar(QWidget):
    """A thin bar that fills from the interface's start side; a short piece of it while the whole is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = None
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None) -> None:
        """Show how much is done, from 0 to 1; None when that is not known."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough and what is done."""
        tokens = theme.current()
        painter = QPainter(self)
        whole = QRectF(self.rect())
        draw_rounded(painter, whole, 3, theme.mix(tokens.raised, tokens.ink, 0.11))
        share = _UNKNOWN_SHARE if self._share is None else min(1.0, self._share)
        done = QRectF(0, 0, max(6.0, whole.width() * share), whole.height())
        draw_rounded(painter, mirrored(done, whole.width(), self.layoutDirection()), 3, tokens.accent)
