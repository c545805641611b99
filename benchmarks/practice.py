"""A practice that lasts as long as one measurement: a real file, one therapist, her browser."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from config import Settings
from notes_app import create_app
from notes_app.accounts.service import NewAccount, create_account
from notes_app.crypto.passphrase import FLOOR
from notes_app.db import Base
from notes_app.db.engine import sqlcipher_engine
from notes_app.db.session import ENGINE
from notes_app.web.current import clock, instance_key

PASSPHRASE = "six plain words for one benchmark"  # noqa: S105 - of a practice that lasts seconds
HERE = {"Host": "localhost", "Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Browser:
    """Somebody who is logged in, with the token of her forms."""

    client: FlaskClient
    token: str

    def options(self, page: str, name: str) -> list[str]:
        """The values that one field of a page offers."""
        field = re.search(rf'<select[^>]*name="{name}".*?</select>', _page(self.client, page), re.S)
        return re.findall(r'value="([^"]+)"', field[0]) if field else []


@contextmanager
def started(folder: Path) -> Iterator[Flask]:
    """Between on the file in this folder, until it stops again."""
    app = create_app(Settings(instance=folder / "instance", testing=True, quick_kdf=True))
    app.extensions[ENGINE].dispose()  # that one is in memory
    app.extensions[ENGINE] = sqlcipher_engine(folder / "practice.db", bytes(32))
    gc.freeze()  # as `serve` does once it has started
    yield app
    gc.unfreeze()
    app.extensions[ENGINE].dispose()


def first_therapist(app: Flask) -> NewAccount:
    """Make the tables and one account; the caller commits."""
    Base.metadata.create_all(app.extensions[ENGINE])
    return create_account(
        username="jonas",
        passphrase=PASSPHRASE,
        roles="therapist",
        instance_key=instance_key(),
        parameters=FLOOR,
        clock=clock(),
    )


def logged_in(app: Flask) -> Browser:
    """The therapist, unlocked."""
    client = app.test_client()
    fields = {"csrf_token": _token(client, "/log-in"), "username": "jonas"}
    client.post("/log-in", data={**fields, "passphrase": PASSPHRASE}, headers=HERE)
    return Browser(client, _token(client, "/search"))


def _token(client: FlaskClient, page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', _page(client, page))
    return found[1] if found else ""


def _page(client: FlaskClient, page: str) -> str:
    return client.get(page, headers=HERE).text
