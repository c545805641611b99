"""Which notes are signed, where each stands, and a signed record with what stands below it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keypairs import PublicKeys, fingerprint
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.signing import parts_of_body
from notes_app.notes.models import Addendum, TherapySession, Version
from notes_app.payload import CannotRead
from notes_app.sealed import Scope, Sealed
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.seeing import name_of
from notes_app.signing.payloads import (
    SignedEntry,
    SignedProcess,
    SignedRecord,
    read_entry,
    read_record,
    read_signed_process,
)
from notes_app.signing.places import Kind, SignedPlace
from notes_app.signing.policy import Act, Standing, act_behind, after, can, may, standing_after
from notes_app.signing.verifying import NOBODY, Known, KnownAuthor, Read, known_authors, verify

R = TypeVar("R", Version, Addendum)


@dataclass(frozen=True)
class Told:
    """Where a signed note stands by what is written below it, verified or not.

    Attributes:
        since: Unix seconds of the entry that brought it there; 0 where it was only signed.
        unread: something below that entry cannot be opened.
    """

    standing: Standing
    since: int = 0
    unread: bool = False

    def after(self, act: Act, at: int) -> "Told":
        """Where it stands after `act`; one that does not fit moves it nowhere."""
        if not can(self.standing, act):
            return self
        standing = after(self.standing, act)
        if act in (Act.ADD, Act.MARK_IN_ERROR):
            return replace(self, standing=standing)
        return Told(standing, at)


def told_states(user: User, *, keyring: Keyring, client_id: UUID | None = None) -> dict[UUID, Told]:
    """Where each signed note of theirs stands, by session; a session without one is not signed.

    One query for a whole career.  Only what stands below a note is opened; whether it was signed
    needs no key.  Nothing is verified here: the page of the note does that.
    """
    rows = _signed_with_entries().where(Client.owner_id == user.id)
    if client_id is not None:
        rows = rows.where(Client.id == client_id)
    by_session = groupby(db.session.execute(rows), key=lambda row: row[0])
    return {session_id: _told(entries, keyring) for session_id, entries in by_session}


def authors_met(user: User, *, keyring: Keyring) -> Known:
    """Everybody whose keys `user` pinned, with those they had before; nobody if that is damaged."""
    try:
        people = open_contacts(user, keyring=keyring).people
    except (CannotOpen, CannotRead):
        return NOBODY
    now = [
        KnownAuthor(pin.user_id, mark, pin.verification, pin.kem, name_of(pin))
        for pin in people
        for mark in [fingerprint(pin.user_id, PublicKeys(pin.kem, pin.verification))]
    ]
    before = [
        KnownAuthor(pin.user_id, keys.fingerprint, keys.verification, name=name_of(pin))
        for pin in people
        for keys in pin.former
    ]
    return known_authors(*before, *now)


def opened_body(sealed: Sealed, place: SignedPlace, generation: int, *, keyring: Keyring) -> bytes:
    """A signed body, not verified.  Raises NoKey, CannotOpen."""
    key = keyring.record_key(place.client_id, place.session_id, place.scope, generation)
    return unseal(sealed, key, place.at(generation))


@dataclass(frozen=True)
class Below:
    """One signed record and everything that was added below it, in order."""

    scope: Scope
    record: Read[SignedRecord] | Read[SignedProcess]
    entries: list[Read[SignedEntry]]

    @property
    def standing(self) -> Standing:
        """Where the note stands, by the entries that hold."""
        return standing_after(
            act_behind(entry.words.kind)
            for entry in self.entries
            if self.record.author and entry.author and entry.words
        )

    @property
    def told(self) -> Standing:
        """Where the note stands by all entries that can be read, verified or not."""
        return standing_after(act_behind(one.words.kind) for one in self.entries if one.words)

    @property
    def next_sequence(self) -> int:
        """The number of the next entry."""
        return max((entry.place.sequence for entry in self.entries), default=0) + 1

    def refuse_unless_whole(self) -> None:
        """Raises CannotOpen where the record is damaged or not its author's."""
        if self.record.words is None or not self.record.holds:
            raise CannotOpen


def record_below(
    session: TherapySession, scope: Scope, *, author: Known, others: Known, keyring: Keyring
) -> Below | None:
    """The record of one scope with its entries, each verified; None where there is none.

    Args:
        author: who alone may have signed the record, and whatever was added to it.
        others: who else may have co-signed or returned it.
    """
    found = records_below([session], scope, author=author, others=others, keyring=keyring)
    return found.get(session.id)


