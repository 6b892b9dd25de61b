"""The command that finds and links mentions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from annotator.app.suggesting import suggest as find_mentions
from annotator.cli.desk import desk_of, document_named
from annotator.cli.options import JsonOption, WorkspaceOption
from annotator.cli.output import print_json_lines, print_table
from annotator.core.ids import DocumentId
from annotator.core.suggestion import Suggestion


def suggest(
    context: typer.Context,
    *,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="ID", help="Only this document, by its id or name; may be given again."),
    ] = None,
    min_score: Annotated[
        float, typer.Option("--min-score", metavar="X", min=0, max=1, help="The least score, from 0 to 1.")
    ] = 0.0,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept what is found; without it suggestions stay suggestions.")
    ] = False,
    annotator: Annotated[
        str, typer.Option("--annotator", metavar="NAME", help="Who accepts; otherwise whoever is logged in.")
    ] = "",
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Find mentions of what is known, and dates, and link them."""
    desk = desk_of(context)
    with desk.session(workspace, annotator) as session:
        rows = {row.id: row.name for row in session.reader.documents()}
        wanted = [document_named(session.reader, name) for name in dict.fromkeys(document)] if document else list(rows)
        found = find_mentions(session, wanted, least=min_score, accept=accept)
    if json:
        print_json_lines(_as_json(suggestion, rows, accepted=accept) for suggestion in found)
        return
    print_table(
        desk,
        ("Document", ">Start", ">End", "Text", "Label", "Names", ">Score"),
        (_row(suggestion, rows) for suggestion in found),
    )


def _row(each: Suggestion, names: Mapping[DocumentId, str]) -> tuple[object, ...]:
    date = each.date.value if each.date else ""
    named = each.candidates[0].name if each.candidates else date
    span = each.span
    return names[each.document], span.start, span.end, each.surface, each.label, named, f"{each.score:.2f}"


def _as_json(suggestion: Suggestion, names: Mapping[DocumentId, str], *, accepted: bool) -> dict[str, object]:
    date = suggestion.date
    return {
        "document": suggestion.document,
        "document_name": names[suggestion.document],
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "text": suggestion.surface,
        "label": suggestion.label,
        "entity": suggestion.candidates[0].entity if suggestion.candidates else None,
        "value": date.value if date else None,
        "modifier": date.modifier.value if date and date.modifier else None,
        "status": "accepted" if accepted else "suggested",
        "score": suggestion.score,
        "candidates": [
            {
                "entity": each.entity,
                "name": each.name,
                "score": each.score,
                "evidence": [{"kind": why.kind.value, "count": why.count, "name": why.name} for why in each.evidence],
            }
            for each in suggestion.candidates
        ],
    }
