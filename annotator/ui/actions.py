"""Everything a user can do, as one table: it feeds menus, buttons, the command palette and the sheet of all keys."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from annotator.ui.wording import QT_TRANSLATE_NOOP


class Place(StrEnum):
    """Where the keyboard is when a key counts. WINDOW is everywhere that has no closer meaning for the key.

    REVIEW is the article while a suggestion is selected; what it has no own meaning for means what it does there.
    """

    WINDOW = "window"
    ARTICLE = "article"
    REVIEW = "review"
    LINKER = "linker"
    ENTITIES = "entities"
    PALETTE = "palette"
    TIMELINE = "timeline"


class Section(StrEnum):
    """Under which heading an action is listed."""

    MARKING = QT_TRANSLATE_NOOP("Actions", "Marking")
    LINKING = QT_TRANSLATE_NOOP("Actions", "Linking")
    REVIEWING = QT_TRANSLATE_NOOP("Actions", "Reviewing suggestions")
    MOVING = QT_TRANSLATE_NOOP("Actions", "Moving about")
    ENTITIES = QT_TRANSLATE_NOOP("Actions", "Entities")
    PAGES = QT_TRANSLATE_NOOP("Actions", "Pages")
    ARTICLE = QT_TRANSLATE_NOOP("Actions", "Article")
    WORKSPACE = QT_TRANSLATE_NOOP("Actions", "Workspace")
    VIEW = QT_TRANSLATE_NOOP("Actions", "View")
    HELP = QT_TRANSLATE_NOOP("Actions", "Help")


class ActionSpec(NamedTuple):
    """One thing a user can do.

    Attributes:
        id: Stable name, such as ``mention.remove``.
        text: English wording, translated where it is shown.
        section: The heading it is listed under.
        keys: Shortcuts in Qt's portable spelling; the first is the one that is shown.
        icon: A glyph of :mod:`annotator.ui.icons`, or "".
        places: Where its keys count.
        checkable: Whether it switches something on and off.
        in_palette: Whether the command palette offers it.
        built_in: Whether the widget that has the keyboard does it by itself; such entries are listed in the sheet of
            all keys and never triggered.
        repeats: Whether it is done again and again while its key is held down.
        page: The page it belongs to, by the id of the action that shows it: elsewhere neither its key nor the palette
            nor a menu has it. Empty for what can be done on every page.
    """

    id: str
    text: str
    section: Section
    keys: tuple[str, ...] = ()
    icon: str = ""
    places: frozenset[Place] = frozenset({Place.WINDOW})
    checkable: bool = False
    in_palette: bool = True
    built_in: bool = False
    repeats: bool = False
    page: str = ""


ARTICLES: Final = "page.articles"
"""The page with the articles; its id is also that of the action that shows it."""


ENTITIES: Final = "page.entities"
"""The page with the entity base; its id is also that of the action that shows it."""


def _article(
    name: str, text: str, section: Section, *keys: str, icon: str = "", in_palette: bool = True, repeats: bool = False
) -> ActionSpec:
    """Declare what counts while the article has the keyboard."""
    places = frozenset({Place.ARTICLE})
    return ActionSpec(name, text, section, keys, icon, places, in_palette=in_palette, repeats=repeats, page=ARTICLES)


def _of_articles(
    name: str,
    text: str,
    section: Section,
    *keys: str,
    icon: str = "",
    checkable: bool = False,
    repeats: bool = False,
) -> ActionSpec:
    """Declare what counts wherever the keyboard is, as long as the page with the articles is shown."""
    return ActionSpec(name, text, section, keys, icon, checkable=checkable, repeats=repeats, page=ARTICLES)


def _moves_end(name: str, text: str, key: str) -> ActionSpec:
    """Declare a step of one of a mention's ends."""
    return _article(name, text, Section.MARKING, key, in_palette=False, repeats=True)


def _built_in(name: str, text: str, section: Section, place: Place, *keys: str) -> ActionSpec:
    """Declare what the widget that has the keyboard does by itself."""
    return ActionSpec(name, text, section, keys, places=frozenset({place}), in_palette=False, built_in=True)


