from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from annotator.app import shelving
from annotator.app.lending import Lender
from annotator.app.shelving import NameShelves
from annotator.core.entity import Entity
from annotator.core.errors import Cancelled
from annotator.core.ids import EntityId
from annotator.core.ports import Reader, Workspace
from annotator.core.progress import Stoppable
from annotator.core.rows import EntityStamp
from annotator.suggest.array_file import write_arrays
from annotator.suggest.candidates import CandidateIndex
from annotator.suggest.shelf import Shelf
from tests.suggest.entities import entity

GANTZ = entity("person/benny-gantz", "Benny Gantz", "בני גנץ")
RABAT = entity("place/rabat", ("Rabat", 2), "רבאט", kind="PLACE")
KOCHAVI = entity("person/aviv-kochavi", "Aviv Kochavi")
QUERIES = ("gantz", "Beni Gantz", "rabat", "רבא", "כוכבי", "aviv", "בני גנץ")


class Place(NamedTuple):
    """A workspace with a few names, all of which are too many to be kept in memory."""

    reader: Counted
    location: str
    beside: Path
    cache: Path

    @property
    def shelves(self) -> NameShelves:
        return NameShelves(self.reader, self.location)


class Lending(Lender):
    """Offers the names of a shelf, and lends none."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(None)
        self._offered = shelf

    def shelves(self) -> tuple[Shelf, ...]:
        return (self._offered,)


class Counted:
    """A reader with a few entities, which counts how many are read."""

    def __init__(self, *known: Entity) -> None:
        self.known = {each.id: (each, number) for number, each in enumerate(known)}
        self.read: list[EntityId] = []

    def put(self, *changed: Entity) -> None:
        for each in changed:
            self.known[each.id] = each, max((stamp for _, stamp in self.known.values()), default=0) + 1

    def entity_stamps(self) -> Iterator[EntityStamp]:
        return (EntityStamp(each.id, len(each.aliases), stamp) for each, stamp in self.known.values())

    def entities(self, ids: Collection[EntityId] | None = None) -> dict[EntityId, Entity]:
        wanted = [each for each in (self.known if ids is None else ids) if each in self.known]
        self.read += wanted
        return {each: self.known[each][0] for each in wanted}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(shelving, "NAMES_IN_MEMORY", 0)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_names, **_options: tmp_path / "cache")
    location = tmp_path / "work" / "articles.annotator"
    location.parent.mkdir()
    location.touch()
    folder = tmp_path / "cache" / "names"
    return Place(Counted(GANTZ, RABAT), str(location), location.with_name("articles.annotator-names"), folder)


def hearing(index: CandidateIndex, shelves: NameShelves) -> CandidateIndex:
    shelves.heard(index.shelves, index.in_memory).give_to(index)
    return index


def answers(index: CandidateIndex) -> object:
    return [(index.search(query), index.for_mention([query], "PERSON")) for query in QUERIES]


def expected(place: Place) -> object:
    index = CandidateIndex.build([known for known, _ in place.reader.known.values()])
    return answers(hearing(index, place.shelves))


def test_few_names_are_kept_in_memory(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "NAMES_IN_MEMORY", 4)
    index = place.shelves.index()
    assert (index.shelves, len(index.in_memory)) == ((), 2)
    assert not place.beside.exists()
    assert answers(hearing(index, place.shelves)) == expected(place)


def test_many_names_lie_in_a_file_beside_the_workspace(place: Place) -> None:
    index = hearing(place.shelves.index(), place.shelves)
    assert index.in_memory == []
    assert sorted(path.name for path in place.beside.parent.iterdir()) == [
        "articles.annotator", "articles.annotator-names", "articles.annotator-sounds",
    ]  # fmt: skip
    assert answers(index) == expected(place)
    assert not place.cache.exists()


def test_the_file_is_used_again_and_entities_are_not_read(place: Place) -> None:
    hearing(place.shelves.index(), place.shelves)
    files = [path.read_bytes() for path in sorted(place.beside.parent.iterdir())]
    place.reader.read.clear()
    again = hearing(place.shelves.index(), place.shelves)
    assert place.reader.read == []
    assert answers(again) == expected(place)
    assert [path.read_bytes() for path in sorted(place.beside.parent.iterdir())] == files


def test_what_has_changed_since_is_all_that_is_read(place: Place) -> None:
    place.shelves.index()
    place.reader.put(entity("place/rabat", "Rabat-Salé", kind="PLACE"), KOCHAVI)
    del place.reader.known[GANTZ.id]
    place.reader.read.clear()
    index = place.shelves.index()
    assert set(place.reader.read) == {RABAT.id, KOCHAVI.id}
    assert answers(hearing(index, place.shelves)) == expected(place)


def test_the_file_is_made_anew_when_much_has_changed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.shelves.index()
    monkeypatch.setattr(shelving, "_LEAST_ALLOWED", 0)
    place.reader.put(KOCHAVI)
    index = place.shelves.index()
    assert index.in_memory == []
    assert answers(hearing(index, place.shelves)) == expected(place)


@pytest.mark.parametrize("content", [b"", b"nonsense", None])
@pytest.mark.parametrize("suffix", ["-names", "-sounds"])
def test_a_file_that_is_damaged_or_gone_is_made_anew(place: Place, content: bytes | None, suffix: str) -> None:
    hearing(place.shelves.index(), place.shelves)
    damaged = Path(place.location + suffix)
    whole = damaged.read_bytes()
    if content is None:
        damaged.unlink()
    else:
        damaged.write_bytes(content + whole[len(content) : -100])
    assert answers(hearing(place.shelves.index(), place.shelves)) == expected(place)
    assert len(damaged.read_bytes()) == len(whole)


def test_a_file_of_another_version_is_made_anew(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_VERSION", 0)
    place.shelves.index()
    monkeypatch.undo()
    monkeypatch.setattr(shelving, "NAMES_IN_MEMORY", 0)
    place.reader.read.clear()
    place.shelves.index()
    assert set(place.reader.read) == {GANTZ.id, RABAT.id}


def test_sounds_of_an_older_file_are_not_taken_for_those_of_the_newer(place: Place) -> None:
    hearing(place.shelves.index(), place.shelves)
    place.beside.unlink()
    place.reader.put(KOCHAVI)
    index = hearing(place.shelves.index(), place.shelves)
    assert [found.entity for found in index.search("כוכבי")] == [KOCHAVI.id]


def refuse(place: Place, monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Let nothing be written into some folders, whoever runs the test."""

    def refusing(path: Path, facts: dict[str, object], arrays: dict[str, NDArray[np.generic]]) -> None:
        if path.parent in folders:
            raise PermissionError(13, "Permission denied", str(path))
        write_arrays(path, facts, arrays)

    monkeypatch.setattr(shelving, "write_arrays", refusing)


