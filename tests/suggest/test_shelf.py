from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.suggest.array_file import open_arrays, write_arrays
from annotator.suggest.candidates import CandidateIndex, Context, NameSource
from annotator.suggest.names import NameIndex
from annotator.suggest.shelf import Shelf
from annotator.suggest.shelf_making import ShelfMaker
from tests.suggest.entities import entity

letters = st.sampled_from("abgnתגנץםהاлالبمرة ' \u05b0\u0640&\U0001d400\ud800")
texts = st.one_of(
    st.sampled_from(["Gan", "Gantz", "Benny Gantz", "בני גנץ", "הליכוד", "القدس", "الرباط", "A" * 40 + "b", "…"]),
    st.text(letters, max_size=8),
    st.lists(st.text(letters, min_size=1, max_size=14), min_size=1, max_size=4).map(" ".join),
)
names = st.tuples(texts, st.integers(0, 2))
entities = st.builds(
    lambda number, own, kind: entity(f"e/{number}", *own, kind=kind),
    st.integers(0, 9),
    st.lists(names, max_size=4),
    st.sampled_from(["PERSON", "PLACE"]),
)
bases = st.lists(entities, max_size=10, unique_by=lambda known: known.id)
queries = st.one_of(
    texts, st.sampled_from(["g", "ga", " ", "gan be", "gants", "benny gants", "ב", "ליכוד", "قدس", "aaaaaab"])
)


def answers(source: NameSource, query: str) -> object:
    """Return all that a source says to a query, whatever the order of equals."""
    return (
        sorted(source.named(query)),
        sorted({(found, tuple(sorted(names))) for found, names in source.beginning_with(query)}),
        sorted({(found, tuple(sorted(names))) for found, names in source.having_words(query)}) if query else [],
        sorted((likeness, sorted(names)) for likeness, names in source.spelled_like(query)),
    )


@settings(max_examples=60)
@given(bases, queries)
def test_a_shelf_answers_as_an_index_in_memory_does(known: list[Entity], query: str) -> None:
    assert answers(Shelf.build(known), query) == answers(NameIndex.build(known), query)


@given(bases, st.lists(entities, max_size=4), st.sets(st.integers(0, 9)), texts)
def test_a_shelf_with_changes_answers_as_an_index_made_anew(
    known: list[Entity], changes: list[Entity], gone: set[int], query: str
) -> None:
    changed = CandidateIndex(shelves=[Shelf.build(known)])
    there = {each.id: each for each in known}
    for change in changes:
        changed.update(change)
        there[change.id] = change
    for number in gone:
        changed.remove(EntityId(f"e/{number}"))
        there.pop(EntityId(f"e/{number}"), None)
    anew = CandidateIndex.build(there.values())
    assert changed.search(query, 50) == anew.search(query, 50)
    assert changed.for_mention([query], "PLACE", limit=50) == anew.for_mention([query], "PLACE", limit=50)
    assert changed.is_known_name(query) == anew.is_known_name(query)


@settings(max_examples=40)
@given(bases, st.integers(0, 9))
def test_two_shelves_are_one_ranking(known: list[Entity], split: int) -> None:
    united = CandidateIndex(shelves=[Shelf.build(known[:split]), Shelf.build(known[split:])])
    whole = CandidateIndex.build(known)
    for query in ("gan", "בני", "Benny Gants", "القدس"):
        assert united.search(query, 50) == whole.search(query, 50)


def test_names_of_the_workspace_pass_over_the_same_entities_on_a_shelf() -> None:
    shelf = Shelf.build([entity("place/rabat", "Rabat", kind="PLACE"), entity("place/sale", "Salé", kind="PLACE")])
    index = CandidateIndex.build([entity("place/rabat", "Rabat", "רבאט", kind="PLACE")], [shelf])
    assert [found.entity for found in index.search("rabat")] == ["place/rabat"]
    assert [found.entity for found in index.search("sale")] == ["place/sale"]


def test_cards_show_the_preferred_name_of_a_language() -> None:
    index = CandidateIndex(shelves=[Shelf.build([entity("p", "Benny Gantz", "Benjamin Gantz", "בני גנץ")])])
    assert index.search("gantz")[0].name == "Benny Gantz"
    assert index.search("gantz", languages=["he"])[0].name == "בני גנץ"
    assert index.search("gantz", languages=["ar", "en"])[0].name == "Benny Gantz"


