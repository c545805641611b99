"""The whole application on a real file, served to a real browser."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from config import Settings
from notes_app import create_app
from notes_app.accounts.current import begin_login
from notes_app.accounts.entering import costs
from notes_app.accounts.payloads import Profile
from notes_app.accounts.queries import user_named
from notes_app.accounts.service import open_account
from notes_app.crypto.browser_session import print_cookie
from notes_app.db.migrations import upgrade
from notes_app.db.session import ENGINE
from notes_app.web.browser_sessions import browser_session
from notes_app.web.current import CLOCK, INSTANCE_KEY
from notes_app.web.logs import JsonLine
from tests.clocks import TestClock
from tests.templates import compile_once


class QuietHandler(WSGIRequestHandler):
    def log_request(self, *args: Any) -> None:
        pass


@dataclass
class Served:
    """A running application.  `clock` is the server's; `lines` is all that it has logged."""

    app: Flask
    address: str
    instance: Path
    clock: TestClock
    lines: list[str] = field(default_factory=list)

    def login_of(self, username: str, passphrase: str) -> str:
        """The cookie of a login that begins now."""
        with self.app.test_request_context(base_url=self.address):
            user = user_named(username)
            assert user is not None
            master = open_account(
                user,
                username=username,
                passphrase=passphrase,
                instance_key=self.app.extensions[INSTANCE_KEY],
                costs=costs(),
            )
            begin_login(user, master, Profile())
            return print_cookie(browser_session().cookie)


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
    clock, lines = TestClock(), []
    app = create_app(Settings(instance=folder / "instance", quick_kdf=True))
    app.extensions[CLOCK] = clock
    compile_once(app)
    upgrade(app.extensions[ENGINE])
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with _listening(lines):
            yield Served(app, f"http://127.0.0.1:{server.server_port}", folder, clock, lines)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions[ENGINE].dispose()


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
