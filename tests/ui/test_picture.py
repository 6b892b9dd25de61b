from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.ports import Workspace
from annotator.ui import picture, theme
from annotator.ui.actions import ENTITIES
from annotator.ui.application import create_application
from annotator.ui.desk import Desk
from annotator.ui.picture import draw_article, draw_window
from annotator.ui.theme import ThemeName
from db.workspace import SqliteWorkspaces
from tests.ui.small_workspace import HEBREW

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_window_is_drawn_in_its_size_and_theme(workspace: Workspace) -> None:
    image = draw_window(workspace, HEBREW, size=(1300, 700), theme_name=ThemeName.DARK)
    assert (image.width(), image.height()) == (1300, 700)
    assert image.pixelColor(300, 60).name() == theme.DARK.paper
    assert image.pixelColor(10, 650).name() == theme.DARK.panel


def test_a_mirrored_window(workspace: Workspace) -> None:
    try:
        image = draw_window(workspace, HEBREW, language="he")
        assert image.pixelColor(1440 - 272 - 1, 400).name() == theme.LIGHT.hairline
    finally:
        create_application("en")


def test_the_workspace_stays_open(workspace: Workspace) -> None:
    draw_window(workspace)
    assert len(workspace.reader.documents()) == 3


def test_suggestions_are_found_before_the_window_is_drawn(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    find = picture._find_suggestions

    def find_and_count(desk: Desk, document: DocumentId) -> None:
        find(desk, document)
        shown.append(len(desk.workbench.suggested))

    monkeypatch.setattr(picture, "_find_suggestions", find_and_count)
    draw_window(workspace, HEBREW)
    assert shown[0] > 0


def test_no_longer_is_waited_for_the_suggestions_of_a_long_article_than_they_take(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    article = tmp_path / "long.txt"
    article.write_text("Gantz met Gantz.\n" + "Nothing is named here.\n\n" * 400, "utf-8")
    import_paths(Session.open(workspace, "Dana Levi"), [article])
    long = workspace.reader.documents()[-1].id
    ended: list[bool] = []
    wait = picture._wait

    def wait_and_note(seconds: float, is_done: Callable[[], bool] = lambda: False) -> None:
        wait(seconds, is_done)
        ended.append(is_done())

    monkeypatch.setattr(picture, "_wait", wait_and_note)
    monkeypatch.setattr(picture, "_READING_S", 30.0)
    draw_window(workspace, long)
    assert ended[0], "the last piece was not taken for the end"


def test_an_article_alone(workspace: Workspace) -> None:
    image = draw_article(workspace.reader, HEBREW, width=600)
    assert image.width() == 600
    colours = {image.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, image.height(), 2)}
    assert len(colours) > 10


def test_what_is_not_there_cannot_be_drawn(workspace: Workspace, tmp_path: object) -> None:
    with pytest.raises(UserError):
        draw_window(workspace, DocumentId("gone"))
    empty = SqliteWorkspaces().create(f"{tmp_path}/empty.annotator")
    with pytest.raises(UserError, match="nothing to draw"):
        draw_article(empty.reader)
    empty.close()


def test_the_page_of_the_entity_base_is_drawn_too(workspace: Workspace) -> None:
    articles, entities = draw_window(workspace), draw_window(workspace, page=ENTITIES)
    assert entities.size() == articles.size()
    assert entities != articles
