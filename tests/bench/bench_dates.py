"""Dates: how many are found and valued as people did, and how fast; ``dateparser`` beside it, which reads no spans."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from annotator.lang.dates import recognise
from annotator.lang.dates.folding import fold
from annotator.lang.dates.lexicon import lexicon
from tests.bench.clock import fastest
from tests.bench.figures import Figure

SAMPLE: Final = Path(__file__).parents[2] / "seeds" / "sample.jsonl"
GOLD: Final = "ANNOTATOR_DATES_GOLD"
"""Names a file of other articles with dates marked by people, in our own JSON Lines, to be measured as well."""

LEAST: Final = 0.95
LEAST_SPEED: Final = 2.0
TEXT_BYTES: Final = 1_000_000

ONE_THING: Final = (
    "1", "7 ", "15/", "2021-", "2021 ", "24.11.21 ", "1/2 ", "٢", "٢٠٢١ ", "'", '"', "-", " ", "(", "May ", "May (",
    "15 May ", "15 May 2021 ", "May 1-", "Monday ", "yesterday ", "the 1990s ", "'90s ", "twenty ", "first ", "year ",
    "between ", "the first quarter of ", "20th century ", "2021-11-24T", "مارس ", "رمضان ", "يوم الأحد ", "ألف ",
    "نيسان/ أبريل ", "أمس الأربعاء ", 'כ"ט בנובמבר ', "יום ראשון ", "אתמול (", "שנות ", 'תשפ"ב ', "ב-",
)  # fmt: skip
"""What a text may consist of from end to end."""

MOST_SECONDS: Final = 2.0
_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_FIRST_LETTERS: Final = {"A": "a", "א": "א", "ء": "خ"}
"""With what other words end, by the first letter of a script."""

_LETTERS: Final = 12
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Dates = dict[tuple[int, int], str | None]
Finder = Callable[["Article"], Dates]


class Article(NamedTuple):
    """A text with the dates that people marked in it."""

    text: str
    language: str
    anchor: date
    gold: Dates


def run(folder: Path) -> Iterator[Figure]:
    """Compare with the sample's own marks, then measure how fast its texts are read over and over."""
    articles = list(_articles(SAMPLE))
    yield from _compared(articles, "the sample")
    if GOLD in os.environ:
        yield from _compared(list(_articles(Path(os.environ[GOLD]))), "other articles")
    for language in ("he", "ar", "en"):
        text = varied(each.text for each in articles if each.language == language)
        taken = fastest(partial(recognise, text, language, date(2021, 11, 24)))
        speed = len(text.encode()) / 1e6 / taken.cpu
        yield Figure(
            f"dates: reading the sample over and over (a date every 200 characters), {language}",
            speed,
            "MB/CPU s",
            f"≥ {LEAST_SPEED:g}",
            speed >= LEAST_SPEED,
        )
    slowest, piece = max((fastest(partial(_read_over_and_over, each), 1).cpu, each) for each in ONE_THING)
    yield Figure(
        f"dates: 1 MB of one thing over and over, the slowest of {len(ONE_THING)} ({piece!r})",
        slowest,
        "CPU s",
        f"≤ {MOST_SECONDS:g}",
        slowest <= MOST_SECONDS,
    )


def _read_over_and_over(piece: str) -> None:
    recognise(piece * (TEXT_BYTES // len(piece.encode())), "en", date(2021, 11, 24))


def _compared(articles: list[Article], where: str) -> Iterator[Figure]:
    for name, finder in (("", _ours), (", dateparser", _dateparser)):
        spans, values = _scores(articles, finder)
        judged = finder is _ours
        yield Figure(f"dates: spans in {where}, F1{name}", spans, "", f"≥ {LEAST}", spans >= LEAST if judged else None)
        yield Figure(
            f"dates: values right of those found in {where}{name}",
            values,
            "",
            f"≥ {LEAST}",
            values >= LEAST if judged else None,
        )


def _articles(path: Path) -> Iterator[Article]:
    for line in path.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        gold = {(each["start"], each["end"]): each["value"] for each in read["mentions"] if each["label"] == "DATE"}
        yield Article(read["text"], read["language"], date.fromisoformat(read["date"]), gold)


def _scores(articles: Iterable[Article], finder: Finder) -> tuple[float, float]:
    """Return the F1 of exact spans, and the share of right values among the spans found."""
    wanted = found = both = right = 0
    for article in articles:
        ours = finder(article)
        common = ours.keys() & article.gold.keys()
        wanted, found, both = wanted + len(article.gold), found + len(ours), both + len(common)
        right += sum(ours[span] == article.gold[span] for span in common)
    return 2 * both / max(1, wanted + found), right / max(1, both)


def _ours(article: Article) -> Dates:
    return {
        (each.span.start, each.span.end): each.best.value if each.best else None
        for each in recognise(article.text, article.language, article.anchor)
    }


def _dateparser(article: Article) -> Dates:
    from dateparser.search import search_dates  # type: ignore[import-untyped]  # it has no annotations

    anchor = datetime.combine(article.anchor, datetime.min.time())
    found: Dates = {}
    at = 0
    for surface, value in (
        search_dates(article.text, languages=[article.language], settings={"RELATIVE_BASE": anchor}) or ()
    ):
        at = article.text.find(surface, at)
        if at >= 0:
            found[at, at + len(surface)] = value.date().isoformat()
            at += len(surface)
    return found


def varied(texts: Iterable[str]) -> str:
    """Return the texts over and over, each time with other years and every third word another one.

    So hardly any ten words come twice, and there are about as many different ones as in as much news.
    """
    text = "\n".join(texts) + "\n"
    words = lexicon().words
    pieces: list[str] = []
    size = 0
    while size < TEXT_BYTES:
        copy = _YEAR.sub(partial(_other_year, 7 * len(pieces)), text)
        pieces.append(_WORD.sub(partial(_other_word, len(pieces), words), copy))
        size += len(pieces[-1].encode())
    return "".join(pieces)


def _other_year(shift: int, year: re.Match[str]) -> str:
    return str(1950 + (int(year.group()) + shift) % 72)


def _other_word(number: int, known: Container[str], word: re.Match[str]) -> str:
    """Return a word of the same length that only this copy has, unless dates are made of it."""
    written = word.group()
    first = next(end for letter, end in reversed(_FIRST_LETTERS.items()) if letter <= written[0])
    end = "".join(chr(ord(first) + place) for place in divmod(number, _LETTERS))
    is_kept = word.start() % 3 != number % 3 or fold(written) in known
    return written if is_kept else written[:-2] + end
