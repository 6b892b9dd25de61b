"""One sitting of an annotator: a window on a workspace file, from opening to closing."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.document import Direction
from annotator.core.offsets import Span
from annotator.ui.application import build_window, create_application
from annotator.ui.bridge import SaveState
from annotator.ui.candidates_source import CandidatesSource
from annotator.ui.dates.card import DateCard
from annotator.ui.desk import Desk
from annotator.ui.document.view import DocumentView
from annotator.ui.linker.card import LinkerCard
from annotator.ui.settings_store import SettingsStore
from db.workspace import SqliteWorkspaces
from tests.journeys.disk import Disk
from tests.journeys.hands import Hands, until

ANNOTATOR = "Dana Levi"
PERSON, ORG, PLACE, DATE = 1, 2, 3, 4

_LONGEST_LINE = 100


class Sitting:
    """The window with its user's hands and a look at the disk beside it.

    Args:
        folder: Where settings and workspace are kept.
        workspace: The workspace file; it must be there.
    """

    def __init__(self, folder: Path, workspace: Path) -> None:
        application = create_application()
        settings = SettingsStore(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        settings.annotator = ANNOTATOR
        self.window, opening = build_window(application, SqliteWorkspaces(), settings)
        self.window.resize(1440, 900)
        opening.open_first(str(workspace))
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self._is_open = True
        self.disk = Disk(workspace)
        self.hands = Hands(self.window)
        until(self._knows_names, "the index of names")

    @property
    def desk(self) -> Desk:
        """The open workspace in the window."""
        assert self.window.desk is not None
        return self.window.desk

    @property
    def view(self) -> DocumentView:
        """The article."""
        return self.desk.page.view

    @property
    def card(self) -> LinkerCard:
        """The linker."""
        card = self.desk.page.findChild(LinkerCard)
        assert card is not None
        return card

    @property
    def date_card(self) -> DateCard:
        """The date editor."""
        card = self.desk.page.findChild(DateCard)
        assert card is not None
        return card

    @property
    def document(self) -> str:
        """The id of the open article."""
        return self.view.document.id

    def close(self) -> None:
        """Close the window as its user does; nothing happens when that was done before."""
        if not self._is_open:
            return
        self._is_open = False
        self.window.close()
        QApplication.processEvents()
        self.window.deleteLater()
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until everything done so far is on disk and shown."""
        bridge = self.desk.bridge
        until(lambda: not bridge.unsaved and bridge.save_state is SaveState.SAVED, "saving")

    def open_article(self, name: str) -> None:
        """Go from article to article by keyboard until one of this name is open."""
        for _ in range(len(self.desk.workbench.rows)):
            self.hands.press("Ctrl+PgUp")
        for _ in range(len(self.desk.workbench.rows)):
            if self.view.document.name == name:
                return
            self.hands.press("Ctrl+PgDown")
        raise AssertionError(f"there is no article {name}")

    def _knows_names(self) -> bool:
        source = self.window.findChild(CandidatesSource)
        return source is not None and source.index is not None

    # Places in the article

    def find(self, text: str, *, inside: str = "") -> Span:
        """Return where a piece of text stands first in the open article, or in a longer piece of it."""
        whole = self.view.document.text
        start = whole.index(inside) if inside else 0
        start = whole.index(text, start)
        return Span(start, start + len(text))

    def show(self, span: Span) -> None:
        """Scroll so that a piece of text is in sight, and let suggestions come that would move it."""
        until(lambda: self.desk.on_demand.reviewing.source.is_idle, "suggestions")
        self.view.scroll_to(span.end - 1)
        self.view.scroll_to(span.start)
        QApplication.processEvents()

    def middle(self, offset: int) -> QPoint:
        """Return the middle of a character, which must be in sight."""
        centre = self.view.glyph_center(offset)
        assert centre is not None
        assert self.view.viewport().rect().contains(centre), "it is out of sight"
        return centre

    # Things a user does

    def drag_over(self, span: Span) -> None:
        """Select a piece of text with the mouse, from the middle of its first character to that of its last."""
        self.show(span)
        first, last = self.middle(span.start), self.middle(span.end - 1)
        self.hands.drag(self.view.viewport(), [first, last])

    def click_on(self, offset: int, *, times: int = 1) -> None:
        """Click on a character once, twice or three times."""
        self.show(Span(offset, offset + 1))
        self.hands.click(self.view.viewport(), self.middle(offset), times=times)

    def selected_text(self) -> str | None:
        """Return the selected text."""
        span = self.view.selection
        return span.surface(self.view.document.text) if span else None

    def walk_to(self, offset: int, *, from_end: bool = False, time: int = 1) -> bool:
        """Bring the caret to a place by its own keys, along its line; tell whether it came there.

        Where directions meet, one offset is two places on the line and one place two offsets: the caret has the offset
        of the letter it passed last.

        Args:
            offset: Where to.
            from_end: Whether to come from the end of the line.
            time: The how manyeth time the caret comes to that offset.
        """
        self.hands.press("Ctrl+Home", "End")
        while self.view.caret < offset:
            self.hands.press("Down", "End")
        rtl = self.view.paragraph_direction(self.view.paragraph_of(offset)) is Direction.RTL
        if not from_end:
            self.hands.press("Home")
        for _ in range(_LONGEST_LINE):
            time -= self.view.caret == offset
            if not time:
                return True
            self.hands.press("Left" if rtl is not from_end else "Right")
        return False

    def select_by_keys(self, span: Span) -> None:
        """Select a piece of text by keys alone, from whichever of its ends an arrow with Shift leads over it."""
        for from_end, time, arrow in product((False, True), (1, 2), ("Left", "Right")):
            if not self.walk_to(span.end if from_end else span.start, from_end=from_end, time=time):
                continue
            for _ in range(len(span)):
                self.hands.press(f"Shift+{arrow}")
                if self.view.selection == span:
                    return
        raise AssertionError("no arrow selected it")

    def link(self, span: Span, digit: int, *answer: str) -> None:
        """Select with the mouse, press a label's digit, and answer the linker with these keys."""
        self.mark(span, digit)
        self.hands.press(*answer)
        until(lambda: not self.card.isVisible(), "the linker's closing")
        self.settle()

    def mark(self, span: Span, digit: int) -> None:
        """Select with the mouse and press a label's digit; the linker, or for a date its editor, stays open."""
        self.drag_over(span)
        self.hands.press(str(digit))
        until(lambda: self.card.isVisible() or self.date_card.isVisible(), "the linker")
        self.settle()
