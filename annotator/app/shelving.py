"""The index of a workspace's names: in memory while there are few, on a shelf in a file when there are many.

The file lies beside the workspace, or where the system keeps what programs can make again. It follows from the
workspace: when it is gone, damaged, or too old, it is made anew, and what has changed a little since is looked up and
kept in memory. Whoever deletes it loses nothing but the time to make it.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from annotator.app.entity_reading import entities_of, told_entities
from annotator.app.settings import PRODUCT
from annotator.core.entity import Entity
from annotator.core.ids import EntityId, new_id
from annotator.core.progress import Progress, Silent
from annotator.core.rows import EntityStamp
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
_VERSION: Final = 2

_log = logging.getLogger(__name__)


class EntityReader(Protocol):
    """What has to be known of a workspace: part of its :class:`~annotator.core.ports.Reader`."""

    def entity_stamps(self) -> Iterator[EntityStamp]:
        """Stream every entity with a number that tells whether it has changed since."""

    def entities(self, ids: Collection[EntityId] | None = None) -> dict[EntityId, Entity]:
        """Return these entities, or all."""


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


class NameShelves:
    """Opens, makes and renews the index of one workspace. To be used from any one thread at a time.

    Args:
        reader: The workspace.
        location: Where it is: a path, beside which files may be written, or something else.
        beside: Shelves of other names that are offered too, such as those of reference works.
    """

    def __init__(self, reader: EntityReader, location: str, beside: Sequence[Shelf] = ()) -> None:
        self._reader = reader
        self._location = location
        self._beside = tuple(beside)

    def index(self, progress: Progress | None = None) -> CandidateIndex:
        """Return the index of all names as they are now.

        Raises:
            Cancelled: The work was stopped; nothing is left half done.
        """
        told = progress or Silent()
        stamps: dict[EntityId, int] = {}
        names = 0
        for each in self._reader.entity_stamps():
            stamps[each.id] = each.stamp
            names += each.names
        if names <= NAMES_IN_MEMORY:
            return CandidateIndex.build(self._told_entities(stamps, told), self._beside)
        shelf = self._opened()
        if shelf is not None and (index := self._brought_up(shelf, stamps)) is not None:
            return index
        return CandidateIndex(shelves=(self._made(stamps, told), *self._beside))

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

    def _opened(self) -> Shelf | None:
        for path in self._places(_SUFFIX):
            file = open_arrays(path)
            if file is not None and file.facts.get("version") == _VERSION:
                return Shelf.of(file)
        return None

    def _brought_up(self, shelf: Shelf, stamps: dict[EntityId, int]) -> CandidateIndex | None:
        """Return the index that hides on a shelf what has changed since, None if that is too much."""
        allowed = max(_LEAST_ALLOWED, int(_SHARE_ALLOWED * len(stamps)))
        known = dict(shelf.stamps())
        gone = known.keys() - stamps.keys()
        changed = [identifier for identifier, stamp in stamps.items() if known.get(identifier) != stamp]
        if len(gone) + len(changed) > allowed:
            return None
        index = CandidateIndex(shelves=(shelf, *self._beside))
        for identifier in gone:
            index.remove(identifier)
        for entity in self._entities(changed):
            index.update(entity)
        return index

    def _made(self, stamps: dict[EntityId, int], told: Progress) -> Shelf:
        """Make a shelf of all entities and keep it in a file if that can be done."""
        maker = ShelfMaker()
        for entity in self._told_entities(stamps, told):
            maker.add(entity, stamps[entity.id])
        facts, arrays = maker.finish()
        facts |= {"version": _VERSION, "id": new_id()}
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


class _Share:
    """Tells a progress which share of a work is done."""

    def __init__(self, told: Progress) -> None:
        self._told = told

    def __call__(self, share: float) -> None:
        self._told.report(round(share * 1000), 1000)
