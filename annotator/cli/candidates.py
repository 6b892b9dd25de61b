"""The command that looks names up."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from annotator.app.candidates import candidates_for_name
from annotator.app.lending import Lender
from annotator.app.reference import reference
from annotator.app.shelving import NameShelves
from annotator.cli.desk import desk_of, document_named
from annotator.cli.options import JsonOption, WorkspaceOption
from annotator.cli.output import print_json_lines, print_table
from annotator.core.link import Candidate, Evidence, EvidenceKind
from annotator.lang.scripts import guess_language


def candidates(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="Names; “-” reads them from standard input.")
    ] = None,
    *,
    label: Annotated[str, typer.Option("--label", metavar="L", help="The label their mentions would have.")] = "",
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Their language; otherwise guessed.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="The document they stand in.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many at most.")] = 9,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show which entities names may mean, best first, and why."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        reader = opened.reader
        within = document_named(reader, document) if document else None
        base = reference().opened()
        lender = Lender(base)
        shelves = NameShelves(reader, opened.location, lender)
        index = shelves.index()
        shelves.heard(index.shelves, index.in_memory).give_to(index)
        found = (
            (
                name,
                candidates_for_name(
                    index,
                    reader,
                    name,
                    language or guess_language(name),
                    label=label,
                    document=within,
                    limit=limit,
                    base=base,
                ),
            )
            for name in _queries(names or ("-",))
        )
        if json:
            print_json_lines(_as_json(name, offered) for name, offered in found)
            return
        print_table(
            desk,
            ("Query", "Entity", "Name", "Label", ">Score", "Why"),
            (
                (name, each.entity, each.name, each.label, f"{each.score:.2f}", "; ".join(map(_reason, each.evidence)))
                for name, offered in found
                for each in offered
            ),
        )


def _queries(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name == "-":
            yield from (line.removesuffix("\n") for line in sys.stdin)
        else:
            yield name


def _as_json(query: str, offered: Sequence[Candidate]) -> dict[str, object]:
    return {
        "query": query,
        "candidates": [
            {
                "entity": each.entity,
                "name": each.name,
                "label": each.label,
                "score": round(each.score, 4),
                "evidence": [_evidence_as_json(reason) for reason in each.evidence],
            }
            for each in offered
        ],
    }


def _evidence_as_json(reason: Evidence) -> dict[str, object]:
    return {"kind": reason.kind.value, "count": reason.count, "name": reason.name}


def _reason(reason: Evidence) -> str:
    if reason.kind is EvidenceKind.REFERENCE and reason.name:
        return f"{reason.kind.value}: {reason.name}"
    return f"{reason.kind.value} ({reason.count})" if reason.count else reason.kind.value
