"""Parquet shards for Hugging Face ``datasets``: a folder with data and a dataset card, ready to be loaded or uploaded.

``data/train-00000-of-00001.parquet`` and so on for ``validation`` and ``test``: ``load_dataset("parquet", …)`` and the
Hub find the splits by these names. One row a document: ``id``, ``name``, ``title``, ``text``, ``language``, ``date``,
``tokens`` with ``ner_tags`` (IOB2, for token classification) and ``mentions`` (a list of structures with ``start``,
``end``, ``text``, ``label``, ``entity``, ``value``, ``modifier``, ``calendar``, ``annotator``, ``status``, ``score``
and ``id``). Offsets are Unicode code points of ``text``. ``README.md`` is the dataset card: features, counts by split,
language and label, what labels mean, how far annotators agree, a field for the licence, and a SHA-256 over all texts
and marks.

Nothing is lost: nested and overlapping mentions are all in ``mentions``; ``ner_tags`` hold the longest of each group.
``direction``, ``state``, ``source``, ``encoding`` and ``paragraph_directions`` stand in ``facts``, in JSON. A shard
has at most 10,000 documents. Reading takes shards of ours, and any Parquet file with a column ``text``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.core.errors import UserError
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.base import (
    Cargo,
    Content,
    Folder,
    Format,
    Item,
    OffsetUnit,
    ReadOptions,
    WriteOptions,
    explained,
)
from annotator.formats.conll_rows import flat_document
from annotator.formats.dataset_card import CardFacts, dataset_card
from annotator.formats.json_documents import DocumentParser
from annotator.formats.json_facts import Facts, facts_of_document, own_facts, surfaces
from annotator.formats.json_parsing import check_strings
from annotator.formats.losses import LossReport
from annotator.formats.parquet_shards import ShardSpool
from annotator.formats.projection import Projection, TokenPolicy
from annotator.formats.sniffing import Sample
from annotator.formats.tag_schemes import Scheme

if TYPE_CHECKING:
    import pyarrow as pa

_SPLITS: Final = {"": "train", "train": "train", "dev": "validation", "test": "test"}
_SHARD: Final = 10_000
_BATCH: Final = 500
_PLAIN: Final = ("id", "name", "title", "text", "language", "date")


def schema() -> pa.Schema:
    """Return the columns of a shard."""
    import pyarrow as pa

    text, index = pa.string(), pa.int64()
    mention = [("start", index), ("end", index), ("text", text), ("label", text)]
    mention += [(name, text) for name in ("entity", "value", "modifier", "calendar", "annotator", "status")]
    mention += [("score", pa.float64()), ("id", text)]
    columns = [(name, text) for name in _PLAIN]
    columns += [("tokens", pa.list_(text)), ("ner_tags", pa.list_(text))]
    return pa.schema([*columns, ("mentions", pa.list_(pa.struct(mention))), ("facts", text)])


def _write(contents: Sequence[Content], folder: Folder, options: WriteOptions, _losses: LossReport) -> None:
    facts = CardFacts()
    policy = TokenPolicy(Projection.CUT, options.tokens.tokeniser)
    with ExitStack() as stack:
        # The number of shards is part of their names, and the card tells of all of them: they wait in temporary files.
        splits = {}
        for content in contents:
            split = _SPLITS.get(content.part, content.part)
            splits[split] = _shards(_batches(facts.counting(split, content.documents), policy), stack)
        # A split without rows is none that could be loaded; only when all are empty the first of them stays.
        filled = [split for split, shards in splits.items() if shards[0].is_filled] or [*splits][:1]
        splits = {split: splits[split] for split in filled}
        facts.splits = {split: facts.splits[split] for split in filled}
        with folder.open("README.md") as out:
            out.write(dataset_card(facts).encode("utf-8"))
        for split, shards in splits.items():
            for number, shard in enumerate(shards):
                with folder.open(f"data/{split}-{number:05}-of-{len(shards):05}.parquet") as out:
                    shard.copy_to(out)


def _shards(batches: Iterable[list[Facts]], stack: ExitStack) -> list[ShardSpool]:
    shards = [stack.enter_context(ShardSpool(schema()))]
    for number, rows in enumerate(batches, start=1):
        shards[-1].add(rows)
        if number % (_SHARD // _BATCH) == 0:
            shards.append(stack.enter_context(ShardSpool(schema())))
    return shards if len(shards) == 1 or shards[-1].is_filled else shards[:-1]


def _batches(documents: Iterable[DocumentRecord], policy: TokenPolicy) -> Iterator[list[Facts]]:
    stream = iter(documents)
    while batch := [_row(document, policy) for document in islice(stream, _BATCH)]:
        yield batch


def _row(document: DocumentRecord, policy: TokenPolicy) -> Facts:
    # What the flat layer leaves out is in the other column, so its losses are none of the file's.
    flat = flat_document(document, policy, LossReport(0))
    facts = facts_of_document(document)
    row: Facts = {name: facts.pop(name, None) for name in _PLAIN if name != "text"}
    mentions = [_mention(mention, surface) for mention, surface in surfaces(document)]
    tags = [tag.replace("%20", " ") for tag in flat.tags(Scheme.IOB2)]
    return row | {
        "text": document.text,
        "tokens": flat.words,
        "ner_tags": tags,
        "mentions": mentions,
        "facts": json.dumps(facts),
    }


def _mention(mention: MentionRecord, surface: str) -> Facts:
    return {"text": surface, **mention._asdict()}


def companions_of(path: Path) -> Sequence[Path]:
    """Return the dataset card above a folder of shards."""
    return [path.parent.parent / "README.md"] if path.parent.name == "data" else ()


def _read(path: Path, _options: ReadOptions) -> Iterator[Item]:
    return explained(path, _documents(path))


def _documents(path: Path) -> Iterator[Item]:
    import pyarrow as pa
    from pyarrow import parquet

    documents = DocumentParser()
    try:
        with parquet.ParquetFile(path) as file:
            if "text" not in file.schema_arrow.names:
                raise UserError(
                    "There is no column “text” in it; there are: {names}.", names=", ".join(file.schema_arrow.names)
                )
            number = 0
            for batch in file.iter_batches(_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    check_strings(row)
                    yield from documents.parse(number, _own(row))
            if not number:
                raise UserError("There are no documents in it.")
    except (pa.ArrowException, ValueError, OSError) as error:
        raise UserError("This is not a Parquet file that can be read: {reason}.", reason=str(error)[:120]) from None


def _own(row: Facts) -> Facts:
    own = {name: row[name] for name in _PLAIN if row.get(name) is not None}
    facts = row.get("facts")
    if isinstance(facts, str) and facts.startswith("{"):
        own |= json.loads(facts)
    mentions = row.get("mentions")
    own["mentions"] = [_given(each) for each in mentions] if isinstance(mentions, list) else []
    return own


def _given(mention: object) -> object:
    if not isinstance(mention, dict):
        return mention
    named = {name: mention.get(name) for name in ("start", "end", "label", "text")}
    return named | {name: value for name, value in own_facts(mention).items() if value not in (None, "")}


def _sniff(sample: Sample) -> float:
    return 1.0 if sample.head.startswith(b"PAR1") else 0.0


FORMAT = Format(
    name="parquet",
    title="Hugging Face Parquet",
    purpose="datasets with splits and a card",
    extensions=(".parquet",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.CODE_POINTS,
    losses=(),
    sniff=_sniff,
    read=_read,
    is_binary=True,
    write_folder=_write,
    companions=companions_of,
    needs_parts=True,
    synonyms=("huggingface", "hf", "datasets"),
)
