"""Commands on the entity base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from annotator.app.commands.merging import MergeEntities, SplitEntity
from annotator.app.entity_dumps import is_dump
from annotator.app.exporting import ExportPlan, export
from annotator.app.importing import ImportOptions
from annotator.app.naming import free_entity_id
from annotator.cli.desk import desk_of
from annotator.cli.entity_dumps import import_dumps
from annotator.cli.importing import run_import
from annotator.cli.options import EncodingOption, JsonOption, ReportOption, WorkspaceOption
from annotator.cli.output import isolated, print_json, print_json_lines, print_line, print_table
from annotator.core.entity import Alias, Entity
from annotator.core.errors import UserError
from annotator.core.ids import EntityId, MentionId
from annotator.core.rows import EntityRow
from annotator.formats.base import LANGUAGES, Cargo, Wanted
from annotator.formats.registry import FORMATS

app = typer.Typer(help="The entity base: list, show, import, export, merge, split.", no_args_is_help=True)


@app.command("list")
def list_entities(
    context: typer.Context,
    *,
    type_: Annotated[str | None, typer.Option("--type", metavar="LABEL", help="Only entities of this type.")] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the entities, the most used first."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        rows = [row for row in opened.reader.entity_rows() if type_ is None or row.type == type_]
        entities = opened.reader.entities()
    shown = [(entities[row.id], row) for row in rows if row.id in entities]
    if json:
        print_json_lines(_as_json(entity, row) for entity, row in shown)
        return
    print_table(
        desk,
        ("Type", "English", "Hebrew", "Arabic", ">Mentions", "Id"),
        (
            (entity.type, *(_first(entity, language) for language in ("en", "he", "ar")), row.mentions, entity.id)
            for entity, row in shown
        ),
    )


@app.command()
def show(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(metavar="ID")],
    *,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show everything about one entity."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        found = opened.reader.entity(EntityId(entity))
        row = next(row for row in opened.reader.entity_rows() if row.id == found.id)
    if json:
        print_json({**_as_json(found, row), "aliases": [_alias_as_json(alias) for alias in found.aliases]})
        return
    facts: list[tuple[str, object]] = [("Id", found.id), ("Type", found.type)]
    facts += [(f"Description ({language})", text) for language, text in found.descriptions.items()]
    facts += [(source, value) for source, value in found.external.items()]
    facts += [("Mentions", row.mentions), ("Documents", row.documents)]
    print_table(desk, ("", ""), facts)
    print_table(
        desk,
        ("Language", "Name", "Source", ">Uses"),
        ((alias.language, alias.text, alias.source.value, alias.uses) for alias in found.aliases),
    )


@app.command("import")
def import_entities(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", show_default=False)],
    *,
    format_: Annotated[str | None, typer.Option("--format", metavar="NAME", help="The files' format.")] = None,
    languages: Annotated[
        str, typer.Option("--languages", metavar="CODES", help="Of Wikidata: names of these languages, with commas.")
    ] = ",".join(LANGUAGES),
    type_: Annotated[
        list[str] | None, typer.Option("--type", metavar="LABEL", help="Of Wikidata: only entities of this type.")
    ] = None,
    encoding: EncodingOption = None,
    report: ReportOption = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Import entity tables. Entities that are there gain names and lose nothing.

    Wikidata dumps and tables of any size are taken in batches; what was interrupted goes on when the command is given
    again.
    """
    if dumps := [file for file in files if is_dump(file, format_ or "")]:
        if len(dumps) < len(files) or report:
            raise typer.BadParameter("Import Wikidata dumps by themselves, without --report.")
        wanted = Wanted(tuple(filter(None, languages.split(","))), tuple(type_ or ()))
        import_dumps(desk_of(context), workspace, dumps, wanted, json=json)
        return
    options = ImportOptions(format=format_ or "", encoding=encoding or "")
    run_import(desk_of(context), workspace, files, options, report=report, json=json)


