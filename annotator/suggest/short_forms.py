"""What a text calls somebody after the full name: the surname alone, or the short form given in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from annotator.core.link import Evidence, EvidenceKind
from annotator.core.offsets import Span
from annotator.lang.clitics import has_prefixes, is_prefix
from annotator.lang.common_words import COMMON, EVERYDAY, commonness
from annotator.suggest.proposals import ORGANIZATION, PERSON, KnownEntities, Proposal

_SURE: Final = 0.93
_COMMON_WORD: Final = 0.25
_EVERYDAY_WORD: Final = 0.6
_FEWEST_LETTERS: Final = 3
_WORD: Final = re.compile(r"\w")
_LONGEST_PREFIX: Final = 4
_PARTICLES: Final = frozenset(
    {"al", "el", "ben", "bin", "ibn", "bar", "abu", "de", "da", "di", "van", "von", "le", "la"}
    | {"بن", "ابن", "أبو", "ابو", "آل", "عبد", "בן", "בר", "אבו", "אל", "דה", "ואן", "פון", "עבד"}
)
_ABBREVIATED: Final = re.compile(r"\s*\(\s*[\"“״]?([A-Z][A-Za-z&]{1,7}|[א-ת]{2,7}[\"״][א-ת])[\"”״]?\s*\)")


def short_forms(text: str, language: str, proposals: Iterable[Proposal], entities: KnownEntities) -> Iterator[Proposal]:
    """Yield the places where a text means somebody by a part of a name that it has in full elsewhere.

    Args:
        text: The text.
        language: Its language.
        proposals: The mentions found so far, and those that people have made.
        entities: What may be proposed.
    """
    forms: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        form = _short_form(text, proposal)
        if form and proposal.best.entity in entities:
            forms.setdefault(form, []).append(proposal)
    for form, wholes in forms.items():
        meant = {whole.best.entity: whole for whole in wholes}
        sure = _trust(form, language, wholes[0]) / len(meant)
        for span in occurrences(text, form, language):
            for whole in meant.values():
                count = sum(other.best.entity == whole.best.entity for other in wholes)
                why = (
                    Evidence(EvidenceKind.WORD_PREFIX, name=whole.span.surface(text)),
                    Evidence(EvidenceKind.IN_DOCUMENT, count),
                )
                reading = whole.best._replace(sure=whole.best.sure, evidence=why)
                yield Proposal(span, sure * whole.sure, (reading,))


def _short_form(text: str, proposal: Proposal) -> str:
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


def occurrences(text: str, form: str, language: str) -> Iterator[Span]:
    """Yield where a form stands in a text as a word of its own, also behind prefixes."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        first = start
        while first > 0 and start - first <= _LONGEST_PREFIX and _WORD.match(text[first - 1]):
            first -= 1
        before = text[first:start]
        ends_word = end == len(text) or not _WORD.match(text[end])
        if ends_word and (not before or (has_prefixes(language) and is_prefix(before, form))):
            yield Span(start, end)
        start = text.find(form, start + 1)


def _trust(form: str, language: str, whole: Proposal) -> float:
    if whole.label != PERSON:
        return _SURE
    common = max((commonness(word, language) for word in form.split()), default=0.0)
    return _SURE - (_EVERYDAY_WORD if common >= EVERYDAY else _COMMON_WORD if common >= COMMON else 0.0)
