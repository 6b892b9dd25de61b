"""The texts that the benchmarks work on: made from the sample's own words, and the same on every machine.

Words are drawn from the sample articles, mentions are names of its entities (a third of them behind a prefix letter,
as Hebrew and Arabic write them) and dates.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

SEEDS: Final = Path(__file__).parents[2] / "seeds"
LANGUAGES: Final = ("he", "ar", "en")
PREFIXES: Final = {"he": "בלמשוה", "ar": "وبلفك", "en": ""}
DATES: Final = {"he": "24 בנובמבר 2021", "ar": "24 نوفمبر 2021", "en": "24 November 2021"}
DATE_VALUE: Final = "2021-11-24"

DOCUMENTS: Final = 10_000
WORDS: Final = 500
MENTIONS: Final = 40
PARAGRAPH_WORDS: Final = 80

BIG_BYTES: Final = 1_048_576
BIG_MENTIONS: Final = 10_000


class Name(NamedTuple):
    """Something to mention: its words, its label, and its entity (a date has none)."""

    text: str
    label: str
    entity: str | None


class Marked(NamedTuple):
    """A text with its mentions, as documents of the interchange format have them."""

    text: str
    mentions: list[dict[str, object]]


class Vocabulary:
    """The words and names of one language."""

    def __init__(self, language: str) -> None:
        articles = [json.loads(line) for line in (SEEDS / "sample.jsonl").read_text("utf-8").splitlines()]
        entities = [json.loads(line) for line in (SEEDS / "entities.jsonl").read_text("utf-8").splitlines()]
        self.language = language
        self.words = [word for row in articles if row["language"] == language for word in row["text"].split()]
        self.names = [
            Name(text, entity["type"], entity["id"]) for entity in entities for text in entity["names"][language]
        ]
        self.names += [Name(DATES[language], "DATE", None)] * (len(self.names) // 8)
        self.prefixes = PREFIXES[language]


class Writer:
    """Writes a text word by word and notes where its mentions stand, in code points."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._pieces: list[str] = []
        self._mentions: list[dict[str, object]] = []
        self._length = 0
        self.words = 0
        self.size = 0

    def add_words(self, vocabulary: Vocabulary, count: int) -> None:
        """Add so many words."""
        for word in self._rng.choices(vocabulary.words, k=count):
            self._add(word, 1)

    def add_mention(self, vocabulary: Vocabulary) -> None:
        """Add a name or a date with its mark."""
        rng = self._rng
        name = rng.choice(vocabulary.names)
        prefix = rng.choice(vocabulary.prefixes) if vocabulary.prefixes and name.entity and rng.random() < 0.33 else ""
        start = self._length + len(prefix)
        self._mentions.append(
            {"start": start, "end": start + len(name.text), "text": name.text, "label": name.label}
            | ({"entity": name.entity} if name.entity else {"value": DATE_VALUE, "calendar": "gregorian"})
        )
        self._add(prefix + name.text, name.text.count(" ") + 1)

    def end_paragraph(self) -> None:
        """Make the next word begin a new paragraph."""
        if self._pieces:
            self._pieces[-1] = "\n"

    def finish(self) -> Marked:
        """Return what was written."""
        return Marked("".join(self._pieces[:-1]), self._mentions)

    def _add(self, text: str, words: int) -> None:
        self._pieces += (text, " ")
        self._length += len(text) + 1
        self.size += len(text.encode()) + 1
        self.words += words


def articles(count: int = DOCUMENTS) -> Iterator[dict[str, object]]:
    """Yield documents of 500 words with 40 mentions each, as the interchange format has them."""
    vocabularies = [Vocabulary(language) for language in LANGUAGES]
    rng = random.Random(20211124)
    for number in range(count):
        vocabulary = rng.choice(vocabularies)
        marked = _article(rng, vocabulary)
        yield {
            "id": f"bench/{number:05}",
            "name": f"{number:05}.txt",
            "title": f"Article {number}",
            "text": marked.text,
            "language": vocabulary.language,
            "date": DATE_VALUE,
            "direction": "auto",
            "state": "FINISHED",
            "mentions": marked.mentions,
        }


def _article(rng: random.Random, vocabulary: Vocabulary) -> Marked:
    writer = Writer(rng)
    paragraph_ends = PARAGRAPH_WORDS
    for mention in range(1, MENTIONS + 1):
        writer.add_words(vocabulary, max(0, mention * WORDS // MENTIONS - writer.words - 4))
        writer.add_mention(vocabulary)
        if writer.words >= paragraph_ends:
            writer.end_paragraph()
            paragraph_ends += PARAGRAPH_WORDS
    writer.add_words(vocabulary, max(0, WORDS - writer.words))
    return writer.finish()


def big_article() -> dict[str, object]:
    """Return one document of 1 MiB (UTF-8) with 10,000 mentions; its paragraphs take turns in the languages."""
    vocabularies = [Vocabulary(language) for language in LANGUAGES]
    rng = random.Random(19931124)
    writer = Writer(rng)
    paragraph, paragraph_ends = 0, PARAGRAPH_WORDS
    for mention in range(1, BIG_MENTIONS + 1):
        vocabulary = vocabularies[paragraph % len(vocabularies)]
        writer.add_mention(vocabulary)
        while writer.size < mention * BIG_BYTES / BIG_MENTIONS:
            writer.add_words(vocabulary, 1)
        if writer.words >= paragraph_ends:
            writer.end_paragraph()
            paragraph, paragraph_ends = paragraph + 1, writer.words + PARAGRAPH_WORDS
    marked = writer.finish()
    return {
        "id": "bench/big",
        "name": "big.txt",
        "title": "One megabyte",
        "text": marked.text,
        "language": "he",
        "date": DATE_VALUE,
        "direction": "auto",
        "state": "IN_PROGRESS",
        "mentions": marked.mentions,
    }


def write_corpus(folder: Path, count: int = DOCUMENTS) -> Path:
    """Write the documents as one JSONL file and return its path."""
    path = folder / "corpus.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for article in articles(count):
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def write_big(folder: Path) -> Path:
    """Write the document of one megabyte as a JSONL file and return its path."""
    path = folder / "big.jsonl"
    path.write_text(json.dumps(big_article(), ensure_ascii=False) + "\n", "utf-8")
    return path
