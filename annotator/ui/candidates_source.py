"""The index of all names, made in the background when it is first needed, and kept as the workspace changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.app.lending import Lender, LendingReader
from annotator.app.reference import reference
from annotator.app.shelving import Heard, NameShelves
from annotator.core.entity import Entity
from annotator.core.history import Changes
from annotator.core.ids import EntityId
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.suggest.candidates import CandidateIndex
from annotator.suggest.shelf import Shelf
from annotator.ui.bridge import Bridge
from annotator.ui.jobs import Job
from annotator.ui.reference_making import ReferenceMaking
from annotator.ui.turns import InTurn, Turns

_REBUILD_FROM: Final = 500
"""From how many changed entities on the index is made anew rather than entity by entity."""


class CandidatesSource(QObject):
    """Has the index, or is about to.

    It begins without the names of the reference base where that has still to be made, and takes them in when it is
    there.

    Signals:
        ready: There is an index now, or another, or names of other scripts are found with it from now on.
        base_came: The reference base is there now, which was not before.
        noted: A sentence for the user to know.
    """

    ready = Signal()
    base_came = Signal()
    noted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._turns = Turns()
        self._location = bridge.session.workspace.location
        self._lender = Lender(None)
        self._shelves = NameShelves(bridge.reader, self._location)
        self._index: CandidateIndex | None = None
        self._changed: set[EntityId] = set()
        self._changed_since: set[EntityId] = set()
        self._hearing: Job | None = None
        self._is_building = False
        self._making = ReferenceMaking(bridge, self)
        self._making.made.connect(self._on_base_made)
        self._making.noted.connect(self.noted)
        bridge.committed.connect(self._on_committed)

    @property
    def index(self) -> CandidateIndex | None:
        """The index, None while it is being made; asking for it has it made."""
        if self._index is None:
            self.prepare()
        return self._index

    def prepare(self) -> None:
        """Have the index made if there is none."""
        if self._index is None:
            self._build()

    def is_known_name(self, text: str) -> bool:
        """Tell whether some entity has this name; nothing is known yet while the index is being made."""
        index = self.index
        return index is not None and index.is_known_name(text)

    def _build(self) -> None:
        if self._is_building:
            return
        self._is_building = True
        self._changed = set()
        job = Job(_Build(self._bridge.reader, self._location, self._turns))
        job.finished.connect(self._on_built)
        job.ended.connect(self._on_ended)
        self._bridge.run(job)

    def _on_built(self, built: _Built) -> None:
        self._shelves, self._lender, index = built
        self._index = index
        self._renew(self._changed)
        self.ready.emit()
        self._changed_since = set()
        self._hearing = job = Job(_Hear(self._shelves, index.shelves, index.in_memory, self._turns))
        job.finished.connect(self._on_heard)
        job.ended.connect(self._on_heard_ended)
        self._bridge.run(job)
        self._making.begin()

    def _on_heard(self, heard: Heard) -> None:
        if self._index is not None and self.sender() is self._hearing:
            heard.give_to(self._index)
            self._renew(self._changed_since)
            self.ready.emit()

    def _on_heard_ended(self, job: Job) -> None:
        # Not deleted here: its thread may just be leaving the signal that brought this.
        if job is self._hearing:
            self._hearing = None

    def _on_ended(self) -> None:
        self._is_building = False

    def _on_base_made(self) -> None:
        self._build()
        self.base_came.emit()

    def _on_committed(self, changes: Changes) -> None:
        if self._hearing is not None:
            self._changed_since |= changes.entities
        if self._is_building:
            self._changed |= changes.entities
        if self._index is not None and len(changes.entities) >= _REBUILD_FROM:
            self._index = None
            self.prepare()
        else:
            self._renew(changes.entities)

    def _renew(self, entities: set[EntityId] | frozenset[EntityId]) -> None:
        if self._index is None or not entities:
            return
        there = LendingReader(self._bridge.reader, self._lender).entities(entities)
        for identifier in entities:
            if identifier in there:
                self._index.update(there[identifier])
            else:
                self._lender.forget(identifier)
                self._index.remove(identifier)
        self._lender.hide_claimed(self._index.shelves)


class _Built(NamedTuple):
    """The index, with what it was made by."""

    shelves: NameShelves
    lender: Lender
    names: CandidateIndex


class _Build:
    """The work of opening or making the index, off the window's thread."""

    def __init__(self, reader: Reader, location: str, turns: Turns) -> None:
        self._reader = reader
        self._location = location
        self._turns = turns

    def __call__(self, progress: Progress) -> _Built:
        lender = Lender(reference().there())
        shelves = NameShelves(self._reader, self._location, lender)
        index = shelves.index(InTurn(self._turns, progress))
        return _Built(shelves, lender, index)


class _Hear:
    """The work of hearing all names, which takes longer: names of other scripts are found when it is done."""

    def __init__(
        self, shelves: NameShelves, shelved: Sequence[Shelf], in_memory: Sequence[Entity], turns: Turns
    ) -> None:
        self._shelves = shelves
        self._shelved = shelved
        self._in_memory = in_memory
        self._turns = turns

    def __call__(self, progress: Progress) -> Heard:
        return self._shelves.heard(self._shelved, self._in_memory, InTurn(self._turns, progress))
