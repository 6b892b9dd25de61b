import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.palette.matching import match


def letters(query: str, text: str) -> str:
    found = match(query, text)
    return "".join(text[k] for k in found.letters) if found else ""


@pytest.mark.parametrize(
    ("query", "text", "bold"),
    [
        ("gan", "Benny Gantz", "Gan"),
        ("gan", "Change annotator…", "gan"),
        ("gan", "Merge annotators’ work…", "gan"),
        ("gan", "Go to annotation…", "Gan"),
        ("exp", "Export…", "Exp"),
        ("גנצ", "בני גנץ", "גנץ"),
        ("غانتس", "بيني غَانتس", "غانتس"),
        ("cafe", "Café", "Café"),
        ("ﷺ", "صلى الله عليه وسلم", "صلى الله عليه وسلم"),
    ],
)
def test_which_letters_fit(query: str, text: str, bold: str) -> None:
    assert letters(query, text) == bold


def test_letters_that_are_not_there_in_order_do_not_fit() -> None:
    assert match("gan", "Redo") is None
    assert match("nag", "Go to annotation…") is None
    assert match("", "anything") is None
    assert match("  ", "anything") is None


def test_the_better_fit_scores_more() -> None:
    texts = ["gantz", "gantz and others", "benny gantz", "organtz", "go to annotations", "a big garden and fans"]
    fits = [match("gantz" if "gantz" in text else "gan", text) for text in texts]
    scores = [fit.score for fit in fits if fit is not None]
    assert len(scores) == len(texts)
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_word_beginning_is_preferred_to_an_earlier_place_inside_a_word() -> None:
    found = match("an", "Manage annotators")
    assert found is not None
    assert found.letters == (7, 8)


def test_words_of_the_query_may_be_apart() -> None:
    assert letters("go an", "Go to annotation…") == "Goan"


@given(st.text(max_size=8), st.text(max_size=40))
def test_letters_are_rising_places_of_the_text_and_the_score_is_a_share(query: str, text: str) -> None:
    found = match(query, text)
    if found is not None:
        assert list(found.letters) == sorted(set(found.letters))
        assert all(0 <= k < len(text) for k in found.letters)
        assert 0 < found.score <= 1


@given(st.text("abcאבםغانé ʼ'-1", min_size=1, max_size=30).filter(str.strip))
def test_every_text_fits_itself_best(text: str) -> None:
    found = match(text, text.strip())
    assert found is not None
    assert found.score == 1.0
