"""Pictures of the window and of articles, for places without a screen."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.app.session import Session
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.ports import Reader, Workspace
from annotator.ui.actions import ARTICLES
from annotator.ui.appearance import Appearance
from annotator.ui.application import create_application
from annotator.ui.desk import Desk
from annotator.ui.document.picture import USUAL_WIDTH as ARTICLE_WIDTH
from annotator.ui.document.picture import draw_document
from annotator.ui.entities.page import EntitiesPage
from annotator.ui.main_window import MainWindow
from annotator.ui.models.entity_names import EntityNames
from annotator.ui.models.marks import marks_of
from annotator.ui.review.source import Found
from annotator.ui.settings_store import SettingsStore, ThemeChoice
from annotator.ui.theme import ThemeName

WINDOW_SIZE: Final = (1440, 900)
USUAL_WIDTH: Final = ARTICLE_WIDTH

_SETTLING_S: Final = 0.35
_READING_S: Final = 5.0


def draw_window(
    workspace: Workspace,
    document: DocumentId | None = None,
    *,
    size: tuple[int, int] = WINDOW_SIZE,
    theme_name: ThemeName = ThemeName.LIGHT,
    language: str = "en",
    annotator: str = "Annotator",
    page: str = ARTICLES,
) -> QImage:
    """Draw the whole window with a document open and its first linked mention selected, or with another page.

    Args:
        workspace: The workspace; it stays open.
        document: The document to show, or None for the first.
        size: Width and height in pixels.
        theme_name: The colours.
        language: The language of the interface.
        annotator: Who works in it.
        page: The page to show, by the id of its action.

    Raises:
        UserError: There is no such document.
    """
    shown = _existing(workspace.reader, document)
    application = _application(language)
    with tempfile.TemporaryDirectory() as folder:
        settings = SettingsStore(QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat))
        settings.theme = ThemeChoice(theme_name.value)
        window = MainWindow(settings, Appearance(application, settings))
        window.resize(*size)
        window.open_session(Session.open(workspace, annotator))
        desk = window.desk
        assert desk is not None  # noqa: S101 - it was opened the line before
        window.show()
        desk.workbench.open_document(shown)
        first = next((mark for mark in desk.workbench.marks if mark.entity is not None), None)
        if first is not None:
            desk.workbench.select_mention(first.id)
        if page == ARTICLES:
            _find_suggestions(desk, shown)
        else:
            _turn_to(desk, page)
        _wait(_SETTLING_S)
        image = window.grab().toImage()
        desk.on_demand.close()
        desk.bridge.close()
        window.hide()
        window.deleteLater()
    return image


def draw_article(
    reader: Reader,
    document: DocumentId | None = None,
    *,
    width: int = ARTICLE_WIDTH,
    theme_name: ThemeName = ThemeName.LIGHT,
    language: str = "en",
) -> QImage:
    """Draw a whole article with its marks, as the document view draws it.

    Args:
        reader: Reads the workspace.
        document: The document to show, or None for the first.
        width: In pixels.
        theme_name: The colours.
        language: In which the names under the marks are wanted.

    Raises:
        UserError: There is no such document, or it is too long for one picture.
    """
    shown = reader.document(_existing(reader, document))
    _application(language)
    labels = reader.labels()
    mentions = reader.mentions(shown.id)
    names = EntityNames(reader, (language, shown.language))
    names.fetch(mention.link.entity for mention in mentions if mention.link and mention.link.entity)
    marks = marks_of(mentions, labels, names.name)
    return draw_document(shown, marks, labels, width=width, theme_name=theme_name)


def png_of(image: QImage) -> bytes:
    """Return a picture as a PNG file's bytes."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes str
    return bytes(buffer.data().data())


def _find_suggestions(desk: Desk, document: DocumentId) -> None:
    """Wait until the suggestions of the open article are found and shown."""
    opened = desk.workbench.document
    length = len(opened.text) if opened is not None else 0
    found: list[Found] = []
    desk.on_demand.reviewing.source.found.connect(found.append)
    _wait(_READING_S, lambda: any(each.document == document and each.reaches(length) for each in found))


def _turn_to(desk: Desk, page: str) -> None:
    """Show another page with the first of its rows chosen, as soon as they are read."""
    desk.pages.show_page(page)
    shown = desk.pages.currentWidget()
    if not isinstance(shown, EntitiesPage):
        return
    _wait(_READING_S, lambda: bool(shown.model.lines))
    if shown.model.lines:
        shown.table.choose(shown.model.lines[0].fact.entity.id)


def _existing(reader: Reader, document: DocumentId | None) -> DocumentId:
    rows = reader.documents()
    if document is None and rows:
        return rows[0].id
    if document is None:
        raise UserError("There is no document in this workspace yet, so there is nothing to draw.")
    return reader.document(document).id


def _application(language: str) -> QApplication:
    """Return the application, drawing nowhere when there is no screen."""
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return create_application(language)


def _wait(seconds: float, is_done: Callable[[], bool] = lambda: False) -> None:
    """Let the window work until something is done, or for so long."""
    until = time.monotonic() + seconds
    while not is_done() and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)
