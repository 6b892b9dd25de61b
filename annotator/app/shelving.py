"""The index of a workspace's names: in memory while there are few, on a shelf in a file when there are many.

The file lies beside the workspace, or where the system keeps what programs can make again. It follows from the
workspace: when it is gone, damaged, or too old, it is made anew, and what has changed a little since is looked up and
kept in memory. Whoever deletes it loses nothing but the time to make it.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from annotator.app.entity_reading import EntityReader, entities_of, told_entities
from annotator.app.lending import Lender, LendingReader
from annotator.app.settings import PRODUCT
from annotator.core.entity import Entity
from annotator.core.ids import EntityId, new_id
from annotator.core.progress import Progress, Silent
from annotator.suggest.array_file import open_arrays, write_arrays
from annotator.suggest.candidates import CandidateIndex
from annotator.suggest.shelf import Shelf
from annotator.suggest.shelf_making import ShelfMaker
from annotator.suggest.sound_shelf import SoundShelf, SoundShelfMaker
from annotator.suggest.sounds import SoundIndex

NAMES_IN_MEMORY: Final = 50_000
"""Up to so many names are simply kept in memory."""

_LEAST_ALLOWED: Final = 2_000
_SHARE_ALLOWED: Final = 0.02
_SUFFIX: Final = "-names"
_SOUNDS: Final = "-sounds"
_VERSION: Final = 3
_LOCK_TOLD_EVERY_S: Final = 0.05
_making = threading.Lock()
"""Held while a shelf is opened or made: what two threads of a program need is made by the first of them."""

_log = logging.getLogger(__name__)


class Heard(NamedTuple):
    """How the names of an index sound.

    Attributes:
        in_memory: The sounds of the names in memory.
        shelved: The sounds of those on each shelf that had none yet.
    """

    in_memory: SoundIndex
    shelved: tuple[tuple[Shelf, SoundShelf], ...]

    def give_to(self, index: CandidateIndex) -> None:
        """Have names found by their sound from now on."""
        for shelf, sounds in self.shelved:
            shelf.sounds = sounds
        index.sounds = self.in_memory


class Shelved(NamedTuple):
    """The names of a large workspace.

    Attributes:
        shelf: Where most of them lie.
        gone: Entities on it that are there no longer.
        changed: Entities that are new, or of which something else is true than what the shelf says.
    """

    shelf: Shelf
    gone: frozenset[EntityId]
    changed: tuple[Entity, ...]

    @property
    def outdated(self) -> frozenset[EntityId]:
        """The entities of which the shelf says what is not true any more."""
        return self.gone.union(entity.id for entity in self.changed)


class NameShelves:
    """Opens, makes and renews the index of one workspace. To be used from any one thread at a time.

    Args:
        reader: The workspace.
        location: Where it is: a path, beside which files may be written, or something else.
        lender: Lends the names of a reference base, which are offered too; it learns the entities that are read.
    """

    def __init__(self, reader: EntityReader, location: str, lender: Lender | None = None) -> None:
        self._lender = lender or Lender(None)
        self._reader = LendingReader(reader, self._lender)
        self._location = location
        self._beside = self._lender.shelves()

    def index(self, progress: Progress | None = None) -> CandidateIndex:
        """Return the index of all names as they are now.

        Raises:
            Cancelled: The work was stopped; nothing is left half done.
        """
        told = progress or Silent()
        stamps, names = self._stamps()
        if names <= NAMES_IN_MEMORY:
            index = CandidateIndex.build(self._told_entities(stamps, told), self._beside)
        else:
            index = self._index_on(self._shelved(stamps, told))
        self._lender.hide_claimed(self._beside)
        return index

    def shelved(self, progress: Progress | None = None) -> Shelved | None:
        """Return where the names lie; None while they are so few that they are simply kept in memory.

        Raises:
            Cancelled: The work was stopped; nothing is left half done.
        """
        stamps, names = self._stamps()
        return None if names <= NAMES_IN_MEMORY else self._shelved(stamps, progress or Silent())

    def heard(self, shelves: Iterable[Shelf], in_memory: Iterable[Entity], progress: Progress | None = None) -> Heard:
        """Return how the names of an index sound, from a file if they have been heard before.

        Args:
            shelves: The shelves of the index.
            in_memory: The entities it has in memory.
            progress: Is told how far the work is.

        Raises:
            Cancelled: The work was stopped.
        """
        told = progress or Silent()
        deaf = [shelf for shelf in shelves if shelf.sounds is None and shelf not in self._beside]
        return Heard(
            SoundIndex.build(told_entities(in_memory, told)), tuple((shelf, self._heard(shelf, told)) for shelf in deaf)
        )

    def _stamps(self) -> tuple[dict[EntityId, int], int]:
        """Return which entities there are, with what tells whether they have changed, and how many names they have."""
        stamps: dict[EntityId, int] = {}
        names = 0
        for each in self._reader.entity_stamps():
            stamps[each.id] = each.stamp
            names += each.names
        return stamps, names

    def _index_on(self, shelved: Shelved) -> CandidateIndex:
        """Return an index that hides on a shelf what has changed since."""
        index = CandidateIndex(shelves=(shelved.shelf, *self._beside))
        for identifier in shelved.gone:
            index.remove(identifier)
        for entity in shelved.changed:
            index.update(entity)
        return index

    def _shelved(self, stamps: dict[EntityId, int], told: Progress) -> Shelved:
        with _one_at_a_time(told):
            shelf = self._opened()
            if shelf is not None and (shelved := self._brought_up(shelf, stamps)) is not None:
                return shelved
            return Shelved(self._made(stamps, told), frozenset(), ())

    def _opened(self) -> Shelf | None:
        """Return the shelf that lies in a file, unless it was made by another version or with other names lent."""
        for path in self._places(_SUFFIX):
            file = open_arrays(path)
            if file is not None and file.facts.get("version") == _VERSION and self._is_lent_alike(file.facts):
                self._lender.recall(file.facts["claims"])
                return Shelf.of(file)
        return None

    def _is_lent_alike(self, facts: Mapping[str, object]) -> bool:
        return facts["is_lent"] == self._lender.has_base

    def _brought_up(self, shelf: Shelf, stamps: dict[EntityId, int]) -> Shelved | None:
        """Return a shelf with what has changed since, None if that is too much."""
        allowed = max(_LEAST_ALLOWED, int(_SHARE_ALLOWED * len(stamps)))
        known = dict(shelf.stamps())
        gone = known.keys() - stamps.keys()
        changed = [identifier for identifier, stamp in stamps.items() if known.get(identifier) != stamp]
        if len(gone) + len(changed) > allowed:
            return None
        for identifier in gone:
            self._lender.forget(identifier)
        return Shelved(shelf, frozenset(gone), tuple(self._entities(changed)))

    def _made(self, stamps: dict[EntityId, int], told: Progress) -> Shelf:
        """Make a shelf of all entities and keep it in a file if that can be done."""
        maker = ShelfMaker()
        for entity in self._told_entities(stamps, told):
            maker.add(entity, stamps[entity.id])
        facts, arrays = maker.finish()
        facts |= {"version": _VERSION, "id": new_id()}
        facts |= {"is_lent": self._lender.has_base, "claims": dict(self._lender.claims)}
        for path in self._places(_SUFFIX):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_arrays(path, facts, arrays)
            except OSError as error:
                _log.info("The index of names cannot be kept at %s: %s", path, error)
                continue
            if (file := open_arrays(path)) is not None:
                return Shelf.of(file)
        return Shelf(facts, arrays)

    def _heard(self, shelf: Shelf, told: Progress) -> SoundShelf:
        for path in self._places(_SOUNDS):
            file = open_arrays(path)
            if file is not None and file.facts.get("shelf") == shelf.id:
                return SoundShelf(shelf, file.arrays)
        arrays = SoundShelfMaker(shelf).make(_Share(told))
        for path in self._places(_SOUNDS):
            try:
                write_arrays(path, {"shelf": shelf.id}, arrays)
            except OSError as error:
                _log.info("The sounds of names cannot be kept at %s: %s", path, error)
                continue
            if (file := open_arrays(path)) is not None:
                return SoundShelf(shelf, file.arrays)
        return SoundShelf(shelf, arrays)

    def _told_entities(self, ids: Collection[EntityId], told: Progress) -> Iterator[Entity]:
        return told_entities(self._entities(ids), told, len(ids))

    def _entities(self, ids: Iterable[EntityId]) -> Iterator[Entity]:
        return entities_of(self._reader.entities, ids)

    def _places(self, suffix: str) -> Iterator[Path]:
        """Yield where a file may be: beside the workspace, then in the user's own folder for such files."""
        from platformdirs import user_cache_path

        beside = Path(self._location + suffix)
        if Path(self._location).is_file():
            yield beside
        called = hashlib.sha256(str(Path(self._location).absolute()).encode()).hexdigest()[:32]
        yield user_cache_path(PRODUCT, appauthor=False) / "names" / f"{called}{suffix}"


@contextmanager
def _one_at_a_time(told: Progress) -> Iterator[None]:
    """Wait until no other thread makes a shelf. Raises Cancelled when the progress has it meanwhile."""
    while not _making.acquire(timeout=_LOCK_TOLD_EVERY_S):
        told.report(0, None)
    try:
        yield
    finally:
        _making.release()


class _Share:
    """Tells a progress which share of a work is done."""

    def __init__(self, told: Progress) -> None:
        self._told = told

    def __call__(self, share: float) -> None:
        self._told.report(round(share * 1000), 1000)