def test_names_in_use_are_found_among_thousands_that_begin_so() -> None:
    crowd = [entity(f"person/{number}", f"mo {number:05}") for number in range(3000)]
    index = CandidateIndex(shelves=[Shelf.build([*crowd, entity("person/zz", ("Mo Zzzzz", 3))])])
    assert index.search("mo")[0].entity == "person/zz"


def test_the_one_this_article_speaks_of_is_found_among_thousands_of_the_same_family() -> None:
    crowd = [entity(f"person/{number}", f"Ab{number:04} Smith") for number in range(3000)]
    shelf = Shelf.build([*crowd, entity("person/adam", "Adam Theodore Bartholomew Smith")])
    index = CandidateIndex(shelves=[shelf])
    counts = {EntityId("person/adam"): 2, EntityId("person/gone"): 1}
    assert index.for_mention(["Smith"], context=Context(counts))[0].entity == "person/adam"
    assert index.search("smi", context=Context(counts))[0].entity == "person/adam"
    assert "person/adam" not in [found.entity for found in index.for_mention(["Smith"])]


def test_the_shortest_name_is_found_among_thousands_that_begin_so() -> None:
    crowd = [entity(f"person/{number}", f"mo {number:05}") for number in range(3000)]
    index = CandidateIndex(shelves=[Shelf.build([*crowd, entity("person/zz", "Mo Z")])])
    assert index.search("mo")[0].entity == "person/zz"


def test_of_hundreds_of_namesakes_those_in_use_are_found() -> None:
    crowd = [entity(f"person/{number:04}", "John Smith") for number in range(2000)]
    index = CandidateIndex(shelves=[Shelf.build([*crowd, entity("person/used", ("John Smith", 2))])])
    assert index.for_mention(["John Smith"])[0].entity == "person/used"


def test_very_long_names_are_found_by_how_they_begin() -> None:
    long = " ".join(f"word{number}" for number in range(40_000))
    shelf = Shelf.build([entity("long", long, "x" * 300_000)])
    assert shelf.named(long)
    assert [name.entity for _, names in shelf.beginning_with("word0 word1 w") for name in names] == ["long"]
    assert [name.entity for _, names in shelf.beginning_with("xxxx") for name in names] == ["long"]


def test_an_empty_shelf_finds_nothing() -> None:
    index = CandidateIndex(shelves=[Shelf.build([]), Shelf.build([entity("nameless")])])
    for query in ("", "a", "gantz", "בני גנץ"):
        assert index.search(query) == []


def test_stamps_come_back() -> None:
    maker = ShelfMaker()
    for identifier, stamp in (("b", 7), ("a", -(1 << 40)), ("ג", 0)):
        maker.add(entity(identifier, "x"), stamp)
    assert list(Shelf(*maker.finish()).stamps()) == [("a", -(1 << 40)), ("b", 7), ("ג", 0)]


KNOWN = [entity("person/benny-gantz", "Benny Gantz", "בני גנץ"), entity("place/rabat", ("Rabat", 2), kind="PLACE")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    maker = ShelfMaker()
    for known in KNOWN:
        maker.add(known)
    path = tmp_path / "names"
    write_arrays(path, *maker.finish())
    return path


def opened(path: Path) -> Shelf:
    found = open_arrays(path)
    assert found is not None
    return Shelf.of(found)


@pytest.mark.parametrize("query", ["gantz", "rabat", "בני גנ", "Beni Gantz"])
def test_a_shelf_in_a_file_is_the_shelf_in_memory(file: Path, query: str) -> None:
    assert answers(opened(file), query) == answers(Shelf.build(KNOWN), query)


def test_a_file_that_is_cut_off_or_changed_anywhere_is_not_believed(file: Path) -> None:
    whole = file.read_bytes()
    assert open_arrays(file) is not None
    for length in (0, 5, 30, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert open_arrays(file) is None
    for place in range(0, len(whole), 61):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        assert open_arrays(file) is None
    file.write_bytes(whole + b"\0")
    assert open_arrays(file) is None


@given(st.binary(max_size=200))
def test_other_files_are_not_believed(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names"
        path.write_bytes(content)
        assert open_arrays(path) is None
        assert open_arrays(Path(folder)) is None
        assert open_arrays(Path(folder) / "none") is None


def test_writing_that_fails_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()

    def no_room(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        write_arrays(file, {}, {})
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["names"]
