"""Which keys there are."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import exists, or_, select

from notes_app import db
from notes_app.crypto.keyring import WrappedKey
from notes_app.sealed import Scope
from notes_app.sharing.models import Grant, ScopeKey

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


def is_granted(
    granter_id: UUID, *, client_id: UUID, scope: Scope, generation: int, now: int
) -> bool:
    """Whether somebody else holds this key of the granter's client at `now` (Unix seconds)."""
    held = exists().where(
        Grant.granter_id == granter_id,
        Grant.grantee_id != granter_id,
        Grant.client_id == client_id,
        Grant.scope == str(scope),
        Grant.generation == generation,
        or_(Grant.expires_at == 0, Grant.expires_at > now),
    )
    return bool(db.session.scalar(select(held)))
