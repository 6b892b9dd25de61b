"""How commands speak: JSON for programs, tables for people, and everything else on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson
import typer

from annotator.app.atomic_files import AtomicFiles
from annotator.cli.desk import Desk
from annotator.lang.bidi import for_terminal

if TYPE_CHECKING:
    from rich.table import Table

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"
_BUFFERED: Final = 1 << 16
_AMPLE_WIDTH: Final = 1_000
_LONGEST_CELL: Final = 60


def print_json(value: object) -> None:
    """Print one JSON value on a line of its own."""
    print_json_lines((value,))


def print_json_lines(values: Iterable[object]) -> None:
    """Print JSON values, one a line, as they come."""
    lines: list[bytes] = []
    size = 0
    for value in values:
        line = orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
        lines.append(line)
        size += len(line)
        if size >= _BUFFERED:
            _write(b"".join(lines))
            lines, size = [], 0
    _write(b"".join(lines))


@contextmanager
def report_to(path: Path | None) -> Iterator[Callable[[object], None]]:
    """Open the place for a report before the work begins, so that it does not fail after it.

    Yields:
        What writes the report; where none is wanted, it does nothing. The file appears at the end.

    Raises:
        UserError: The place cannot be written.
    """
    if path is None:
        yield _say_nothing
        return
    with AtomicFiles() as files, files.open(path) as stream:

        def write(value: object) -> None:
            stream.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))

        yield write


def _say_nothing(_value: object) -> None:
    """Take a report that nobody wants."""


def print_table(desk: Desk, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table. Every text is kept from disturbing the direction of its neighbours."""
    table = _table(columns)
    for row in rows:
        table.add_row(*(_cell(desk, value) for value in row))
    _print(table)


def print_line(desk: Desk, line: str) -> None:
    """Print one line of text for people."""
    _write((for_terminal(line) if desk.visual_order else line).encode("utf-8", "replace") + b"\n")


def isolated(desk: Desk, text: str) -> str:
    """Return a name or text as it may stand within a sentence or a cell."""
    line = " ".join(text.split())
    if line.isascii():
        return line
    return for_terminal(line) if desk.visual_order else f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}"


def tell(message: str) -> None:
    """Say something beside the result."""
    sys.stderr.write(f"{message}\n")


def speak_utf8() -> None:
    """Make standard output and error take any character, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _cell(desk: Desk, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    text = str(value)
    return isolated(desk, text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…")


def _table(columns: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        right = column.startswith(">")
        table.add_column(column.removeprefix(">"), justify="right" if right else "left", no_wrap=True)
    return table


def _print(table: Table) -> None:
    from rich.console import Console

    # As wide as it needs to be: a cell that is cut would lose the end of its isolate, and an id its use.
    drawn = io.StringIO()
    console = Console(
        file=drawn,
        width=_AMPLE_WIDTH,
        force_terminal=sys.stdout.isatty(),
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(table)
    _write(drawn.getvalue().encode("utf-8", "replace"))


def _write(data: bytes) -> None:
    """Write to standard output; when nobody reads it any more, stop."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _stop_quietly()


def _stop_quietly() -> None:
    # The interpreter flushes standard output once more when it ends, and would complain again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)
