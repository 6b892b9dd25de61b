"""The sample articles: what is suggested when their entities are known, by all names or in English only."""

from __future__ import annotations

import pytest

from annotator.core.labels import DEFAULT_LABELS
from annotator.suggest.finding import Finder
from tests.bench.bench_suggest import scores
from tests.bench.gold_articles import LANGUAGES, GoldArticle, gold_sets, with_territories

SAMPLE = next(gold_sets())


@pytest.mark.parametrize("article", SAMPLE.articles, ids=lambda article: article.document.name)
def test_nearly_all_is_suggested_and_right_when_all_names_are_known(article: GoldArticle) -> None:
    named, linked, dated = scores(ALL_NAMES, article)
    assert min(named.precision, linked.precision, dated.precision) >= 0.97
    assert min(named.recall, linked.recall, dated.recall) >= 0.95


@pytest.mark.parametrize("article", SAMPLE.articles, ids=lambda article: article.document.name)
def test_most_is_suggested_and_right_when_english_names_and_countries_are_known(article: GoldArticle) -> None:
    named, linked, _ = scores(IN_ENGLISH, article)
    assert min(named.precision, linked.precision) >= 0.93
    assert min(named.recall, linked.recall) >= 0.78


ALL_NAMES = Finder.build(SAMPLE.entities_in(LANGUAGES), DEFAULT_LABELS)
IN_ENGLISH = Finder.build(with_territories(SAMPLE.entities_in(("en",))), DEFAULT_LABELS)
