"""What is known about an article: its title, language and date."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.document import Document
from annotator.core.edtf import Granularity, granularity_of
from annotator.core.errors import UserError
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import Caption, TextLine
from annotator.ui.wording import language_name

_SIZE: Final = QSize(520, 348)
_LANGUAGES: Final = ("he", "ar", "en")
_CODE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_DATES: Final = frozenset({Granularity.DAY, Granularity.MONTH, Granularity.YEAR})


class DocumentPropertiesDialog(DialogFrame):
    """The dialog.

    Signals:
        described: Title, language code, and date (None: not known).
    """

    described = Signal(str, str, object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About this article"), _SIZE, parent)
        self.title = Field()
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setText(document.title)
        names = [language_name(code) for code in _LANGUAGES]
        self.language = Segmented([*names, self.tr("Other")], height=32)
        self.language.setAccessibleName(self.tr("Language"))
        self.code = Field()
        self.code.setFixedWidth(96)
        self.code.setAccessibleName(self.tr("Language code"))
        self.code.setPlaceholderText("fr, pt-BR")
        self.date = Field()
        self.date.setFixedWidth(160)
        self.date.setAccessibleName(self.tr("Date"))
        self.date.setPlaceholderText("2021-11-24")
        self.date.setText(document.date or "")
        self._wrong = TextLine(font=interface_font(9), tone="error", stretches=True)
        self._save = PushButton(self.tr("Save"), Emphasis.PRIMARY, key=self.tr("Enter"))
        self._show_language(document.language)
        self._compose()
        self._connect()
        self._check()
        self.title.setFocus()
        self.title.selectAll()

    @property
    def language_code(self) -> str:
        """The chosen language."""
        chosen = self.language.current
        return _LANGUAGES[chosen] if chosen < len(_LANGUAGES) else self.code.text().strip()

    def _compose(self) -> None:
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        body = column(
            title_line(self.windowTitle()),
            12,
            Caption(self.tr("Title")),
            4,
            self.title,
            14,
            Caption(self.tr("Language")),
            4,
            row(self.language, self.code, None, gap=8),
            14,
            Caption(self.tr("Date")),
            4,
            row(self.date, self._wrong, gap=12),
            None,
            start=INSET,
            top=18,
            end=INSET,
        )
        self.compose(body, end=(cancel,), primary=self._save)

    def _connect(self) -> None:
        self._save.clicked.connect(self._on_saved)
        for field in (self.title, self.code, self.date):
            field.textChanged.connect(self._check)
        self.language.chosen.connect(self._on_language_chosen)

    def _show_language(self, code: str) -> None:
        known = code in _LANGUAGES
        self.language.set_current(_LANGUAGES.index(code) if known else len(_LANGUAGES))
        self.code.setText("" if known else code)
        self.code.setVisible(not known)

    def _on_language_chosen(self, index: int) -> None:
        is_other = index == len(_LANGUAGES)
        self.code.setVisible(is_other)
        if is_other:
            self.code.setFocus()
        self._check()

    def _check(self) -> None:
        """Let it be saved only when all of it can be."""
        date_error = _date_error(self.date.text().strip())
        is_language = bool(_CODE.fullmatch(self.language_code))
        self.date.set_wrong(is_wrong=bool(date_error))
        self.code.set_wrong(is_wrong=not is_language)
        self._wrong.set_text(self.tr("A day, a month or a year: 2021-11-24, 2021-11, 2021") if date_error else "")
        self._save.setEnabled(not date_error and is_language and bool(self.title.text().strip()))

    def _on_saved(self) -> None:
        self.accept()
        title = " ".join(self.title.text().split())
        self.described.emit(title, self.language_code, self.date.text().strip() or None)


def _date_error(text: str) -> bool:
    if not text:
        return False
    try:
        return granularity_of(text) not in _DATES
    except UserError:
        return True