_MARKING: Final = (
    *(
        _article(
            f"mention.label_{digit}",
            QT_TRANSLATE_NOOP("Actions", "Mark with label"),
            Section.MARKING,
            str(digit),
            icon="tag",
        )
        for digit in range(1, 10)
    ),
    _article(
        "mention.remove",
        QT_TRANSLATE_NOOP("Actions", "Remove the mention"),
        Section.MARKING,
        "Del",
        "Backspace",
        icon="trash",
    ),
    _article(
        "selection.cycle_stem",
        QT_TRANSLATE_NOOP("Actions", "Whole word, or without its prefix"),
        Section.MARKING,
        "W",
        icon="text-aa",
    ),
    _moves_end(
        "mention.end_left", QT_TRANSLATE_NOOP("Actions", "Move the mention's end to the left"), "Alt+Shift+Left"
    ),
    _moves_end(
        "mention.end_right", QT_TRANSLATE_NOOP("Actions", "Move the mention's end to the right"), "Alt+Shift+Right"
    ),
    _moves_end(
        "mention.end_word_on", QT_TRANSLATE_NOOP("Actions", "Move the mention's end a word on"), "Alt+Shift+Down"
    ),
    _moves_end(
        "mention.end_word_back", QT_TRANSLATE_NOOP("Actions", "Move the mention's end a word back"), "Alt+Shift+Up"
    ),
    _moves_end(
        "mention.start_left",
        QT_TRANSLATE_NOOP("Actions", "Move the mention's start to the left"),
        "Ctrl+Alt+Shift+Left",
    ),
    _moves_end(
        "mention.start_right",
        QT_TRANSLATE_NOOP("Actions", "Move the mention's start to the right"),
        "Ctrl+Alt+Shift+Right",
    ),
    _moves_end(
        "mention.start_word_on",
        QT_TRANSLATE_NOOP("Actions", "Move the mention's start a word on"),
        "Ctrl+Alt+Shift+Down",
    ),
    _moves_end(
        "mention.start_word_back",
        QT_TRANSLATE_NOOP("Actions", "Move the mention's start a word back"),
        "Ctrl+Alt+Shift+Up",
    ),
)

_LINKING: Final = (
    _article("link.open", QT_TRANSLATE_NOOP("Actions", "Link the mention…"), Section.LINKING, "Return", icon="link"),
    _article(
        "link.as_last", QT_TRANSLATE_NOOP("Actions", "Link as last time"), Section.LINKING, "L", icon="arrow-clockwise"
    ),
    _article(
        "link.identical",
        QT_TRANSLATE_NOOP("Actions", "Link all alike in this article…"),
        Section.LINKING,
        "I",
        icon="stack",
    ),
    _article(
        "link.identical_everywhere",
        QT_TRANSLATE_NOOP("Actions", "Link all alike in the workspace…"),
        Section.LINKING,
        "Shift+I",
        icon="stack",
    ),
    _article(
        "date.open",
        QT_TRANSLATE_NOOP("Actions", "Say what the date means…"),
        Section.LINKING,
        "D",
        icon="calendar-blank",
    ),
    _article("link.nil", QT_TRANSLATE_NOOP("Actions", "Not in the base"), Section.LINKING, "0", icon="prohibit"),
    _article(
        "link.remove", QT_TRANSLATE_NOOP("Actions", "Take the link away"), Section.LINKING, "Shift+L", icon="link-break"
    ),
    _built_in(
        "linker.choose", QT_TRANSLATE_NOOP("Actions", "Link to this candidate"), Section.LINKING, Place.LINKER, "Return"
    ),
    _built_in("linker.label", QT_TRANSLATE_NOOP("Actions", "Change the label"), Section.LINKING, Place.LINKER, "Alt+1"),
    _built_in(
        "linker.new",
        QT_TRANSLATE_NOOP("Actions", "New entity of this name"),
        Section.LINKING,
        Place.LINKER,
        "Ctrl+Return",
    ),
    _built_in("linker.later", QT_TRANSLATE_NOOP("Actions", "Leave it for later"), Section.LINKING, Place.LINKER, "Esc"),
)


def _in_review(name: str, text: str, *keys: str, icon: str = "", in_palette: bool = True) -> ActionSpec:
    """Declare what counts while a suggestion is selected in the article."""
    places = frozenset({Place.REVIEW})
    return ActionSpec(name, text, Section.REVIEWING, keys, icon, places, in_palette=in_palette, page=ARTICLES)


