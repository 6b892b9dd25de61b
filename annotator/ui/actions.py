"""Everything a user can do, as one table: it feeds menus, buttons, the command palette and the sheet of all keys."""

from __future__ import annotations

from typing import Final

from annotator.ui.action_spec import ARTICLES, ENTITIES, ActionSpec, Place, Section, built_in, in_article, of_articles
from annotator.ui.actions_on_marks import LINKING, MARKING, REVIEWING
from annotator.ui.wording import QT_TRANSLATE_NOOP

__all__ = ["ACTIONS", "ARTICLES", "ENTITIES", "ActionSpec", "Place", "Section"]

_MOVING: Final = (
    in_article(
        "mention.next",
        QT_TRANSLATE_NOOP("Actions", "Next mention"),
        Section.MOVING,
        "Tab",
        icon="arrow-down",
        repeats=True,
    ),
    in_article(
        "mention.previous",
        QT_TRANSLATE_NOOP("Actions", "Previous mention"),
        Section.MOVING,
        "Shift+Tab",
        icon="arrow-up",
        repeats=True,
    ),
    of_articles(
        "mention.next_unlinked",
        QT_TRANSLATE_NOOP("Actions", "Next mention that is not linked"),
        Section.MOVING,
        "F8",
        icon="link",
    ),
    of_articles(
        "mention.previous_unlinked",
        QT_TRANSLATE_NOOP("Actions", "Previous mention that is not linked"),
        Section.MOVING,
        "Shift+F8",
        icon="link",
    ),
    in_article(
        "selection.clear", QT_TRANSLATE_NOOP("Actions", "Clear the selection"), Section.MOVING, "Esc", in_palette=False
    ),
    of_articles(
        "document.next", QT_TRANSLATE_NOOP("Actions", "Next article"), Section.MOVING, "Ctrl+PgDown", icon="arrow-down"
    ),
    of_articles(
        "document.previous",
        QT_TRANSLATE_NOOP("Actions", "Previous article"),
        Section.MOVING,
        "Ctrl+PgUp",
        icon="arrow-up",
    ),
    ActionSpec(
        "palette.open",
        QT_TRANSLATE_NOOP("Actions", "Search or run a command"),
        Section.MOVING,
        ("Ctrl+K",),
        "magnifying-glass",
        in_palette=False,
    ),
    of_articles(
        "documents.search",
        QT_TRANSLATE_NOOP("Actions", "Search articles"),
        Section.MOVING,
        "Ctrl+F",
        icon="magnifying-glass",
    ),
    ActionSpec(
        "pane.next", QT_TRANSLATE_NOOP("Actions", "Next part of the window"), Section.MOVING, ("F6",), in_palette=False
    ),
    ActionSpec(
        "pane.previous",
        QT_TRANSLATE_NOOP("Actions", "Previous part of the window"),
        Section.MOVING,
        ("Shift+F6",),
        in_palette=False,
    ),
    built_in(
        "caret.move",
        QT_TRANSLATE_NOOP("Actions", "Move the caret as it looks"),
        Section.MOVING,
        Place.ARTICLE,
        "Left",
        "Right",
    ),
    built_in(
        "caret.select",
        QT_TRANSLATE_NOOP("Actions", "Select by letter"),
        Section.MOVING,
        Place.ARTICLE,
        "Shift+Left",
        "Shift+Right",
    ),
    built_in(
        "caret.select_word",
        QT_TRANSLATE_NOOP("Actions", "Select by word"),
        Section.MOVING,
        Place.ARTICLE,
        "Ctrl+Shift+Left",
        "Ctrl+Shift+Right",
    ),
    built_in(
        "palette.run", QT_TRANSLATE_NOOP("Actions", "Go there, or run it"), Section.MOVING, Place.PALETTE, "Return"
    ),
)

_PAGES: Final = (
    ActionSpec(
        ARTICLES, QT_TRANSLATE_NOOP("Actions", "Articles"), Section.PAGES, ("Ctrl+1",), "book-open", checkable=True
    ),
    ActionSpec(ENTITIES, QT_TRANSLATE_NOOP("Actions", "Entities"), Section.PAGES, ("Ctrl+2",), "users", checkable=True),
)


def _of_entities(name: str, text: str, *keys: str, icon: str = "", in_palette: bool = True) -> ActionSpec:
    """Declare what counts on the page of the entity base."""
    places = frozenset({Place.ENTITIES})
    return ActionSpec(name, text, Section.ENTITIES, keys, icon, places, in_palette=in_palette, page=ENTITIES)


