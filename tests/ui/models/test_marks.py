from __future__ import annotations

import pytest

from annotator.core.datevalue import DateValue
from annotator.core.ids import AnnotatorId, DocumentId, EntityId, MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from annotator.ui.document.marks import MarkState
from annotator.ui.models.marks import marks_of

_GANTZ = EntityId("person/benny-gantz")


def _mention(
    label: str,
    link: Link | None = None,
    date: DateValue | None = None,
    status: MentionStatus = MentionStatus.ACCEPTED,
) -> Mention:
    return Mention(
        MentionId("m"),
        DocumentId("d"),
        Span(0, 5),
        label,
        AnnotatorId("a"),
        "Gantz",
        status=status,
        link=link,
        date=date,
    )


def _name(entity: EntityId) -> str:
    return {"person/benny-gantz": "בני גנץ"}[entity]


@pytest.mark.parametrize(
    ("mention", "state", "caption"),
    [
        (_mention("PERSON", Link(_GANTZ)), MarkState.LINKED, "בני גנץ"),
        (_mention("PERSON", Link(None)), MarkState.NIL, ""),
        (_mention("PERSON"), MarkState.UNLINKED, ""),
        (_mention("DATE", date=DateValue("2021-11-24")), MarkState.DATED, "2021-11-24"),
        (_mention("DATE"), MarkState.UNDATED, ""),
    ],
)
def test_what_is_known_becomes_what_is_drawn(mention: Mention, state: MarkState, caption: str) -> None:
    (mark,) = marks_of([mention], DEFAULT_LABELS, _name)
    assert (mark.state, mark.caption, mark.suggested) == (state, caption, False)
    assert (mark.id, mark.span, mark.label) == (mention.id, mention.span, mention.label)


def test_suggestions_are_drawn_as_such() -> None:
    (mark,) = marks_of([_mention("PERSON", status=MentionStatus.SUGGESTED)], DEFAULT_LABELS, _name)
    assert mark.suggested


def test_marks_without_a_known_label_are_left_out() -> None:
    assert marks_of([_mention("WEAPON")], DEFAULT_LABELS, _name) == []
