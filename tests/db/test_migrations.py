"""However a workspace came to its tables, they are the same; and on the way there nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from annotator.core.annotators import Annotator
from annotator.core.errors import ConflictError, UserError
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import Link
from annotator.core.ports import UnitOfWork
from db.migrating import CURRENT, Migrations, create_tables, migrate
from db.schema import METADATA
from db.sqlite.engine import writing_engine
from db.sqlite.header import APPLICATION_ID
from db.workspace import SqliteWorkspaces, create_workspace
from tests.db.making import NOA, OMER, do, document, dump, entity, in_turn, mention

NAME = "test.annotator"
NEXT = '''
"""Give documents a colour."""

import os, signal
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("documents", sa.Column("colour", sa.String(), nullable=True))
    op.execute("UPDATE documents SET colour = 'green'")
    stop = os.environ.get("TEST_MIGRATION_STOPS", "")
    if stop == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if stop == "fail":
        raise RuntimeError("stopped")
    op.create_index("ix_documents_colour", "documents", ["colour"])
'''


def add_entity(identifier: str, work: UnitOfWork) -> None:
    work.entities.add(entity(identifier))


RABAT, FES = Link(EntityId("place/rabat")), Link(EntityId("place/fes"))
MARK = partial(mention, identifier="m")
ACTS: list[tuple[Annotator, Callable[[UnitOfWork], object]]] = [
    (NOA, in_turn(*(partial(add_entity, str(link.entity)) for link in (RABAT, FES)))),
    (NOA, lambda work: work.documents.add(document(), [MARK(link=RABAT), mention("גנץ", "PERSON", link=Link(None))])),
    (NOA, lambda work: work.mentions.add(mention("לודיי", "PERSON"))),
    (OMER, lambda work: work.mentions.replace(MARK(link=FES))),
    (OMER, lambda work: work.mentions.replace(MARK(link=FES, author=OMER))),
    (OMER, lambda work: work.mentions.replace(MARK(author=OMER))),
    (OMER, lambda work: work.mentions.replace(MARK(author=OMER, link=RABAT))),
    (NOA, lambda work: work.mentions.remove(work.mentions.of_document(DocumentId("doc"))[0].id)),
    (NOA, lambda work: work.documents.remove(DocumentId("doc"))),
]
NOT_UNDONE = {"alembic_version", "history", "annotators"}
"""What another act leaves behind when it is taken back: that somebody was here."""


def structure(path: Path) -> set[tuple[str, str, str]]:
    """Return what there is in a database, without regard to white space and the order of constraints."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {(kind, name, "|".join(sorted(_parts(sql)))) for kind, name, sql in rows}


def _parts(sql: str) -> list[str]:
    plain = re.sub(r"\s+", " ", sql).removesuffix(")").rstrip()
    return re.split(r",\s*(?![^(]*\))", re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", plain))


def as_of_0003(path: Path, target: Path) -> None:
    """Write a workspace as the version before links stood in mentions had it, its history included."""
    engine = writing_engine(target, make=True)
    with engine.begin() as connection:
        migrate(connection, Migrations(("0001", "0003"), CURRENT.folder))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version = 2")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for (table, _), row in dump(path, {"alembic_version"}).items():
            columns = ", ".join(f'"{name}"' for name in row)
            places = ", ".join("?" * len(row))
            connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(row.values()))
    engine.dispose()


def later(folder: Path) -> Migrations:
    """Return the migrations of a version to come, which has one more."""
    shutil.copytree(CURRENT.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_colours.py").write_text(NEXT)
    return Migrations((*CURRENT.revisions, "9999"), folder)


def filled(folder: Path) -> Path:
    workspace = create_workspace(folder / NAME)
    do(workspace, lambda work: work.documents.add(document()))
    workspace.close()
    return folder / NAME


def copies(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.annotator") if path.name != NAME)


def test_all_migrations_lead_to_the_tables_of_a_new_workspace(tmp_path: Path) -> None:
    for name, make in (("migrated.db", migrate), ("created.db", create_tables)):
        engine = writing_engine(tmp_path / name, make=True)
        with engine.begin() as connection:
            make(connection, CURRENT)
        engine.dispose()
    assert structure(tmp_path / "migrated.db") == structure(tmp_path / "created.db")
    assert len(structure(tmp_path / "created.db")) > 20


def test_the_tables_are_those_that_the_program_knows(tmp_path: Path) -> None:
    engine = writing_engine(tmp_path / "migrated.db", make=True)
    with engine.begin() as connection:
        migrate(connection, CURRENT)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_every_migration_is_known_in_its_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(CURRENT.folder))
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(scripts)) == CURRENT.revisions


