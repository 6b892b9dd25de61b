"""Names that nobody knows yet: people by their titles and given names, institutions by what they are made of.

Only a label is proposed, and only where the words leave little doubt: whoever reviews suggestions should not have to
turn many down. A name that is sure at one place is proposed wherever the text has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.core.offsets import Span
from annotator.lang.adjectives import adjective_stem
from annotator.lang.common_words import COMMON, EVERYDAY, commonness
from annotator.lang.given_names import is_given_name
from annotator.lang.institution_words import Notion, notions_of
from annotator.lang.names.words import BINDING
from annotator.lang.normalise import match_key
from annotator.lang.scripts import script_of
from annotator.lang.titles import is_title, title_before
from annotator.suggest.covered import Covered
from annotator.suggest.forms import Forms
from annotator.suggest.proposals import ORGANIZATION, PERSON
from annotator.suggest.short_forms import surname
from annotator.suggest.text_words import Row, TextWord
from annotator.suggest.translated_mentions import is_phrase

_SURE: Final = {PERSON: 0.7, ORGANIZATION: 0.65}
_MOST_NAMES: Final = 4
_MOST_COMPLEMENTS: Final = 4
_NAME_MAY_BE: Final = 4.6
_LETTERS_OF_A_PLACE: Final = 4
_ARTICLE: Final = "ال"
_TANWIN: Final = ("اً", "ًا")
# Heads of regions, of which only known ones are proposed, and of what is too often no institution.
_NO_HEAD: Final = frozenset({
    "state", "kingdom", "republic", "strip", "city", "desert", "sea", "gulf", "riverbank", "east", "west", "north",
    "south", "world", "states", "emirates", "nations", "company", "office", "forum", "alliance", "news", "centre",
    "intelligence", "staff", "government", "union", "guard",
})  # fmt: skip
_LATIN_HEADS: Final = frozenset({"Bureau", "Directorate", "Office"})
# Those that are also the endings of names are left out: رئيسي, שרה.
_POSSESSIVES: Final = {"Arab": ("هما", "هم", "هن", "ها", "ه", "نا", "كم"), "Hebr": ("יהם", "יהן", "יו", "נו", "ו")}
_SHORTEST_STEM: Final = 2
_HYPHENS: Final = ("-", "־", "‐", "–")
_TELLING: Final = frozenset({"royal", "national", "defence", "foreign", "interior", "armed"})


class Unknown(NamedTuple):
    """A name that nobody knows.

    Attributes:
        span: Where.
        label: What kind of thing it must be.
        sure: How sure that is.
    """

    span: Span
    label: str
    sure: float


class _Word(NamedTuple):
    """A word as far as names are made of it; ``is_prefixed`` when it is rather a common word behind prefixes."""

    start: int
    end: int
    first: int
    form: str
    is_prefixed: bool


class Spread(NamedTuple):
    """Where names that nobody knows are proposed.

    Attributes:
        found: The places, in text order.
        standing: Those of the places where they are sure by themselves from which all others follow.
    """

    found: list[Unknown]
    standing: list[Unknown]


def spread(
    text: str,
    language: str,
    sure: Iterable[Unknown],
    looked_at: Iterable[Span],
    *,
    taken: Iterable[Span],
    through: Callable[[Iterable[Unknown]], Iterable[Unknown]],
) -> Spread:
    """Return the places of names that nobody knows, none of them over what was found.

    Args:
        text: The text.
        language: Its language.
        sure: Where they are sure by themselves, anywhere in the text.
        looked_at: The stretches of the text where they are wanted.
        taken: Where something was found there, or is marked.
        through: Goes through many of them, with a rest now and then.
    """
    closed = Covered(taken)
    forms = {each: _forms(text, language, each) for each in through(sure)}
    ordered = sorted(forms, key=_longest_first)
    wanted = Forms((form for some in forms.values() for form in some), language)
    places: dict[str, list[Span]] = {}
    for stretch in looked_at:
        for form, span in wanted.places(text, stretch):
            places.setdefault(form, []).append(span)
    found: list[Unknown] = []
    standing: list[Unknown] = []
    for each in through(ordered):
        if closed.touches(each.span):
            continue
        standing.append(each)
        for form in forms[each]:
            for span in places.get(form, ()):
                if not closed.touches(span):
                    closed.add(span)
                    found.append(each._replace(span=span))
    return Spread(sorted(found, key=_in_text_order), standing)


def _forms(text: str, language: str, unknown: Unknown) -> list[str]:
    forms = [unknown.span.surface(text)]
    if unknown.label == PERSON and (short := surname(forms[0])) and commonness(short, language) < COMMON:
        forms.append(short)
    return forms


def first_seen(text: str, language: str, rows: Iterable[Row]) -> Iterator[Unknown]:
    """Yield where names that nobody may know are sure by themselves."""
    for row in rows:
        words = [_likeliest(language, readings) for readings in row]
        if script_of(" ".join(word.form for word in words)) == "Latn":
            if _is_headline(words):
                continue
            yield from _in_latin(text, language, words)
        else:
            yield from _institutions(words)
            yield from _people(text, language, words)


def _people(text: str, language: str, words: Sequence[_Word]) -> Iterator[Unknown]:
    """Yield the people of a Hebrew or Arabic row: after a title, or from a given name on."""
    at = 0
    while at < len(words):
        is_titled = _is_office(words[at].form) and not _is_half_a_word(text, words, at)
        start = _after_title(language, words, at) if is_titled else at
        named = _name_from(language, words, start)
        begins = is_given_name(words[start].form) if start < len(words) else False
        if len(named) > 1 and (begins or start > at) and not all(word.form.startswith(_ARTICLE) for word in named):
            yield Unknown(Span(named[0].start, named[-1].end), PERSON, _SURE[PERSON])
            at = start + len(named)
        else:
            at += 1


def _is_half_a_word(text: str, words: Sequence[_Word], at: int) -> bool:
    """Tell whether a hyphen binds a word to one that is no title: רב־שנתי, of many years, as against רב־סרן."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or text[words[at].end : following.first] not in _HYPHENS:
        return False
    return not _is_office(following.form)


