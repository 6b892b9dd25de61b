from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from annotator.formats.projection import Tokeniser
from annotator.formats.tokenising import covering, tokenise
from tests.formats.strategies import texts

VOCAB = spacy.blank("xx").vocab


def pieces(text: str, language: str, tokeniser: Tokeniser) -> list[str]:
    tokens = tokenise(text, language, tokeniser)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@pytest.mark.parametrize(
    ("tokeniser", "expected"),
    [
        (Tokeniser.SPACY, [" ", "ביקר", "במרוקו", ",", "שלום", "\n\n "]),
        (Tokeniser.WHITESPACE, ["ביקר", "במרוקו,", "שלום"]),
        (Tokeniser.CHARACTERS, [*"ביקרבמרוקו,שלום"]),
    ],
)
def test_each_tokeniser_cuts_as_it_is_called(tokeniser: Tokeniser, expected: list[str]) -> None:
    assert pieces(" ביקר במרוקו, שלום\n\n ", "he", tokeniser) == expected


def test_characters_are_what_readers_take_for_them() -> None:
    assert pieces("שָׁל e\u0301👨\u200d👩", "he", Tokeniser.CHARACTERS) == ["שָׁ", "ל", "e\u0301", "👨\u200d👩"]


@pytest.mark.parametrize("language", ["he", "ar-EG", "EN", "und", "", "ja", "tlh"])
def test_every_language_has_tokens(language: str) -> None:
    assert "".join(pieces("Rabat, רבאט", language, Tokeniser.SPACY)) == "Rabat,רבאט"


@given(texts, st.sampled_from(Tokeniser), st.sampled_from(["he", "ar", "en", "xx"]))
def test_covering_tokens_and_single_spaces_make_up_the_text(text: str, tokeniser: Tokeniser, language: str) -> None:
    tokens = covering(tokenise(text, language, tokeniser), text)
    words = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    following = [*tokens.starts[1:], len(text)]
    spaces = [after > end for after, end in zip(following, tokens.ends, strict=True)]
    assert Doc(VOCAB, words=words, spaces=spaces).text == text
    if tokeniser is Tokeniser.SPACY:
        assert tokens == tokenise(text, language, tokeniser)
