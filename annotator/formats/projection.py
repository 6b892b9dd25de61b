"""Bringing mentions onto tokens: which tokens a mention covers when it begins or ends inside one.

Hebrew and Arabic write prepositions, conjunctions and the article in one word with the name they precede, so marks
end inside words all the time. A format that knows only whole tokens needs a policy, and whoever trains on the result
must be able to choose it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.errors import UserError


class Tokeniser(StrEnum):
    """How text is cut into tokens before mentions are looked at."""

    SPACY = "spacy"
    WHITESPACE = "whitespace"
    CHARACTERS = "characters"


class Projection(StrEnum):
    """What becomes of a mention that begins or ends inside a token."""

    CUT = "cut"
    WIDEN = "widen"
    SHRINK = "shrink"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class TokenPolicy:
    """How token formats see text and mentions.

    Attributes:
        projection: Cut tokens at mention borders (the default: nothing is lost), widen the mention to whole
            tokens, shrink it to the tokens it covers wholly, or drop it.
        tokeniser: spaCy's blank pipeline of the document's language (the default), runs between white space, or
            single characters.
    """

    projection: Projection = Projection.CUT
    tokeniser: Tokeniser = Tokeniser.SPACY

    @classmethod
    def parse(cls, text: str) -> TokenPolicy:
        """Read a policy as the command line writes it: ``cut``, ``whitespace``, ``characters+widen`` ….

        Raises:
            UserError: A word of it names neither a projection nor a tokeniser.
        """
        projection, tokeniser = Projection.CUT, Tokeniser.SPACY
        for word in text.lower().replace("+", " ").replace(",", " ").split():
            if word in list(Projection):
                projection = Projection(word)
            elif word in list(Tokeniser):
                tokeniser = Tokeniser(word)
            else:
                raise UserError(
                    "There is no token policy {word}. Say how to bring marks onto tokens ({projections}), how to "
                    "cut text into tokens ({tokenisers}), or both, as in whitespace+widen.",
                    word=word,
                    projections=", ".join(Projection),
                    tokenisers=", ".join(Tokeniser),
                )
        return cls(projection, tokeniser)

    def __str__(self) -> str:
        """Return what :meth:`parse` reads."""
        return f"{self.tokeniser}+{self.projection}"
