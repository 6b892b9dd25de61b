"""The action table come alive: one ``QAction`` for each entry, found by id or by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from annotator.core.errors import BugError
from annotator.ui.actions import ACTIONS, ARTICLES, ActionSpec, Place
from annotator.ui.keys import Chord

_PROPERTY: Final = "spec_id"


class ActionSet(QObject):
    """The actions of one window.

    Qt itself never triggers them by key, because it knows keys by what they write; :class:`~annotator.ui.key_router.
    KeyRouter` does. Their shortcuts are set for menus to show.

    Attributes:
        page: The page that is shown, by the id of its action.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = ARTICLES
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._actions = {spec.id: self._make(spec) for spec in ACTIONS if not spec.built_in}
        self._by_key: dict[tuple[Place, Chord], ActionSpec] = {}
        for spec in ACTIONS:
            for place in spec.places:
                for key in spec.keys:
                    self._by_key[place, Chord.parse(key)] = spec

    def __getitem__(self, name: str) -> QAction:
        try:
            return self._actions[name]
        except KeyError:
            raise BugError(f"there is no action called {name}") from None

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def spec(self, action: QAction) -> ActionSpec:
        """Return the entry of the table an action was made from."""
        return self._specs[action.property(_PROPERTY)]

    def find(self, chord: Chord, place: Place) -> ActionSpec | None:
        """Return what a key stands for in a place, or everywhere in the window when the place has no own use for it.

        The palette covers the window, so the window's own keys wait until it is closed.
        """
        own = self._by_key.get((place, chord))
        if own is None and place is Place.REVIEW:
            own = self._by_key.get((Place.ARTICLE, chord))
        found = own if own or place is Place.PALETTE else self._by_key.get((Place.WINDOW, chord))
        return found if found and self._counts_here(found) else None

    def connect_all(self, slots: Mapping[str, Callable[..., object]]) -> None:
        """Connect actions, by id, to what does them."""
        for name, slot in slots.items():
            self[name].triggered.connect(slot)

    def enable(self, names: Iterable[str], *, when: bool) -> None:
        """Make several actions available or not."""
        for name in names:
            self[name].setEnabled(when)

    def offered(self) -> list[QAction]:
        """Return what the command palette may offer just now, in table order."""
        return [
            action
            for name, action in self._actions.items()
            if self._specs[name].in_palette and self.is_offered(name) and action.isEnabled()
        ]

    def is_offered(self, name: str) -> bool:
        """Tell whether an action has its place in a menu just now."""
        return self[name].isVisible() and self._counts_here(self._specs[name])

    def _counts_here(self, spec: ActionSpec) -> bool:
        """Tell whether an action belongs to the page that is shown, or to all of them."""
        return spec.page in ("", self.page)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(QCoreApplication.translate("Actions", spec.text), self)
        action.setProperty(_PROPERTY, spec.id)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setAutoRepeat(spec.repeats)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutVisibleInContextMenu(True)
        return action


def key_text(action: QAction) -> str:
    """Return how this platform writes an action's first key, or nothing."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def tip(action: QAction) -> str:
    """Return an action's wording with its key, for a tool tip."""
    key = key_text(action)
    return f"{action.text()} ({key})" if key else action.text()
