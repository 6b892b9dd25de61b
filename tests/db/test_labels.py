from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import DocumentId, LabelId, MentionId
from annotator.core.labels import DEFAULT_LABELS, Label, LabelColours, LinePattern
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader
from db.workspace import SqliteWorkspace
from tests.db.making import NOA, do, in_turn, mention

ANIMAL = Label(LabelId("label/animal"), "ANIMAL", 4, LabelColours("#111111", "#222222", "#333333"), LinePattern.SOLID)


def test_a_new_workspace_has_the_default_labels(reader: Reader) -> None:
    assert list(reader.labels()) == list(DEFAULT_LABELS)


def test_labels_come_change_and_go(workspace: SqliteWorkspace, reader: Reader) -> None:
    assert do(workspace, lambda work: work.labels.add(ANIMAL)).labels
    assert reader.labels()["ANIMAL"] == ANIMAL
    changed = replace(ANIMAL, name="BEAST", position=0, pattern=LinePattern.DOTTED, links=False)
    assert do(workspace, lambda work: work.labels.replace(changed)).labels
    assert not do(workspace, lambda work: work.labels.replace(changed)).labels
    assert [label.name for label in reader.labels()][:2] == ["BEAST", "PERSON"]
    assert do(workspace, lambda work: work.labels.remove(ANIMAL.id)).labels
    assert list(reader.labels()) == list(DEFAULT_LABELS)


def test_names_are_given_once(workspace: SqliteWorkspace) -> None:
    with pytest.raises(UserError, match="There is a label PERSON already"):
        do(workspace, lambda work: work.labels.add(replace(ANIMAL, name="PERSON")))
    do(workspace, lambda work: work.labels.add(ANIMAL))
    with pytest.raises(UserError, match="There is a label PERSON already"):
        do(workspace, lambda work: work.labels.replace(replace(ANIMAL, name="PERSON")))


def test_mentions_follow_a_new_name(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, lambda work: work.mentions.add(mention(identifier="m")))
    place = reader.labels()["PLACE"]
    do(filled, lambda work: work.labels.replace(replace(place, name="WHERE")))
    assert reader.mention(MentionId("m")).label == "WHERE"
    filled.undo(NOA.id)
    assert reader.mention(MentionId("m")).label == "PLACE"


def test_a_label_in_use_stays(filled: SqliteWorkspace, reader: Reader) -> None:
    do(filled, lambda work: work.mentions.add(mention()))
    place = reader.labels()["PLACE"]
    with pytest.raises(UserError, match="The label PLACE cannot be removed while mentions have it"):
        do(filled, lambda work: work.labels.remove(place.id))


def test_what_is_not_there_is_missed(workspace: SqliteWorkspace) -> None:
    for use in (lambda work: work.labels.remove(ANIMAL.id), lambda work: work.labels.replace(ANIMAL)):
        with pytest.raises(NotFoundError, match="label/animal"):
            do(workspace, use)


def test_a_label_may_become_one_of_dates_while_its_mentions_change(filled: SqliteWorkspace, reader: Reader) -> None:
    mark = mention(identifier="m")
    do(filled, lambda work: work.mentions.add(mark))
    place = reader.labels()["PLACE"]
    do(
        filled,
        in_turn(
            lambda work: work.mentions.replace(replace(mark, status=MentionStatus.SUGGESTED)),
            lambda work: work.labels.replace(replace(place, is_date=True)),
            lambda work: work.mentions.add(mention("מרוקו", identifier="n")),
        ),
    )
    row = reader.documents()[0]
    assert (row.mentions, row.dates, row.suggestions) == (1, 1, 1)


def test_a_label_that_becomes_one_of_dates_counts_as_such(filled: SqliteWorkspace, reader: Reader) -> None:
    do(
        filled,
        in_turn(lambda work: work.mentions.add(mention()), lambda work: work.mentions.add(mention("גנץ", "PERSON"))),
    )
    place = reader.labels()["PLACE"]

    def dates() -> int:
        return reader.documents()[0].dates

    do(filled, lambda work: work.labels.replace(replace(place, is_date=True)))
    assert dates() == 1
    filled.undo(NOA.id)
    assert dates() == 0
    filled.redo(NOA.id)
    assert dates() == 1
    do(filled, lambda work: work.documents.remove(DocumentId("doc")))
    filled.undo(NOA.id)
    assert dates() == 1
