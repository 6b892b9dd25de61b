"""The list of formats, and finding one by name or by looking at a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from annotator.core.errors import UserError
from annotator.formats import (
    aida,
    brat,
    brat_names,
    conll2002,
    conll2003,
    conll_bilou,
    conll_iob1,
    conllu,
    doccano,
    entity_csv,
    entity_json,
    entity_skos,
    epub,
    html_article,
    jsonl,
    kind_tokens,
    label_studio,
    nemo_morphemes,
    nemo_words,
    nif,
    packed_file,
    parquet,
    pdf,
    plain_text,
    plain_xml,
    prodigy,
    spacy_docbin,
    spacy_knowledge_base,
    spacy_project,
    tei,
    text_table,
    uima_json,
    uima_xmi,
    web_annotation,
    webanno_tsv,
    wikidata,
    word,
    zip_bundle,
)
from annotator.formats.base import Format
from annotator.formats.packed import is_packed, sample_within
from annotator.formats.sniffing import Sample


def _recognise(sample: Sample) -> tuple[Format, float]:
    sureness = [(known.sniff(sample) if known.read is not None else -1.0) for known in FORMATS]
    best = max(range(len(FORMATS)), key=sureness.__getitem__)
    return FORMATS[best], sureness[best]


FORMATS: Final[tuple[Format, ...]] = (
    jsonl.FORMAT,
    spacy_docbin.FORMAT,
    spacy_project.FORMAT,
    parquet.FORMAT,
    prodigy.FORMAT,
    doccano.FORMAT,
    label_studio.FORMAT,
    brat.FORMAT,
    uima_xmi.FORMAT,
    uima_json.FORMAT,
    webanno_tsv.FORMAT,
    web_annotation.FORMAT,
    tei.FORMAT,
    nif.FORMAT,
    conll2003.FORMAT,
    conll2002.FORMAT,
    conll_iob1.FORMAT,
    conll_bilou.FORMAT,
    conllu.FORMAT,
    aida.FORMAT,
    kind_tokens.FORMAT,
    nemo_words.FORMAT,
    nemo_morphemes.FORMAT,
    spacy_knowledge_base.FORMAT,
    plain_text.FORMAT,
    html_article.FORMAT,
    word.FORMAT,
    pdf.FORMAT,
    epub.FORMAT,
    text_table.FORMAT,
    plain_xml.FORMAT,
    zip_bundle.format_of_archives(_recognise),
    *packed_file.formats_of_packed_files(_recognise),
    entity_json.FORMAT,
    entity_csv.FORMAT,
    entity_skos.FORMAT,
    brat_names.FORMAT,
    wikidata.FORMAT,
)
"""All formats in the order in which they are offered: our own, then by use, those that keep more before others."""


class Detection(NamedTuple):
    """Which format a file is of, and how sure that is, from 0 to 1."""

    format: Format
    confidence: float


def get_format(name: str) -> Format:
    """Return the format of that name or synonym; case, hyphens and the like do not matter.

    Raises:
        UserError: There is none.
    """
    wanted = _bare(name)
    for known in FORMATS:
        if wanted == _bare(known.name) or wanted in known.synonyms:
            return known
    raise UserError(
        "There is no format {name}; the formats are {known}.",
        name=name,
        known=", ".join(known.name for known in FORMATS),
    )


def _bare(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def detect(path: Path) -> Detection:
    """Tell which readable format a file most likely is of. Raises ``OSError`` if it cannot be read."""
    return Detection(*_recognise(Sample.of(path)))


def detect_within(path: Path) -> Detection:
    """Tell the same of the file within one that is compressed. Raises ``OSError`` if it cannot be read."""
    sample = Sample.of(path)
    return Detection(*_recognise(sample_within(sample) if is_packed(sample) else sample))