_ENTITIES: Final = (
    _of_entities(
        "entities.search", QT_TRANSLATE_NOOP("Actions", "Search entities"), "Ctrl+F", "/", icon="magnifying-glass"
    ),
    _of_entities("entities.new", QT_TRANSLATE_NOOP("Actions", "New entity"), "Ctrl+N", icon="plus"),
    _of_entities("entities.edit", QT_TRANSLATE_NOOP("Actions", "Edit the entity"), "F2", icon="pencil-simple"),
    _of_entities("entities.save", QT_TRANSLATE_NOOP("Actions", "Save the entity"), "Ctrl+S", icon="floppy-disk"),
    _of_entities("entities.merge", QT_TRANSLATE_NOOP("Actions", "Merge the two"), "Return", icon="git-merge"),
    _of_entities(
        "entities.swap", QT_TRANSLATE_NOOP("Actions", "Let the other of the two stay"), "X", icon="arrows-left-right"
    ),
    _of_entities("entities.apart", QT_TRANSLATE_NOOP("Actions", "The two are not the same"), "0", icon="prohibit"),
    _of_entities("entities.leave", QT_TRANSLATE_NOOP("Actions", "Leave the question open"), "Esc", in_palette=False),
    _of_entities("entities.split", QT_TRANSLATE_NOOP("Actions", "Split the entity…"), icon="git-branch"),
    _of_entities("entities.check", QT_TRANSLATE_NOOP("Actions", "Look for contradictions"), icon="warning"),
)

_ARTICLE: Final = (
    of_articles(
        "document.finish",
        QT_TRANSLATE_NOOP("Actions", "Article is finished"),
        Section.ARTICLE,
        "Ctrl+Return",
        icon="check-circle",
        checkable=True,
    ),
    of_articles("document.reset", QT_TRANSLATE_NOOP("Actions", "Article is new"), Section.ARTICLE, icon="circle"),
    of_articles(
        "date.article",
        QT_TRANSLATE_NOOP("Actions", "When the article was written…"),
        Section.ARTICLE,
        "Ctrl+Shift+D",
        icon="calendar-blank",
    ),
    of_articles(
        "document.describe",
        QT_TRANSLATE_NOOP("Actions", "Title, language and date…"),
        Section.ARTICLE,
        "F2",
        icon="pencil-simple",
    ),
    of_articles(
        "document.direction",
        QT_TRANSLATE_NOOP("Actions", "Turn the article's direction"),
        Section.ARTICLE,
        "Ctrl+Shift+X",
        icon="swap",
    ),
    of_articles(
        "document.auto_direction",
        QT_TRANSLATE_NOOP("Actions", "Find the article's direction from its text"),
        Section.ARTICLE,
    ),
    of_articles(
        "paragraph.direction",
        QT_TRANSLATE_NOOP("Actions", "Turn this paragraph's direction"),
        Section.ARTICLE,
        "Ctrl+Alt+X",
        icon="swap",
    ),
    of_articles(
        "document.remove",
        QT_TRANSLATE_NOOP("Actions", "Take the article out of the workspace"),
        Section.ARTICLE,
        icon="trash",
    ),
)

_WORKSPACE: Final = (
    ActionSpec(
        "edit.undo",
        QT_TRANSLATE_NOOP("Actions", "Undo"),
        Section.WORKSPACE,
        ("Ctrl+Z",),
        "arrow-u-up-left",
        repeats=True,
    ),
    ActionSpec(
        "edit.redo",
        QT_TRANSLATE_NOOP("Actions", "Redo"),
        Section.WORKSPACE,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "arrow-u-up-right",
        repeats=True,
    ),
    ActionSpec(
        "transfer.import", QT_TRANSLATE_NOOP("Actions", "Import files…"), Section.WORKSPACE, ("Ctrl+I",), "file-plus"
    ),
    ActionSpec(
        "transfer.import_folder", QT_TRANSLATE_NOOP("Actions", "Import a folder…"), Section.WORKSPACE, (), "folder-plus"
    ),
    ActionSpec("transfer.export", QT_TRANSLATE_NOOP("Actions", "Export…"), Section.WORKSPACE, ("Ctrl+E",), "export"),
    ActionSpec(
        "workspace.open",
        QT_TRANSLATE_NOOP("Actions", "Open a workspace…"),
        Section.WORKSPACE,
        ("Ctrl+O",),
        "folder-open",
    ),
    ActionSpec(
        "workspace.new",
        QT_TRANSLATE_NOOP("Actions", "New workspace…"),
        Section.WORKSPACE,
        ("Ctrl+Shift+N",),
        "folder-plus",
    ),
    ActionSpec("workspace.sample", QT_TRANSLATE_NOOP("Actions", "Open the sample"), Section.WORKSPACE, (), "book-open"),
    ActionSpec("annotator.change", QT_TRANSLATE_NOOP("Actions", "Change annotator…"), Section.WORKSPACE, (), "user"),
    ActionSpec(
        "save.retry",
        QT_TRANSLATE_NOOP("Actions", "Try again to save"),
        Section.WORKSPACE,
        (),
        "floppy-disk",
    ),
    ActionSpec("window.quit", QT_TRANSLATE_NOOP("Actions", "Quit"), Section.WORKSPACE, ("Ctrl+Q",), "sign-out"),
)

