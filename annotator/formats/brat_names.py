"""Names for brat's normalisation: the tables of which brat's ``norm_db_init.py`` makes its databases.

Each line is an entity: its id, a tab, and fields parted by tabs that read ``KIND:LABEL:TEXT``. The kind is ``name`` (a
name), ``attr`` (something to search for) or ``info`` (something to show); the label says what the text is, and the text
may have colons in it. There is no header, and the file is called after its database, so that ``378838`` in ``Wiki.txt``
is what annotations of brat call ``Wiki:378838`` (https://brat.nlplab.org/normalization.html).

The type is what an ``attr`` labelled ``Type`` says, or else what the first name is labelled, unless that only says that
it is a name; languages are told from the letters. The description is the ``info`` with most text in it, addresses and
pictures aside; further fields are left aside with a remark. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from annotator.core.errors import UserError
from annotator.core.records import UNTYPED, EntityRecord
from annotator.formats.base import Cargo, Format, Item, OffsetUnit, ReadOptions, explained
from annotator.formats.entity_checks import EntityLedger, checked_name, name_remarks, united
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample
from annotator.formats.text_lines import text_lines
from annotator.lang.scripts import guess_language

_KINDS: Final = ("name", "attr", "info")
_TYPE: Final = "type"
_NAME_LABELS: Final = frozenset(
    {
        "",
        "abbreviation",
        "acronym",
        "alias",
        "also known as",
        "exact synonym",
        "label",
        "name",
        "official name",
        "preferred",
        "preferred name",
        "pref",
        "related synonym",
        "short name",
        "symbol",
        "synonym",
        "term",
        "title",
    }
)
_ADDRESS = re.compile(r"\w+://\S+")
_FIELD = re.compile(r"(?:name|attr|info):[^:\t]*:")
_LOOKED_AT: Final = 20
_OWN: Final = "annotator"
_WIKIDATA: Final = "wikidata"


class _Field(NamedTuple):
    kind: str
    label: str
    text: str


class _Names:
    """Reads the lines of one file."""

    def __init__(self, base: str) -> None:
        self.ledger = EntityLedger()
        self._base = base
        self._aside = 0

    def items(self, line: str, number: int) -> Iterator[Item]:
        """Yield an entity and remarks on it. Raises UserError."""
        identifier, *rest = line.rstrip("\n").split("\t")
        identifier = identifier.strip()
        if not identifier:
            raise UserError("There is no id before the first tab.")
        fields = [_field(each) for each in rest if each.strip()]
        entity = self._entity(identifier, fields, number)
        repeated = self.ledger.enter(entity)
        if repeated is not None:
            yield repeated
        yield from name_remarks(entity)
        yield entity

    def remarks(self) -> Iterator[Remark]:
        """Say what was left aside."""
        if self._aside:
            yield Remark("Attributes and further texts were left aside: {count}.", count=self._aside)

    def _entity(self, identifier: str, fields: list[_Field], number: int) -> EntityRecord:
        given = [field for field in fields if field.kind == "name"]
        if not given:
            raise UserError("“{entity}” has no name: no field begins with “name:”.", entity=identifier)
        names = [checked_name(field.text) for field in given]
        types = [field.text for field in fields if field.kind == "attr" and field.label.casefold() == _TYPE]
        texts = [field.text for field in fields if field.kind == "info" and not _ADDRESS.fullmatch(field.text)]
        description = max(texts, key=len, default="")
        self._aside += len(fields) - len(given) - bool(types) - bool(description)
        return EntityRecord(
            self._id(identifier),
            types[0] if types else _type_of(given[0].label),
            united([(guess_language(name), name) for name in names]),
            {guess_language(description): description} if description else {},
            {} if self._base == _OWN else {self._base: identifier},
            number,
        )

    def _id(self, identifier: str) -> str:
        """Return the id by which brat's annotations are read."""
        return identifier if self._base in (_OWN, _WIKIDATA) else f"{self._base}:{identifier}"


def _field(written: str) -> _Field:
    parts = written.split(":", 2)
    if len(parts) < len(_Field._fields) or parts[0] not in _KINDS:
        raise UserError(
            "A field must read name:LABEL:TEXT, attr:LABEL:TEXT or info:LABEL:TEXT, not “{field}”.",
            field=written[:_LOOKED_AT],
        )
    kind, label, text = parts
    return _Field(kind, label.strip(), text.strip())


def _type_of(label: str) -> str:
    return UNTYPED if label.casefold() in _NAME_LABELS else label


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    return explained(path, _items(path, options))


def _items(path: Path, options: ReadOptions) -> Iterator[Item]:
    base = path.stem if path.stem.casefold() not in (_OWN, _WIKIDATA) else path.stem.casefold()
    names = _Names(base)
    with text_lines(path, options.encoding) as text:
        yield from text.remarks
        for number, line in enumerate(text.lines, start=1):
            if line.isspace():
                continue
            try:
                yield from names.items(line, number)
            except UserError as error:
                yield error.at(path, line=number)
    yield from names.remarks()


def _sniff(sample: Sample) -> float:
    lines = [line for line in sample.text.split("\n")[: _LOOKED_AT + 1] if line.strip()]
    whole = lines[:-1] or lines
    fitting = sum(_FIELD.match(line.partition("\t")[2]) is not None for line in whole)
    return 0.97 if whole and fitting * 2 > len(whole) else 0.0


FORMAT = Format(
    name="brat-names",
    title="brat normalisation names",
    purpose="names of a base that brat links to",
    extensions=(".txt", ".tsv"),
    cargo=Cargo.ENTITIES,
    offsets=OffsetUnit.NONE,
    losses=("attributes", "all texts but one"),
    sniff=_sniff,
    read=_read,
    synonyms=("bratnormalisation", "bratnormalization", "normdb"),
)
