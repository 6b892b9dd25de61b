"""The panel beside the article: the entity, the mentions, the suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.core.ids import MentionId
from annotator.core.labels import LabelSet
from annotator.core.mention import Mention
from annotator.ui.models.mention_list import Entry
from annotator.ui.panels.entity_card import EntityCard
from annotator.ui.panels.mention_card import MentionCard
from annotator.ui.panels.mention_panel import MentionPanel
from annotator.ui.panels.preview_strip import PreviewStrip
from annotator.ui.panels.suggestion_panel import SuggestionPanel
from annotator.ui.widgets.surface import Surface, column
from annotator.ui.widgets.tabs import Tabs


class ContextTab(IntEnum):
    """The tabs, by place."""

    ENTITY = 0
    MENTIONS = 1
    SUGGESTIONS = 2


class ContextPanel(Surface):
    """Three tabs. Its parts speak for themselves: their signals are theirs."""

    def __init__(self) -> None:
        super().__init__()
        self.entity = EntityCard()
        self.mention = MentionCard()
        self.mentions = MentionPanel()
        self.suggestions = SuggestionPanel()
        self._preview = PreviewStrip()
        self._preview.hide()
        self._cards = QStackedWidget()
        self._cards.addWidget(self.mention)
        self._cards.addWidget(self.entity)
        first = Surface()
        first.setLayout(column(self._preview, self._cards))
        self.tabs = Tabs([self.tr("Entity"), self.tr("Mentions"), self.tr("Suggestions")])
        self._pages = QStackedWidget()
        for page in (first, self.mentions, self.suggestions):
            self._pages.addWidget(page)
        self.setLayout(column(self.tabs, self._pages))
        self.tabs.chosen.connect(self._pages.setCurrentIndex)

    @property
    def focus_target(self) -> QWidget:
        """What gets the keyboard: the list of the current tab, or the tab itself."""
        if self.tabs.current == ContextTab.MENTIONS:
            return self.mentions.list
        if self.tabs.current == ContextTab.SUGGESTIONS:
            return self.suggestions.list
        is_entity = self._cards.currentWidget() is self.entity
        return self.entity.list if is_entity else self.tabs.focus_target

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        for part in (self.entity, self.mentions, self.suggestions):
            part.set_labels(labels)

    def set_entries(self, entries: Sequence[Entry], current: MentionId | None) -> None:
        """Show the open document's mentions."""
        self.mentions.set_entries(entries, current)
        self.suggestions.set_entries(entries, current)
        suggested = sum(entry.mark.suggested for entry in entries)
        self.tabs.set_count(ContextTab.MENTIONS, _count(len(entries) - suggested))
        self.tabs.set_count(ContextTab.SUGGESTIONS, _count(suggested))

    def set_current(self, mention: MentionId | None) -> None:
        """Show which mention is selected in the article."""
        self.entity.set_current(mention)
        self.mentions.set_current(mention)
        self.suggestions.set_current(mention)

    def show_entity(self, preview_number: int | None) -> None:
        """Turn to the entity's card; say so when it is a candidate of the linker."""
        self._cards.setCurrentWidget(self.entity)
        self._preview.setVisible(preview_number is not None)
        if preview_number is not None:
            self._preview.show_number(preview_number)
            self.tabs.set_current(ContextTab.ENTITY)

    def show_mention(self, mention: Mention | None, labels: LabelSet) -> None:
        """Turn to the card of a mention that names no entity, or to what to do first."""
        self._preview.hide()
        label = labels.get(mention.label) if mention else None
        if mention is None or label is None:
            self.mention.show_nothing()
        else:
            self.mention.show_mention(mention, label)
        self._cards.setCurrentWidget(self.mention)


def _count(number: int) -> str:
    return str(number) if number else ""
