"""The page of an open workspace: documents, article, context and status, laid out by the width of the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui import arrangement
from annotator.ui.action_set import ActionSet
from annotator.ui.arrangement import Arrangement, Form, Wishes, arrange
from annotator.ui.document.view import DocumentView
from annotator.ui.models.document_list import DocumentList
from annotator.ui.panels.context_panel import ContextPanel
from annotator.ui.panels.document_header import DocumentHeader
from annotator.ui.panels.documents import RAIL_WIDTH, DocumentsPanel, DocumentsRail
from annotator.ui.panels.ruler import Ruler
from annotator.ui.panels.status_line import StatusLine
from annotator.ui.widgets.side_overlay import SideOverlay
from annotator.ui.widgets.splitter import HairSplitter
from annotator.ui.widgets.surface import Hairline, Surface, column, row

_LEAST_CENTRE: Final = 420


class WorkspacePage(Surface):
    """Puts the parts together; what they show and what happens in them is the controllers' business.

    Signals:
        wishes_changed: The :class:`~annotator.ui.arrangement.Wishes` of the user about panels.
        widths_changed: The user has dragged a hairline.
    """

    wishes_changed = Signal(object)
    widths_changed = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__("paper")
        self.model = DocumentList(self)
        self.documents = DocumentsPanel(self.model, actions["transfer.import"])
        self.rail = DocumentsRail(self.model)
        self.header = DocumentHeader(actions)
        self.view = DocumentView()
        self.ruler = Ruler()
        self.context = ContextPanel()
        self.status = StatusLine()
        self._wishes = Wishes()
        self._arrangement: Arrangement | None = None
        self._widths = {"documents": arrangement.DOCUMENTS_WIDTH, "context": 0}
        self._limit_widths()
        self._compose()
        self.setFocusProxy(self.view)
        self._documents_overlay = SideOverlay(self._body, at_end=False)
        self._context_overlay = SideOverlay(self._body, at_end=True)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self.rail.list_requested.connect(self.toggle_documents)
        self.documents.pin_requested.connect(self._on_pin_requested)

    @property
    def wishes(self) -> Wishes:
        """What the user has said about the panels."""
        return self._wishes

    @property
    def is_documents_shown(self) -> bool:
        """Whether the list of documents can be seen, beside the article or over it."""
        return self.documents.isVisibleTo(self)

    @property
    def is_context_shown(self) -> bool:
        """Whether the context panel can be seen, beside the article or over it."""
        return self.context.isVisibleTo(self)

    @property
    def is_context_floating(self) -> bool:
        """Whether the context panel, when it is shown, floats over the article."""
        return self.width() < arrangement.DOCKED_CONTEXT_FROM

    def restore(self, wishes: Wishes, documents_width: int, context_width: int) -> None:
        """Lay out as the user left it; a width of 0 stands for the usual one."""
        self._wishes = wishes
        if documents_width:
            self._widths["documents"] = documents_width
        self._widths["context"] = context_width
        self._arrangement = None
        self._arrange()

    def panel_width(self, panel: str) -> int:
        """Return how wide ``documents`` or ``context`` was made by the user; 0 when it was not."""
        return self._widths[panel]

    def toggle_documents(self) -> None:
        """Show the list of documents, or fold it."""
        if self.width() >= arrangement.WIDE_FROM:
            self._wish(Wishes(not self._wishes.documents, self._wishes.documents_pinned, self._wishes.context))
        elif self._wishes.documents_pinned and self.documents.isVisibleTo(self):
            self._wish(Wishes(self._wishes.documents, documents_pinned=False, context=self._wishes.context))
        elif self._documents_overlay.isVisible():
            self.close_overlays()
        else:
            self._float_documents()

    def toggle_context(self) -> None:
        """Show the context panel, or put it away."""
        if self.is_context_floating:
            if self._context_overlay.isVisible():
                self.close_overlays()
            else:
                self.float_context()
        else:
            self._wish(Wishes(self._wishes.documents, self._wishes.documents_pinned, not self._wishes.context))

    def put_below(self, panel: QWidget) -> None:
        """Let a panel stand under the article, from one side of the window to the other; the panel shows itself."""
        self._below.addWidget(panel)

    def show_documents(self) -> None:
        """Make sure that the list of documents can be seen."""
        if not self.documents.isVisibleTo(self):
            self.toggle_documents()

    def float_context(self) -> None:
        """Let the context panel float over the article."""
        self._documents_overlay_closed()
        width = self._widths["context"] or arrangement.NARROW_CONTEXT_WIDTH
        self._context_overlay.float_panel(self.context, width)

    def close_overlays(self) -> bool:
        """Put away panels that float; tell whether there was any."""
        any_open = self._documents_overlay.isVisible() or self._context_overlay.isVisible()
        self._documents_overlay_closed()
        if self._context_overlay.isVisible():
            self._context_overlay.give_back()
            self._dock(self.context, is_docked=False)
        return any_open

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _compose(self) -> None:
        centre = Surface("paper")
        article = row(self.view, self.ruler)
        centre.setLayout(column(self.header, Hairline(), article))
        centre.setMinimumWidth(_LEAST_CENTRE)
        self.splitter = HairSplitter()
        for place, part in enumerate((self.documents, centre, self.context)):
            self.splitter.put(part, place, stretches=part is centre)
        self._rail_rule = Hairline(Qt.Orientation.Vertical)
        self._body = QWidget()
        self._body.setLayout(row(self.rail, self._rail_rule, self.splitter))
        self._below = column()
        self.setLayout(column(self._body, self._below, Hairline(), self.status))

    def _limit_widths(self) -> None:
        self.documents.setMinimumWidth(arrangement.DOCUMENTS_RANGE[0])
        self.documents.setMaximumWidth(arrangement.DOCUMENTS_RANGE[1])
        self.context.setMinimumWidth(arrangement.CONTEXT_RANGE[0])
        self.context.setMaximumWidth(arrangement.CONTEXT_RANGE[1])

    def _arrange(self) -> None:
        wanted = arrange(self.width(), self.height(), self._wishes)
        self._documents_overlay.place(self._widths["documents"], RAIL_WIDTH + 1)
        self._context_overlay.place(self._widths["context"] or arrangement.NARROW_CONTEXT_WIDTH)
        if wanted == self._arrangement:
            return
        self._arrangement = wanted
        self.close_overlays()
        is_listed = wanted.documents is Form.DOCKED
        self._dock(self.documents, is_docked=is_listed)
        self.documents.set_floating(is_floating=False)
        self.rail.setVisible(not is_listed)
        self._rail_rule.setVisible(not is_listed)
        self._dock(self.context, is_docked=wanted.context is Form.DOCKED)
        self.header.set_compact(is_compact=wanted.is_compact)
        self.status.set_compact(is_compact=wanted.is_compact)
        self.documents.labels.set_compact(is_compact=wanted.is_low)
        context = self._widths["context"] or wanted.context_width
        self.splitter.set_widths([self._widths["documents"], 10_000, context])

    def _dock(self, panel: QWidget, *, is_docked: bool) -> None:
        """Put a panel into the splitter, shown or hidden there."""
        if self.splitter.indexOf(panel) < 0:
            self.splitter.put(panel, 0 if panel is self.documents else self.splitter.count())
        panel.setVisible(is_docked)

    def _float_documents(self) -> None:
        self._documents_overlay.float_panel(self.documents, self._widths["documents"], RAIL_WIDTH + 1)
        self.documents.set_floating(is_floating=self.width() >= arrangement.DOCKED_CONTEXT_FROM)

    def _documents_overlay_closed(self) -> None:
        if self._documents_overlay.isVisible():
            self._documents_overlay.give_back()
            self._dock(self.documents, is_docked=False)

    def _wish(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._arrange()
        self.wishes_changed.emit(wishes)

    def _on_pin_requested(self) -> None:
        self._wish(Wishes(self._wishes.documents, documents_pinned=True, context=self._wishes.context))

    def _on_splitter_moved(self) -> None:
        if self.documents.isVisibleTo(self):
            self._widths["documents"] = self.documents.width()
        if self.context.isVisibleTo(self):
            self._widths["context"] = self.context.width()
        self.widths_changed.emit()
