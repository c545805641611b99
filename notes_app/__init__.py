"""Between: encrypted session notes, their themes, and how themes change.

`create_app` wires an application together; `python -m notes_app` serves it.
"""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

from config import Settings, from_environment

FEATURES = ("accounts", "sharing", "clients", "themes", "notes", "patterns", "records", "demo")


def create_app(settings: Settings | None = None, *, commands: bool = True) -> Flask:
    """An application on the installation that `settings` name; the environment's if None.

    Without `commands` it can only serve, and starts sooner.

    Raises:
        UnsafeSettings, CannotStart, UnsafeDatabase: the message says what to do.
    """
    from notes_app.accounts import current, entering, frame, installation
    from notes_app.clock import SystemClock
    from notes_app.db.session import init_app as init_database
    from notes_app.web import (
        assets,
        browser_sessions,
        configuration,
        errors,
        filters,
        guard,
        headers,
        logs,
        messages,
        requests,
        sent_fields,
    )

    settings = settings or from_environment()
    opened = installation.open_installation(settings)
    app = Flask(__name__, static_folder=None, template_folder=None)
    configuration.configure(app, settings, opened.instance_key, SystemClock())
    init_database(app, opened.engine)
    app.extensions[browser_sessions.STORE] = opened.logins
    core = (logs, headers, errors, browser_sessions, requests, guard, sent_fields, configuration)
    for part in (*core, assets, filters, messages, current, entering, frame):
        part.init_app(app)
    for feature in FEATURES:
        _register(app, feature, ("views", "rewrapping", *(["cli"] if commands else [])))
    if commands:
        app.cli.add_command(import_module("notes_app.cli").migrate)
    return app


def _register(app: Flask, feature: str, modules: Iterable[str]) -> None:
    for module in modules:
        found = _module(f"notes_app.{feature}", module)
        if module == "views" and found is not None:
            app.register_blueprint(found.bp)
        for command in getattr(found, "commands", []):
            app.cli.add_command(command)


def _module(package: str, name: str) -> Any:
    return import_module(f"{package}.{name}") if find_spec(f"{package}.{name}") else None