def _after_title(language: str, words: Sequence[_Word], at: int) -> int:
    """Return where the words end that say of what a title is: the minister | of defence of Israel | X."""
    stop = at + 1
    while stop < len(words) and stop - at <= _MOST_COMPLEMENTS:
        form = words[stop].form
        if is_given_name(form) or not (_is_office(form) or _is_complement(language, form)):
            break
        stop += 1
    return stop


def _is_office(form: str) -> bool:
    """Tell whether a word is a title or, with a possessive suffix, somebody's: وزارته, رئيسها, משרדו, סגניו."""
    return is_title(form) or (not is_given_name(form) and _is_possessed(form))


@lru_cache(maxsize=1 << 14)
def _is_possessed(form: str) -> bool:
    for suffix in _POSSESSIVES.get(script_of(form), ()):
        stem = form.removesuffix(suffix)
        if stem != form and len(stem) >= _SHORTEST_STEM:
            # Before a suffix the ta marbuta of وزارة is a ta, and the plural ending of סגנים is not there.
            stems = (stem, f"{stem[:-1]}ة") if stem.endswith("ت") else (stem, f"{stem}ים")
            if any(is_title(each) or notions_of(each) for each in stems):
                return True
    return False


def _is_complement(language: str, form: str) -> bool:
    is_definite = match_key(form).startswith(("ال", "ה"))
    return (
        bool(notions_of(form)) or commonness(form, language) >= EVERYDAY or (is_definite and bool(adjective_stem(form)))
    )


def _name_from(language: str, words: Sequence[_Word], start: int) -> Sequence[_Word]:
    """Return the words from one on that may be a name: rare ones, given names, and what binds them."""
    stop = start
    while stop < len(words) and stop - start < _MOST_NAMES:
        word = words[stop]
        form = word.form
        is_part = is_given_name(form) or match_key(form) in BINDING or commonness(form, language) < _NAME_MAY_BE
        if not is_part or _is_office(form) or notions_of(form) or not form[0].isalpha() or form.endswith(_TANWIN):
            break
        if stop > start and not is_given_name(form) and word.is_prefixed:
            break
        stop += 1
    return words[start:stop]


