"""TEI P5: names and dates in the text itself, for editions; nothing lost but what XML cannot hold.

A ``teiCorpus`` with one ``TEI`` a document. The text stands in ``ab`` with ``xml:space="preserve"``, so that its
characters are those of the document and no offset is needed. Labels are ``persName``, ``orgName``, ``placeName`` and
``date``, any other is ``rs`` with its label as ``@type``. The entity is ``@ref``; a date has ``@when``, or ``@from``
and ``@to`` where its value is not a day, month or year, and the value itself as ``@when-custom``. A mark that another
one cuts across is parts (``@part`` ``I``, ``M``, ``F``) that point at one another by ``@next`` and ``@prev``. What
else marks say is a ``note`` in ``standOff`` that points at the mark, in JSON; what is known about the document is in
the header and, in JSON, in ``xenoData``.

Characters that XML 1.0 cannot hold become U+FFFD, and are counted. Reading takes TEI of others too: paragraphs, heads,
lines and the like become lines of text with their white space squeezed, notes and apparatus are left out; and country,
settlement, geogName and name with a type are marks as well. Entities declared in a file are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import (
    Cargo,
    Content,
    Format,
    Item,
    OffsetUnit,
    ReadOptions,
    WriteOptions,
    explained,
)
from annotator.formats.conll_rows import original, safe
from annotator.formats.iris import entity_iri, entity_of
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts, facts_of_document, facts_of_mention, own_facts, surfaces
from annotator.formats.json_fields import object_value
from annotator.formats.json_parsing import parse_record
from annotator.formats.losses import LossReport
from annotator.formats.remarks import Remark
from annotator.formats.safe_xml import local_name, namespace, parse_xml
from annotator.formats.sniffing import Sample
from annotator.formats.xml_text import attributes, content, note_forbidden, permitted_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEI: Final = "http://www.tei-c.org/ns/1.0"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ELEMENTS: Final = {"PERSON": "persName", "ORG": "orgName", "PLACE": "placeName", "DATE": "date"}
_LABELS: Final = {element: label for label, element in _ELEMENTS.items()} | {
    **dict.fromkeys(("country", "settlement", "region", "district", "geogName", "bloc"), "PLACE"),
    **dict.fromkeys(("forename", "surname"), ""),
}
_TYPES: Final = {"person": "PERSON", "org": "ORG", "organization": "ORG", "place": "PLACE", "date": "DATE"}
_BLOCKS: Final = frozenset(
    {"p", "ab", "head", "l", "lb", "item", "row", "div", "lg", "list", "table", "pb", "byline", "sp"}
)
_LEFT_OUT: Final = frozenset({"note", "app", "figDesc", "fw", "standOff", "teiHeader", "del", "facsimile"})
_WHEN = re.compile(r"-?\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


def _write(documents: Content, out: BinaryIO, _options: WriteOptions, losses: LossReport) -> None:
    out.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="{_TEI}" version="5.0">\n'
        f"{_header('Annotated documents', '', '')}".encode()
    )
    for number, document in enumerate(documents.documents, start=1):
        note_forbidden(document, losses)
        out.write("".join(_document(number, document)).encode("utf-8"))
    out.write(b"</teiCorpus>\n")


def _header(title: str, language: str, facts: str) -> str:
    profile = f"<profileDesc><langUsage><language{attributes({'ident': language})}/></langUsage></profileDesc>\n"
    xeno = f"<xenoData>{content(facts)}</xenoData>\n"
    return (
        "<teiHeader>\n<fileDesc>\n"
        f"<titleStmt><title>{content(title)}</title></titleStmt>\n"
        "<publicationStmt><p>Not published.</p></publicationStmt>\n"
        "<sourceDesc><p>Born digital.</p></sourceDesc>\n"
        f"</fileDesc>\n{profile if language else ''}{xeno if facts else ''}</teiHeader>\n"
    )


def _document(number: int, document: DocumentRecord) -> Iterator[str]:
    language = document.language or "und"
    yield "<TEI>\n" + _header(
        document.title or document.name or document.id or "Untitled", language, json.dumps(facts_of_document(document))
    )
    yield f'<text{attributes({"xml:lang": language})}><body>\n<ab xml:space="preserve">'
    pieces = _pieces([mention for mention, _ in surfaces(document)])
    yield from _marked_up(document.text, pieces, f"d{number}")
    yield "</ab>\n</body></text>\n"
    notes = list(_notes(document, f"d{number}"))
    if notes:
        yield f"<standOff><listAnnotation>\n{''.join(notes)}</listAnnotation></standOff>\n"
    yield "</TEI>\n"


class _Piece(NamedTuple):
    """A stretch of text in one element: a whole mark, or a part of one that another cuts across.

    ``order`` is the number of the mark, ``part`` that of the piece, both from 0, ``of`` the number of its pieces.
    """

    start: int
    end: int
    order: int
    mention: MentionRecord
    part: int = 0
    of: int = 1


def _pieces(mentions: Sequence[MentionRecord]) -> list[_Piece]:
    """Cut marks so that every two pieces are apart or one within the other, and sort them as they open."""
    order = sorted(range(len(mentions)), key=lambda at: (mentions[at].start, -mentions[at].end, at))
    pieces: list[_Piece] = []
    open_ends: list[int] = []
    for at in order:
        mention = mentions[at]
        while open_ends and open_ends[-1] <= mention.start:
            open_ends.pop()
        # Whatever is open and ends inside this mark cuts it there.
        cuts = sorted({end for end in open_ends if mention.start < end < mention.end})
        bounds = [mention.start, *cuts, mention.end]
        parts = list(pairwise(bounds))
        pieces += [_Piece(start, end, at, mention, number, len(parts)) for number, (start, end) in enumerate(parts)]
        open_ends = sorted({*open_ends, mention.end}, reverse=True)
    return sorted(pieces, key=lambda piece: (piece.start, -piece.end, piece.order))


def _marked_up(text: str, pieces: Sequence[_Piece], prefix: str) -> Iterator[str]:
    at, closing = 0, list[tuple[int, str]]()
    for piece in pieces:
        while closing and closing[-1][0] <= piece.start:
            end, tag = closing.pop()
            yield content(text[at:end]) + tag
            at = end
        yield content(text[at : piece.start])
        at = piece.start
        element, facts = _element(piece.mention)
        links = _links(piece, prefix)
        yield f"<{element}{attributes({'xml:id': _id(prefix, piece.order, piece.part), **facts, **links})}>"
        closing.append((piece.end, f"</{element}>"))
    while closing:
        end, tag = closing.pop()
        yield content(text[at:end]) + tag
        at = end
    yield content(text[at:])


def _id(prefix: str, order: int, part: int) -> str:
    return f"{prefix}m{order + 1}" + (f"p{part + 1}" if part else "")


def _links(piece: _Piece, prefix: str) -> dict[str, str | None]:
    if piece.of == 1:
        return {}
    first, last = piece.part == 0, piece.part == piece.of - 1
    return {
        "part": "I" if first else "F" if last else "M",
        "prev": None if first else f"#{_id(prefix, piece.order, piece.part - 1)}",
        "next": None if last else f"#{_id(prefix, piece.order, piece.part + 1)}",
    }


def _element(mention: MentionRecord) -> tuple[str, dict[str, str | None]]:
    element = _ELEMENTS.get(mention.label, "rs")
    facts: dict[str, str | None] = {"type": permitted_name(safe(mention.label))} if element == "rs" else {}
    if mention.entity is not None:
        facts["ref"] = entity_iri(mention.entity)
    if element == "date" and mention.value is not None and is_date_value(mention.value):
        facts |= _dates(mention.value)
    return element, facts


def _dates(value: str) -> dict[str, str | None]:
    if _WHEN.fullmatch(value):
        return {"when": value}
    from annotator.lang.dates.bounds import bounds_of

    first, last = bounds_of(value)
    return {"from": _day(first), "to": _day(last), "when-custom": value}


def _day(ordinal: int | None) -> str | None:
    if ordinal is None:
        return None
    from annotator.lang.dates.bounds import year_month_day

    year, month, day = year_month_day(ordinal)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def _notes(document: DocumentRecord, prefix: str) -> Iterator[str]:
    places = [(mention.start, -mention.end) for mention in document.mentions]
    is_in_order = places == sorted(places)
    for order, mention in enumerate(document.mentions):
        facts = facts_of_mention(mention)
        if not is_in_order:
            facts["order"] = order
        if set(facts) - {"entity"}:
            target = f"#{_id(prefix, order, 0)}"
            yield f'<annotation target="{target}"><note>{content(json.dumps(facts))}</note></annotation>\n'


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    return explained(path, _documents(path))


def _documents(path: Path) -> Iterator[Item]:
    root = parse_xml(path.read_bytes())
    roots = list(root.iter(f"{{{_TEI}}}TEI"))
    if not roots:
        raise UserError("This is not TEI: there is no TEI element in {namespace}.", namespace=_TEI)
    documents = DocumentParser()
    for number, tei in enumerate(roots, start=1):
        line: object = tei.sourceline
        walk = _Walk()
        record = _given(tei, walk, path.stem, number)
        if walk.unread_dates:
            yield Remark(
                "Dates whose value is none in ISO 8601: {count}. They were kept without it.",
                line=walk.unread_dates[0],
                count=len(walk.unread_dates),
            )
        yield from documents.parse(line if isinstance(line, int) else 1, record)


def _given(tei: _Element, walk: _Walk, stem: str, number: int) -> Facts:
    body = tei.find(f"{{{_TEI}}}text/{{{_TEI}}}body")
    if body is None:
        raise UserError("A TEI element has no text with a body.")
    walk.through(body)
    text = "".join(walk.pieces)
    text = text if walk.is_exact else text.rstrip("\n")
    xeno = tei.find(f"{{{_TEI}}}teiHeader/{{{_TEI}}}xenoData")
    facts = _parsed(xeno.text) if xeno is not None and xeno.text and xeno.text.startswith("{") else None
    if facts is None:
        title = tei.findtext(f"{{{_TEI}}}teiHeader/{{{_TEI}}}fileDesc/{{{_TEI}}}titleStmt/{{{_TEI}}}title")
        language = tei.get(f"{_XML}lang") or _text_language(tei)
        facts = {"name": f"{stem}-{number}", "title": " ".join((title or "").split()), "language": language}
    notes = {
        str(each.get("target", "")): own
        for each in tei.iter(f"{{{_TEI}}}annotation")
        if (own := _noted(each)) is not None
    }
    return facts | {"text": text, "mentions": walk.mentions(notes)}


def _text_language(tei: _Element) -> str | None:
    text = tei.find(f"{{{_TEI}}}text")
    return None if text is None else text.get(f"{_XML}lang")


def _noted(annotation: _Element) -> Facts | None:
    written = annotation.findtext(f"{{{_TEI}}}note") or ""
    return _parsed(written) if written.startswith("{") else None


def _parsed(written: str) -> Facts:
    return dict(object_value(parse_record(written.encode("utf-8"))))


class _Found(NamedTuple):
    """An element that is a mark, or a part of one."""

    id: str
    previous: str
    start: int
    end: int
    facts: Facts


@dataclass(slots=True)
class _Walk:
    """Goes through a text, collecting its characters and its marks."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    is_exact: bool = False
    found: list[_Found] = field(default_factory=list)
    unread_dates: list[int] = field(default_factory=list)
    _is_space_due: bool = False

    def through(self, element: _Element, *, exact: bool = False) -> None:
        """Take the text of an element and of all in it; whatever follows it is its parent's."""
        name = local_name(element)
        exact = exact or element.get(f"{_XML}space") == "preserve"
        self.is_exact = self.is_exact or exact
        is_block = name in _BLOCKS and not exact
        if is_block:
            self._break()
        mark, place = _facts_of(element, name), len(self.found)
        text = element.text or ""
        if mark is not None and not exact:
            self._add_space_due(text)
            text = text.lstrip()
        start = self.length
        self._take(text, exact=exact)
        for child in element:
            if local_name(child) and local_name(child) not in _LEFT_OUT:
                self.through(child, exact=exact)
            self._take(child.tail or "", exact=exact)
        if is_block:
            self._break()
        if mark is not None and start < self.length:
            previous = (element.get("prev") or "").removeprefix("#")
            if name == "date" and "value" not in mark and (element.get("when-custom") or element.get("when")):
                line: object = element.sourceline
                self.unread_dates.append(line if isinstance(line, int) else 1)
            self.found.insert(place, _Found(element.get(f"{_XML}id") or "", previous, start, self.length, mark))

    def mentions(self, notes: dict[str, Facts]) -> list[Facts]:
        """Return the marks, parts joined, with what notes say about them."""
        joined: dict[str, Facts] = {}
        ordered: list[tuple[int, Facts]] = []
        for at, (identifier, previous, start, end, facts) in enumerate(self.found):
            if previous in joined:
                joined[identifier] = joined[previous]
                joined[previous]["end"] = end
                continue
            note = notes.get(f"#{identifier}", {})
            mention: Facts = {"start": start, "end": end, **facts, **own_facts(note)}
            order = note.get("order")
            ordered.append((order if type(order) is int else at, mention))
            if identifier:
                joined[identifier] = mention
        return [mention for _, mention in sorted(ordered, key=lambda pair: pair[0])]

    def _take(self, text: str, *, exact: bool) -> None:
        if exact:
            self._add(text)
            return
        words = " ".join(text.split())
        if words:
            self._add_space_due(text)
            self._add(words)
        self._is_space_due = text[-1:].isspace() or (not text and self._is_space_due)

    def _add_space_due(self, text: str) -> None:
        """Part what comes now from what came before, if there is white space between them in the file."""
        if (self._is_space_due or text[:1].isspace()) and self.pieces and not self.pieces[-1].endswith("\n"):
            self._add(" ")
        self._is_space_due = False

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def _break(self) -> None:
        self._is_space_due = False
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self._add("\n")


def _facts_of(element: _Element, name: str) -> Facts | None:
    """Return what an element says as a mark, or None when it is none."""
    if namespace(element) != _TEI:
        return None
    type_ = element.get("type") or ""
    label = _LABELS.get(name, "")
    if name in ("rs", "name") and type_:
        label = _TYPES.get(type_.lower(), original(type_)) if name == "name" else original(type_)
    if not label:
        return None
    facts: Facts = {"label": label}
    if reference := element.get("ref") or element.get("key"):
        facts["entity"] = entity_of(reference.split()[0])
    value = element.get("when-custom") or element.get("when")
    if name == "date" and value and is_date_value(value):
        facts["value"] = value
    return facts


def _sniff(sample: Sample) -> float:
    return 0.98 if _TEI in sample.text else 0.1 if sample.suffix in FORMAT.extensions else 0.0


FORMAT = Format(
    name="tei",
    title="TEI P5",
    purpose="editions, names in the text itself",
    extensions=(".xml", ".tei"),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.NONE,
    losses=("control characters",),
    sniff=_sniff,
    read=_read,
    write=_write,
    synonyms=("teip5", "teixml"),
)
