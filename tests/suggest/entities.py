"""Entities made in one line."""

from __future__ import annotations

from annotator.core.entity import Alias, AliasSource, Entity
from annotator.core.ids import AliasId, EntityId
from annotator.lang.normalise import match_key
from annotator.lang.scripts import guess_language, script_of


def alias(text: str, uses: int = 0, number: int = 0) -> Alias:
    return Alias(
        id=AliasId(f"{text}/{number}"),
        text=text,
        language=guess_language(text),
        script=script_of(text),
        key=match_key(text),
        source=AliasSource.IMPORTED,
        position=number,
        uses=uses,
    )


def entity(identifier: str, *names: str | tuple[str, int], kind: str = "PERSON") -> Entity:
    """Make an entity; a name may come with the number of its uses."""
    pairs = [(name, 0) if isinstance(name, str) else name for name in names]
    return Entity(
        EntityId(identifier), kind, aliases=tuple(alias(text, uses, at) for at, (text, uses) in enumerate(pairs))
    )
