"""The commands that take work away and turn one format into another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final, Protocol, TypeVar

import typer

from annotator.app import recipes
from annotator.app.converting import ConversionPlan, convert
from annotator.app.exporting import ExportPlan, ExportReport, export
from annotator.app.importing import unreadable
from annotator.app.parting import Parting
from annotator.app.splitting import Split
from annotator.cli.desk import Desk, desk_of
from annotator.cli.options import EncodingOption, JsonOption, ReportOption, StrictOption, TokensOption, WorkspaceOption
from annotator.cli.output import isolated, print_json, print_json_lines, print_line, print_table, report_to, tell
from annotator.core.document import DocumentState
from annotator.core.mention import MentionStatus
from annotator.formats.losses import LossesRefusedError, LossReport
from annotator.formats.projection import TokenPolicy
from annotator.formats.registry import FORMATS, Detection, detect

_ACCEPTED: Final = (MentionStatus.ACCEPTED,)
_WITH_SUGGESTIONS: Final = (MentionStatus.ACCEPTED, MentionStatus.SUGGESTED)


def export_documents(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file; with --split, a folder or a file name.")],
    *,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format; “formats” lists them.")
    ] = None,
    recipe: Annotated[
        str | None, typer.Option("--recipe", metavar="NAME", help="All settings, as they were saved under this name.")
    ] = None,
    save_recipe: Annotated[
        str | None, typer.Option("--save-recipe", metavar="NAME", help="Keep these settings under a name.")
    ] = None,
    annotator: Annotated[
        list[str] | None, typer.Option("--annotator", metavar="NAME", help="Only the marks of this annotator.")
    ] = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="The decided result: equal marks once, without annotators.")
    ] = False,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Suggested marks too, told apart where the format can.")
    ] = False,
    state: Annotated[
        list[str] | None, typer.Option("--state", metavar="STATE", help="Only documents in this state.")
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", metavar="80/10/10", help="Part documents into train, dev and test.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Decides which document goes where.")] = 0,
    tokens: TokensOption = "cut",
    strict: StrictOption = False,
    report: ReportOption = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write documents and their marks as training data. The report lists everything the format cannot hold."""
    if gold and annotator:
        raise typer.BadParameter("Choose either --gold or --annotator.")
    if (format_ is None) == (recipe is None):
        raise typer.BadParameter("Choose either --format or --recipe.")
    if recipe is not None:
        if gold or annotator or suggestions or state or split:
            raise typer.BadParameter("A recipe says whose marks are written, and how; leave those options out.")
        plan = recipes.recipe(recipe)
        plan = replace(plan, strict=plan.strict or strict)
    else:
        plan = ExportPlan(
            format=format_ or "",
            gold=gold,
            annotators=tuple(annotator or ()),
            states=tuple(DocumentState.parse(name) for name in state or ()),
            statuses=_WITH_SUGGESTIONS if suggestions else _ACCEPTED,
            split=Split.parse(split, seed) if split else None,
            tokens=TokenPolicy.parse(tokens),
            strict=strict,
        )
    if save_recipe is not None:
        recipes.save_recipe(save_recipe, plan)
    _run_export(desk_of(context), workspace, out, plan, report=report, json=json)


def _run_export(
    desk: Desk, workspace: str | None, out: Path, plan: ExportPlan, *, report: Path | None, json: bool
) -> None:
    with desk.workspace(workspace) as opened:
        listed_losses = None if report or json else 0
        result = _reported(
            partial(export, opened.reader, out, plan, listed_losses=listed_losses), report=report, json=json
        )
    if json:
        return
    for file in result.files:
        # A format that keeps all parts in one folder names the folder for each of them.
        part = f" ({file.part})" if file.part and file.part not in file.path.name else ""
        print_line(desk, f"{isolated(desk, str(file.path))}{part}: {_counts(file.documents, file.mentions)}")
    _tell_losses(result.losses)
    _tell_gold(result)
    if result.parting is not None:
        _tell_parting(result.parting)


class _Reportable(Protocol):
    """What can be put into a report."""

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""


_Result = TypeVar("_Result", bound=_Reportable)


def _reported(work: Callable[[], _Result], *, report: Path | None, json: bool) -> _Result:
    """Do work and report on it; on what was refused for its losses, too."""
    with report_to(report) as write_report:
        result = _result_or_refusal(work)
        write_report(result.as_json())
    if json:
        print_json(result.as_json())
    if isinstance(result, LossesRefusedError):
        raise result
    return result


def _result_or_refusal(work: Callable[[], _Result]) -> _Result | LossesRefusedError:
    try:
        return work()
    except LossesRefusedError as refusal:
        return refusal


