r"""CoNLL-U with names in MISC: the format of Universal Dependencies, for tools that add syntax.

Ten columns parted by tabs (https://universaldependencies.org/format.html). ``FORM`` is filled and ``MISC``; the
others are ``_``. ``MISC`` has ``NER=B-PERSON`` (IOB2) on each token of a name, and on its first token ``EntityId``,
``Value``, ``Mod`` and ``Calendar`` where there are such; ``SpaceAfter=No`` where a token touches the next; and
``SpacesAfter=`` or ``SpacesBefore=`` (as UDPipe writes them: ``\s``, ``\t``, ``\n``, ``\p`` for ``|``) where other
white space than one space stands, so that the text comes back as it was. ``|``, ``\``, ``=`` and white space in values
are written as in URLs. ``# newdoc id`` begins a document; ``# text`` repeats each sentence.

Offsets are tokens. Lost, and counted in the report: all but the longest of overlapping names, and what the token policy
cannot keep. Lost as well: what is known about the document beyond its id; ids, scores and annotators of mentions.

Reading takes words of multiword tokens (``1-2``) too: where their forms make up the token's, a name stands on them
exactly, otherwise it is widened to the token, and a remark says so. Sentences without ``SpacesAfter`` are parted by a
line feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote, unquote

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Format, Item, OffsetUnit, ReadOptions, WriteOptions
from annotator.formats.conll_rows import NOTHING, FlatDocument, flat_document, note_facts, original, safe
from annotator.formats.decoding import decode_file
from annotator.formats.losses import LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.remarks import Remark
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import BEGINS, ENDS, OUTSIDE, TAG, Scheme

_COLUMNS: Final = 10
_ESCAPED_SPACES: Final = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
_SPACES: Final = {escaped: plain for plain, escaped in _ESCAPED_SPACES.items()}
_ESCAPE = re.compile(r"\\(?:[stnrp\\]|u[0-9a-f]{4})")
_UNSAFE = re.compile(r"[\s|\\=%\x00-\x1f\x7f-\x9f]|^_$")
_ROW = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9})|\.[0-9]{1,9})?")
_MOST_WORDS: Final = 1_000
_UNKNOWN: Final = "\t".join([NOTHING] * 7)


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    for document in content.documents:
        out.write("".join(_lines(document, options.tokens, losses)).encode("utf-8"))


def _lines(document: DocumentRecord, policy: TokenPolicy, losses: LossReport) -> Iterator[str]:
    flat = flat_document(document, policy, losses)
    note_facts(flat, losses, keeps_links=True, keeps_dates=True)
    if not flat.words:
        return
    words, miscs = flat.words, _miscs(flat)
    for number, sentence in enumerate(flat.sentences(), start=1):
        if number == 1:
            yield f"# newdoc id = {safe(document.id or document.name)}\n"
        yield f"# sent_id = {number}\n# text = {_one_line(_text_of(flat, sentence))}\n"
        yield from (
            f"{position}\t{words[token]}\t{_UNKNOWN}\t{miscs[token]}\n"
            for position, token in enumerate(sentence, start=1)
        )
        yield "\n"


def _text_of(flat: FlatDocument, sentence: range) -> str:
    return flat.document.text[flat.tokens.starts[sentence[0]] : flat.tokens.ends[sentence[-1]]]


def _one_line(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _miscs(flat: FlatDocument) -> list[str]:
    text, tokens = flat.document.text, flat.tokens
    following = [*tokens.starts[1:], len(text)]
    miscs: list[list[str]] = [[] for _ in flat.words]
    if tokens.starts[0]:
        miscs[0].append(f"SpacesBefore={_escaped(text[: tokens.starts[0]])}")
    for number, tag in enumerate(flat.tags(Scheme.IOB2)):
        if tag != OUTSIDE:
            miscs[number].append(f"NER={_safe(unquote(tag))}")
    for mention, first, _ in flat.spans:
        facts = (mention.entity, mention.value, mention.modifier, mention.calendar)
        miscs[first] += [f"{name}={_safe(fact)}" for name, fact in zip(_FACTS, facts, strict=True) if fact is not None]
    sentence_ends = {number - 1 for number in (*flat.breaks, len(tokens))}
    for number, (end, start) in enumerate(zip(tokens.ends, following, strict=True)):
        gap = text[end:start]
        if gap == "":
            miscs[number].append("SpaceAfter=No")
        elif gap != " " or number in sentence_ends:
            miscs[number].append(f"SpacesAfter={_escaped(gap)}")
    return ["|".join(misc) or NOTHING for misc in miscs]


_FACTS: Final = ("EntityId", "Value", "Mod", "Calendar")


def _escaped(spaces: str) -> str:
    return "".join(_ESCAPED_SPACES.get(space) or f"\\u{ord(space):04x}" for space in spaces)


def _unescaped(spaces: str) -> str:
    return _ESCAPE.sub(lambda found: _SPACES.get(found.group()) or chr(int(found.group()[2:], 16)), spaces)


def _safe(name: str) -> str:
    return _UNSAFE.sub(lambda found: "%5F" if found.group() == NOTHING else quote(found.group()), name)


@dataclass(slots=True)
class _Document:
    """A document in the making."""

    id: str
    line: int
    text: str = ""
    joint: str | None = ""
    mentions: list[MentionRecord] = field(default_factory=list)
    is_open: bool = False
    is_joint_ours: bool = False

    def add(self, form: str, misc: Mapping[str, str]) -> tuple[int, int]:
        """Add a token with the white space around it, and return where it stands."""
        self.text += misc.get("SpacesBefore") or (" " if self.joint is None else self.joint)
        self.is_joint_ours = False
        start = len(self.text)
        self.text += form
        self.joint = misc.get("SpacesAfter", "" if misc.get("SpaceAfter") == "No" else None)
        return start, len(self.text)

    def tag(self, start: int, end: int, misc: Mapping[str, str], line: int) -> None:
        """Let a name begin, go on or end."""
        tag = unquote(misc.get("NER", OUTSIDE))
        if TAG.fullmatch(tag.replace(" ", "%20")) is None and not (tag[1:2] == "-" and len(tag) > 2):
            raise UserError("“{tag}” is not an IOB tag (O, B-LABEL or I-LABEL).", line=line, tag=tag)
        kind, label = tag[0], tag[2:]
        if not label:
            self.is_open = False
            return
        if kind not in BEGINS and self.is_open and self.mentions[-1].label == label:
            self.mentions[-1] = self.mentions[-1]._replace(end=end)
        else:
            entity, value, modifier, calendar = (unquote(misc[name]) if name in misc else None for name in _FACTS)
            self.mentions.append(MentionRecord(start, end, label, entity, value, modifier, calendar))
        self.is_open = kind not in ENDS

    def end_sentence(self) -> None:
        """Part the next sentence by a line feed, unless the file says what parts it."""
        self.is_open = False
        if self.joint is None:
            self.joint = "\n"
            self.is_joint_ours = True

    def record(self) -> DocumentRecord:
        """Return the finished document."""
        trailing = "" if self.is_joint_ours else self.joint or ""
        return DocumentRecord(self.text + trailing, self.mentions, id=self.id, line=self.line)


@dataclass(slots=True)
class _Reader:
    """Goes through the lines of a file."""

    current: _Document | None = None
    whole: tuple[int, int] = (0, 0)
    inside: int = 0
    inside_until: int = 0
    widened_on: list[int] = field(default_factory=list)
    found: int = 0

    def read(self, lines: Sequence[str]) -> Iterator[Item]:
        """Yield the documents."""
        for line, row in enumerate(lines, start=1):
            if row.startswith("# newdoc") and (row[8:9] in ("", " ")):
                yield from self.finished()
                self.current = _Document(original(row.partition("=")[2].strip()), line)
            elif row.startswith("#") and "\t" not in row:
                continue
            elif row.strip():
                self.current = self.current or _Document("", line)
                self._token(row.split("\t"), line)
            elif self.current is not None:
                self.current.end_sentence()
                self.inside_until = 0
        yield from self.finished()
        if self.widened_on:
            yield Remark(
                "Names on words whose forms do not make up their token: {count}. They were widened to the token.",
                line=self.widened_on[0],
                count=len(self.widened_on),
            )
        if not self.found:
            raise UserError("There are no tokens in this file.")

    def finished(self) -> Iterator[Item]:
        """Yield the document that was begun, if it has any tokens."""
        if self.current is not None and self.current.text:
            self.found += 1
            yield self.current.record()
        self.current = None

    def _token(self, columns: Sequence[str], line: int) -> None:
        number = _ROW.fullmatch(columns[0])
        if len(columns) != _COLUMNS or number is None:
            raise UserError(
                "A line of CoNLL-U has a number and {wanted} columns parted by tabs; this one has {count} columns.",
                line=line,
                wanted=_COLUMNS,
                count=len(columns),
            )
        if "." in columns[0] or self.current is None:
            return
        misc = _misc_of(columns[9])
        if number[2] is not None:
            self._multiword(columns[1], misc, int(number[1]), int(number[2]), line)
        elif int(number[1]) <= self.inside_until:
            self._word(columns[1], misc, line)
        else:
            start, end = self.current.add(columns[1], misc)
            self.current.tag(start, end, misc, line)

    def _multiword(self, form: str, misc: Mapping[str, str], first: int, last: int, line: int) -> None:
        assert self.current is not None  # noqa: S101 - a document was begun before its first token
        if not 0 <= last - first < _MOST_WORDS:
            raise UserError(
                "A token of several words goes from a number to a higher one, not from {first} to {last}.",
                line=line,
                first=first,
                last=last,
            )
        start, end = self.current.add(form, misc)
        self.inside_until = last
        self.whole, self.inside = (start, end), start

    def _word(self, form: str, misc: Mapping[str, str], line: int) -> None:
        assert self.current is not None  # noqa: S101 - a document was begun before its first token
        start, end = self.whole
        after = self.inside + len(form)
        if after <= end and self.current.text.startswith(form, self.inside):
            self.current.tag(self.inside, after, misc, line)
            self.inside = after
        else:
            if misc.get("NER", OUTSIDE) != OUTSIDE:
                self.widened_on.append(line)
            self.current.tag(start, end, misc, line)


def _misc_of(column: str) -> dict[str, str]:
    if column == NOTHING:
        return {}
    pairs = (part.partition("=") for part in column.split("|"))
    misc = {name: value for name, _, value in pairs}
    for name in ("SpacesBefore", "SpacesAfter"):
        if name in misc:
            misc[name] = _unescaped(misc[name])
    return misc


def _read(path: Path, options: ReadOptions) -> Iterator[Item]:
    try:
        decoded = decode_file(path, options.encoding)
        yield from decoded.remarks
        yield from _Reader().read(decoded.text.split("\n"))
    except UserError as error:
        yield error.at(path)


def _sniff(sample: Sample) -> float:
    if sample.suffix in FORMAT.extensions:
        return 0.97
    rows = [row.split("\t") for row in sample.text.split("\n")[:50] if row and not row.startswith("#")][:-1]
    return 0.9 if rows and all(len(row) == _COLUMNS and row[0][:1].isdecimal() for row in rows) else 0.0


FORMAT = Format(
    name="conllu",
    title="CoNLL-U",
    purpose="UD tools, names in MISC",
    extensions=(".conllu",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=(
        "all but the longest of overlapping mentions",
        "what is known about the document beyond its id",
        "annotators, statuses, scores and ids of mentions",
    ),
    sniff=_sniff,
    read=_read,
    write=_write,
    uses_tokens=True,
    synonyms=("ud", "universaldependencies"),
)
