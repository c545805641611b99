"""One application for all tests of a process; the database that it stands on is new for each.

Making an application takes as long as a test: a hundred routes are compiled.  So does putting its
queries into SQL, which an engine does once.  None of that depends on what a database holds.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, got_request_exception
from sqlalchemy import Engine, delete

from config import Settings
from notes_app import create_app
from notes_app.accounts import entering
from notes_app.accounts.installation import KEY_FILE, Installation, open_installation
from notes_app.accounts.unlocks import MemoryLogins
from notes_app.clock import Clock
from notes_app.crypto.instance_key import InstanceKey, write_instance_key
from notes_app.db import Base
from notes_app.db.session import ENGINE
from notes_app.web.browser_sessions import STORE
from notes_app.web.current import CLOCK, INSTANCE_KEY, SETTINGS
from tests.pages import FreshClient
from tests.postgres import make_tables
from tests.templates import compile_once

KEY = InstanceKey(bytes(range(32)))


def settings_in(folder: Path, database_url: str | None) -> Settings:
    return Settings(instance=folder, database_url=database_url, testing=True, quick_kdf=True)


@contextmanager
def running_app(folder: Path, database_url: str | None, clock: Clock) -> Iterator[Flask]:
    """An application on an empty database, its context open; `app` is one for each test."""
    _put_key(folder)
    settings = settings_in(folder, database_url)
    app, first = _application(settings)
    with (
        _opened(settings, first) as opened,
        _standing_on(app, settings, opened, clock),
        app.app_context(),
    ):
        _empty(opened.engine)
        yield app


@contextmanager
def _opened(settings: Settings, first: Installation) -> Iterator[Installation]:
    """What to stand on; an engine in memory forgets its database when it is disposed of."""
    if settings.database_url is not None:
        yield first
        if first.engine.pool.checkedout():  # type: ignore[attr-defined]
            first.engine.dispose()  # what a test did not give back
        return
    engine = _idle.pop() if _idle else open_installation(settings).engine
    yield Installation(KEY, engine, MemoryLogins())
    engine.dispose()
    _idle.append(engine)


def _put_key(folder: Path) -> None:
    """The instance key as it lies in a folder; whether it reached the disk is not asked here."""
    path = folder / KEY_FILE
    path.touch(mode=0o600)
    path.write_bytes(_key_as_written())


@cache
def _key_as_written() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / KEY_FILE
        write_instance_key(path, KEY)
        return path.read_bytes()


def _empty(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        make_tables(engine)
        return
    # Quicker than TRUNCATE, which makes new files for every table.
    tables = reversed(Base.metadata.sorted_tables)
    emptied = "; ".join(str(delete(table).compile(engine)) for table in tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(emptied)


_made: dict[str | None, tuple[Flask, Installation]] = {}
_idle: list[Engine] = []  # blocks inside each other have one each


def _application(settings: Settings) -> tuple[Flask, Installation]:
    """The application of this process, and what it was made on."""
    if settings.database_url not in _made:
        app = create_app(settings)
        compile_once(app)
        got_request_exception.connect(_show, app)
        app.test_client_class = FreshClient
        kept = app.extensions
        _made[settings.database_url] = (
            app,
            Installation(kept[INSTANCE_KEY], kept[ENGINE], kept[STORE]),
        )
    return _made[settings.database_url]


@contextmanager
def _standing_on(
    app: Flask, settings: Settings, opened: Installation, clock: Clock
) -> Iterator[None]:
    """Let it stand on these until the block ends; blocks may stand inside each other.

    What a test changes of the application itself is put back as well.
    """
    before = [dict(kept) for kept in (app.extensions, app.view_functions, app.config)]
    app.extensions.update(
        {
            SETTINGS: settings,
            INSTANCE_KEY: opened.instance_key,
            CLOCK: clock,
            ENGINE: opened.engine,
            STORE: opened.logins,
        }
    )
    entering.init_app(app)  # whose turn it is to derive a key
    try:
        yield
    finally:
        for kept, was in zip((app.extensions, app.view_functions, app.config), before, strict=True):
            kept.clear()
            kept.update(was)


def _show(_app: Flask, exception: BaseException, **_more: object) -> None:
    # The page says nothing of what failed, and must not; the test's output may.
    traceback.print_exception(exception, limit=-6)
