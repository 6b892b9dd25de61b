"""The command that reads dates."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from annotator.app.commands.dates import check_document_date
from annotator.cli.desk import desk_of
from annotator.cli.options import JsonOption
from annotator.cli.output import print_json_lines, print_table
from annotator.core.errors import UserError
from annotator.lang.dates import DateMention, recognise
from annotator.lang.scripts import guess_language


def dates(
    context: typer.Context,
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT…]", help="Texts; “-” reads them from standard input, one a line."),
    ] = None,
    *,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Their language, as in en-GB; otherwise guessed.")
    ] = None,
    anchor: Annotated[
        str | None,
        typer.Option("--anchor", metavar="YYYY-MM-DD", help="The date of the texts, from which “yesterday” counts."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Find dates in texts and tell what they mean."""
    counts_from = _anchor(anchor)
    found = ((text, recognise(text, language or guess_language(text), counts_from)) for text in _texts(texts or ("-",)))
    if json:
        print_json_lines(_as_json(text, mentions) for text, mentions in found)
        return
    print_table(
        desk_of(context),
        ("Date", "Value", "Part", "Calendar", "Unit"),
        (
            (row["text"], _told(mention), row["modifier"], row["calendar"], row["granularity"])
            for text, mentions in found
            for mention, row in ((mention, _row(text, mention)) for mention in mentions)
        ),
    )


def _anchor(written: str | None) -> str | None:
    """Return the date of the texts, if it is a day, a month or a year."""
    try:
        check_document_date(written)
    except UserError as error:
        raise typer.BadParameter(
            f"{written} is not a day. Write it as in 2021-11-24; a month or a year will do where no more is known.",
            param_hint="--anchor",
        ) from error
    return written


def _texts(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            yield from (line.removesuffix("\n") for line in sys.stdin)
        else:
            yield text


def _as_json(text: str, mentions: Sequence[DateMention]) -> dict[str, object]:
    return {"text": text, "dates": [_row(text, mention) for mention in mentions]}


def _told(mention: DateMention) -> str:
    """Return the value for people: with the other values that it may have, or why there is none."""
    if mention.impossible:
        return "no such date"
    return " or ".join(dict.fromkeys(reading.value for reading in mention.readings))


def _row(text: str, mention: DateMention) -> dict[str, object]:
    """Return a date; what is only true of some dates stands there only for them."""
    best = mention.best
    row: dict[str, object] = {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.surface(text),
        "value": best.value if best else None,
        "modifier": best.modifier.value if best and best.modifier else None,
        "calendar": mention.calendar.value,
        "granularity": mention.granularity.value,
    }
    if mention.impossible:
        row["impossible"] = True
    if len(mention.readings) > 1:
        row["readings"] = [reading.value for reading in mention.readings]
    if best and best.first_weekday is not None:
        row["first_weekday"] = best.first_weekday
    return row
