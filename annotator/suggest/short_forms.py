"""What a text calls somebody after the full name: the surname alone, or the short form given in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotator.core.link import Evidence, EvidenceKind
from annotator.core.offsets import Span
from annotator.lang.common_words import COMMON, EVERYDAY, commonness
from annotator.suggest.forms import Forms
from annotator.suggest.proposals import ORGANIZATION, PERSON, KnownEntities, Proposal, Reading

_SURE: Final = 0.93
_COMMON_WORD: Final = 0.25
_EVERYDAY_WORD: Final = 0.6
_FEWEST_LETTERS: Final = 3
_PARTICLES: Final = frozenset(
    {"al", "el", "ben", "bin", "ibn", "bar", "abu", "de", "da", "di", "van", "von", "le", "la"}
    | {"بن", "ابن", "أبو", "ابو", "آل", "عبد", "בן", "בר", "אבו", "אל", "דה", "ואן", "פון", "עבד"}
)
_ABBREVIATED: Final = re.compile(r"\s*\(\s*[\"“״]?([A-Z][A-Za-z&]{1,7}|[א-ת]{2,7}[\"״][א-ת])[\"”״]?\s*\)")


class ShortForms:
    """The short forms of an article, and who is meant by each.

    Args:
        text: The text.
        language: Its language.
        wholes: The mentions that :func:`short_form` finds one for: those that people have made and those found.
        entities: What may be proposed.
    """

    def __init__(self, text: str, language: str, wholes: Iterable[Proposal], entities: KnownEntities) -> None:
        self._text = text
        by_form: dict[str, list[Proposal]] = {}
        for whole in wholes:
            form = short_form(text, whole)
            if form and whole.best.entity in entities:
                by_form.setdefault(form, []).append(whole)
        self._meant = {form: self._meant_by(form, language, same) for form, same in by_form.items()}
        self._forms = Forms(self._meant, language)

    def proposals(self, stretch: Span) -> Iterator[Proposal]:
        """Yield where a stretch of the text means somebody by a part of a name that is said in full elsewhere."""
        for form, span in self._forms.places(self._text, stretch):
            for sure, reading in self._meant[form]:
                yield Proposal(span, sure, (reading,))

    def _meant_by(self, form: str, language: str, wholes: Sequence[Proposal]) -> list[tuple[float, Reading]]:
        meant = {whole.best.entity: whole for whole in wholes}
        counts = Counter(whole.best.entity for whole in wholes)
        sure = _trust(form, language, wholes[0]) / len(meant)
        found = []
        for entity, whole in meant.items():
            why = (
                Evidence(EvidenceKind.WORD_PREFIX, name=whole.span.surface(self._text)),
                Evidence(EvidenceKind.IN_DOCUMENT, counts[entity]),
            )
            found.append((sure * whole.sure, whole.best._replace(evidence=why)))
        return found


def short_form(text: str, proposal: Proposal) -> str:
    """Return what a text may call what a mention names from then on, "" if nothing shorter."""
    if proposal.label == PERSON:
        return surname(proposal.span.surface(text))
    if proposal.label == ORGANIZATION:
        found = _ABBREVIATED.match(text, proposal.span.end)
        return found[1] if found else ""
    return ""


def surname(name: str) -> str:
    """Return the last word of a full name, with the particles before it; "" for a name of one word."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].strip("-־").casefold() in _PARTICLES:
        first -= 1
    form = " ".join(words[first:])
    return form if first > 0 and sum(map(str.isalpha, form)) >= _FEWEST_LETTERS else ""


def _trust(form: str, language: str, whole: Proposal) -> float:
    if whole.label != PERSON:
        return _SURE
    common = max((commonness(word, language) for word in form.split()), default=0.0)
    return _SURE - (_EVERYDAY_WORD if common >= EVERYDAY else _COMMON_WORD if common >= COMMON else 0.0)
