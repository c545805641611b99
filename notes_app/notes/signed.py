"""A signed note is not written to: every verb that would change one asks here first.

Two things say that a note is signed: its row in `versions`, and what its themes part remembers.  If
one of them was removed, the other still holds every write.
"""

from contextlib import suppress
from uuid import UUID

from sqlalchemy import exists, select

from notes_app import db
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import Signed
from notes_app.notes.models import TherapySession, Version
from notes_app.notes.queries import open_facts
from notes_app.payload import CannotRead


def is_signed(session: TherapySession, *, keyring: Keyring) -> bool:
    """Whether this note was ever signed."""
    if has_signed_record(session.id):
        return True
    # A themes part that does not open says nothing here; the verb that needs it refuses by itself.
    with suppress(NoKey, CannotOpen, CannotRead):
        return open_facts(session, keyring=keyring).signed is not None
    return False


def refuse_signed(session: TherapySession, *, keyring: Keyring) -> None:
    """Go on only if this note is not signed; a signature and a write come one after the other.

    Raises:
        Signed: it is.
    """
    lock_session(session.id)
    if is_signed(session, keyring=keyring):
        raise Signed


def lock_session(session_id: UUID) -> None:
    """Let other writers to this session wait (in SQLite a writer is alone in any case)."""
    # Not FOR SHARE: two that hold it and then write would wait for each other for ever.
    db.session.execute(
        select(TherapySession.id)
        .where(TherapySession.id == session_id)
        .with_for_update(key_share=True)
    )


def has_signed_record(session_id: UUID) -> bool:
    """Whether a signed record stands in the database."""
    return bool(db.session.scalar(select(exists().where(Version.session_id == session_id))))
