"""An application with a database of its own for every test, and the cast in it.

`BETWEEN_TEST_DATABASE=postgresql` runs the same tests on PostgreSQL, those that ask a database:
the others would only run twice.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from notes_app.accounts.current import begin_login
from notes_app.accounts.models import User
from notes_app.accounts.payloads import Profile
from notes_app.crypto.browser_session import print_cookie
from notes_app.web.browser_sessions import browser_session
from tests.applications import running_app
from tests.cast import Cast, Practice, bring_in, make_cast
from tests.clocks import TestClock
from tests.pages import HOST, Browser
from tests.postgres import running_postgres

LONGEST_ID = 30
DATABASE = "database_url"  # the fixture behind every application of a test
ON_POSTGRES = os.environ.get("BETWEEN_TEST_DATABASE", "").startswith("postgres")
# How quick a machine is at this moment says nothing about a property.  Counts stay as they are.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


def pytest_make_parametrize_id(val: object) -> str | None:
    # Random bytes in a name differ in each process, and those of one run share the tests by name.
    if isinstance(val, bytes | bytearray) or (isinstance(val, str) and len(val) > LONGEST_ID):
        return f"{len(val)} {'letters' if isinstance(val, str) else 'bytes'}"
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if ON_POSTGRES:
        idle = [item for item in items if DATABASE not in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=idle)
        left_out = set(idle)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def database_url() -> Iterator[str | None]:
    """A PostgreSQL of our own when asked for, else None: SQLCipher in memory."""
    if not ON_POSTGRES:
        yield None
        return
    with running_postgres() as url:
        yield url


@pytest.fixture
def app(tmp_path: Path, database_url: str | None, clock: TestClock) -> Iterator[Flask]:
    """An application on an empty database."""
    with running_app(tmp_path, database_url, clock) as app:
        yield app


@pytest.fixture
def clock() -> TestClock:
    """The application's clock: it moves when told to."""
    return TestClock()


@pytest.fixture
def practice(app: Flask, cast: Cast) -> Practice:
    """Ana with Mira and Noor, Bea with Lena, Ada."""
    return bring_in(cast)


@pytest.fixture
def browse(app: Flask, practice: Practice) -> Callable[[User | None], Browser]:
    """A browser of somebody who is logged in, or of a stranger."""

    def open_browser(user: User | None) -> Browser:
        browser = Browser(app)
        if user is not None:
            browser.cookie = logged_in(app, user, practice.master_of(user))
        return browser

    return open_browser


@pytest.fixture(scope="session")
def cast(tmp_path_factory: pytest.TempPathFactory, database_url: str | None) -> Cast:
    """Everybody's rows, made once."""
    folder = tmp_path_factory.mktemp("cast")
    with running_app(folder, database_url, TestClock()) as app:
        return make_cast(app)


def logged_in(app: Flask, user: User, master: bytes) -> str:
    """The cookie of a login that has just begun."""
    with app.test_request_context(base_url=HOST):
        begin_login(user, master, Profile())
        return print_cookie(browser_session().cookie)
