"""Names and identifiers: what a mention teaches about a name, and what a new entity is called."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from annotator.core.entity import Alias, AliasSource
from annotator.core.ids import AliasId, EntityId, new_id
from annotator.core.offsets import Span
from annotator.core.ports import Reader
from annotator.lang.clitics import dictionary_form
from annotator.lang.normalise import match_key
from annotator.lang.scripts import script_of

_SLUG_LENGTH: Final = 60
LAM: Final = "ل"
"""The only letter at the beginning of a surface that may stand for another name than it spells."""


def name_in(text: str, start: int, end: int, language: str) -> str:
    """Return the name that a piece of a text stands for, on one line.

    Args:
        text: The document's text.
        start: Where the mention begins.
        end: Where it ends.
        language: The document's language, whose rules of spelling apply (``للمغرب`` names ``المغرب``).
    """
    # Nearly all names stand for themselves; only one that begins with lam may follow a preposition that hides its alef.
    if text[start] != LAM:
        return one_line(text[start:end])
    return one_line(dictionary_form(text, Span(start, end), language))


@lru_cache(maxsize=1 << 14)
def one_line(name: str) -> str:
    """Return a name with line breaks and runs of white space made single spaces, and none at its ends."""
    return " ".join(name.split())


def new_alias(text: str, language: str, source: AliasSource, position: int, uses: int = 0) -> Alias:
    """Make an alias of a name, with its script and matching key."""
    return Alias(
        id=AliasId(new_id()),
        text=text,
        language=language,
        script=script_of(text),
        key=match_key(text),
        source=source,
        position=position,
        uses=uses,
    )


def entity_id(entity_type: str, name: str, is_taken: Callable[[EntityId], bool]) -> EntityId:
    """Make an identifier that reads like the entity, such as ``person/benny-gantz``.

    Latin names lose their marks; names in other scripts keep their own letters, since any transliteration would be a
    guess (``person/בני-גנץ``). A name without letters or digits gives a random identifier, and one that is taken a
    number at its end.

    Args:
        entity_type: The entity's type.
        name: Its first name.
        is_taken: Tells whether an identifier is in use.
    """
    stem = f"{_slug(entity_type) or 'thing'}/{_slug(name) or new_id()}"
    candidate = EntityId(stem)
    number = 1
    while is_taken(candidate):
        number += 1
        candidate = EntityId(f"{stem}-{number}")
    return candidate


def free_entity_id(reader: Reader, entity_type: str, name: str) -> EntityId:
    """Make an identifier for a new entity that no entity of the workspace has."""
    return entity_id(entity_type, name, lambda candidate: bool(reader.entities((candidate,))))


def _slug(name: str) -> str:
    """Return letters and digits in lower case without marks, joined by hyphens."""
    plain = "".join(
        character if unicodedata.category(character)[0] in "LN" else "" if _is_silent(character) else " "
        for character in unicodedata.normalize("NFKD", name)
    )
    slug = "-".join(unicodedata.normalize("NFC", plain.casefold()).split())
    if len(slug) <= _SLUG_LENGTH:
        return slug
    return slug[:_SLUG_LENGTH].rsplit("-", 1)[0]


def _is_silent(character: str) -> bool:
    """Tell marks, invisible controls and the quotes inside words, which vanish, from what parts words."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"} or character in "'’\"״׳"
