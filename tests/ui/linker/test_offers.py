from __future__ import annotations

import pytest

from annotator.app.naming import new_alias
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import EntityId
from annotator.core.link import Candidate, Evidence, EvidenceKind
from annotator.ui.linker.offers import names_of, offers

GANTZ = Entity(
    EntityId("person/benny-gantz"),
    "PERSON",
    aliases=tuple(
        new_alias(text, language, AliasSource.IMPORTED, position)
        for language, texts in {
            "he": ("בני גנץ", "גנץ"),
            "ar": ("بيني غانتس",),
            "en": ("Benny Gantz", "Gantz"),
        }.items()
        for position, text in enumerate(texts)
    ),
)


def candidate(*evidence: Evidence) -> Candidate:
    return Candidate(GANTZ.id, "Benny Gantz", "PERSON", 0.98, evidence)


@pytest.mark.parametrize(
    ("languages", "names"),
    [
        (("en", "ar"), ("Benny Gantz", "بيني غانتس", "בני גנץ")),
        (("he", "he"), ("בני גנץ", "بيني غانتس", "Benny Gantz")),
        (("fr",), ("בני גנץ", "بيني غانتس", "Benny Gantz")),
    ],
)
def test_one_name_a_language_the_wanted_ones_first(languages: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert names_of(GANTZ, languages) == names


def test_an_entity_without_names_shows_its_id() -> None:
    assert names_of(Entity(EntityId("place/x"), "PLACE"), ("en",)) == ("place/x",)


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_every_reason_has_words_and_only_the_exact_name_is_certain(kind: EvidenceKind) -> None:
    (offer,) = offers([candidate(Evidence(kind, count=4, name="Gantz"))], {GANTZ.id: GANTZ}, ("en",))
    (reason,) = offer.reasons
    assert reason.text
    assert reason.certain is (kind is EvidenceKind.EXACT_ALIAS)
    counted = {
        EvidenceKind.IN_DOCUMENT,
        EvidenceKind.SAME_SURFACE,
        EvidenceKind.NEIGHBOUR,
        EvidenceKind.OFTEN_LINKED,
    }
    assert ("4" in reason.text) is (kind in counted)


def test_a_candidate_whose_entity_was_just_removed_is_left_out() -> None:
    assert offers([candidate()], {}, ("en",)) == []
