"""Makes workspace files, and looks at those there are before they are opened for writing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, insert

from annotator.core.errors import BugError, UserError
from annotator.core.labels import DEFAULT_LABELS
from db.convert import label_columns
from db.migrating import Migrations, create_tables, migrate
from db.schema import LABELS
from db.sqlite.copying import copy_to, driver_connection, move_into_place
from db.sqlite.engine import writing_engine
from db.sqlite.errors import said_plainly
from db.sqlite.header import APPLICATION_ID, Header, read_header, shared_memory, write_ahead_log


def check_header(path: Path, migrations: Migrations) -> Header:
    """Look at a file without opening it. Raises UserError when it is not a workspace that we can read."""
    header = read_header(path)
    if header.version > len(migrations.revisions):
        raise _newer(path)
    if path.stat().st_size < header.size and not has_log(path):
        raise UserError("The workspace file is damaged: its end is missing. Go back to a copy of it.", path=path)
    return header


def revision_of(path: Path, migrations: Migrations) -> str:
    """Return the revision of the tables in a file, leaving no trace of having looked.

    The header may be out of date when the write-ahead log of a crashed process is still there.

    Raises:
        UserError: It is newer than this program knows, or the file is damaged.
    """
    try:
        with _looking_at(path) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:  # no such table
        row = None
    if row is None:
        raise UserError("The workspace file is damaged: its tables are missing. Go back to a copy of it.", path=path)
    (revision,) = row
    if revision not in migrations.revisions:
        raise _newer(path)
    return str(revision)


def check_after_crash(path: Path) -> None:
    """Look through every page of a file whose writer did not close it; one that was closed is not looked through.

    That takes about a second for 500 MB, and finds what a failing disk or an interrupted copy has done to the file,
    before anything is written on top of it.

    Raises:
        UserError: A page is damaged. The file is left as it is.
    """
    if not has_log(path):
        return
    with _looking_at(path) as connection:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise UserError(
            "The workspace was not closed, and its file is damaged ({verdict}). Go back to a copy of it. What can "
            "still be read can be exported on the command line.",
            path=path,
            verdict=verdict,
        )


@contextmanager
def _looking_at(path: Path) -> Iterator[sqlite3.Connection]:
    """Look into a file without leaving a trace of having looked. Raises UserError when it is damaged."""
    index = shared_memory(path)
    had_index = index.exists()
    mode = "mode=ro" if has_log(path) else "mode=ro&immutable=1"
    try:
        with (
            said_plainly(path),
            closing(sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True)) as connection,
        ):
            yield connection
    finally:
        if not had_index:
            index.unlink(missing_ok=True)


def bring_up_to_date(path: Path, migrations: Migrations, revision: str) -> Path:
    """Migrate a workspace of an older version, all or nothing, and return where a copy of it was kept before.

    Raises:
        UserError: There is no room for it.
    """
    engine = writing_engine(path, keys_checked=False)
    kept = _free_name(path, revision)
    try:
        with said_plainly(path), engine.connect() as connection:
            copy_to(driver_connection(connection.connection), kept)
            with connection.begin():
                migrate(connection, migrations)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise BugError(f"migrating {path} from {revision} left rows without their owners")
                _set_version(connection, migrations)
    finally:
        engine.dispose()
    return kept


def create_file(path: Path, migrations: Migrations) -> None:
    """Make an empty workspace with the default labels. The file appears whole or not at all.

    Raises:
        UserError: There is something already, or it cannot be written.
    """
    if path.exists():
        raise UserError("There is a file here already. Choose another name.", path=path)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    engine = writing_engine(unfinished, make=True)
    try:
        with said_plainly(path), engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            _set_version(connection, migrations)
            create_tables(connection, migrations)
            _insert_default_labels(connection)
        engine.dispose()
        move_into_place(unfinished, path)
    finally:
        engine.dispose()
        for leftover in (unfinished, write_ahead_log(unfinished), shared_memory(unfinished)):
            leftover.unlink(missing_ok=True)


def _insert_default_labels(connection: Connection) -> None:
    common = {"author_id": None, "created": time.time_ns() // 1_000_000, "revision": 0}
    rows = [{"id": label.id, **label_columns(label), **common} for label in DEFAULT_LABELS]
    connection.execute(insert(LABELS), rows)


def _set_version(connection: Connection, migrations: Migrations) -> None:
    connection.exec_driver_sql(f"PRAGMA user_version = {len(migrations.revisions)}")


def has_log(path: Path) -> bool:
    """Tell whether there is something in the write-ahead log."""
    log = write_ahead_log(path)
    return log.exists() and log.stat().st_size > 0


def _free_name(path: Path, revision: str) -> Path:
    """Return a name beside the workspace that says what the copy is, and is not taken."""
    numbers = chain([""], map(" ({})".format, count(2)))
    names = (f"{path.stem} before {revision}{number}{path.suffix}" for number in numbers)
    return next(place for place in map(path.with_name, names) if not place.exists())


def _newer(path: Path) -> UserError:
    return UserError(
        "This workspace was made by a newer version of Annotator. Update Annotator to open it; the file was not "
        "changed.",
        path=path,
    )
