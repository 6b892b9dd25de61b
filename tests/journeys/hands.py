"""The hands of a user: mouse and keyboard events that enter a window where the platform hands them over."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

PATIENCE_S: Final = 60.0
_BETWEEN_EVENTS_MS: Final = 20
_BETWEEN_CLICKS_MS: Final = 2_000

_ROWS: Final = ((2, "1234567890"), (16, "qwertyuiop"), (30, "asdfghjkl"), (44, "zxcvbnm"))
SCAN_CODES: Final = {sign: first + place for first, signs in _ROWS for place, sign in enumerate(signs)}
"""Where keys are on the board: set 1 of the PC scan codes, by what a US keyboard writes there."""


@dataclass(frozen=True)
class Layout:
    """A keyboard layout: what the keys of a US keyboard write under it.

    Attributes:
        name: What it is called.
        letters: What letter keys write, by the US letter.
        digits: What the keys of the digits 0 to 9 write.
        tells_place: Whether the platform reports where a key is.
    """

    name: str
    letters: str = "abcdefghijklmnopqrstuvwxyz"
    digits: str = "0123456789"
    tells_place: bool = True

    def writes(self, sign: str) -> str:
        """Return what the key of a US letter or digit writes."""
        return self.digits[int(sign)] if sign.isdigit() else self.letters[ord(sign) - ord("a")]


US: Final = Layout("US")
HEBREW: Final = Layout("Hebrew", "שנבגקכעיןחלךצמםפ/רדאוה'סטז")
HEBREW_WITHOUT_PLACES: Final = Layout("Hebrew, places unknown", HEBREW.letters, tells_place=False)
ARABIC: Final = Layout("Arabic", "شﻻؤيثبلاهتنمةىخحضقسفعرصءغئ", "٠١٢٣٤٥٦٧٨٩")
ARABIC_WITHOUT_PLACES: Final = Layout("Arabic, places unknown", ARABIC.letters, ARABIC.digits, tells_place=False)


Dialog = TypeVar("Dialog", bound=QDialog)


class Hands:
    """Presses keys and moves the mouse in one window and the windows it opens."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.layout = US
        self._clock = 1_000

    def press(self, *chords: str) -> None:
        """Press and let go keys, each written as in ``Ctrl+Shift+Z``; letters stand for the place of that letter."""
        for chord in chords:
            combination = QKeySequence(chord)[0]  # type: ignore[index] # the stubs leave QKeySequence's operator out
            modifiers = combination.keyboardModifiers()
            key, text, scan = self._struck(combination.key(), modifiers)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._target(), QKeyEvent(kind, key, modifiers, scan, 0, 0, text))
                QApplication.processEvents()

    def write(self, text: str) -> None:
        """Write text letter by letter, as whatever keyboard writes it."""
        for letter in text:
            key = ord(letter.upper())
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, letter)
                QApplication.sendEvent(self._target(), event)
            QApplication.processEvents()

    def click(self, widget: QWidget, point: QPoint | None = None, *, times: int = 1) -> None:
        """Click once, twice or three times in quick succession at a point of a widget (its middle without one)."""
        place = self._in_window(widget, point or widget.rect().center())
        self._rest(widget, place)
        presses = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonPress)
        for press in presses[:times]:
            self._button(widget, press, place)
            self._button(widget, QEvent.Type.MouseButtonRelease, place)
        self._clock += _BETWEEN_CLICKS_MS

    def drag(self, widget: QWidget, points: Sequence[QPoint]) -> None:
        """Press at the first point of a widget, move over the others and let go at the last."""
        window = _handle(widget)
        places = [self._in_window(widget, point) for point in points]
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self._rest(widget, places[0])
        QTest.mousePress(window, left, none, places[0])
        for before, after in pairwise(places):
            for step in (0.34, 0.67, 1.0):
                QTest.mouseMove(window, _between(before, after, step))
                QApplication.processEvents()
        QTest.mouseRelease(window, left, none, places[-1])
        QApplication.processEvents()

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """Wait for a dialog of a kind and return it."""
        until(lambda: isinstance(QApplication.activeModalWidget(), kind), kind.__name__)
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def dialog_closed(self) -> None:
        """Wait until no dialog is open, and make the window active again, as window managers do."""
        until(lambda: QApplication.activeModalWidget() is None, "the dialog's closing")
        self._window.activateWindow()
        assert QTest.qWaitForWindowActive(self._window)

    def hover(self, widget: QWidget, point: QPoint) -> None:
        """Move the mouse to a point of a widget."""
        QTest.mouseMove(_handle(widget), self._in_window(widget, point))
        QApplication.processEvents()

    def drop_files(self, paths: Sequence[Path], point: QPoint | None = None) -> bool:
        """Drag files from elsewhere over the window and let go; tell whether the window took them."""
        handle = _handle(self._window)
        place = point or self._window.rect().center()
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(place, copy, mime, left, none)
        QApplication.sendEvent(handle, entering)
        moving = QDragMoveEvent(place, copy, mime, left, none)
        QApplication.sendEvent(handle, moving)
        dropping = QDropEvent(QPointF(place), copy, mime, left, none)
        QApplication.sendEvent(handle, dropping)
        QApplication.processEvents()
        return entering.isAccepted() and dropping.isAccepted()

    def _button(self, widget: QWidget, kind: QEvent.Type, place: QPoint) -> None:
        """Let the left button go down or up. The second press of a double click comes as one, as platforms send it."""
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        held = none if kind is QEvent.Type.MouseButtonRelease else left
        window = _handle(widget)
        everywhere = QPointF(window.mapToGlobal(place))
        event = QMouseEvent(kind, QPointF(place), everywhere, left, held, Qt.KeyboardModifier.NoModifier)
        self._clock += _BETWEEN_EVENTS_MS
        event.setTimestamp(self._clock)
        QApplication.sendEvent(window, event)
        QApplication.processEvents()

    def _rest(self, widget: QWidget, place: QPoint) -> None:
        """Bring the mouse to a place of a window before a button goes down."""
        QTest.mouseMove(_handle(widget), place)
        QApplication.processEvents()

    def _struck(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> tuple[int, str, int]:
        """Return what a key of this layout sends: Qt's key, the text, and the place where that is told."""
        sign = chr(key.value).lower() if key.value < 0x80 else ""
        if sign not in SCAN_CODES:
            return key.value, sign, 0
        written = self.layout.writes(sign)
        # Digits of any script are sent as the plain digit's key.
        code = Qt.Key.Key_0.value + int(written) if written.isdigit() else ord(written.upper())
        commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if modifiers & commanding:
            written = ""
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            written = written.upper()
        return code, written, SCAN_CODES[sign] if self.layout.tells_place else 0

    def _target(self) -> QWindow:
        """Return the window that has the keyboard."""
        popup = QApplication.activePopupWidget()
        active = popup or QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        return _handle(active)

    @staticmethod
    def _in_window(widget: QWidget, point: QPoint) -> QPoint:
        return widget.mapTo(widget.window(), point)


def until(condition: Callable[[], object], what: str = "") -> None:
    """Let the program go on until something holds; fail when it takes too long."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        QApplication.processEvents()
        if time.monotonic() > deadline:
            raise AssertionError(f"waited too long for {what or condition}")
        time.sleep(0.002)
    QApplication.processEvents()


def _handle(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    assert handle is not None, "the window is not shown"
    return handle


def _between(before: QPoint, after: QPoint, share: float) -> QPoint:
    return (QPointF(before) * (1 - share) + QPointF(after) * share).toPoint()
