from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.ids import AnnotatorId, DocumentId, MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.ui.models.marks import marks_of
from annotator.ui.models.mention_list import Entry, MentionList
from annotator.ui.panels.mention_panel import is_accepted, is_open, is_suggested

_STRICT = QAbstractItemModelTester.FailureReportingMode.Warning


def _entry(number: int, link: Link | None, status: MentionStatus = MentionStatus.ACCEPTED) -> Entry:
    span = Span(number, number + 1)
    mention = Mention(
        MentionId(str(number)), DocumentId("d"), span, "PERSON", AnnotatorId("x"), "G", status=status, link=link
    )
    return Entry(mention, marks_of([mention], DEFAULT_LABELS, str)[0])


ENTRIES = [_entry(1, Link(None)), _entry(2, None), _entry(3, None, MentionStatus.SUGGESTED)]


@pytest.mark.parametrize(("test", "found"), [(is_accepted, ["1", "2"]), (is_open, ["2"]), (is_suggested, ["3"])])
def test_what_passes_is_shown(test: object, found: list[str], qapp: object) -> None:
    assert callable(test)
    model = MentionList(test)
    model.set_entries(ENTRIES)
    assert [entry.mention.id for entry in model.entries] == found
    QAbstractItemModelTester(model, _STRICT)


def test_another_test_chooses_anew(qapp: object) -> None:
    model = MentionList(is_accepted)
    model.set_entries(ENTRIES)
    model.set_test(is_suggested)
    assert [entry.mention.id for entry in model.entries] == ["3"]
    assert model.index_of(MentionId("3")).isValid()
    assert not model.index_of(MentionId("1")).isValid()


def test_a_change_in_place_is_painted_without_a_reset(qapp: object) -> None:
    model = MentionList(is_accepted)
    model.set_entries(ENTRIES)
    resets: list[bool] = []
    changed: list[int] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.update_entries([_entry(2, Link(None))])
    assert (resets, changed) == ([], [1])


def test_entries_come_and_go_at_their_place_in_the_text(qapp: object) -> None:
    model = MentionList(is_accepted)
    QAbstractItemModelTester(model, _STRICT)
    model.set_entries(ENTRIES)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.update_entries([_entry(0, None), _entry(3, None)], [MentionId("1")])
    assert [entry.mention.id for entry in model.entries] == ["0", "2", "3"]
    assert model.index_of(MentionId("3")).row() == 2
    model.update_entries([_entry(2, None, MentionStatus.SUGGESTED)])
    assert [entry.mention.id for entry in model.entries] == ["0", "3"]
    assert not resets
