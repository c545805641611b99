"""Brings a database to the tables that this version works with.

A database that is there already is recognised by one query, without loading Alembic, so that
starting again is fast.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, inspect, text

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
VERSION_TABLE = "alembic_version"


class NewerDatabase(Exception):
    """The database was written by a newer Between; this one must not touch it."""

    def __init__(self) -> None:
        super().__init__(
            "These records were written by a newer Between. Update this one, then start again."
        )


def newest_revision(folder: Path = FOLDER) -> str:
    """The number of the last migration, such as "0007"."""
    return max(file.name[:4] for file in (folder / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def revision_of(connection: Connection) -> str | None:
    """Which migration this database has had last; None if it is empty."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(engine: Engine, *, to: str = "head", metadata: MetaData | None = None) -> bool:
    """Run what is missing, in one transaction; returns whether there was anything.

    Raises:
        NewerDatabase: it has had migrations that this version does not know.
    """
    with engine.begin() as connection:
        found = revision_of(connection)
        if found is not None and found > newest_revision():
            raise NewerDatabase
        if found == (newest_revision() if to == "head" else to):
            return False
        _run(connection, "upgrade", to, metadata)
    return True


def downgrade(engine: Engine, *, to: str) -> None:
    """Take back the migrations after `to` ("base" for all), and with them what they added."""
    with engine.begin() as connection:
        _run(connection, "downgrade", to, None)


def _run(connection: Connection, direction: str, to: str, metadata: MetaData | None) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes.update(connection=connection, metadata=metadata)
    {"upgrade": command.upgrade, "downgrade": command.downgrade}[direction](config, to)
