"""Reviewing suggestions in the article: one after the other, each accepted, changed or rejected by a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.app.commands.suggested_entity import AcceptAllAsNewEntities, things_named
from annotator.app.commands.suggestions import AcceptSuggestions, RejectSuggestions
from annotator.app.naming import free_entity_id
from annotator.core.history import ActState, Changes
from annotator.core.ids import MentionId
from annotator.core.mention import Mention
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import Place
from annotator.ui.decisions import Decisions, is_suggestion
from annotator.ui.document.view import DocumentView
from annotator.ui.key_router import KeyRouter
from annotator.ui.models.alike import alike
from annotator.ui.review.walk import next_after, next_from, previous_before
from annotator.ui.shown_mentions import text_order
from annotator.ui.wording import counted, isolated
from annotator.ui.workbench import Workbench

_ON_ONE: tuple[str, ...] = (
    "review.accept", "review.accept_new", "review.accept_all_new", "review.change", "review.reject",
    "review.accept_all", "review.next", "review.previous", "review.leave",
)  # fmt: skip


class ReviewController(QObject):
    """While a suggestion is selected, the article's keys are those of the review.

    Args:
        workbench: The open workspace.
        view: The article.
        decisions: Sends what makes a new entity, and tells of what was decided elsewhere, as in the linker.
        actions: The window's actions; those on one suggestion are available while there is one.
        router: Brings keys to them.
        parent: The parent object.

    Signals:
        noted: A sentence for the user to know.
        change_requested: The linker is wanted on the suggestion that is selected.
        turned: Another suggestion is reviewed, or (None) none.
    """

    noted = Signal(str)
    change_requested = Signal()
    turned = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        view: DocumentView,
        decisions: Decisions,
        *,
        actions: ActionSet,
        router: KeyRouter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._view = view
        self._decisions = decisions
        self._actions = actions
        self._router = router
        self._current: Mention | None = None
        self._decided: set[MentionId] = set()
        self._returning: frozenset[MentionId] = frozenset()
        workbench.mention_selected.connect(self._on_selected)
        workbench.mentions_changed.connect(self._on_mentions_changed)
        workbench.document_changed.connect(self._on_document_changed)
        workbench.bridge.committed.connect(self._on_committed)
        workbench.bridge.failed.connect(self._on_failed)
        decisions.suggestion_decided.connect(self._on_decided)
        self._turn_to(None)

    @property
    def slots(self) -> Mapping[str, Callable[[], None]]:
        """What each action does, by the action's id."""
        return {
            "review.accept": self.accept,
            "review.accept_new": self.accept_as_new,
            "review.accept_all_new": self.accept_all_as_new,
            "review.change": self.change_requested.emit,
            "review.reject": self.reject,
            "review.accept_all": self.accept_all,
            "review.next": self.go_to_next,
            "review.previous": self.go_to_previous,
            "review.leave": self.leave,
            "review.start": self.start,
            "review.start_back": self.go_to_previous,
        }

    @property
    def current(self) -> Mention | None:
        """The suggestion that is reviewed."""
        return self._current

    def of_entity(self, mention: Mention) -> list[Mention]:
        """Return all suggestions in the article that go with one of them, those decided a moment ago left out."""
        return alike(mention, self._open())

    def start(self) -> None:
        """Go to the next suggestion from where the caret is."""
        if self._current is not None:
            self.go_to_next()
            return
        found = next_from(self._view.caret, self._open())
        if found is None:
            self.noted.emit(self._nothing_left())
        self._go_to(found)

    def go_to_next(self) -> None:
        """Go to the next suggestion; after the last, to the first."""
        self._go_to(next_after(self._current, self._open()) or self._current)

    def go_to_previous(self) -> None:
        """Go to the suggestion before; before the first, to the last."""
        found = previous_before(self._current, self._open()) or self._current
        if found is None:
            self.noted.emit(self._nothing_left())
        self._go_to(found)

    def accept(self) -> None:
        """Stand behind the suggestion, and go on; a date of which nobody knows what it means is asked about first."""
        mention = self._current
        if mention is not None and self._lacks_value(mention):
            sentence = self.tr("{name} has no value yet. Say what it means, or accept it without one.")
            self.noted.emit(sentence.format(name=isolated(mention.surface)))
            self.change_requested.emit()
        elif mention is not None:
            self.accept_many((mention,))

    def accept_all(self) -> None:
        """Stand behind all suggestions of the same entity, and go on: one act, one undo."""
        if self._current is not None:
            self.accept_many(self.of_entity(self._current))

    def accept_many(self, mentions: Sequence[Mention]) -> None:
        """Stand behind several suggestions in one act."""
        if mentions:
            self._workbench.bridge.submit(AcceptSuggestions(tuple(mentions)))
            self._go_on({mention.id for mention in mentions})
            if without := sum(map(self._lacks_value, mentions)):
                dates = counted(self.tr("%n date(s)", "", without), without)
                self.noted.emit(
                    self.tr("Accepted without a value: {dates}. The timeline lists them.").format(dates=dates)
                )

    def _lacks_value(self, mention: Mention) -> bool:
        label = self._workbench.labels.get(mention.label)
        return label is not None and label.is_date and mention.date is None

    def accept_as_new(self) -> None:
        """Stand behind the suggestion as the first mention of a new entity that is named as it reads, and go on."""
        mention = self._current
        label = self._workbench.labels.get(mention.label) if mention is not None else None
        if mention is None or label is None:
            return
        if not label.links:
            self.noted.emit(self.tr("Mentions with this label do not link to entities."))
            return
        entity = free_entity_id(self._workbench.reader, mention.label, mention.surface)
        self._decisions.link_to_new(mention, entity)

    def accept_all_as_new(self) -> None:
        """Stand behind all suggestions of names that nobody knows as new entities, and go on: one act, one undo."""
        unknown = [mention for mention in self._open() if mention.link is None and self._links(mention)]
        if unknown:
            things = things_named(self._workbench.reader, unknown)
            self._workbench.bridge.submit(AcceptAllAsNewEntities(things))
            self._go_on({mention.id for mention in unknown})
        else:
            self.noted.emit(self.tr("No suggestion in this article is an unknown name."))

    def _links(self, mention: Mention) -> bool:
        label = self._workbench.labels.get(mention.label)
        return label is not None and label.links

    def reject(self) -> None:
        """Turn the suggestion down, and go on."""
        if self._current is not None:
            self.reject_many((self._current,))

    def reject_many(self, mentions: Sequence[Mention]) -> None:
        """Turn several suggestions down in one act."""
        if mentions:
            self._workbench.bridge.submit(RejectSuggestions(tuple(mentions)))
            self._go_on({mention.id for mention in mentions})

    def leave(self) -> None:
        """Select nothing: the keys are the article's again."""
        self._workbench.select_mention(None)
        self._view.setFocus()

    def _open(self) -> list[Mention]:
        """Return the suggestions that wait for a decision, in text order."""
        waiting = [m for m in self._workbench.suggested.values() if m.id not in self._decided]
        return sorted(waiting, key=text_order)

    def _go_to(self, mention: Mention | None) -> None:
        if mention is not None:
            self._workbench.select_mention(mention.id)
            self._view.setFocus()

    def _go_on(self, decided: set[MentionId]) -> None:
        """Go to the next suggestion that is not decided; leave when there is none."""
        was_reviewing = self._current is not None
        self._decided |= decided
        if not was_reviewing or (self._current is not None and self._current.id not in decided):
            return
        following = next_after(self._current, self._open())
        if following is None:
            self._workbench.select_mention(None)
            self.noted.emit(self._nothing_left())
        else:
            self._workbench.select_mention(following.id)

    def _nothing_left(self) -> str:
        if not self._workbench.proposals.are_wanted:
            return self.tr("Suggestions are switched off.")
        return self.tr("There is nothing to review in this article now.")

    def _turn_to(self, mention: Mention | None) -> None:
        self._current = mention
        self._router.name_place(self._view, Place.ARTICLE if mention is None else Place.REVIEW)
        self._actions.enable(_ON_ONE, when=mention is not None)
        self.turned.emit(mention)

    # What happens elsewhere

    def _on_selected(self) -> None:
        selected = self._workbench.selected
        reviewed = selected if selected is not None and is_suggestion(selected) else None
        lost = self._current
        if reviewed is None and lost is not None and self._has_vanished(lost):
            self._go_on_from(lost)
            return
        self._turn_to(reviewed)

    def _has_vanished(self, mention: Mention) -> bool:
        """Tell whether a suggestion is shown no longer, and nobody decided about it."""
        document = self._workbench.document
        is_here = document is not None and document.id == mention.document
        return is_here and mention.id not in self._decided and self._workbench.mention(mention.id) is None

    def _go_on_from(self, lost: Mention) -> None:
        """Go to what is proposed in the place of a suggestion that went by itself, or to what comes after it."""
        suggestions = self._open()
        here = next((m for m in suggestions if m.span.start < lost.span.end and lost.span.start < m.span.end), None)
        self._turn_to(None)
        self._go_to(here or next_after(lost, suggestions))

    def _on_mentions_changed(self) -> None:
        """Follow changes of the suggestion itself and of how many go with it, and come back to one that was undone."""
        suggested = self._workbench.suggested
        self._decided = {mention for mention in self._decided if mention in suggested}
        returned = next((m for m in self._open() if m.id in self._returning), None) if self._returning else None
        if returned is not None:
            self._returning = frozenset()
            self._go_to(returned)
            return
        selected = self._workbench.selected
        if self._current is not None and selected is not None and is_suggestion(selected):
            self._turn_to(selected)

    def _on_document_changed(self) -> None:
        self._decided.clear()
        self._on_selected()

    def _on_decided(self, mention: Mention) -> None:
        self._go_on({mention.id})

    def _on_committed(self, changes: Changes) -> None:
        """What was taken back waits again; the article goes back to it when it is there."""
        if changes.act.state is not ActState.DONE:
            self._decided.clear()
            if changes.act.name.startswith("suggestion."):
                self._returning = changes.mentions

    def _on_failed(self) -> None:
        self._decided.clear()
