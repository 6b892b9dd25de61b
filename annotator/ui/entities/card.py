"""The card of an entity, whose every field can be written in; nothing is stored before it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.labels import LabelSet
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.entities.base import LANGUAGES, Fact
from annotator.ui.entities.draft import Draft, draft_of, tidied
from annotator.ui.entities.external_ids import ExternalIds
from annotator.ui.entities.last_uses import LastUses
from annotator.ui.entities.name_group import NameGroup
from annotator.ui.entities.type_box import TypeBox
from annotator.ui.entities.type_sample import TypeSample
from annotator.ui.entities.wording import alias_source_text, type_text
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, isolated

WIDTH: Final = 384

_FOOT_HEIGHT: Final = 56
_INSET: Final = 20


class EntityEditor(Surface):
    """The card.

    Signals:
        edited: What is written differs from what is stored, or no longer does.
        save_requested: The user wants it stored.
        split_requested: Some of its mentions are to go to an entity of their own.
        use_opened: The ``Occurrence`` of a last use that was clicked.
    """

    edited = Signal()
    save_requested = Signal()
    split_requested = Signal()
    use_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("paper")
        self.setFixedWidth(WIDTH)
        self._entity: Entity | None = None
        self._stored: Draft | None = None
        self._groups: dict[str, NameGroup] = {}
        self._language = LANGUAGES[0]
        self._name = TextLine(
            "", font=interface_font(14, QFont.Weight.DemiBold), height=30, is_data=True, stretches=True
        )
        self._sample = TypeSample()
        self.type = TypeBox()
        self._facts = TextLine("", font=interface_font(9), tone="muted", height=18, stretches=True)
        self._split = PushButton(self.tr("Split…"), Emphasis.LINK, height=22)
        self.description = Field(height=30)
        self.description.setAccessibleName(self.tr("Description"))
        self.uses = LastUses()
        self._names = column(gap=10)
        self.ids = ExternalIds()
        self._nothing = TextLine(self.tr("Choose an entity to see and edit it."), tone="muted", height=40)
        self.revert = PushButton(self.tr("Revert"), Emphasis.LINK)
        self.save = PushButton(self.tr("Save"), Emphasis.PRIMARY, key="Ctrl S")
        self._body = QWidget()
        self._faces = QStackedWidget()
        self._compose()
        self.show_nothing()

    @property
    def draft(self) -> Draft | None:
        """What is written; None while there is nothing to write on."""
        if self._stored is None:
            return None
        descriptions = {**self._stored.descriptions, self._language: self.description.text()}
        names = {language: group.names for language, group in self._groups.items()}
        return tidied(Draft(self._stored.id, self._type_name(), names, descriptions, self.ids.values))

    @property
    def is_changed(self) -> bool:
        """Whether what is written differs from what is stored."""
        return self._stored is not None and self.draft != tidied(self._stored)

    @property
    def groups(self) -> Mapping[str, NameGroup]:
        """The names by language."""
        return self._groups

    @property
    def external(self) -> Mapping[str, Field]:
        """The identifiers by source."""
        return self.ids.fields

    def set_labels(self, labels: LabelSet) -> None:
        """Offer these labels as types, those that link."""
        self.type.clear()
        self._sample.labels = labels
        for label in labels:
            if label.links:
                self.type.addItem(type_text(label.name), label.name)

    def show_fact(self, fact: Fact, uses: Sequence[Occurrence], rows: Mapping[str, DocumentRow], language: str) -> None:
        """Show an entity as it is stored.

        Args:
            fact: The entity with its uses.
            uses: Its latest mentions in context.
            rows: The documents they are in.
            language: Of the description that can be edited.
        """
        self._entity = fact.entity
        self._language = language
        number = counted(self.tr("%n mention(s)", "", fact.mentions), fact.mentions)
        self._facts.set_text(f"{isolated(fact.entity.id)} · {number}")
        self._split.setVisible(fact.mentions > 1)
        self.uses.show_uses(uses, rows)
        self._show(draft_of(fact.entity))

    def show_new(self, type_name: str, language: str) -> None:
        """Show an empty card, from which an entity is made."""
        self._entity = None
        self._language = language
        self._facts.set_text(self.tr("New entity"))
        self._split.hide()
        self.uses.show_uses((), {})
        self._show(Draft(EntityId(""), type_name))
        self.begin_editing()

    def show_nothing(self) -> None:
        """Show that no entity is chosen."""
        self._entity = self._stored = None
        self._faces.setCurrentIndex(0)
        self._on_edited()

    def begin_editing(self) -> None:
        """Put the caret into the first name."""
        for group in self._groups.values():
            if group.rows:
                group.rows[0].field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                group.rows[0].field.selectAll()
                return
        next(iter(self._groups.values())).add_blank()

    def take_back(self) -> None:
        """Show again what is stored."""
        if self._stored is not None:
            self._show(self._stored)

    def _show(self, draft: Draft) -> None:
        self._stored = draft
        self._name.set_text(draft.first_name or self.tr("New entity"))
        place = self.type.findData(draft.type)
        if place < 0 and draft.type:
            self.type.addItem(type_text(draft.type), draft.type)
            place = self.type.count() - 1
        self.type.setCurrentIndex(max(0, place))
        self._stored = replace(draft, type=self._type_name())
        self._sample.show_type(draft.type)
        self._show_names(draft)
        self.description.setText(draft.descriptions.get(self._language, ""))
        self.description.setCursorPosition(0)
        self.ids.show_ids(draft.external)
        self._faces.setCurrentIndex(1)
        self._on_edited()

    def _show_names(self, draft: Draft) -> None:
        languages = list(dict.fromkeys((*LANGUAGES, *draft.names)))
        if list(self._groups) != languages:
            for group in self._groups.values():
                group.hide()
                group.deleteLater()
            self._groups = {language: NameGroup(language, self._source_of) for language in languages}
            for group in self._groups.values():
                group.changed.connect(self._on_edited)
                self._names.addWidget(group)
        for language, group in self._groups.items():
            group.set_names(draft.names.get(language, ()))

    def _source_of(self, language: str, name: str) -> str:
        if self._entity is None:
            return ""
        aliases = self._entity.aliases
        found = next((alias for alias in aliases if (alias.language, alias.text) == (language, name)), None)
        return alias_source_text(found) if found is not None else ""

    def _type_name(self) -> str:
        return str(self.type.currentData() or "")

    def _compose(self) -> None:
        head = column(
            row(self._sample, self._name, self.type, gap=8),
            row(self._facts, self._split),
            start=_INSET,
            top=14,
            end=_INSET,
            bottom=8,
        )
        names, about, last = QWidget(), QWidget(), QWidget()
        names.setLayout(row(self._names, start=_INSET, top=8, end=_INSET - 6, bottom=8))
        about.setLayout(
            column(
                _heading(self.tr("Description")), self.description, 6, self.ids,
                start=_INSET, top=10, end=_INSET, bottom=10, gap=4,
            )
        )  # fmt: skip
        last.setLayout(
            column(_heading(self.tr("Last used in")), self.uses, start=_INSET, top=10, end=_INSET, bottom=8, gap=4)
        )
        inside = Surface("paper")
        inside.setLayout(column(names, _rule(), about, _rule(), last, None))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = Surface()
        foot.setFixedHeight(_FOOT_HEIGHT)
        foot.setLayout(row(self.revert, None, self.save, start=_INSET, end=_INSET))
        self._body.setLayout(column(head, _rule(), area, Hairline(), foot))
        nothing = Surface("paper")
        nothing.setLayout(column(row(self._nothing, start=_INSET, top=12, end=_INSET), None))
        self._faces.addWidget(nothing)
        self._faces.addWidget(self._body)
        self.setLayout(column(self._faces))
        self.description.textEdited.connect(self._on_edited)
        self.ids.changed.connect(self._on_edited)
        self.type.activated.connect(self._on_edited)
        self.save.clicked.connect(self.save_requested)
        self.revert.clicked.connect(self.take_back)
        self._split.clicked.connect(self.split_requested)
        self.uses.opened.connect(self.use_opened)

    def _on_edited(self) -> None:
        is_changed = self.is_changed
        draft = self.draft
        if not is_changed and (self.save.hasFocus() or self.revert.hasFocus()):
            self.begin_editing()
        self.save.setEnabled(is_changed and draft is not None and draft.is_complete)
        self.revert.setEnabled(is_changed)
        self.edited.emit()


def _rule() -> QWidget:
    made = QWidget()
    made.setLayout(row(Hairline(), start=_INSET, end=_INSET))
    return made


def _heading(text: str) -> TextLine:
    return TextLine(text, font=interface_font(8.5, QFont.Weight.DemiBold), tone="muted", height=20)
