"""What became of the files that were imported: first those left out, then those with warnings, then the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from annotator.app.import_report import ImportItem, ImportReport, Outcome
from annotator.core.ids import DocumentId
from annotator.core.rows import DocumentRow
from annotator.ui import theme
from annotator.ui.dialogs.frame import INSET, DialogFrame, title_line
from annotator.ui.dialogs.outcome_strip import OutcomeStrip, tone_of
from annotator.ui.dialogs.transfer_wording import remark_sentence
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.painting import Align, draw_text, placed
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, date_text, error_sentence, file_name, language_name

_SIZE: Final = QSize(800, 560)
_TALL: Final = 43
_LOW: Final = 25
_NAME_START: Final = 50
_NAME_WIDTH: Final = 204
_FACTS_START: Final = 262
_MENTIONS_WIDTH: Final = 200
_MOST_PROBLEMS: Final = 300
_MOST_ACCEPTED: Final = 200
_SIGNS: Final = {Outcome.REJECTED: "x-circle", Outcome.WARNED: "warning", Outcome.ACCEPTED: "check"}


class ImportReportDialog(DialogFrame):
    """The dialog.

    Signals:
        undo_requested: All of it is to be taken back.
        save_requested: The report is to be saved in a file.
        retry_requested: The paths of the rejected files, to be tried again.
        line_requested: A path and a line in it (0: none) to look at.
        articles_requested: The ids of the documents that came in.
    """

    undo_requested = Signal()
    save_requested = Signal()
    retry_requested = Signal(object)
    line_requested = Signal(object, int)
    articles_requested = Signal(object)

    def __init__(
        self,
        report: ImportReport,
        rows: Mapping[DocumentId, DocumentRow],
        seconds: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", _SIZE, parent)
        self._report = report
        self._rows = rows
        self.setWindowTitle(self.tr("Import"))
        head = column(
            title_line(self.headline),
            TextLine(self._summary(), tone="muted", stretches=True),
            4,
            OutcomeStrip(report.counts),
            self._counts_line(seconds),
            start=INSET,
            top=18,
            end=INSET,
            bottom=8,
            gap=5,
        )
        self.compose(
            column(head, self._ruled(), self._files()),
            start=self._ways_back(),
            end=self._retry(),
            primary=self._way_on(),
        )

    @property
    def headline(self) -> str:
        """What happened, in one sentence."""
        counts, total = self._report.counts, len(self._report.items)
        came = total - counts[Outcome.REJECTED]
        if not came:
            return self.tr("Nothing was imported")
        if came == total:
            return counted(self.tr("%n file(s) are in", "", total), total) if total > 1 else self.tr("The file is in")
        return self.tr("{came} of {total} files are in").format(came=f"{came:,}", total=f"{total:,}")

    @property
    def documents(self) -> list[DocumentId]:
        """The documents that came in."""
        return [document for item in self._report.items for document in item.documents]

    def _summary(self) -> str:
        items = self._report.items
        rejected = self._report.counts[Outcome.REJECTED]
        if rejected == len(items):
            return self.tr("The workspace is as it was before.")
        parts = []
        for number, text in (
            (len(self.documents), self.tr("%n article(s)", "", len(self.documents))),
            (mentions := sum(item.mentions for item in items), self.tr("%n mention(s)", "", mentions)),
            (entities := sum(item.entities for item in items), self.tr("%n entity(s)", "", entities)),
        ):
            if number:
                parts.append(counted(text.replace("entity(s)", "entity" if number == 1 else "entities"), number))
        brought = self.tr("{things} came in.").format(things=", ".join(parts)) if parts else ""
        left = self.tr("%n file(s) left out; nothing else depends on it.", "", rejected) if rejected else ""
        return " ".join(part for part in (brought, counted(left, rejected)) if part)

    def _counts_line(self, seconds: float) -> QWidget:
        counts = self._report.counts
        font = interface_font(9.5)
        parts: list[QWidget | None] = []
        for outcome, text, tone in (
            (Outcome.ACCEPTED, self.tr("%n accepted", "", counts[Outcome.ACCEPTED]), "ok"),
            (Outcome.WARNED, self.tr("%n with warnings", "", counts[Outcome.WARNED]), "warn"),
            (Outcome.REJECTED, self.tr("%n rejected", "", counts[Outcome.REJECTED]), "error"),
        ):
            if counts[outcome]:
                parts.append(TextLine(text, font=font, tone=tone))
        took = self.tr("took {seconds} s").format(seconds=f"{seconds:.1f}")
        line = QWidget()
        line.setLayout(row(*parts, None, TextLine(took, font=font, tone="muted"), gap=16))
        return line

    def _ruled(self) -> QWidget:
        line = QWidget()
        line.setLayout(column(Hairline(), start=INSET, end=INSET))
        return line

    def _files(self) -> QScrollArea:
        lines: list[QWidget | int | None] = [4]
        for outcome, most in (
            (Outcome.REJECTED, _MOST_PROBLEMS),
            (Outcome.WARNED, _MOST_PROBLEMS),
            (Outcome.ACCEPTED, _MOST_ACCEPTED),
        ):
            items = [item for item in self._report.items if item.outcome is outcome]
            if items and len(lines) > 1:
                lines += [2, self._ruled(), 4]
            lines += self._lines_of(items, outcome, most)
        content = Surface("paper")
        content.setLayout(column(*lines, None))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    def _lines_of(self, items: Sequence[ImportItem], outcome: Outcome, most: int) -> list[QWidget | int | None]:
        """Return a line for each file; many accepted ones fold to a single line, of many others the first are shown."""
        folds = outcome is Outcome.ACCEPTED and len(items) > most
        shown = [] if folds else items[:most]
        lines: list[QWidget | int | None] = []
        for item in shown:
            line = FileLine(item, self._facts(item))
            line.line_requested.connect(self.line_requested)
            lines.append(line)
        if rest := len(items) - len(shown):
            text = self.tr("%n file(s) accepted", "", rest) if folds else self.tr("and %n more file(s)", "", rest)
            more = TextLine(counted(text, rest), font=interface_font(9.5), tone="muted", height=_LOW)
            held = QWidget()
            held.setLayout(row(more, start=_NAME_START))
            lines.append(held)
        return lines

    def _facts(self, item: ImportItem) -> str:
        """Return language and date of a file's document, or how many documents there are in it."""
        rows = [self._rows[document] for document in item.documents if document in self._rows]
        languages = ", ".join(dict.fromkeys(language_name(row.language) for row in rows))
        if len(rows) == 1:
            return " · ".join(part for part in (languages, date_text(rows[0].date)) if part)
        if rows:
            many = counted(self.tr("%n article(s)", "", len(rows)), len(rows))
            return f"{languages} · {many}"
        return ""

    def _ways_back(self) -> list[QWidget]:
        undo = PushButton(self.tr("Undo import"), icon="arrow-counter-clockwise")
        undo.setEnabled(self._report.changes is not None)
        undo.clicked.connect(self._on_undo)
        save = PushButton(self.tr("Save report…"), Emphasis.LINK)
        save.clicked.connect(self.save_requested)
        return [undo, save]

    def _retry(self) -> list[QWidget]:
        if not self._report.counts[Outcome.REJECTED]:
            return []
        retry = PushButton(self.tr("Try rejected files again"))
        retry.clicked.connect(self._on_retry)
        return [retry]

    def _way_on(self) -> PushButton:
        text = self.tr("Open the articles") if self.documents else self.tr("Close")
        button = PushButton(text, Emphasis.PRIMARY, key=self.tr("Enter"))
        button.clicked.connect(self._on_way_on)
        return button

    def _on_undo(self) -> None:
        self.accept()
        self.undo_requested.emit()

    def _on_retry(self) -> None:
        self.accept()
        self.retry_requested.emit([item.path for item in self._report.items if item.outcome is Outcome.REJECTED])

    def _on_way_on(self) -> None:
        self.accept()
        if self.documents:
            self.articles_requested.emit(self.documents)


