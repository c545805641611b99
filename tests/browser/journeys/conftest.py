"""A fresh installation for each journey, and browsers that are watched.

Three applications serve all tests of a worker: an empty one, one that Ruth has just begun, and one
with a practice in it.  Each test gets its own as it was kept, whatever the tests before it saved.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from notes_app import db
from tests.browser.journeys.built import Built, begin_practice, build
from tests.browser.journeys.served import Served, as_kept, serving
from tests.browser.journeys.steps import NAME, PASSPHRASE
from tests.browser.journeys.visitor import Visitor, visiting

OpenVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def empty_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("empty")) as served:
        served.keep()
        yield served


@pytest.fixture(scope="session")
def begun_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("begun")) as served:
        with served.app.app_context():
            begin_practice(served)
            db.session.commit()
        served.keep()
        yield served


@pytest.fixture(scope="session")
def built_practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Built]]:
    with serving(tmp_path_factory.mktemp("practice")) as served:
        built = build(served)
        served.keep()
        yield served, built


@pytest.fixture
def served(empty_installation: Served) -> Iterator[Served]:
    """An installation that nobody has used yet."""
    with as_kept(empty_installation) as served:
        yield served


@pytest.fixture
def open_visitor(browser: Browser, served: Served) -> Iterator[OpenVisitor]:
    """Opens a browser of its own on that installation; all are checked when the test ends."""
    with ExitStack() as opened:

        def open_one(**options: Any) -> Visitor:
            return opened.enter_context(visiting(browser, served.address, **options))

        yield open_one


@pytest.fixture
def open_newcomer(browser: Browser, begun_installation: Served) -> Iterator[OpenVisitor]:
    """Opens a browser in which Ruth has logged in; her practice is new and has no clients."""
    with as_kept(begun_installation) as served, ExitStack() as opened:

        def open_one(**options: Any) -> Visitor:
            newcomer = opened.enter_context(visiting(browser, served.address, **options))
            newcomer.keep_cookie(served.login_of(NAME, PASSPHRASE))
            newcomer.go("/")
            return newcomer

        yield open_one


@pytest.fixture
def newcomer(open_newcomer: OpenVisitor) -> Visitor:
    """Ruth at 1280 by 900, in a practice that she has just created."""
    return open_newcomer()


@pytest.fixture
def visitor(open_visitor: OpenVisitor) -> Visitor:
    """A browser at 1280 by 900."""
    return open_visitor()


@pytest.fixture
def practice(built_practice: tuple[Served, Built]) -> Iterator[tuple[Served, Built]]:
    """A practice that is there already."""
    with as_kept(built_practice[0]) as served:
        yield served, built_practice[1]


@pytest.fixture
def built(practice: tuple[Served, Built]) -> Built:
    """The addresses in that practice."""
    return practice[1]


@pytest.fixture
def desk(browser: Browser, practice: tuple[Served, Built]) -> Iterator[Visitor]:
    """A browser in which the therapist of that practice has logged in."""
    with visiting(browser, practice[0].address) as visitor:
        visitor.keep_cookie(practice[0].login_of(NAME, PASSPHRASE))
        visitor.go("/")
        yield visitor


@pytest.fixture
def stranger(browser: Browser, practice: tuple[Served, Built]) -> Iterator[Visitor]:
    """A browser in which nobody has logged in, on that practice."""
    with visiting(browser, practice[0].address) as visitor:
        yield visitor
