from __future__ import annotations

import pytest

from annotator.core.labels import DEFAULT_LABELS, LinePattern
from annotator.ui import theme
from annotator.ui.document.styles import Focus, MarkStyles
from tests.ui.document.samples import mark_of

TEXT = "from Rabat to Fez"
RABAT = mark_of(TEXT, "Rabat", caption="one")
FEZ = mark_of(TEXT, "Fez", caption="one")
DOUBTFUL = mark_of(TEXT, "from", caption="two", suggested=True)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""

    def luminance(token: str) -> float:
        parts = [int(token[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(theme.ThemeName))
def test_text_is_readable_on_every_fill(name: theme.ThemeName) -> None:
    colours = theme.THEMES[name]
    styles = MarkStyles(colours, DEFAULT_LABELS)
    for label in DEFAULT_LABELS:
        mark = mark_of(TEXT, "Rabat", label.name)
        for focus in (Focus(), Focus(mark.id), Focus(FEZ.id, peers=frozenset({mark.id}))):
            fill = styles.style(mark, focus).fill
            assert contrast(colours.ink, fill.name() if fill else colours.paper) >= 5.8
        assert contrast(styles.style(mark, Focus()).strong.name(), colours.paper) >= 4.3


def test_states_differ_in_their_fill() -> None:
    styles = MarkStyles(theme.LIGHT, DEFAULT_LABELS)
    peers = frozenset({RABAT.id, FEZ.id})
    fills = [
        styles.style(RABAT, Focus()).fill,
        styles.style(RABAT, Focus(FEZ.id, peers=peers)).fill,
        styles.style(RABAT, Focus(RABAT.id, peers=peers)).fill,
        styles.style(DOUBTFUL, Focus()).fill,
    ]
    assert len({fill.name() for fill in fills if fill is not None}) == 4


def test_a_suggestion_has_a_fainter_line_until_it_is_selected() -> None:
    styles = MarkStyles(theme.DARK, DEFAULT_LABELS)
    assert styles.style(DOUBTFUL, Focus()).line.alpha() == 128
    assert styles.style(DOUBTFUL, Focus(DOUBTFUL.id)).line.alpha() == 255
    assert styles.style(DOUBTFUL, Focus()).strong.alpha() == 255


def test_outlines_show_the_mouse_and_without_fills_the_peers() -> None:
    light, plain = MarkStyles(theme.LIGHT, DEFAULT_LABELS), MarkStyles(theme.CONTRAST, DEFAULT_LABELS)
    peers = Focus(FEZ.id, peers=frozenset({RABAT.id, FEZ.id}))
    assert light.style(RABAT, Focus()).outline is None
    assert light.style(RABAT, Focus(hovered=RABAT.id)).outline is not None
    assert light.style(RABAT, peers).outline is None
    assert plain.style(RABAT, peers).outline is not None
    assert plain.style(RABAT, Focus()).fill is None


def test_a_label_that_is_gone_still_has_a_look() -> None:
    style = MarkStyles(theme.LIGHT, DEFAULT_LABELS).style(mark_of(TEXT, "Rabat", "GONE"), Focus())
    assert style.pattern is LinePattern.SOLID
    assert style.strong.name() == theme.LIGHT.muted
