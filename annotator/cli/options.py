"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    str | None,
    typer.Option("--workspace", metavar="PATH", help="The workspace to work in; else that of ANNOTATOR_WORKSPACE."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
DocumentOption = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="Only this document, by its id or name.")
]
AnnotatorOption = Annotated[str | None, typer.Option("--annotator", metavar="NAME", help="Only this annotator.")]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="The files' encoding; otherwise it is found out.")
]
TokensOption = Annotated[
    str,
    typer.Option(
        "--tokens",
        metavar="POLICY",
        help="How marks are brought onto tokens: cut, widen, shrink or drop; and how text is cut: spacy, whitespace "
        "or characters. Both, as in whitespace+widen.",
    ),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Refuse when anything would be lost.")]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write what happened to this file, as JSON.")
]
