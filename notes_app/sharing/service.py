"""Make the keys of a client."""

from uuid import UUID

from notes_app import db
from notes_app.crypto.keyring import Keyring, make_scope_key, wrap_scope_key
from notes_app.sealed import Scope
from notes_app.sharing.models import ScopeKey

FIRST = 1


def make_client_keys(client_id: UUID, *, keyring: Keyring) -> None:
    """Give a new client one key for each scope, held by the keyring's owner."""
    for scope in Scope:
        key = make_scope_key()
        wrap = wrap_scope_key(
            key, keyring=keyring, client_id=client_id, scope=scope, generation=FIRST
        )
        db.session.add(
            ScopeKey(
                client_id=client_id,
                scope=str(scope),
                generation=FIRST,
                owner_id=keyring.user_id,
                wrap=wrap,
            )
        )
        keyring.hold(client_id, scope, FIRST, key)