def _counts(documents: int, mentions: int) -> str:
    return f"{documents:,} document{'' if documents == 1 else 's'}, {mentions:,} mention{'' if mentions == 1 else 's'}"


def convert_file(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="IN", help="The file to read.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    *,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="The format to write.")],
    from_: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="The format to read; otherwise it is found out.")
    ] = None,
    encoding: EncodingOption = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="The language of texts that do not say theirs.")
    ] = None,
    tokens: TokensOption = "cut",
    strict: StrictOption = False,
    report: ReportOption = None,
    json: JsonOption = False,
) -> None:
    """Turn a file into another format, without a workspace."""
    plan = ConversionPlan(
        target_format=to,
        source_format=from_ or "",
        encoding=encoding or "",
        language=language or "",
        tokens=TokenPolicy.parse(tokens),
        strict=strict,
    )
    result = _reported(partial(convert, source, target, plan), report=report, json=json)
    if json:
        return
    desk = desk_of(context)
    counts = _counts(result.documents, result.mentions)
    print_line(desk, f"{isolated(desk, str(target))}: {f'{result.entities:,} entities' if result.entities else counts}")
    for remark in result.remarks:
        tell(f"{source.name}{f', line {remark.line}' if remark.line is not None else ''}: {remark.sentence}")
    _tell_losses(result.losses)


def formats(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE…]", help="Tell the formats of these files instead.")
    ] = None,
    *,
    json: JsonOption = False,
) -> None:
    """List the formats: what they read, write, count and lose; or tell which format files are, and how sure that is."""
    if files:
        _tell_formats(desk_of(context), files, json=json)
        return
    described = [
        {
            "name": known.name,
            "title": known.title,
            "purpose": known.purpose,
            "reads": known.read is not None,
            "writes": known.is_written,
            "extensions": list(known.extensions),
            "content": known.cargo.value,
            "offset_unit": known.offsets.value,
            "losses": list(known.losses),
        }
        for known in FORMATS
    ]
    if json:
        print_json_lines(described)
        return
    print_table(
        desk_of(context),
        ("Name", "Title", "Reads", "Writes", "Endings", "Counts", "Loses"),
        (
            (
                known["name"],
                known["title"],
                "yes" if known["reads"] else "",
                "yes" if known["writes"] else "",
                " ".join(format_.extensions),
                known["offset_unit"],
                "; ".join(format_.losses) or "nothing",
            )
            for known, format_ in zip(described, FORMATS, strict=True)
        ),
    )


def _tell_formats(desk: Desk, files: list[Path], *, json: bool) -> None:
    found = [(path, _detected(path)) for path in files]
    if json:
        print_json_lines(
            {
                "path": str(path),
                "format": each.format.name if each.confidence else None,
                "confidence": each.confidence,
            }
            for path, each in found
        )
        return
    for path, each in found:
        told = f"{each.format.name} ({each.format.title}), {each.confidence:.0%}" if each.confidence else "not known"
        print_line(desk, f"{isolated(desk, str(path))}: {told}")


def _detected(path: Path) -> Detection:
    try:
        return detect(path)
    except OSError as error:
        raise unreadable(error).at(path) from error


def _tell_losses(losses: LossReport) -> None:
    for sentence in losses.sentences():
        tell(sentence)
    if losses.lost:
        tell("Something was lost or altered. --report FILE lists the mentions concerned; --strict refuses to lose any.")


def _tell_gold(report: ExportReport) -> None:
    if report.gold.disputed:
        tell(f"{report.gold.disputed:,} marks are disputed between annotators; all of them were written.")


def _tell_parting(parting: Parting) -> None:
    """Say what was kept together, and how labels and languages came out, in percent of each."""
    if parting.near_duplicates:
        tell(
            f"{parting.near_duplicates:,} documents are near-duplicates of others; each of their {parting.groups:,} "
            "groups is in one part."
        )
    shares = [*_shares([part.labels for part in parting.parts]), *_shares([part.languages for part in parting.parts])]
    if shares:
        names = "/".join(part.name for part in parting.parts)
        tell(f"Shares of {names}, in percent: {', '.join(shares)}.")


def _shares(counts: list[Mapping[str, int]]) -> list[str]:
    names = sorted({name for part in counts for name in part})
    totals = {name: sum(part.get(name, 0) for part in counts) for name in names}
    return [
        f"{name or 'no language'} " + "/".join(f"{100 * part.get(name, 0) / totals[name]:.0f}" for part in counts)
        for name in names
    ]
