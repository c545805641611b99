"""A database in memory and open keyrings, for tests of services that need no pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from flask import Flask

import notes_app.clients.models
import notes_app.notes.models
import notes_app.sharing.models
import notes_app.supervision.models
import notes_app.themes.models  # noqa: F401 - imported for their tables
from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.keypairs import make_private_keys, sign_public_keys
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.unlocking import make_master_key
from notes_app.db.engine import sqlcipher_engine
from notes_app.db.session import init_app


@dataclass(frozen=True)
class Vault:
    """A person and what that person can open."""

    user: User
    keyring: Keyring
    master: bytes


@contextmanager
def empty_database() -> Iterator[None]:
    """An application that has a database and nothing else; its context is open."""
    app = Flask("vault")
    engine = sqlcipher_engine(None, bytes(32))
    init_app(app, engine)
    db.Base.metadata.create_all(engine)
    with app.app_context():
        yield
    engine.dispose()


def open_vault(username: str) -> Vault:
    """A person with fresh keys, stored."""
    user = User(id=uuid4(), username=username, roles="therapist")
    private, master = make_private_keys(), make_master_key()
    public = private.public()
    user.kem_public, user.verification_key = public.kem, public.verification
    user.self_signature = sign_public_keys(private, user.id)
    db.session.add(user)
    db.session.commit()
    return Vault(user, Keyring(user.id, master, private), master)
