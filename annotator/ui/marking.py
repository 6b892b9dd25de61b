"""What keys do with the selection and the selected mark: label it, link it, take it away, link all that read alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.app.commands.links import LinkMany, NewHit
from annotator.app.commands.marked_entity import MarkAsNewEntity
from annotator.app.commands.marking import span_to_mark
from annotator.app.commands.mentions import CreateMention
from annotator.app.identical import Hit, Scope, find_identical
from annotator.app.naming import free_entity_id
from annotator.core.document import Document
from annotator.core.errors import UserError
from annotator.core.history import Changes
from annotator.core.ids import EntityId, MentionId
from annotator.core.labels import Label
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.lang.clitics import surface_forms
from annotator.ui.decisions import Decisions, is_suggestion
from annotator.ui.document.view import DocumentView
from annotator.ui.jobs import Job
from annotator.ui.linker.flow import LinkerFlow
from annotator.ui.workbench import Workbench

_DIGITS: Final = range(1, 10)


@dataclass(frozen=True, slots=True)
class Alike:
    """What else reads like a linked mention.

    Attributes:
        mention: The mention.
        entity: The entity it is linked to.
        name: That entity's name in the interface's language.
        scope: Where was looked.
        hits: What was found.
    """

    mention: Mention
    entity: EntityId
    name: str
    scope: Scope
    hits: Sequence[Hit]


class MarkingController(QObject):
    """Turns what the user wants into commands.

    Args:
        workbench: The open workspace.
        view: The article.
        linker: Asks what marks name.
        decisions: Sends what is decided about marks.
        is_known_name: Tells whether some entity has a name.
        parent: The parent object.

    Signals:
        refused: A ``UserError``: it could not be done.
        noted: A sentence for the user to know; nothing is wrong.
        alike_found: An :class:`Alike` to show before all of it is linked.
    """

    refused = Signal(object)
    noted = Signal(str)
    alike_found = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        view: DocumentView,
        linker: LinkerFlow,
        decisions: Decisions,
        *,
        is_known_name: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._view = view
        self._linker = linker
        self._decisions = decisions
        self._is_known_name = is_known_name
        self._made: MentionId | None = None
        self._last_linked: EntityId | None = None
        self._search: _Search | None = None
        self._searching: Job | None = None
        linker.linked.connect(self._on_linked)
        view.mark_activated.connect(self._on_mark_activated)
        view.resize_requested.connect(self.resize)
        workbench.bridge.committed.connect(self._on_committed)
        workbench.bridge.failed.connect(self._on_failed)

    @property
    def slots(self) -> Mapping[str, Callable[[], None]]:
        """What each action does, by the action's id."""
        labelling = {f"mention.label_{digit}": partial(self.label, digit) for digit in _DIGITS}
        making = {f"mention.new_{digit}": partial(self.label_as_new, digit) for digit in _DIGITS}
        return {
            **labelling,
            **making,
            "mention.remove": self.remove,
            "link.open": self.open_linker,
            "link.as_last": self.link_as_last,
            "link.identical": partial(self.find_alike, Scope.DOCUMENT),
            "link.identical_everywhere": partial(self.find_alike, Scope.WORKSPACE),
            "link.nil": self.mark_nil,
            "link.remove": self.unlink,
        }

    # Marks

    def label(self, digit: int) -> None:
        """Mark the selection with the label of a digit and ask what it names; or relabel the selected mark."""
        label = self._workbench.labels.by_digit(digit)
        document = self._workbench.document
        if label is None or document is None:
            return
        if self._view.selection is not None:
            self._mark(document, self._view.selection, label)
        elif (mention := self._workbench.selected) is not None:
            self._decisions.relabel(mention, label)
        else:
            self.noted.emit(self.tr("Select some text first, then press the key of a label."))

    def label_as_new(self, digit: int) -> None:
        """Mark the selection as the first mention of a new entity; where the name is known, ask what it names."""
        label = self._workbench.labels.by_digit(digit)
        document, selection = self._workbench.document, self._view.selection
        if label is None or not label.links or document is None or selection is None:
            self.label(digit)
            return
        try:
            span = span_to_mark(document.text, selection)
        except UserError as error:
            self.refused.emit(error)
            return
        surface = span.surface(document.text)
        is_known = any(map(self._is_known_name, surface_forms(document.text, span, document.language)))
        if is_known or self._marked_already(span, label) is not None:
            self._mark(document, selection, label)
            return
        entity = free_entity_id(self._workbench.reader, label.name, surface)
        command = MarkAsNewEntity(document.id, span, label.name, entity)
        self._made = command.id
        self._last_linked = entity
        self._workbench.bridge.submit(command)

    def remove(self) -> None:
        """Remove the selected mark; a suggestion is turned down."""
        mention = self._workbench.selected
        if mention is not None:
            self._decisions.remove(mention)

    def resize(self, mention: MentionId, span: Span) -> None:
        """Give a mark another span."""
        resized = self._workbench.mention(mention)
        if resized is not None:
            self._decisions.resize(resized, span, self._view.document.text)

    def _mark(self, document: Document, selection: Span, label: Label) -> None:
        """Mark a piece of text and ask about it at once: acts are done in their order, so nobody has to wait."""
        try:
            span = span_to_mark(document.text, selection)
        except UserError as error:
            self.refused.emit(error)
            return
        mention = self._marked_already(span, label)
        if mention is not None:
            self._workbench.select_mention(mention.id)
        else:
            command = CreateMention(document.id, span, label.name)
            self._made = command.id
            annotator = self._workbench.bridge.session.annotator.id
            surface = span.surface(document.text)
            mention = Mention(command.id, document.id, span, label.name, annotator, surface)
            self._workbench.bridge.submit(command)
        self._linker.open(mention)

    def _marked_already(self, span: Span, label: Label) -> Mention | None:
        annotator = self._workbench.bridge.session.annotator.id
        for mention in self._workbench.mentions:
            is_own = mention.annotator == annotator and not is_suggestion(mention)
            if is_own and mention.span == span and mention.label == label.name:
                return mention
        return None

    # Links

    def open_linker(self) -> None:
        """Ask what the selected mark names."""
        mention = self._workbench.selected
        if mention is None:
            self.noted.emit(self.tr("Select a mention first: Tab goes to the next one."))
        else:
            self._linker.open(mention)

    def link_as_last(self) -> None:
        """Link the selected mark, or mark and link the selected text, as was linked last."""
        entity = self._last_linked
        if entity is None:
            self.noted.emit(self.tr("Nothing has been linked yet in this session."))
        elif (mention := self._workbench.selected) is not None:
            self._decisions.link(mention, entity)
            self._workbench.show_entity(entity)
        elif self._workbench.document is not None and self._view.selection is not None:
            self._mark_and_link(self._workbench.document, self._view.selection, entity)

    def mark_nil(self) -> None:
        """Say that what the selected mark names is not in the base."""
        mention = self._workbench.selected
        if mention is not None:
            self._decisions.mark_nil(mention)

    def unlink(self) -> None:
        """Take the selected mark's link away."""
        mention = self._workbench.selected
        if mention is not None:
            self._decisions.unlink(mention)

    def _mark_and_link(self, document: Document, selection: Span, entity: EntityId) -> None:
        """Mark and link in one act, with the entity's type as the label."""
        found = self._workbench.names.get(entity)
        label = self._workbench.labels.get(found.type) if found else None
        if label is None or not label.links:
            self.noted.emit(self.tr("Mark the text first: there is no label for entities of this type."))
            return
        try:
            hit = NewHit(document.id, span_to_mark(document.text, selection))
        except UserError as error:
            self.refused.emit(error)
            return
        self._made = hit.id
        self._workbench.bridge.submit(LinkMany(entity, label.name, unmarked=(hit,)))
        self._workbench.show_entity(entity)

    # Alike

    def find_alike(self, scope: Scope) -> None:
        """Look for what reads like the selected mark, here or everywhere; ``alike_found`` follows."""
        mention = self._workbench.selected
        if mention is None or mention.link is None or mention.link.entity is None:
            self.noted.emit(self.tr("Link one mention first, then all that read like it can follow."))
            return
        if self._searching is not None:
            self._searching.cancel()
            self._searching.disconnect(self)
        self._search = _Search(self._workbench.reader, mention, mention.link.entity, scope)
        self._searching = Job(self._search)
        self._searching.finished.connect(self._on_found)
        self._searching.failed.connect(self.refused)
        self._workbench.bridge.run(self._searching)

    def link_alike(self, alike: Alike, hits: Sequence[Hit]) -> None:
        """Link these hits like the mention they read like: one act."""
        if not hits:
            return
        self._workbench.bridge.submit(
            LinkMany(
                alike.entity,
                alike.mention.label,
                existing=tuple(hit.mention for hit in hits if hit.mention is not None),
                unmarked=tuple(NewHit(hit.document, hit.span) for hit in hits if hit.mention is None),
            )
        )

    def _on_found(self, hits: Sequence[Hit]) -> None:
        search, self._search = self._search, None
        if search is None:
            return
        if hits:
            name = self._workbench.names.name(search.entity)
            self.alike_found.emit(Alike(search.mention, search.entity, name, search.scope, hits))
        elif search.scope is Scope.DOCUMENT:
            self.noted.emit(self.tr("Nothing else in this article reads like it."))
        else:
            self.noted.emit(self.tr("Nothing else in the workspace reads like it."))

    # What comes back

    def _on_linked(self, entity: EntityId) -> None:
        self._last_linked = entity

    def _on_mark_activated(self, mention: MentionId) -> None:
        self._workbench.select_mention(mention)
        self.open_linker()

    def _on_committed(self, changes: Changes) -> None:
        """Select what was just marked; the workbench, which hears of every act first, knows it by now."""
        if self._made is not None and self._made in changes.mentions:
            made, self._made = self._made, None
            self._workbench.select_mention(made)

    def _on_failed(self) -> None:
        self._made = None


@dataclass(frozen=True, slots=True)
class _Search:
    """The work of looking for what reads alike, beside the window."""

    reader: Reader
    mention: Mention
    entity: EntityId
    scope: Scope

    def __call__(self, _progress: Progress) -> Sequence[Hit]:
        return find_identical(self.reader, self.mention, self.scope)
