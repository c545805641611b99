"""Make the keys of a client, give one to somebody else, and take it away again."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import msgspec

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.sealed import Scope
from notes_app.sharing.contacts import keep_contacts, keys_of, open_contacts
from notes_app.sharing.generations import (
    FIRST,
    Owner,
    add_key,
    present_generation,
    put_row,
    renew,
    take_row,
)
from notes_app.sharing.loans import shortened, without_loans, without_orphans
from notes_app.sharing.models import AnyGrant, Grant, LoanGrant, RecordGrant
from notes_app.sharing.payloads import Basis, Contacts, Given, Mode
from notes_app.sharing.queries import grants_from, newest_generation
from notes_app.sharing.resealing import forget_derived


@dataclass(frozen=True)
class Wish:
    """To whom something is shown, why, and until when (Unix seconds)."""

    to: User
    basis: Basis
    purpose: str
    expires: int


class Unending(Exception):
    """A grant needs an end, and one that lies ahead."""


def make_client_keys(client_id: UUID, *, keyring: Keyring) -> None:
    """Give a new client one key for each scope, held by the keyring's owner."""
    for scope in Scope:
        add_key(client_id, scope, FIRST, keyring=keyring)


def share_themes(client_id: UUID, wish: Wish, *, owner: Owner) -> UUID:
    """Give somebody the key to a client's themes; an earlier grant of it to them is replaced.

    Returns:
        The id of the grant.

    Raises:
        NotMet, KeysChanged: their keys are not known, or not those that are; nothing is given.
        Unending: `wish.expires` does not lie ahead.
        CannotOpen, CannotRead: the contacts cannot be opened; nothing is given.
    """
    given = _give(client_id, Scope.THEMES, wish, owner=owner)
    forget_derived(client_id, Scope.THEMES)
    return given


def open_record(client_id: UUID, session_id: UUID, wish: Wish, *, mode: Mode, owner: Owner) -> UUID:
    """Give somebody the key to one signed record with what stands below it, and to no other.

    Raises as `share_themes`.
    """
    return _give(client_id, Scope.NOTES, wish, owner=owner, session=session_id, mode=mode)


def end_grant(grant_id: UUID, *, owner: Owner) -> Given:
    """Take a key away: a new one from now on, without this person.

    Passages that were lent to somebody who sees the themes no more end with it.

    Returns:
        What was ended.

    Raises:
        NotFound: no such grant of theirs stands.
        CannotOpen, CannotRead: the contacts cannot be opened.
    """
    contacts = open_contacts(owner.user, keyring=owner.keyring)
    grants = (one for one in contacts.standing if not one.is_loan)
    given = next((one for one in grants if one.id == grant_id), None)
    if given is None:
        raise NotFound
    contacts = without_orphans(_end([given], contacts, owner=owner), owner=owner)
    keep_contacts(owner.user, contacts, keyring=owner.keyring)
    return given


def is_unsettled(*, owner: Owner) -> bool:
    """Whether `settle` would change anything.  Raises CannotOpen, CannotRead as it does."""
    standing = open_contacts(owner.user, keyring=owner.keyring).standing
    known = {one.id for one in standing}
    return any(one.expires <= owner.now for one in standing) or any(
        row.id not in known for row in grants_from(owner.user.id)
    )


def settle(*, owner: Owner) -> int:
    """End what has expired, and delete rows that their owner did not give or has ended.

    Where such a row names the newest key, that key is replaced as well: somebody put an older list
    back, or the key was given by whoever held this vault open.

    Returns:
        How many grants were ended or deleted.
    """
    contacts = open_contacts(owner.user, keyring=owner.keyring)
    late = [one for one in contacts.standing if one.expires <= owner.now]
    loans = [one for one in late if one.is_loan]
    over = [one for one in late if not one.is_loan]
    standing = {one.id for one in contacts.standing}
    strange = [row for row in grants_from(owner.user.id) if row.id not in standing]
    for row in strange:
        db.session.delete(row)
    db.session.flush()
    exposed = {_key_behind(row) for row in strange if _is_newest(row, owner)}
    if late or exposed:
        contacts = without_loans(loans, contacts, owner=owner)
        contacts = without_orphans(_end(over, contacts, owner=owner), owner=owner)
        for client_id, scope in exposed - {(one.client, one.scope) for one in over}:
            contacts = renew(client_id, scope, contacts, owner=owner)
        keep_contacts(owner.user, contacts, keyring=owner.keyring)
    return len(late) + len(strange)


def _key_behind(row: AnyGrant) -> tuple[UUID, Scope]:
    if isinstance(row, LoanGrant):
        return row.client_id, Scope.OWN
    return row.client_id, Scope.NOTES if isinstance(row, RecordGrant) else Scope(row.scope)


def _is_newest(row: AnyGrant, owner: Owner) -> bool:
    """Whether a row that its owner's list does not know may hold the key that is used now."""
    if isinstance(row, Grant) and row.scope not in set(Scope):
        return False
    client_id, scope = _key_behind(row)
    newest = newest_generation(client_id, scope, owner_id=owner.user.id)
    return newest > 0 and row.generation == newest


def _give(
    client_id: UUID,
    scope: Scope,
    wish: Wish,
    *,
    owner: Owner,
    session: UUID | None = None,
    mode: Mode | None = None,
) -> UUID:
    if wish.expires <= owner.now:
        raise Unending
    contacts = open_contacts(owner.user, keyring=owner.keyring)
    keys = keys_of(wish.to, contacts)
    present_generation(client_id, scope, owner=owner)
    contacts = _make_room(contacts, (client_id, wish.to.id, scope, session), wish, owner=owner)
    generation = present_generation(client_id, scope, owner=owner)
    given = Given(
        id=uuid4(),
        client=client_id,
        grantee=wish.to.id,
        scope=scope,
        generation=generation,
        expires=wish.expires,
        given_at=owner.now,
        basis=wish.basis,
        purpose=wish.purpose,
        session=session,
        mode=mode,
    )
    given = put_row(given, keys, owner=owner)
    told = msgspec.structs.replace(contacts, given=(*contacts.given, given))
    if scope is Scope.THEMES:
        told = without_orphans(shortened(told, given, owner=owner), owner=owner)
    keep_contacts(owner.user, told, keyring=owner.keyring)
    return given.id


def _make_room(
    contacts: Contacts,
    same: tuple[UUID, UUID, Scope, UUID | None],
    wish: Wish,
    *,
    owner: Owner,
) -> Contacts:
    """End an earlier grant of the same; its row, put back, must not reach further than the new."""
    before = [
        one
        for one in contacts.standing
        if (one.client, one.grantee, one.scope, one.session) == same
    ]
    if any(one.expires > wish.expires or one.session for one in before):
        return _end(before, contacts, owner=owner)
    return _without(before, contacts, owner=owner)


def _end(over: list[Given], contacts: Contacts, *, owner: Owner) -> Contacts:
    contacts = _without(over, contacts, owner=owner)
    for client_id, scope in dict.fromkeys((one.client, one.scope) for one in over):
        contacts = renew(client_id, scope, contacts, owner=owner)
    return contacts


def _without(over: list[Given], contacts: Contacts, *, owner: Owner) -> Contacts:
    for one in over:
        take_row(one)
    ended = {one.id: msgspec.structs.replace(one, ended_at=owner.now) for one in over}
    given = tuple(ended.get(one.id, one) for one in contacts.given)
    return msgspec.structs.replace(contacts, given=given)
