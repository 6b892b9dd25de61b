from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.entity import Entity
from annotator.suggest.known import Beginning
from annotator.suggest.names import NameIndex
from tests.suggest.entities import entity

GANTZ = entity("person/benny-gantz", "Benny Gantz", "Gantz", "בני גנץ")
GAN = entity("place/ramat-gan", "Ramat Gan", "רמת גן", kind="PLACE")
LOUDIYI = entity("person/loudiyi", "Abdellatif Loudiyi", ("عبد اللطيف لوديي", 3))


def texts(index: NameIndex, text: str) -> list[str]:
    return [name.text for name in index.named(text)]


def beginnings(index: NameIndex, key: str) -> list[Beginning]:
    return [beginning for beginning, _ in index.beginning_with(key)]


def test_names_are_found_however_they_are_written() -> None:
    index = NameIndex.build([GANTZ, GAN])
    assert texts(index, "benny  GANTZ") == ["Benny Gantz"]
    assert texts(index, "בני גנצ") == ["בני גנץ"]
    assert texts(index, "Benny") == []


def test_a_name_of_nothing_but_signs_is_found_as_it_is_written() -> None:
    index = NameIndex.build([entity("org/ellipsis", "…  !", "", " ")])
    assert texts(index, "… !") == ["…  !"]
    assert texts(index, "…") == texts(index, "") == texts(index, " ") == []


def test_beginnings_of_names_and_of_their_words() -> None:
    index = NameIndex.build([GANTZ, GAN])
    assert beginnings(index, "gan") == [
        Beginning("ramat gan", at_start=False, whole_words=True),
        Beginning("benny gantz", at_start=False, whole_words=False),
        Beginning("gantz", at_start=True, whole_words=False),
    ]
    assert beginnings(index, "") == []
    assert beginnings(index, "tz") == []


def test_names_are_found_without_their_article() -> None:
    index = NameIndex.build([entity("a", "الرباط"), entity("b", "الليكود", "הליכוד"), entity("c", "הוד", "الم")])
    assert [found.key for found in beginnings(index, "ربا")] == ["الرباط"]
    assert [found.key for found in beginnings(index, "ליכוד")] == ["הליכוד"]
    assert [*index.beginning_with("וד"), *index.beginning_with("م")] == []


def test_names_that_were_linked_before_come_first() -> None:
    index = NameIndex.build([entity("a", *(f"عبد {letter}" for letter in "ابتث")), LOUDIYI])
    assert beginnings(index, "عبد")[0].key == "عبد اللطيف لوديي"


def test_a_name_linked_before_is_found_among_thousands_that_begin_so() -> None:
    crowd = [entity(f"person/{number}", f"mo {number:05}") for number in range(3000)]
    index = NameIndex.build([*crowd, entity("person/zz", ("Mo Zz", 1))])
    assert "mo zz" in {beginning.key for beginning in beginnings(index, "mo")}
    index.remove(entity("person/zz", ("Mo Zz", 1)))
    index.add(entity("person/zz", "Mo Zz"))
    assert "mo zz" not in {beginning.key for beginning in beginnings(index, "mo")}


def test_spellings_lead_to_the_names_that_have_them() -> None:
    index = NameIndex.build([GANTZ, GAN])
    assert [[name.text for name in names] for _, names in index.spelled_like("gants")] == [["Benny Gantz"], ["Gantz"]]


words = st.sampled_from(["gan", "gantz", "benny", "ben", "דן", "גנץ", "הבני", "القدس", "الرباط", "رباط", "a", ""])
names = st.tuples(st.lists(words, min_size=1, max_size=3).map(" ".join), st.integers(0, 1))
entities = st.builds(lambda number, own: entity(f"e/{number}", *own), st.integers(0, 4), st.lists(names, max_size=3))


def everything(index: NameIndex) -> object:
    """Return all an index can be asked, for comparison."""
    keys = ["gan", "gantz", "b", "be", "בני", "הבני", "ג", "قد", "القدس", "رباط", "a", "benny gantz", "gan benny"]
    return [
        [
            sorted(index.with_key(key), key=repr),
            sorted((beginning, sorted(names)) for beginning, names in index.beginning_with(key)),
            sorted((beginning, sorted(names)) for beginning, names in index.having_words(key)),
            sorted((likeness, sorted(names)) for likeness, names in index.spelled_like(key)),
        ]
        for key in keys
    ]


@given(st.lists(entities, max_size=12), st.sets(st.integers(0, 4)))
def test_an_index_that_was_changed_is_the_index_made_anew(changes: list[Entity], gone: set[int]) -> None:
    index = NameIndex.build([])
    there: dict[str, Entity] = {}
    for change in changes:
        if change.id in there:
            index.remove(there[change.id])
        index.add(change)
        there[change.id] = change
    for number in gone:
        if (known := there.pop(f"e/{number}", None)) is not None:
            index.remove(known)
    assert everything(index) == everything(NameIndex.build(there.values()))
