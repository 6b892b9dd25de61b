from __future__ import annotations

import pytest

from annotator.core.annotators import Annotator
from annotator.core.ids import AnnotatorId


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Noa Levi", "NL"), ("noa", "N"), ("נועה לוי", "נל"), ("Abd El Karim Amrani", "AA"), ("  ", "?")],
)
def test_initials(name: str, initials: str) -> None:
    assert Annotator(AnnotatorId("a"), name).initials == initials