@app.command("export")
def export_entities(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="FILE")],
    *,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format; otherwise as the file's name ends.")
    ] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the entity table."""
    desk = desk_of(context)
    with desk.workspace(workspace) as opened:
        export(opened.reader, out, ExportPlan(format=format_ or _format_for(out)))
        count = len(opened.reader.entities())
    if json:
        print_json({"path": str(out), "entities": count})
    else:
        print_line(desk, f"{isolated(desk, str(out))}: {count:,} entities")


@app.command()
def merge(
    context: typer.Context,
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The entity that stays.")],
    gone: Annotated[str, typer.Argument(metavar="GONE", help="The entity that joins it.")],
    *,
    external: Annotated[
        list[str] | None,
        typer.Option("--external", metavar="SOURCE=ID", help="Which identifier to keep where the two differ."),
    ] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Unite two entities: links, names and identifiers of GONE go to KEEP, and GONE is removed."""
    desk = desk_of(context)
    command = MergeEntities(EntityId(keep), EntityId(gone), _chosen_identifiers(external or ()))
    with desk.session(workspace) as session:
        session.execute(command)
        entity = session.reader.entity(EntityId(keep))
        row = next(row for row in session.reader.entity_rows() if row.id == entity.id)
    if json:
        print_json(_as_json(entity, row))
    else:
        print_line(desk, f"{gone} is now part of {keep}, which has {row.mentions:,} mentions.")


@app.command()
def split(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(metavar="ID", help="The entity to part.")],
    new_entity: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The new entity's id; otherwise one is made.")
    ] = None,
    *,
    mention: Annotated[
        list[str] | None, typer.Option("--mention", metavar="ID", help="A mention that names the new one.")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="A name that is only the new one's.")
    ] = None,
    type_: Annotated[str, typer.Option("--type", metavar="LABEL", help="The new entity's type.")] = "",
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Part an entity: the given mentions and names go to a new one."""
    desk = desk_of(context)
    with desk.session(workspace) as session:
        old = session.reader.entity(EntityId(entity))
        moved = _aliases_named(old, name or ())
        first = moved[0].text if moved else old.display_name(())
        new = EntityId(new_entity or free_entity_id(session.reader, type_ or old.type, first))
        session.execute(
            SplitEntity(
                entity=old.id,
                new_entity=new,
                mentions=tuple(MentionId(identifier) for identifier in mention or ()),
                aliases=tuple(alias.id for alias in moved),
                type=type_,
            )
        )
        made = session.reader.entity(new)
        row = next(row for row in session.reader.entity_rows() if row.id == new)
    if json:
        print_json(_as_json(made, row))
    else:
        print_line(desk, f"{new} was parted from {entity}, with {row.mentions:,} mentions.")


def _as_json(entity: Entity, row: EntityRow) -> dict[str, object]:
    return {
        "id": entity.id,
        "type": entity.type,
        "names": {language: entity.names(language) for language in entity.languages},
        "description": dict(entity.descriptions),
        "external": dict(entity.external),
        "mentions": row.mentions,
        "documents": row.documents,
    }


def _alias_as_json(alias: Alias) -> dict[str, object]:
    return {
        "text": alias.text,
        "language": alias.language,
        "script": alias.script,
        "source": alias.source.value,
        "uses": alias.uses,
    }


def _first(entity: Entity, language: str) -> str:
    return next(iter(entity.names(language)), "")


def _format_for(path: Path) -> str:
    tables = [known for known in FORMATS if known.cargo is Cargo.ENTITIES and known.is_written]
    suffix = path.suffix.lower()
    return next((known for known in tables if suffix in known.extensions), tables[0]).name


def _chosen_identifiers(choices: Sequence[str]) -> Mapping[str, str]:
    chosen = {}
    for choice in choices:
        source, equals, value = choice.partition("=")
        if not equals or not source:
            raise typer.BadParameter(f"{choice} is not of the form SOURCE=ID.", param_hint="--external")
        chosen[source] = value
    return chosen


def _aliases_named(entity: Entity, names: Sequence[str]) -> list[Alias]:
    known = {alias.text: alias for alias in entity.aliases}
    for name in names:
        if name not in known:
            raise UserError("{entity} has no name “{name}”.", entity=entity.id, name=name)
    return [known[name] for name in names]