@pytest.mark.parametrize("slow", ["alembic", "sqlalchemy.orm"])
def test_what_is_slow_to_load_is_not_loaded_to_open_a_workspace(tmp_path: Path, slow: str) -> None:
    program = (
        "import sys; from db.workspace import create_workspace, open_workspace\n"
        "create_workspace(sys.argv[1]).close(); open_workspace(sys.argv[1]).reader.documents()\n"
        "sys.exit(sys.argv[2] in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / NAME), slow], check=True)


def test_an_older_workspace_is_migrated_and_a_copy_kept(tmp_path: Path) -> None:
    path = filled(tmp_path)
    before = dump(path, set())
    workspaces = SqliteWorkspaces(later(tmp_path / "migrations"))
    with pytest.raises(UserError, match="older version"):
        workspaces.open(str(path), reading=True)
    assert dump(path, set()) == before
    for _ in range(2):
        workspace = workspaces.open(str(path))
        assert [row.id for row in workspace.reader.documents()] == ["doc"]
        do(workspace, lambda work: work.labels.all())
        workspace.close()
    workspaces.open(str(path), reading=True).close()
    (kept,) = copies(tmp_path)
    assert dump(kept, set()) == before
    assert dump(path)["documents", "doc"]["colour"] == "green"
    with pytest.raises(UserError, match="newer version"):
        SqliteWorkspaces().open(str(path))
    SqliteWorkspaces().open(str(kept)).close()


@pytest.mark.parametrize("done", range(2, 10))
def test_links_move_into_mentions_and_every_act_can_still_be_taken_back(tmp_path: Path, done: int) -> None:
    """A workspace of the older version, as it was after each of several acts, is migrated, and all of them undone."""
    workspace = create_workspace(tmp_path / "new.annotator")
    states = []
    for author, work in ACTS[:done]:
        do(workspace, work, author)
        states.append(dump(workspace.location, NOT_UNDONE))
    workspace.close()
    path = tmp_path / NAME
    as_of_0003(tmp_path / "new.annotator", path)
    before = dump(path, {"alembic_version"})
    assert before == dump(tmp_path / "new.annotator", {"alembic_version"})
    with closing(sqlite3.connect(path)) as connection:
        (links,) = connection.execute("SELECT count(*) FROM links").fetchone()
    assert links == sum(table == "links" for table, _ in before)
    migrated = SqliteWorkspaces().open(str(path))
    assert dump(path, {"alembic_version"}) == before
    for author, _ in reversed(ACTS[1:done]):
        assert dump(path, NOT_UNDONE) == states.pop()
        assert migrated.undo(author.id) is not None
    assert dump(path, NOT_UNDONE) == states.pop()
    migrated.close()


def test_a_link_of_the_older_version_still_stands_against_undoing_what_it_links(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "new.annotator")
    do(workspace, lambda work: work.documents.add(document()))
    do(workspace, lambda work: work.mentions.add(mention(identifier="m")))
    do(workspace, lambda work: work.mentions.replace(mention(identifier="m", link=Link(None))), OMER)
    workspace.close()
    as_of_0003(tmp_path / "new.annotator", tmp_path / NAME)
    migrated = SqliteWorkspaces().open(str(tmp_path / NAME))
    with pytest.raises(ConflictError):
        migrated.undo(NOA.id)
    assert migrated.reader.mention(MentionId("m")).link == Link(None)
    migrated.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    before = dump(path, set())
    workspaces = SqliteWorkspaces(later(tmp_path / "migrations"))
    monkeypatch.setenv("TEST_MIGRATION_STOPS", "fail")
    with pytest.raises(RuntimeError, match="stopped"):
        workspaces.open(str(path))
    assert dump(path, set()) == before
    monkeypatch.delenv("TEST_MIGRATION_STOPS")
    workspaces.open(str(path)).close()
    assert dump(path)["documents", "doc"]["colour"] == "green"


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be killed like this there")
def test_a_migration_that_is_killed_changes_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path)
    before = dump(path, set())
    migrations = later(tmp_path / "migrations")
    program = (
        "import sys; from pathlib import Path; from db.migrating import Migrations\n"
        "from db.workspace import SqliteWorkspaces\n"
        "SqliteWorkspaces(Migrations(('0001', '0003', '0004', '9999'), Path(sys.argv[2]))).open(sys.argv[1])"
    )
    command = [sys.executable, "-c", program, str(path), str(migrations.folder)]
    done = subprocess.run(command, env={**os.environ, "TEST_MIGRATION_STOPS": "kill"}, check=False)
    assert done.returncode == -signal.SIGKILL
    (kept,) = copies(tmp_path)
    assert dump(kept, set()) == dump(path, set()) == before
    SqliteWorkspaces().open(str(path)).close()
    SqliteWorkspaces(migrations).open(str(path)).close()
    assert dump(path)["documents", "doc"]["colour"] == "green"
