"""A signed note with a private part, something added below it, and the mark of an error."""

from datetime import UTC, datetime
from uuid import UUID

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import TherapySession
from notes_app.notes.service import Seen
from notes_app.sealed import Scope
from notes_app.signing.composing import AsShown, Moment
from notes_app.signing.payloads import EntryKind, Signer
from notes_app.signing.service import Addition, add_entry, sign_note

JONAS = Signer("Jonas Weber", "Dipl.-Psych.")
SHOWN = AsShown(number=59, headings={"brought": "What she brought"}, roles={}, themes={}, named={})


def sign_one(user: User, session_id: UUID, keyring: Keyring, *, in_error: bool = False) -> UUID:
    """Sign this session's note and its private part, and add below both."""
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    at = datetime(2026, 4, 27, 10, 2, tzinfo=UTC)
    sign_note(
        session,
        user=user,
        seen=Seen(session.version, 0),
        shown=SHOWN,
        moment=Moment(JONAS, at, late=True),
        keyring=keyring,
    )
    additions = [
        Addition(EntryKind.CORRECTION, "It was on Tuesday, not on Monday.", "Read in the diary"),
        Addition(EntryKind.ADDITION, "It stayed with me.", scope=Scope.PROCESS),
    ]
    if in_error:
        additions.append(Addition(EntryKind.IN_ERROR, reason="Written for another session"))
    for addition in additions:
        add_entry(session, addition, moment=Moment(JONAS, at), keyring=keyring)
    return session.id
