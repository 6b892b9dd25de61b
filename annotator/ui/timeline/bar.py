"""The bar over the timeline: how much there is, what the marks mean, which languages, how far apart years stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.labels import Label
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.timeline.picture import Zoom
from annotator.ui.widgets.buttons import FlatButton, IconButton, TextButton
from annotator.ui.widgets.painting import Align, advance, draw_text, placed
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import Surface, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import language_name

HEIGHT: Final = 56

_ZOOMS: Final = (Zoom.DECADES, Zoom.YEARS, Zoom.MONTHS)


class TimelineBar(Surface):
    """What is said and chosen above the plot.

    Signals:
        scope_chosen: Whether all articles of the workspace are shown.
        languages_chosen: The codes of the languages that are shown.
        zoom_chosen: The :class:`~annotator.ui.timeline.picture.Zoom`.
        undated_requested: The mentions without a value are to be listed.
        close_requested: The timeline is to be put away.
    """

    scope_chosen = Signal(bool)
    languages_chosen = Signal(object)
    zoom_chosen = Signal(object)
    undated_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__("panel")
        self.setFixedHeight(HEIGHT)
        title = TextLine(self.tr("Timeline"), font=interface_font(12, QFont.Weight.DemiBold), height=24)
        self.count = TextLine(font=interface_font(9), tone="muted", stretches=True)
        self.legend = Legend()
        self.undated = TextButton(tone="accent", font=interface_font(9))
        self.scope = Segmented((self.tr("This article"), self.tr("All")))
        self.zoom = Segmented((self.tr("Decades"), self.tr("Years"), self.tr("Months")))
        self.fit = PushButton(self.tr("Fit"), height=28)
        close = IconButton("x", self.tr("Close"), size=12)
        self._filters = row(gap=8)
        self._chips: list[LanguageChip] = []
        self.setLayout(
            row(
                title, 18, self.count, self.undated, 12, self.legend, 20, self._filters, 16, self.scope, 10,
                self.zoom, 8, self.fit, 6, close, start=24, end=16,
            )
        )  # fmt: skip
        self.zoom.set_current(-1)
        self.scope.chosen.connect(self._on_scope_chosen)
        self.zoom.chosen.connect(self._on_zoom_chosen)
        self.fit.clicked.connect(self._on_fit_pressed)
        self.undated.clicked.connect(self.undated_requested)
        close.clicked.connect(self.close_requested)

    @property
    def chips(self) -> list[LanguageChip]:
        """The languages that can be left out."""
        return self._chips

    def show_count(self, text: str, undated: str) -> None:
        """Say how many dates there are, and how many of them have no value."""
        self.count.set_text(text)
        self.undated.set_words(undated)
        self.undated.setVisible(bool(undated))

    def show_languages(self, codes: Sequence[str], chosen: Iterable[str]) -> None:
        """Offer these languages."""
        if [chip.code for chip in self._chips] == list(codes):
            return
        wanted = set(chosen)
        for chip in self._chips:
            self._filters.removeWidget(chip)
            chip.deleteLater()
        self._chips = [LanguageChip(code) for code in codes]
        for chip in self._chips:
            chip.setChecked(chip.code in wanted)
            chip.clicked.connect(self._on_chip_clicked)
            self._filters.addWidget(chip)

    def show_label(self, label: Label | None) -> None:
        """Draw the legend in a label's colours."""
        self.legend.show_label(label)

    def resizeEvent(self, event: object) -> None:
        """Leave the legend out where there is no room for it."""
        self.legend.setVisible(self.width() >= 1180)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground with a hairline above."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.colour(theme.current().hairline))

    def _on_chip_clicked(self) -> None:
        self.languages_chosen.emit({chip.code for chip in self._chips if chip.isChecked()})

    def _on_scope_chosen(self, index: int) -> None:
        self.scope_chosen.emit(index == 1)

    def _on_zoom_chosen(self, index: int) -> None:
        self.zoom_chosen.emit(_ZOOMS[index])

    def _on_fit_pressed(self) -> None:
        self.zoom.set_current(-1)
        self.zoom_chosen.emit(Zoom.FIT)


class LanguageChip(FlatButton):
    """A language that is shown or left out."""

    def __init__(self, code: str) -> None:
        super().__init__(language_name(code))
        self.code = code
        self.setCheckable(True)
        self.setFixedHeight(28)
        self.setText(language_name(code))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the name."""
        return QSize(round(advance(self.text(), interface_font(9.5)) + 20), 28)

    def ground(self) -> str | None:
        """Return the row colour while the language is shown."""
        return theme.current().row if self.isChecked() else super().ground()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the name."""
        tokens = theme.current()
        colour = tokens.accent if self.isChecked() else tokens.muted
        font = interface_font(9.5)
        draw_text(painter, QRectF(self.rect()), self.text(), font, colour, Align.CENTRE, self.layoutDirection())


class Legend(QWidget):
    """What the marks mean."""

    def __init__(self) -> None:
        super().__init__()
        self._label: Label | None = None
        self._texts = (self.tr("day"), self.tr("week, month, year"), self.tr("start or end of"))
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(self._texts))

    def show_label(self, label: Label | None) -> None:
        """Draw the samples in a label's colours."""
        self._label = label
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for samples and words."""
        return QSize(round(sum(advance(text, interface_font(8.5)) for text in self._texts) + 8 + 24 + 26 + 3 * 18), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint samples and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        strong = QColor(tokens.label_colour(self._label) if self._label else tokens.warn)
        soft = theme.mix(tokens.panel, strong.name(), 0.34)
        start = 0.0
        for number, (text, width) in enumerate(zip(self._texts, (8, 24, 26), strict=True)):
            box = placed(self, start, 11 if number else 10, width, 6 if number else 8)
            painter.setPen(Qt.PenStyle.NoPen)
            if number == 0:
                painter.setBrush(strong)
                painter.drawEllipse(box)
            else:
                gradient = QLinearGradient(box.topLeft(), box.topRight())
                gradient.setColorAt(0, soft)
                gradient.setColorAt(1, soft if number == 1 else QColor(tokens.panel))
                painter.setBrush(gradient)
                painter.drawRoundedRect(box, 3, 3)
            start += width + 6
            words = advance(text, interface_font(8.5)) + 2
            rest = placed(self, start, 0, words, 28)
            draw_text(painter, rest, text, interface_font(8.5), tokens.muted, Align.START, self.layoutDirection())
            start += words + 12
