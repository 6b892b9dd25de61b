"""Only what looks otherwise is painted anew: what stands on the screen is what painting everything would show."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.ids import MentionId
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from annotator.ui.document.marks import Mark, MarkState
from annotator.ui.document.sight import differences
from annotator.ui.document.view import DocumentView
from tests.ui.document.samples import Article, article

ROUNDS = 40


@pytest.fixture(autouse=True)
def steady_caret() -> Iterator[None]:
    before = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(before)


def on_screen(view: DocumentView) -> QImage:
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted_afresh(view: DocumentView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


class Painted(QObject):
    """Notes how many pixels are asked for whenever something is painted."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self.areas: list[int] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect().width() * event.rect().height())
        return False


class Hands:
    """Does things at random in a view."""

    def __init__(self, view: DocumentView, shown: Article, seed: int) -> None:
        self._view = view
        self._rng = random.Random(seed)
        self._marks = {mark.id: mark for mark in shown.marks}
        self._length = len(shown.document.text)

    def act(self) -> None:
        self._rng.choice(self._acts())()

    def _acts(self) -> list[Callable[[], None]]:
        return [
            self._add,
            self._remove,
            self._relabel,
            self._select_mark,
            self._select_text,
            self._move_caret,
            self._extend,
            self._hover,
            self._scroll,
            self._hide_label,
        ]

    def _span(self, longest: int) -> Span:
        near = min(self._length - longest - 1, 900)
        start = self._rng.randrange(near)
        return Span(start, start + self._rng.randrange(1, longest))

    def _add(self) -> None:
        mark = Mark(MentionId(f"new {self._rng.random()}"), self._span(30), "ORG", MarkState.UNLINKED)
        self._marks[mark.id] = mark
        self._view.update_marks([mark])

    def _remove(self) -> None:
        gone = self._rng.choice(list(self._marks))
        del self._marks[gone]
        self._view.update_marks([], [gone])

    def _relabel(self) -> None:
        mark = self._marks[self._rng.choice(list(self._marks))]
        self._marks[mark.id] = mark._replace(label=self._rng.choice(["PERSON", "ORG", "PLACE"]), suggested=False)
        self._view.set_marks(list(self._marks.values()))

    def _select_mark(self) -> None:
        self._rng.choice([self._view.select_next_mark, self._view.select_previous_mark])()

    def _select_text(self) -> None:
        self._view.select(self._span(200))

    def _move_caret(self) -> None:
        QTest.keyClick(self._view, self._rng.choice([Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End]))

    def _extend(self) -> None:
        key = self._rng.choice([Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down])
        QTest.keyClick(self._view, key, Qt.KeyboardModifier.ShiftModifier)

    def _hover(self) -> None:
        at = QPoint(self._rng.randrange(self._view.width()), self._rng.randrange(self._view.height()))
        QTest.mouseMove(self._view.viewport(), at)

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._rng.choice([-50, 31, 7]))

    def _hide_label(self) -> None:
        self._view.hidden_labels = frozenset(self._rng.choice([(), ("PLACE",)]))


@pytest.mark.parametrize("language", ["he", "ar", "en"])
@pytest.mark.parametrize("seed", range(3))
def test_the_screen_shows_what_painting_everything_would(view: DocumentView, language: str, seed: int) -> None:
    shown = article(language)
    view.show_document(shown.document, shown.marks, DEFAULT_LABELS)
    hands = Hands(view, shown, seed)
    for number in range(ROUNDS):
        hands.act()
        seen = on_screen(view)
        assert seen == painted_afresh(view), f"act {number}"


@pytest.mark.parametrize("scrolled", [0, 40])
def test_a_change_is_painted_in_its_own_place(view: DocumentView, scrolled: int) -> None:
    shown = article("en")
    view.resize(view.width(), 300)
    view.show_document(shown.document, shown.marks, DEFAULT_LABELS)
    QApplication.processEvents()
    view.verticalScrollBar().setValue(scrolled)
    QApplication.processEvents()
    assert view.verticalScrollBar().value() == scrolled
    painted = Painted(view)
    view.update_marks([shown.marks[0]._replace(label="ORG")])
    QApplication.processEvents()
    assert len(painted.areas) == 1
    assert painted.areas[0] < view.viewport().width() * view.viewport().height() / 4


def test_nothing_is_painted_when_nothing_changes(view: DocumentView) -> None:
    shown = article("en")
    view.show_document(shown.document, shown.marks, DEFAULT_LABELS)
    view.select_next_mark()
    QApplication.processEvents()
    painted = Painted(view)
    view.set_marks([mark._replace() for mark in shown.marks])
    QApplication.processEvents()
    assert painted.areas == []


def test_other_colours_are_painted_everywhere(view: DocumentView) -> None:
    QApplication.processEvents()
    painted = Painted(view)
    QApplication.sendEvent(view, QEvent(QEvent.Type.PaletteChange))
    QApplication.processEvents()
    assert painted.areas == [view.viewport().width() * view.viewport().height()]


def test_a_sight_differs_in_nothing_from_itself(view: DocumentView) -> None:
    shown = article("he")
    view.show_document(shown.document, shown.marks, DEFAULT_LABELS)
    sight = view._sight
    assert sight is not None
    assert differences(sight, sight) == []
    other = sight._replace(focus=sight.focus._replace(selected=shown.marks[0].id))
    changed = differences(sight, other)
    assert changed
    assert all(isinstance(rect, QRectF) for rect in changed)