class FileLine(QWidget):
    """A file: what became of it, and for problems a sentence and a link to the line.

    Signals:
        line_requested: The path and the line (0: none).
    """

    line_requested = Signal(object, int)

    def __init__(self, item: ImportItem, facts: str) -> None:
        super().__init__()
        self._item = item
        self._facts = facts
        self._sentence = _sentence(item)
        self._is_tall = item.outcome is not Outcome.ACCEPTED
        self.setFixedHeight(_TALL if self._is_tall else _LOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (item.name, self._sentence or facts) if part))
        self.setToolTip(f"{item.path}\n{self._sentence}" if self._is_tall else "")
        if self._is_tall:
            self._add_link()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint sign, name, facts, sentence and number of mentions."""
        tokens = theme.current()
        painter = QPainter(self)
        direction = self.layoutDirection()
        sign = _SIGNS[self._item.outcome]
        paint_icon(painter, placed(self, INSET, 5, 16, 16), sign, QColor(tone_of(self._item.outcome)))
        weight = QFont.Weight.DemiBold if self._is_tall else QFont.Weight.Normal
        box = placed(self, _NAME_START, 0, _NAME_WIDTH, 26)
        name = file_name(self._item.name)
        draw_text(
            painter, box, name, interface_font(10, weight), tokens.ink, Align.START, direction, own_direction=False
        )
        self._paint_muted(painter, placed(self, self.width() - INSET - _MENTIONS_WIDTH, 0, _MENTIONS_WIDTH, 26))
        if self._is_tall:
            box = placed(self, _NAME_START, 22, self.width() - _NAME_START - INSET, 20)
            self._draw_words(painter, box, self._sentence)
        else:
            box = placed(self, _FACTS_START, 0, self.width() - _FACTS_START - INSET - _MENTIONS_WIDTH, 26)
            self._draw_words(painter, box, self._facts)

    def _paint_muted(self, painter: QPainter, box: QRectF) -> None:
        mentions = self._item.mentions
        text = counted(self.tr("%n mention(s)", "", mentions), mentions) if mentions else "—"
        font = interface_font(9.5, tabular=True)
        draw_text(
            painter, box, text, font, theme.current().muted, Align.END, self.layoutDirection(), own_direction=False
        )

    def _draw_words(self, painter: QPainter, box: QRectF, text: str) -> None:
        font = interface_font(9.5)
        tone = theme.current().muted
        draw_text(painter, box, text, font, tone, Align.START, self.layoutDirection(), own_direction=False)

    def _add_link(self) -> None:
        line = self._item.line
        text = self.tr("Open at line {line}").format(line=line) if line else self.tr("Open the file")
        link = TextButton(text, tone="accent")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(self._on_link)
        holder = column(row(link, None, start=_FACTS_START - 4), None)
        self.setLayout(holder)

    def _on_link(self) -> None:
        self.line_requested.emit(self._item.path, self._item.line or 0)


def _sentence(item: ImportItem) -> str:
    """Return why a file was left out, or what was noticed about it."""
    if item.error is not None:
        return error_sentence(item.error)
    return " ".join(dict.fromkeys(remark_sentence(remark) for remark in item.remarks))
