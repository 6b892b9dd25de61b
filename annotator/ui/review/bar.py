"""The bar under a suggestion that is reviewed: what can be done with it, and the keys that do it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QPainter
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSizePolicy, QStyle, QWidget

from annotator.core.labels import Label
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import FlatButton
from annotator.ui.widgets.floating import POINTER_HEIGHT, FloatingCard
from annotator.ui.widgets.keycaps import CAP_HEIGHT, cap_width, draw_cap
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed
from annotator.ui.widgets.surface import Hairline, row
from annotator.ui.wording import isolated

HEIGHT: Final = 40
"""Of the bar, without its pointer, in px."""

DROP: Final = 3 + POINTER_HEIGHT
"""How far under the mark's name the bar begins, its pointer included, in px."""

_BUTTON_HEIGHT: Final = 30
_PADDING: Final = 10
_ICON: Final = 14
_GAP: Final = 8
_LONGEST_NAME: Final = 180
_FADE_MS: Final = 90


class ReviewBar(FloatingCard):
    """Accept, accept as new, change, reject, and accept all of the entity. The keyboard stays in the article.

    Args:
        parent: The page it floats over.
        accept: What the buttons stand for, in their order.
        accept_new: Accepts it as the first mention of a new entity.
        change: Opens the linker.
        reject: Turns the suggestion down.
        accept_all: Accepts every suggestion of its entity.
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        accept: QAction,
        accept_new: QAction,
        change: QAction,
        reject: QAction,
        accept_all: QAction,
    ) -> None:
        super().__init__(parent)
        self._accept = BarButton(accept, self.tr("Accept"), "Enter", is_first=True)
        self._new = BarButton(accept_new, self.tr("New entity"), "N")
        self._change = BarButton(change, self.tr("Change"), "C")
        self._reject = BarButton(reject, self.tr("Reject"), "X")
        self._all = BarButton(accept_all, "", "A")
        self._rule = Hairline(Qt.Orientation.Vertical)
        self._parts = row(
            self._accept, self._new, self._change, self._reject, self._rule, self._all,
            start=5, top=5, end=5, bottom=5, gap=2,
        )  # fmt: skip
        self.inner.setLayout(self._parts)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        self._fading = QPropertyAnimation(self._effect, b"opacity", self)
        self._fading.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fading.finished.connect(self._on_faded)
        self.setAccessibleName(self.tr("Review"))

    @property
    def group_text(self) -> str:
        """What the button that accepts all says; empty while there is nothing more to accept."""
        return self._all.text() if self._all.isVisibleTo(self) else ""

    def show_group(self, count: int, name: str, label: Label | None) -> None:
        """Offer to accept all suggestions of the entity, when there are more than this one.

        Args:
            count: How many there are.
            name: What the entity is called.
            label: The colour of the name.
        """
        self._all.set_words(self.tr("Accept all {number} of").format(number=count), name, label)
        for part in (self._rule, self._all):
            part.setVisible(count > 1)

    def needed_in(self, room: int) -> QSize:
        """Return the size it needs, in px; where the room is too narrow for all of it, it does without *New entity*."""
        self._new.show()
        self._parts.activate()
        if self._parts.sizeHint().width() > room:
            self._new.hide()
            self._parts.activate()
        return QSize(self._parts.sizeHint().width(), HEIGHT)

    def show_at(self, rect: QRect, pointer_x: int, *, points_down: bool) -> None:
        """Stand somewhere, with nothing left of any fading."""
        self.set_card(rect, pointer_x, points_down=points_down)
        self._fading.stop()
        self._effect.setEnabled(False)
        self.show()

    @property
    def is_away(self) -> bool:
        """Whether it is out of the way, or about to be."""
        return not self.isVisible() or self._fading.state() is QPropertyAnimation.State.Running

    def fade(self) -> None:
        """Go out of the way while the article moves; at once where the system asks for less motion."""
        if self.is_away:
            return
        style = self.style()
        if not style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self):
            self.hide()
            return
        self._effect.setOpacity(1.0)
        self._effect.setEnabled(True)
        self._fading.setDuration(_FADE_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.start()

    def _on_faded(self) -> None:
        self.hide()


class BarButton(FlatButton):
    """Words and a key; the first one stands on the colour of a chosen row.

    Args:
        action: What it stands for.
        text: What it says.
        key: The key, as it is written on the cap.
        is_first: Whether it is what one wants most of the time.
    """

    def __init__(self, action: QAction, text: str, key: str, *, is_first: bool = False) -> None:
        super().__init__()
        self._key = key
        self._is_first = is_first
        self._name = ""
        self._label: Label | None = None
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_BUTTON_HEIGHT)
        self.stand_for(action)

    def set_words(self, text: str, name: str, label: Label | None) -> None:
        """Say something else, followed by a name in a label's colour."""
        self.setText(text)
        self._name, self._label = name, label
        self.setAccessibleName(f"{text} {isolated(name)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon, words, name and key."""
        width = 2 * _PADDING + advance(self.text(), self._font()) + _GAP + cap_width(self._key)
        if self._is_first:
            width += _ICON + _GAP
        if self._name:
            width += self._name_width() + _GAP
        return QSize(round(width + 0.5), _BUTTON_HEIGHT)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the ground of the first choice, or what answers to the mouse."""
        if self._is_first:
            draw_rounded(painter, QRectF(self.rect()), 6, theme.current().row)
        else:
            super().paint_ground(painter)

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon, words, name and key."""
        tokens = theme.current()
        start: float = _PADDING
        colour = tokens.accent if self._is_first else tokens.ink
        if self._is_first:
            box = placed(self, start, (self.height() - _ICON) / 2, _ICON, _ICON)
            paint_icon(painter, box, "check", QColor(colour))
            start += _ICON + _GAP
        start += self._text(painter, start, self.text(), colour, self._font()) + _GAP
        if self._name:
            colour = tokens.label_colour(self._label) if self._label else tokens.ink
            width = self._name_width()
            box = placed(self, start, 0, width, self.height())
            draw_text(painter, box, self._name, _name_font(), colour, Align.START, self.layoutDirection())
            start += width + _GAP
        top = (self.height() - CAP_HEIGHT) / 2
        draw_cap(painter, placed(self, start, top, cap_width(self._key), CAP_HEIGHT), self._key)

    def _text(self, painter: QPainter, start: float, text: str, colour: str, font: QFont) -> float:
        box = placed(self, start, 0, self.width() - start, self.height())
        return draw_text(painter, box, text, font, colour, Align.START, self.layoutDirection(), own_direction=False)

    def _name_width(self) -> float:
        return min(_LONGEST_NAME, advance(self._name, _name_font()) + 1)

    def _font(self) -> QFont:
        return interface_font(10, QFont.Weight.DemiBold if self._is_first else QFont.Weight.Normal)


def _name_font() -> QFont:
    return interface_font(10, QFont.Weight.DemiBold)
