"""Serving Between on a laptop, and mending an installation.

A practice's server runs `gunicorn "notes_app.cli:serving_app()"` behind its TLS proxy.
"""

import gc
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

import click
from flask import Flask

from config import Settings, UnsafeSettings, from_environment
from notes_app import create_app
from notes_app.accounts.installation import KEY_FILE, CannotStart, has_data, make_folder
from notes_app.accounts.unlocks import start_sweeper
from notes_app.crypto.codes import CodeKind, read_code
from notes_app.crypto.errors import TypingSlip
from notes_app.crypto.instance_key import InstanceKey, write_instance_key
from notes_app.db.disk import hold_reserve
from notes_app.db.engine import UnsafeDatabase
from notes_app.db.migrations import NewerDatabase, upgrade
from notes_app.db.session import ENGINE
from notes_app.web import logs
from notes_app.web.browser_sessions import STORE
from notes_app.web.current import CLOCK, SETTINGS

THREADS = 8
COLLECT_AFTER = 50_000  # new objects; Python says 700
#: Ctrl+C, a window that is closed, a computer that is shut down.  The first is named too, because a
#: script that starts Between in the background has it ignored otherwise.
ENDS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
LARGEST_BODY = 52 * 1024 * 1024
USAGE = """python -m notes_app               serve Between
python -m notes_app restore-key   type the code of this computer again (start.py restore-key)
"""


def main(arguments: list[str]) -> int:
    """Do what was asked for; returns the exit code."""
    acts = {(): serve, ("restore-key",): restore_key}
    act = acts.get(tuple(arguments))
    if act is None:
        click.echo(USAGE)
        return 2
    os.umask(0o077)  # what this process writes is nobody else's
    try:
        return act(from_environment())
    except (UnsafeSettings, CannotStart, UnsafeDatabase) as reason:
        click.echo(f"\nBetween did not start.  {reason}", err=True)
        return 1


def serving_app(settings: Settings | None = None) -> Flask:
    """An application that is ready to serve: tables up to date, old logins swept, lines logged.

    Raises:
        UnsafeSettings, CannotStart, UnsafeDatabase: the message says what to do.
    """
    app = create_app(settings, commands=False)
    try:
        upgrade(app.extensions[ENGINE])
    except NewerDatabase as reason:
        raise CannotStart(str(reason)) from None
    start_sweeper(app.extensions[STORE], app.extensions[CLOCK].now)
    at_a_terminal = sys.stderr.isatty() and not app.extensions[SETTINGS].server
    # A therapist who looks at the window wants to see what went wrong, and no line for each page.
    logs.to_stream(logging.WARNING if at_a_terminal else logging.INFO)
    return app


def serve(settings: Settings) -> int:
    """Serve until it is stopped."""
    import waitress

    app = serving_app(settings)
    if not hold_reserve(settings.instance):
        click.echo("The disk is nearly full. Free some space, or notes cannot be saved soon.")
    try:
        server = waitress.create_server(
            app,
            listen=" ".join(_addresses(settings)),
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            # What is larger goes through a file in the system's temporary folder, unsealed.
            inbuf_overflow=LARGEST_BODY + 1,
            outbuf_overflow=LARGEST_BODY + 1,
            clear_untrusted_proxy_headers=not settings.proxies,
        )
    except OSError:
        raise CannotStart(
            f"Another program uses port {settings.port}, maybe Between itself: open"
            f" {settings.address}, or choose another port: PORT=5001 make run"
        ) from None
    spare_the_collector()
    click.echo(f"\nBetween is running: {settings.address}\nStop it with Ctrl+C.\n")
    _show(settings.address)
    for number in ENDS:
        signal.signal(number, _stop)
    try:
        server.run()
    finally:
        # The last connection to close brings all that was written into the one file people copy.
        app.extensions[ENGINE].dispose()
    return 0


def spare_the_collector() -> None:
    """Let the garbage collector look seldom, and never at what the start made.

    A page about a whole practice makes a hundred thousand objects, none of which is in a cycle.  As
    Python comes, it would look through all of them several times, for a fifth of the page's time.
    """
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 10, 10)
    gc.enable()


def restore_key(settings: Settings) -> int:
    """Ask for the code of this computer and write its key file again."""
    path = settings.instance / KEY_FILE
    if path.exists():
        raise CannotStart(f"This computer has its key: {path}. Nothing was changed.")
    typed = click.prompt("Code of this computer (14 groups)", prompt_suffix=":\n")
    try:
        key = InstanceKey(read_code(CodeKind.INSTANCE, typed))
    except TypingSlip:
        raise CannotStart(
            "There is a typing slip in that code. Compare it with your sheet, group by group."
        ) from None
    _check_fits(settings, path, key)
    make_folder(settings.instance)
    write_instance_key(path, key)
    click.echo("The key of this computer is back. Start Between again.")
    return 0


def _check_fits(settings: Settings, path: Path, key: InstanceKey) -> None:
    # Only the file of a laptop tells by itself whether the key is its own.
    if settings.database_url is not None or not has_data(settings):
        return
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    from notes_app.accounts.installation import DATABASE_FILE
    from notes_app.db.engine import sqlcipher_engine

    engine = sqlcipher_engine(path.with_name(DATABASE_FILE), key.derive("db"))
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
    except DatabaseError:
        raise CannotStart(
            "That code is of another computer: it does not open these records."
        ) from None
    finally:
        engine.dispose()


def _stop(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def _addresses(settings: Settings) -> list[str]:
    if settings.server or settings.host not in ("127.0.0.1", "localhost"):
        return [f"{settings.host}:{settings.port}"]
    both = [f"127.0.0.1:{settings.port}"]
    return [*both, f"[::1]:{settings.port}"] if _has_ipv6() else both


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def _show(address: str) -> None:
    screen = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if sys.stdout.isatty() and screen and not os.environ.get("BETWEEN_NO_BROWSER"):
        show: Any = webbrowser.open
        threading.Thread(target=show, args=(address,), daemon=True).start()