def _institutions(words: Sequence[_Word]) -> Iterator[Unknown]:
    """Yield the institutions of a Hebrew or Arabic row: a head, and words that tell it from others."""
    at = 0
    while at < len(words):
        stop = at + 1
        if _is_head(notions_of(words[at].form)):
            while stop < len(words) and words[stop].start == words[stop].first and _goes_on(words[stop].form):
                stop += 1
        forms = [word.form for word in words[at:stop]]
        following = words[stop].form if stop < len(words) else ""
        if len(forms) > 1 and _tells(forms) and is_phrase(forms, following):
            yield Unknown(Span(words[at].start, words[stop - 1].end), ORGANIZATION, _SURE[ORGANIZATION])
            at = stop
        else:
            at += 1


def _goes_on(form: str) -> bool:
    is_definite = match_key(form).startswith(("ال", "ה"))
    return is_definite and (bool(notions_of(form)) or _is_adjective(form))


def _is_adjective(form: str) -> bool:
    return len(adjective_stem(form)) >= _LETTERS_OF_A_PLACE


def _tells(forms: Sequence[str]) -> bool:
    """Tell whether words after a head say whose it is: an adjective that is no notion, or the royal, the national."""
    return any(
        (not notions_of(form) and _is_adjective(form)) or any(each.name in _TELLING for each in notions_of(form))
        for form in forms[1:]
    )


def _in_latin(text: str, language: str, words: Sequence[_Word]) -> Iterator[Unknown]:
    """Yield the people and institutions among the capitalised words of a row."""
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and (words[stop].form[:1].isupper() or _binds(words, stop, at)):
            stop += 1
        yield from _of_run(text, language, words[at:stop])
        at = max(stop, at + 1)


def _binds(words: Sequence[_Word], at: int, start: int) -> bool:
    """Tell whether a word is the "of" after the head of an institution: Ministry of Defense."""
    is_of = words[at].form == "of" and at > start and at + 1 < len(words)
    return is_of and _is_head(notions_of(words[at - 1].form)) and bool(notions_of(words[at + 1].form))


def _of_run(text: str, language: str, run: Sequence[_Word]) -> Iterator[Unknown]:
    heads = [at for at, word in enumerate(run) if _is_head(notions_of(word.form)) or word.form in _LATIN_HEADS]
    is_last = bool(heads) and (heads[-1] == len(run) - 1 or run[heads[-1] + 1].form == "of")
    if 1 < len(run) <= _MOST_NAMES and is_last:
        yield Unknown(Span(run[0].start, run[-1].end), ORGANIZATION, _SURE[ORGANIZATION])
        return
    first = 0
    while first < len(run) and (is_title(run[first].form) or commonness(run[first].form, language) >= EVERYDAY):
        if is_given_name(run[first].form):
            break
        first += 1
    name = run[first:]
    if not 1 < len(name) <= _MOST_NAMES or any(notions_of(word.form) for word in name):
        return
    if is_given_name(name[0].form) or (title_before(text, name[0].first) and _are_rare(language, name)):
        yield Unknown(Span(name[0].start, name[-1].end), PERSON, _SURE[PERSON])


def _are_rare(language: str, words: Iterable[_Word]) -> bool:
    return all(commonness(word.form, language) < COMMON for word in words)


def _is_head(notions: Iterable[Notion]) -> bool:
    return any(notion.is_head and notion.name not in _NO_HEAD for notion in notions)


def _is_headline(words: Sequence[_Word]) -> bool:
    """Tell whether nearly all longer words are capitalised, so that capitals say nothing."""
    longer = [word for word in words if len(word.form) > 3]
    return len(longer) > 2 and sum(word.form[0].isupper() for word in longer) > 0.8 * len(longer)


def _likeliest(language: str, readings: Sequence[TextWord]) -> _Word:
    """Return a word without its prefixes where what is left is a given name or the head of an institution."""
    at, is_prefixed = _which(language, tuple([word.form for word in readings]))
    word = readings[at]
    return _Word(word.start, word.end, word.first, word.form, is_prefixed)


@lru_cache(maxsize=1 << 16)
def _which(language: str, forms: tuple[str, ...]) -> tuple[int, bool]:
    is_prefixed = any(commonness(form, language) >= COMMON for form in forms[1:])
    named = (at for at, form in enumerate(forms) if is_given_name(form) or notions_of(form) or _is_office(form))
    return next(named, 0), is_prefixed


def _longest_first(unknown: Unknown) -> tuple[int, int]:
    return -len(unknown.span), unknown.span.start


def _in_text_order(unknown: Unknown) -> Span:
    return unknown.span
