from __future__ import annotations

from itertools import product

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.errors import BugError
from annotator.ui import icons, menus
from annotator.ui.action_set import ActionSet, key_text, tip
from annotator.ui.actions import ACTIONS, ActionSpec, Place
from annotator.ui.desk import Desk
from annotator.ui.keys import Chord
from annotator.ui.main_window import MainWindow


@pytest.fixture
def actions(qapp: object) -> ActionSet:
    return ActionSet()


def test_every_id_is_there_once() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("place", list(Place))
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    counted = {Place.WINDOW} if place is Place.WINDOW else {place, Place.WINDOW}
    if place in {Place.PALETTE, Place.LINKER}:
        counted = {place}
    taken: dict[Chord, list[ActionSpec]] = {}
    for spec in ACTIONS:
        for key, where in product(spec.keys, spec.places):
            if where in counted:
                others = taken.setdefault(Chord.parse(key), [])
                clashes = [other.id for other in others if other.page == spec.page or not (other.page and spec.page)]
                assert not clashes, f"{key}: {clashes} and {spec.id}"
                others.append(spec)


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_entry_is_whole(spec: ActionSpec, qapp: object) -> None:
    assert spec.text
    for key in spec.keys:
        assert Chord.parse(key).text
    if spec.icon:
        assert not icons.outline(spec.icon).isEmpty()


def test_every_action_can_be_reached(actions: ActionSet) -> None:
    in_menus = {*menus.MAIN, *menus.PANELS, *menus.DOCUMENT, *menus.MENTION, *menus.SELECTION, *menus.WORKSPACE}
    for spec in ACTIONS:
        assert spec.built_in or spec.keys or spec.in_palette or spec.id in in_menus, spec.id


def test_every_action_has_somebody_who_does_it(desk: Desk, window: MainWindow) -> None:
    for action in window.action_set:
        assert action.receivers("2triggered(bool)") > 0, action.objectName()


def test_menus_name_only_what_exists(window: MainWindow, qtbot: QtBot) -> None:
    for names in (menus.MAIN, menus.PANELS, menus.DOCUMENT, menus.MENTION, menus.SELECTION, menus.WORKSPACE):
        menu = menus.menu_of(window.action_set, names, window)
        qtbot.addWidget(menu)
        assert menu.actions()


def test_an_unknown_action_is_a_bug(actions: ActionSet) -> None:
    with pytest.raises(BugError, match=r"no\.such"):
        actions["no.such"]


def test_a_key_of_the_window_counts_in_the_article_too(actions: ActionSet) -> None:
    found = actions.find(Chord.parse("Ctrl+K"), Place.ARTICLE)
    assert found is not None
    assert found.id == "palette.open"


def test_the_windows_keys_wait_while_the_palette_is_open(actions: ActionSet) -> None:
    assert actions.find(Chord.parse("Ctrl+B"), Place.PALETTE) is None


def test_a_key_of_the_article_counts_nowhere_else(actions: ActionSet) -> None:
    assert actions.find(Chord.parse("1"), Place.WINDOW) is None


def test_the_palette_is_offered_what_can_be_done_now(actions: ActionSet) -> None:
    actions.enable(["edit.undo"], when=False)
    offered = {action.objectName() for action in actions.offered()}
    assert "edit.undo" not in offered
    assert "edit.redo" in offered
    assert "pane.next" not in offered


def test_a_tip_names_the_key(actions: ActionSet) -> None:
    action = actions["help.keys"]
    assert key_text(action) == "F1"
    assert tip(action) == "All keys (F1)"
    assert tip(actions["help.about"]) == "About Annotator"
