"""A signed record that somebody else opened: read by the key of that one record, and no other."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.notes.models import TherapySession
from notes_app.sealed import Scope
from notes_app.sharing.accepting import take_record, take_records
from notes_app.sharing.contacts import Contact, contact_of, open_contacts
from notes_app.sharing.payloads import Mode
from notes_app.signing.lines import Line, lines_of_entry, lines_of_record
from notes_app.signing.payloads import EntryKind, SignedEntry, SignedRecord
from notes_app.signing.policy import Act, can
from notes_app.signing.queries import Below, record_below, records_below
from notes_app.signing.verifying import Known, Read, known_authors, own_author


@dataclass(frozen=True)
class OpenedRecord:
    """One record as its grantee reads it.

    Attributes:
        until: Unix seconds.
    """

    session: TherapySession
    granter: Contact
    mode: Mode
    until: int
    below: Below

    @property
    def holds(self) -> bool:
        """Whether the record is what its author signed, and the author is who was met."""
        return self.below.record.holds

    @property
    def lines(self) -> list[Line]:
        """The record in plain lines; none where it does not hold: then nothing is believed."""
        words = self.below.record.words
        return lines_of_record(words) if self.holds and isinstance(words, SignedRecord) else []

    @property
    def entries(self) -> list[list[Line]]:
        """What stands below it, as far as it holds."""
        below = self.below.entries
        return [_lines_of(one) for one in below if one.holds and one.words]

    @property
    def damaged(self) -> int:
        """How many entries below do not hold, or are of somebody who was not met."""
        return sum(not one.holds for one in self.below.entries)

    @property
    def can_answer(self) -> bool:
        """Whether it may be co-signed or returned now."""
        standing = self.below.standing
        return self.mode is Mode.COSIGN and can(standing, Act.COSIGN) and not self.damaged

    @property
    def asked_at(self) -> datetime:
        """When its author asked last, UTC.  Only where it can be answered: then somebody asked."""
        below = self.below.entries
        return max(one.at for one in below if one.words and one.words.kind is EntryKind.ASKED)


def _lines_of(entry: Read[SignedEntry]) -> list[Line]:
    """Its lines, and whose key signed it: the name in the words is the signer's own choice."""
    lines = lines_of_entry(entry.words) if entry.words else []
    name = entry.author.name if entry.author else ""
    return [*lines, ("p", f"Signed with the key of {name}.")] if name else lines


def opened_record(
    user: User, session_id: UUID, *, known: Known, keyring: Keyring, now: int
) -> OpenedRecord:
    """The record that somebody opened for `user`; any other does not exist.

    Args:
        known: the authors whom `user` has met.
        now: Unix seconds.

    Raises:
        NotFound.
    """
    row = take_record(user, session_id, keyring=keyring, now=now)
    session = db.session.get(TherapySession, session_id)
    if row is None or session is None:
        raise NotFound
    authors = {mark: one for mark, one in known.items() if one.user_id == row.granter_id}
    others = {**known, **known_authors(own_author(keyring))}
    below = record_below(session, Scope.NOTES, author=authors, others=others, keyring=keyring)
    if below is None:
        raise NotFound
    granter = db.session.get_one(User, row.granter_id)
    contact = contact_of(granter, open_contacts(user, keyring=keyring))
    return OpenedRecord(session, contact, Mode(row.mode), row.expires_at, below)


def records_to_answer(
    user: User, *, known: Known, keyring: Keyring, now: int
) -> list[OpenedRecord]:
    """The records that `user` is asked to co-sign and has not answered; asked longest first.

    A fixed number of queries.  What does not hold asks for nothing: its own page says so.

    Args:
        known: the authors whom `user` has met.
        now: Unix seconds.
    """
    given = take_records(user, keyring=keyring, now=now)
    rows = {row.session_id: row for row in given if row.mode == Mode.COSIGN}
    if not rows:
        return []
    wanted = select(TherapySession).where(TherapySession.id.in_(rows))
    sessions = db.session.scalars(wanted).all()
    others = {**known, **known_authors(own_author(keyring))}
    below = records_below(sessions, Scope.NOTES, author=known, others=others, keyring=keyring)
    granters = _granters({row.granter_id for row in given}, user, keyring=keyring)
    found = [
        OpenedRecord(one, granters[row.granter_id], Mode.COSIGN, row.expires_at, below[one.id])
        for one in sessions
        for row in [rows[one.id]]
        if one.id in below and _is_by(row.granter_id, below[one.id])
    ]
    return sorted((one for one in found if one.holds and one.can_answer), key=lambda r: r.asked_at)


def _is_by(granter_id: UUID, below: Below) -> bool:
    author = below.record.author
    return author is not None and author.user_id == granter_id


def _granters(ids: set[UUID], user: User, *, keyring: Keyring) -> dict[UUID, Contact]:
    people = db.session.scalars(select(User).where(User.id.in_(ids)))
    contacts = open_contacts(user, keyring=keyring)
    return {one.id: contact_of(one, contacts) for one in people}
