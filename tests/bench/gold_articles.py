"""Articles with their gold and the entities they name: the sample, and another set if the environment names one.

``ANNOTATOR_GOLD`` names a JSON file of ``documents`` (file, lang, document_date, mentions) and ``entities``; the texts
stand in ``../seeds`` beside its folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from annotator.app.naming import new_alias
from annotator.core.document import Document
from annotator.core.entity import AliasSource, Entity
from annotator.core.ids import DocumentId, EntityId
from annotator.core.link import NIL
from annotator.core.offsets import Span

GOLD: Final = "ANNOTATOR_GOLD"
SAMPLE: Final = Path(__file__).parents[2] / "seeds"
LANGUAGES: Final = ("en", "he", "ar")
Json = Mapping[str, Any]  # Any: whatever the JSON holds


@dataclass(frozen=True)
class GoldMention:
    """A mention as it should be: what it names, or what date it is."""

    span: Span
    label: str
    entity: str
    value: str


@dataclass(frozen=True)
class GoldArticle:
    """An article with all its mentions."""

    document: Document
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True)
class GoldSet:
    """Articles, and the entities they name."""

    name: str
    entities: tuple[Entity, ...]
    articles: tuple[GoldArticle, ...]

    def entities_in(self, languages: Collection[str]) -> list[Entity]:
        """Return the entities with their names in some languages only, those without any left out."""
        cut = (
            replace(entity, aliases=tuple(alias for alias in entity.aliases if alias.language in languages))
            for entity in self.entities
        )
        return [entity for entity in cut if entity.aliases]


def gold_sets() -> Iterator[GoldSet]:
    """Yield the sample, and the set that the environment names."""
    rows = [json.loads(line) for line in (SAMPLE / "sample.jsonl").read_text(encoding="utf-8").splitlines()]
    bases = [json.loads(line) for line in (SAMPLE / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = (
        _article(row["id"], row["text"], row["language"], row["date"], row["mentions"], row["name"]) for row in rows
    )
    yield GoldSet("sample", tuple(map(_entity, bases)), tuple(articles))
    given = os.environ.get(GOLD)
    if given is not None:
        yield _read(Path(given))


def _read(path: Path) -> GoldSet:
    gold = json.loads(path.read_text(encoding="utf-8"))
    articles = []
    for row in gold["documents"]:
        file = path.parent.parent / "seeds" / row["file"]
        text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        articles.append(_article(row["file"], text, row["lang"], row["document_date"], row["mentions"], row["file"]))
    return GoldSet("gold", tuple(map(_entity, gold["entities"])), tuple(articles))


def _article(
    identifier: str, text: str, language: str, date: str | None, mentions: Iterable[Json], name: str
) -> GoldArticle:
    document = Document(DocumentId(identifier), name, name, text, language, date=date)
    return GoldArticle(document, tuple(map(_mention, mentions)))


def _mention(row: Json) -> GoldMention:
    entity = row.get("entity") or ""
    value = row.get("value") or ""
    return GoldMention(Span(row["start"], row["end"]), row["label"], "" if entity == NIL else entity, value)


def _entity(row: Json) -> Entity:
    aliases = tuple(
        new_alias(name, language, AliasSource.IMPORTED, position)
        for language in LANGUAGES
        for position, name in enumerate(row["names"].get(language, ()))
    )
    return Entity(EntityId(row["id"]), row["type"], aliases=aliases)


def territories() -> Iterator[Entity]:
    """Yield the countries of the world with their names in three languages, from the Unicode CLDR."""
    from babel import Locale

    names = {language: Locale(language).territories for language in LANGUAGES}
    for code, english in names["en"].items():
        if code.isalpha() and len(code) == 2:
            aliases = tuple(
                new_alias(names[language][code], language, AliasSource.IMPORTED, 0)
                for language in LANGUAGES
                if code in names[language]
            )
            yield Entity(EntityId(f"territory/{english}"), "PLACE", external={"iso3166-1": code}, aliases=aliases)


def with_territories(entities: Iterable[Entity]) -> list[Entity]:
    """Return entities, countries among them with the names they have in the CLDR: as a reference base lends them."""
    lenders = {alias.key: country for country in territories() for alias in country.aliases}
    return [_with_names_of(entity, lenders) for entity in entities]


def _with_names_of(entity: Entity, lenders: Mapping[str, Entity]) -> Entity:
    lender = next((lenders[alias.key] for alias in entity.aliases if alias.key in lenders), None)
    if lender is None or entity.type != "PLACE":
        return entity
    own = {alias.text for alias in entity.aliases}
    return replace(entity, aliases=(*entity.aliases, *(alias for alias in lender.aliases if alias.text not in own)))
