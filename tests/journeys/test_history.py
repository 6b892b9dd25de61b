"""Undo and redo without end, and a workspace that is as it was left when it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotator.core.offsets import Span
from annotator.ui.dialogs.identical import IdenticalDialog
from tests.journeys.sitting import DATE, ORG, PERSON, PLACE, Sitting


def _work_through_an_article(sitting: Sitting) -> None:
    """Do something of every kind."""
    hands = sitting.hands
    sitting.open_article("hebrew.txt")
    sitting.link(sitting.find("גנץ", inside="לפני גנץ"), PERSON, "Return")
    sitting.link(sitting.find("נועה אלמוג"), PERSON, "Ctrl+Return")
    sitting.link(sitting.find('ארה"ב'), PLACE, "Return")
    sitting.link(sitting.find("אמנסטי"), PERSON, "Alt+2", "0")
    hands.press("Alt+Shift+Down", "Shift+L", "Alt+Shift+Up")
    sitting.settle()
    sitting.link(sitting.find("מרוקו", inside="גנץ במרוקו"), PLACE, "Return")
    hands.press("I")
    hands.dialog(IdenticalDialog)
    hands.press("Return")
    sitting.hands.dialog_closed()
    sitting.settle()
    sitting.link(sitting.find("Pegasus"), ORG, "Esc")
    hands.press("Del")
    hands.press("Ctrl+Shift+X", "Ctrl+Return")
    sitting.settle()
    sitting.open_article("moroccan.txt")
    sitting.mark(sitting.find("10 دجنبر 2020"), DATE)
    hands.write("2020-12-10")
    hands.press("Return")
    sitting.settle()


def _standing(sitting: Sitting) -> int:
    return sum(state == "done" for _, state in sitting.disk.acts())


def _undo_all(sitting: Sitting) -> list[dict[str, Any]]:
    """Take back everything, and return what the work was like after each step."""
    seen: list[dict[str, Any]] = []
    for _ in range(200):
        before = _standing(sitting)
        sitting.hands.press("Ctrl+Z")
        sitting.settle()
        if _standing(sitting) == before:
            return seen
        seen.append(sitting.disk.work())
    raise AssertionError("there is no end of undoing")


def test_everything_can_be_taken_back_and_done_again(sitting: Sitting) -> None:
    at_first = _without_annotators(sitting.disk.work())
    _work_through_an_article(sitting)
    in_the_end = sitting.disk.work()
    backwards = [in_the_end, *_undo_all(sitting)]
    assert len(backwards) > 12
    assert _without_annotators(backwards[-1]) == at_first
    for wanted in reversed(backwards[:-1]):
        sitting.hands.press("Ctrl+Shift+Z")
        sitting.settle()
        assert sitting.disk.work() == wanted
    sitting.hands.press("Ctrl+Shift+Z")
    sitting.settle()
    assert sitting.disk.work() == in_the_end


def test_a_new_act_ends_redoing(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    sitting.link(sitting.find("גנץ"), PERSON, "Return")
    sitting.hands.press("Ctrl+Z", "Ctrl+Z")
    sitting.settle()
    sitting.link(sitting.find("מרוקו"), PLACE, "Esc")
    stored = sitting.disk.work()
    sitting.hands.press("Ctrl+Shift+Z")
    sitting.settle()
    assert sitting.disk.work() == stored


def test_closing_and_opening_again_loses_nothing(sit_down: Callable[[], Sitting]) -> None:
    first = sit_down()
    at_first = _without_annotators(first.disk.work())
    _work_through_an_article(first)
    left = first.disk.work()
    name = first.view.document.name
    shown = _own_marks(first)
    first.close()
    again = sit_down()
    assert again.disk.work() == left
    assert again.view.document.name == name, "another article was opened"
    assert _own_marks(again) == shown
    assert _without_annotators(_undo_all(again)[-1]) == at_first
    again.close()
    third = sit_down()
    third.hands.press("Ctrl+Shift+Z")
    third.settle()
    assert len(third.disk.mentions()) == 1, "redoing did not survive"


def test_what_was_done_in_the_last_moment_is_kept(sit_down: Callable[[], Sitting]) -> None:
    """The window is closed at once after a key, without waiting for anything."""
    first = sit_down()
    first.open_article("hebrew.txt")
    first.drag_over(first.find("ארצות הברית"))
    first.hands.press("3", "Return")
    first.close()
    assert first.disk.briefs() == [("ארצות הברית", "PLACE", "place/united-states")]


def _own_marks(sitting: Sitting) -> list[tuple[Span, str, str | None]]:
    """Return what the article shows apart from suggestions, which follow a moment later."""
    marks = sitting.desk.workbench.marks
    return [(mark.span, mark.label, mark.entity) for mark in marks if not mark.suggested]


def _without_annotators(work: dict[str, Any]) -> dict[str, Any]:
    """Leave out who works here: somebody who has undone everything is still known."""
    return {table: rows for table, rows in work.items() if table != "annotators"}
