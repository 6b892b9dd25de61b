"""Cutting text into tokens: spaCy's rules, white space, or single characters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.formats.projection import Tokeniser, Tokens
from annotator.lang.graphemes import grapheme_bounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language

_WORD = re.compile(r"\S+")


def tokenise(text: str, language: str, tokeniser: Tokeniser) -> Tokens:
    """Cut a text into tokens.

    Args:
        text: The stored text.
        language: The document's BCP 47 code; it matters to spaCy's rules only.
        tokeniser: How to cut.

    Returns:
        The tokens. spaCy makes tokens of white space too, wherever it is more than a single space between words;
        the others leave white space between their tokens.
    """
    if tokeniser is Tokeniser.SPACY:
        return _spacy_tokens(text, language)
    if tokeniser is Tokeniser.WHITESPACE:
        found = [match.span() for match in _WORD.finditer(text)]
        return Tokens([start for start, _ in found], [end for _, end in found])
    bounds = grapheme_bounds(text)
    visible = [at for at in range(len(bounds) - 1) if not text[bounds[at] : bounds[at + 1]].isspace()]
    return Tokens([bounds[at] for at in visible], [bounds[at + 1] for at in visible])


def covering(tokens: Tokens, text: str) -> Tokens:
    """Return the tokens with those of white space that spaCy wants, so that they and single spaces are the text.

    A single space after a token is no token; any other white space is.
    """
    starts, ends = [], []
    covered = 0
    for start, end in zip([*tokens.starts, len(text)], [*tokens.ends, len(text)], strict=True):
        if covered < start:
            gap = covered + 1 if covered and text[covered] == " " else covered
            if gap < start:
                starts.append(gap)
                ends.append(start)
        if start < end:
            starts.append(start)
            ends.append(end)
        covered = end
    return Tokens(starts, ends)


@lru_cache(maxsize=32)
def blank_pipeline(language: str) -> Language:
    """Return spaCy's blank pipeline of a language, or the one for any language where spaCy has none."""
    import spacy

    try:
        return spacy.blank(language.partition("-")[0].lower() or "xx")
    except ImportError:
        return spacy.blank("xx")


def _spacy_tokens(text: str, language: str) -> Tokens:
    starts, lengths, _ = spacy_places(text, language)
    return Tokens(starts.tolist(), (starts + lengths).tolist())


def spacy_places(text: str, language: str) -> NDArray[np.uint64]:
    """Return where spaCy's tokens begin, how long they are, and the hashes of their texts: three rows of an array."""
    # The pipeline itself refuses texts beyond a million characters for the sake of its parser; tokens need no limit.
    doc = blank_pipeline(language).tokenizer(text)
    places: NDArray[np.uint64] = doc.to_array(["IDX", "LENGTH", "ORTH"])  # type: ignore[assignment]  # stubs: float64
    return places.T
