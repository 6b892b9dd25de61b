"""Keeps the review bar beside the suggestion that is reviewed, and out of the way while the article moves."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QWidget

from annotator.core.labels import Label
from annotator.core.mention import Mention
from annotator.ui.document.view import DocumentView
from annotator.ui.review.bar import DROP, HEIGHT, ReviewBar
from annotator.ui.review.controller import ReviewController
from annotator.ui.review.placement import EDGE, place
from annotator.ui.workbench import Workbench

_REST_MS: Final = 150
"""How long the article has to stand still before the bar is back."""


class BarKeeper(QObject):
    """Shows and moves the bar.

    Args:
        bar: The bar.
        controller: Tells what is reviewed.
        workbench: The open workspace.
        view: The article.
        rival: The linker's card, which has the bar's place while it is open.
    """

    def __init__(
        self, bar: ReviewBar, controller: ReviewController, workbench: Workbench, view: DocumentView, rival: QWidget
    ) -> None:
        super().__init__(controller)
        self._bar = bar
        self._controller = controller
        self._workbench = workbench
        self._view = view
        self._rival = rival
        self._mention: Mention | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._put)
        # Queued: the article must have the new marks before one of them is asked for its place.
        controller.turned.connect(self._on_turned, Qt.ConnectionType.QueuedConnection)
        view.scrolled.connect(self._on_scrolled)
        view.layout_changed.connect(self._on_layout_changed)
        rival.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give way to the linker, come back after it, and follow the article's size."""
        if watched is self._rival and event.type() is QEvent.Type.Show:
            self._bar.hide()
        elif (watched is self._rival and event.type() is QEvent.Type.Hide) or event.type() is QEvent.Type.Resize:
            self._rest.start()
        return False

    def _on_turned(self, mention: Mention | None) -> None:
        self._mention = mention
        if mention is None:
            self._bar.hide()
            return
        group = self._controller.of_entity(mention)
        self._bar.show_group(len(group), self._name(mention), self._label(mention))
        self._make_room(mention)
        self._put()

    def _on_scrolled(self) -> None:
        if self._mention is not None:
            self._bar.fade()
            self._rest.start()

    def _on_layout_changed(self) -> None:
        if not self._rest.isActive():
            self._put()

    def _make_room(self, mention: Mention) -> None:
        """Scroll so far that the bar has its place under the mark."""
        anchor, bounds = self._anchor(mention), self._bounds()
        lacking = anchor.bottom() + DROP + HEIGHT + 1 - bounds.bottom() if anchor is not None else 0
        if anchor is not None and 0 < lacking < bounds.height() // 2:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + lacking)

    def _put(self) -> None:
        """Show the bar where it belongs now; not while its mark is out of sight or the linker is open."""
        mention = self._mention
        self._rest.stop()
        if mention is None or self._rival.isVisible():
            self._bar.hide()
            return
        anchor = self._anchor(mention)
        bounds = self._bounds()
        size = self._bar.needed_in(bounds.width() - 2 * EDGE)
        found = place(anchor, bounds, size, DROP) if anchor is not None else None
        if found is None:
            self._bar.hide()
        else:
            self._bar.show_at(found.rect, found.pointer_x, points_down=found.above)

    def _anchor(self, mention: Mention) -> QRect | None:
        """Return the mark with its words, in the coordinates of the bar's parent."""
        rect = self._view.mark_rect(mention.id)
        return None if rect is None else rect.translated(self._origin())

    def _bounds(self) -> QRect:
        return self._view.viewport().rect().translated(self._origin())

    def _origin(self) -> QPoint:
        home = self._bar.parentWidget()
        return self._view.viewport().mapTo(home, QPoint(0, 0)) if home else QPoint(0, 0)

    def _name(self, mention: Mention) -> str:
        """Return what the group is called: the entity, the date's value, or the words themselves."""
        mark = self._workbench.mark(mention.id)
        return mark.caption if mark is not None and mark.caption else mention.surface

    def _label(self, mention: Mention) -> Label | None:
        return self._workbench.labels.get(mention.label)
