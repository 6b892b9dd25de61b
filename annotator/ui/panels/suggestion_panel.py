"""Suggestions in the open article: what a machine or another tool has proposed and nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from annotator.core.ids import MentionId
from annotator.core.labels import LabelSet
from annotator.core.rows import Occurrence
from annotator.ui.fonts import interface_font
from annotator.ui.models.mention_list import Entry
from annotator.ui.models.suggestion_groups import Article, Head, SuggestionGroups
from annotator.ui.panels.suggestion_list import SuggestionList
from annotator.ui.widgets.buttons import IconButton
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import Caption, TextLine
from annotator.ui.wording import counted

_FOOT_HEIGHT: Final = 52
_SURE: Final = 0.9


class SuggestionPanel(Surface):
    """A count, the suggestions by what they name, and what can be done with many of them at once.

    Signals:
        mention_chosen: The id of the suggestion the user selected.
        accepted: Ids of suggestions to be accepted.
        rejected: Ids of suggestions to be rejected.
        looking_requested: Suggestions are to be looked for again.
    """

    mention_chosen = Signal(object)
    accepted = Signal(object)
    rejected = Signal(object)
    looking_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = SuggestionGroups(self)
        self._number = TextLine("0", font=interface_font(17, QFont.Weight.DemiBold), height=34)
        self._what = TextLine("", tone="muted", stretches=True)
        self._decided = TextLine("", font=interface_font(9, tabular=True), tone="muted", height=18, stretches=True)
        self._order = IconButton("sort-descending", self.tr("As they come in the article, or the largest first"))
        self.list = SuggestionList(self._model)
        self._accept_sure = PushButton("", height=30)
        self._again = PushButton(self.tr("Run again"), Emphasis.LINK, height=30)
        self._head = QWidget()
        self._head.setLayout(
            column(row(self._number, self._what, gap=8), self._decided, start=16, top=10, end=16, bottom=10)
        )
        self._caption = QWidget()
        self._caption.setLayout(row(Caption(self.tr("By entity")), None, self._order, start=16, top=8, end=12))
        foot = QWidget()
        foot.setFixedHeight(_FOOT_HEIGHT)
        foot.setLayout(row(self._accept_sure, None, self._again, start=16, end=12, gap=8))
        self._rule = Hairline()
        self.setLayout(column(self._head, self._rule, self._caption, self.list, Hairline(), foot))
        self._connect()
        self._show_number()

    @property
    def heading(self) -> str:
        """What is said at the top."""
        return f"{self._number.text} {self._what.text}"

    def set_labels(self, labels: LabelSet) -> None:
        """Paint in the colours of these labels."""
        self.list.set_labels(labels)

    def set_article(self, article: Article) -> None:
        """Say what the suggestions stand in."""
        self._model.set_article(article)
        self.list.set_direction(article.direction)

    def set_decided(self, accepted: int, rejected: int) -> None:
        """Show how many places in the article are decided."""
        self._decided.set_text(
            self.tr("{accepted} marked  ·  {rejected} rejected").format(accepted=accepted, rejected=rejected)
        )

    def set_entries(self, entries: Sequence[Entry], current: MentionId | None) -> None:
        """Show the suggestions among these mentions."""
        with QSignalBlocker(self.list.selectionModel()):
            self._model.set_entries(entries)
        self.set_current(current)

    def update_entries(self, changed: Iterable[Entry], gone: Iterable[MentionId], current: MentionId | None) -> None:
        """Show changes of some mentions; rows that go do not pass on the selection."""
        with QSignalBlocker(self.list.selectionModel()):
            self._model.update_entries(changed, gone)
        self.set_current(current)

    def set_current(self, mention: MentionId | None) -> None:
        """Show which suggestion is selected in the article."""
        self.list.make_current(self._model.reveal(mention))
        self._show_number()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._order.clicked.connect(self._on_order_pressed)
        self._accept_sure.clicked.connect(self._on_accept_sure_pressed)
        self._again.clicked.connect(self.looking_requested)

    def _show_number(self) -> None:
        number = len(self._model.mentions)
        groups = self._model.groups
        self._number.set_text(f"{number:,}")
        self._what.set_text(counted(self.tr("to review, %n name(s) and dates", "", groups), groups))
        for part in (self._head, self._rule, self._caption):
            part.setVisible(number > 0)
        sure = len(self._sure())
        self._accept_sure.set_words(
            self.tr("Accept all {number} above {score}").format(number=f"{sure:,}", score=f"{_SURE:.2f}")
        )
        self._accept_sure.setEnabled(sure > 0)

    def _sure(self) -> list[MentionId]:
        return [mention.id for mention in self._model.mentions if (mention.score or 0.0) >= _SURE]

    def _on_current_changed(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if isinstance(line, Occurrence):
            self.mention_chosen.emit(line.mention.id)
        elif isinstance(line, Head):
            self._show_number()

    def _on_order_pressed(self) -> None:
        order = Qt.SortOrder.AscendingOrder if self._model.is_by_size else Qt.SortOrder.DescendingOrder
        self._model.sort(0, order)
        self._order.set_glyph("sort-descending" if self._model.is_by_size else "text-align-left")

    def _on_accept_sure_pressed(self) -> None:
        self.accepted.emit(tuple(self._sure()))
