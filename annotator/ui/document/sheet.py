"""The article on its page: shown, sized, scrolled and painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.core.document import Document
from annotator.core.ids import DocumentId, MentionId
from annotator.core.labels import DEFAULT_LABELS, LabelSet
from annotator.core.offsets import Span
from annotator.ui import theme
from annotator.ui.document.caret import CaretMover
from annotator.ui.document.hits import Hits
from annotator.ui.document.mark_index import MarkIndex
from annotator.ui.document.marks import Mark, UnderMarks
from annotator.ui.document.page import Page
from annotator.ui.document.painter import Look, PagePainter
from annotator.ui.document.scrolling import Anchor, Scroller
from annotator.ui.document.sight import Sight, differences, seen
from annotator.ui.document.styles import Focus, MarkStyles
from annotator.ui.document.text import Blocks
from annotator.ui.document.typography import USUAL, Typography, clamped_text_size

NO_DOCUMENT: Final = Document(DocumentId(""), "", "", "", "und")
_SCROLL_STEP: Final = 24
REVEAL_MARGIN: Final = 60
_FARTHEST_STEP: Final = 2
_SETTLING_TIME: Final = 120


class ArticleSheet(QAbstractScrollArea):
    """An article with its marks, laid out only where it is looked at. Offsets are code points of the document."""

    scrolled = Signal()
    text_size_changed = Signal(float)
    layout_changed = Signal()
    """Heights, marks or sizes have changed; it comes after things have come to rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport that Qt made itself would have to be recognised among all kinds of widgets, which takes 12 ms.
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().setSingleStep(_SCROLL_STEP)
        self._typography = Typography(USUAL, UnderMarks.LABELS_AND_NAMES)
        self._hidden_labels: frozenset[str] = frozenset()
        self._shows_invisibles = False
        self._syncing = False
        self._sight: Sight | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_TIME)
        self._settling.timeout.connect(self.layout_changed)
        self.focus = Focus()
        self._open(NO_DOCUMENT, (), DEFAULT_LABELS)

    # What is shown

    @property
    def document(self) -> Document:
        """The document that is shown; one without text when there is none."""
        return self._document

    @property
    def labels(self) -> LabelSet:
        """The labels its marks are drawn by."""
        return self._labels

    def _open(self, document: Document, marks: Sequence[Mark], labels: LabelSet) -> None:
        blocks = Blocks(document.text)
        self._document = document
        self._labels = labels
        index = MarkIndex(blocks, marks)
        index.hide(self._hidden_labels)
        column = self._typography.column_width(self.viewport().width())
        self.page = Page(document, blocks, index, self._typography, column)
        self.scroller = Scroller(self.page)
        self.scroller.sight = self.viewport().height()
        self.hits = Hits(self.page)
        self.mover = CaretMover(self.page, stops_at_hidden=self._shows_invisibles)
        self.focus = Focus()
        self._laid_out()

    def turn(self, document: Document) -> None:
        """Take over the directions of the shown document after they were changed; the text stays where it is."""
        anchor = self.scroller.anchor()
        self._document = document
        if self.page.turn(document):
            self.scroller.restore(anchor)
            self._laid_out()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks; only what differs is worked out anew, and nothing jumps."""
        anchor = self._steady_place()
        self._marks_changed(self.page.marks.replace_all(marks), anchor)

    def update_marks(self, changed: Iterable[Mark], removed: Iterable[MentionId] = ()) -> None:
        """Add or replace some marks and take others away."""
        anchor = self._steady_place()
        self._marks_changed(self.page.marks.update(changed, removed), anchor)

    def _steady_place(self) -> Anchor:
        """Return the place in the text that must not move while marks come and go."""
        return self.scroller.anchor()

    def _marks_changed(self, blocks: set[int], anchor: Anchor) -> None:
        if blocks:
            self.page.marks_changed(blocks)
            self.scroller.restore(anchor)
            self._refocus()
            self._laid_out()

    def _refocus(self) -> None:
        """Find again what is selected after other marks are shown."""

    # How it is shown

    @property
    def text_size(self) -> float:
        """The size of the text in points, from 11 to 28."""
        return self._typography.text_size

    @text_size.setter
    def text_size(self, text_size: float) -> None:
        text_size = clamped_text_size(text_size)
        if text_size != self._typography.text_size:
            self._reflow(Typography(text_size, self._typography.under_marks))
            self.text_size_changed.emit(text_size)

    @property
    def under_marks(self) -> UnderMarks:
        """What is written under the marks."""
        return self._typography.under_marks

    @under_marks.setter
    def under_marks(self, under_marks: UnderMarks) -> None:
        if under_marks is not self._typography.under_marks:
            self._reflow(Typography(self._typography.text_size, under_marks))

    @property
    def hidden_labels(self) -> frozenset[str]:
        """Labels whose marks are not shown."""
        return self._hidden_labels

    @hidden_labels.setter
    def hidden_labels(self, labels: frozenset[str]) -> None:
        if labels == self._hidden_labels:
            return
        anchor = self.scroller.anchor()
        self._hidden_labels = labels
        self.page.marks.hide(labels)
        self.page.all_marks_changed()
        self.scroller.restore(anchor)
        self._refocus()
        self._laid_out()

    @property
    def shows_invisibles(self) -> bool:
        """Whether characters that cannot be seen are given signs, at which the caret stops."""
        return self._shows_invisibles

    @shows_invisibles.setter
    def shows_invisibles(self, shows: bool) -> None:
        self._shows_invisibles = shows
        self.mover = CaretMover(self.page, stops_at_hidden=shows)
        self.viewport().update()

    def _reflow(self, typography: Typography) -> None:
        """Lay everything out anew in another size; what is in sight stays in sight."""
        anchor = self.scroller.anchor()
        self._typography = typography
        self.page.reflow(typography, typography.column_width(self.viewport().width()))
        self.scroller.restore(anchor)
        self._laid_out()

    @property
    def origin(self) -> QPoint:
        """Where the upper left corner of the page's text column is in the viewport."""
        return QPoint((self.viewport().width() - self.page.column) // 2, -self.scroller.value)

    # Scrolling

    def scroll_to(self, offset: int, *, margin: int = REVEAL_MARGIN) -> None:
        """Bring a character into sight with some room around it, moving as little as needed."""
        before = self.scroller.position
        self.scroller.reveal(offset, margin=margin)
        if self.scroller.position != before:
            self._scrolled()

    @property
    def anchor(self) -> Anchor:
        """The place in the text that is at the top of the sight."""
        return self.scroller.anchor()

    def return_to(self, anchor: Anchor) -> None:
        """Bring a place in the text to where it was."""
        self.scroller.restore(anchor)
        self._scrolled()

    def scroll_to_fraction(self, fraction: float) -> None:
        """Put the middle of the sight at a fraction of the page's height, 0 to 1."""
        self.verticalScrollBar().setValue(round(fraction * self.page.height - self.scroller.sight / 2))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar: exactly for short ways, as far as heights are known for long ones."""
        if self._syncing:
            return
        value = self.verticalScrollBar().value()
        difference = value - self._shown_value
        if abs(difference) <= _FARTHEST_STEP * max(self.scroller.sight, 1):
            self.scroller.move(difference)
        else:
            self.scroller.jump(value)
        self._scrolled()

    def _scrolled(self) -> None:
        self._sync_scroll_bar()
        self._sight = None  # known again when it has been painted: one may scroll far between two paintings
        self.viewport().update()
        self.scrolled.emit()

    def _laid_out(self) -> None:
        """Show what has been laid out anew, and say so when things have come to rest."""
        self._sync_scroll_bar()
        self._refresh()
        self._settling.start()

    def _refresh(self) -> None:
        """Have painted anew what looks otherwise than it was last asked to be painted."""
        before = self._sight
        if before is None:
            self.viewport().update()
            return
        self._sight = self._seen()
        changed = differences(before, self._sight)
        if changed is None:
            self.viewport().update()
            return
        origin = QPointF(self._sight.origin)
        for rect in changed:
            self.viewport().update(rect.translated(origin).toAlignedRect())

    def _seen(self) -> Sight:
        return seen(self.page, self.scroller.visible(), self.origin, self.focus, self._selected_text())

    def _sync_scroll_bar(self) -> None:
        """Make the scroll bar say what is true, without being asked to scroll in turn."""
        self.scroller.visible()
        bar = self.verticalScrollBar()
        self._syncing = True
        bar.setRange(0, self.scroller.furthest)
        bar.setPageStep(self.scroller.sight)
        bar.setValue(self.scroller.value)
        self._syncing = False
        self._shown_value = self.scroller.value

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        colours = theme.current()
        blocks = self.scroller.visible()
        origin = self.origin
        regions = iter(event.region())  # type: ignore[call-overload]  # the stubs do not know that it can be gone through
        on_page = [QRectF(rect.translated(-origin)) for rect in regions]
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), theme.colour(colours.paper))
            painter.translate(origin)
            PagePainter(painter, self.page, self._look(colours)).paint(blocks, on_page)
            self._paint_over(painter, colours)
        if self._sight is None and event.rect() == self.viewport().rect():
            self._sight = self._seen()

    def _look(self, colours: theme.Theme) -> Look:
        return Look(
            colours,
            MarkStyles(colours, self._labels),
            self.focus,
            self._selected_text(),
            self._shows_invisibles,
        )

    def _selected_text(self) -> Span | None:
        """Return what is selected; without hands nothing ever is."""
        return None

    def _paint_over(self, painter: QPainter, colours: theme.Theme) -> None:
        """Paint what stands over the page, in the page's coordinates."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text in place in a wider, narrower, taller or lower sight."""
        self.scroller.sight = self.viewport().height()
        if self._typography.column_width(self.viewport().width()) != self.page.column:
            self._reflow(self._typography)
        else:
            self._laid_out()

    def changeEvent(self, event: QEvent) -> None:
        """Write the words under the marks anew in another language, and repaint for another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.page.words_changed()
        self.viewport().update()