_VIEW: Final = (
    of_articles(
        "date.timeline",
        QT_TRANSLATE_NOOP("Actions", "Timeline"),
        Section.VIEW,
        "Ctrl+T",
        icon="chart-line",
        checkable=True,
    ),
    of_articles(
        "panel.documents",
        QT_TRANSLATE_NOOP("Actions", "List of articles"),
        Section.VIEW,
        "Ctrl+B",
        icon="list",
        checkable=True,
    ),
    of_articles(
        "panel.context",
        QT_TRANSLATE_NOOP("Actions", "Entity and mentions"),
        Section.VIEW,
        "Ctrl+J",
        icon="columns",
        checkable=True,
    ),
    of_articles(
        "text.larger",
        QT_TRANSLATE_NOOP("Actions", "Larger text"),
        Section.VIEW,
        "Ctrl++",
        "Ctrl+=",
        icon="magnifying-glass-plus",
        repeats=True,
    ),
    of_articles(
        "text.smaller",
        QT_TRANSLATE_NOOP("Actions", "Smaller text"),
        Section.VIEW,
        "Ctrl+-",
        icon="magnifying-glass-minus",
        repeats=True,
    ),
    of_articles(
        "text.reset", QT_TRANSLATE_NOOP("Actions", "Usual text size"), Section.VIEW, "Ctrl+0", icon="magnifying-glass"
    ),
    of_articles(
        "marks.full",
        QT_TRANSLATE_NOOP("Actions", "Under marks: labels and names"),
        Section.VIEW,
        icon="tag",
        checkable=True,
    ),
    of_articles(
        "marks.names", QT_TRANSLATE_NOOP("Actions", "Under marks: names only"), Section.VIEW, icon="tag", checkable=True
    ),
    of_articles(
        "marks.nothing", QT_TRANSLATE_NOOP("Actions", "Under marks: nothing"), Section.VIEW, icon="tag", checkable=True
    ),
    of_articles(
        "view.invisibles",
        QT_TRANSLATE_NOOP("Actions", "Show invisible characters"),
        Section.VIEW,
        "Ctrl+Shift+8",
        icon="text-t",
        checkable=True,
    ),
    built_in(
        "timeline.step",
        QT_TRANSLATE_NOOP("Actions", "Next or previous date"),
        Section.VIEW,
        Place.TIMELINE,
        "Right",
        "Left",
    ),
    built_in(
        "timeline.open",
        QT_TRANSLATE_NOOP("Actions", "Open the date in its article"),
        Section.VIEW,
        Place.TIMELINE,
        "Return",
    ),
    built_in("timeline.edit", QT_TRANSLATE_NOOP("Actions", "Edit the chosen date"), Section.VIEW, Place.TIMELINE, "D"),
    ActionSpec(
        "theme.system",
        QT_TRANSLATE_NOOP("Actions", "Theme: as the system"),
        Section.VIEW,
        (),
        "circle-half",
        checkable=True,
    ),
    ActionSpec("theme.light", QT_TRANSLATE_NOOP("Actions", "Theme: light"), Section.VIEW, (), "sun", checkable=True),
    ActionSpec("theme.dark", QT_TRANSLATE_NOOP("Actions", "Theme: dark"), Section.VIEW, (), "moon", checkable=True),
    ActionSpec(
        "theme.contrast",
        QT_TRANSLATE_NOOP("Actions", "Theme: high contrast"),
        Section.VIEW,
        (),
        "circle-half",
        checkable=True,
    ),
)

_HELP: Final = (
    ActionSpec("help.keys", QT_TRANSLATE_NOOP("Actions", "All keys"), Section.HELP, ("F1",), "keyboard"),
    ActionSpec("help.about", QT_TRANSLATE_NOOP("Actions", "About Annotator"), Section.HELP, (), "info"),
)

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    *MARKING,
    *LINKING,
    *REVIEWING,
    *_MOVING,
    *_PAGES,
    *_ENTITIES,
    *_ARTICLE,
    *_WORKSPACE,
    *_VIEW,
    *_HELP,
)
"""All of them, in the order in which sheets and menus show them."""
