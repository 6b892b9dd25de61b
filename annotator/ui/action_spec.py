"""What an action of the table is, and the usual ways to declare one."""

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


def in_article(
    name: str, text: str, section: Section, *keys: str, icon: str = "", in_palette: bool = True, repeats: bool = False
) -> ActionSpec:
    """Declare what counts while the article has the keyboard."""
    places = frozenset({Place.ARTICLE})
    return ActionSpec(name, text, section, keys, icon, places, in_palette=in_palette, repeats=repeats, page=ARTICLES)


def of_articles(
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


def built_in(name: str, text: str, section: Section, place: Place, *keys: str) -> ActionSpec:
    """Declare what the widget that has the keyboard does by itself."""
    return ActionSpec(name, text, section, keys, places=frozenset({place}), in_palette=False, built_in=True)
