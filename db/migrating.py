"""Which versions of the tables there have been, and how to get from one to the next.

Alembic takes as long to import as everything else here, so it is imported only when a migration is due. A new
workspace gets the latest tables at once; a test proves that they are the same as those that all migrations lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert

from db.schema import METADATA

_VERSION: Final = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


@dataclass(frozen=True, slots=True)
class Migrations:
    """The migrations that lead to the tables of a version of the program.

    Attributes:
        revisions: Their names, oldest first.
        folder: Where Alembic finds them.
    """

    revisions: tuple[str, ...]
    folder: Path

    @property
    def latest(self) -> str:
        """The name of the last one."""
        return self.revisions[-1]

    def number_of(self, revision: str) -> int:
        """Return how many migrations lead to a revision."""
        return self.revisions.index(revision) + 1


CURRENT: Final = Migrations(("0001", "0003", "0004"), Path(__file__).parent / "migrations")


def create_tables(connection: Connection, migrations: Migrations) -> None:
    """Make the latest tables in an empty database, in the caller's transaction."""
    METADATA.create_all(connection)
    _VERSION.create(connection)
    connection.execute(insert(_VERSION).values(version_num=migrations.latest))


def migrate(connection: Connection, migrations: Migrations) -> None:
    """Bring the tables of a database to the latest revision, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, migrations.latest)
