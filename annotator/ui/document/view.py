"""The document view: an article in its own direction, read, selected and marked by mouse or keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.core.document import Document
from annotator.core.labels import LabelSet
from annotator.ui import theme
from annotator.ui.document.blinking import Blinker
from annotator.ui.document.clicks import ClickCounter
from annotator.ui.document.handles import handles
from annotator.ui.document.interaction import Interaction
from annotator.ui.document.keyboard import CaretKeys
from annotator.ui.document.marking import MarkCanvas
from annotator.ui.document.marks import Mark
from annotator.ui.document.overlay import FLAG, draw_caret, draw_focus_ring, draw_handle
from annotator.ui.document.scrolling import Anchor
from annotator.ui.document.sheet import NO_DOCUMENT
from annotator.ui.document.surface import ArticleSurface
from annotator.ui.document.wording import in_words
from annotator.ui.keys import Chord, chords
from annotator.ui.wording import tip_text

if TYPE_CHECKING:
    from annotator.ui.document.accessibility import Announcer

_AUTOSCROLL_PACE: Final = 30
_AUTOSCROLL_SHARE: Final = 0.3
_COPY: Final = Chord(Qt.Key.Key_C.value, Qt.KeyboardModifier.ControlModifier.value)
_SELECT_ALL: Final = Chord(Qt.Key.Key_A.value, Qt.KeyboardModifier.ControlModifier.value)
_TABS: Final = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_KEYBOARD_REASONS: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class DocumentView(MarkCanvas):
    """Shows a document and lets its user select text and marks. It changes nothing by itself: it asks by signals."""

    context_menu_requested = Signal(QPoint, object)
    """Where, in global coordinates, and the MentionId there or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._caret_seen = QRect()
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._blinker = Blinker(self)
        self._blinker.changed.connect(self._on_blinked)
        self._surface = ArticleSurface(self)
        self._interaction = Interaction(self._surface)
        self._clicks = ClickCounter()
        self._mouse = QPointF()
        self._aim_x: float | None = None
        self._shows_focus_ring = False
        self._autoscroll = QTimer(self, interval=_AUTOSCROLL_PACE)
        self._autoscroll.timeout.connect(self._on_autoscroll)
        self.scrolled.connect(self._on_scrolled)
        self._announcer: Announcer | None = None

    def show_document(self, document: Document, marks: Sequence[Mark], labels: LabelSet) -> None:
        """Show a document from its top with nothing selected; the one that is shown already stays where it is."""
        if document.id == self.document.id and document.text == self.document.text:
            self._show_again(document, marks, labels)
            return
        self._forget_marks()
        self._open(document, marks, labels)
        self._forget_selection()
        self.setAccessibleName(document.title)

    def speak(self) -> None:
        """Begin to tell screen readers what happens."""
        from annotator.ui.document.accessibility import Announcer  # the first frame does not need it

        if self._announcer is None:
            self._announcer = Announcer(self)

    def clear(self) -> None:
        """Show nothing."""
        self.show_document(NO_DOCUMENT, (), self.labels)

    def _show_again(self, document: Document, marks: Sequence[Mark], labels: LabelSet) -> None:
        self._labels = labels
        self.turn(document)
        self.set_marks(marks)
        self.setAccessibleName(document.title)
        self.viewport().update()

    def clear_selection(self) -> None:
        """Let go of the handle that is dragged; else select no text; else no mark."""
        if not self._interaction.cancel():
            super().clear_selection()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a drag, or the resizing of a mark."""
        if event.button() is Qt.MouseButton.LeftButton:
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._mouse = event.position()
            self._interaction.press(self._mouse, self._clicks.count(event), extends=extends)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a token, or ask for the mark whose words are clicked to be edited."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.hits.words_at(self.on_page(event.position())) is not None:
            self.activate_mark()
        else:
            self._interaction.press(event.position(), self._clicks.count(event), extends=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what is under the mouse."""
        self._mouse = event.position()
        self._interaction.move(self._mouse)
        if self._interaction.is_dragging and not self.viewport().rect().contains(self._mouse.toPoint()):
            if not self._autoscroll.isActive():
                self._autoscroll.start()
        else:
            self._autoscroll.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._autoscroll.stop()
            self._interaction.release(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Control change the size of the text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.text_size += 1 if event.angleDelta().y() > 0 else -1
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Take note of the mouse's leaving, besides what the scroll area does."""
        if event.type() is QEvent.Type.Leave:
            self._interaction.leave()
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._hidden_name_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _steady_place(self) -> Anchor:
        """Keep the line under the mouse where it is while a button is down: a drag goes on in the words it was in."""
        grapheme = self.grapheme_at(self._mouse) if self._interaction.is_busy else None
        return self.scroller.anchor_at(grapheme.start) if grapheme is not None else super()._steady_place()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, or by the keyboard at the selected mark or the caret."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            mention = self.mark_at(event.pos())
            self.context_menu_requested.emit(event.globalPos(), mention)
        else:
            at = self.caret_rect().bottomLeft()
            self.context_menu_requested.emit(self.viewport().mapToGlobal(at), self.selected_mark)
        event.accept()

    def _hidden_name_at(self, point: QPoint) -> str:
        """Return the whole name of a mark whose name is cut or left out under it, as plain text; "" elsewhere."""
        words = self.hits.words_at(self.on_page(point))
        return tip_text(in_words(words.mark)) if words and words.name_is_cut else ""

    def _on_scrolled(self) -> None:
        """Let go of the mark that was under the mouse before the text moved away; the caret moved with the text."""
        self._caret_seen = self._shown_caret()
        if not self._interaction.is_dragging:
            self.hover_mark(None)

    def _on_autoscroll(self) -> None:
        """Scroll on while the mouse is held outside the sight, the faster the further away it is."""
        sight = self.viewport().rect()
        beyond = self._mouse.y() - min(max(self._mouse.y(), sight.top()), sight.bottom())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond * _AUTOSCROLL_SHARE))
        self._interaction.move(self._mouse)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, select, copy; what is no key of the text goes on to the window."""
        keys = CaretKeys(self.mover, len(self.document.text), self._lines_per_page())
        movement = keys.movement(event, self.caret_place, self._aim_x)
        if movement is not None:
            aim_x = self._aim_x if self._aim_x is not None else self.mover.x_of(self.caret_place)
            self.place_caret(movement.caret, extends=movement.extends)
            self._aim_x = aim_x if movement.keeps_x else None
        elif _COPY in chords(event):
            self.copy()
        elif _SELECT_ALL in chords(event):
            self.select_all()
        elif event.key() == Qt.Key.Key_Escape and self.has_something_selected:
            self.clear_selection()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.selected_mark is not None:
            self.activate_mark()
        elif event.key() not in _TABS:
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Keep Tab for the marks, also where the window has no use for it; other keys lead out of the article."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the caret, and the ring when the keyboard brought the focus."""
        super().focusInEvent(event)
        self._shows_focus_ring = event.reason() in _KEYBOARD_REASONS
        self.viewport().update()
        self._blinker.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the caret out."""
        super().focusOutEvent(event)
        self._shows_focus_ring = False
        self.viewport().update()
        self._blinker.stop()

    def _lines_per_page(self) -> int:
        place = self.page.placed(self.mover.line_of(self.caret_place).block).lines[0]
        return max(1, int(self.scroller.sight / max(place.bottom, 1)) - 1)

    # The caret

    def caret_rect(self) -> QRect:
        """Return where the caret is drawn, flag included."""
        rect = self.in_viewport(self.hits.caret_rect(self.caret_place, self.mover))
        return rect.toAlignedRect().adjusted(-FLAG, 0, FLAG, 0)

    def _caret_changed(self) -> None:
        super()._caret_changed()
        self._aim_x = None
        if self.hasFocus():
            self._blinker.start()

    def _refresh(self) -> None:
        super()._refresh()
        self._on_blinked()

    def _on_blinked(self) -> None:
        """Have the caret painted where it is, and what is under it where it was."""
        self.viewport().update(self._caret_seen)
        self._caret_seen = self._shown_caret()
        self.viewport().update(self._caret_seen)

    def _shown_caret(self) -> QRect:
        return self.caret_rect() if self._has_caret else QRect()

    @property
    def _has_caret(self) -> bool:
        """Whether the caret is shown while it is lit."""
        return self.selected_mark is None and self.hasFocus()

    def _paint_over(self, painter: QPainter, colours: theme.Theme) -> None:
        if self.selected_mark is not None and self.focus.hovered == self.selected_mark:
            for handle in handles(self.page, self.selected_mark):
                draw_handle(painter, handle, colours)
        if self._has_caret and self._blinker.lit:
            caret = self.caret_place
            flag_left = self.mover.runs_left(caret) if self.mover.at_direction_change(caret) else None
            draw_caret(painter, self.hits.caret_rect(caret, self.mover), colours, flag_left=flag_left)
        if self._shows_focus_ring:
            painter.resetTransform()
            draw_focus_ring(painter, self.viewport().rect(), colours)
