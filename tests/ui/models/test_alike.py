from __future__ import annotations

from annotator.ui.models.alike import alike, group_of
from tests.ui.review.making import suggestion


def test_what_names_the_same_goes_together() -> None:
    morocco, again = suggestion(0, 3, "place/morocco"), suggestion(9, 12, "place/morocco", label="ORG")
    israel, loose, other = suggestion(20, 23, "place/israel"), suggestion(30, 32), suggestion(40, 43)
    everything = [morocco, again, israel, loose, other]
    assert alike(morocco, everything) == [morocco, again]
    assert alike(loose, everything) == [loose]
    assert group_of(loose) != group_of(other)
