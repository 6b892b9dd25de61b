from __future__ import annotations

import json

import pytest

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.losses import LossKind, LossReport
from tests.formats.making import mark

DOCUMENT = DocumentRecord("גנץ ברבאט", id="d1", name="000.txt")
GANTZ, RABAT = mark(DOCUMENT.text, "גנץ"), mark(DOCUMENT.text, "רבאט", "PLACE")


def report(limit: int | None = None) -> LossReport:
    losses = LossReport(limit)
    losses.add(LossKind.TOKEN_CUT, DOCUMENT, RABAT)
    losses.add(LossKind.NESTED_LEFT_OUT, DOCUMENT, GANTZ)
    losses.add(LossKind.NESTED_LEFT_OUT, DOCUMENT, RABAT)
    return losses


def test_losses_come_first_and_what_moved_is_no_loss() -> None:
    losses = report()
    assert losses.counts == {LossKind.NESTED_LEFT_OUT: 2, LossKind.TOKEN_CUT: 1}
    assert list(losses.counts) == [LossKind.NESTED_LEFT_OUT, LossKind.TOKEN_CUT]
    assert losses.lost == 2
    assert losses.sentences()[0].startswith("2 nested or overlapping mentions left out")


def test_every_kind_has_a_sentence_and_losses_are_listed_before_moves() -> None:
    assert all(kind.sentence for kind in LossKind)
    order = [kind.is_loss for kind in LossKind]
    assert order == sorted(order, reverse=True)


def test_the_mentions_concerned_are_remembered_up_to_a_limit() -> None:
    assert [(affected.kind, affected.text) for affected in report().affected] == [
        (LossKind.TOKEN_CUT, "רבאט"),
        (LossKind.NESTED_LEFT_OUT, "גנץ"),
        (LossKind.NESTED_LEFT_OUT, "רבאט"),
    ]
    limited = report(limit=1)
    assert len(limited.affected) == 2
    assert limited.counts == report().counts


def test_the_report_is_plain_json() -> None:
    plain = json.loads(json.dumps(report().as_json()))
    assert plain["lost"] == 2
    assert [(kind["kind"], kind["count"], kind["loss"]) for kind in plain["kinds"]] == [
        ("nested-left-out", 2, True),
        ("token-cut", 1, False),
    ]
    assert plain["mentions"][1] == {
        "kind": "nested-left-out",
        "document": "d1",
        "name": "000.txt",
        "start": 0,
        "end": 3,
        "label": "PERSON",
        "text": "גנץ",
    }


def test_losses_can_be_refused() -> None:
    with pytest.raises(UserError) as caught:
        report().refuse_losses()
    assert "2 nested" in caught.value.sentence
    assert "cut into tokens" not in caught.value.sentence
    moved = LossReport()
    moved.add(LossKind.TOKEN_CUT, DOCUMENT, RABAT)
    moved.refuse_losses()
