from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.ui.widgets.painting import wording_direction
from annotator.ui.wording import isolated

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("window", [LTR, RTL])
@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("16 in 5 articles", LTR),
        ("16 ב־5 כתבות", RTL),
        ("في ٥ مقالات", RTL),
        (f"{isolated('גנץ')} was linked", LTR),
        (f"{isolated('Gantz')} נקשר", RTL),
        (f"{isolated(isolated('Gantz') + ' and others')} נקשר", RTL),
        (f"{isolated('12 mentions')} · {isolated('3 dates')}", None),
        ("3?", None),
        ("", None),
    ],
)
def test_words_of_the_interface_run_as_their_language_does_and_names_in_them_decide_nothing(
    window: Qt.LayoutDirection, words: str, direction: Qt.LayoutDirection | None
) -> None:
    assert wording_direction(words, window) is (direction or window)
