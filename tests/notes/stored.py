"""A session as it is stored by now, whatever the test still holds of it."""

from uuid import UUID

from notes_app import db
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionThemes
from notes_app.notes.queries import open_facts
from tests.cast import Practice


def stored(session_id: UUID) -> TherapySession:
    """Its row, read again; what the test itself did not commit is lost."""
    db.session.rollback()
    db.session.expire_all()
    found = db.session.get(TherapySession, session_id)
    assert found is not None
    return found


def stored_facts(practice: Practice, session_id: UUID) -> SessionThemes:
    """Its themes part, opened by Ana."""
    return open_facts(stored(session_id), keyring=practice.keyrings["ana"])
