"""The head of an entity's card: what kind of thing it is, its name, description and identifiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.entity import MEASURES, Entity
from annotator.core.labels import Label
from annotator.ui import theme
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import IconButton, TextButton
from annotator.ui.widgets.painting import Align, advance, draw_sample, draw_text, placed
from annotator.ui.widgets.surface import Surface, column, row
from annotator.ui.widgets.text_line import Prose, TextLine, caption_font
from annotator.ui.wording import isolated, label_name

_EXTERNAL_NAMES: Final = {"wikidata": "Wikidata", "geonames": "GeoNames", "iso3166": "ISO 3166"}


class EntityHead(Surface):
    """What is known about an entity besides its names."""

    def __init__(self) -> None:
        super().__init__()
        self._entity: Entity | None = None
        self._label = LabelHeading()
        self._more = IconButton("dots-three", self.tr("More"))
        self._name = TextLine(
            "", font=interface_font(17, QFont.Weight.DemiBold), height=34, is_data=True, stretches=True
        )
        self._description = Prose()
        self._external_id = TextButton("", font=interface_font(9, tabular=True), tone="accent", is_data=True)
        self._own_id = TextButton("", font=interface_font(9), icon="hash", is_data=True, shrinks=True)
        self._external = TextButton("", font=interface_font(9), icon="globe-simple")
        self._external.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._external.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ids = row(self._external, self._external_id, self._own_id, None, start=12, end=12)
        self.setLayout(
            column(
                row(self._label, None, self._more, start=16, end=12), 2, row(self._name, start=16, end=16),
                row(self._description, start=16, end=16), 4, ids, top=14, bottom=8,
            )
        )  # fmt: skip
        self._more.clicked.connect(self._on_more_pressed)
        self._external_id.clicked.connect(self._on_copy_pressed)
        self._own_id.clicked.connect(self._on_copy_pressed)
        for button in (self._external_id, self._own_id):
            button.setToolTip(self.tr("Copy"))

    def show_entity(self, entity: Entity, label: Label | None, languages: Sequence[str]) -> None:
        """Show an entity, in the first of these languages that has something to say."""
        self._entity = entity
        self._label.set_label(label, entity.type)
        self._name.set_text(entity.display_name(languages))
        description = entity.description(languages)
        self._description.set_text(description)
        self._description.setVisible(bool(description))
        known = ((kind, identifier) for kind, identifier in entity.external.items() if kind not in MEASURES)
        kind, identifier = next(known, ("", ""))
        for part in (self._external, self._external_id):
            part.setVisible(bool(identifier))
        self._external.set_words(_EXTERNAL_NAMES.get(kind, kind))
        self._external_id.set_words(identifier)
        self._own_id.set_words(entity.id)

    def _on_more_pressed(self) -> None:
        if self._entity is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for identifier in (self._entity.id, *self._entity.external.values()):
            added = menu.addAction(self.tr("Copy {text}").format(text=isolated(identifier)))
            added.setData(identifier)
            added.triggered.connect(self._on_copy_chosen)
        menu.popup(self._more.menu_corner())

    def _on_copy_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            QGuiApplication.clipboard().setText(str(sender.data()))

    def _on_copy_pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, TextButton):
            QGuiApplication.clipboard().setText(sender.text())


class LabelHeading(QWidget):
    """A label's sample and its name."""

    def __init__(self) -> None:
        super().__init__()
        self._label: Label | None = None
        self._text = ""
        self.setFixedHeight(20)

    def set_label(self, label: Label | None, name: str) -> None:
        """Show a label; only its name when the workspace does not have it."""
        self._label = label
        self._text = label_name(name)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for sample and name."""
        return QSize(round(26 + advance(self._text, caption_font()) + 2), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint sample and name."""
        painter = QPainter(self)
        tokens = theme.current()
        colour = tokens.muted
        if self._label is not None:
            draw_sample(painter, placed(self, 0, 4, 18, 10), self._label, tokens.panel)
            colour = tokens.label_text_colour(self._label)
        box = placed(self, 26, 0, self.width() - 26, self.height())
        draw_text(painter, box, self._text, caption_font(), colour, Align.START, self.layoutDirection())
