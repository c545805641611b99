"""The folder of this installation: its key, its database engine, its logins.

The instance key is made only where no database lies: beside one, a new key would make every record
unreadable for good, so a missing key is said and never replaced.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from config import Settings
from notes_app.accounts.unlocks import DatabaseLogins, MemoryLogins
from notes_app.crypto.errors import DamagedInstanceKey, ExposedInstanceKey, MissingInstanceKey
from notes_app.crypto.instance_key import (
    InstanceKey,
    make_instance_key,
    read_instance_key,
    write_instance_key,
)
from notes_app.db.engine import postgres_engine, sqlcipher_engine
from notes_app.web.logins import LoginStore

KEY_FILE, DATABASE_FILE = "instance.key", "between.db"


class CannotStart(Exception):
    """Between does not start; the message says why and what to do."""


@dataclass(frozen=True)
class Installation:
    """What an application runs on."""

    instance_key: InstanceKey
    engine: Engine
    logins: LoginStore


def open_installation(settings: Settings) -> Installation:
    """Make or read what `settings` point to.  Raises CannotStart."""
    make_folder(settings.instance)
    key = _key_of(settings)
    if settings.database_url is not None:
        engine = postgres_engine(settings.database_url)
        return Installation(key, engine, DatabaseLogins(engine))
    path = None if settings.testing else settings.instance / DATABASE_FILE
    return Installation(key, sqlcipher_engine(path, key.derive("db")), MemoryLogins())


def make_folder(folder: Path) -> None:
    """The instance folder, open to nobody else.  Raises CannotStart."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise CannotStart(
            f"The folder for the records cannot be made: {folder}."
            " Name another: BETWEEN_INSTANCE=/path/to/folder make run"
        ) from None
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def _key_of(settings: Settings) -> InstanceKey:
    path = settings.instance / KEY_FILE
    try:
        return read_instance_key(path)
    except MissingInstanceKey:
        return _first_key(settings, path)
    except DamagedInstanceKey:
        raise CannotStart(
            f"The key of this computer cannot be read: {path}. Move that file away, then type the"
            " code of this computer from your recovery sheet: python3 start.py restore-key"
        ) from None
    except ExposedInstanceKey:
        raise CannotStart(
            f"Others on this computer can read its key. Close that first: chmod 600 {path}"
        ) from None


def _first_key(settings: Settings, path: Path) -> InstanceKey:
    if has_data(settings):
        raise CannotStart(
            f"The key of this computer is missing: {path}. Without it the records here cannot be"
            " opened, and a new one would not fit. Type the code of this computer from your"
            " recovery sheet: python3 start.py restore-key"
        )
    key = make_instance_key()
    try:
        write_instance_key(path, key)
    except FileExistsError:  # another process was first
        return read_instance_key(path)
    return key


def has_data(settings: Settings) -> bool:
    """Whether a database is there that a new key would not fit."""
    if settings.database_url is None:
        return (settings.instance / DATABASE_FILE).exists()
    engine = postgres_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("users"):
                return False
            return bool(connection.execute(text("SELECT count(*) FROM users")).scalar_one())
    finally:
        engine.dispose()
