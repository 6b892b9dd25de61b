"""UIMA CAS as XMI: for INCEpTION, DKPro and every other tool built on UIMA; nothing lost but what XML cannot hold.

One file a document, and ``TypeSystem.xml`` beside them (:mod:`annotator.formats.uima_types`). Offsets are UTF-16 units
of ``sofaString``, as Java counts. Marks are ``NamedEntity`` with ``value`` (the label) and ``identifier`` (the
entity); date values are ``Timex3`` at the same place as well; whatever else marks say is in ``annotator.MarkFacts`` in
JSON.

Characters that XML 1.0 cannot hold (controls but tab and line feed, U+FFFE, U+FFFF) become U+FFFD, and are counted.
INCEpTION keeps a mark inside a token only where the layer's granularity is set to characters. Reading takes
``NamedEntity`` of any CAS, ``Timex3`` where no mark of ours says more, and the first view's text; annotations of other
types are left aside with a remark. Entities declared in a file are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord
from annotator.formats.base import Cargo, Content, Folder, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.file_names import FileNames
from annotator.formats.losses import LossReport
from annotator.formats.safe_xml import local_name, namespace, parse_xml
from annotator.formats.sniffing import Sample
from annotator.formats.uima_types import (
    TYPES,
    GivenCas,
    structures_of,
    type_system_xml,
)
from annotator.formats.xml_text import attribute, attributes, note_forbidden

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPE_SYSTEM: Final = "TypeSystem.xml"
_XMI_ID: Final = "{http://www.omg.org/XMI}id"
_CAS: Final = "http:///uima/cas.ecore"


def _write(contents: Sequence[Content], folder: Folder, _options: WriteOptions, losses: LossReport) -> None:
    for content in contents:
        names = FileNames()
        place = f"{content.part}/" if content.part else ""
        for document in content.documents:
            note_forbidden(document, losses)
            with folder.open(f"{place}{names.name_for(document)}.xmi") as out:
                out.write(_xmi(document).encode("utf-8"))
        with folder.open(f"{place}{_TYPE_SYSTEM}") as out:
            out.write(type_system_xml().encode("utf-8"))


def _ecore(type_name: str) -> tuple[str, str]:
    package, _, name = type_name.rpartition(".")
    return f"http:///{package.replace('.', '/')}.ecore", name


_PREFIXES: Final = {each.name: f"type{number}" for number, each in enumerate(TYPES, start=1)}


def _xmi(document: DocumentRecord) -> str:
    spaces = "".join(f' xmlns:{_PREFIXES[each.name]}="{_ecore(each.name)[0]}"' for each in TYPES)
    lines = [
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="{_CAS}"{spaces} xmi:version="2.0">\n'
            '<cas:NULL xmi:id="0"/>\n'
        )
    ]
    members = []
    for number, type_, start, end, features, mark in structures_of(document, first=2):
        reference = f' mark="{mark}"' if mark is not None else ""
        lines.append(
            f'<{_PREFIXES[type_]}:{_ecore(type_)[1]} xmi:id="{number}" sofa="1" begin="{start}" end="{end}"'
            f"{attributes(dict(features))}{reference}/>\n"
        )
        members.append(str(number))
    lines.append(
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
        f'sofaString="{attribute(document.text)}"/>\n<cas:View sofa="1" members="{" ".join(members)}"/>\n</xmi:XMI>\n'
    )
    return "".join(lines)


def companions_of(path: Path) -> Sequence[Path]:
    """Return the type system beside an XMI file."""
    return [path.with_name(name) for name in (_TYPE_SYSTEM, "typesystem.xml")] if path.suffix.lower() == ".xmi" else ()


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    try:
        yield from _given(parse_xml(path.read_bytes())).documents()
    except UserError as error:
        yield error.at(path)


def _given(root: _Element) -> GivenCas:
    text, sofa = _sofa(root)
    cas = GivenCas(text)
    for element in root:
        if namespace(element) == _CAS or element.get("sofa") != sofa:
            continue
        package = namespace(element).removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
        features = {str(name): str(value) for name, value in element.items()}
        place = _number(element, "begin"), _number(element, "end")
        cas.take(f"{package}.{local_name(element)}", element.get(_XMI_ID), place, features, element.get("mark"))
    return cas


def _sofa(root: _Element) -> tuple[str, str | None]:
    sofas = [each for each in root if namespace(each) == _CAS and local_name(each) == "Sofa" and each.get("sofaString")]
    first = next((each for each in sofas if each.get("sofaID") == "_InitialView"), sofas[0] if sofas else None)
    if first is None:
        raise UserError("There is no text in this CAS: it has no Sofa with a sofaString.")
    identifier = first.get(_XMI_ID)
    if any(each is not first and each.get(_XMI_ID) == identifier for each in sofas):
        raise UserError("Two texts have the id {id}: nobody can say which of them is meant.", id=identifier)
    return first.get("sofaString") or "", identifier


def _number(element: _Element, name: str) -> int:
    written = element.get(name, "")
    if not written.isascii() or not written.isdecimal() or len(written) > 12:
        raise UserError("“{name}” of an annotation must be a whole number.", line=_line(element), name=name)
    return int(written)


def _line(element: _Element) -> int | None:
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def _sniff(sample: Sample) -> float:
    if "http://www.omg.org/XMI" in sample.text[:4000]:
        return 0.99
    return 0.9 if sample.suffix in FORMAT.extensions else 0.0


FORMAT = Format(
    name="uima-xmi",
    title="UIMA CAS, XMI",
    purpose="INCEpTION and DKPro, with identifiers",
    extensions=(".xmi",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.UTF16_UNITS,
    losses=("control characters",),
    sniff=_sniff,
    read=_read,
    write_folder=_write,
    companions=companions_of,
    synonyms=("xmi", "uima", "cas"),
)
