"""Reading spaCy's knowledge base from the two files of its folder, ``contents`` and ``strings.json``.

``contents`` is what ``InMemoryLookupKB.write_contents`` writes, little-endian and without gaps; whole numbers have 64
bits and fractions 32 unless it is said otherwise:

- the number of entities, and of elements of a vector; then all vectors;
- of each entity the hash of its id, how often it was met (a fraction), and the place of its vector (32 bits);
- the number of names; of each name its hash and the number of entities it can mean, and of each of these its place,
  from 1, and how likely the name means it (a fraction).

``strings.json`` lists the strings that the hashes stand for, but for spaCy's own symbols.

spaCy believes whatever stands there, so that a damaged file makes it take memory without end or read beyond it; here
every number is checked before it is used.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson

from annotator.core.entity import FREQUENCY
from annotator.core.errors import UserError
from annotator.core.records import UNTYPED, EntityRecord
from annotator.formats.base import Item
from annotator.formats.entity_checks import LONGEST_NAME, united
from annotator.formats.remarks import Remark, is_visible
from annotator.lang.scripts import guess_language

if TYPE_CHECKING:
    from spacy.strings import StringStore

CONTENTS: Final = "contents"
STRINGS: Final = "strings.json"

_HEADER: Final = struct.Struct("<qq")
_ENTITY: Final = struct.Struct("<Qfi")
_COUNT: Final = struct.Struct("<q")
_NAME: Final = struct.Struct("<Qq")
_MEANING: Final = struct.Struct("<qf")
_FLOAT_BYTES: Final = 4


def read_knowledge_base(contents: Path) -> Iterator[Item]:
    """Yield the entities of a knowledge base in their order, the likeliest names first.

    Args:
        contents: The file ``contents``; ``strings.json`` stands beside it.

    Raises:
        UserError: They are damaged, or no knowledge base.
        OSError: They cannot be read.
    """
    strings = _strings(contents.with_name(STRINGS))
    base = _Base(memoryview(contents.read_bytes()), strings)
    entities = list(base.entities())
    base.give_names(entities)
    yield from base.remarks()
    for entity in entities:
        yield entity.record()


@dataclass(slots=True)
class _Known:
    """An entity, how often it was met, and its names with how likely each means it."""

    id: str
    frequency: float
    names: list[tuple[float, str]] = field(default_factory=list)

    def record(self) -> EntityRecord:
        """Return it, languages told from the letters."""
        names = [name for _, name in sorted(self.names, key=lambda name: (-name[0], name[1]))]
        external = {FREQUENCY: str(round(self.frequency))} if 1 <= self.frequency < 1e12 else {}
        return EntityRecord(
            self.id, UNTYPED, united([(guess_language(name), name) for name in names]), external=external
        )


class _Base:
    """The bytes of ``contents``, taken from the beginning to the end."""

    def __init__(self, data: memoryview, strings: StringStore) -> None:
        self._data = data
        self._strings = strings
        self._at = 0
        self._unusable = 0

    def entities(self) -> Iterator[_Known]:
        """Yield the entities. Raises UserError."""
        count, elements = self._take(_HEADER)
        size = count * (elements * _FLOAT_BYTES + _ENTITY.size)
        if count < 0 or elements < 0 or size > len(self._data) - self._at:
            raise UserError("This is no knowledge base of spaCy, or only a part of one.")
        self._at += count * elements * _FLOAT_BYTES
        seen = set[str]()
        for _ in range(count):
            key, frequency, _ = self._take(_ENTITY)
            identifier = self._string(key)
            if not identifier or identifier in seen:
                raise UserError(
                    "The id of the entity {number} is not in {strings}, or there twice. The two files must be of one "
                    "knowledge base.",
                    number=len(seen) + 1,
                    strings=STRINGS,
                )
            seen.add(identifier)
            yield _Known(identifier, frequency)

    def give_names(self, entities: list[_Known]) -> None:
        """Give entities their names. Raises UserError."""
        (count,) = self._take(_COUNT)
        for number in range(1, count + 1):
            key, meanings = self._take(_NAME)
            name = self._string(key)
            if not name:
                raise UserError(
                    "The name {number} is not in {strings}. The two files must be of one knowledge base.",
                    number=number,
                    strings=STRINGS,
                )
            is_usable = is_visible(name) and len(name) <= LONGEST_NAME
            self._unusable += not is_usable
            for _ in range(meanings):
                place, likeliness = self._take(_MEANING)
                if not 1 <= place <= len(entities):
                    raise UserError("“{name}” is a name of an entity that is not there.", name=name[:LONGEST_NAME])
                if is_usable:
                    entities[place - 1].names.append((likeliness, name))

    def remarks(self) -> Iterator[Remark]:
        """Say what was left out."""
        if self._unusable:
            yield Remark(
                "Names that cannot be seen or have more than {most} characters: {count}. They were left out.",
                most=LONGEST_NAME,
                count=self._unusable,
            )
        if self._at < len(self._data):
            yield Remark("There is something after the end of the knowledge base; it was left aside.")

    def _string(self, key: int) -> str:
        """Return what a hash stands for, or "" if nobody knows."""
        try:
            return self._strings[key]
        except KeyError:
            return ""

    def _take(self, what: struct.Struct) -> tuple[int, ...]:
        try:
            taken = what.unpack_from(self._data, self._at)
        except struct.error:
            raise UserError("The knowledge base ends too soon; it was not copied whole.") from None
        self._at += what.size
        return taken


def _strings(path: Path) -> StringStore:
    """Return the strings by their hashes. Raises UserError."""
    from spacy.strings import StringStore

    try:
        found = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        raise UserError("The file {strings} must stand beside it.", strings=STRINGS) from None
    except orjson.JSONDecodeError as error:
        raise UserError(
            "{strings} is not valid JSON: {reason}.", strings=STRINGS, reason=str(error).split(":")[0]
        ) from None
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise UserError("{strings} must be a list of texts.", strings=STRINGS)
    return StringStore(found)
