from __future__ import annotations

from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.ids import AliasId, EntityId


def alias(text: str, language: str, position: int) -> Alias:
    return Alias(AliasId(text), text, language, "Zyyy", text.casefold(), AliasSource.IMPORTED, position)


GANTZ = Entity(
    EntityId("person/benny-gantz"),
    "PERSON",
    {"en": "Israeli politician"},
    {},
    (alias("Gantz", "en", 1), alias("בני גנץ", "he", 0), alias("Benny Gantz", "en", 0)),
)


def test_the_preferred_name_comes_first_whatever_the_order_of_rows() -> None:
    assert GANTZ.names("en") == ["Benny Gantz", "Gantz"]
    assert GANTZ.names("ar") == []


def test_the_name_shown_falls_back_to_another_language_then_to_the_id() -> None:
    assert GANTZ.display_name(["he", "en"]) == "בני גנץ"
    assert GANTZ.display_name(["ar"]) == "Benny Gantz"
    assert Entity(EntityId("org/x"), "ORG").display_name(["en"]) == "org/x"


def test_the_description_falls_back_too() -> None:
    assert GANTZ.description(["he"]) == "Israeli politician"
    assert Entity(EntityId("org/x"), "ORG").description(["en"]) == ""
