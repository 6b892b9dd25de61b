"""The command that draws without a screen."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.desk import desk_of, document_named
from annotator.cli.options import DocumentOption, JsonOption, WorkspaceOption
from annotator.cli.output import isolated, print_json, print_line
from annotator.cli.pictures import PictureOrder


class ThemeChoice(StrEnum):
    """The themes."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class LanguageChoice(StrEnum):
    """The languages of the interface."""

    ENGLISH = "en"
    HEBREW = "he"
    ARABIC = "ar"


class PageChoice(StrEnum):
    """The pages of the window."""

    ARTICLES = "articles"
    ENTITIES = "entities"


def render(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.png", help="The picture to write.")],
    *,
    document: DocumentOption = None,
    width: Annotated[
        int | None, typer.Option("--width", metavar="PX", min=320, max=8192, help="The picture's width.")
    ] = None,
    theme: Annotated[ThemeChoice, typer.Option("--theme", help="The colours.")] = ThemeChoice.LIGHT,
    ui_language: Annotated[
        LanguageChoice, typer.Option("--ui-language", help="The language of the interface.")
    ] = LanguageChoice.ENGLISH,
    window: Annotated[bool, typer.Option("--window", help="Draw the whole window.")] = False,
    page: Annotated[PageChoice, typer.Option("--page", help="Which page of the window.")] = PageChoice.ARTICLES,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Draw a document, or the whole window, to a PNG file."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        order = PictureOrder(
            target=out,
            document=document_named(opened.reader, document) if document else None,
            width=width,
            theme=theme.value,
            ui_language=ui_language.value,
            whole_window=window or page is not PageChoice.ARTICLES,
            page=page.value,
        )
        desk.pictures.draw(opened, order)
    if json:
        print_json({"path": str(out)})
    else:
        print_line(desk, f"Drew {isolated(desk, str(out))}.")
