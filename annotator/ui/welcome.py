"""The first screen: what this is for, where to drop articles, and the few keys worth knowing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from annotator.core.labels import DEFAULT_LABELS
from annotator.lang.scripts import script_of
from annotator.ui import theme
from annotator.ui.action_set import ActionSet
from annotator.ui.fonts import article_font, interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.keycaps import draw_caps
from annotator.ui.widgets.painting import Align, advance, draw_pattern, draw_rounded, draw_text, placed, text_direction
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import Caption, TextLine

_WIDTH: Final = 800
_WAYS_WIDTH: Final = 428
_KEYS_WIDTH: Final = 324
_NAMES: Final = (("Benny Gantz", 17.0), ("בני גנץ", 18.5), ("بيني غانتس", 19.0))
_PERSON: Final = DEFAULT_LABELS["PERSON"]


class WelcomeScreen(QScrollArea):
    """The screen while there is no article to show.

    Args:
        actions: What its buttons do.
    """

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Welcome"))
        self._drop = DropTarget()
        self.files = PushButton(self.tr("Choose files…"), Emphasis.PRIMARY)
        self.folder = PushButton(self.tr("Choose a folder…"))
        self.files.clicked.connect(actions["transfer.import"].trigger)
        self.folder.clicked.connect(actions["transfer.import_folder"].trigger)
        self._drop.setLayout(self._invitation())
        self.ways = self._ways(actions)
        self.setWidget(self._page())

    def show_dragging(self, *, is_dragging: bool) -> None:
        """Show whether letting go would drop files here."""
        self._drop.show_dragging(is_dragging=is_dragging)

    def allow_import(self, *, is_possible: bool) -> None:
        """Offer to import only while there is a workspace to import into."""
        self._drop.setVisible(is_possible)

    def _page(self) -> QWidget:
        headline = Line(self.tr("Annotate people, organizations, places and dates"), 18, QFont.Weight.DemiBold, "ink")
        promise = Line(
            self.tr("In Hebrew, Arabic and English, side by side. Everything stays on this computer."),
            11,
            QFont.Weight.Normal,
            "muted",
        )
        block = QWidget()
        block.setFixedWidth(_WIDTH)
        both = row(self._narrow(column(*self.ways), _WAYS_WIDTH), None, self._narrow(self._keys(), _KEYS_WIDTH))
        block.setLayout(column(Hero(self.tr("one person")), headline, 6, promise, 28, self._drop, 26, both))
        page = Surface("paper")
        page.setLayout(column(None, row(None, block, None), None, None, top=24, bottom=24))
        return page

    def _invitation(self) -> QBoxLayout:
        words = column(
            None,
            TextLine(self.tr("Drop articles here"), font=interface_font(13, QFont.Weight.DemiBold), height=26),
            TextLine(self.tr("Text files, folders of them, or annotations as JSON Lines or CoNLL"), tone="muted"),
            None,
        )
        return row(Tray(), 18, words, None, self.folder, self.files, start=24, end=24, gap=8)

    def _ways(self, actions: ActionSet) -> Sequence[QWidget]:
        sample = Way(
            "book-open",
            self.tr("Open the sample"),
            self.tr("Five news articles in three languages, already annotated"),
            self.tr("Open"),
        )
        workspace = Way(
            "folder-open",
            self.tr("Open a workspace"),
            self.tr("A file someone gave you, or your own from before"),
            self.tr("Open…"),
        )
        new = Way(
            "folder-plus", self.tr("New workspace"), self.tr("An empty one, in a file of your own"), self.tr("New…")
        )
        for way, action in ((sample, "workspace.sample"), (workspace, "workspace.open"), (new, "workspace.new")):
            way.clicked.connect(actions[action].trigger)
        return sample, Hairline(), workspace, Hairline(), new

    def _keys(self) -> QBoxLayout:
        return column(
            Caption(self.tr("Keys worth knowing")),
            8,
            KeyLine(("1", "2", "3", "4"), self.tr("person, org, place or date")),
            KeyLine(("Enter",), self.tr("link the mention")),
            KeyLine(("Tab",), self.tr("next mention")),
            KeyLine(("Ctrl", "Z"), self.tr("undo anything")),
            KeyLine(("F1",), self.tr("all keys")),
            None,
        )

    @staticmethod
    def _narrow(layout: QBoxLayout, width: int) -> QWidget:
        made = QWidget()
        made.setFixedWidth(width)
        made.setLayout(layout)
        return made


class Hero(QWidget):
    """Three spellings that are one person: what the product promises, drawn with its own marks."""

    def __init__(self, promise: str) -> None:
        super().__init__()
        self._promise = promise
        self.setFixedHeight(196)
        self.setAccessibleName(", ".join((*(name for name, _ in _NAMES), promise)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, the lines from them, and what they come to."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        colour = tokens.label_colour(_PERSON)
        middle = self.width() / 2
        for place, (name, size) in zip((-224, 0, 224), _NAMES, strict=True):
            self._paint_line(painter, middle + place, middle, colour)
            self._paint_name(painter, middle + place, name, size)
        pill = QRectF(middle - 76, 128, 152, 34)
        draw_rounded(painter, pill, 17, colour)
        font = interface_font(10.5, QFont.Weight.DemiBold)
        draw_text(painter, pill, self._promise, font, tokens.on_accent, Align.CENTRE, self.layoutDirection())

    def _paint_line(self, painter: QPainter, start: float, end: float, colour: str) -> None:
        path = QPainterPath(QPointF(start, 66))
        path.cubicTo(QPointF(start, 106), QPointF(end, 92), QPointF(end, 128))
        painter.setPen(QPen(theme.mix(theme.current().paper, colour, 0.45), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_name(self, painter: QPainter, middle: float, name: str, size: float) -> None:
        tokens = theme.current()
        font = article_font(script_of(name), size)
        width = advance(name, font) + 10
        box = QRectF(middle - width / 2, 22, width, 36)
        draw_rounded(
            painter, box, 5, theme.mix(tokens.paper, tokens.label_colour(_PERSON), max(tokens.gold_share, 0.08))
        )
        draw_text(painter, box.adjusted(0, -1, 0, -1), name, font, tokens.ink, Align.CENTRE, text_direction(name))
        draw_pattern(painter, _PERSON, box.left() + 2, box.right() - 2, box.bottom() + 1)


class DropTarget(QWidget):
    """The dashed box; its outline turns to the accent while files are held over the window."""

    def __init__(self) -> None:
        super().__init__()
        self._is_dragging = False
        self.setFixedHeight(112)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dragging(self, *, is_dragging: bool) -> None:
        """Show whether letting go would drop files here."""
        self._is_dragging = is_dragging
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and dashes."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(tokens.accent) if self._is_dragging else theme.mix(tokens.hairline, tokens.ink, 0.18)
        pen = QPen(edge, 2 if self._is_dragging else 1.4)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(theme.mix(tokens.paper, tokens.row if self._is_dragging else tokens.panel, 0.6))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


class Tray(QWidget):
    """The picture in the dashed box."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(30, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        paint_icon(QPainter(self), QRectF(self.rect()), "tray", QColor(theme.current().accent))


