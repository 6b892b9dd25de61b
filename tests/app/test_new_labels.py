"""Labels that an import makes can be told from the others and read on every paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.app import new_labels
from annotator.app.new_labels import next_label
from annotator.core.labels import DEFAULT_LABELS, LabelColours

_THEME = Path(__file__).parents[2] / "annotator" / "ui" / "theme.py"


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", new_labels._COLOURS)
def test_every_colour_can_be_read_on_its_paper(colours: LabelColours) -> None:
    papers = re.findall(r'paper="(#[0-9a-f]{6})"', _THEME.read_text(encoding="utf-8"))
    for colour, paper in zip((colours.light, colours.dark, colours.contrast), papers, strict=True):
        assert contrast(colour, paper) >= 4.5


def test_new_labels_follow_the_others_in_colours_of_their_own() -> None:
    labels = list(DEFAULT_LABELS)
    for number in range(12):
        labels.append(next_label(f"L{number}", labels, is_date=number % 2 == 0))
    assert [label.position for label in labels] == list(range(16))
    assert len({label.colours for label in labels[:10]}) == 10
    assert [(label.links, label.is_date) for label in labels[4:6]] == [(False, True), (True, False)]
    assert len({label.id for label in labels}) == 16
