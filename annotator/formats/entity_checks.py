"""What holds for entities whichever file they come from: names that can be seen, one type an id, merges that end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.core.errors import UserError
from annotator.core.records import EntityRecord
from annotator.formats.remarks import Remark, is_visible

LONGEST_NAME: Final = 1_000
_MOST_TYPES: Final = 1 << 32


def checked_name(name: str) -> str:
    """Return a name that can be shown.

    Raises:
        UserError: It is blank, made of characters that cannot be seen, or far too long. No line is set.
    """
    if len(name) > LONGEST_NAME:
        raise UserError(
            "A name has {count:,} characters; the longest that can be taken has {most:,}. Shorten it or take it out.",
            count=len(name),
            most=LONGEST_NAME,
        )
    if not is_visible(name):
        raise UserError("A name is empty or made of characters that cannot be seen. Write it or take it out.")
    return name


def name_remarks(entity: EntityRecord) -> Iterator[Remark]:
    """Remark on names that would surprise whoever sees them in a list."""
    for names in entity.names.values():
        composed = {unicodedata.normalize("NFC", name) for name in names}
        if len(composed) < len(names):
            yield Remark(
                "“{entity}” has names that differ only in how their characters are composed; both were kept.",
                line=entity.line,
                entity=entity.id,
            )
        if any("\n" in name or "\t" in name for name in names):
            yield Remark("“{entity}” has a name with a line break or tab in it.", line=entity.line, entity=entity.id)


def united(names: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return (language, name) pairs as names by language, in order and without repetition."""
    by_language: dict[str, dict[str, None]] = {}
    for language, name in names:
        by_language.setdefault(language, {})[name] = None
    return {language: list(found) for language, found in by_language.items()}


class EntityLedger:
    """Remembers the entities of one file: their types, and which of them were merged into others."""

    def __init__(self) -> None:
        # A million entities may pass, so that what is kept of each is one number: its line and its type's place.
        self._seen: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self._merged: dict[str, tuple[str, EntityRecord]] = {}

    def enter(self, entity: EntityRecord) -> Remark | None:
        """Enter an entity and return a remark if its id was there before.

        Raises:
            UserError: Its id was there before with another type. Its line is set.
        """
        if not entity.id:
            return None
        place = self._types.setdefault(entity.type, len(self._types))
        here = (entity.line or 0) * _MOST_TYPES + place
        before = self._seen.setdefault(entity.id, here)
        if before == here:
            return None
        earlier, known_place = divmod(before, _MOST_TYPES)
        if known_place != place:
            raise UserError(
                "The entity “{entity}” is a {type} here but a {known} on line {earlier}. Decide which, or give one of "
                "them another id.",
                line=entity.line,
                entity=entity.id,
                type=entity.type,
                known=self._type_at(known_place),
                earlier=earlier,
            )
        return Remark(
            "The entity “{entity}” was on line {earlier} already; their names were united.",
            line=entity.line,
            entity=entity.id,
            earlier=earlier,
        )

    def enter_merged(self, entity: EntityRecord, into: str) -> None:
        """Enter an entity that was merged into another and waits for :meth:`settled`.

        Raises:
            UserError: It was merged into itself. Its line is set.
        """
        if entity.id == into:
            raise UserError("The entity “{entity}” is merged into itself.", line=entity.line, entity=entity.id)
        self._merged[entity.id] = (into, entity)

    def settled(self) -> Iterator[EntityRecord | Remark | UserError]:
        """Yield the names of merged entities as names of the entities that they ended up in.

        A chain of merges is followed to its end; a circle of them has none and is an error.
        """
        ends: dict[str, str] = {}
        for start, (_, entity) in self._merged.items():
            end = self._end_of(start, ends)
            if end is None:
                yield UserError(
                    "The merges of “{entity}” lead back to it: there is no entity that all of them end in.",
                    line=entity.line,
                    entity=start,
                )
                return
            seen = self._seen.get(end)
            kept_type = entity.type if seen is None else self._type_at(seen % _MOST_TYPES)
            yield EntityRecord(end, kept_type, entity.names, entity.description, entity.external, entity.line)
        if self._merged:
            yield Remark(
                "Entities that were merged into others: {count}. Their names went there.", count=len(self._merged)
            )

    def _type_at(self, place: int) -> str:
        return next(name for name, known in self._types.items() if known == place)

    def _end_of(self, start: str, ends: dict[str, str]) -> str | None:
        path: dict[str, None] = {}
        current = start
        while current in self._merged and current not in ends:
            if current in path:
                return None
            path[current] = None
            current = self._merged[current][0]
        end = ends.get(current, current)
        ends.update(dict.fromkeys(path, end))
        return end
