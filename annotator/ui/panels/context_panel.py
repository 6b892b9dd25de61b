"""The panel beside the article: the entity, the mentions, the suggestions. Each part is made when it is first seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from annotator.core.entity import Entity
from annotator.core.ids import DocumentId, MentionId
from annotator.core.labels import LabelSet
from annotator.core.mention import Mention
from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.models.mention_list import Entry
from annotator.ui.models.suggestion_groups import NO_ARTICLE, Article
from annotator.ui.panels.mention_card import MentionCard
from annotator.ui.widgets.surface import Surface, column
from annotator.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from annotator.ui.panels.entity_card import EntityCard
    from annotator.ui.panels.mention_panel import MentionPanel
    from annotator.ui.panels.preview_strip import PreviewStrip
    from annotator.ui.panels.suggestion_panel import SuggestionPanel


class ContextTab(IntEnum):
    """The tabs, by place."""

    ENTITY = 0
    MENTIONS = 1
    SUGGESTIONS = 2


class ContextPanel(Surface):
    """Three tabs.

    Signals:
        suggestions_made: The list of suggestions is there from now on.
        list_turned_to: A list of mentions came into view, and is to be filled.
        occurrence_chosen: The ``Mention`` of the concordance that was clicked.
        occurrence_opened: The one that was double-clicked or confirmed.
        name_added: A name the user has typed for the shown entity.
        mention_chosen: The id of the mention or suggestion that was selected in a list.
        mention_opened: The id of the mention that was double-clicked or confirmed there.
        accepted: Ids of suggestions to be accepted.
        rejected: Ids of suggestions to be rejected.
        looking_requested: Suggestions are to be looked for again.
    """

    list_turned_to = Signal()
    suggestions_made = Signal()
    occurrence_chosen = Signal(object)
    occurrence_opened = Signal(object)
    name_added = Signal(str)
    mention_chosen = Signal(object)
    mention_opened = Signal(object)
    accepted = Signal(object)
    rejected = Signal(object)
    looking_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._labels: LabelSet | None = None
        self._current: MentionId | None = None
        self._article = NO_ARTICLE
        self._entity: EntityCard | None = None
        self._mentions: MentionPanel | None = None
        self._suggestions: SuggestionPanel | None = None
        self._is_looking = False
        self._preview: PreviewStrip | None = None
        self.mention = MentionCard()
        self._cards = QStackedWidget()
        self._cards.addWidget(self.mention)
        self._first = Surface()
        self._first.setLayout(column(self._cards))
        self.tabs = Tabs([self.tr("Entity"), self.tr("Mentions"), self.tr("Suggestions")])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first)
        self.setLayout(column(self.tabs, self._pages))
        self.tabs.chosen.connect(self._on_tab_chosen)

    @property
    def entity(self) -> EntityCard:
        """The card of an entity."""
        if self._entity is None:
            from annotator.ui.panels.entity_card import EntityCard

            made = self._entity = EntityCard()
            made.mention_chosen.connect(self.occurrence_chosen)
            made.mention_opened.connect(self.occurrence_opened)
            made.name_added.connect(self.name_added)
            self._cards.addWidget(made)
            self._fill_labels(made)
        return self._entity

    @property
    def mentions(self) -> MentionPanel:
        """The list of the open document's mentions."""
        if self._mentions is None:
            from annotator.ui.panels.mention_panel import MentionPanel

            made = self._mentions = MentionPanel()
            made.mention_chosen.connect(self.mention_chosen)
            made.mention_opened.connect(self.mention_opened)
            self._pages.addWidget(made)
            self._fill_labels(made)
        return self._mentions

    @property
    def suggestions(self) -> SuggestionPanel:
        """The list of suggestions in the open document."""
        if self._suggestions is None:
            from annotator.ui.panels.suggestion_panel import SuggestionPanel

            made = self._suggestions = SuggestionPanel()
            made.mention_chosen.connect(self.mention_chosen)
            made.accepted.connect(self.accepted)
            made.rejected.connect(self.rejected)
            made.looking_requested.connect(self.looking_requested)
            made.set_article(self._article)
            made.list.set_looking(is_looking=self._is_looking)
            self.suggestions_made.emit()
            self._pages.addWidget(made)
            self._fill_labels(made)
        return self._suggestions

    @property
    def preview_text(self) -> str:
        """What is said above the card while it shows a candidate; empty otherwise."""
        shown = self._preview is not None and not self._preview.isHidden()
        return self._preview.accessibleName() if self._preview is not None and shown else ""

    @property
    def focus_target(self) -> QWidget:
        """What gets the keyboard: the list of the current tab, or the tab itself."""
        if self.tabs.current == ContextTab.MENTIONS:
            return self.mentions.list
        if self.tabs.current == ContextTab.SUGGESTIONS:
            return self.suggestions.list
        is_entity = self._entity is not None and self._cards.currentWidget() is self._entity
        return self.entity.list if is_entity else self.tabs.focus_target

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self._labels = labels
        for part in (self._entity, self._mentions, self._suggestions):
            if part is not None:
                part.set_labels(labels)

    def set_article(self, article: Article) -> None:
        """Say what suggestions stand in."""
        self._article = article
        if self._suggestions is not None:
            self._suggestions.set_article(article)

    def set_looking(self, *, is_looking: bool) -> None:
        """Say whether suggestions are being looked for, where there are none so far."""
        self._is_looking = is_looking
        if self._suggestions is not None:
            self._suggestions.list.set_looking(is_looking=is_looking)

    def set_decided(self, accepted: int, rejected: int) -> None:
        """Show how many places in the open document are decided, beside the suggestions."""
        if self._suggestions is not None:
            self._suggestions.set_decided(accepted, rejected)

    @property
    def shows_list(self) -> bool:
        """Whether a list of mentions is in view, rather than the entity."""
        return self.tabs.current != ContextTab.ENTITY

    def set_counts(self, mentions: int, suggestions: int) -> None:
        """Show how many there are in the open document."""
        self.tabs.set_count(ContextTab.MENTIONS, _count(mentions))
        self.tabs.set_count(ContextTab.SUGGESTIONS, _count(suggestions))

    def set_entries(self, entries: Sequence[Entry], current: MentionId | None) -> None:
        """Show the open document's mentions in the list that is in view."""
        self._current = current
        if part := self._current_list():
            part.set_entries(entries, current)

    def update_entries(self, changed: Sequence[Entry], gone: Collection[MentionId], current: MentionId | None) -> None:
        """Show changes of these mentions in the list that is in view."""
        self._current = current
        if part := self._current_list():
            part.update_entries(changed, gone, current)

    def set_current(self, mention: MentionId | None) -> None:
        """Show which mention is selected in the article."""
        self._current = mention
        for part in (self._entity, self._mentions, self._suggestions):
            if part is not None:
                part.set_current(mention)

    def show_entity(self, entity: Entity, languages: Sequence[str]) -> None:
        """Turn to an entity's card, with its names in these languages, first choice first."""
        self.entity.show_entity(entity, languages)
        self._cards.setCurrentWidget(self.entity)

    def show_occurrences(
        self, found: Iterable[Occurrence], rows: Mapping[DocumentId, DocumentRow], first: DocumentId | None
    ) -> None:
        """Show every mention of that entity.

        Args:
            found: Its mentions in context.
            rows: The documents they are in.
            first: The document whose mentions come first.
        """
        self.entity.show_occurrences(found, rows, first)
        self.entity.set_current(self._current)

    def show_preview(self, number: int | None) -> None:
        """Say that the card shows a candidate of the linker, or (None) that it does not."""
        if number is None:
            if self._preview is not None:
                self._preview.hide()
            return
        if self._preview is None:
            from annotator.ui.panels.preview_strip import PreviewStrip

            self._preview = PreviewStrip()
            layout = self._first.layout()
            if isinstance(layout, QBoxLayout):
                layout.insertWidget(0, self._preview)
        self._preview.show_number(number)
        self._preview.show()
        self.tabs.set_current(ContextTab.ENTITY)

    def show_mention(self, mention: Mention | None, labels: LabelSet) -> None:
        """Turn to the card of a mention that names no entity, or to what to do first."""
        label = labels.get(mention.label) if mention else None
        if mention is None or label is None:
            self.mention.show_nothing()
        else:
            self.mention.show_mention(mention, label)
        self._cards.setCurrentWidget(self.mention)

    def _on_tab_chosen(self, index: int) -> None:
        page: QWidget = self._first
        if index == ContextTab.MENTIONS:
            page = self.mentions
        elif index == ContextTab.SUGGESTIONS:
            page = self.suggestions
        if self.shows_list:
            self.list_turned_to.emit()
        self._pages.setCurrentWidget(page)

    def _current_list(self) -> MentionPanel | SuggestionPanel | None:
        """Return the list that is in view."""
        if self.tabs.current == ContextTab.MENTIONS:
            return self.mentions
        return self.suggestions if self.tabs.current == ContextTab.SUGGESTIONS else None

    def _fill_labels(self, part: EntityCard | MentionPanel | SuggestionPanel) -> None:
        if self._labels is not None:
            part.set_labels(self._labels)


def _count(number: int) -> str:
    return f"{number:,}" if number else ""