_REVIEWING: Final = (
    _of_articles(
        "review.start",
        QT_TRANSLATE_NOOP("Actions", "Review suggestions"),
        Section.REVIEWING,
        "F7",
        icon="sparkle",
        repeats=True,
    ),
    _of_articles(
        "review.start_back",
        QT_TRANSLATE_NOOP("Actions", "Review suggestions backwards"),
        Section.REVIEWING,
        "Shift+F7",
        icon="sparkle",
        repeats=True,
    ),
    _in_review("review.accept", QT_TRANSLATE_NOOP("Actions", "Accept the suggestion"), "Return", icon="check"),
    _in_review(
        "review.change", QT_TRANSLATE_NOOP("Actions", "Link the suggestion to something else…"), "C", icon="link"
    ),
    _in_review("review.reject", QT_TRANSLATE_NOOP("Actions", "Reject the suggestion"), "X", icon="x"),
    _in_review(
        "review.accept_all",
        QT_TRANSLATE_NOOP("Actions", "Accept all suggestions of this entity"),
        "A",
        icon="checks",
    ),
    _in_review("review.next", QT_TRANSLATE_NOOP("Actions", "Next suggestion"), "Tab", in_palette=False),
    _in_review("review.previous", QT_TRANSLATE_NOOP("Actions", "Previous suggestion"), "Shift+Tab", in_palette=False),
    _in_review("review.leave", QT_TRANSLATE_NOOP("Actions", "Leave the review"), "Esc", in_palette=False),
    _of_articles(
        "review.accept_confident",
        QT_TRANSLATE_NOOP("Actions", "Accept all suggestions that are all but certain"),
        Section.REVIEWING,
        icon="checks",
    ),
    _of_articles(
        "suggestions.again",
        QT_TRANSLATE_NOOP("Actions", "Look for suggestions again"),
        Section.REVIEWING,
        icon="arrow-clockwise",
    ),
    _of_articles(
        "suggestions.shown",
        QT_TRANSLATE_NOOP("Actions", "Show suggestions"),
        Section.REVIEWING,
        "Ctrl+Shift+G",
        icon="sparkle",
        checkable=True,
    ),
)

