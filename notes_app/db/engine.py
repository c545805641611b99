"""Engines: an SQLCipher file on a laptop, PostgreSQL on a practice's server.

SQLCipher's raw key comes from the instance key, so the file alone is noise.  It is a second lock on
what the sealed blobs do not hide (how many rows, when), never the main defence.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Engine, QueuePool, StaticPool, create_engine, event

# In WAL mode these could lose a commit (sqlite.org, "WAL-reset bug"); two patch releases are sound.
WAL_BUG_FIRST, WAL_BUG_LAST, WAL_SOUND = (3, 7, 0), (3, 51, 2), {(3, 44, 6), (3, 50, 7)}
MEMORY = ":memory:"

#: True while a request runs that changes nothing; set by the guard of `web`.
reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """What begins inside takes the write lock, though the request is one that only reads."""
    was = reading.set(False)
    try:
        yield
    finally:
        reading.reset(was)


class UnsafeDatabase(Exception):
    """The database cannot be trusted with notes; the message says what to do."""


def sqlcipher_engine(path: Path | None, key: bytes) -> Engine:
    """An engine on the encrypted file at `path`, or in memory (for tests) when it is None.

    Args:
        path: the database file; its folder must exist.
        key: 32 bytes, the file's raw key.

    Raises:
        UnsafeDatabase: this SQLite may lose what it has confirmed.
    """
    _refuse_unsafe_sqlite()

    def connect() -> Any:
        connection = sqlcipher3.connect(
            str(path or MEMORY), isolation_level=None, check_same_thread=False, timeout=5
        )
        _open(connection, key)
        return connection

    # The URL names no file, so SQLAlchemy would take this for a database in memory: say which pool.
    pool = (
        {"poolclass": StaticPool}
        if path is None
        else {"poolclass": QueuePool, "pool_size": 8, "max_overflow": 8}
    )
    engine = create_engine("sqlite://", creator=connect, module=sqlcipher3, **pool)
    event.listen(engine, "begin", _begin)
    return engine


def postgres_engine(url: str) -> Engine:
    """An engine on PostgreSQL; `url` as libpq writes it, with or without a driver name."""
    plain = url.replace("postgres://", "postgresql://", 1)
    with_driver = plain.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(with_driver, pool_pre_ping=True)


def _open(connection: Any, key: bytes) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key prints to standard error
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    pragmas = [
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 5000",
    ]
    pragmas += ["secure_delete = ON", "temp_store = MEMORY", "trusted_schema = OFF"]
    if sys.platform == "darwin":
        pragmas.append("fullfsync = ON")  # there, fsync alone stops at the drive's cache
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    # A writer takes the write lock at the start: two writers then wait for each other instead of
    # failing half-way.  A reader (a GET changes nothing) sees its snapshot and waits for nobody.
    connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")


def _refuse_unsafe_sqlite() -> None:
    version = sqlcipher3.sqlite_version_info
    if WAL_BUG_FIRST <= version <= WAL_BUG_LAST and version not in WAL_SOUND:
        raise UnsafeDatabase(
            "This SQLite can lose a saved note after a crash."
            " Install the versions in requirements.txt."
        )
