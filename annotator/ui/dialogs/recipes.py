"""Recipes in the export dialog: all settings kept under a name, and taken from there again."""

from __future__ import annotations

import shlex
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.app.recipes import recipe_names, remove_recipe
from annotator.core.errors import UserError
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import column
from annotator.ui.widgets.text_line import Prose, TextLine
from annotator.ui.wording import isolated

_SIZE: Final = QSize(460, 216)


class RecipeButton(PushButton):
    """Opens the menu of recipes.

    Signals:
        chosen: The name of the recipe whose settings are wanted.
        saving_requested: The settings of now are to be kept.
        refused: A ``UserError``: the recipes cannot be read or written.
    """

    chosen = Signal(str)
    saving_requested = Signal()
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("Recipe…"), Emphasis.LINK, key=self.tr("Ctrl+R"))
        self.clicked.connect(self._on_clicked)

    def menu(self) -> QMenu:
        """Return the menu as it is now. It goes when it is closed. Raises UserError when recipes cannot be read."""
        names = recipe_names()
        menu = QMenu(self)
        for name in names:
            self._add(menu, name).triggered.connect(partial(self.chosen.emit, name))
        if names:
            menu.addSeparator()
        menu.addAction(self.tr("Save these settings…")).triggered.connect(self.saving_requested)
        if names:
            removing = menu.addMenu(self.tr("Remove"))
            for name in names:
                self._add(removing, name).triggered.connect(partial(self._remove, name))
        return menu

    def _on_clicked(self) -> None:
        try:
            menu = self.menu()
        except UserError as error:
            self.refused.emit(error)
            return
        menu.aboutToHide.connect(menu.deleteLater)
        place = self.mapToGlobal(self.rect().topLeft())
        place.setY(place.y() - menu.sizeHint().height())
        menu.popup(place)

    def _remove(self, name: str, *_checked: bool) -> None:
        try:
            remove_recipe(name)
        except UserError as error:
            self.refused.emit(error)

    @staticmethod
    def _add(menu: QMenu, name: str) -> QAction:
        return menu.addAction(name.replace("&", "&&"))


class RecipeNameDialog(DialogFrame):
    """Asks under which name settings are to be kept.

    Args:
        known: Names that are taken.
        parent: The dialog whose settings they are.

    Signals:
        named: The name.
    """

    named = Signal(str)

    def __init__(self, known: list[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Save as a recipe"), _SIZE, parent)
        self._known = frozenset(known)
        self.field = Field()
        self.field.setAccessibleName(self.tr("Name"))
        self.field.textChanged.connect(self._check)
        self._note = TextLine(font=interface_font(9), tone="muted", stretches=True)
        self._confirm = PushButton(self.tr("Save"), Emphasis.PRIMARY, key=self.tr("Enter"))
        self._confirm.clicked.connect(self._on_confirmed)
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        explanation = self.tr("All settings of this export are kept, for the command line as well.")
        body = column(
            title_line(self.tr("Save as a recipe")), 4, Prose(explanation), 14, self.field, 6, self._note, None,
            start=INSET, top=18, end=INSET,
        )  # fmt: skip
        self.compose(body, end=(cancel,), primary=self._confirm)
        self.field.setFocus()
        self._check()

    @property
    def _name(self) -> str:
        return " ".join(self.field.text().split())

    def _check(self) -> None:
        """Say that another recipe goes, or how this one is called on the command line."""
        name = self._name
        self._confirm.setEnabled(bool(name))
        if not name:
            self._note.set_text("")
        elif name in self._known:
            self._note.set_text(self.tr("It takes the place of the recipe {name}.").format(name=isolated(name)))
        else:
            self._note.set_text(f"export --recipe {isolated(shlex.quote(name))}")

    def _on_confirmed(self) -> None:
        name = self._name
        self.accept()
        self.named.emit(name)
