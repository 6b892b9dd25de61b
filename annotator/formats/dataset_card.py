"""The card of a data set (``README.md`` of a Hugging Face repository): what is in it, counted while it is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.core.mention import MentionStatus
from annotator.core.records import DocumentRecord

_MEANINGS: Final = {
    "PERSON": "a person, real or imagined, by any name",
    "ORG": "an organization: an institution, company, party, army or team",
    "PLACE": "a place: a country, town, region, body of water or building",
    "DATE": "a date or period, with its value in ISO 8601 or EDTF",
}
_FEATURES: Final = (
    ("id, name, title", "string", "names of the document"),
    ("text", "string", "the text, unchanged; offsets count its Unicode code points"),
    ("language", "string", "BCP 47"),
    ("date", "string", "ISO 8601 date of the document"),
    ("tokens", "list of string", "tokens of spaCy's blank pipeline, cut where a mention begins or ends inside one"),
    ("ner_tags", "list of string", "IOB2, the longest of overlapping mentions"),
    ("mentions", "list of struct", "every mention: start, end, text, label, entity, value, modifier, calendar, …"),
    ("facts", "string", "further facts about the document, in JSON"),
)


@dataclass(slots=True)
class CardFacts:
    """What a card tells, counted as documents pass."""

    splits: dict[str, Counter[str]] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    linked: Counter[str] = field(default_factory=Counter)
    agreeing: int = 0
    compared: int = 0
    annotators: set[str] = field(default_factory=set)
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def counting(self, split: str, documents: Iterable[DocumentRecord]) -> Iterator[DocumentRecord]:
        """Pass documents on, counting them."""
        counts = self.splits.setdefault(split, Counter())
        digest = self._digest
        for document in documents:
            counts.update(documents=1, mentions=len(document.mentions), characters=len(document.text))
            self.languages[document.language or "und"] += 1
            self.labels.update(mention.label for mention in document.mentions)
            self.linked.update(mention.label for mention in document.mentions if mention.entity is not None)
            self._compare(document)
            digest.update(document.text.encode("utf-8", "surrogatepass"))
            digest.update(repr([tuple(mention) for mention in document.mentions]).encode("utf-8"))
            yield document

    @property
    def sha256(self) -> str:
        """The hash over all texts and mentions, in their order."""
        return self._digest.hexdigest()

    def _compare(self, document: DocumentRecord) -> None:
        """Count spans with equal labels among each two annotators of a document (F1 of exact spans)."""
        marks: dict[str, set[tuple[int, int, str]]] = {}
        for mention in document.mentions:
            if mention.annotator and mention.status == MentionStatus.ACCEPTED:
                marks.setdefault(mention.annotator, set()).add((mention.start, mention.end, mention.label))
        self.annotators |= marks.keys()
        names = sorted(marks)
        for at, first in enumerate(names):
            for second in names[at + 1 :]:
                self.agreeing += 2 * len(marks[first] & marks[second])
                self.compared += len(marks[first]) + len(marks[second])


def dataset_card(facts: CardFacts) -> str:
    """Return a dataset card in Markdown with its YAML front matter."""
    total = sum(counts["documents"] for counts in facts.splits.values())
    return "\n".join([*_front_matter(facts, total), *_body(facts), ""])


def _front_matter(facts: CardFacts, total: int) -> Iterator[str]:
    yield "---"
    yield "license: unknown"
    if facts.languages:
        yield "language:"
        yield from (f"- {_quoted(language)}" for language in sorted(facts.languages))
    yield "task_categories:\n- token-classification\ntask_ids:\n- named-entity-recognition\n- entity-linking-retrieval"
    yield f"size_categories:\n- {_size(total)}"
    yield "configs:\n- config_name: default\n  data_files:"
    for split in facts.splits:
        yield f"  - split: {split}\n    path: data/{split}-*.parquet"
    yield "---"


def _body(facts: CardFacts) -> Iterator[str]:
    yield "\n# Named entities with links\n"
    yield "Documents with people, organizations, places and dates marked in them, each linked to an entity.\n"
    yield "## Licence\n\nNot stated yet: put the licence of the texts and of the annotations here, and above.\n"
    yield "## Counts\n"
    splits = {
        name: [counts["documents"], counts["mentions"], counts["characters"]] for name, counts in facts.splits.items()
    }
    yield from _table(("split", "documents", "mentions", "characters"), splits)
    yield from _table(("language", "documents"), {name: [count] for name, count in sorted(facts.languages.items())})
    yield "## Labels\n"
    yield "| label | meaning | mentions | linked |\n|---|---|---:|---:|"
    for label, count in sorted(facts.labels.items(), key=lambda pair: (-pair[1], pair[0])):
        meaning = _MEANINGS.get(label, "as the project defines it")
        yield f"| {_cell(label)} | {meaning} | {count} | {facts.linked[label]} |"
    yield "\n## Features\n\n| column | type | holds |\n|---|---|---|"
    yield from (f"| {name} | {kind} | {what} |" for name, kind, what in _FEATURES)
    yield f"\n## Agreement\n\n{_agreement(facts)}\n"
    yield f"## Hash\n\nSHA-256 over all texts and mentions: `{facts.sha256}`"


def _agreement(facts: CardFacts) -> str:
    if not facts.compared:
        return "No document here carries the marks of more than one annotator, so none was measured."
    share = facts.agreeing / facts.compared
    return (
        f"{len(facts.annotators)} annotators; F1 of exact spans with equal labels, over all pairs of annotators who "
        f"marked the same document: {share:.3f}."
    )


def _table(heads: tuple[str, ...], rows: Mapping[str, list[int]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |\n|---|{'---:|' * (len(heads) - 1)}"
    yield from (f"| {_cell(name)} | {' | '.join(map(str, numbers))} |" for name, numbers in rows.items())
    yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _quoted(language: str) -> str:
    return (
        language if language.isascii() and language.replace("-", "").isalnum() and language != "no" else f'"{language}"'
    )


def _size(count: int) -> str:
    for limit, name in ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")):
        if count < limit:
            return name
    return "1M<n<10M"
