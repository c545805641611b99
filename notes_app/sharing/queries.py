"""Which keys there are."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.crypto.keyring import WrappedKey
from notes_app.sealed import Scope
from notes_app.sharing.models import ScopeKey

KNOWN = frozenset(map(str, Scope))


def wrapped_keys_of(owner_id: UUID) -> Iterable[WrappedKey]:
    """Every scope key that `owner_id` owns, still wrapped: client, scope, generation, wrap."""
    wanted = select(ScopeKey.client_id, ScopeKey.scope, ScopeKey.generation, ScopeKey.wrap)
    # A keyring asks while a new client's keys are pending and the client is not: nothing is
    # flushed here, or the first client of a practice could not be added.
    with db.session.no_autoflush:
        rows = db.session.execute(wanted.where(ScopeKey.owner_id == owner_id)).all()
    # A scope that there is not was written by nobody of ours: it hides no other key.
    return [
        (client, Scope(scope), generation, wrap)
        for client, scope, generation, wrap in rows
        if scope in KNOWN
    ]
