"""Who can see what of their clients, said from the owner's own list and checked with the rows.

The owner's sealed contacts say what was given.  The rows say what the server lets through.  Where
the two differ, somebody wrote to the database, and the page says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.payload import CannotRead
from notes_app.sealed import Scope
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.generations import mark_of
from notes_app.sharing.models import Grant, LoanGrant, RecordGrant
from notes_app.sharing.payloads import Contacts, Given, Mode, Pin


class Oddity(StrEnum):
    """What somebody did to the grants who can write to the database, and who is not their owner."""

    STRANGE = "strange"
    ALTERED = "altered"
    MISSING = "missing"
    CONTACTS = "contacts"


@dataclass(frozen=True)
class Seer:
    """Somebody who can open a part of a client's record now.

    Attributes:
        until: Unix seconds.
        compared: the eight words were compared by voice.
        session, mode: of one signed record, or of one lent passage, which has no mode; None where a
            scope was given.
    """

    grant_id: UUID
    user_id: UUID
    name: str
    client_id: UUID
    scope: Scope
    until: int
    compared: bool
    session: UUID | None = None
    mode: Mode | None = None

    @property
    def is_loan(self) -> bool:
        """Whether it is one lent passage."""
        return self.scope is Scope.OWN

    @property
    def is_record(self) -> bool:
        """Whether it is one signed record."""
        return self.scope is Scope.NOTES


@dataclass(frozen=True)
class Odd:
    """One row that is not as its owner left it; `client_id` None where it is of no one client."""

    what: Oddity
    client_id: UUID | None = None


@dataclass(frozen=True)
class Seeing:
    """Who sees what of one owner's clients, and what is odd about the rows that say so."""

    seers: Sequence[Seer] = ()
    odd: Sequence[Odd] = field(default=())

    def of_client(self, client_id: UUID) -> list[Seer]:
        """Everybody who can open something of this client."""
        return [one for one in self.seers if one.client_id == client_id]

    def of_themes(self, client_id: UUID) -> list[Seer]:
        """Everybody who can open this client's themes."""
        return [one for one in self.of_client(client_id) if one.scope is Scope.THEMES]

    def of_record(self, session_id: UUID) -> list[Seer]:
        """Everybody who can open the signed record of this session."""
        return [one for one in self.seers if one.is_record and one.session == session_id]

    def loans_of(self, session_id: UUID) -> list[Seer]:
        """Everybody to whom a passage of this session is lent, once for each passage."""
        return [one for one in self.seers if one.is_loan and one.session == session_id]


@dataclass(frozen=True)
class _Row:
    id: UUID
    grantee: UUID
    client: UUID
    generation: int
    expires: int
    label: str
    about: UUID
    mark: bytes


def seeing_of(user: User, *, keyring: Keyring, now: int) -> Seeing:
    """Who sees what of `user`'s clients at `now` (Unix seconds); one query, whatever there is."""
    rows = {row.id: row for row in _rows_from(user.id)}
    try:
        contacts = open_contacts(user, keyring=keyring)
    except (CannotOpen, CannotRead):
        return Seeing(odd=[Odd(Oddity.CONTACTS), *_strange(rows.values(), ())])
    live = [one for one in contacts.standing if one.expires > now]
    odd = [
        Odd(Oddity.ALTERED if one.id in rows else Oddity.MISSING, one.client)
        for one in contacts.standing
        if (one.id not in rows and one.expires > now)
        or (one.id in rows and not _agrees(rows[one.id], one))
    ]
    # Named too where the row is missing or altered: the key was given, whatever the rows say.
    seers = [_seer(one, contacts) for one in live]
    return Seeing(seers, [*odd, *_strange(rows.values(), contacts.standing)])


def _strange(rows: Iterable[_Row], standing: Iterable[Given]) -> list[Odd]:
    known = {one.id for one in standing}
    return [Odd(Oddity.STRANGE, row.client) for row in rows if row.id not in known]


def _seer(given: Given, contacts: Contacts) -> Seer:
    pin = contacts.pin_of(given.grantee)
    return Seer(
        given.id,
        given.grantee,
        name_of(pin),
        given.client,
        given.scope,
        given.expires,
        compared=bool(pin and pin.compared_at),
        session=given.session,
        mode=given.mode,
    )


def name_of(pin: Pin | None) -> str:
    """What somebody is called who was met."""
    return pin.name if pin and pin.name else "somebody whose name is not known"


def names_of(contacts: Contacts) -> dict[UUID, str]:
    """What everybody is called who was met, by id."""
    return {pin.user_id: name_of(pin) for pin in contacts.people}


def _agrees(row: _Row, given: Given) -> bool:
    of_record = given.mode is not None
    return row == _Row(
        id=given.id,
        grantee=given.grantee,
        client=given.client,
        generation=given.generation,
        expires=given.expires,
        label=str(given.mode if of_record else given.scope),
        about=given.session if of_record and given.session else given.client,
        mark=given.mark,
    )


def _rows_from(granter_id: UUID) -> list[_Row]:
    scopes = _columns(Grant, Grant.scope, Grant.client_id)
    records = _columns(RecordGrant, RecordGrant.mode, RecordGrant.session_id)
    loans = _columns(LoanGrant, literal(str(Scope.OWN)), LoanGrant.client_id)
    all_kinds = (
        scopes.where(Grant.granter_id == granter_id),
        records.where(RecordGrant.granter_id == granter_id),
        loans.where(LoanGrant.granter_id == granter_id),
    )
    rows: Iterable[Any] = db.session.execute(union_all(*all_kinds))
    return [
        _Row(
            row.id,
            row.grantee_id,
            row.client_id,
            row.generation,
            row.expires_at,
            row.label,
            row.about,
            mark_of(row.wrap, row.signature),
        )
        for row in rows
    ]


def _columns(
    kind: type[Grant] | type[RecordGrant] | type[LoanGrant],
    label: InstrumentedAttribute[str] | ColumnElement[str],
    about: InstrumentedAttribute[UUID],
) -> Select[*tuple[Any, ...]]:
    return select(
        *(kind.id, kind.grantee_id, kind.client_id, kind.generation, kind.expires_at),
        *(label.label("label"), about.label("about"), kind.wrap, kind.signature),
    )
