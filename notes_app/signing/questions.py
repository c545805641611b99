"""What supervision asked: why notes came back that nobody has asked about again since."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import Addendum
from notes_app.sealed import Scope
from notes_app.signing.payloads import EntryKind, SignedEntry, read_entry
from notes_app.signing.places import SignedPlace
from notes_app.signing.policy import State
from notes_app.signing.queries import Told, opened_body, told_states
from notes_app.signing.verifying import NOBODY, Known, Read, verify


@dataclass(frozen=True)
class Question:
    """Why one note came back.

    Attributes:
        since: Unix seconds of the entry that brought the note where it stands.
        entry: with the reason; None where an entry cannot be opened that may be the answer.
    """

    session_id: UUID
    since: int
    entry: Read[SignedEntry] | None


def is_back(told: Told) -> bool:
    """Whether a note was returned and waits for its author."""
    return told.standing.state is State.RETURNED and not told.standing.in_error


def has_lost_answer(told: Told) -> bool:
    """Whether something below a note that waits cannot be opened: it may be the answer."""
    return told.standing.state is State.AWAITING and told.unread and not told.standing.in_error


def questions_of(
    user: User, client: Client, *, keyring: Keyring, known: Known = NOBODY
) -> list[Question]:
    """What was asked about this client's notes and not asked about again since, newest first.

    One query where nothing came back; else a second, for the entries of those notes alone.

    Args:
        known: who may ask, by the keys that the reader pinned; anybody else is not verified.
    """
    told = told_states(user, keyring=keyring, client_id=client.id)
    back = {session_id for session_id, one in told.items() if is_back(one)}
    reasons = _reasons(back, client.id, keyring, known)
    lost = {session_id for session_id, one in told.items() if has_lost_answer(one)}
    found = [Question(one, told[one].since, reasons.get(one)) for one in back | lost]
    return sorted(found, key=lambda question: -question.since)


def _reasons(
    sessions: Collection[UUID], client_id: UUID, keyring: Keyring, known: Known
) -> dict[UUID, Read[SignedEntry]]:
    """The last entry that returned each of these notes, by session."""
    entries = (
        (row.session_id, _read(row, client_id, keyring, known)) for row in _rows_of(sessions)
    )
    return {
        session_id: entry
        for session_id, entry in entries
        if entry.words and entry.words.kind is EntryKind.RETURNED
    }


def _rows_of(sessions: Collection[UUID]) -> Iterable[Addendum]:
    if not sessions:
        return ()
    wanted = select(Addendum).where(
        Addendum.session_id.in_(sessions), Addendum.scope == str(Scope.NOTES)
    )
    return db.session.scalars(wanted.order_by(Addendum.sequence))


def _read(row: Addendum, client_id: UUID, keyring: Keyring, known: Known) -> Read[SignedEntry]:
    place = SignedPlace(
        "addendum", row.id, client_id, row.session_id, row.sequence, Scope(row.scope)
    )
    try:
        body = opened_body(row.sealed, place, row.generation, keyring=keyring)
    except (NoKey, CannotOpen):
        return Read(place)
    return verify(body, place, known=known, reader=read_entry)
