from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.core.labels import DEFAULT_LABELS
from annotator.ui.document.picture import draw_document
from annotator.ui.document.view import DocumentView
from annotator.ui.theme import ThemeName
from tests.ui.document.samples import MIXED, article, document_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("language", ["he", "ar", "en"])
def test_a_picture_shows_the_whole_article_as_the_view_does(view: DocumentView, language: str) -> None:
    document, marks = article(language)
    view.clearFocus()
    view.resize(700, 600)
    view.show_document(document, marks, DEFAULT_LABELS)
    picture = draw_document(document, marks, DEFAULT_LABELS, width=view.viewport().width())
    seen = view.viewport().grab().toImage().convertToFormat(picture.format())
    assert picture.height() > seen.height()
    assert picture.copy(0, 0, seen.width(), seen.height()) == seen


def test_a_picture_can_be_larger_and_in_other_colours() -> None:
    document, marks = article("he")
    usual = draw_document(document, marks, DEFAULT_LABELS)
    large = draw_document(document, marks, DEFAULT_LABELS, scale=2, theme_name=ThemeName.DARK)
    assert (large.width(), large.height()) == (usual.width() * 2, usual.height() * 2)
    assert large.pixelColor(3, 3).lightness() < 50 < usual.pixelColor(3, 3).lightness()


def test_an_article_that_is_too_long_is_refused_at_once() -> None:
    with pytest.raises(UserError) as refused:
        draw_document(document_of("\n".join([MIXED] * 20_000)), [], DEFAULT_LABELS)
    assert "test.txt" in refused.value.sentence
