"""Entities that are probably one thing: found by equal names, and by names that sound alike across scripts.

Everything is compared with everything only as vectors, in blocks; what is near is then weighed letter by letter. The
work is bounded: no more than :data:`MOST_NAMES` names are heard and :data:`MOST_WEIGHED` pairs weighed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.core.entity import MEASURES, Alias, Entity
from annotator.core.ids import EntityId
from annotator.core.ports import Reader
from annotator.core.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotator.lang.names.matcher import NameMatcher

MOST_NAMES: Final = 30_000
MOST_WEIGHED: Final = 2_000

_LEAST_LIKENESS: Final = 0.88
_LEAST_COSINE: Final = 0.7
_NEAREST: Final = 4
_BLOCK: Final = 512
_SHARED_BY_MANY: Final = 6
"""A name that more entities have than this says nothing about two of them."""


class DoubleReason(StrEnum):
    """Why two entities may be one."""

    SAME_NAME = "same name"
    SOUNDS_ALIKE = "sounds alike"


@dataclass(frozen=True, slots=True)
class Double:
    """Two entities that may be one.

    Attributes:
        keep: The one that is used more.
        gone: The other.
        reason: Why they may be one.
        names: The name of each that says so.
        likeness: How sure that is, from 0 to 1.
    """

    keep: EntityId
    gone: EntityId
    reason: DoubleReason
    names: tuple[str, str]
    likeness: float


@dataclass(slots=True)
class Memory:
    """What was heard and weighed before, so that it is not done again after every act.

    Attributes:
        vectors: Of names.
        likenesses: Of pairs of names.
    """

    vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    likenesses: dict[tuple[str, str], float] = field(default_factory=dict)


class _Named(NamedTuple):
    """A name of an entity."""

    entity: EntityId
    text: str


def find_doubles(reader: Reader, progress: Progress, memory: Memory | None = None) -> list[Double]:
    """Return the pairs of entities that are probably one, the surest first; each entity is the second of one at most.

    Pairs that somebody has decided about, or whose types or identifiers differ, are left out.

    Args:
        reader: The workspace.
        progress: Is told how many names have been compared, and may stop it.
        memory: What is remembered from one time to the next; used from one thread at a time.

    Raises:
        Cancelled: Somebody has stopped it.
    """
    entities = reader.entities()
    uses = {row.id: row.mentions for row in reader.entity_rows()}
    apart = {frozenset(pair) for pair in reader.apart()}
    found: dict[frozenset[EntityId], Double] = {}
    for double in (*_by_name(entities, uses), *_by_sound(entities, uses, progress, memory or Memory())):
        pair = frozenset((double.keep, double.gone))
        if pair not in apart and pair not in found and may_be_one(entities[double.keep], entities[double.gone]):
            found[pair] = double
    return _each_once(sorted(found.values(), key=_surest_first))


def may_be_one(one: Entity, other: Entity) -> bool:
    """Tell whether two entities could be one thing: their types agree, and no identifier speaks against it."""
    shared = (one.external.keys() & other.external.keys()) - MEASURES
    return one.type == other.type and all(one.external[source] == other.external[source] for source in shared)


def _by_name(entities: Mapping[EntityId, Entity], uses: Mapping[EntityId, int]) -> Iterator[Double]:
    """Yield pairs that have a name in common which is the preferred one of at least one of them."""
    owners: defaultdict[str, dict[EntityId, Alias]] = defaultdict(dict)
    for entity in entities.values():
        for alias in sorted(entity.aliases, key=_position, reverse=True):
            if alias.key:
                owners[alias.key][entity.id] = alias
    for key, named in owners.items():
        if not 1 < len(named) <= _SHARED_BY_MANY:
            continue
        for one, other in combinations(sorted(named), 2):
            preferred = (named[one].position == 0) + (named[other].position == 0)
            if preferred == 2 or (preferred and " " in key):
                yield _double((one, other), uses, DoubleReason.SAME_NAME, (named[one].text, named[other].text), 1.0)


def _by_sound(
    entities: Mapping[EntityId, Entity], uses: Mapping[EntityId, int], progress: Progress, memory: Memory
) -> Iterator[Double]:
    """Yield pairs whose preferred names sound alike, type by type."""
    by_type: defaultdict[str, list[_Named]] = defaultdict(list)
    for entity in sorted(entities.values(), key=lambda entity: -uses.get(entity.id, 0)):
        by_type[entity.type] += (_Named(entity.id, text) for text in _preferred(entity))
    total = sum(min(MOST_NAMES, len(names)) for names in by_type.values())
    if not total:
        return
    from annotator.lang.names.matcher import NameMatcher  # reads its weights, which no other start needs

    matcher = NameMatcher.load()
    done = 0
    for names in by_type.values():
        heard = names[:MOST_NAMES]
        likely = sorted(_near(_vectors(matcher, heard, memory, progress), heard, progress, done, total), reverse=True)[
            :MOST_WEIGHED
        ]
        done += len(heard)
        for number, (_, first, second) in enumerate(likely):
            if number % 50 == 0:
                progress.report(done, total)
            one, other = heard[first], heard[second]
            if not _are_as_whole(one.text, other.text):
                continue
            texts = one.text, other.text
            likeness = memory.likenesses.get(texts)
            if likeness is None:
                likeness = memory.likenesses[texts] = matcher.similarity(*texts)
            if likeness >= _LEAST_LIKENESS:
                yield _double((one.entity, other.entity), uses, DoubleReason.SOUNDS_ALIKE, texts, likeness)


def _near(
    vectors: NDArray[np.float32], names: list[_Named], progress: Progress, done: int, total: int
) -> Iterator[tuple[float, int, int]]:
    """Yield pairs of names of different entities whose vectors are near, each once, with how near."""
    import numpy as np

    if len(names) < 2:
        return
    owner = np.unique([name.entity for name in names], return_inverse=True)[1]
    for start in range(0, len(names), _BLOCK):
        progress.report(done + start, total)
        block = vectors[start : start + _BLOCK] @ vectors[start:].T
        rows = np.arange(len(block))
        block[owner[start : start + len(block), None] == owner[None, start:]] = 0
        block[rows[:, None] >= np.arange(block.shape[1])[None, :]] = 0
        count = min(_NEAREST, block.shape[1])
        best = np.argpartition(-block, count - 1, axis=1)[:, :count]
        for row in rows:
            for column in best[row]:
                if block[row, column] >= _LEAST_COSINE:
                    yield float(block[row, column]), start + int(row), start + int(column)


def _are_as_whole(one: str, other: str) -> bool:
    """Tell whether two names can be weighed against each other: a single word says little about a name of several."""
    words = len(one.split()), len(other.split())
    return min(words) > 1 or max(words) == 1


def _vectors(matcher: NameMatcher, names: list[_Named], memory: Memory, progress: Progress) -> NDArray[np.float32]:
    """Return a vector of length one for each name; only those that are new are heard."""
    import numpy as np

    known = memory.vectors
    new = list(dict.fromkeys(name.text for name in names if name.text not in known))
    for start in range(0, len(new), _BLOCK):
        progress.report(0, None)
        some = new[start : start + _BLOCK]
        made = np.asarray(matcher.encoder.encode(some), np.float32)
        lengths = np.linalg.norm(made, axis=1, keepdims=True)
        known.update(zip(some, (made / np.where(lengths > 0, lengths, 1)).astype(np.float32), strict=True))
    if not names:
        return np.zeros((0, 0), np.float32)
    return np.stack([known[name.text] for name in names])


def _preferred(entity: Entity) -> list[str]:
    return [alias.text for alias in entity.aliases if alias.position == 0 and alias.key]


def _double(
    pair: tuple[EntityId, EntityId],
    uses: Mapping[EntityId, int],
    reason: DoubleReason,
    names: tuple[str, str],
    likeness: float,
) -> Double:
    """Return the pair with the one that is used more first; of equals, the one whose id comes first."""
    one, other = pair
    if (-uses.get(one, 0), one) <= (-uses.get(other, 0), other):
        return Double(one, other, reason, names, likeness)
    return Double(other, one, reason, (names[1], names[0]), likeness)


def _each_once(doubles: Iterable[Double]) -> list[Double]:
    """Leave out pairs whose second entity hangs under another one already, or has some hanging under itself."""
    kept: list[Double] = []
    seconds: set[EntityId] = set()
    firsts: set[EntityId] = set()
    for double in doubles:
        if _is_free(double, firsts, seconds):
            kept.append(double)
            firsts.add(double.keep)
            seconds.add(double.gone)
    return kept


def _is_free(double: Double, firsts: Collection[EntityId], seconds: Collection[EntityId]) -> bool:
    return double.gone not in seconds and double.gone not in firsts and double.keep not in seconds


def _surest_first(double: Double) -> tuple[float, str, str]:
    return -double.likeness, double.keep, double.gone


def _position(alias: Alias) -> int:
    return alias.position
