"""Random acts of two people, undone, redone and reopened in any order, against a plain model.

The model knows nothing of logs or steps: it remembers which rows each act changed, as images of the file before and
after. An act can be taken back if and only if every row that it changed is as it left it, and what comes out is sound.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from annotator.core.annotators import Annotator
from annotator.core.document import DocumentState
from annotator.core.errors import ConflictError, UserError
from annotator.core.history import Changes
from annotator.core.ids import DocumentId, EntityId, LabelId, MentionId
from annotator.core.labels import Label, LabelColours, LinePattern
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.ports import UnitOfWork, Workspace
from annotator.core.records import MentionRecord
from db.workspace import create_workspace, open_workspace
from tests.db.making import DERIVED, NOA, OMER, Dump, Row, act, alias, do, document, dump, entity, in_turn, mention

PEOPLE = (NOA, OMER)
SURFACES = ("בני", "גנץ", "רבאט", "מרוקו", "לודיי")
LABELS = ("PERSON", "PLACE", "DATE")
FEW = 3
Key = tuple[str, str]
Change = dict[Key, tuple[Row | None, Row | None]]

REFERENCES = (
    ("texts", "document_id", "documents"),
    ("mentions", "document_id", "documents"),
    ("mentions", "label_id", "labels"),
    ("links", "mention_id", "mentions"),
    ("links", "entity_id", "entities"),
    ("aliases", "entity_id", "entities"),
)


class Actor:
    """Draws what to do within an act, from what there is."""

    def __init__(self, work: UnitOfWork, data: st.DataObject, serial: Iterator[int]) -> None:
        self.work = work
        self.data = data
        self.serial = serial
        self.few = FEW

    def step(self) -> None:
        """Do one thing; what a rule of the store forbids is not done."""
        choice = self.data.draw(st.sampled_from([name for name in dir(self) if name.startswith("do_")]))
        with suppress(UserError):
            getattr(self, choice)()

    def change_the_first(self) -> None:
        """Change something about the first document, mention, entity or label: what others change too."""
        self.few = 1
        change = self.data.draw(st.sampled_from([self.do_change_document, self.do_link_mention, self.do_use_a_name]))
        with suppress(UserError):
            change()

    def add_a_page(self) -> None:
        page = document(f"page {next(self.serial)}")
        self.work.documents.add_many([(page, [MentionRecord(0, 3, "PERSON", id=f"{page.id}/m")])])

    def change_a_page(self) -> None:
        """Change something within the page that came last."""
        latest = next(
            page for page in count(next(self.serial), -1) if self.work.documents.exists(DocumentId(f"page {page}"))
        )
        mark = self.work.mentions.of_document(DocumentId(f"page {latest}"))[0]
        self.data.draw(
            st.sampled_from(
                [
                    partial(self.work.mentions.remove, mark.id),
                    partial(self.work.mentions.replace, replace(mark, link=Link(None))),
                    partial(self.work.mentions.replace, replace(mark, label="PLACE")),
                ]
            )
        )()

    def one_of(self, prefix: str) -> str:
        """Return one of a few ids, so that both people use the same ones."""
        return f"{prefix}{self.data.draw(st.integers(0, self.few - 1))}"

    def label(self) -> str:
        names = [label.name for label in self.work.labels.all()]
        return self.data.draw(st.sampled_from([name for name in names if not name.startswith("X")]))

    def link(self) -> Link | None:
        choices = [None, Link(None), *(Link(EntityId(f"e{number}")) for number in range(FEW))]
        return self.data.draw(st.sampled_from(choices))

    def mark(self, page: str) -> Mention:
        return mention(
            self.data.draw(st.sampled_from(SURFACES)),
            self.label(),
            inside=document(page),
            identifier=f"{page}/m{self.data.draw(st.integers(0, FEW - 1))}",
            author=self.data.draw(st.sampled_from(PEOPLE)),
            link=self.link(),
            status=self.data.draw(st.sampled_from(MentionStatus)),
        )

    def do_add_document(self) -> None:
        page = self.one_of("d")
        with self.work.attempt():
            self.work.documents.add(document(page), [self.mark(page)])

    def do_add_many_documents(self) -> None:
        every = [document(f"d{number}") for number in range(FEW)]
        pages = [page for page in every if not self.work.documents.exists(page.id)]
        record = MentionRecord(0, 3, self.label(), entity="NIL")
        self.work.documents.add_many((page, [record._replace(id=f"{page.id}/m0")]) for page in pages)

    def do_remove_document(self) -> None:
        self.work.documents.remove(DocumentId(self.one_of("d")))

    def do_change_document(self) -> None:
        page = self.work.documents.get(DocumentId(self.one_of("d")))
        self.work.documents.replace(replace(page, state=self.data.draw(st.sampled_from(DocumentState))))

    def do_add_mention(self) -> None:
        mark = self.mark(self.one_of("d"))
        if self.work.documents.exists(mark.document) and mark.id not in self.mention_ids(mark.document):
            self.work.mentions.add(mark)

    def do_replace_mention(self) -> None:
        self.work.mentions.replace(self.mark(self.one_of("d")))

    def do_link_mention(self) -> None:
        known = self.work.mentions.get(MentionId(self.one_of(f"{self.one_of('d')}/m")))
        self.work.mentions.replace(replace(known, link=self.link()))

    def do_remove_mention(self) -> None:
        self.work.mentions.remove(MentionId(self.one_of(f"{self.one_of('d')}/m")))

    def do_add_entity(self) -> None:
        self.work.entities.add(entity(self.one_of("e"), alias("שם", identifier=f"new alias {next(self.serial)}")))

    def do_replace_entity(self) -> None:
        known = self.work.entities.get(EntityId(self.one_of("e")))
        names = (*known.aliases[1:], alias("שם", identifier=f"alias {next(self.serial)}"))
        self.work.entities.replace(replace(known, aliases=names, type=self.data.draw(st.sampled_from(LABELS))))

    def do_remove_entity(self) -> None:
        self.work.entities.remove(EntityId(self.one_of("e")))

    def do_use_a_name(self) -> None:
        known = self.work.entities.get(EntityId(self.one_of("e")))
        for name in known.aliases:
            self.work.entities.replace_alias(known.id, replace(name, uses=name.uses + 1))

    def do_add_label(self) -> None:
        name = self.one_of("X")
        self.work.labels.add(
            Label(LabelId(f"label/{next(self.serial)}"), name, 9, LabelColours("#0", "#1", "#2"), LinePattern.SOLID)
        )

    def do_change_label(self) -> None:
        label = self.work.labels.all()[self.label()]
        changed = replace(label, is_date=not label.is_date, position=self.data.draw(st.integers(0, 9)))
        self.work.labels.replace(changed)

    def do_rename_label(self) -> None:
        label = self.work.labels.all().get(self.one_of("X"))
        if label is not None:
            self.work.labels.replace(replace(label, name=self.one_of("X")))

    def do_remove_label(self) -> None:
        label = self.work.labels.all().get(self.one_of("X"))
        if label is not None:
            self.work.labels.remove(label.id)

    def do_try_and_fail(self) -> None:
        with suppress(ZeroDivisionError), self.work.attempt():
            self.step()
            raise ZeroDivisionError

    def mention_ids(self, page: DocumentId) -> set[MentionId]:
        return {mark.id for mark in self.work.mentions.of_document(page)}


@dataclass
class Done:
    """What the model knows of an act."""

    author: Annotator
    change: Change
    reported: Changes
    steps: int
    stands: bool = True

    @property
    def hides_something(self) -> bool:
        """Whether it touched more than what differs in the end, as by adding something and removing it again."""
        expected = changes_of(self.change, self.reported)
        return any(
            getattr(self.reported, name) != getattr(expected, name) for name in ("documents", "mentions", "entities")
        )


def difference(before: Dump, after: Dump) -> Change:
    return {
        key: (before.get(key), after.get(key))
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }


def changes_of(change: Change, like: Changes) -> Changes:
    """Return what an act ought to report that changed these rows."""
    rows = {key: after or before for key, (before, after) in change.items()}
    pages = {key for (table, key) in rows if table == "documents"}
    whole = {key for key in pages if None in change["documents", key]}
    places = {key: str((row or {})["document_id"]) for (table, key), row in rows.items() if table == "mentions"}
    linked = {key for (table, key) in rows if table == "links"}
    unknown = linked - places.keys()
    mentions = {key for key in linked | places.keys() if places.get(key) not in whole}
    return replace(
        like,
        documents=frozenset(map(DocumentId, pages)),
        mentioned=frozenset(map(DocumentId, set(places.values()) | {key.partition("/")[0] for key in unknown})),
        mentions=frozenset(map(MentionId, mentions)),
        entities=frozenset(
            EntityId(str((row or {})["id" if table == "entities" else "entity_id"]))
            for (table, _), row in rows.items()
            if table in {"entities", "aliases"}
        ),
        labels=any(table == "labels" for table, _ in rows),
        annotators=any(table == "annotators" for table, _ in rows),
    )


def is_sound(rows: Dump) -> bool:
    """Tell whether every reference leads somewhere, and every name is given once."""
    names = Counter(row["name"] for (table, _), row in rows.items() if table == "labels")
    return all(count == 1 for count in names.values()) and all(
        row[column] is None or (there, str(row[column])) in rows
        for (table, _), row in rows.items()
        for here, column, there in REFERENCES
        if here == table
    )


def counted(rows: Dump) -> dict[str, tuple[object, ...]]:
    """Count what there is in each document."""
    dates = {key for (table, key), row in rows.items() if table == "labels" and row["is_date"]}
    counts: dict[str, tuple[object, ...]] = {}
    for page in (key for table, key in rows if table == "documents"):
        marks = {key: row for (table, key), row in rows.items() if table == "mentions" and row["document_id"] == page}
        accepted = {key: row for key, row in marks.items() if row["status"] == "accepted"}
        counts[page] = (
            len(accepted),
            sum(("links", key) in rows for key in accepted),
            sum(row["label_id"] in dates for row in accepted.values()),
            sum(row["status"] == "suggested" for row in marks.values()),
            max((int(str(row["end"])) for row in accepted.values()), default=0),
        )
    return counts


def fill(page: str, thing: str, work: UnitOfWork) -> None:
    inside = document(page)
    work.entities.add(entity(thing, alias("שם", identifier=f"{thing}'s name")))
    work.documents.add(
        inside,
        [
            mention(inside=inside, identifier=f"{page}/m0", link=Link(EntityId(thing))),
            mention("גנץ", "PERSON", inside=inside, identifier=f"{page}/m1", author=OMER),
        ],
    )


class Histories(RuleBasedStateMachine):
    """Two people at work on one file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.workspace: Workspace = create_workspace(Path(self.folder.name) / "w.annotator")
        self.serial = count()
        pages = (partial(fill, f"d{number}", f"e{number}") for number in range(FEW))
        do(self.workspace, in_turn(lambda work: work.annotators.add(OMER), *pages))
        self.acts: list[Done] = []
        self.rows = self.look()

    def teardown(self) -> None:
        self.workspace.close()
        self.folder.cleanup()

    def look(self, leaving_out: set[str] = DERIVED) -> Dump:
        return dump(self.workspace.location, leaving_out)

    def undoable(self, author: Annotator) -> Done | None:
        return next((done for done in reversed(self.acts) if done.author == author and done.stands), None)

    def redoable(self, author: Annotator) -> Done | None:
        return next((done for done in self.acts if done.author == author and not done.stands), None)

    @rule(data=st.data(), author=st.sampled_from(PEOPLE), steps=st.integers(1, 4))
    def act(self, data: st.DataObject, author: Annotator, steps: int) -> None:
        self.perform(data, author, steps, Actor.step)

    @rule(data=st.data(), people=st.permutations(PEOPLE))
    def quarrel(self, data: st.DataObject, people: list[Annotator]) -> None:
        for author in people:
            self.perform(data, author, 1, Actor.change_the_first)
        self.undo(people[0], 1)

    @rule(data=st.data(), people=st.permutations(PEOPLE))
    def quarrel_over_a_new_page(self, data: st.DataObject, people: list[Annotator]) -> None:
        self.perform(data, people[0], 1, Actor.add_a_page)
        self.perform(data, people[1], 1, Actor.change_a_page)
        self.undo(people[0], 1)

    def perform(self, data: st.DataObject, author: Annotator, steps: int, step: Callable[[Actor], None]) -> None:
        """Do one act and note what it changed."""
        one = act(author=author)
        with self.workspace.begin(one) as work:
            actor = Actor(work, data, self.serial)
            for _ in range(steps):
                step(actor)
        after = self.look()
        change = difference(self.rows, after)
        done = Done(author, change, work.changes, steps)
        if steps == 1:
            assert work.changes == changes_of(change, work.changes)
        assert not change or self.workspace.reader.history(1)[0].id == one.id
        if self.workspace.reader.history(1)[0].id == one.id:
            self.acts = [other for other in self.acts if other.author != author or other.stands]
            self.acts.append(done)
        self.rows = after

    @rule(data=st.data(), author=st.sampled_from(PEOPLE), steps=st.integers(1, 3))
    def act_that_fails(self, data: st.DataObject, author: Annotator, steps: int) -> None:
        before = self.look(set())
        with suppress(ZeroDivisionError), self.workspace.begin(act(author=author)) as work:
            actor = Actor(work, data, self.serial)
            for _ in range(steps):
                actor.step()
            raise ZeroDivisionError
        assert self.look(set()) == before

    @rule(author=st.sampled_from(PEOPLE), times=st.integers(1, 3))
    def undo_some(self, author: Annotator, times: int) -> None:
        self.undo(author, times)

    def undo(self, author: Annotator, times: int) -> None:
        for _ in range(times):
            if done := self.undoable(author) or self.undoable(NOA) or self.undoable(OMER):
                self.turn(done, back=True)

    @rule(author=st.sampled_from(PEOPLE), times=st.integers(1, 3))
    def redo(self, author: Annotator, times: int) -> None:
        for _ in range(times):
            if done := self.redoable(author) or self.redoable(NOA) or self.redoable(OMER):
                self.turn(done, back=False)
            else:
                assert self.workspace.redo(author.id) is None

    @rule()
    def reopen(self) -> None:
        location = self.workspace.location
        self.workspace.close()
        self.workspace = open_workspace(location)

    def turn(self, done: Done, *, back: bool) -> None:
        """Take an act back, or do it again, and compare with what the model makes of it."""
        here, there = (1, 0) if back else (0, 1)
        expected = dict(self.rows)
        for key, sides in done.change.items():
            row = sides[there]
            if row is None:
                expected.pop(key, None)
            else:
                expected[key] = row
        as_left = all(self.rows.get(key) == sides[here] for key, sides in done.change.items())
        before = self.look(set())
        try:
            changes = (self.workspace.undo if back else self.workspace.redo)(done.author.id)
        except ConflictError:
            assert not as_left or not is_sound(expected) or done.hides_something
            assert self.look(set()) == before
            return
        assert as_left
        assert self.look() == expected
        assert changes is not None
        assert changes.act.id == done.reported.act.id
        assert replace(changes, act=done.reported.act) == done.reported
        done.stands = not back
        self.rows = expected

    @invariant()
    def counts_are_right(self) -> None:
        rows = self.look(set())
        counts = {key: tuple(row.values())[1:] for (table, key), row in rows.items() if table == "document_counts"}
        assert counts == counted(rows)

    @invariant()
    def the_next_steps_are_known(self) -> None:
        reader = self.workspace.reader
        for author in PEOPLE:
            redoable = self.redoable(author)
            assert (reader.redoable(author.id) is None) == (redoable is None)
            if undoable := self.undoable(author):
                found = reader.undoable(author.id)
                assert found is not None
                assert found.id == undoable.reported.act.id


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=25, stateful_step_count=20)
