"""The whole application on a real file, served to a real browser.

One application serves all tests of a worker.  Each test finds it as it was kept: database, logins
and clock are put back, so that no test meets what another has saved, in whatever order they run.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from config import Settings
from notes_app import create_app
from notes_app.accounts.current import begin_login
from notes_app.accounts.entering import costs
from notes_app.accounts.installation import DATABASE_FILE
from notes_app.accounts.payloads import Profile
from notes_app.accounts.queries import user_named
from notes_app.accounts.service import open_account
from notes_app.accounts.unlocks import MemoryLogins
from notes_app.crypto.browser_session import print_cookie
from notes_app.db.migrations import upgrade
from notes_app.db.session import ENGINE
from notes_app.grants.views import background
from notes_app.web.browser_sessions import STORE, browser_session
from notes_app.web.current import CLOCK, INSTANCE_KEY, SETTINGS
from notes_app.web.logs import JsonLine
from tests.clocks import TestClock
from tests.templates import compile_once

ASK_WHETHER_TO_STOP = 0.02  # seconds between two looks
LONGEST_ANSWER = 20


class QuietHandler(WSGIRequestHandler):
    def log_request(self, *args: Any) -> None:
        pass


class Running:
    """An application that knows whether it is answering somebody at this moment."""

    def __init__(self, app: Flask) -> None:
        self.app, self.answering, self.changed = app, 0, threading.Condition()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self._count(1)
        try:
            return self.app.wsgi_app(environ, start)
        finally:
            self._count(-1)

    def wait_until_quiet(self) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.answering == 0, LONGEST_ANSWER)

    def _count(self, one: int) -> None:
        with self.changed:
            self.answering += one
            self.changed.notify_all()


@dataclass
class Served:
    """A running application.  `clock` is the server's; `lines` is all that it has logged."""

    app: Flask
    address: str
    instance: Path
    clock: TestClock
    running: Running
    lines: list[str] = field(default_factory=list)
    kept: bytes = b""
    masters: dict[str, bytes] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.app.extensions[SETTINGS].instance / DATABASE_FILE

    def keep(self) -> None:
        """Take everything that is stored for what each test begins with."""
        self._close()
        self.kept = self.database.read_bytes()

    def put_back(self) -> None:
        """Store again what was kept, and nothing else; nobody is logged in, the clock as at first.

        The logins go first: what a page of an earlier test still sends finds itself logged out.
        """
        self.app.extensions[STORE] = MemoryLogins()
        self._close()
        self.database.write_bytes(self.kept)
        self.clock.put_back()

    def login_of(self, username: str, passphrase: str) -> str:
        """The cookie of a login that begins now."""
        with self.app.test_request_context(base_url=self.address):
            user = user_named(username)
            assert user is not None
            if username not in self.masters:  # deriving a key takes long, and it stays the same
                self.masters[username] = open_account(
                    user,
                    username=username,
                    passphrase=passphrase,
                    instance_key=self.app.extensions[INSTANCE_KEY],
                    costs=costs(),
                )
            begin_login(user, self.masters[username], Profile())
            return print_cookie(browser_session().cookie)

    def _close(self) -> None:
        # The last connection that closes brings the log beside the file into it.
        self.running.wait_until_quiet()
        wait_for_tidying()
        self.app.extensions[ENGINE].dispose()
        assert not self.database.with_name(f"{DATABASE_FILE}-wal").exists()


def wait_for_tidying() -> None:
    """What goes on behind a login ends with it: nothing of it may reach the next test's rows."""
    until = time.monotonic() + LONGEST_ANSWER
    while background._running:
        assert time.monotonic() < until, "something is sealed anew for somebody who has gone"
        time.sleep(0.01)


class Lines(logging.Handler):
    """Keeps every line as production would print it, and what it was made from."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines
        self.setFormatter(JsonLine())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [self.format(record), record.getMessage(), repr(record.__dict__)]


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve an empty installation in `folder` until the block ends."""
    clock = TestClock()
    app = create_app(Settings(instance=folder / "instance", quick_kdf=True))
    app.extensions[CLOCK] = clock
    compile_once(app)
    upgrade(app.extensions[ENGINE])
    running = Running(app)
    server = make_server("127.0.0.1", 0, running, threaded=True, request_handler=QuietHandler)
    looks = [ASK_WHETHER_TO_STOP]
    thread = threading.Thread(target=server.serve_forever, args=looks, daemon=True)
    thread.start()
    try:
        yield Served(app, f"http://127.0.0.1:{server.server_port}", folder, clock, running)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions[ENGINE].dispose()


@contextmanager
def as_kept(served: Served) -> Iterator[Served]:
    """Let one test have it as it was kept, and listen to what it logs meanwhile."""
    served.put_back()
    served.lines = []
    with _listening(served.lines):
        yield served


@contextmanager
def _listening(lines: list[str]) -> Iterator[None]:
    handler, loggers = Lines(lines), [logging.getLogger(), logging.getLogger("between")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)
