"""Reading spaCy's DocBin: texts, entities, span groups, and what our own writer puts beside them.

Where there is a span group ``mentions``, it holds all marks; otherwise the entities and the spans of every group are
taken, equal ones once. Values of dates are read from ``span._.value`` and the like.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotator.core.errors import UserError
from annotator.formats.base import Item, ReadOptions, explained
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts, own_facts
from annotator.formats.json_parsing import check_strings

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_MENTIONS: Final = "mentions"
_DOCUMENT_FACTS: Final = ("id", "name", "title", "language", "date", "direction", "state", "source", "encoding")
_DATE_FACTS: Final = ("value", "modifier", "calendar")
_SMALL: Final = 256 << 20
_HIGHEST_RATIO: Final = 100
_CHUNK: Final = 1 << 22


def read_docbin(path: Path, _options: ReadOptions) -> Iterator[Item]:
    """Read a DocBin."""
    return explained(path, _documents(path))


def _documents(path: Path) -> Iterator[Item]:
    data = path.read_bytes()
    _check_size(data)
    documents, number = DocumentParser(), 0
    for number, doc in enumerate(_docs(data), start=1):
        record = _record(doc)
        check_strings(record)
        yield from documents.parse(number, record)
    if not number:
        raise UserError("There are no documents in it.")


def _check_size(data: bytes) -> None:
    """Refuse what is not compressed as a DocBin is, or grows beyond what text does. Raises UserError."""
    most = max(_SMALL, _HIGHEST_RATIO * len(data))
    unpacked, unpacker = 0, zlib.decompressobj()
    try:
        while data and not unpacker.eof:
            unpacked += len(unpacker.decompress(data, _CHUNK))
            data = unpacker.unconsumed_tail
            if unpacked > most:
                raise UserError("It unpacks to far more than text does. Nothing was imported.")
    except zlib.error:
        raise _damaged("it is not compressed as one") from None


def _docs(data: bytes) -> Iterator[Doc]:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        yield from DocBin().from_bytes(data).get_docs(Vocab())
    except UserError:
        raise
    except Exception as error:  # spaCy lets whatever a damaged file causes through
        raise _damaged(str(error).partition("\n")[0][:120] or type(error).__name__) from None


def _damaged(reason: str) -> UserError:
    return UserError("This is not a DocBin that spaCy can read: {reason}.", reason=reason.rstrip("."))


def _record(doc: Doc) -> Facts:
    data = {**doc.user_data}
    facts: Facts = {name: data[name] for name in _DOCUMENT_FACTS if data.get(name)}
    if _MENTIONS in doc.spans:
        group = doc.spans[_MENTIONS]
        mentions = [_mention(span, data) | _beside(group.attrs, at) for at, span in enumerate(group)]
    else:
        spans = [*doc.ents, *(span for group in doc.spans.values() for span in group)]
        unique = {(span.start_char, span.end_char, span.label_): span for span in reversed(spans)}
        mentions = [_mention(span, data) for span in reversed(unique.values())]
    return facts | {"text": doc.text, "mentions": [mention for mention in mentions if mention["label"]]}


def _mention(span: Span, data: Mapping[Any, object]) -> Facts:
    start, end = span.start_char, span.end_char
    mention: Facts = {"start": start, "end": end, "label": span.label_, "text": span.text}
    if span.kb_id_:
        mention["entity"] = span.kb_id_
    for name in _DATE_FACTS:
        value = data.get(("._.", name, start, end))
        if isinstance(value, str):
            mention[name] = value
    return mention


def _beside(attributes: Mapping[str, object], at: int) -> Facts:
    """Return what stands beside the spans of a group at a place, for each fact that is listed there."""
    listed = {name: values for name, values in attributes.items() if isinstance(values, Sequence) and at < len(values)}
    return own_facts({name: values[at] for name, values in listed.items() if values[at] not in (None, "")})
