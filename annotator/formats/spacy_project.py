"""spaCy project: a folder that trains with one command, ``python -m spacy project run all``.

``corpus/train.spacy``, ``dev.spacy`` and ``test.spacy`` are DocBins (:mod:`annotator.formats.spacy_docbin`, whose page
says how offsets are counted and what is lost). ``config.cfg`` trains an entity recogniser on ``doc.ents`` and a span
categoriser on ``doc.spans["mentions"]``, so nested and overlapping marks are learnt too; ``kb`` is a knowledge base
(:mod:`annotator.formats.knowledge_base`) for an entity linker. ``project.yml`` has the commands ``debug``, ``train``,
``evaluate`` and ``all``.

Marks inside words are tokens of their own in the data, and training uses those tokens (``gold_preproc``). A pipeline
that is to find names behind prefixes in new text needs a tokeniser that cuts them off; export with ``widen`` to train
on whole words instead. Documents that are not parted into train and dev are both. It is written only.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotator.core.records import DocumentRecord
from annotator.formats import spacy_docbin
from annotator.formats.base import Cargo, Content, Folder, Format, OffsetUnit, WriteOptions
from annotator.formats.knowledge_base import LinkCounts, write_knowledge_base
from annotator.formats.losses import LossReport
from annotator.formats.sniffing import Sample
from annotator.formats.spacy_docbin import SPAN_GROUP
from annotator.formats.tokenising import blank_pipeline

_ANY: Final = "xx"
_PROJECT: Final = """\
title: Named entities
description: Recognise names and dates, nested ones too. Run `python -m spacy project run all`.
directories: [corpus, training]
workflows:
  all: [train, evaluate]
commands:
  - name: debug
    help: Check the data
    script: [python -m spacy debug data config.cfg]
    deps: [config.cfg, corpus/train.spacy, corpus/dev.spacy]
  - name: train
    help: Train the pipeline
    script: [python -m spacy train config.cfg --output training]
    deps: [config.cfg, corpus/train.spacy, corpus/dev.spacy]
    outputs: [training/model-best]
  - name: evaluate
    help: Measure it on documents that it has not seen
    script:
      - python -m spacy evaluate training/model-best corpus/test.spacy --gold-preproc --output training/metrics.json
    deps: [training/model-best, corpus/test.spacy]
    outputs: [training/metrics.json]
"""


_CONFIG: Final = """\
[paths]
train = "corpus/train.spacy"
dev = "corpus/dev.spacy"
vectors = null

[system]
gpu_allocator = null
seed = 0

[nlp]
lang = "LANGUAGE"
pipeline = ["tok2vec","ner","spancat"]
batch_size = 128

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM","PREFIX","SUFFIX","SHAPE"]
rows = [5000,1000,2500,2500]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
nO = null

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "tok2vec"

[components.spancat]
factory = "spancat"
spans_key = "SPAN_GROUP"
threshold = 0.5

[components.spancat.model]
@architectures = "spacy.SpanCategorizer.v1"

[components.spancat.model.reducer]
@layers = "spacy.mean_max_reducer.v1"
hidden_size = 128

[components.spancat.model.scorer]
@layers = "spacy.LinearLogistic.v1"
nO = null
nI = null

[components.spancat.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "tok2vec"

[components.spancat.suggester]
@misc = "spacy.ngram_suggester.v1"
sizes = [1,2,3,4,5,6]

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${paths.train}
gold_preproc = true

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${paths.dev}
gold_preproc = true

[training]
dev_corpus = "corpora.dev"
train_corpus = "corpora.train"
seed = ${system.seed}
gpu_allocator = ${system.gpu_allocator}
dropout = 0.1
patience = 1600
max_steps = 20000
eval_frequency = 200

[training.optimizer]
@optimizers = "Adam.v1"
learn_rate = 0.001

[training.score_weights]
ents_f = 0.5
spans_SPAN_GROUP_f = 0.5

[initialize]
vectors = ${paths.vectors}
"""


def _write(contents: Sequence[Content], folder: Folder, options: WriteOptions, losses: LossReport) -> None:
    links, languages = LinkCounts(), Counter[str]()
    with folder.open("project.yml") as out:
        out.write(_PROJECT.encode("utf-8"))
    for content in contents:
        documents = _counting_languages(links.counting(content.documents), languages)
        _write_corpus(content.part, documents, folder, options, losses)
    with folder.open("config.cfg") as out:
        out.write(_filled(_config(_language(languages))).encode("utf-8"))
    entities = write_knowledge_base(contents[0].entities, links, folder, "kb")
    with folder.open("README.md") as out:
        out.write(_read_me(languages, entities).encode("utf-8"))


def _write_corpus(
    part: str, documents: Iterable[DocumentRecord], folder: Folder, options: WriteOptions, losses: LossReport
) -> None:
    assert spacy_docbin.FORMAT.write is not None  # noqa: S101 - the DocBin format is there to be written
    if part:
        with folder.open(f"corpus/{part}.spacy") as out:
            spacy_docbin.FORMAT.write(Content(documents), out, options, losses)
        return
    with tempfile.TemporaryFile() as spool:
        spacy_docbin.FORMAT.write(Content(documents), spool, options, losses)
        for name in ("train", "dev", "test"):
            spool.seek(0)
            with folder.open(f"corpus/{name}.spacy") as out:
                shutil.copyfileobj(spool, out)


def _counting_languages(documents: Iterable[DocumentRecord], languages: Counter[str]) -> Iterator[DocumentRecord]:
    for document in documents:
        languages[document.language.partition("-")[0].lower() or _ANY] += 1
        yield document


def _language(languages: Counter[str]) -> str:
    """Return the one language of all documents, if spaCy has it, or the code for any language."""
    found = sorted(languages)
    return str(blank_pipeline(found[0]).lang) if len(found) == 1 else _ANY


def _filled(config: str) -> str:
    """Return a configuration with everything that spaCy demands to be there, as its ``init fill-config`` does."""
    from spacy.language import DEFAULT_CONFIG
    from spacy.util import load_config_from_str

    return str(DEFAULT_CONFIG.merge(load_config_from_str(config)).to_str())


def _config(language: str) -> str:
    return _CONFIG.replace("LANGUAGE", language).replace("SPAN_GROUP", SPAN_GROUP)


def _read_me(languages: Counter[str], entities: int) -> str:
    counted = ", ".join(f"{count:,} {language}" for language, count in sorted(languages.items()))
    return f"""\
# Named entities, ready to train

    python -m pip install "spacy>=3.8,<3.9"
    python -m spacy project run all

`project run debug` checks the data first. Documents: {counted or "none"}. Entities in `kb`: {entities:,}.

- `doc.ents` holds the longest of overlapping mentions with `kb_id_`, `doc.spans["{SPAN_GROUP}"]` all of them.
- Mentions that begin or end inside a word are tokens of their own; training uses these tokens (`gold_preproc`).
- `kb` is read by `InMemoryLookupKB.from_disk`; its names have the probabilities counted in these documents.
"""


def _sniff(_sample: Sample) -> float:
    return 0.0


FORMAT = Format(
    name="spacy-project",
    title="spaCy project",
    purpose="trains with one command",
    extensions=(".spacy",),
    cargo=Cargo.DOCUMENTS,
    offsets=OffsetUnit.TOKENS,
    losses=spacy_docbin.FORMAT.losses,
    sniff=_sniff,
    write_folder=_write,
    needs_parts=True,
    uses_tokens=True,
    synonyms=("project", "spacytrain"),
)
