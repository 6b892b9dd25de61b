"""How many keys and clicks it takes to annotate and link articles from an empty workspace, one after the other.

Once nothing but the articles is there; once the workspace is as empty, but beside it lies the reference base of
countries and cities that the program makes when it is installed.

A simulated annotator knows the gold and works as the window lets people work. One action is a key (with or without
modifiers), a click, a double click, or a drag:

* going to the next article: Ctrl+PgDn;
* reviewing: F7 goes to the first suggestion, a click to any; Enter accepts one, A all of the same entity, N one as a
  new entity, X turns one down, and each goes on to the next; Ctrl+Shift+Enter accepts all that are all but certain,
  Shift+N all unknown names as new entities; C asks what one names, and Enter, a digit, 0 (not in the base), or the
  letters of a search and Enter answer. Where one of the two for many would be wrong about some, these are clicked and
  decided first, if that takes less;
* marking by hand: a double click or a drag selects, a digit labels and asks what it names, which Enter, a digit, or
  Ctrl+Enter answers; Shift and the digit mark a name that nobody knows as a new entity; a known entity that is not
  among the nine offered is searched for, letter by letter;
* a date by hand: select, digit, then Enter when the value offered is right, else its letters and Enter.

Suggestions are found anew after each act, as in the window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Final

from annotator.app.candidates import candidates_for, candidates_for_name
from annotator.app.commands.base import Command
from annotator.app.commands.links import LinkMention, LinkToNewEntity, MarkNil
from annotator.app.commands.marked_entity import MarkAsNewEntity
from annotator.app.commands.mentions import CreateMention, SetDateValue
from annotator.app.commands.suggested_entity import AcceptAllAsNewEntities, AcceptAsNewEntity, things_named
from annotator.app.commands.suggestions import AcceptSuggestions, RejectSuggestions
from annotator.app.lending import Lender, LendingReader, looked_at, with_reference
from annotator.app.naming import free_entity_id
from annotator.app.reference import Reference, known_entity, reference, use_reference
from annotator.app.reference_base import ReferenceShelf
from annotator.app.reference_places import places
from annotator.app.session import Session
from annotator.app.shelving import NameShelves
from annotator.app.suggesting import Suggesting
from annotator.core.datevalue import DateValue
from annotator.core.document import Document
from annotator.core.ids import EntityId, MentionId
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import Reader, UnitOfWork, Workspace
from annotator.lang.clitics import surface_forms
from annotator.lang.dates import date_at
from db.workspace import SqliteWorkspaces
from tests.bench.figures import Figure, at_most
from tests.bench.gold_articles import GoldArticle, GoldMention, GoldSet, gold_sets

GOAL: Final = 1.3
MOST_OFFERED: Final = 9
ALL_BUT_CERTAIN: Final = 0.9  # what the window calls so
DATE: Final = "DATE"


def run(folder: Path) -> Iterator[Figure]:
    """Annotate each set from an empty workspace, without the reference base and with it."""
    workspaces = SqliteWorkspaces()
    shelf = ReferenceShelf(workspaces, places, folder=folder / "reference")
    bases = {"nothing": Reference(), "the reference base": Reference(lambda: shelf.open() or shelf.make())}
    for gold in gold_sets():
        for base, known in bases.items():
            location = folder / f"annotator-{gold.name}-{base.replace(' ', '-')}.annotator"
            location.unlink(missing_ok=True)
            before = use_reference(known)
            with closing(workspaces.create(str(location))) as workspace:
                hand = Hand(workspace, gold)
                for article in gold.articles:
                    hand.annotate(article)
                work = f"annotating {gold.name} from {base}"
                yield Figure(f"{work}, linked mentions", hand.linked, "")
                for kind, count in sorted(hand.actions.items()):
                    yield Figure(f"{work}, {kind}", count, "actions")
                each = hand.actions.total() / hand.linked
                yield at_most(f"{work}, all actions, dates too, per linked mention", each, "actions", GOAL)
            use_reference(before)
    for known in bases.values():
        known.close()


@dataclass(frozen=True, slots=True)
class Bring:
    """Brings an article into the workspace, as an import does."""

    document: Document
    name: ClassVar[str] = "document.import"

    def describe(self, reader: Reader) -> Mapping[str, str | int]:
        """Name it."""
        del reader
        return {"name": self.document.name}

    def apply(self, work: UnitOfWork) -> None:
        """Add it."""
        work.documents.add(self.document)


class Hand:
    """Somebody who knows what is right, and counts what it takes to say so."""

    def __init__(self, workspace: Workspace, gold: GoldSet) -> None:
        self.actions = Counter[str]()
        self.linked = 0
        self._session = Session.open(workspace, "Noa")
        self._reader = workspace.reader
        self._names = {entity.id: {alias.key for alias in entity.aliases} for entity in gold.entities}
        self._made: dict[str, EntityId] = {}
        self._suggesting = Suggesting(self._reader)
        self._lender = Lender(reference().opened())
        shelves = NameShelves(self._reader, workspace.location, self._lender)
        self._index = shelves.index()
        shelves.heard(self._index.shelves, self._index.in_memory).give_to(self._index)
        self._article: GoldArticle | None = None

    def annotate(self, article: GoldArticle) -> None:
        """Mark and link everything that the gold has in an article."""
        if self._article is not None:
            self.actions["going to the next article"] += 1
        self._article = article
        self._do(Bring(article.document))
        self._review()
        for gold in article.mentions:
            if not self._is_marked(gold) and not any(self._is_right(each, gold) for each in self._suggestions()):
                self._mark(gold)
        self._review()
        marked = self._reader.mentions(article.document.id)
        missing = [gold for gold in article.mentions if not self._is_marked(gold)]
        if missing or len([each for each in marked if each.status is MentionStatus.ACCEPTED]) != len(article.mentions):
            raise AssertionError(f"{article.document.name} is not annotated as its gold is: {missing}")
        self.linked += sum(bool(gold.entity) for gold in article.mentions)

    def _review(self) -> None:
        """Decide about suggestions until there are none."""
        waiting = self._suggestions()
        self.actions["reviewing: to the first"] += bool(waiting)
        while waiting:
            self._decide(waiting)
            waiting = self._suggestions()

    def _decide(self, waiting: Sequence[Mention]) -> None:
        """Decide about the suggestions that one key is for."""
        certain = [each for each in waiting if (each.score or 0.0) >= ALL_BUT_CERTAIN]
        unknown = [each for each in waiting if each.link is None and each.label != DATE]
        new = self._are_new(unknown)
        if (wrong := _worth_deciding_first(certain, [self._gold_of(each) is not None for each in certain])) is not None:
            self._decide_all(certain, wrong, "reviewing: accept all that are certain", self._accept)
        elif (wrong := _worth_deciding_first(unknown, new)) is not None:
            self._decide_all(unknown, wrong, "reviewing: accept all unknown names", self._accept_all_as_new)
        else:
            self._decide_one(waiting[0], waiting)

    def _decide_all(
        self, many: Sequence[Mention], wrong: Sequence[Mention], key: str, accept: Callable[[Sequence[Mention]], None]
    ) -> None:
        """Accept many with one key or, as long as that would be wrong about some, decide about the first of these."""
        if wrong:
            self.actions["reviewing: click on an exception"] += 1
            self._decide_one(wrong[0], wrong[:1])
        else:
            self.actions[key] += 1
            accept(many)

    def _decide_one(self, current: Mention, waiting: Sequence[Mention]) -> None:
        alike = [each for each in waiting if _group(each) == _group(current)]
        gold = self._place_of(current)
        if len(alike) > 1 and all(map(self._gold_of, alike)):
            self.actions["reviewing: accept all of an entity"] += 1
            self._accept(alike)
        elif self._gold_of(current):
            self.actions["reviewing: accept one"] += 1
            self._accept([current])
        elif gold is None or gold.label == DATE:
            self.actions["reviewing: turn down"] += 1
            self._do(RejectSuggestions((current,)))
        elif not gold.entity:
            self.actions["reviewing: not in the base"] += 2
            self._do(AcceptSuggestions((replace(current, link=Link(None)),)))
        else:
            self._name(current, gold)

    def _name(self, mention: Mention, gold: GoldMention) -> None:
        """Say what a suggestion names whose place and label are right."""
        known = self._made.get(gold.entity)
        if known is None:
            self.actions["reviewing: accept as a new entity"] += 1
            made = free_entity_id(self._reader, mention.label, mention.surface)
            self._made[gold.entity] = made
            self._do(AcceptAsNewEntity(replace(mention, link=None), mention.label, made))
            return
        offered = candidates_for_name(
            self._index, self._reader, mention.surface, self._open_document().language, label=mention.label
        )
        is_offered = any(each.entity == known for each in offered[:MOST_OFFERED])
        self.actions["reviewing: say what it names"] += 2 if is_offered else 2 + self._letters(known)
        self._do(AcceptSuggestions((replace(mention, link=Link(known)),)))

    def _are_new(self, mentions: Sequence[Mention]) -> list[bool]:
        """Tell of each unknown name whether it would be right that it becomes a new entity with all others."""
        things = things_named(self._reader, mentions)
        named = [{each.entity if each else "" for each in map(self._place_of, thing.mentions)} for thing in things]
        counts = Counter(next(iter(names)) for names in named if len(names) == 1)
        right: dict[MentionId, bool] = {}
        for thing, names in zip(things, named, strict=True):
            entity = next(iter(names)) if len(names) == 1 else ""
            is_new = bool(entity) and entity not in self._made and counts[entity] == 1
            right |= {mention.id: is_new for mention in thing.mentions}
        return [right[mention.id] for mention in mentions]

    def _accept_all_as_new(self, mentions: Sequence[Mention]) -> None:
        things = things_named(self._reader, mentions)
        for thing in things:
            gold = self._place_of(thing.mentions[0])
            if gold is not None:
                self._made[gold.entity] = thing.entity
        self._do(AcceptAllAsNewEntities(things))

    def _accept(self, mentions: Sequence[Mention]) -> None:
        for mention in mentions:
            gold = self._gold_of(mention)
            if gold is not None and gold.entity and mention.link is not None and mention.link.entity is not None:
                self._made.setdefault(gold.entity, mention.link.entity)
        self._do(AcceptSuggestions(tuple(mentions)))

    def _mark(self, gold: GoldMention) -> None:
        """Select, label, and answer what it names or means."""
        document = self._open_document()
        forms = surface_forms(document.text, gold.span, document.language)
        if gold.entity and gold.entity not in self._made and not any(map(self._index.is_known_name, forms)):
            self.actions["by hand: select and mark as a new entity"] += 2
            self._made[gold.entity] = free_entity_id(self._reader, gold.label, gold.span.surface(document.text))
            self._do(MarkAsNewEntity(document.id, gold.span, gold.label, self._made[gold.entity]))
            return
        command = CreateMention(document.id, gold.span, gold.label)
        self.actions["by hand: select and label"] += 2
        self._do(command)
        if gold.label == DATE:
            read = date_at(document.text, gold.span, document.language, document.date)
            offered = read.best.as_value() if read is not None and read.best is not None else None
            is_offered = offered is not None and offered.value == gold.value
            self.actions["by hand: date"] += 1 if is_offered else 1 + len(gold.value)
            self._do(SetDateValue(command.id, offered if is_offered else DateValue(gold.value)))
        elif not gold.entity:
            self.actions["by hand: not in the base"] += 1
            self._do(MarkNil(command.id))
        else:
            self._link(self._reader.mention(command.id), gold)

    def _link(self, mention: Mention, gold: GoldMention) -> None:
        base = reference().base
        offered = candidates_for(self._index, self._reader, mention, looked_at(MOST_OFFERED, base))
        offered = with_reference(offered, base, (), MOST_OFFERED)
        known = next((each.entity for each in offered if self._is_entity(each.entity, gold.entity)), None)
        if known is not None:
            self.actions["by hand: choose an entity"] += 1
        elif (known := self._made.get(gold.entity)) is not None:
            self.actions["by hand: search for an entity"] += self._letters(known) + 1
        if known is not None:
            self._made.setdefault(gold.entity, known)
            self._do(LinkMention(mention.id, known))
        else:
            self.actions["by hand: new entity"] += 1
            made = free_entity_id(self._reader, mention.label, mention.surface)
            self._made[gold.entity] = made
            self._do(LinkToNewEntity(mention.id, mention.label, made))

    def _letters(self, entity: EntityId) -> int:
        """Return how many letters of its name find an entity."""
        name = known_entity(self._reader, entity).display_name(())
        for count in range(1, len(name)):
            found = self._index.search(name[:count], MOST_OFFERED)
            if any(each.entity == entity for each in found):
                return count
        return len(name)

    def _do(self, command: Command) -> None:
        changes = self._session.execute(command)
        self._suggesting.follow(changes.entities)
        self._suggesting.follow_decisions(changes.mentioned)
        if changes.entities:
            for entity in LendingReader(self._reader, self._lender).entities(changes.entities).values():
                self._index.update(entity)
            self._lender.hide_claimed(self._index.shelves)

    def _suggestions(self) -> list[Mention]:
        return [each.as_mention(self._session.annotator) for each in self._suggesting.find(self._open_document().id)]

    def _gold_of(self, mention: Mention) -> GoldMention | None:
        """Return the gold mention that a suggestion is just right for."""
        return next((gold for gold in self._gold() if self._is_right(mention, gold)), None)

    def _place_of(self, mention: Mention) -> GoldMention | None:
        """Return the gold mention of a suggestion's place and label."""
        return next((each for each in self._gold() if (each.span, each.label) == (mention.span, mention.label)), None)

    def _is_right(self, mention: Mention, gold: GoldMention) -> bool:
        if (mention.span, mention.label) != (gold.span, gold.label):
            return False
        if gold.label == DATE:
            return mention.date is not None and mention.date.value == gold.value
        entity = mention.link.entity if mention.link else None
        return entity is not None and bool(gold.entity) and self._is_entity(entity, gold.entity)

    def _is_entity(self, entity: EntityId, gold: str) -> bool:
        """Tell whether an entity of the workspace is the one that the gold means."""
        if gold in self._made:
            return self._made[gold] == entity
        if entity in self._made.values():
            return False
        names = self._names[EntityId(gold)]
        return any(alias.key in names for alias in known_entity(self._reader, entity).aliases)

    def _is_marked(self, gold: GoldMention) -> bool:
        document = self._open_document().id
        return any(
            (each.span, each.label) == (gold.span, gold.label) and each.status is MentionStatus.ACCEPTED
            for each in self._reader.mentions(document)
        )

    def _gold(self) -> Sequence[GoldMention]:
        return self._article.mentions if self._article is not None else ()

    def _open_document(self) -> Document:
        if self._article is None:
            raise AssertionError("no article is open")
        return self._article.document


def _worth_deciding_first(many: Sequence[Mention], are_right: Sequence[bool]) -> list[Mention] | None:
    """Return which of many are to be decided first so that one key is right for the rest, None if it saves nothing."""
    wrong = [mention for mention, is_right in zip(many, are_right, strict=True) if not is_right]
    return wrong if len(many) - len(wrong) > 1 + len(wrong) else None


def _group(mention: Mention) -> tuple[str, object]:
    """Return what the window takes together: the same entity, or the same date, or the same words."""
    if mention.link is not None and mention.link.entity is not None:
        return "", mention.link.entity
    return mention.label, mention.date.value if mention.date else mention.surface
