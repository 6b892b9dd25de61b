"""Which act a decision about a mention is: on a person's own mention, or on a suggestion, which is accepted with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.app.commands.base import Command
from annotator.app.commands.links import LinkMention, LinkToNewEntity, MarkNil, Unlink
from annotator.app.commands.mentions import RelabelMention, RemoveMentions, ResizeMention, SetDateValue
from annotator.app.commands.suggested_entity import AcceptAsNewEntity
from annotator.app.commands.suggestions import AcceptSuggestions, RejectSuggestions
from annotator.core.datevalue import DateValue
from annotator.core.ids import EntityId
from annotator.core.labels import Label
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.ui.workbench import Workbench


class Decisions(QObject):
    """Sends them as commands.

    Signals:
        suggestion_decided: The suggestion, as it was, that an act is about.
    """

    suggestion_decided = Signal(object)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench

    def link(self, mention: Mention, entity: EntityId) -> None:
        """Say which entity a mention names."""
        if is_suggestion(mention):
            self._accept(mention, replace(mention, link=Link(entity)))
        else:
            self._submit(LinkMention(mention.id, entity))

    def link_to_new(self, mention: Mention, entity: EntityId) -> None:
        """Make an entity of the mention's label and say that the mention names it."""
        if is_suggestion(mention):
            self._submit(AcceptAsNewEntity(replace(mention, link=None), mention.label, entity))
            self.suggestion_decided.emit(mention)
        else:
            self._submit(LinkToNewEntity(mention.id, mention.label, entity))

    def mark_nil(self, mention: Mention) -> None:
        """Say that what a mention names is not in the base."""
        if is_suggestion(mention):
            self._accept(mention, replace(mention, link=Link(None)))
        else:
            self._submit(MarkNil(mention.id))

    def unlink(self, mention: Mention) -> None:
        """Take a mention's link away."""
        if mention.link is None:
            return
        if is_suggestion(mention):
            self._accept(mention, replace(mention, link=None))
        else:
            self._submit(Unlink(mention.id))

    def set_date(self, mention: Mention, date: DateValue | None) -> None:
        """Say what a date means."""
        if is_suggestion(mention):
            self._accept(mention, replace(mention, date=date))
        elif date != mention.date:
            self._submit(SetDateValue(mention.id, date))

    def relabel(self, mention: Mention, label: Label) -> None:
        """Give a mention another label."""
        if is_suggestion(mention):
            self._accept(mention, relabelled(mention, label))
        elif mention.label != label.name:
            self._submit(RelabelMention(mention.id, label.name))

    def resize(self, mention: Mention, span: Span, text: str) -> None:
        """Give a mention another piece of the text."""
        if is_suggestion(mention):
            self._accept(mention, replace(mention, span=span, surface=span.surface(text)))
        else:
            self._submit(ResizeMention(mention.id, span))

    def remove(self, mention: Mention) -> None:
        """Take a mark away; a suggestion is turned down by it."""
        if is_suggestion(mention):
            self._submit(RejectSuggestions((mention,)))
            self.suggestion_decided.emit(mention)
        else:
            self._submit(RemoveMentions((mention.id,)))

    def _accept(self, before: Mention, after: Mention) -> None:
        self._submit(AcceptSuggestions((after,)))
        self.suggestion_decided.emit(before)

    def _submit(self, command: Command) -> None:
        self._workbench.bridge.submit(command)


def is_suggestion(mention: Mention) -> bool:
    """Tell whether nobody stands behind a mention yet."""
    return mention.status is MentionStatus.SUGGESTED


def relabelled(mention: Mention, label: Label) -> Mention:
    """Return a mention with another label. A link stays where that label links too; a date goes with its label."""
    return replace(
        mention,
        label=label.name,
        link=mention.link if label.links else None,
        date=mention.date if label.is_date else None,
    )
