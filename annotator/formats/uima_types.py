"""The UIMA types that marks are written as: DKPro's and INCEpTION's own, HeidelTime's for dates, and two of ours.

``NamedEntity`` is the layer of INCEpTION's projects (``value`` the label, ``identifier`` the entity), ``Timex3`` that
of HeidelTime, after ISO 24617-1. ``annotator.MarkFacts`` holds, in JSON, what a mark says beyond those, and
``annotator.DocumentFacts`` what is known about the document; a reader that does not know them loses nothing else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from annotator.core.edtf import is_date_value
from annotator.core.errors import UserError
from annotator.core.offsets import Utf16Map
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Item
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts, facts_of_document, facts_of_mention, own_facts, surfaces
from annotator.formats.json_parsing import parse_record
from annotator.formats.remarks import Remark

NAMED_ENTITY: Final = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
METADATA: Final = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
TIMEX3: Final = "de.unihd.dbs.uima.types.heideltime.Timex3"
MARK_FACTS: Final = "annotator.MarkFacts"
DOCUMENT_FACTS: Final = "annotator.DocumentFacts"

ANNOTATION: Final = "uima.tcas.Annotation"
_STRING: Final = "uima.cas.String"
_UNREMARKED: Final = ("Token", "Sentence", "TagDescription", "TagsetDescription", "DocumentAnnotation")


class Feature(NamedTuple):
    """A feature of a type."""

    name: str
    range: str = _STRING


class UimaType(NamedTuple):
    """A type with its supertype and features."""

    name: str
    supertype: str
    features: Sequence[Feature]


TYPES: Final = (
    UimaType(
        METADATA,
        "uima.tcas.DocumentAnnotation",
        [Feature("documentTitle"), Feature("documentId"), Feature("documentUri"), Feature("collectionId")],
    ),
    UimaType(NAMED_ENTITY, ANNOTATION, [Feature("value"), Feature("identifier")]),
    UimaType(
        TIMEX3,
        ANNOTATION,
        [Feature("timexId"), Feature("timexType"), Feature("timexValue"), Feature("timexMod"), Feature("timexQuant")],
    ),
    UimaType(MARK_FACTS, ANNOTATION, [Feature("mark", NAMED_ENTITY), Feature("json")]),
    UimaType(DOCUMENT_FACTS, ANNOTATION, [Feature("json")]),
)


class Structure(NamedTuple):
    """A feature structure: an annotation ``[start, end)`` in UTF-16 units with its features.

    ``refers_to`` is the number of the structure that its feature ``mark`` names, or None.
    """

    number: int
    type: str
    start_u16: int
    end_u16: int
    features: Mapping[str, str]
    refers_to: int | None = None


def structures_of(document: DocumentRecord, first: int) -> Iterator[Structure]:
    """Yield the annotations that a document is written as.

    Args:
        document: The document.
        first: The number of the first of them.
    """
    to_u16 = Utf16Map(document.text).to_u16
    number, end = first, to_u16(len(document.text))
    facts = facts_of_document(document)
    named = {"documentTitle": document.title or document.name, "documentId": document.id or document.name}
    metadata = {
        "language": document.language or "x-unspecified",
        **{key: value for key, value in named.items() if value},
    }
    yield Structure(number, METADATA, 0, end, metadata)
    yield Structure(number + 1, DOCUMENT_FACTS, 0, end, {"json": json.dumps(facts)})
    number += 2
    for mention, _ in surfaces(document):
        place = to_u16(mention.start), to_u16(mention.end)
        features = {"value": mention.label} | ({"identifier": mention.entity} if mention.entity is not None else {})
        yield Structure(number, NAMED_ENTITY, *place, features)
        mark, number = number, number + 1
        if mention.value is not None and is_date_value(mention.value):
            yield Structure(number, TIMEX3, *place, {"timexId": f"t{number}", **_timex(mention)})
            number += 1
        further = {name: value for name, value in facts_of_mention(mention).items() if name != "entity"}
        if further:
            yield Structure(number, MARK_FACTS, *place, {"json": json.dumps(further)}, mark)
            number += 1


def _timex(mention: MentionRecord) -> dict[str, str]:
    from annotator.formats.timex3 import timex3_of

    attributes = timex3_of(mention.value, mention.modifier, mention.calendar)
    names = {"type": "timexType", "value": "timexValue", "mod": "timexMod", "quant": "timexQuant"}
    return {names[name]: value for name, value in attributes.items() if name in names}


class _Mark(NamedTuple):
    """A named entity as a file has it, in UTF-16 units."""

    key: object
    start_u16: int
    end_u16: int
    value: str
    identifier: str | None


class _Timex(NamedTuple):
    """A time expression as a file has it, in UTF-16 units."""

    start_u16: int
    end_u16: int
    attributes: Mapping[str, str]


@dataclass(slots=True)
class GivenCas:
    """What a file holds, collected one annotation at a time.

    Attributes:
        text: The text of its first view.
        others: How many annotations of other types there are, by the type's short name.
    """

    text: str
    others: Counter[str] = field(default_factory=Counter)
    _facts: Facts | None = None
    _metadata: Facts = field(default_factory=dict)
    _marks: list[_Mark] = field(default_factory=list)
    _mark_facts: dict[object, str] = field(default_factory=dict)
    _timexes: list[_Timex] = field(default_factory=list)

    def take(self, type_: str, key: object, place: tuple[int, int], features: Mapping[str, str], mark: object) -> None:
        """Take an annotation.

        Args:
            type_: Its type.
            key: What others call it.
            place: Where it stands, in UTF-16 units.
            features: Its features that are texts.
            mark: What its feature ``mark`` names, if it has one.

        Raises:
            UserError: One of ours is damaged.
        """
        match type_:
            case _ if type_ == NAMED_ENTITY:
                label = features.get("value") or "ENTITY"
                self._marks.append(_Mark(key, *place, label, features.get("identifier")))
            case _ if type_ == TIMEX3:
                self._timexes.append(_Timex(*place, features))
            case _ if type_ == MARK_FACTS:
                self._mark_facts[mark] = features.get("json", "{}")
            case _ if type_ == DOCUMENT_FACTS:
                self._facts = facts_in(features.get("json", "{}"), of_document=True)
            case _ if type_ == METADATA:
                self._metadata = _facts_of_metadata(features)
            case _ if not type_.endswith(_UNREMARKED):
                self.others[type_.rpartition(".")[2]] += 1

    def documents(self) -> Iterator[Item]:
        """Yield the document, checked as one of our own format, and remarks.

        Raises:
            UserError: An annotation does not fit the text. No line is set.
        """
        try:
            to_cp = Utf16Map(self.text).to_cp
            mentions = [self._mention(mark, to_cp(mark.start_u16), to_cp(mark.end_u16)) for mark in self._marks]
            taken = {(mark.start_u16, mark.end_u16) for mark in self._marks}
            for start_u16, end_u16, attributes in self._timexes:
                if (start_u16, end_u16) not in taken:
                    place: Facts = {"start": to_cp(start_u16), "end": to_cp(end_u16), "label": "DATE"}
                    mentions.append(place | _date_of(attributes))
        except ValueError:
            raise UserError("An annotation begins or ends inside a character above U+FFFF.") from None
        facts = self._metadata if self._facts is None else self._facts
        yield from DocumentParser().parse(1, {**facts, "text": self.text, "mentions": mentions})
        if self.others:
            names = ", ".join(f"{name} ({count})" for name, count in sorted(self.others.items()))
            yield Remark("Annotations that have no place here were left aside: {types}.", types=names)

    def _mention(self, mark: _Mark, start: int, end: int) -> Facts:
        own: Facts = {"start": start, "end": end, "label": mark.value, "text": self.text[start:end] or None}
        if mark.identifier:
            own["entity"] = mark.identifier
        written = self._mark_facts.get(mark.key)
        if written is not None:
            return own | facts_in(written)
        place = mark.start_u16, mark.end_u16
        timex = next((each for each in self._timexes if each[:2] == place), None)
        return own | (_date_of(timex.attributes) if timex is not None else {})


def _facts_of_metadata(features: Mapping[str, str]) -> Facts:
    facts: Facts = {"title": features.get("documentTitle"), "name": features.get("documentId")}
    language = features.get("language", "")
    return facts | ({"language": language} if language and language != "x-unspecified" else {})


def _date_of(attributes: Mapping[str, str]) -> Facts:
    from annotator.formats.timex3 import value_of_timex3

    names = {"timexType": "type", "timexValue": "value", "timexMod": "mod", "timexQuant": "quant"}
    value, modifier, calendar = value_of_timex3(
        {names[name]: written for name, written in attributes.items() if name in names and written}
    )
    return {"value": value, "modifier": modifier, "calendar": calendar} if value is not None else {}


def facts_in(written: str, *, of_document: bool = False) -> Facts:
    """Return the facts that one of our own annotations holds. Raises UserError when it is not JSON."""
    value = parse_record(written.encode("utf-8"))
    if not isinstance(value, dict):
        raise UserError("The facts in this annotation must be a JSON object.")
    return dict(value) if of_document else own_facts(value)


def type_system_xml() -> str:
    """Return the types as a type system description, the file that UIMA reads beside an XMI file."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">')
    lines.append("  <types>")
    for each in TYPES:
        lines.append("    <typeDescription>")
        lines.append(f"      <name>{each.name}</name>")
        lines.append(f"      <description/>\n      <supertypeName>{each.supertype}</supertypeName>")
        lines.append("      <features>")
        lines += [
            f"        <featureDescription><name>{feature.name}</name><description/>"
            f"<rangeTypeName>{feature.range}</rangeTypeName></featureDescription>"
            for feature in each.features
        ]
        lines.append("      </features>")
        lines.append("    </typeDescription>")
    lines += ["  </types>", "</typeSystemDescription>", ""]
    return "\n".join(lines)
