"""How the page words where entities and names come from, and why two may be one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.app.duplicates import Double, DoubleReason
from annotator.core.entity import MEASURES, Alias, AliasSource, Entity
from annotator.ui.entities.base import (
    ALL_LANGUAGES,
    IMPORTED,
    MAYBE_THE_SAME,
    NEVER_USED,
    TYPED,
    USED,
    WIKIDATA,
    source_of,
)
from annotator.ui.wording import QT_TRANSLATE_NOOP, isolated

_CONTEXT: Final = "Entities"
_VALUES: Final[Mapping[str, str]] = {
    ALL_LANGUAGES: QT_TRANSLATE_NOOP("Entities", "all three languages"),
    "no en": QT_TRANSLATE_NOOP("Entities", "no English"),
    "no he": QT_TRANSLATE_NOOP("Entities", "no Hebrew"),
    "no ar": QT_TRANSLATE_NOOP("Entities", "no Arabic"),
    USED: QT_TRANSLATE_NOOP("Entities", "used"),
    NEVER_USED: QT_TRANSLATE_NOOP("Entities", "never used"),
    MAYBE_THE_SAME: QT_TRANSLATE_NOOP("Entities", "maybe the same"),
    WIKIDATA: QT_TRANSLATE_NOOP("Entities", "Wikidata"),
    IMPORTED: QT_TRANSLATE_NOOP("Entities", "imported list"),
    TYPED: QT_TRANSLATE_NOOP("Entities", "typed here"),
}
_TYPES: Final[Mapping[str, str]] = {
    "PERSON": QT_TRANSLATE_NOOP("Entities", "Person"),
    "ORG": QT_TRANSLATE_NOOP("Entities", "Organization"),
    "PLACE": QT_TRANSLATE_NOOP("Entities", "Place"),
}
_QUESTIONS: Final[Mapping[str, str]] = {
    "PERSON": QT_TRANSLATE_NOOP("Entities", "Are these two one person?"),
    "ORG": QT_TRANSLATE_NOOP("Entities", "Are these two one organization?"),
    "PLACE": QT_TRANSLATE_NOOP("Entities", "Are these two one place?"),
}
_ANY_QUESTION: Final = QT_TRANSLATE_NOOP("Entities", "Are these two one?")
SOURCES: Final[Mapping[str, str]] = {
    "wikidata": "Wikidata",
    "iso3166": "ISO 3166",
    "geonames": "GeoNames",
}
_OWN_NAMES: Final[Mapping[str, str]] = {"en": "English", "he": "עברית", "ar": "العربية"}
_MOST_IDENTIFIERS: Final = 2


def value_text(value: str) -> str:
    """Return what a filter's value is called."""
    return QCoreApplication.translate(_CONTEXT, _VALUES[value])


def type_text(name: str) -> str:
    """Return what a type is called."""
    return QCoreApplication.translate(_CONTEXT, _TYPES[name]) if name in _TYPES else name


def question_text(type_name: str) -> str:
    """Return the question whether two entities of a type, or of two types if it is empty, are one."""
    return QCoreApplication.translate(_CONTEXT, _QUESTIONS.get(type_name, _ANY_QUESTION))


def own_language_name(code: str) -> str:
    """Return a language's name in itself, where it has a column, else its code."""
    return _OWN_NAMES.get(code, code)


def source_text(entity: Entity) -> str:
    """Return where an entity comes from: its identifiers elsewhere, or how it came here."""
    if identifiers := entity.external.keys() - MEASURES:
        ordered = sorted(identifiers, key=lambda source: (source != "wikidata", source))
        return " · ".join(entity.external[source] for source in ordered[:_MOST_IDENTIFIERS])
    return value_text(source_of(entity))


def alias_source_text(alias: Alias) -> str:
    """Return where a name comes from, and how often it was used if it was learned."""
    if alias.source is AliasSource.LEARNED or (alias.source is AliasSource.TYPED and alias.uses):
        pattern = QCoreApplication.translate(_CONTEXT, "learnt ×{number}")
        return pattern.format(number=alias.uses)
    if alias.source is AliasSource.IMPORTED:
        return QCoreApplication.translate(_CONTEXT, "imported")
    return QCoreApplication.translate(_CONTEXT, "typed")


def external_name(source: str) -> str:
    """Return what a source of identifiers is called."""
    return SOURCES.get(source, source)


def reason_text(double: Double) -> str:
    """Return why two entities may be one."""
    one, other = map(isolated, double.names)
    if double.reason is DoubleReason.SAME_NAME:
        return QCoreApplication.translate(_CONTEXT, "Both are called {name}.").format(name=one)
    return QCoreApplication.translate(_CONTEXT, "{one} and {other} sound alike.").format(one=one, other=other)
