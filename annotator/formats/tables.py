"""A written file looked at token by token: what stands in the columns of token formats, read back from the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from annotator.formats import (
    conll2002,
    conll2003,
    conll_bilou,
    conll_iob1,
    kind_tokens,
    nemo_morphemes,
    nemo_words,
    spacy_docbin,
)
from annotator.formats.conll_rows import DOCSTART
from annotator.formats.nemo_words import JOINT
from annotator.formats.spacy_docbin import SPAN_GROUP
from annotator.formats.tag_schemes import BEGINS, OUTSIDE

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOTHING: Final = ("", "_")


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token.

    Attributes:
        number: Its number: of the token in the document, or of the line in the file, as the format counts.
        token: Its text.
        cells: What stands in the other columns.
        label: The label it is marked with, or "".
        begins: Whether a mark begins with it.
        is_joined: Whether it was one word with the token before, and is cut from it because a mark begins or ends
            there.
        also: The label of a further mark that ends with it and has no column of its own, or "".
    """

    number: int
    token: str
    cells: tuple[str, ...]
    label: str = ""
    begins: bool = False
    is_joined: bool = False
    also: str = ""


@dataclass(frozen=True, slots=True)
class TokenTable:
    """A document as a table. ``columns`` are the headings: of the number, of the cells; the token has none."""

    columns: tuple[str, ...]
    rows: tuple[TokenRow, ...]


def token_table(format_name: str, data: bytes, text: str) -> TokenTable | None:
    """Return the first document of a file as a table; None for formats that have no tokens.

    Args:
        format_name: The name of its format.
        data: The file.
        text: The text of the document it holds.
    """
    reader = _TABLES.get(format_name)
    return reader(data, text) if reader else None


def _docbin_table(data: bytes, _text: str) -> TokenTable:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    doc = next(iter(DocBin().from_bytes(data).get_docs(Vocab())))
    further = _labels_beside_entities(doc)
    rows = []
    for token in doc:
        before = doc[token.i - 1] if token.i else None
        joined = before is not None and not before.whitespace_ and _was_one_word(before.text, token.text)
        iob = token.ent_iob_ or "O"
        rows.append(
            TokenRow(
                token.i,
                token.text,
                ("·" if token.whitespace_ else "", iob, token.ent_type_, token.ent_kb_id_ if iob == "B" else ""),
                token.ent_type_,
                begins=iob == "B",
                is_joined=joined,
                also=further.get(token.i, ""),
            )
        )
    return TokenTable(("i", "ws", "iob", "type", "kb_id"), tuple(rows))


def _labels_beside_entities(doc: Doc) -> dict[int, str]:
    """Return, by its last token, the label of each span that is not among the entities."""
    entities = {(span.start, span.end, span.label_) for span in doc.ents}
    spans = doc.spans.get(SPAN_GROUP, ())
    return {span.end - 1: span.label_ for span in spans if (span.start, span.end, span.label_) not in entities}


def _conll_table(data: bytes, text: str, *, is_of_pieces: bool = False) -> TokenTable:
    rows: list[TokenRow] = []
    before, place = "", 0
    for number, line in enumerate(data.decode("utf-8").split("\n"), start=1):
        columns = line.split(" ")
        if len(columns) < 2 or columns[0] == DOCSTART:
            continue
        token, *others, tag = columns
        start = text.find(token, place)
        joined = bool(rows) and start == place and _was_one_word(before, token)
        place, before = max(start, place) + len(token), token
        # A word with the tags of several pieces is marked as the first of them that is.
        marked = next((each for each in tag.split(JOINT) if each != OUTSIDE), OUTSIDE) if is_of_pieces else tag
        label = marked.partition("-")[2]
        begins = bool(label) and (marked[0] in BEGINS or not rows or rows[-1].label != label)
        entity = others[-1] if begins and others and others[-1] not in _NOTHING else ""
        rows.append(TokenRow(number, token, (tag, entity), label, begins, joined))
    return TokenTable(("line", "tag", "entity"), tuple(rows))


def _was_one_word(before: str, after: str) -> bool:
    return before[-1:].isalnum() and after[:1].isalnum()


_ROW_FORMATS: Final = (conll2003, conll2002, conll_iob1, conll_bilou, kind_tokens, nemo_morphemes)

_TABLES: Final[Mapping[str, Callable[[bytes, str], TokenTable]]] = {
    spacy_docbin.FORMAT.name: _docbin_table,
    **{each.FORMAT.name: _conll_table for each in _ROW_FORMATS},
    nemo_words.FORMAT.name: partial(_conll_table, is_of_pieces=True),
}
