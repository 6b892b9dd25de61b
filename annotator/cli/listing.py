"""Commands that show what is in a workspace: documents, mentions, figures, history."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from annotator.app.describing import sentence_for
from annotator.app.statistics import figures_of
from annotator.cli.desk import desk_of, document_named
from annotator.cli.options import AnnotatorOption, DocumentOption, JsonOption, WorkspaceOption
from annotator.cli.output import isolated, print_json, print_json_lines, print_table
from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.ids import AnnotatorId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection
from annotator.core.rows import DocumentRow


class StatusChoice(StrEnum):
    """Which mentions to show."""

    ACCEPTED = "accepted"
    SUGGESTED = "suggested"
    REJECTED = "rejected"
    ALL = "all"


def documents(
    context: typer.Context,
    *,
    text: Annotated[bool, typer.Option("--text", help="With each document's text (JSON only).")] = False,
    state: Annotated[str | None, typer.Option("--state", help="Only documents in this state.")] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the documents."""
    desk = desk_of(context)
    states = (DocumentState.parse(state),) if state else ()
    with desk.workspace(workspace) as opened:
        reader = opened.reader
        rows = reader.documents(Selection(states=states))
        if json:
            print_json_lines(_document_as_json(reader, row, with_text=text) for row in rows)
            return
        print_table(
            desk,
            ("State", "Language", "Title", ">Mentions", ">Linked", "Name", "Id"),
            ((row.state.value, row.language, row.title, row.mentions, row.linked, row.name, row.id) for row in rows),
        )


def mentions(
    context: typer.Context,
    *,
    document: DocumentOption = None,
    annotator: AnnotatorOption = None,
    status: Annotated[StatusChoice, typer.Option("--status", help="Which mentions.")] = StatusChoice.ACCEPTED,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the mentions in text order, document by document."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        reader = opened.reader
        selection = Selection(
            documents=(document_named(reader, document),) if document else (),
            annotators=(annotator_named(reader, annotator),) if annotator else (),
            statuses=tuple(MentionStatus) if status is StatusChoice.ALL else (MentionStatus(status.value),),
        )
        found = _mentions_as_json(reader, selection)
        if json:
            print_json_lines(found)
            return
        columns = ("document_name", "start", "end", "text", "label", "entity", "value", "annotator")
        print_table(
            desk,
            ("Document", ">Start", ">End", "Text", "Label", "Entity", "Value", "Annotator"),
            ([mention[column] for column in columns] for mention in found),
        )


def stats(context: typer.Context, *, json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Show how much there is: documents, mentions, links, entities, annotators."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        figures = figures_of(opened.reader)
    if json:
        print_json(figures)
        return
    rows: list[tuple[str, object]] = []
    for topic, value in figures.items():
        if isinstance(value, dict):
            rows += [(f"{topic}: {isolated(desk, str(key))}", count) for key, count in value.items()]
        else:
            rows.append((topic, value))
    print_table(desk, ("What", ">How many"), rows)


def history(
    context: typer.Context,
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many acts, the latest first.")] = 50,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List what was done, the latest first."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        names = {annotator.id: annotator.name for annotator in opened.reader.annotators()}
        acts = opened.reader.history(limit)
    if json:
        print_json_lines(
            {
                "id": act.id,
                "act": act.name,
                "sentence": sentence_for(act),
                "detail": dict(act.detail),
                "annotator": names.get(act.author),
                "at": act.at,
                "state": act.state.value,
            }
            for act in acts
        )
        return
    print_table(
        desk,
        ("At", "Annotator", "State", "What"),
        (
            (act.at, names.get(act.author), act.state.value, sentence_for(act, lambda value: isolated(desk, value)))
            for act in acts
        ),
    )


def annotator_named(reader: Reader, name: str) -> AnnotatorId:
    """Return the annotator of that name. Raises UserError when there is none."""
    known = {annotator.name: annotator.id for annotator in reader.annotators()}
    if name not in known:
        raise UserError(
            "There is no annotator {name} in this workspace; its annotators are {known}.",
            name=name,
            known=", ".join(known) or "none",
        )
    return known[name]


def _document_as_json(reader: Reader, row: DocumentRow, *, with_text: bool) -> dict[str, object]:
    shown: dict[str, object] = {
        "id": row.id,
        "name": row.name,
        "title": row.title,
        "language": row.language,
        "direction": row.direction.value,
        "date": row.date,
        "state": row.state.value,
        "sha256": row.sha256,
        "characters": row.characters,
        "mentions": row.mentions,
    }
    if with_text:
        shown["text"] = reader.document(row.id).text
    return shown


def _mentions_as_json(reader: Reader, selection: Selection) -> Iterator[dict[str, object]]:
    for record in reader.records(selection):
        for mention in record.mentions:
            yield {
                "id": mention.id,
                "document": record.id,
                "document_name": record.name,
                "start": mention.start,
                "end": mention.end,
                "text": record.text[mention.start : mention.end],
                "label": mention.label,
                "entity": mention.entity,
                "value": mention.value,
                "modifier": mention.modifier,
                "annotator": mention.annotator,
                "status": mention.status,
                "score": mention.score,
            }
