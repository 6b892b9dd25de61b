"""The menus, put together from the table of actions when they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.annotators import Annotator
from annotator.core.ids import AnnotatorId
from annotator.ui.action_set import ActionSet
from annotator.ui.icons import icon
from annotator.ui.wording import isolated

_RULE: Final = ""

WORKSPACE: Final = ("workspace.open", "workspace.new", "workspace.sample")
PANELS: Final = (
    "panel.documents", "panel.context", "date.timeline", _RULE, "marks.full", "marks.names", "marks.nothing", _RULE,
    "suggestions.shown", _RULE, "view.invisibles",
)  # fmt: skip
THEMES: Final = ("theme.system", "theme.light", "theme.dark", "theme.contrast")
DOCUMENT: Final = ("document.finish", "document.reset", _RULE, "document.describe", "date.article",
                   "document.direction", "document.auto_direction", _RULE, "document.remove")  # fmt: skip
MENTION: Final = ("link.open", "link.as_last", "link.nil", "link.remove", _RULE, "link.identical",
                  "link.identical_everywhere", _RULE, "mention.remove")  # fmt: skip
REVIEW: Final = ("review.accept", "review.accept_new", "review.change", "review.reject", "review.accept_all")
SUGGESTIONS: Final = ("review.start", "review.accept_confident", "suggestions.again", "suggestions.shown")
SELECTION: Final = ("selection.cycle_stem", _RULE, "paragraph.direction", "document.direction")
MAIN: Final = (
    "transfer.import", "transfer.import_folder", "transfer.export", _RULE, *WORKSPACE, _RULE, "edit.undo", "edit.redo",
    _RULE, "document.finish", "document.describe", _RULE, *SUGGESTIONS, _RULE, "text.larger", "text.smaller",
    "text.reset", _RULE, *THEMES, _RULE, "help.keys", "help.about", _RULE, "window.quit",
)  # fmt: skip


def menu_of(actions: ActionSet, names: Sequence[str], parent: QWidget) -> QMenu:
    """Return a menu of actions by id, with rules where the name is empty. It goes when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(False)
    for name in names:
        if name == _RULE:
            menu.addSeparator()
            continue
        if not actions.is_offered(name):
            continue
        action = actions[name]
        glyph = actions.spec(action).icon
        if glyph and not action.isCheckable():
            action.setIcon(icon(glyph))
        menu.addAction(action)
    return menu


def label_menu_names(count: int) -> list[str]:
    """Return the ids of the actions that mark with the first so many labels."""
    return [f"mention.label_{digit}" for digit in range(1, min(count, 9) + 1)]


def workspace_menu(actions: ActionSet, recent: Sequence[str], parent: QWidget) -> tuple[QMenu, list[QAction]]:
    """Return the menu under the workspace's name, and its entries for recent workspaces, whose data is the location."""
    menu = menu_of(actions, WORKSPACE, parent)
    entries = []
    if recent:
        menu.addSeparator()
    for location in recent:
        entry = menu.addAction(isolated(_escaped(_name_of(location))))
        entry.setData(location)
        entries.append(entry)
    menu.addSeparator()
    for name in ("transfer.import", "transfer.export"):
        menu.addAction(actions[name])
    return menu, entries


def annotator_menu(
    actions: ActionSet, annotators: Sequence[Annotator], shown: Sequence[AnnotatorId], own: Annotator, parent: QWidget
) -> tuple[QMenu, list[QAction]]:
    """Return the menu under the initials, and its entries for whose marks are shown, whose data is an id or ""."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    heading = menu.addAction(isolated(_escaped(own.name)))
    heading.setEnabled(False)
    menu.addAction(actions["annotator.change"])
    menu.addSeparator()
    everybody = menu.addAction(QCoreApplication.translate("Menus", "Show everybody's marks"))
    everybody.setData("")
    entries = [everybody]
    pattern = QCoreApplication.translate("Menus", "Only the marks of {name}")
    for annotator in annotators:
        entry = menu.addAction(pattern.format(name=isolated(_escaped(annotator.name))))
        entry.setData(annotator.id)
        entries.append(entry)
    for entry in entries:
        entry.setCheckable(True)
        entry.setChecked(entry.data() in shown if shown else entry.data() == "")
    return menu, entries


def _name_of(location: str) -> str:
    name = location.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name


def _escaped(text: str) -> str:
    """Return a text in which an ampersand does not make a mnemonic."""
    return text.replace("&", "&&")
