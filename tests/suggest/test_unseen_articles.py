"""How suggestions fare on articles that no rule was made for, where things are known by their English names alone."""

from __future__ import annotations

import pytest

from annotator.core.labels import DEFAULT_LABELS
from annotator.suggest.finding import Finder
from tests.suggest.unseen_articles import KNOWN, unseen


@pytest.mark.parametrize(("language", "precision", "recall"), [("ar", 0.9, 0.6), ("he", 0.9, 0.65)])
def test_names_of_another_script_are_found_and_little_else(language: str, precision: float, recall: float) -> None:
    article = unseen(language)
    types = {each.id: each.type for each in KNOWN}
    gold = {(span, types[entity]) for span, entity in article.gold}
    suggestions = Finder.build(KNOWN, DEFAULT_LABELS).find(article.document, ())
    found = {(each.span, each.label) for each in suggestions if each.label != "DATE"}
    right = len(found & gold)
    assert len(gold) >= 25
    assert right / len(found) >= precision
    assert right / len(gold) >= recall
