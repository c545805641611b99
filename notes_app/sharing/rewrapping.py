"""Wraps a person's scope keys under their new master key."""

from contextlib import suppress

from sqlalchemy import select

from notes_app import db
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring, unwrap_scope_key, wrap_scope_key
from notes_app.sealed import Scope, Sealed
from notes_app.sharing.models import ScopeKey


def rewrap_scope_keys(old: Keyring, new: Keyring) -> None:
    """Every scope key that its owner can open, opens with `new`; flushes."""
    for row in db.session.scalars(select(ScopeKey).where(ScopeKey.owner_id == old.user_id)):
        with suppress(CannotOpen):  # damaged before
            row.wrap = _rewrapped(row, old, new)
    db.session.flush()


def _rewrapped(row: ScopeKey, old: Keyring, new: Keyring) -> Sealed:
    client_id, scope, generation = row.client_id, Scope(row.scope), row.generation
    key = unwrap_scope_key(
        row.wrap, keyring=old, client_id=client_id, scope=scope, generation=generation
    )
    return wrap_scope_key(key, keyring=new, client_id=client_id, scope=scope, generation=generation)
