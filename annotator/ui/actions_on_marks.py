"""What a user can do with marks: make them, link them, and review those that are only suggested."""

from __future__ import annotations

from typing import Final

from annotator.ui.action_spec import ARTICLES, ActionSpec, Place, Section, built_in, in_article, of_articles
from annotator.ui.wording import QT_TRANSLATE_NOOP


def _moves_end(name: str, text: str, key: str) -> ActionSpec:
    """Declare a step of one of a mention's ends."""
    return in_article(name, text, Section.MARKING, key, in_palette=False, repeats=True)


MARKING: Final = (
    *(
        in_article(
            f"mention.label_{digit}",
            QT_TRANSLATE_NOOP("Actions", "Mark with label"),
            Section.MARKING,
            str(digit),
            icon="tag",
        )
        for digit in range(1, 10)
    ),
    *(
        in_article(
            f"mention.new_{digit}",
            QT_TRANSLATE_NOOP("Actions", "Mark as a new entity"),
            Section.MARKING,
            f"Shift+{digit}",
            icon="plus",
        )
        for digit in range(1, 10)
    ),
    in_article(
        "mention.remove",
        QT_TRANSLATE_NOOP("Actions", "Remove the mention"),
        Section.MARKING,
        "Del",
        "Backspace",
        icon="trash",
    ),
    in_article(
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

LINKING: Final = (
    in_article("link.open", QT_TRANSLATE_NOOP("Actions", "Link the mention…"), Section.LINKING, "Return", icon="link"),
    in_article(
        "link.as_last", QT_TRANSLATE_NOOP("Actions", "Link as last time"), Section.LINKING, "L", icon="arrow-clockwise"
    ),
    in_article(
        "link.identical",
        QT_TRANSLATE_NOOP("Actions", "Link all alike in this article…"),
        Section.LINKING,
        "I",
        icon="stack",
    ),
    in_article(
        "link.identical_everywhere",
        QT_TRANSLATE_NOOP("Actions", "Link all alike in the workspace…"),
        Section.LINKING,
        "Shift+I",
        icon="stack",
    ),
    in_article(
        "date.open",
        QT_TRANSLATE_NOOP("Actions", "Say what the date means…"),
        Section.LINKING,
        "D",
        icon="calendar-blank",
    ),
    in_article("link.nil", QT_TRANSLATE_NOOP("Actions", "Not in the base"), Section.LINKING, "0", icon="prohibit"),
    in_article(
        "link.remove", QT_TRANSLATE_NOOP("Actions", "Take the link away"), Section.LINKING, "Shift+L", icon="link-break"
    ),
    built_in(
        "linker.choose", QT_TRANSLATE_NOOP("Actions", "Link to this candidate"), Section.LINKING, Place.LINKER, "Return"
    ),
    built_in(
        "linker.number",
        QT_TRANSLATE_NOOP("Actions", "Choose the first candidate, 2 the next…"),
        Section.LINKING,
        Place.LINKER,
        "1",
    ),
    built_in("linker.nil", QT_TRANSLATE_NOOP("Actions", "Not in the base"), Section.LINKING, Place.LINKER, "0"),
    built_in(
        "linker.label",
        QT_TRANSLATE_NOOP("Actions", "Change to the first label, Alt+2 the next…"),
        Section.LINKING,
        Place.LINKER,
        "Alt+1",
    ),
    built_in(
        "linker.search",
        QT_TRANSLATE_NOOP("Actions", "Type digits into the search field too"),
        Section.LINKING,
        Place.LINKER,
        "Tab",
    ),
    built_in(
        "linker.new",
        QT_TRANSLATE_NOOP("Actions", "New entity of this name"),
        Section.LINKING,
        Place.LINKER,
        "Ctrl+Return",
    ),
    built_in("linker.later", QT_TRANSLATE_NOOP("Actions", "Leave it for later"), Section.LINKING, Place.LINKER, "Esc"),
)


def _in_review(name: str, text: str, *keys: str, icon: str = "", in_palette: bool = True) -> ActionSpec:
    """Declare what counts while a suggestion is selected in the article."""
    places = frozenset({Place.REVIEW})
    return ActionSpec(name, text, Section.REVIEWING, keys, icon, places, in_palette=in_palette, page=ARTICLES)


REVIEWING: Final = (
    of_articles(
        "review.start",
        QT_TRANSLATE_NOOP("Actions", "Review suggestions"),
        Section.REVIEWING,
        "F7",
        icon="sparkle",
        repeats=True,
    ),
    of_articles(
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
    _in_review(
        "review.accept_new", QT_TRANSLATE_NOOP("Actions", "Accept the suggestion as a new entity"), "N", icon="plus"
    ),
    _in_review("review.reject", QT_TRANSLATE_NOOP("Actions", "Reject the suggestion"), "X", icon="x"),
    _in_review(
        "review.accept_all",
        QT_TRANSLATE_NOOP("Actions", "Accept all suggestions of this entity"),
        "A",
        icon="checks",
    ),
    _in_review(
        "review.accept_all_new",
        QT_TRANSLATE_NOOP("Actions", "Accept all unknown names as new entities"),
        "Shift+N",
        icon="plus",
    ),
    _in_review("review.next", QT_TRANSLATE_NOOP("Actions", "Next suggestion"), "Tab", in_palette=False),
    _in_review("review.previous", QT_TRANSLATE_NOOP("Actions", "Previous suggestion"), "Shift+Tab", in_palette=False),
    _in_review("review.leave", QT_TRANSLATE_NOOP("Actions", "Leave the review"), "Esc", in_palette=False),
    of_articles(
        "review.accept_confident",
        QT_TRANSLATE_NOOP("Actions", "Accept all suggestions that are certain"),
        Section.REVIEWING,
        "Ctrl+Shift+Return",
        icon="checks",
    ),
    of_articles(
        "suggestions.again",
        QT_TRANSLATE_NOOP("Actions", "Look for suggestions again"),
        Section.REVIEWING,
        icon="arrow-clockwise",
    ),
    of_articles(
        "suggestions.shown",
        QT_TRANSLATE_NOOP("Actions", "Show suggestions"),
        Section.REVIEWING,
        "Ctrl+Shift+G",
        icon="sparkle",
        checkable=True,
    ),
)
