"""Reading entities in pieces, so that all of a large base never stand in memory twice and others have their turn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, Protocol

from annotator.core.entity import Entity
from annotator.core.ids import EntityId
from annotator.core.progress import Progress, told_of
from annotator.core.rows import EntityStamp

_AT_ONCE: Final = 100
_TOLD_EVERY: Final = 20


class EntityReader(Protocol):
    """What has to be known of a workspace: part of its :class:`~annotator.core.ports.Reader`."""

    def entity_stamps(self) -> Iterator[EntityStamp]:
        """Stream every entity with a number that tells whether it has changed since."""

    def entities(self, ids: Collection[EntityId] | None = None) -> dict[EntityId, Entity]:
        """Return these entities, or all."""


def entities_of(
    read: Callable[[Collection[EntityId]], Mapping[EntityId, Entity]], ids: Iterable[EntityId]
) -> Iterator[Entity]:
    """Yield the entities of these ids that are there, a few read at a time."""
    wanted = iter(ids)
    while some := list(islice(wanted, _AT_ONCE)):
        yield from read(some).values()


def told_entities(entities: Iterable[Entity], progress: Progress, total: int | None = None) -> Iterator[Entity]:
    """Yield entities, and tell a progress now and then how many they were. Raises Cancelled when it says so."""
    return told_of(entities, progress, total, every=_TOLD_EVERY)