def records_below(
    sessions: Sequence[TherapySession],
    scope: Scope,
    *,
    author: Known,
    others: Known,
    keyring: Keyring,
) -> dict[UUID, Below]:
    """The same for many sessions, by session, in two queries."""
    clients = {session.id: session.client_id for session in sessions}
    entries: dict[UUID, list[Read[SignedEntry]]] = {}
    for row in _rows_of(Addendum, clients, scope):
        place, body = _opened(row, "addendum", clients, keyring)
        read = verify(body, place, known={**others, **author}, reader=read_entry)
        entries.setdefault(row.session_id, []).append(read)
    found: dict[UUID, Below] = {}
    for version in _rows_of(Version, clients, scope):
        place, body = _opened(version, "version", clients, keyring)
        record = _record(body, place, author)
        theirs = [_as_theirs(one, record.author) for one in entries.get(version.session_id, ())]
        found.setdefault(version.session_id, Below(scope, record, theirs))
    return found


def _as_theirs(entry: Read[SignedEntry], writer: KnownAuthor | None) -> Read[SignedEntry]:
    """An entry whose signer had no right to it does not hold, whatever name stands in it."""
    if writer is None or entry.author is None or entry.words is None:
        return entry
    act = act_behind(entry.words.kind)
    if may(act, actor_id=entry.author.user_id, author_id=writer.user_id):
        return entry
    return replace(entry, holds=False, author=None)


def records_of_client(
    client: Client, scope: Scope, *, author: Known, others: Known, keyring: Keyring
) -> dict[UUID, Below]:
    """Every signed record of one client with its entries, by session."""
    wanted = select(TherapySession).where(TherapySession.client_id == client.id)
    sessions = db.session.scalars(wanted).all()
    return records_below(sessions, scope, author=author, others=others, keyring=keyring)


def _rows_of(kind: type[R], sessions: Mapping[UUID, UUID], scope: Scope) -> Iterable[R]:
    wanted = select(kind).where(kind.session_id.in_(sessions), kind.scope == str(scope))
    return db.session.scalars(wanted.order_by(kind.sequence))


def _opened(
    row: Version | Addendum, kind: Kind, clients: Mapping[UUID, UUID], keyring: Keyring
) -> tuple[SignedPlace, bytes]:
    session_id, scope = row.session_id, Scope(row.scope)
    place = SignedPlace(kind, row.id, clients[session_id], session_id, row.sequence, scope)
    return place, _body_or_nothing(row, place, keyring=keyring)


def _record(
    body: bytes, place: SignedPlace, author: Known
) -> Read[SignedRecord] | Read[SignedProcess]:
    if place.scope is Scope.PROCESS:
        return verify(body, place, known=author, reader=read_signed_process)
    return verify(body, place, known=author, reader=read_record)


def _body_or_nothing(row: Version | Addendum, place: SignedPlace, *, keyring: Keyring) -> bytes:
    try:
        return opened_body(row.sealed, place, row.generation, keyring=keyring)
    except (NoKey, CannotOpen):
        return b""


def _signed_with_entries() -> Select[*tuple[Any, ...]]:
    # Core rows, not entities: a whole career is told for one page.
    below = and_(Addendum.session_id == Version.session_id, Addendum.scope == str(Scope.NOTES))
    entry = (Addendum.id, Addendum.sequence, Addendum.generation, Addendum.sealed)
    return (
        select(Version.session_id, TherapySession.client_id, *entry)
        .join(TherapySession, TherapySession.id == Version.session_id)
        .join(Client, Client.id == TherapySession.client_id)
        .outerjoin(Addendum, below)
        .where(Version.scope == str(Scope.NOTES))
        .order_by(Version.session_id, Addendum.sequence)
    )


def _told(rows: Iterator[Any], keyring: Keyring) -> Told:
    """What is written below one note, in order; what does not open moves it nowhere."""
    told = Told(standing_after(()))
    for session_id, client_id, record, sequence, generation, sealed in rows:
        if record is None:
            continue
        place = SignedPlace("addendum", record, client_id, session_id, sequence, Scope.NOTES)
        try:
            parts = parts_of_body(opened_body(sealed, place, generation, keyring=keyring))
            told = told.after(act_behind(read_entry(parts.text).kind), parts.time)
        except (NoKey, CannotOpen, CannotRead):
            told = replace(told, unread=True)
    return told
