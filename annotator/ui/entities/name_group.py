"""The names of one language on the card: fields, a star at the preferred one, where each came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from annotator.ui.entities.wording import own_language_name
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import IconButton, TextButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.painting import RTL
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import language_name

_RIGHTWARD: Final = frozenset({"ar", "he", "fa", "ur", "yi"})
_SOURCE_WIDTH: Final = 64


class NameGroup(QWidget):
    """The names of one language.

    Args:
        language: Which.
        source_of: Tells where a name came from; empty for one that was just written.

    Signals:
        changed: Something is written otherwise, or another name is preferred.
    """

    changed = Signal()

    def __init__(self, language: str, source_of: Callable[[str, str], str]) -> None:
        super().__init__()
        self.language = language
        self._source_of = source_of
        self._rows: list[NameRow] = []
        heading = TextLine(own_language_name(language), font=interface_font(8.5, QFont.Weight.DemiBold), tone="muted")
        self.add = TextButton(self.tr("add"), tone="accent")
        self.add.setAccessibleName(self.tr("Add a name in {language}").format(language=language_name(language)))
        self._column = column(gap=4)
        self.setLayout(column(row(heading, None, self.add), self._column, gap=2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add.clicked.connect(self.add_blank)

    @property
    def names(self) -> list[str]:
        """What is written, the preferred one first; blank fields are left out."""
        return [text for row in self._rows if (text := row.field.text().strip())]

    @property
    def rows(self) -> Sequence[NameRow]:
        """The fields."""
        return self._rows

    def set_names(self, names: Sequence[str]) -> None:
        """Show these names, in the fields that are there as far as they go: the one that has the keyboard keeps it."""
        if self._rows and self._rows[-1].is_begun:
            names = [*names, ""]
        while len(self._rows) > len(names):
            self._take_away(self._rows[-1])
        for row_, name in zip(self._rows, names, strict=False):
            row_.show_name(name, self._source_of(self.language, name))
        for name in names[len(self._rows) :]:
            self._append(name)
        self._show_preferred()

    def add_blank(self) -> None:
        """Add an empty field, and put the caret into it."""
        if self._rows and not self._rows[-1].field.text().strip():
            self._rows[-1].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        made = self._append("")
        self._show_preferred()
        made.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _append(self, name: str) -> NameRow:
        made = NameRow(is_rightward=self.language in _RIGHTWARD)
        made.show_name(name, self._source_of(self.language, name))
        made.field.textEdited.connect(self._on_edited)
        made.star.clicked.connect(self._on_star_pressed)
        made.remove.clicked.connect(self._on_remove_pressed)
        self._rows.append(made)
        self._column.addWidget(made)
        return made

    def _on_edited(self) -> None:
        self._show_preferred()
        self.changed.emit()

    def _on_star_pressed(self) -> None:
        """Prefer this name: it goes to the front, and the keyboard stays with it."""
        place = next(number for number, row_ in enumerate(self._rows) if row_.star is self.sender())
        if place:
            names = [row_.field.text() for row_ in self._rows]
            self.set_names([names[place], *names[:place], *names[place + 1 :]])
            if self._rows[place].star.hasFocus():
                self._rows[0].star.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.changed.emit()

    def _on_remove_pressed(self) -> None:
        place = next(number for number, row_ in enumerate(self._rows) if row_.remove is self.sender())
        self._take_away(self._rows[place])
        self._show_preferred()
        self.changed.emit()

    def _take_away(self, gone: NameRow) -> None:
        """Take a field away; if it has the keyboard, the next one has it then, or what adds another."""
        place = self._rows.index(gone)
        del self._rows[place]
        focused = QApplication.focusWidget()
        if focused is not None and gone.isAncestorOf(focused):
            heir = self._rows[min(place, len(self._rows) - 1)].field if self._rows else self.add
            heir.setFocus(Qt.FocusReason.ShortcutFocusReason)
        gone.hide()
        gone.deleteLater()

    def _show_preferred(self) -> None:
        for number, row_ in enumerate(self._rows):
            row_.show_preferred(is_preferred=number == 0)


class NameRow(QWidget):
    """One name."""

    def __init__(self, *, is_rightward: bool) -> None:
        super().__init__()
        self._is_rightward = is_rightward
        self.star = IconButton("star", size=14, side=22)
        self.field = Field(height=30, point_size=10.5)
        self.field.setAccessibleName(self.tr("Name"))
        self._source = TextLine("", font=interface_font(8.5), tone="faint")
        self._source.setFixedWidth(_SOURCE_WIDTH)
        self.remove = IconButton("x", self.tr("Remove this name"), size=12, side=22)
        self.setLayout(row(self.star, self.field, self._source, self.remove, gap=6))

    @property
    def is_begun(self) -> bool:
        """Whether nothing is written yet, but is about to be."""
        return self.field.hasFocus() and not self.field.text().strip()

    def show_name(self, name: str, source: str) -> None:
        """Show a name and where it came from; an empty field runs in the direction of its language."""
        if name != self.field.text():
            self.field.setText(name)
        if self._is_rightward and not name:
            self.field.setLayoutDirection(RTL)
        self._source.set_text(source)

    def show_preferred(self, *, is_preferred: bool) -> None:
        """Fill the star of the preferred name."""
        self.star.set_glyph("star-fill" if is_preferred else "star")
        self.star.set_tone("accent" if is_preferred else "faint")
        self.star.set_name(self.tr("The preferred name") if is_preferred else self.tr("Prefer this name"))