class Line(QWidget):
    """A sentence in the middle."""

    def __init__(self, text: str, point_size: float, weight: QFont.Weight, tone: str) -> None:
        super().__init__()
        self._text = text
        self._font = interface_font(point_size, weight)
        self._tone = tone
        self.setFixedHeight(round(point_size * 2))
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        colour = getattr(theme.current(), self._tone)
        box = QRectF(self.rect())
        draw_text(
            QPainter(self),
            box,
            self._text,
            self._font,
            colour,
            Align.CENTRE,
            self.layoutDirection(),
            own_direction=False,
        )


class Way(FlatButton):
    """A way to begin: an icon, what it is, a remark, and the word to press. The whole row presses it."""

    def __init__(self, icon: str, text: str, remark: str, word: str) -> None:
        super().__init__()
        self._glyph = icon
        self._remark = remark
        self._word = word
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(remark)
        self.setFixedHeight(54)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height; the width is what there is."""
        return QSize(200, 54)

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon, words and the word to press."""
        tokens = theme.current()
        direction = self.layoutDirection()
        paint_icon(painter, placed(self, 0, 19, 16, 16), self._glyph, QColor(tokens.muted), direction)
        width = advance(self._word, _way_font()) + 2
        room = self.width() - 28 - width - 12
        font = interface_font(10.5, QFont.Weight.Medium)
        draw_text(painter, placed(self, 28, 6, room, 22), self.text(), font, tokens.ink, Align.START, direction)
        box = placed(self, 28, 27, room, 20)
        draw_text(painter, box, self._remark, interface_font(9.5), tokens.muted, Align.START, direction)
        box = placed(self, self.width() - width, 0, width, self.height())
        draw_text(painter, box, self._word, _way_font(), tokens.accent, Align.END, direction)


class KeyLine(QWidget):
    """Keys, and what they do."""

    def __init__(self, keys: Sequence[str], text: str) -> None:
        super().__init__()
        self._keys = keys
        self._text = text
        self.setFixedHeight(32)
        self.setAccessibleName(f"{'+'.join(keys)}: {text}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps and the words."""
        painter = QPainter(self)
        draw_caps(painter, self, 0, self._keys)
        box = placed(self, 112, 0, self.width() - 112, self.height())
        ink = theme.current().ink
        draw_text(painter, box, self._text, interface_font(10), ink, Align.START, self.layoutDirection())


def _way_font() -> QFont:
    return interface_font(10, QFont.Weight.Medium)
