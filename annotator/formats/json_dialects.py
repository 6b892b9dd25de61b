"""Where families of JSON files keep a document's mentions.

Annotator's own files and those of Prodigy are read; they are told apart record by record. The lists of other tools
are known by name, so that they are refused rather than passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from annotator.core.errors import UserError
from annotator.core.mention import MentionStatus
from annotator.core.records import Mentions
from annotator.formats.json_fields import JsonObject, shown, text_field
from annotator.formats.remarks import Remark


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where a family of JSON files keeps what.

    Attributes:
        mentions: The field of a document that lists its mentions.
        document_fields: The fields of a document that are understood, or say nothing that would be missed.
        mention_fields: Fields of a mention, beyond our own, that say nothing that would be missed.
    """

    mentions: str
    document_fields: frozenset[str]
    mention_fields: frozenset[str]


_DOCUMENT_FIELDS: Final = (
    "id",
    "name",
    "title",
    "text",
    "language",
    "date",
    "direction",
    "state",
    "source",
    "encoding",
)

_BOOKKEEPING: Final = (
    "_input_hash",
    "_task_hash",
    "_session_id",
    "_annotator_id",
    "_view_id",
    "_timestamp",
    "_is_binary",
)

OWN: Final = Dialect(
    mentions="mentions",
    document_fields=frozenset([*_DOCUMENT_FIELDS, "paragraph_directions", "mentions"]),
    mention_fields=frozenset(),
)

PRODIGY: Final = Dialect(
    mentions="spans",
    document_fields=frozenset([*_DOCUMENT_FIELDS, *_BOOKKEEPING, "spans", "tokens", "answer"]),
    mention_fields=frozenset(["token_start", "token_end", "source", "input_hash"]),
)

_LISTS_OF_OTHERS: Final = ("entities", "labels", "label", "annotations", "ents")


def dialect_of(record: JsonObject) -> Dialect:
    """Return the dialect a document is written in.

    Raises:
        UserError: Its mentions are kept as some other tool keeps them.
    """
    if OWN.mentions in record:
        return OWN
    if PRODIGY.mentions in record:
        return PRODIGY
    for name in _LISTS_OF_OTHERS:
        if isinstance(record.get(name), list):
            raise UserError(
                "The marks of this document seem to be in “{field}”, as another tool keeps them; this format has them "
                "in “mentions”.",
                field=name,
            )
    return OWN


def judged(record: JsonObject, mentions: Mentions) -> tuple[Mentions, Remark | None]:
    """Apply Prodigy's verdict on a whole document to its mentions.

    Returns:
        The mentions, rejected ones marked so and ignored ones left out, with a remark if there was such a verdict.

    Raises:
        UserError: There is a verdict nobody knows.
    """
    answer = text_field(record, "answer") or "accept"
    author = record.get("_annotator_id")
    if isinstance(author, str):
        mentions = replace(mentions, annotators=[annotator or author for annotator in mentions.annotators])
    match answer:
        case "accept":
            return mentions, None
        case "reject":
            rejected = replace(mentions, statuses=[str(MentionStatus.REJECTED)] * len(mentions))
            return rejected, Remark("The document was answered “reject”: its marks came in as rejected ones.")
        case "ignore":
            return Mentions.of(()), Remark("The document was answered “ignore”: its marks were left out.")
        case _:
            raise UserError("“answer” is accept, reject or ignore, not {value}.", value=shown(answer))
