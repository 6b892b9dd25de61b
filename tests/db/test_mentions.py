from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.errors import BugError, NotFoundError, UserError
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.core.ports import Reader, Selection, UnitOfWork
from db.workspace import SqliteWorkspace
from tests.db.making import OMER, act, do, document, dump, entity, in_turn, mention

DOC = DocumentId("doc")
RABAT = EntityId("place/rabat")


def add(mark: Mention, work: UnitOfWork) -> None:
    work.mentions.add(mark)


def replaced(mark: Mention, work: UnitOfWork) -> None:
    work.mentions.replace(mark)


def test_a_mention_is_kept_whole(filled: SqliteWorkspace, reader: Reader) -> None:
    given = replace(
        mention("יום רביעי", "DATE", identifier="m", status=MentionStatus.SUGGESTED),
        date=DateValue("2021-11-24", Calendar.HEBREW, DateModifier.APPROX),
        score=0.25,
        link=Link(None),
    )
    changes = do(filled, partial(add, given))
    assert reader.mention(given.id) == given
    assert reader.mentions(DOC) == [given]
    assert (changes.mentions, changes.mentioned, changes.documents) == (
        frozenset({"m"}),
        frozenset({"doc"}),
        frozenset(),
    )


@pytest.mark.parametrize("link", [None, Link(None), Link(RABAT), Link(EntityId("place/sale"))])
@pytest.mark.parametrize("before", [None, Link(None), Link(RABAT)])
def test_a_link_becomes_any_other(
    filled: SqliteWorkspace, reader: Reader, before: Link | None, link: Link | None
) -> None:
    do(filled, in_turn(lambda work: work.entities.add(entity()), lambda work: work.entities.add(entity("place/sale"))))
    mark = mention(identifier="m", link=before)
    do(filled, partial(add, mark))
    changes = do(filled, partial(replaced, replace(mark, link=link)))
    assert reader.mention(mark.id).link == link
    assert bool(changes.mentions) == (link != before)
    if link != before:
        filled.undo(changes.act.author)
        assert reader.mention(mark.id).link == before


def test_everything_about_a_mention_but_its_document_can_change(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, in_turn(lambda work: work.annotators.add(OMER), lambda work: work.documents.add(document("other"))))
    do(filled, partial(add, mention(identifier="m")))
    changed = replace(mention("לודיי", "PERSON", identifier="m", author=OMER), score=1.0)
    do(filled, partial(replaced, changed))
    assert reader.mention(changed.id) == changed
    assert do(filled, partial(replaced, changed)).mentions == set()
    with pytest.raises(BugError):
        do(filled, partial(replaced, replace(changed, document=DocumentId("other"))))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (replace(mention(), surface="קזבלנקה"), "reads “קזבלנקה”, but the document doc has “רבאט” there"),
        (replace(mention(), span=Span(14, 1000)), "14–1000 ends after the text"),
        (mention(label="ANIMAL"), "no label ANIMAL"),
        (mention(link=Link(RABAT)), "no entity place/rabat"),
        (replace(mention(), document=DocumentId("nowhere")), "no document nowhere"),
    ],
)
def test_a_mention_that_does_not_fit_is_refused(
    filled: SqliteWorkspace, reader: Reader, wrong: Mention, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        do(filled, partial(add, wrong))
    assert reader.mentions(DOC) == []
    do(filled, partial(add, mention(identifier="m")))
    with pytest.raises((UserError, BugError)):
        do(filled, partial(replaced, replace(wrong, id=MentionId("m"))))
    assert reader.mention(MentionId("m")) == mention(identifier="m")


def test_mentions_come_in_text_order(filled: SqliteWorkspace, reader: Reader) -> None:
    marks = [
        mention("גנץ", "PERSON", identifier="inner"),
        mention("לודיי", "PERSON", identifier="late"),
        mention("בני גנץ ביקר", "ORG", identifier="outer"),
        mention("בני", "PERSON", identifier="short"),
        mention("בני", "PERSON", identifier="another"),
    ]
    do(filled, lambda work: list(map(work.mentions.add, marks)))
    expected = ["outer", "another", "short", "inner", "late"]
    assert [mark.id for mark in reader.mentions(DOC)] == expected
    assert [record.id for page in reader.records() for record in page.mentions] == expected
    with filled.begin(act()) as work:
        assert [mark.id for mark in work.mentions.of_document(DOC)] == expected
        assert [mark.id for mark in work.mentions.at(DOC, Span(0, 3))] == ["another", "short"]


def test_mentions_are_found_by_entity(filled: SqliteWorkspace) -> None:
    do(filled, in_turn(lambda work: work.entities.add(entity()), lambda work: work.documents.add(document("other"))))
    for mark in (
        mention(identifier="a", link=Link(RABAT)),
        mention(identifier="b", inside=document("other"), link=Link(RABAT)),
        mention(identifier="c", link=Link(None)),
        mention(identifier="d"),
    ):
        do(filled, partial(add, mark))
    with filled.begin(act()) as work:
        assert [mark.id for mark in work.mentions.of_entity(RABAT)] == ["a", "b"]
        assert work.mentions.get(MentionId("b")).document == "other"


def test_a_selection_narrows_mentions(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, lambda work: work.annotators.add(OMER))
    for status in MentionStatus:
        do(filled, partial(add, mention(identifier=f"noa {status}", status=status)))
        do(filled, partial(add, mention(identifier=f"omer {status}", status=status, author=OMER)))

    def ids(selection: Selection | None) -> set[str]:
        return {str(mark.id) for mark in reader.mentions(DOC, selection)}

    assert len(ids(None)) == 6
    assert ids(Selection()) == {"noa accepted", "omer accepted"}
    assert ids(Selection(annotators=(OMER.id,), statuses=())) == {f"omer {status}" for status in MentionStatus}
    assert ids(Selection(statuses=(MentionStatus.SUGGESTED, MentionStatus.REJECTED), annotators=(OMER.id,))) == {
        "omer suggested",
        "omer rejected",
    }


def test_a_mention_goes_with_its_link(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, partial(add, mention(identifier="m", link=Link(None))))
    changes = do(filled, lambda work: work.mentions.remove(MentionId("m")))
    assert changes.mentions == {"m"}
    assert not [row for row in dump(filled.location) if row[0] in {"mentions", "links"}]
    for use in (
        lambda work: work.mentions.remove(MentionId("m")),
        lambda work: work.mentions.get(MentionId("m")),
        lambda work: work.mentions.replace(mention(identifier="m")),
    ):
        with pytest.raises(NotFoundError, match="not in the workspace any more"):
            do(filled, use)
    with pytest.raises(NotFoundError):
        reader.mention(MentionId("m"))


def test_a_link_remembers_who_decided_it(filled: SqliteWorkspace) -> None:
    do(filled, partial(add, mention(identifier="m", link=Link(None))))
    do(filled, lambda work: work.entities.add(entity()), author=OMER)
    do(filled, partial(replaced, mention(identifier="m", link=Link(RABAT))), author=OMER)
    rows = dump(filled.location)
    assert rows["links", "m"]["author_id"] == OMER.id
    assert rows["mentions", "m"]["author_id"] == "noa"
