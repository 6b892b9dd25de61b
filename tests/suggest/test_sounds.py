from __future__ import annotations

import pytest

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.link import EvidenceKind
from annotator.suggest.candidates import CandidateIndex
from annotator.suggest.sounds import SoundIndex
from tests.lang.names.known import KNOWN, OTHERS
from tests.suggest.entities import entity


def workspace() -> list[Entity]:
    names = [*(latin for latin, _, _ in KNOWN), *OTHERS]
    return [entity(f"e/{number}", name) for number, name in enumerate(names)]


@pytest.fixture(scope="module")
def index() -> CandidateIndex:
    made = CandidateIndex.build(workspace())
    made.sounds = SoundIndex.build(workspace())
    return made


@pytest.mark.parametrize("form", [form for _, *forms in KNOWN for form in forms])
def test_who_is_known_in_english_is_offered_for_a_name_in_another_script(index: CandidateIndex, form: str) -> None:
    wanted = next(latin for latin, *forms in KNOWN if form in forms)
    first = index.for_mention([form])[0]
    assert first.name == wanted
    assert first.evidence[0].kind is EvidenceKind.SOUNDS_LIKE
    assert first.evidence[0].name == wanted
    assert index.search(form)[0].name == wanted


def test_sounds_give_way_to_the_very_name(index: CandidateIndex) -> None:
    kinds = {reason.kind for found in index.for_mention(["Benny Gantz"]) for reason in found.evidence}
    assert EvidenceKind.SOUNDS_LIKE not in kinds


def test_without_sounds_nothing_crosses_scripts() -> None:
    assert CandidateIndex.build(workspace()).for_mention(["בני גנץ"]) == []


def test_sounds_follow_changes() -> None:
    index = CandidateIndex.build([])
    index.sounds = SoundIndex.build([])
    assert index.for_mention(["בני גנץ"]) == []
    index.update(entity("p/1", "Benny Gantz"))
    assert [found.entity for found in index.for_mention(["בני גנץ"])] == ["p/1"]
    index.update(entity("p/1", "Angela Merkel"))
    assert index.for_mention(["בני גנץ"]) == []
    assert [found.entity for found in index.for_mention(["אנגלה מרקל"])] == ["p/1"]
    index.remove(EntityId("p/1"))
    assert index.for_mention(["אנגלה מרקל"]) == []


def test_adding_one_by_one_is_building(index: CandidateIndex) -> None:
    one_by_one = SoundIndex.build([])
    for known in workspace():
        one_by_one.add(known)
    assert index.sounds is not None
    for _, hebrew, arabic in KNOWN:
        for form in (hebrew, arabic):
            assert one_by_one.sounding_like(form) == index.sounds.sounding_like(form)


@pytest.mark.parametrize("text", ["", "…", "123", "北京", "\ud800", "א" * 1_000_000, "ב " * 500_000])
def test_odd_texts_are_answered(index: CandidateIndex, text: str) -> None:
    assert index.sounds is not None
    for _, likelihood in index.sounds.sounding_like(text):
        assert 0 <= likelihood <= 1
