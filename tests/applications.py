"""One application for all tests of a process; what it stands on is new for each of them.

Making an application takes as long as a test: a hundred routes are compiled.  None of that depends
on the database, and no test may change it.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, got_request_exception
from sqlalchemy import Engine, delete

from config import Settings
from notes_app import create_app
from notes_app.accounts import entering
from notes_app.accounts.installation import Installation, open_installation
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
    write_instance_key(folder / "instance.key", KEY)
    settings = settings_in(folder, database_url)
    app, first = _application(settings)
    opened = open_installation(settings) if database_url is None else first
    with _standing_on(app, settings, opened, clock), app.app_context():
        _empty(opened.engine)
        yield app
    if database_url is None or opened.engine.pool.checkedout():  # type: ignore[attr-defined]
        opened.engine.dispose()  # of PostgreSQL's connections only what a test did not give back


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
