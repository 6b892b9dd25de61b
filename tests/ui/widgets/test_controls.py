"""Checks, segments, fields, buttons and cards, by keyboard and mouse, in windows of both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui import theme
from annotator.ui.widgets.check import Check
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.floating import POINTER_HEIGHT, FloatingCard
from annotator.ui.widgets.keycaps import KeyHint
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.surface import Surface, column

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
Key = Qt.Key


@pytest.fixture(params=list(theme.ThemeName), autouse=True)
def every_theme(request: pytest.FixtureRequest) -> Iterator[None]:
    theme.use(request.param)
    yield
    theme.use(theme.ThemeName.LIGHT)


Hold = Callable[..., QWidget]


@pytest.fixture
def hold(qtbot: QtBot) -> Hold:
    """Put widgets into a window of a direction."""
    windows: list[QWidget] = []

    def held(*parts: QWidget, direction: Qt.LayoutDirection = LTR) -> QWidget:
        window = Surface("paper")
        windows.append(window)
        window.setLayoutDirection(direction)
        window.setLayout(column(*parts, None, start=20, top=20, end=20, bottom=20))
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return held


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def image_of(widget: QWidget) -> QImage:
    """Return a picture of a widget on the ground it stands on."""
    window = widget.window()
    return window.grab(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).toImage()


def inked_start(image: QImage, ground: str) -> tuple[int, int]:
    """Return the first and last column that is not of the ground's colour."""
    colour = QColor(ground)
    columns = [x for x in range(image.width()) if any(image.pixelColor(x, y) != colour for y in range(image.height()))]
    return columns[0], columns[-1]


def test_a_check_is_toggled_by_mouse_and_space(hold: Hold) -> None:
    check = Check("Finished", note="240")
    hold(check)
    QTest.mouseClick(check, Qt.MouseButton.LeftButton)
    assert check.isChecked()
    check.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(check, Key.Key_Space)
    assert not check.isChecked()


def test_radios_exclude_each_other_and_arrows_go_between_them(hold: Hold) -> None:
    first, second = Check("One", is_radio=True), Check("Two", is_radio=True)
    hold(first, second)
    first.click()
    first.setFocus()
    QTest.keyClick(first, Key.Key_Down)
    assert (first.isChecked(), second.isChecked()) == (False, True)


def test_a_check_is_mirrored(hold: Hold) -> None:
    check = Check("One")
    hold(check, direction=RTL)
    check.resize(200, 24)
    ground = theme.current().paper
    first, last = inked_start(image_of(check), ground)
    assert last >= 197
    assert first > 100


def test_segments_by_arrows_as_they_look(hold: Hold) -> None:
    for direction, key in ((LTR, Key.Key_Right), (RTL, Key.Key_Left)):
        segments = Segmented(["One", "Two", "Three"])
        hold(segments, direction=direction)
        heard: list[int] = []
        segments.chosen.connect(heard.append)
        segments.focus_current()
        press(key)
        press(key)
        press(key)
        assert heard == [1, 2]
        assert segments.current == 2


def test_a_segment_that_is_not_available_is_passed_over(hold: Hold) -> None:
    segments = Segmented(["One", "Two", "Three"])
    hold(segments)
    segments.set_available(1, is_available=False)
    segments.step(1)
    assert segments.current == 2


@pytest.mark.parametrize(("text", "direction"), [("Rabat", LTR), ("רבאט", RTL), ("الرباط", RTL)])
def test_a_field_runs_in_the_direction_of_its_text(hold: Hold, text: str, direction: Qt.LayoutDirection) -> None:
    field = Field(icon="magnifying-glass")
    hold(field, direction=RTL)
    field.setText(text)
    assert field.layoutDirection() is direction
    field.clear()
    assert field.layoutDirection() is RTL


def test_a_field_shows_focus_and_faults_in_its_outline(hold: Hold) -> None:
    field, other = Field(), Field()
    hold(field, other)
    tokens = theme.current()

    def outline() -> QColor:
        return image_of(field).pixelColor(0, field.height() // 2)

    field.setFocus()
    assert outline() == QColor(tokens.accent)
    field.set_wrong(is_wrong=True)
    assert outline() == QColor(tokens.error)
    other.setFocus()
    field.set_wrong(is_wrong=False)
    assert outline() not in (QColor(tokens.accent), QColor(tokens.error))


@pytest.mark.parametrize("emphasis", list(Emphasis))
def test_buttons_fit_their_words_and_are_pressed_by_space(hold: Hold, qtbot: QtBot, emphasis: Emphasis) -> None:
    button = PushButton("Export 240 articles…", emphasis, icon="export", key="Enter")
    hold(button)
    narrow = button.width()
    button.set_words("Go")
    assert button.sizeHint().width() < narrow
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Key.Key_Space)


def test_a_disabled_primary_button_keeps_its_place(hold: Hold) -> None:
    button = PushButton("Finish", Emphasis.PRIMARY)
    hold(button)
    size = button.size()
    button.setEnabled(False)
    assert button.size() == size
    assert image_of(button).pixelColor(4, button.height() // 2) == QColor(theme.current().hover)


def test_a_hint_does_what_its_keys_do(hold: Hold, qtbot: QtBot) -> None:
    hint = KeyHint(("Ctrl", "Enter"), "new entity")
    hold(hint)
    with qtbot.waitSignal(hint.clicked):
        QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert hint.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert (hint.text(), hint.accessibleDescription()) == ("new entity", "Ctrl+Enter")


class TestFloatingCard:
    @pytest.fixture
    def card(self, hold: Hold) -> FloatingCard:
        window = hold()
        window.resize(600, 400)
        made = FloatingCard(window)
        made.set_card(QRect(100, 100, 300, 200), pointer_x=250)
        made.show()
        return made

    def test_it_stands_where_it_was_put(self, card: FloatingCard) -> None:
        assert card.card == QRect(100, 100, 300, 200)
        assert card.inner.size().toTuple() == (300, 200)

    def test_its_pointer_stands_out_where_it_points(self, card: FloatingCard) -> None:
        image, raised = image_of(card), QColor(theme.current().raised)
        assert image.pixelColor(150, POINTER_HEIGHT - 1) == raised
        card.set_card(QRect(100, 100, 300, 200), pointer_x=250, points_down=True)
        assert image_of(card).pixelColor(150, POINTER_HEIGHT + 200) == raised

    def test_its_shadow_lets_the_mouse_through(self, card: FloatingCard) -> None:
        window = card.parentWidget()
        assert window is not None
        assert window.childAt(QPoint(90, 200)) is None
        assert window.childAt(QPoint(200, 200)) is card.inner
