"""spaCy DocBin: training data for spaCy's entity recogniser, span categoriser and entity linker.

Tokens are those of spaCy's blank pipeline of each document's language, unless another tokeniser is chosen. Every
mention is in ``doc.spans["mentions"]``, nested and overlapping ones too, with its label and ``kb_id_``. Those that do
not overlap, the longest first, are also in ``doc.ents``. ``kb_id_`` is the entity's id, ``"NIL"`` for a thing that is
not in the base, and empty where nothing was decided.

A mention that ends inside a token is brought onto tokens by the chosen policy; the default cuts the token, so that
nothing is lost. Date values are custom attributes: after ``Span.set_extension("value", default=None)`` they are
``span._.value``, ``span._.modifier`` and ``span._.calendar``. Annotators, statuses, scores and ids of mentions stand in
``doc.spans["mentions"].attrs`` in the order of the spans. What is known about the document is in ``doc.user_data``.

Offsets are tokens. Reads back with ``DocBin().from_disk(path).get_docs(vocab)``. Lost are directions forced for single
paragraphs, and nothing else while the token policy is to cut.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from annotator.core.errors import BugError
from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import Cargo, Content, Format, OffsetUnit, WriteOptions
from annotator.formats.docbin_reading import read_docbin
from annotator.formats.docbin_stream import DocBinStream, message_packer
from annotator.formats.losses import LossKind, LossReport
from annotator.formats.projection import Tokeniser, TokenPolicy, Tokens, TokenSpan, longest_apart, project
from annotator.formats.sniffing import Sample
from annotator.formats.tokenising import blank_pipeline, covering, spacy_places, tokenise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPAN_GROUP: Final = "mentions"

_ATTRIBUTES: Final = ("ORTH", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3
_SPAN = struct.Struct(">QQQllll")  # id, kb_id, label, first and last token, first and last code point
_SPAN_FACTS: Final = (("annotator", ""), ("status", str(MentionStatus.ACCEPTED)), ("score", None), ("id", ""))
_DATE_FACTS: Final = ("value", "modifier", "calendar")


@dataclass(slots=True)
class _Words:
    """Tokens as arrays: where each begins and ends, and the hash of its text."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    hashes: NDArray[np.uint64]

    @classmethod
    def of(cls, tokens: Tokens, hashes: Sequence[int] | NDArray[np.uint64]) -> _Words:
        """Make arrays of tokens."""
        import numpy as np

        return cls(
            np.array(tokens.starts, dtype=np.int64),
            np.array(tokens.ends, dtype=np.int64),
            np.array(hashes, dtype=np.uint64),
        )

    def cut_into(self, tokens: Tokens) -> tuple[_Words, list[int]]:
        """Return these tokens with some of them cut, and the places of the pieces, whose hashes are yet to be found."""
        import numpy as np

        cut = _Words.of(tokens, ())
        origin = np.searchsorted(self.starts, cut.starts, side="right") - 1
        cut.hashes = self.hashes[origin]
        pieces = (self.starts[origin] != cut.starts) | (self.ends[origin] != cut.ends)
        return cut, np.flatnonzero(pieces).tolist()

    def spaces(self, length: int) -> NDArray[np.bool_]:
        """Tell after which tokens a space stands. Raises BugError unless they and single spaces make up the text."""
        import numpy as np

        gaps = np.append(self.starts[1:], length) - self.ends
        if self.starts[0] != 0 or gaps.min() < 0 or gaps.max() > 1:
            raise BugError("The tokens of a document do not make up its text")
        spaces: NDArray[np.bool_] = gaps == 1
        return spaces


