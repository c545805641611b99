"""Grants from the grantee's side: a key is taken only from who was met, for exactly these terms.

The row is what the database says.  Its granter's key comes from the reader's own pins, and every
field of the row is under the granter's signature.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring, WrappedKey
from notes_app.crypto.sharing import Grant as Wrap
from notes_app.crypto.sharing import Grantee, GrantTerms, LoanTerms, RecordTerms, Terms
from notes_app.payload import CannotRead
from notes_app.sealed import Scope
from notes_app.sharing.contacts import KeysChanged, NotMet, keys_of, open_contacts
from notes_app.sharing.models import AnyGrant, Grant, LoanGrant, RecordGrant
from notes_app.sharing.payloads import Contacts
from notes_app.sharing.queries import KNOWN, live_grants, live_loan_grants, live_record_grants

Single = TypeVar("Single", RecordGrant, LoanGrant)  # of one thing, with a key of its own


@dataclass(frozen=True)
class Acceptance:
    """What it takes to accept: the reader's keys made ready, and who the granters are now.

    Attributes:
        verifications: by granter, the pinned key; of those who were met and have no other keys now.
    """

    grantee: Grantee
    granters: Mapping[UUID, User]
    verifications: Mapping[UUID, bytes]

    def key_of(self, row: AnyGrant) -> bytes:
        """The granted key.

        Raises:
            CannotOpen: its granter was not met, has other keys by now, or did not sign exactly
                this for this reader.
        """
        verification = self.verifications.get(row.granter_id)
        if verification is None:
            raise CannotOpen
        return self.grantee.accept(
            Wrap(row.wrap, row.signature),
            terms=terms_of(row, self.grantee.fingerprint),
            granter_verification=verification,
        )

    def holds(self, row: AnyGrant) -> bool:
        """Whether the key of this row can be had."""
        try:
            self.key_of(row)
        except CannotOpen:
            return False
        return True


def acceptance_of(user: User, rows: Iterable[AnyGrant], *, keyring: Keyring) -> Acceptance:
    """What `user` needs to accept these rows; contacts that do not open know nobody."""
    ids = {row.granter_id for row in rows}
    granters = {one.id: one for one in db.session.scalars(select(User).where(User.id.in_(ids)))}
    try:
        contacts = open_contacts(user, keyring=keyring)
    except (CannotOpen, CannotRead):
        contacts = Contacts()
    grantee = Grantee(user.id, keyring.private_keys)
    return Acceptance(grantee, granters, _verifications(granters.values(), contacts))


def _verifications(granters: Iterable[User], contacts: Contacts) -> dict[UUID, bytes]:
    found = {}
    for one in granters:
        with suppress(NotMet, KeysChanged):
            found[one.id] = keys_of(one, contacts).verification
    return found


def granted_keys(user: User, *, keyring: Keyring, now: int) -> list[WrappedKey]:
    """Every scope key that was granted to `user` and is live at `now` (Unix seconds), each opened
    when used.
    """
    rows = [row for row in live_grants(user.id, now=now) if row.scope in KNOWN]
    if not rows:
        return []
    accept = acceptance_of(user, rows, keyring=keyring)
    return [
        (row.client_id, Scope(row.scope), row.generation, partial(accept.key_of, row))
        for row in rows
    ]


def shared_grants_of(user: User, *, keyring: Keyring, now: int) -> list[Grant]:
    """The grants of themes to `user` live at `now` (Unix seconds), whose key can be had."""
    rows = [row for row in live_grants(user.id, now=now) if row.scope == Scope.THEMES]
    accept = acceptance_of(user, rows, keyring=keyring)
    return [row for row in rows if accept.holds(row)]


def take_record(user: User, session_id: UUID, *, keyring: Keyring, now: int) -> RecordGrant | None:
    """Hold the key of one signed record, if granted to `user` at `now` (Unix seconds)."""
    rows = [row for row in live_record_grants(user.id, now=now) if row.session_id == session_id]
    return next(iter(_taken(rows, user, keyring)), None)


def take_records(user: User, *, keyring: Keyring, now: int) -> list[RecordGrant]:
    """The same of every signed record granted to `user`; forged grants are left out."""
    return _taken(live_record_grants(user.id, now=now), user, keyring)


def take_loans(
    user: User,
    *,
    keyring: Keyring,
    now: int,
    clients: Collection[UUID] | None = None,
    but: Collection[UUID] = (),
) -> dict[UUID, int]:
    """Hold the keys of passages lent to `user` at `now` (Unix seconds); forged ones open none.

    Args:
        clients: of these only; None: of all.
        but: loans that whoever asks needs no word of: to verify and open one takes its time.

    Returns:
        Until when each can be opened, by the loan's id; Unix seconds.
    """
    rows = [
        row
        for row in live_loan_grants(user.id, now=now)
        if row.id not in but and (clients is None or row.client_id in clients)
    ]
    return {row.id: row.expires_at for row in _taken(rows, user, keyring)}


def _taken(rows: Sequence[Single], user: User, keyring: Keyring) -> list[Single]:
    """Hold the key of each row that can be accepted; those rows.  Each is verified once."""
    if not rows:
        return []
    accept = acceptance_of(user, rows, keyring=keyring)
    taken: list[Single] = []
    for row in rows:
        with suppress(CannotOpen):
            keyring.hold_record(_opened_by(row), row.generation, accept.key_of(row))
            taken.append(row)
    return taken


def _opened_by(row: RecordGrant | LoanGrant) -> UUID:
    return row.session_id if isinstance(row, RecordGrant) else row.id


def terms_of(row: AnyGrant, grantee_fingerprint: bytes) -> Terms:
    """What the row says, as it is signed.  Raises CannotOpen where no grant says such a thing."""
    if isinstance(row, RecordGrant):
        return RecordTerms(
            row.granter_id,
            row.grantee_id,
            grantee_fingerprint,
            row.client_id,
            row.session_id,
            row.generation,
            row.expires_at,
            row.mode,
        )
    if isinstance(row, LoanGrant):
        return LoanTerms(
            row.granter_id,
            row.grantee_id,
            grantee_fingerprint,
            row.client_id,
            row.id,
            row.generation,
            row.expires_at,
        )
    if row.scope not in KNOWN:
        raise CannotOpen
    return GrantTerms(
        row.granter_id,
        row.grantee_id,
        grantee_fingerprint,
        row.client_id,
        Scope(row.scope),
        row.generation,
        row.expires_at,
    )
