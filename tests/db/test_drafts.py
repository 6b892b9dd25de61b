from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError

import pytest

from annotator.core.ids import AnnotatorId, DocumentId, MentionId
from annotator.core.link import Link
from annotator.core.mention import Mention, MentionStatus
from annotator.core.offsets import Span
from db.drafts import mentions_in


def test_a_draft_becomes_the_record_itself() -> None:
    plain = Mention(
        MentionId("m"), DocumentId("d"), Span(1, 3), "PLACE", AnnotatorId("a"), "ab", MentionStatus.ACCEPTED, Link(None)
    )
    row = ("m", 1, 3, "label", "a", "ab", "accepted", 7, None, None, None, None, None)
    (made,) = mentions_in("d", [row], {"label": "PLACE"})
    assert type(made) is Mention
    assert type(made.span) is Span
    assert made == plain
    assert hash(made) == hash(plain)
    assert repr(made) == repr(plain)
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == plain
    with pytest.raises(FrozenInstanceError):
        made.label = "ORG"  # type: ignore[misc]  # that it is frozen is what is tested
    assert made.span.overlaps(Span(2, 9))