def test_where_nothing_may_be_written_the_file_goes_where_the_system_keeps_such(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(place, monkeypatch, place.beside.parent)
    index = hearing(place.shelves.index(), place.shelves)
    assert [path.name for path in place.beside.parent.iterdir()] == ["articles.annotator"]
    assert sorted(path.name[-6:] for path in place.cache.iterdir()) == ["-names", "sounds"]
    place.reader.read.clear()
    assert answers(hearing(place.shelves.index(), place.shelves)) == answers(index) == expected(place)


def test_where_nothing_can_be_kept_names_are_found_all_the_same(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(place, monkeypatch, place.beside.parent, place.cache)
    assert answers(hearing(place.shelves.index(), place.shelves)) == expected(place)


def test_work_that_is_stopped_leaves_nothing_behind(place: Place) -> None:
    stopped = Stoppable()
    stopped.cancel()
    with pytest.raises(Cancelled):
        place.shelves.index(stopped)
    index = place.shelves.index()
    with pytest.raises(Cancelled):
        place.shelves.heard(index.shelves, (), stopped)
    assert sorted(path.name for path in place.beside.parent.iterdir()) == [
        "articles.annotator", "articles.annotator-names",
    ]  # fmt: skip


def test_shelves_of_other_names_are_offered_beside(place: Place) -> None:
    beside = Shelf.build([KOCHAVI, entity("place/rabat", "Rabat", "الرباط", kind="PLACE")])
    shelves = NameShelves(place.reader, place.location, Lending(beside))
    index = hearing(shelves.index(), shelves)
    assert [found.entity for found in index.search("kochavi")] == [KOCHAVI.id]
    assert [found.entity for found in index.search("Rabat")] == [RABAT.id]


def test_a_workspace_of_the_store_has_an_index_too(
    workspace: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_names, **_options: tmp_path / "cache")
    monkeypatch.setattr(shelving, "NAMES_IN_MEMORY", -1)
    index = NameShelves(reader, workspace.location).index()
    assert len(index.shelves) == 1
    assert index.search("gantz") == []
