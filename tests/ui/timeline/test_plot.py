"""The timeline by keyboard, mouse and wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.timeline import DatedMention
from annotator.core.labels import DEFAULT_LABELS
from annotator.ui import theme
from annotator.ui.timeline.layout import groups_of
from annotator.ui.timeline.picture import Zoom
from annotator.ui.timeline.plot import TimelinePlot
from tests.ui.timeline.making import dated

LABEL = next(label for label in DEFAULT_LABELS if label.is_date)
FOUND = [
    dated("1993"),
    dated("2020"),
    dated("2021-11-24", "Today", document="a"),
    dated("2021-11-24", "היום", "he", document="b"),
    dated("2021-11-24", "اليوم", "ar", document="c"),
    dated("2022-09-12"),
    dated("2023"),
]


@pytest.fixture
def plot(qtbot: QtBot) -> TimelinePlot:
    made = TimelinePlot()
    made.resize(1400, 364)
    qtbot.addWidget(made)
    made.show()
    made.show_groups(groups_of(FOUND), LABEL, "nothing")
    return made


def press(plot: TimelinePlot, key: Qt.Key) -> None:
    QTest.keyClick(plot, key)


def test_arrows_go_from_date_to_date(plot: TimelinePlot) -> None:
    press(plot, Qt.Key.Key_Right)
    assert plot.chosen is plot.groups[0]
    press(plot, Qt.Key.Key_Right)
    press(plot, Qt.Key.Key_Right)
    assert plot.chosen is not None
    assert len(plot.chosen.mentions) == 3
    press(plot, Qt.Key.Key_Left)
    assert plot.chosen is plot.groups[1]


def test_who_shares_a_date_stands_on_a_card(plot: TimelinePlot) -> None:
    plot.choose(plot.groups[2])
    assert plot.together.isVisible()
    assert plot.together.title == "24 November 2021: 3 mentions, 3 languages"
    where = plot.rect_of(plot.groups[2])
    assert where is not None
    assert not where.toAlignedRect().intersects(plot.together.geometry())
    plot.choose(plot.groups[0])
    assert not plot.together.isVisible()


def test_enter_opens_d_edits_and_a_row_of_the_card_opens(plot: TimelinePlot, qtbot: QtBot) -> None:
    plot.choose(plot.groups[2])
    with qtbot.waitSignal(plot.open_requested) as opened:
        press(plot, Qt.Key.Key_Return)
    assert opened.args == [FOUND[2]]
    with qtbot.waitSignal(plot.edit_requested) as edited:
        press(plot, Qt.Key.Key_D)
    assert edited.args == [FOUND[2]]
    with qtbot.waitSignal(plot.open_requested) as opened:
        QTest.mouseClick(plot.together, Qt.MouseButton.LeftButton, pos=plot.together.row_at(1).toPoint())
    assert opened.args == [FOUND[3]]


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_click_chooses_in_either_direction(plot: TimelinePlot, direction: Qt.LayoutDirection) -> None:
    plot.setLayoutDirection(direction)
    QApplication.processEvents()
    for group in plot.groups:
        where = plot.rect_of(group)
        assert where is not None
        assert plot.rect().contains(where.center().toPoint())
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=where.center().toPoint())
        assert plot.chosen is group
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert plot.chosen is None


def test_a_mirrored_timeline_runs_the_other_way(plot: TimelinePlot) -> None:
    before = [plot.rect_of(group) for group in plot.groups]
    plot.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    for there, group in zip(before, plot.groups, strict=True):
        here = plot.rect_of(group)
        assert there is not None
        assert here is not None
        assert abs(there.left() - (plot.width() - here.right())) < 1
    press(plot, Qt.Key.Key_Left)
    assert plot.chosen is plot.groups[0]


def test_the_wheel_scrolls_and_with_ctrl_zooms(plot: TimelinePlot) -> None:
    plot.set_zoom(Zoom.MONTHS)
    plot.choose(plot.groups[2])
    where = plot.rect_of(plot.groups[2])
    assert where is not None
    turn(plot, where.center(), 120)
    moved = plot.rect_of(plot.groups[2])
    assert moved is not None
    assert moved.left() > where.left()
    before = plot.picture.axis.per_day
    turn(plot, where.center(), 120, Qt.KeyboardModifier.ControlModifier)
    assert plot.picture.axis.per_day > before


def test_another_zoom_keeps_the_chosen_date_in_sight(plot: TimelinePlot) -> None:
    plot.choose(plot.groups[3])
    for zoom in Zoom:
        plot.set_zoom(zoom)
        where = plot.rect_of(plot.groups[3])
        assert where is not None
        assert plot.rect().contains(where.center().toPoint())


def test_what_is_chosen_stays_chosen_when_dates_are_added(plot: TimelinePlot) -> None:
    plot.choose(plot.groups[2])
    plot.show_groups(groups_of([*FOUND, dated("2021-11-24", "24 November")]), LABEL, "nothing")
    assert plot.chosen is not None
    assert len(plot.chosen.mentions) == 4


@pytest.mark.parametrize("name", list(theme.ThemeName))
def test_it_is_painted_in_every_theme_and_empty(plot: TimelinePlot, name: theme.ThemeName) -> None:
    theme.use(name)
    plot.choose(plot.groups[2])
    full = plot.grab().toImage()
    plot.show_groups((), LABEL, "No dates here.")
    assert plot.grab().toImage() != full


MANY = [dated(f"2021-11-{day:02d}", f"on the day number {day}") for day in range(1, 31)]


def test_dates_for_which_no_lane_is_free_stand_on_a_stack_that_a_click_opens(plot: TimelinePlot, qtbot: QtBot) -> None:
    plot.show_groups(groups_of([*FOUND, *MANY]), LABEL, "nothing")
    stack = next(each for each in plot.picture.placed if each.stacked)
    where = plot.rect_of(stack.group)
    assert where is not None
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=where.center().toPoint())
    assert plot.chosen is stack.group
    assert f"{len(stack.stacked)} dates: " in plot.together.title
    with qtbot.waitSignal(plot.open_requested) as opened:
        QTest.mouseClick(plot.together, Qt.MouseButton.LeftButton, pos=plot.together.row_at(2).toPoint())
    assert opened.args == [stack.mentions[2]]


def test_every_dated_mention_is_reached_by_keys(plot: TimelinePlot) -> None:
    plot.show_groups(groups_of([*FOUND, *MANY]), LABEL, "nothing")
    reached: set[DatedMention] = set()
    plot.open_requested.connect(reached.add)
    for group in plot.groups:
        press(plot, Qt.Key.Key_Right)
        assert plot.chosen is group
        press(plot, Qt.Key.Key_Return)
        for _ in group.mentions[1:]:
            press(plot, Qt.Key.Key_Down)
            press(plot, Qt.Key.Key_Return)
    assert reached == {*FOUND, *MANY}


def test_a_long_card_scrolls(plot: TimelinePlot, qtbot: QtBot) -> None:
    same = [dated("2021", f"number {number}", document=str(number)) for number in range(9)]
    plot.show_groups(groups_of(same), LABEL, "nothing")
    press(plot, Qt.Key.Key_Right)
    for _ in range(20):
        press(plot, Qt.Key.Key_Down)
    assert plot.together.current == same[-1]
    with qtbot.waitSignal(plot.open_requested) as opened:
        QTest.mouseClick(plot.together, Qt.MouseButton.LeftButton, pos=plot.together.row_at(0).toPoint())
    assert opened.args == [same[4]]
    turn_card(plot, 120)
    with qtbot.waitSignal(plot.open_requested) as opened:
        QTest.mouseClick(plot.together, Qt.MouseButton.LeftButton, pos=plot.together.row_at(0).toPoint())
    assert opened.args == [same[3]]


def turn_card(plot: TimelinePlot, delta: int) -> None:
    centre = QPointF(plot.together.rect().center())
    event = QWheelEvent(
        centre,
        plot.together.mapToGlobal(centre),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.together, event)


def turn(
    plot: TimelinePlot,
    at: QPointF,
    delta: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    event = QWheelEvent(
        at, plot.mapToGlobal(at), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot, event)
