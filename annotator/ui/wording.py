"""How data is worded in the window: labels, languages, dates, directions, acts and errors, in the window's language.

Texts that come from data stand between FSI and PDI inside a sentence (UAX #9 §2.4.1), so that neither disturbs the
other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from annotator.core.document import Direction, DocumentState
from annotator.core.errors import UserError

FSI: Final = "\u2068"
LRI: Final = "\u2066"
PDI: Final = "\u2069"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name Qt's extraction tool looks for
    """Mark a text for translation where it is declared; it is translated where it is shown."""
    del context
    return text


_LABELS: Final = {
    "PERSON": QT_TRANSLATE_NOOP("Labels", "PERSON"),
    "ORG": QT_TRANSLATE_NOOP("Labels", "ORG"),
    "PLACE": QT_TRANSLATE_NOOP("Labels", "PLACE"),
    "DATE": QT_TRANSLATE_NOOP("Labels", "DATE"),
}
_STATES: Final = {
    DocumentState.NEW: QT_TRANSLATE_NOOP("Documents", "New"),
    DocumentState.IN_PROGRESS: QT_TRANSLATE_NOOP("Documents", "In progress"),
    DocumentState.FINISHED: QT_TRANSLATE_NOOP("Documents", "Finished"),
}
_LANGUAGES: Final = {
    "ar": QT_TRANSLATE_NOOP("Languages", "Arabic"),
    "en": QT_TRANSLATE_NOOP("Languages", "English"),
    "he": QT_TRANSLATE_NOOP("Languages", "Hebrew"),
    "und": QT_TRANSLATE_NOOP("Languages", "Unknown language"),
}
_ISO_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def isolated(text: str) -> str:
    """Return a text from data, fit to stand inside a sentence of any direction."""
    return f"{FSI}{text}{PDI}"


def number_range(start: int, end: int) -> str:
    """Return ``start–end``, which reads upward also inside a right-to-left sentence."""
    return f"{LRI}{start}–{end}{PDI}"


def file_name(name: str) -> str:
    """Return a file's name fit for a sentence; its extension stays at its end whatever script the rest is in."""
    stem, dot, extension = name.rpartition(".")
    return f"{LRI}{isolated(stem)}{dot}{extension}{PDI}" if stem else isolated(name)


def tip_text(text: str) -> str:
    """Return a text for a tool tip such that Qt never reads it as markup."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


def counted(text: str, number: int) -> str:
    """Return a translated text in which Qt has put a number, with the English endings for one or many chosen.

    Translations bring their own plural forms; the English source says ``%n mention(s)`` and ``move[s]``.
    """
    one, many = ("", "s") if number == 1 else ("s", "")
    return text.replace("(s)", one).replace("[s]", many)


def label_name(name: str) -> str:
    """Return a label's name in the window's language where it is one of the usual four."""
    return QCoreApplication.translate("Labels", _LABELS[name]) if name in _LABELS else name


def state_name(state: DocumentState) -> str:
    """Return a state's name in the window's language."""
    return QCoreApplication.translate("Documents", _STATES[state])


def language_name(code: str) -> str:
    """Return a language's name in the window's language, or its code where Qt does not know it."""
    if code in _LANGUAGES:
        return QCoreApplication.translate("Languages", _LANGUAGES[code])
    found = QLocale.codeToLanguage(code.split("-", maxsplit=1)[0])
    return QLocale.languageToString(found) if found is not QLocale.Language.AnyLanguage else code


def direction_name(direction: Direction) -> str:
    """Return "Right to left" or "Left to right" in the window's language."""
    if direction is Direction.RTL:
        return QCoreApplication.translate("Documents", "Right to left")
    return QCoreApplication.translate("Documents", "Left to right")


def date_text(date: str | None) -> str:
    """Return an ISO 8601 date as the window's language writes it; anything else as it is."""
    found = _ISO_DATE.match(date or "")
    if found is None:
        return date or ""
    year, month, day = found.groups()
    if month is None:
        return year
    locale = QLocale()
    made = QDate(int(year), int(month), int(day or 1))
    if not made.isValid():
        return date or ""
    pattern = "d MMM yyyy" if day else "MMM yyyy"
    if locale.language() is QLocale.Language.Hebrew:
        pattern = "d בMMMM yyyy" if day else "MMMM yyyy"
    return locale.toString(made, pattern)


def filled(template: str, values: Mapping[str, object]) -> str:
    """Return a translated template with its values: numbers as the template wants them, texts isolated."""
    fit = {name: value if isinstance(value, int | float) else isolated(str(value)) for name, value in values.items()}
    return template.format(**fit)


def error_sentence(error: UserError) -> str:
    """Return an error's sentence in the window's language, with the file and line it is about."""
    sentence = filled(QCoreApplication.translate("Errors", error.template), error.values)
    place = isolated(PurePath(error.path).name) if error.path else ""
    if error.line is not None:
        in_file = QCoreApplication.translate("Errors", "{file}, line {line}")
        in_text = QCoreApplication.translate("Errors", "Line {line}")
        place = (in_file if place else in_text).format(file=place, line=error.line)
    return f"{place}: {sentence}" if place else sentence
