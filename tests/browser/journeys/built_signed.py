"""Signed notes: with a private part and something added, in error, back from supervision."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import TherapySession
from notes_app.notes.service import Seen
from notes_app.sealed import Scope
from notes_app.sharing.models import Grant
from notes_app.signing.composing import AsShown, Moment
from notes_app.signing.payloads import EntryKind, Signer
from notes_app.signing.service import Addition, add_entry, sign_note
from tests.cast import Practice
from tests.clocks import MORNING
from tests.signing.supervised import ask, cosign, give_back, granted, supervisor

JONAS = Signer("Jonas Weber", "Dipl.-Psych.")
SIGNED = datetime(2026, 4, 27, 10, 2, tzinfo=UTC)
SHOWN = AsShown(number=59, headings={"brought": "What she brought"}, roles={}, themes={}, named={})


def sign_one(user: User, session_id: UUID, keyring: Keyring, *, in_error: bool = False) -> UUID:
    """Sign this session's note and its private part, and add below both."""
    session = _sign(user, session_id, keyring)
    additions = [
        Addition(EntryKind.CORRECTION, "It was on Tuesday, not on Monday.", "Read in the diary"),
        Addition(EntryKind.ADDITION, "It stayed with me.", scope=Scope.PROCESS),
    ]
    if in_error:
        additions.append(Addition(EntryKind.IN_ERROR, reason="Written for another session"))
    for addition in additions:
        add_entry(session, addition, moment=Moment(JONAS, SIGNED), keyring=keyring)
    return session.id


def send_to_supervision(
    user: User, client: Client, returned: UUID, signed: UUID, keyring: Keyring
) -> UUID:
    """Two notes that came back, one returned and added to, one co-signed; the first of them."""
    practice = Practice(user, user, user, user, {"ana": keyring}, {}, {}, {}, mira=client)
    sam, at = supervisor(), MORNING - timedelta(days=2)
    granted(practice, sam)
    for session_id in (returned, signed):
        _sign(user, session_id, keyring)
        ask(practice, session_id, at)
    give_back(practice, sam, returned, "Who else hears the joke, and what does she do then?", at)
    cosign(practice, sam, signed, at)
    db.session.query(Grant).delete()  # given by hand: her app would end it at the next log-in
    session = db.session.get(TherapySession, returned)
    assert session is not None
    reply = Addition(EntryKind.REPLY, "Her brother hears it, and leaves the table.")
    add_entry(session, reply, moment=Moment(JONAS, MORNING), keyring=keyring)
    return session.id


def _sign(user: User, session_id: UUID, keyring: Keyring) -> TherapySession:
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    sign_note(
        session,
        user=user,
        seen=Seen(session.version, 0),
        shown=SHOWN,
        moment=Moment(JONAS, SIGNED, late=True),
        keyring=keyring,
    )
    return session
