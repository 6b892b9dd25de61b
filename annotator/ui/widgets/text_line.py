"""Lines of text that are shortened where they do not fit, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.painting import Align, advance, draw_paragraph, draw_text, one_line, paragraph_height
from annotator.ui.wording import tip_text


class TextLine(QWidget):
    """One line of text; the tool tip has the whole when it was shortened.

    Args:
        text: The line.
        font: Its font.
        tone: The theme's token for its colour.
        height: In px.
        is_data: Whether it comes from data and keeps a direction of its own.
        stretches: Whether it takes all the width there is.
    """

    def __init__(
        self,
        text: str = "",
        *,
        font: QFont | None = None,
        tone: str = "ink",
        height: int = 20,
        is_data: bool = False,
        stretches: bool = False,
    ) -> None:
        super().__init__()
        self._font = font or interface_font(10)
        self._tone = tone
        self._is_data = is_data
        horizontal = QSizePolicy.Policy.Expanding if stretches else QSizePolicy.Policy.Preferred
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self._text = ""
        self._note = ""
        self.set_text(text)

    @property
    def text(self) -> str:
        """The line."""
        return self._text

    def set_text(self, text: str, *, tone: str | None = None) -> None:
        """Show another line, in another colour when one is given."""
        self._tone = tone or self._tone
        self._text = one_line(text)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()
        self._explain()

    def set_note(self, note: str) -> None:
        """Say more in the tool tip than the line itself."""
        self._note = note
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the line still fits."""
        self._explain()

    def sizeHint(self) -> QSize:
        """Return room for the whole line."""
        return QSize(round(advance(self._text, self._font) + 1.5), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return what is left when the line is shortened to almost nothing."""
        return QSize(min(24, self.sizeHint().width()), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        draw_text(
            QPainter(self),
            QRectF(self.rect()),
            self._text,
            self._font,
            getattr(theme.current(), self._tone),
            Align.START,
            self.layoutDirection(),
            own_direction=self._is_data,
        )

    def _explain(self) -> None:
        """Put the note, or the whole line when it does not fit, into the tool tip."""
        is_short = self.sizeHint().width() > self.width() + 1
        self.setToolTip(tip_text(self._note or (self._text if is_short else "")))


class Caption(TextLine):
    """A heading in small capitals."""

    def __init__(self, text: str) -> None:
        super().__init__(text.upper(), font=caption_font(), tone="muted")


def caption_font() -> QFont:
    """Return the font of small capitals and label names."""
    return interface_font(8.5, QFont.Weight.DemiBold, letter_spacing=103)


class Prose(QWidget):
    """A text on a few lines, in its own direction and flush on its own side, the last line shortened.

    Args:
        text: The text.
        font: Its font.
        tone: The theme's token for its colour.
        lines: How many lines it may take.
    """

    def __init__(self, text: str = "", *, font: QFont | None = None, tone: str = "muted", lines: int = 2) -> None:
        super().__init__()
        self._font = font or interface_font(10)
        self._tone = tone
        self._lines = lines
        self._text = ""
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = one_line(text)
        self._heights.clear()
        self.setAccessibleName(self._text)
        self.setToolTip(tip_text(self._text))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines it takes at a width."""
        height = self._heights.get(width)
        if height is None:
            height = round(paragraph_height(self._text, width, font=self._font, lines=self._lines))
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        """Return what it takes at its present width."""
        width = self.width() or 200
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for one short line."""
        return QSize(40, self.heightForWidth(self.width() or 200))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        colour = getattr(theme.current(), self._tone)
        rect = QRectF(self.rect())
        draw_paragraph(QPainter(self), rect, self._text, font=self._font, colour=colour, lines=self._lines)