_MOVING: Final = (
    _article(
        "mention.next",
        QT_TRANSLATE_NOOP("Actions", "Next mention"),
        Section.MOVING,
        "Tab",
        icon="arrow-down",
        repeats=True,
    ),
    _article(
        "mention.previous",
        QT_TRANSLATE_NOOP("Actions", "Previous mention"),
        Section.MOVING,
        "Shift+Tab",
        icon="arrow-up",
        repeats=True,
    ),
    _of_articles(
        "mention.next_unlinked",
        QT_TRANSLATE_NOOP("Actions", "Next mention that is not linked"),
        Section.MOVING,
        "F8",
        icon="link",
    ),
    _of_articles(
        "mention.previous_unlinked",
        QT_TRANSLATE_NOOP("Actions", "Previous mention that is not linked"),
        Section.MOVING,
        "Shift+F8",
        icon="link",
    ),
    _article(
        "selection.clear", QT_TRANSLATE_NOOP("Actions", "Clear the selection"), Section.MOVING, "Esc", in_palette=False
    ),
    _of_articles(
        "document.next", QT_TRANSLATE_NOOP("Actions", "Next article"), Section.MOVING, "Ctrl+PgDown", icon="arrow-down"
    ),
    _of_articles(
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
    _of_articles(
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
    _built_in(
        "caret.move",
        QT_TRANSLATE_NOOP("Actions", "Move the caret as it looks"),
        Section.MOVING,
        Place.ARTICLE,
        "Left",
        "Right",
    ),
    _built_in(
        "caret.select",
        QT_TRANSLATE_NOOP("Actions", "Select by letter"),
        Section.MOVING,
        Place.ARTICLE,
        "Shift+Left",
        "Shift+Right",
    ),
    _built_in(
        "caret.select_word",
        QT_TRANSLATE_NOOP("Actions", "Select by word"),
        Section.MOVING,
        Place.ARTICLE,
        "Ctrl+Shift+Left",
        "Ctrl+Shift+Right",
    ),
    _built_in(
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
    _of_articles(
        "document.finish",
        QT_TRANSLATE_NOOP("Actions", "Article is finished"),
        Section.ARTICLE,
        "Ctrl+Return",
        icon="check-circle",
        checkable=True,
    ),
    _of_articles("document.reset", QT_TRANSLATE_NOOP("Actions", "Article is new"), Section.ARTICLE, icon="circle"),
    _of_articles(
        "date.article",
        QT_TRANSLATE_NOOP("Actions", "When the article was written…"),
        Section.ARTICLE,
        "Ctrl+Shift+D",
        icon="calendar-blank",
    ),
    _of_articles(
        "document.describe",
        QT_TRANSLATE_NOOP("Actions", "Title, language and date…"),
        Section.ARTICLE,
        "F2",
        icon="pencil-simple",
    ),
    _of_articles(
        "document.direction",
        QT_TRANSLATE_NOOP("Actions", "Turn the article's direction"),
        Section.ARTICLE,
        "Ctrl+Shift+X",
        icon="swap",
    ),
    _of_articles(
        "document.auto_direction",
        QT_TRANSLATE_NOOP("Actions", "Find the article's direction from its text"),
        Section.ARTICLE,
    ),
    _of_articles(
        "paragraph.direction",
        QT_TRANSLATE_NOOP("Actions", "Turn this paragraph's direction"),
        Section.ARTICLE,
        "Ctrl+Alt+X",
        icon="swap",
    ),
    _of_articles(
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
    _of_articles(
        "date.timeline",
        QT_TRANSLATE_NOOP("Actions", "Timeline"),
        Section.VIEW,
        "Ctrl+T",
        icon="chart-line",
        checkable=True,
    ),
    _of_articles(
        "panel.documents",
        QT_TRANSLATE_NOOP("Actions", "List of articles"),
        Section.VIEW,
        "Ctrl+B",
        icon="list",
        checkable=True,
    ),
    _of_articles(
        "panel.context",
        QT_TRANSLATE_NOOP("Actions", "Entity and mentions"),
        Section.VIEW,
        "Ctrl+J",
        icon="columns",
        checkable=True,
    ),
    _of_articles(
        "text.larger",
        QT_TRANSLATE_NOOP("Actions", "Larger text"),
        Section.VIEW,
        "Ctrl++",
        "Ctrl+=",
        icon="magnifying-glass-plus",
        repeats=True,
    ),
    _of_articles(
        "text.smaller",
        QT_TRANSLATE_NOOP("Actions", "Smaller text"),
        Section.VIEW,
        "Ctrl+-",
        icon="magnifying-glass-minus",
        repeats=True,
    ),
    _of_articles(
        "text.reset", QT_TRANSLATE_NOOP("Actions", "Usual text size"), Section.VIEW, "Ctrl+0", icon="magnifying-glass"
    ),
    _of_articles(
        "marks.full",
        QT_TRANSLATE_NOOP("Actions", "Under marks: labels and names"),
        Section.VIEW,
        icon="tag",
        checkable=True,
    ),
    _of_articles(
        "marks.names", QT_TRANSLATE_NOOP("Actions", "Under marks: names only"), Section.VIEW, icon="tag", checkable=True
    ),
    _of_articles(
        "marks.nothing", QT_TRANSLATE_NOOP("Actions", "Under marks: nothing"), Section.VIEW, icon="tag", checkable=True
    ),
    _of_articles(
        "view.invisibles",
        QT_TRANSLATE_NOOP("Actions", "Show invisible characters"),
        Section.VIEW,
        "Ctrl+Shift+8",
        icon="text-t",
        checkable=True,
    ),
    _built_in(
        "timeline.step",
        QT_TRANSLATE_NOOP("Actions", "Next or previous date"),
        Section.VIEW,
        Place.TIMELINE,
        "Right",
        "Left",
    ),
    _built_in(
        "timeline.open",
        QT_TRANSLATE_NOOP("Actions", "Open the date in its article"),
        Section.VIEW,
        Place.TIMELINE,
        "Return",
    ),
    _built_in("timeline.edit", QT_TRANSLATE_NOOP("Actions", "Edit the chosen date"), Section.VIEW, Place.TIMELINE, "D"),
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
    *_MARKING,
    *_LINKING,
    *_REVIEWING,
    *_MOVING,
    *_PAGES,
    *_ENTITIES,
    *_ARTICLE,
    *_WORKSPACE,
    *_VIEW,
    *_HELP,
)
"""All of them, in the order in which sheets and menus show them."""
