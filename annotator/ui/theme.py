"""Colours and type of the interface: three themes, as data, and the current one.

Widgets read the tokens of the current theme when they paint, so a change of theme is one repaint.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QPalette

from annotator.core.labels import Label


class ThemeName(StrEnum):
    """The themes a user can choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(NamedTuple):
    """The tokens of one theme.

    Colours are ``#rrggbb``. The ``*_share`` values say how much of a label's strong colour is mixed into the paper
    for its fill.
    """

    name: ThemeName
    paper: str
    panel: str
    raised: str
    ink: str
    muted: str
    muted_on_row: str
    faint: str
    hairline: str
    chip: str
    accent: str
    on_accent: str
    row: str
    hover: str
    warn: str
    warn_on_row: str
    error: str
    ok: str
    selection: str
    gold_share: float
    peer_share: float
    suggestion_share: float
    focused_share: float
    shadow_alpha: int
    date_text: str

    def label_colour(self, label: Label) -> str:
        """Return a label's strong colour in this theme."""
        colours = {
            ThemeName.LIGHT: label.colours.light,
            ThemeName.DARK: label.colours.dark,
            ThemeName.CONTRAST: label.colours.contrast,
        }
        return colours[self.name]

    def label_text_colour(self, label: Label) -> str:
        """Return the colour for a label's name on a panel, where DATE needs a darker one in the light theme."""
        return self.date_text if label.is_date and self.name is ThemeName.LIGHT else self.label_colour(label)


LIGHT: Final = Theme(
    name=ThemeName.LIGHT,
    paper="#fcfbf8",
    panel="#f5f3ee",
    raised="#ffffff",
    ink="#1b1c1f",
    muted="#6b6e76",
    muted_on_row="#5f626a",
    faint="#8b8a86",
    hairline="#e4e1da",
    chip="#e8e6e2",
    accent="#1f5fa8",
    on_accent="#ffffff",
    row="#e6edf6",
    hover="#efece5",
    warn="#a8610b",
    warn_on_row="#97570a",
    error="#a1292f",
    ok="#1c7a4a",
    selection="#bcd7ff",
    gold_share=0.15,
    peer_share=0.26,
    suggestion_share=0.05,
    focused_share=0.19,
    shadow_alpha=13,
    date_text="#9a570a",
)

DARK: Final = Theme(
    name=ThemeName.DARK,
    paper="#17181c",
    panel="#1e2025",
    raised="#24262c",
    ink="#e8e6e1",
    muted="#9a9ca3",
    muted_on_row="#a6a8af",
    faint="#74767e",
    hairline="#2d2f36",
    chip="#2a2c30",
    accent="#6fb1ff",
    on_accent="#10131a",
    row="#24344a",
    hover="#262931",
    warn="#f2b155",
    warn_on_row="#f2b155",
    error="#ff8a8f",
    ok="#5fd39a",
    selection="#264a7a",
    gold_share=0.22,
    peer_share=0.38,
    suggestion_share=0.07,
    focused_share=0.27,
    shadow_alpha=120,
    date_text="#f2b155",
)

CONTRAST: Final = Theme(
    name=ThemeName.CONTRAST,
    paper="#ffffff",
    panel="#ffffff",
    raised="#ffffff",
    ink="#000000",
    muted="#000000",
    muted_on_row="#000000",
    faint="#000000",
    hairline="#000000",
    chip="#ffffff",
    accent="#0000c8",
    on_accent="#ffffff",
    row="#ffe600",
    hover="#fff7a8",
    warn="#7a3b00",
    warn_on_row="#5a2b00",
    error="#a00000",
    ok="#005c2e",
    selection="#ffe600",
    gold_share=0.0,
    peer_share=0.14,
    suggestion_share=0.0,
    focused_share=0.0,
    shadow_alpha=0,
    date_text="#7a3b00",
)

THEMES: Final = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


class _Current:
    """Holds which theme is in force."""

    theme: Theme = LIGHT


def current() -> Theme:
    """Return the theme in force."""
    return _Current.theme


def use(name: ThemeName) -> Theme:
    """Put a theme in force; the caller repaints."""
    _Current.theme = THEMES[name]
    return _Current.theme


@cache
def colour(token: str, alpha: int = 255) -> QColor:
    """Return the QColor of a ``#rrggbb`` with an alpha from 0 to 255."""
    made = QColor(token)
    made.setAlpha(alpha)
    return made


@cache
def mix(base: str, over: str, share: float) -> QColor:
    """Return ``base`` with ``share`` (0–1) of ``over`` mixed in, opaque."""
    below, above = QColor(base), QColor(over)

    def channel(low: int, high: int) -> int:
        return round(low + (high - low) * share)

    return QColor(
        channel(below.red(), above.red()),
        channel(below.green(), above.green()),
        channel(below.blue(), above.blue()),
    )


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme, for the Fusion style."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.paper,
        QPalette.ColorRole.Base: theme.raised,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Mid: theme.hairline,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Dark: theme.hairline,
    }
    for role, token in roles.items():
        made.setColor(role, QColor(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, mix(theme.paper, theme.ink, 0.4))
    return made
