"""Random acts, undone, done again and met again after reopening, against a plain model."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.core.document import Document, DocumentState
from annotator.core.entity import Entity
from annotator.core.history import Changes
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import UnitOfWork, Workspace
from db.workspace import create_workspace, open_workspace
from tests.db.making import NOA, TEXT, Dump, alias, do, document, dump, entity

DOCUMENTS = st.sampled_from(["a", "b", "c"])
ENTITIES = st.sampled_from(["x", "y"])
LABELS = st.sampled_from([label.id for label in DEFAULT_LABELS])
LINKS = st.none() | st.just(Link(None)) | ENTITIES.map(EntityId).map(Link)
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)).map(
    lambda drawn: Span(drawn[0], min(sum(drawn), len(TEXT)))
)


@dataclass(frozen=True)
class State:
    """What is in a workspace, as plainly as can be. Mentions have the id of their label where they have its name."""

    documents: dict[str, Document] = field(default_factory=dict)
    mentions: dict[str, Mention] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    label_names: dict[str, str] = field(default_factory=lambda: {label.id: label.name for label in DEFAULT_LABELS})

    def read(self) -> tuple[dict[str, Document], dict[str, Mention], dict[str, Entity], dict[str, str]]:
        named = {key: replace(made, label=self.label_names[made.label]) for key, made in self.mentions.items()}
        return self.documents, named, self.entities, self.label_names


class Undoing(RuleBasedStateMachine):
    """Does to a workspace and to a stack of states the same things."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.workspace: Workspace = create_workspace(self.folder / "test.annotator")
        self.past: list[tuple[State, Dump]] = []
        self.now, self.rows = State(), self.dump()
        self.future: list[tuple[State, Dump]] = []
        self.ids = count()

    def dump(self) -> Dump:
        """Return the rows on disk, counts included, but for those who took part: the history speaks of them."""
        rows = dump(self.folder / "test.annotator", {"history", "alembic_version"})
        return {key: row for key, row in rows.items() if key[0] != "annotators"}

    def step(self, work: object, after: State) -> Changes:
        assert callable(work)
        changes = do(self.workspace, work)
        rows = self.dump()
        if rows != self.rows:
            self.past.append((self.now, self.rows))
            self.future.clear()
        self.now, self.rows = after, rows
        return changes

    @initialize()
    def begin(self) -> None:
        self.step(lambda work: work.documents.add(document("a")), State({"a": document("a")}))

    @rule(name=DOCUMENTS, state=st.sampled_from(DocumentState), span=SPANS, label=LABELS)
    def add_or_change_document(self, name: str, state: DocumentState, span: Span, label: str) -> None:
        if name in self.now.documents:
            made = replace(self.now.documents[name], state=state)
            same = made == self.now.documents[name]
            after = replace(self.now, documents={**self.now.documents, name: made})
            changes = self.step(lambda work: work.documents.replace(made), after)
            assert changes.documents == (set() if same else {name})
            return
        made = document(name, state=state)
        inside = self.mention(name, span, label)
        after = replace(
            self.now,
            documents={**self.now.documents, name: made},
            mentions={**self.now.mentions, inside.id: replace(inside, label=label)},
        )
        changes = self.step(lambda work: work.documents.add(made, [inside]), after)
        assert (changes.documents, changes.mentioned) == (frozenset({name}), frozenset({name}))

    @precondition(lambda self: self.now.documents)
    @rule(data=st.data())
    def remove_document(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.now.documents)))
        kept = {key: made for key, made in self.now.mentions.items() if made.document != name}
        rest = {key: made for key, made in self.now.documents.items() if key != name}
        changes = self.step(
            lambda work: work.documents.remove(DocumentId(name)), replace(self.now, documents=rest, mentions=kept)
        )
        assert changes.documents == {name}

    @precondition(lambda self: self.now.documents)
    @rule(data=st.data(), span=SPANS, label=LABELS, link=LINKS, status=st.sampled_from(MentionStatus))
    def add_or_change_mention(
        self, data: st.DataObject, span: Span, label: str, link: Link | None, status: MentionStatus
    ) -> None:
        known = data.draw(st.none() | st.sampled_from(sorted(self.now.mentions)) if self.now.mentions else st.none())
        place = self.now.mentions[known].document if known else data.draw(st.sampled_from(sorted(self.now.documents)))
        there = link if link is None or link.entity is None or link.entity in self.now.entities else None
        made = replace(self.mention(place, span, label), link=there, status=status)
        if known:
            made = replace(made, id=MentionId(known))
        same = known is not None and replace(made, label=label) == self.now.mentions[known]
        after = replace(self.now, mentions={**self.now.mentions, made.id: replace(made, label=label)})
        changes = self.step(
            (lambda work: work.mentions.replace(made)) if known else (lambda work: work.mentions.add(made)), after
        )
        assert changes.mentions == (frozenset() if same else {made.id})
        assert changes.mentioned == (frozenset() if same else {place})

    @precondition(lambda self: self.now.mentions)
    @rule(data=st.data())
    def remove_mention(self, data: st.DataObject) -> None:
        known = data.draw(st.sampled_from(sorted(self.now.mentions)))
        rest = {key: made for key, made in self.now.mentions.items() if key != known}
        changes = self.step(lambda work: work.mentions.remove(MentionId(known)), replace(self.now, mentions=rest))
        assert changes.mentions == {known}

    @rule(name=ENTITIES, word=st.sampled_from(["רבאט", "Rabat", "الرباط"]))
    def add_or_change_entity(self, name: str, word: str) -> None:
        known = self.now.entities.get(name)
        if known is None:
            made = entity(name, alias(word))
        else:
            made = replace(known, descriptions={"en": word}, aliases=(*known.aliases[-1:], alias(word, position=5)))
            made = replace(made, aliases=tuple(replace(each, position=i) for i, each in enumerate(made.aliases)))
        after = replace(self.now, entities={**self.now.entities, name: made})
        changes = self.step(lambda work: work.entities.replace(made) if known else work.entities.add(made), after)
        assert changes.entities == {name}

    @rule(name=ENTITIES)
    def remove_entity(self, name: str) -> None:
        used = {made.link.entity for made in self.now.mentions.values() if made.link}
        if name in self.now.entities and name not in used:
            rest = {key: made for key, made in self.now.entities.items() if key != name}
            self.step(lambda work: work.entities.remove(EntityId(name)), replace(self.now, entities=rest))

    @rule(label=LABELS, number=st.integers(0, 3), is_date=st.booleans())
    def rename_label(self, label: str, number: int, *, is_date: bool) -> None:
        (known,) = [each for each in self.workspace.reader.labels() if each.id == label]
        name = f"{label.upper()}{number}"
        after = replace(self.now, label_names={**self.now.label_names, label: name})
        changed = replace(known, name=name, is_date=is_date)
        changes = self.step(lambda work: work.labels.replace(changed), after)
        assert changes.labels == (changed != known)

    @rule(span=SPANS)
    def fail(self, span: Span) -> None:
        class StopError(Exception):
            pass

        def work(unit: UnitOfWork) -> None:
            unit.documents.add(document("never"), [self.mention("never", span, "label/person")])
            raise StopError

        try:
            do(self.workspace, work)
        except StopError:
            return
        raise AssertionError("it did not fail")

    @rule()
    def undo(self) -> None:
        changes = self.workspace.undo(NOA.id)
        assert (changes is None) == (not self.past)
        if changes is not None:
            self.future.append((self.now, self.rows))
            self.now, self.rows = self.past.pop()

    @rule()
    def redo(self) -> None:
        changes = self.workspace.redo(NOA.id)
        assert (changes is None) == (not self.future)
        if changes is not None:
            self.past.append((self.now, self.rows))
            self.now, self.rows = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = open_workspace(self.folder / "test.annotator")

    @invariant()
    def it_is_as_the_model_has_it(self) -> None:
        reader = self.workspace.reader
        documents = {row.id: reader.document(row.id) for row in reader.documents()}
        mentions = {made.id: made for name in documents for made in reader.mentions(name)}
        entities = reader.entities()
        names = {label.id: label.name for label in reader.labels()}
        assert (documents, mentions, entities, names) == self.now.read()
        assert self.dump() == self.rows

    def teardown(self) -> None:
        try:
            while self.past:
                self.undo()
                assert self.dump() == self.rows
            assert self.now == State()
            assert self.workspace.undo(NOA.id) is None
        finally:
            self.workspace.close()
            shutil.rmtree(self.folder)

    def mention(self, place: str, span: Span, label: str) -> Mention:
        surface = span.surface(TEXT)
        name = self.now.label_names[label]
        identifier = MentionId(f"mention {next(self.ids)}")
        return Mention(identifier, DocumentId(place), span, name, NOA.id, surface)


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=20, stateful_step_count=16, deadline=None)