class _Packer:
    """Makes of each document the arrays and messages of a DocBin."""

    def __init__(self, policy: TokenPolicy, losses: LossReport) -> None:
        from spacy.strings import StringStore

        self._policy = policy
        self._losses = losses
        self._store = StringStore()
        self._pack = message_packer()
        self._hashes: dict[str, int] = {}
        self._of_spacy: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, document: DocumentRecord, stream: DocBinStream) -> None:
        """Add a document to a stream."""
        tokens, spans, words = self._projected(document)
        ents, nested = longest_apart(spans)
        for span in nested:
            self._losses.add(LossKind.NESTED_MOVED, document, span.mention)
        stream.add(
            self._token_table(words.hashes, ents),
            words.spaces(len(document.text)),
            self._span_groups(tokens, spans),
            self._user_data(document, tokens, spans),
        )

    def strings(self) -> set[str]:
        """Return every string whose hash was written."""
        strings = set(self._hashes)
        for language, hashes in self._of_spacy.items():
            strings.update(map(blank_pipeline(language).vocab.strings.__getitem__, hashes))
        return strings

    def _projected(self, document: DocumentRecord) -> tuple[Tokens, list[TokenSpan], _Words]:
        """Bring the mentions onto tokens; return the tokens, the mentions on them, and the tokens as arrays."""
        import numpy as np

        text, language = document.text, document.language

        def note(kind: LossKind, mention: MentionRecord) -> None:
            self._losses.add(kind, document, mention)

        if self._policy.tokeniser is not Tokeniser.SPACY:
            tokens = covering(tokenise(text, language, self._policy.tokeniser), text)
            tokens, spans = project(tokens, document.mentions, self._policy.projection, note)
            hashes = [self._hash(text[start:end]) for start, end in zip(tokens.starts, tokens.ends, strict=True)]
            return tokens, spans, _Words.of(tokens, hashes)
        starts, lengths, known = spacy_places(text, language)
        whole = Tokens(starts.tolist(), (starts + lengths).tolist())
        tokens, spans = project(whole, document.mentions, self._policy.projection, note)
        words = _Words.of(whole, known)
        if tokens is whole:
            self._of_spacy[language].update(known.tolist())
            return tokens, spans, words
        words, pieces = words.cut_into(tokens)
        self._of_spacy[language].update(np.delete(words.hashes, pieces).tolist())
        for place in pieces:
            words.hashes[place] = self._hash(text[tokens.starts[place] : tokens.ends[place]])
        return tokens, spans, words

    def _hash(self, string: str) -> int:
        found = self._hashes.get(string)
        if found is None:
            found = self._hashes[string] = self._store.add(string) if string else 0
        return found

    def _token_table(self, hashes: NDArray[np.uint64], ents: Sequence[TokenSpan]) -> NDArray[np.uint64]:
        import numpy as np

        table = np.zeros((len(hashes), len(_ATTRIBUTES)), dtype=np.uint64)
        table[:, 0] = hashes
        table[:, 1] = _OUTSIDE
        if not ents:
            return table
        inside: list[int] = []
        facts: list[tuple[int, int, int]] = []
        for mention, first, last in ents:
            label, entity = self._hash(mention.label), self._hash(mention.entity or "")
            inside += range(first, last)
            facts.append((_BEGINS, label, entity))
            facts += [(_INSIDE, label, entity)] * (last - first - 1)
        table[inside, 1:] = np.array(facts, dtype=np.uint64)
        return table

    def _span_groups(self, tokens: Tokens, spans: Sequence[TokenSpan]) -> bytes:
        if not spans:
            return b"\x90"  # SpanGroups._EMPTY_BYTES: an empty list
        packed = [
            _SPAN.pack(
                0,
                self._hash(mention.entity or ""),
                self._hash(mention.label),
                first,
                last,
                tokens.starts[first],
                tokens.ends[last - 1],
            )
            for mention, first, last in spans
        ]
        facts = {}
        for name, silent in _SPAN_FACTS:
            values = [getattr(mention, name) for mention, _, _ in spans]
            if any(value != silent for value in values):
                facts[name] = values
        group = self._pack({"name": SPAN_GROUP, "attrs": facts, "spans": packed})
        return self._pack({group: [SPAN_GROUP]})

    def _user_data(self, document: DocumentRecord, tokens: Tokens, spans: Sequence[TokenSpan]) -> bytes:
        facts: dict[object, str] = {}
        for name in ("id", "name", "title", "language", "date", "direction", "state", "source", "encoding"):
            if value := getattr(document, name):
                facts[name] = str(value)
        for mention, first, last in spans:
            if mention.value is None and mention.modifier is None:
                continue
            place = tokens.starts[first], tokens.ends[last - 1]
            taken = ("._.", "value", *place) in facts
            self._losses.add(LossKind.DATE_LEFT_OUT if taken else LossKind.DATE_MOVED, document, mention)
            if not taken:
                for name in _DATE_FACTS:
                    facts["._.", name, *place] = getattr(mention, name)
        return self._pack(facts)


def _write(content: Content, out: BinaryIO, options: WriteOptions, losses: LossReport) -> None:
    from spacy.attrs import IDS  # type: ignore[import-not-found]  # a compiled module without stubs

    packer = _Packer(options.tokens, losses)
    with DocBinStream([IDS[name] for name in _ATTRIBUTES]) as stream:
        for document in content.documents:
            packer.add(document, stream)
        stream.write_to(out, packer.strings())


def companions_of(path: Path) -> Sequence[Path]:
    """Return what stands beside the corpus in a spaCy project and has neither documents nor entities: settings."""
    project = path.parent.parent
    return [project / name for name in PROJECT_FILES] if path.parent.name == "corpus" else ()


PROJECT_FILES: Final = ("project.yml", "config.cfg", "README.md")


def _sniff(sample: Sample) -> float:
    return 0.95 if sample.suffix in FORMAT.extensions and sample.head[:1] == b"\x78" else 0.0


FORMAT = Format(
    name="docbin",
    title="spaCy DocBin",
    purpose="train spaCy, links kept as kb_id",
    extensions=(".spacy",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=("directions forced for single paragraphs",),
    sniff=_sniff,
    read=read_docbin,
    write=_write,
    companions=companions_of,
    is_binary=True,
    uses_tokens=True,
    synonyms=("spacy", "spacydocbin"),
)
