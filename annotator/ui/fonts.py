"""Font families by script and platform, and the two kinds of type: the interface's and the article's."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont

INTERFACE_FAMILIES: Final = (
    "Noto Sans",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans Hebrew",
    "Noto Sans Arabic UI",
    "Noto Sans Arabic",
    "Geeza Pro",
    "Arial",
)

ARTICLE_FAMILIES: Final = {
    "Hebr": ("Noto Sans Hebrew", "Segoe UI", "Arial Hebrew"),
    # Noto Sans stands before Noto Sans Arabic, whose hyphen would make its line half as high again.
    "Arab": ("Noto Naskh Arabic UI", "Noto Naskh Arabic", "Noto Sans", "Noto Sans Arabic", "Segoe UI", "Geeza Pro"),
    "Latn": ("Noto Sans", "Segoe UI", "Helvetica Neue"),
}
"""A script's own families, first choice first (ISO 15924 codes)."""

ARTICLE_SCALE: Final = {"Hebr": 1.00, "Arab": 1.14, "Latn": 0.94}
"""What evens the look of the scripts at one text size."""

_TABULAR_FIGURES: Final = "tnum"


@cache
def interface_font(
    point_size: float = 10,
    weight: QFont.Weight = QFont.Weight.Normal,
    *,
    tabular: bool = False,
    letter_spacing: float = 100,
) -> QFont:
    """Return an interface font.

    Args:
        point_size: In points at 96 dpi.
        weight: How heavy.
        tabular: Whether all figures are to be equally wide, for counts, offsets, scores and dates.
        letter_spacing: In per cent of the usual.
    """
    font = QFont()
    font.setFamilies(list(INTERFACE_FAMILIES))
    font.setPointSizeF(point_size)
    font.setWeight(weight)
    if tabular:
        font.setFeature(QFont.Tag(_TABULAR_FIGURES), 1)
    if letter_spacing != 100:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, letter_spacing)
    return font


@cache
def article_font(script: str, text_size: float) -> QFont:
    """Return the font for a paragraph that is mostly in a script.

    Args:
        script: ISO 15924 code; anything but Hebr and Arab is treated as Latn.
        text_size: The reader's text size in points, before the script's own scale.
    """
    own = script if script in ARTICLE_FAMILIES else "Latn"
    # Latin next: figures that the own family lacks stand on the line there, and above it in a Naskh.
    families = [name for script in (own, "Latn", "Hebr", "Arab") for name in ARTICLE_FAMILIES[script]]
    font = QFont()
    font.setFamilies(list(dict.fromkeys(families)))
    font.setPointSizeF(text_size * ARTICLE_SCALE[own])
    return font
