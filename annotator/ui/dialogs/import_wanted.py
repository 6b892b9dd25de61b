"""What is taken from a dump that knows more than anybody needs: which types of entity, in which languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.formats.base import LANGUAGES, Wanted
from annotator.formats.wikidata import TYPES
from annotator.ui.widgets.check import Check
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import Caption
from annotator.ui.wording import language_name

_GAP: Final = 20
_HEIGHT: Final = 28
_SHOWN_LANGUAGES: Final = ("he", "ar", "en")


class WantedChoice(QWidget):
    """Two rows of check boxes, all of them checked at first.

    Args:
        caption_width: Of the captions at their start, in px.

    Signals:
        changed: Something was checked or not.
    """

    changed = Signal()

    def __init__(self, caption_width: int) -> None:
        super().__init__()
        words = (self.tr("People"), self.tr("Organizations"), self.tr("Places"))
        self.types = {kind: Check(word) for kind, word in zip(TYPES, words, strict=True)}
        self.languages = {code: Check(language_name(code)) for code in _SHOWN_LANGUAGES}
        rows = (
            self._row(self.tr("From Wikidata"), self.types.values(), caption_width),
            self._row(self.tr("With names in"), self.languages.values(), caption_width),
        )
        self.setLayout(column(*rows, gap=6))

    @property
    def is_enough(self) -> bool:
        """Whether anything is left to be taken."""
        return bool(_checked(self.types)) and bool(_checked(self.languages))

    @property
    def wanted(self) -> Wanted:
        """What was chosen; all types are the same as none in particular."""
        types, languages = _checked(self.types), _checked(self.languages)
        return Wanted(
            tuple(code for code in LANGUAGES if code in languages), () if len(types) == len(TYPES) else tuple(types)
        )

    def _row(self, text: str, boxes: Collection[Check], caption_width: int) -> QWidget:
        caption = Caption(text)
        caption.setFixedWidth(caption_width)
        made = QWidget()
        made.setFixedHeight(_HEIGHT)
        made.setAccessibleName(text)
        spaced = [part for box in boxes for part in (box, _GAP)]
        made.setLayout(row(caption, *spaced, None))
        for box in boxes:
            box.setChecked(True)
            box.setAccessibleName(f"{text}: {box.text()}")
            box.toggled.connect(self.changed)
        return made


def _checked(boxes: Mapping[str, Check]) -> list[str]:
    return [name for name, box in boxes.items() if box.isChecked()]
