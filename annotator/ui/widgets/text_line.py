"""Lines of text that are shortened where they do not fit, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.painting import Align, advance, draw_text, one_line


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
        is_short = self.sizeHint().width() > self.width() + 1
        self.setToolTip(self._text if is_short else "")


class Caption(TextLine):
    """A heading in small capitals."""

    def __init__(self, text: str) -> None:
        super().__init__(text.upper(), font=caption_font(), tone="muted")


def caption_font() -> QFont:
    """Return the font of small capitals and label names."""
    return interface_font(8.5, QFont.Weight.DemiBold, letter_spacing=103)


class Prose(QLabel):
    """A text on several lines, never read as markup.

    Args:
        text: The text.
        font: Its font.
        tone: The theme's token for its colour.
    """

    def __init__(self, text: str = "", *, font: QFont | None = None, tone: str = "muted") -> None:
        super().__init__()
        self._tone = tone
        self.setFont(font or interface_font(10))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colour the theme has now."""
        colour = theme.colour(getattr(theme.current(), self._tone))
        if self.palette().color(QPalette.ColorRole.WindowText) != colour:
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
        super().paintEvent(event)
