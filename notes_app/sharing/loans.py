"""Give somebody the key of one passage, and take it back.

A loan lies under a key of its own, derived from the client's own scope, which is granted to nobody.
Its borrower must see the client's themes: a grant of themes that ends takes its loans with it.
What is taken back before its day gets a new generation, so that its row, put back, opens nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from msgspec.structs import replace

from notes_app.accounts.models import User
from notes_app.sealed import Scope
from notes_app.sharing.contacts import keep_contacts, keys_of, open_contacts
from notes_app.sharing.generations import Owner, present_generation, put_row, renew, take_row
from notes_app.sharing.payloads import Contacts, Given


class NotShared(Exception):
    """The borrower does not see the client's themes, and so is lent nothing."""


def give_loans(
    client_id: UUID,
    loans: Mapping[UUID, tuple[UUID, bytes]],
    *,
    to: User,
    expires: int,
    owner: Owner,
) -> None:
    """Give the keys of passages to one person, until `expires` or the end of what they are shown.

    Args:
        loans: the session of each passage and what its words are recognised by, by the loan's id;
            their rows are stored.
        expires: Unix seconds.

    Raises:
        NotShared, NotMet, KeysChanged: nothing is given.
        CannotOpen, CannotRead: the contacts cannot be opened; nothing is given.
    """
    contacts = open_contacts(owner.user, keyring=owner.keyring)
    keys = keys_of(to, contacts)
    grant = contacts.sees_themes(client_id, to.id)
    if grant is None or min(grant.expires, expires) <= owner.now:
        raise NotShared
    generation = present_generation(client_id, Scope.OWN, owner=owner)
    given = tuple(
        put_row(
            Given(
                id=loan,
                client=client_id,
                grantee=to.id,
                scope=Scope.OWN,
                generation=generation,
                expires=min(grant.expires, expires),
                given_at=owner.now,
                basis=grant.basis,
                session=session,
                lent=lent,
            ),
            keys,
            owner=owner,
        )
        for loan, (session, lent) in loans.items()
    )
    told = replace(contacts, given=(*contacts.given, *given))
    keep_contacts(owner.user, told, keyring=owner.keyring)


def end_loans(loans: Collection[UUID], *, owner: Owner) -> None:
    """Take the keys of these passages away.  Raises CannotOpen, CannotRead as `give_loans`."""
    contacts = open_contacts(owner.user, keyring=owner.keyring)
    over = [one for one in contacts.standing if one.is_loan and one.id in loans]
    if over:
        kept = without_loans(over, contacts, owner=owner)
        keep_contacts(owner.user, kept, keyring=owner.keyring)


def standing_loans(owner: Owner) -> set[UUID]:
    """The passages whose key is still given to somebody.  Raises CannotOpen, CannotRead."""
    contacts = open_contacts(owner.user, keyring=owner.keyring)
    return {one.id for one in contacts.standing if one.is_loan and one.expires > owner.now}


def without_loans(over: Iterable[Given], contacts: Contacts, *, owner: Owner) -> Contacts:
    """The contacts without these loans; a key is renewed where one has not run out by itself."""
    gone = {one.id: one for one in over}
    for one in gone.values():
        take_row(one)
    kept = tuple(one for one in contacts.given if one.id not in gone)
    contacts = replace(contacts, given=kept)
    early = dict.fromkeys(one.client for one in gone.values() if one.expires > owner.now)
    for client_id in early:
        contacts = renew(client_id, Scope.OWN, contacts, owner=owner)
    return contacts


def without_orphans(contacts: Contacts, *, owner: Owner) -> Contacts:
    """The contacts without the loans to people who see the client's themes no more."""
    orphans = [
        one
        for one in contacts.standing
        if one.is_loan and contacts.sees_themes(one.client, one.grantee) is None
    ]
    return without_loans(orphans, contacts, owner=owner) if orphans else contacts


def shortened(contacts: Contacts, grant: Given, *, owner: Owner) -> Contacts:
    """The contacts with no loan that reaches further than the grant of themes it stands on."""
    later = [
        one.id
        for one in contacts.standing
        if one.is_loan
        and (one.client, one.grantee) == (grant.client, grant.grantee)
        and one.expires > grant.expires
    ]
    if not later:
        return contacts
    cut = (
        replace(one, expires=grant.expires) if one.id in later else one for one in contacts.given
    )
    return renew(grant.client, Scope.OWN, replace(contacts, given=tuple(cut)), owner=owner)
