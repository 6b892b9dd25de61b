"""The reference base: places of the world, in one read-only database that all workspaces share.

It is made on the user's machine the first time it is wanted, in the background and off the way to the window, and made
again when a package it follows from has another version or its file is damaged. It is a workspace like any other, with
the shelf of its names beside it; whoever deletes it loses nothing but the seconds to make it.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotator.app.naming import new_alias
from annotator.app.reference_places import CAPITAL, EXPECTED, POPULATION, stamp
from annotator.app.settings import PRODUCT, WORKSPACE_SUFFIX
from annotator.core.annotators import Annotator
from annotator.core.entity import AliasSource, Entity
from annotator.core.errors import UserError
from annotator.core.history import Act
from annotator.core.ids import ActId, AnnotatorId, EntityId, new_id
from annotator.core.ports import Reader, Workspace, Workspaces
from annotator.core.progress import Progress, Silent
from annotator.core.records import EntityRecord
from annotator.suggest.array_file import ArrayFile, open_arrays, write_arrays
from annotator.suggest.shelf import Shelf

_AUTHOR: Final = Annotator(AnnotatorId("reference"), "GeoNames and CLDR")
_SHELF: Final = "-names"
_VERSION: Final = 2
_PROMINENT: Final = 500_000
_LEFT_ALONE_S: Final = 60
_REPORT_EVERY: Final = 50
_log = logging.getLogger(__name__)


class ReferenceBase:
    """What the reference base knows. To be used from any thread.

    Args:
        workspace: Where it is kept, open for reading.
        file: Its names on a shelf.
    """

    def __init__(self, workspace: Workspace, file: ArrayFile) -> None:
        self._workspace = workspace
        self._file = file

    def shelf(self) -> Shelf:
        """Return a shelf of all names, on which entities may be hidden without being hidden for others."""
        return Shelf.of(self._file)

    def entities(self, ids: Collection[EntityId]) -> dict[EntityId, Entity]:
        """Return these entities; ids that are not there are left out."""
        wanted = [identifier for identifier in ids if identifier.startswith("place/")]
        return self._workspace.reader.entities(wanted) if wanted else {}

    def prominent(self) -> list[Entity]:
        """Return the entities that articles name without saying what they are: countries, capitals, large cities."""
        ids: list[EntityId] = self._file.facts["prominent"]
        return list(self.entities(ids).values())

    def close(self) -> None:
        """Let go of the file."""
        self._workspace.close()


class ReferenceShelf:
    """Opens the reference base, and makes it.

    Args:
        workspaces: Makes and opens the file.
        folder: Where it lies; the user's own folder for what programs can make again if not said.
        records: Yields what goes into it.
        version: What it follows from; another version is another base.
    """

    def __init__(
        self,
        workspaces: Workspaces,
        records: Callable[[], Iterable[EntityRecord]],
        version: str = "",
        folder: Path | None = None,
    ) -> None:
        self._workspaces = workspaces
        self._records = records
        self._version = version
        self._chosen = folder

    def open(self) -> ReferenceBase | None:
        """Return the base if it is there and whole, None otherwise."""
        path = self._path()
        if not path.is_file():
            return None
        file = open_arrays(_names_of(path))
        if file is None or file.facts.get("version") != _VERSION:
            return None
        try:
            workspace = self._workspaces.open(str(path), reading=True)
        except UserError as error:
            _log.info("The reference base cannot be opened: %s", error)
            return None
        return ReferenceBase(workspace, file)

    def make(self, progress: Progress | None = None) -> ReferenceBase | None:
        """Make the base and return it; None if there is no place to keep it.

        It is made beside its place and put there when it is whole, so another process sees all of it or nothing.

        Args:
            progress: Is told how many of how many records are done.

        Raises:
            Cancelled: The progress has it; nothing is left behind.
        """
        path = self._path()
        making = path.with_name(f"{new_id()}{WORKSPACE_SUFFIX}")
        told = progress or Silent()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._remove_others(path)
            workspace = self._workspaces.create(str(making))
            try:
                _fill(workspace, self._records(), told)
                _write_shelf(workspace.reader, _names_of(path), told)
            finally:
                workspace.close()
            making.replace(path)
            self._remove_others(path)
        except (OSError, UserError) as error:
            _log.info("The reference base cannot be kept at %s: %s", path, error)
            return None
        finally:
            self._discard(making)
        return self.open()

    def _discard(self, making: Path) -> None:
        """Remove a base that was not finished, unless some process is just making it."""
        with suppress(OSError, UserError):
            self._workspaces.discard(str(making))

    def _path(self) -> Path:
        called = hashlib.sha256((self._version or stamp()).encode()).hexdigest()[:12]
        return self._folder() / f"places-{called}{WORKSPACE_SUFFIX}"

    def _folder(self) -> Path:
        if self._chosen is not None:
            return self._chosen
        from platformdirs import user_cache_path

        return user_cache_path(PRODUCT, appauthor=False) / "reference"

    def _remove_others(self, path: Path) -> None:
        """Remove the bases of other versions, and what is left of those whose making was cut short."""
        for other in path.parent.glob(f"places-*{WORKSPACE_SUFFIX}*"):
            if not other.name.startswith(path.name):
                with suppress(OSError):
                    other.unlink()
        for left in path.parent.glob(f"*{WORKSPACE_SUFFIX}"):
            if not left.name.startswith("places-") and _is_left_alone(left):
                self._discard(left)


def _is_left_alone(file: Path) -> bool:
    """Tell whether nobody has written to a file for a while: one that is finished is about to get its name."""
    with suppress(OSError):
        return time.time() - file.stat().st_mtime > _LEFT_ALONE_S
    return False


def _fill(workspace: Workspace, records: Iterable[EntityRecord], told: Progress) -> None:
    act = Act(ActId(new_id()), "reference.fill", {}, _AUTHOR.id, datetime.now(UTC).isoformat(timespec="milliseconds"))
    with workspace.begin(act) as work:
        work.annotators.add(_AUTHOR)
        for number, entity in enumerate(entities_of(records)):
            _tell(told, number)
            work.entities.add(entity)


def _tell(told: Progress, done: int) -> None:
    if not done % _REPORT_EVERY:
        told.report(min(done, 2 * EXPECTED), 2 * EXPECTED)


def entities_of(records: Iterable[EntityRecord]) -> Iterator[Entity]:
    """Return records as entities."""
    for record in records:
        aliases = tuple(
            new_alias(name, language, AliasSource.IMPORTED, position)
            for language, names in record.names.items()
            for position, name in enumerate(names)
        )
        yield Entity(EntityId(record.id), record.type, record.description, record.external, aliases)


def prior(entity: Entity) -> int:
    """Return how much an entity is talked about, as far as its people tell; 0 if nobody has said."""
    number = entity.external.get(POPULATION, "")
    return int(number) if number.isdecimal() else 0


def with_names_of(entity: Entity, other: Entity, languages: Collection[str]) -> Entity:
    """Return an entity with what another one that is the same thing is called in these languages beside its names."""
    known = {(alias.language, alias.key) for alias in entity.aliases}
    positions = {
        language: 1 + max((alias.position for alias in entity.aliases if alias.language == language), default=-1)
        for language in languages
    }
    lent = []
    for alias in other.aliases:
        if alias.language in positions and (alias.language, alias.key) not in known:
            known.add((alias.language, alias.key))
            lent.append(new_alias(alias.text, alias.language, AliasSource.IMPORTED, positions[alias.language]))
            positions[alias.language] += 1
    if not lent:
        return entity
    return Entity(entity.id, entity.type, entity.descriptions, entity.external, (*entity.aliases, *lent))


def _is_prominent(entity: Entity) -> bool:
    return "iso3166" in entity.external or CAPITAL in entity.external or prior(entity) >= _PROMINENT


def _write_shelf(reader: Reader, path: Path, told: Progress) -> None:
    from annotator.suggest.shelf_making import ShelfMaker

    maker, prominent = ShelfMaker(), []
    for number, entity in enumerate(reader.entities().values(), start=EXPECTED):
        _tell(told, number)
        maker.add(entity)
        if _is_prominent(entity):
            prominent.append(entity.id)
    facts, arrays = maker.finish()
    write_arrays(path, {**facts, "id": new_id(), "version": _VERSION, "prominent": prominent}, arrays)


def _names_of(path: Path) -> Path:
    return path.with_name(path.name + _SHELF)
