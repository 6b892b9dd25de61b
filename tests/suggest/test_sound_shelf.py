from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.entity import Entity
from annotator.core.errors import Cancelled
from annotator.core.ids import EntityId
from annotator.lang.names.matcher import NameMatcher
from annotator.suggest import sound_shelf as module
from annotator.suggest.candidates import CandidateIndex
from annotator.suggest.shelf import Shelf
from annotator.suggest.sound_shelf import SoundShelf, SoundShelfMaker
from annotator.suggest.sounds import SoundIndex
from tests.bench.many_names import many_entities
from tests.suggest.entities import entity

KNOWN = [
    entity("person/benny-gantz", "Benny Gantz"),
    entity("person/gantz", "Gantz", "Beni Gantz"),
    entity("person/aviv-kochavi", "Aviv Kochavi", "אביב כוכבי"),
    entity("place/tel-aviv", "תל אביב", "Tel Aviv"),
    entity("org/nothing", "…", "", "!"),
    entity("person/abdallah", "Abdallah ibn Hussein", "عبد الله بن حسين"),
]
QUERIES = ("בני גנץ", "بيني غانتس", "أفيف كوخافي", "כוכבי", "تل أبيب", "עבדאללה", "Aviv", "", "…", "ŻŻŻ", "ل")


@pytest.mark.parametrize("query", QUERIES)
def test_a_shelf_is_heard_as_names_in_memory_are(query: str) -> None:
    found = SoundShelf.build(Shelf.build(KNOWN)).sounding_like(query)
    expected = SoundIndex.build(KNOWN).sounding_like(query)
    assert [(name, round(likely, 6)) for name, likely in found] == [
        (name, round(likely, 6)) for name, likely in expected
    ]


@settings(max_examples=20)
@given(st.lists(st.sampled_from(KNOWN), max_size=4, unique_by=lambda known: known.id), st.sampled_from(QUERIES))
def test_names_on_a_shelf_and_in_memory_are_one_ranking(shelved: list[Entity], query: str) -> None:
    there = {known.id for known in shelved}
    shelf = Shelf.build(shelved)
    shelf.sounds = SoundShelf.build(shelf)
    rest = [known for known in KNOWN if known.id not in there]
    index = CandidateIndex.build(rest, [shelf])
    index.sounds = SoundIndex.build(rest)
    whole = CandidateIndex.build(KNOWN)
    whole.sounds = SoundIndex.build(KNOWN)
    assert index.for_mention([query], limit=20) == whole.for_mention([query], limit=20)


def test_what_is_hidden_on_a_shelf_is_not_heard() -> None:
    shelf = Shelf.build(KNOWN)
    shelf.sounds = SoundShelf.build(shelf)
    index = CandidateIndex(shelves=[shelf])
    assert index.search("אביב כוכבי")[0].entity == "person/aviv-kochavi"
    index.remove(EntityId("person/aviv-kochavi"))
    assert "person/aviv-kochavi" not in [found.entity for found in index.search("كوخافي")]


def test_of_many_words_hardly_a_name_is_missed_by_looking_at_the_nearest_groups_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entities = list(many_entities(1500))
    shelf = Shelf.build(entities)
    monkeypatch.setattr(module, "_IN_ONE_GROUP", 100)
    monkeypatch.setattr(module, "_WORDS_OF_A_GROUP", 16)
    arrays = SoundShelfMaker(shelf).make()
    assert len(arrays["Latn.centre"]) > 20
    asked = [alias.text for each in entities[::10] for alias in each.aliases if alias.language != "en"]

    def best(groups: int) -> list[object]:
        monkeypatch.setattr(module, "_GROUPS_LOOKED_AT", groups)
        sounds = SoundShelf(shelf, arrays)
        return [[name for name, _ in sounds.sounding_like(text)[:1]] for text in asked]

    few, every = best(16), best(10_000)
    assert sum(one == two for one, two in zip(few, every, strict=True)) >= 0.97 * len(asked)


def test_hearing_tells_how_far_it_is_and_can_be_stopped() -> None:
    shelf = Shelf.build(KNOWN)
    told: list[float] = []
    SoundShelfMaker(shelf, NameMatcher.load()).make(told.append)
    assert told == sorted(told)
    assert told[-1] == 1

    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        SoundShelfMaker(shelf).make(stop)
