"""Before files are imported: what they are, and what to do when one of them cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.file_facts import FileFacts
from annotator.app.importing import ImportOptions, OnError
from annotator.core.edtf import is_date_value
from annotator.ui import theme
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.dialogs.import_wanted import WantedChoice
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.list_view import FlatList
from annotator.ui.widgets.painting import Align, draw_text, mirrored
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import Hairline, column, row
from annotator.ui.widgets.text_line import Caption, TextLine
from annotator.ui.wording import counted, error_sentence, file_name, language_name

_SIZE: Final = QSize(760, 560)
_ROW_HEIGHT: Final = 28
_CAPTION_WIDTH: Final = 240
_LANGUAGES: Final = ("", "he", "ar", "en")
_ENCODINGS: Final = ("", "utf-8", "windows-1255", "windows-1256")
_FACTS_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_ROOT: Final = QModelIndex()


class ImportDialog(DialogFrame):
    """The dialog. What is not known about the files is filled in as they are looked at.

    Signals:
        confirmed: The :class:`~annotator.app.importing.ImportOptions` to import with.
        encoding_chosen: Another encoding to look at the files with; "" finds out.
    """

    confirmed = Signal(object)
    encoding_chosen = Signal(str)

    def __init__(self, files: int, parent: QWidget | None = None) -> None:
        title = counted(QCoreApplication.translate("ImportDialog", "Import %n file(s)", "", files), files)
        super().__init__(title, _SIZE, parent)
        self.model = FactsModel(self)
        self._list = FlatList(self.tr("Files"), ground="paper")
        self._list.setModel(self.model)
        self._list.setItemDelegate(_FactsDelegate(self))
        self._list.set_nothing(self.tr("Looking at the files…"))
        self.language = Segmented([self.tr("From the text"), *(language_name(code) for code in _LANGUAGES[1:])])
        self.encoding = Segmented([self.tr("Find out"), "UTF-8", "Windows-1255", "Windows-1256"])
        self.on_error = Segmented([self.tr("Leave it out"), self.tr("Import nothing")])
        self.labels = Segmented([self.tr("Leave the file out"), self.tr("Make them")])
        self.date = Field(height=28)
        self.wanted = WantedChoice(_CAPTION_WIDTH)
        self.wanted.hide()
        self._import = PushButton(self.tr("Import"), Emphasis.PRIMARY, key=self.tr("Enter"))
        self._compose(title)
        self.date.textChanged.connect(self._check)
        self.wanted.changed.connect(self._check)
        self.encoding.chosen.connect(self._on_encoding_chosen)
        self._import.clicked.connect(self._on_confirmed)
        self._import.setFocus()

    @property
    def options(self) -> ImportOptions:
        """What was chosen."""
        return ImportOptions(
            language=_LANGUAGES[self.language.current],
            date=self.date.text().strip() or None,
            encoding=_ENCODINGS[self.encoding.current],
            on_error=(OnError.SKIP, OnError.ABORT)[self.on_error.current],
            create_labels=bool(self.labels.current),
            wanted=self.wanted.wanted,
        )

    def set_facts(self, facts: Sequence[FileFacts], more: int) -> None:
        """Show what is known about the first files, and how many more there are."""
        self.model.set_facts(facts)
        self.wanted.setVisible(any(each.is_dump for each in facts))
        self._more.set_text(counted(self.tr("and %n more file(s)", "", more), more) if more else "")

    def _compose(self, title: str) -> None:
        self.date.setFixedWidth(160)
        self.date.setPlaceholderText("2021-11-24")
        self._more = TextLine(font=interface_font(9), tone="muted", height=22)
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        body = column(
            column(title_line(title), start=INSET, top=16, end=INSET, bottom=8),
            Hairline(),
            self._list,
            column(self._more, start=INSET),
            Hairline(),
            column(
                self._question(self.tr("Language"), self.language),
                self._question(self.tr("Encoding"), self.encoding),
                self._question(self.tr("Date"), self.date),
                self._question(self.tr("A file that cannot be taken"), self.on_error),
                self._question(self.tr("Labels that are not here yet"), self.labels),
                self.wanted,
                start=INSET,
                top=12,
                end=INSET,
                bottom=12,
                gap=6,
            ),
        )
        self.compose(body, end=(cancel,), primary=self._import)

    def _question(self, text: str, answer: QWidget) -> QWidget:
        answer.setAccessibleName(text)
        caption = Caption(text)
        caption.setFixedWidth(_CAPTION_WIDTH)
        asked = QWidget()
        asked.setLayout(row(caption, answer, None))
        return asked

    def _check(self) -> None:
        date = self.date.text().strip()
        is_wrong = bool(date) and not is_date_value(date)
        self.date.set_wrong(is_wrong=is_wrong)
        self._import.setEnabled(not is_wrong and self.wanted.is_enough)

    def _on_encoding_chosen(self, index: int) -> None:
        self.encoding_chosen.emit(_ENCODINGS[index])

    def _on_confirmed(self) -> None:
        self.accept()
        self.confirmed.emit(self.options)


class FactsModel(QAbstractListModel):
    """Files as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts: list[FileFacts] = []

    def set_facts(self, facts: Sequence[FileFacts]) -> None:
        """Show these."""
        self.beginResetModel()
        self._facts = list(facts)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many files are shown."""
        return 0 if parent.isValid() else len(self._facts)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a file and its words."""
        if not index.isValid():
            return None
        facts = self._facts[index.row()]
        if role == _FACTS_ROLE:
            return facts
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{file_name(facts.name)}, {_words(facts)}"
        return None


class _FactsDelegate(QStyledItemDelegate):
    """Paints a file: its name, then format and encoding, or why it cannot be taken."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(0, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a file."""
        facts = index.data(_FACTS_ROLE)
        if not isinstance(facts, FileFacts):
            return
        tokens = theme.current()
        width, direction = option.rect.width(), option.direction
        painter.save()
        painter.translate(option.rect.topLeft())
        sign, tone = ("x-circle", tokens.error) if facts.error else ("file-text", tokens.muted)
        paint_icon(painter, mirrored(QRectF(INSET, 6, 16, 16), width, direction), sign, QColor(tone))
        box = mirrored(QRectF(50, 0, 220, _ROW_HEIGHT), width, direction)
        name = file_name(facts.name)
        draw_text(painter, box, name, interface_font(10), tokens.ink, Align.START, direction, own_direction=False)
        box = mirrored(QRectF(282, 0, width - 282 - INSET, _ROW_HEIGHT), width, direction)
        draw_text(
            painter, box, _words(facts), interface_font(9.5), tokens.muted, Align.START, direction, own_direction=False
        )
        painter.restore()


def _words(facts: FileFacts) -> str:
    if facts.error is not None:
        return error_sentence(facts.error)
    return " · ".join(part for part in (facts.format, facts.encoding.upper()) if part)
