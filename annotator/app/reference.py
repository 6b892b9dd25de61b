"""Joins the reference base to a workspace: it lends names, is offered beside it, and comes in with the first link.

A workspace's own entity is never rivalled: where the reference base has the same thing, that entry is hidden, and its
names in all languages count as names of the workspace's entity. Whatever else it knows is offered as it is, and copied
into the workspace by the act that first links it, so that one undo takes back both.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from annotator.app.reference_places import STATISTICS
from annotator.core.entity import Entity
from annotator.core.errors import NotFoundError
from annotator.core.ids import EntityId
from annotator.core.ports import Reader, UnitOfWork, Workspaces
from annotator.core.progress import Progress, Silent

if TYPE_CHECKING:
    from annotator.app.reference_base import ReferenceBase

LENT_LANGUAGES: Final = ("en", "he", "ar")
"""In which languages names are lent and copied, beside those that an entity has names in already."""


class Reference:
    """The reference base as the program uses it: there once it has been made, and never in anybody's way.

    Args:
        open_base: Opens the base if it has been made; None for a program without one.
        make_base: Makes it, so that it can be opened; None where nobody shall. May raise Cancelled.
    """

    def __init__(
        self,
        open_base: Callable[[], ReferenceBase | None] | None = None,
        make_base: Callable[[Progress], None] | None = None,
    ) -> None:
        self._open_base = open_base
        self._make_base = make_base
        self._base: ReferenceBase | None = None
        self._one_opener = threading.Lock()
        self._one_maker = threading.Lock()

    @property
    def base(self) -> ReferenceBase | None:
        """The base if it has been opened, None otherwise."""
        return self._base

    def there(self) -> ReferenceBase | None:
        """Open the base if it has been made, which takes a moment; None if not."""
        with self._one_opener:
            if self._base is None and self._open_base is not None:
                self._base = self._open_base()
        return self._base

    @property
    def may_be_made(self) -> bool:
        """Whether there is no base yet, and nobody has tried to make it."""
        return self._base is None and self._make_base is not None

    def make(self, progress: Progress | None = None) -> ReferenceBase | None:
        """Make the base, which takes many seconds, and open it; what has failed once is not tried again.

        Raises:
            Cancelled: The progress has it; somebody may try again.
        """
        with self._one_maker:
            if (base := self.there()) is not None:
                return base
            if self._make_base is not None:
                self._make_base(progress or Silent())
                self._make_base = None
        return self.there()

    def opened(self) -> ReferenceBase | None:
        """Open the base, making it first if need be."""
        return self.there() or self.make()

    def entities(self, ids: Collection[EntityId]) -> dict[EntityId, Entity]:
        """Return the reference entries of these ids, none while the base is not open."""
        return self._base.entities(ids) if self._base is not None and ids else {}

    def close(self) -> None:
        """Let go of the base."""
        if self._base is not None:
            self._base.close()
            self._base = None


class _Current:
    """Which reference the program works with; one without a base until someone chooses."""

    reference = Reference()


def use_reference_of(workspaces: Workspaces, command: Sequence[str] = ()) -> None:
    """Have this program work with the reference base. Nothing is opened yet.

    Args:
        workspaces: Opens and makes its file.
        command: Starts a process that makes it by :func:`make_for_another`; without one it is made in this process.
    """

    def open_base() -> ReferenceBase | None:
        from annotator.app.reference_base import ReferenceShelf
        from annotator.app.reference_places import places

        return ReferenceShelf(workspaces, places).open()

    def make_base(progress: Progress) -> None:
        from annotator.app import reference_making

        if command:
            reference_making.make_apart(command, progress)
        else:
            reference_making.make_here(workspaces, progress)

    _Current.reference = Reference(open_base, make_base)


def use_reference(reference: Reference) -> Reference:
    """Have this program work with a certain reference, and return the one it worked with."""
    before, _Current.reference = _Current.reference, reference
    return before


def reference() -> Reference:
    """Return the reference this program works with."""
    return _Current.reference


def bring_in(work: UnitOfWork, entities: Iterable[EntityId | None]) -> None:
    """Copy those of these entities into the workspace that only the reference base has.

    To be called by every act that links, before it does. Ids that nobody knows are left to whoever needs them.
    """
    missing = [each for each in dict.fromkeys(entities) if each is not None and work.entities.find(each) is None]
    for entity in reference().entities(missing).values():
        work.entities.add(spoken(entity))


def known_entity(reader: Reader, entity: EntityId) -> Entity:
    """Return an entity of the workspace or, failing that, of the reference base. Raises NotFoundError."""
    try:
        return reader.entity(entity)
    except NotFoundError:
        if found := reference().entities((entity,)):
            return found[entity]
        raise


def spoken(entity: Entity) -> Entity:
    """Return a reference entry as a workspace takes it: names in the languages of articles, and no statistics."""
    aliases = tuple(alias for alias in entity.aliases if alias.language in LENT_LANGUAGES)
    external = {key: value for key, value in entity.external.items() if key not in STATISTICS}
    return replace(entity, aliases=aliases, external=external)
