"""The sample articles, whose marks were made by hand: what a double click would have to find in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.core.offsets import Span
from annotator.lang.bidi import control_warnings
from annotator.lang.clitics import dictionary_form, preferred_stem, stems
from annotator.lang.scripts import guess_language
from annotator.lang.tokens import sentence_at, token_at, tokens

SAMPLE = Path(__file__).parents[2] / "seeds" / "sample.jsonl"


class Article(NamedTuple):
    id: str
    text: str
    language: str
    mentions: list[Span]
    names: frozenset[str]


def articles() -> Iterator[Article]:
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        text, language = read["text"], read["language"]
        spans = [Span(mention["start"], mention["end"]) for mention in read["mentions"]]
        linked = [span for span, mention in zip(spans, read["mentions"], strict=True) if mention.get("entity")]
        names = frozenset(dictionary_form(text, span, language) for span in linked)
        yield Article(read["id"], text, language, spans, names)


ARTICLES = list(articles())
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)


@each_article
def test_every_mention_begins_at_a_token_or_a_stem_and_ends_with_a_token(article: Article) -> None:
    ends = {token.end for token in tokens(article.text)}
    for mention in article.mentions:
        token = token_at(article.text, mention.start)
        assert token is not None
        starts = {token.start, *(stem.start for stem in stems(article.text, token, article.language))}
        assert mention.start in starts, mention.surface(article.text)
        assert mention.end in ends, mention.surface(article.text)


@each_article
def test_a_double_click_finds_where_nearly_every_mention_begins(article: Article) -> None:
    missed = [
        mention.surface(article.text)
        for mention in article.mentions
        if (token := token_at(article.text, mention.start)) is None
        or preferred_stem(article.text, token, article.language, article.names.__contains__).start != mention.start
    ]
    assert len(missed) <= len(article.mentions) // 50, missed


@each_article
def test_every_mention_lies_in_one_sentence(article: Article) -> None:
    for mention in article.mentions:
        sentence = sentence_at(article.text, mention.start)
        assert sentence is not None
        assert sentence.contains(mention), mention.surface(article.text)


@each_article
def test_the_language_is_guessed_and_no_direction_control_misleads(article: Article) -> None:
    assert guess_language(article.text) == article.language
    assert control_warnings(article.text) == []
