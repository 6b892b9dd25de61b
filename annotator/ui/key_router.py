"""Brings keys to actions: whatever has the keyboard, a key is first asked what it means in that place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Place
from annotator.ui.keys import Chord, chords

_FIELDS: Final = ("QLineEdit", "QTextEdit", "QPlainTextEdit", "QAbstractSpinBox")

_EDITING: Final = frozenset(
    Chord.parse(key)
    for stem in ("Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Del", "Return", "Tab", "Ins")
    for key in (stem, f"Shift+{stem}", f"Ctrl+{stem}", f"Ctrl+Shift+{stem}")
    if not (stem == "Return" and "Ctrl" in key)
) | frozenset(Chord.parse(f"Ctrl+{key}") for key in ("A", "C", "V", "X", "Y", "Z", "Shift+Z"))
"""What a text field does itself, besides taking what is written."""


class KeyRouter(QObject):
    """Watches the widget that has the keyboard, and only that one, so that painting and scrolling cost nothing more.

    Args:
        window: The window whose keys are routed; other windows of the application (dialogs) keep theirs.
        actions: What keys can do.
    """

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._places: dict[QWidget, Place] = {}
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self._watch(QApplication.focusWidget())

    def name_place(self, widget: QWidget, place: Place) -> None:
        """Say that keys pressed in a widget, or in anything inside it, are pressed in this place."""
        self._places[widget] = place

    def handle(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; tell whether it stood for anything."""
        focused = QApplication.focusWidget()
        place = self._place_of(focused)
        is_written_in = focused is not None and any(focused.inherits(kind) for kind in _FIELDS)
        for chord in chords(event):
            if is_written_in and (chord.writes or chord in _EDITING):
                return False
            spec = self._actions.find(chord, place)
            if spec is None:
                continue
            if spec.built_in:
                return False
            action = self._actions[spec.id]
            if action.isEnabled():
                if not event.isAutoRepeat() or spec.repeats:
                    action.trigger()
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take key presses that stand for an action before the widget sees them."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.handle(event):
            return True
        return super().eventFilter(watched, event)

    def _place_of(self, widget: QWidget | None) -> Place:
        while widget is not None:
            if widget in self._places:
                return self._places[widget]
            widget = widget.parentWidget()
        return Place.WINDOW

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._watch(new)

    def _watch(self, widget: QWidget | None) -> None:
        """Turn from the widget that had the keyboard to the one that has it now."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        ours = widget is not None and widget.window() is self._window
        self._watched = widget if ours else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
