"""A new generation of one client's key, so that whoever held the one before reads nothing new.

In the same transaction everybody who may still see it gets the new key.  What lies under older
keys is sealed anew afterwards (`resealing`).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import delete, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.errors import NoKey
from notes_app.crypto.keypairs import PublicKeys, fingerprint
from notes_app.crypto.keyring import (
    Keyring,
    derive_loan_key,
    derive_record_key,
    make_scope_key,
    wrap_scope_key,
)
from notes_app.crypto.sharing import GrantTerms, LoanTerms, RecordTerms, Terms, make_grant
from notes_app.db.errors import Stale
from notes_app.sealed import Scope, Sealed
from notes_app.sharing.contacts import KeysChanged, NotMet, keys_of
from notes_app.sharing.models import AnyGrant, Grant, LoanGrant, RecordGrant, ScopeKey
from notes_app.sharing.payloads import Contacts, Given
from notes_app.sharing.queries import newest_generation

FIRST = 1


@dataclass(frozen=True)
class Owner:
    """Who gives and takes away: the person, what they can open, and what time it is (Unix)."""

    user: User
    keyring: Keyring
    now: int


def add_key(client_id: UUID, scope: Scope, generation: int, *, keyring: Keyring) -> None:
    """Make the key of one generation, held by the keyring's owner."""
    key = make_scope_key()
    wrap = wrap_scope_key(
        key, keyring=keyring, client_id=client_id, scope=scope, generation=generation
    )
    db.session.add(
        ScopeKey(
            client_id=client_id,
            scope=str(scope),
            generation=generation,
            owner_id=keyring.user_id,
            wrap=wrap,
        )
    )
    keyring.hold(client_id, scope, generation, key)


def ensure_key(client_id: UUID, scope: Scope, *, keyring: Keyring) -> None:
    """Make the first key of a scope for a client who is older than it."""
    try:
        keyring.newest_generation(client_id, scope)
    except NoKey:
        add_key(client_id, scope, FIRST, keyring=keyring)


def lock_keys(client_id: UUID, scope: Scope) -> None:
    """Let everybody wait who would save under this key, or change who holds it."""
    wanted = select(ScopeKey.generation).where(
        ScopeKey.client_id == client_id, ScopeKey.scope == str(scope)
    )
    db.session.execute(wanted.with_for_update())


def present_generation(client_id: UUID, scope: Scope, *, owner: Owner) -> int:
    """The newest generation, while nobody else renews it.

    Raises:
        Stale: it was renewed since these keys were loaded.
    """
    lock_keys(client_id, scope)
    generation = newest_generation(client_id, scope, owner_id=owner.user.id)
    if generation != owner.keyring.newest_generation(client_id, scope):
        raise Stale
    return generation


def renew(client_id: UUID, scope: Scope, contacts: Contacts, *, owner: Owner) -> Contacts:
    """Make the next generation, and give its key to everybody whose grant still stands.

    A grant of somebody whose keys have changed is not renewed: nothing is wrapped for them.

    Returns:
        The contacts with the new generation in what stands; the caller stores them.
    """
    lock_keys(client_id, scope)
    generation = newest_generation(client_id, scope, owner_id=owner.user.id) + 1
    add_key(client_id, scope, generation, keyring=owner.keyring)
    standing = [one for one in contacts.standing if (one.client, one.scope) == (client_id, scope)]
    people = _people(one.grantee for one in standing)
    renewed: dict[UUID, Given | None] = {}
    for one in standing:
        told = msgspec.structs.replace(one, generation=generation)
        try:
            keys = keys_of(people[one.grantee], contacts)
        except (NotMet, KeysChanged, KeyError):
            take_row(one)
            renewed[one.id] = (
                None if one.is_loan else msgspec.structs.replace(one, ended_at=owner.now)
            )
        else:
            renewed[one.id] = put_row(told, keys, owner=owner)
    kept = (renewed.get(one.id, one) for one in contacts.given)
    return msgspec.structs.replace(contacts, given=tuple(one for one in kept if one is not None))


def put_row(given: Given, keys: PublicKeys, *, owner: Owner) -> Given:
    """Wrap the key of a grant for its grantee, sign its terms, and store both.

    Returns:
        The same with the mark of what was stored.
    """
    take_row(given)
    keyring = owner.keyring
    key = keyring.scope_key(given.client, given.scope, given.generation)
    if given.is_loan:
        key = derive_loan_key(key, given.id)
    elif given.session is not None:
        key = derive_record_key(key, given.session)
    terms = _terms(given, keys, owner.user.id)
    made = make_grant(key, terms=terms, grantee_kem=keys.kem, granter=keyring.private_keys)
    db.session.add(_row(given, owner.user.id, made.wrap, made.signature))
    db.session.flush()
    return msgspec.structs.replace(given, mark=mark_of(made.wrap, made.signature))


def mark_of(wrap: bytes, signature: bytes) -> bytes:
    """What a stored grant is recognised by."""
    return hashlib.sha256(wrap + signature).digest()


def take_row(given: Given) -> None:
    """Delete the row of a grant, if there is one."""
    kind: type[AnyGrant] = Grant if given.session is None else RecordGrant
    kind = LoanGrant if given.is_loan else kind
    # Not by way of the loaded row: another window may have deleted it since.
    db.session.execute(delete(kind).where(kind.id == given.id))


def _people(ids: Iterable[UUID]) -> dict[UUID, User]:
    found = db.session.scalars(select(User).where(User.id.in_(set(ids)), ~User.disabled))
    return {user.id: user for user in found}


def _terms(given: Given, keys: PublicKeys, granter_id: UUID) -> Terms:
    mark = fingerprint(given.grantee, keys)
    if given.is_loan:
        return LoanTerms(
            *(granter_id, given.grantee, mark, given.client, given.id),
            *(given.generation, given.expires),
        )
    if given.session is None:
        scope = given.scope
        return GrantTerms(
            *(granter_id, given.grantee, mark, given.client, scope),
            *(given.generation, given.expires),
        )
    return RecordTerms(
        *(granter_id, given.grantee, mark, given.client, given.session),
        *(given.generation, given.expires, str(given.mode)),
    )


def _row(given: Given, granter_id: UUID, wrap: Sealed, signature: bytes) -> AnyGrant:
    common = {
        "id": given.id,
        "granter_id": granter_id,
        "grantee_id": given.grantee,
        "client_id": given.client,
        "generation": given.generation,
        "expires_at": given.expires,
        "wrap": wrap,
        "signature": signature,
    }
    if given.is_loan:
        return LoanGrant(**common)
    if given.session is None:
        return Grant(scope=str(given.scope), **common)
    return RecordGrant(session_id=given.session, mode=str(given.mode), **common)
