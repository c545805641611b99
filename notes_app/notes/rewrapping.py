"""Seals what a person is writing under their new master key."""

from contextlib import suppress

from sqlalchemy import select, update

from notes_app import db
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import Draft
from notes_app.notes.places import draft_place


def rewrap_drafts(old: Keyring, new: Keyring) -> None:
    """Every draft of theirs opens with `new`, at the same version."""
    for draft in db.session.scalars(select(Draft).where(Draft.user_id == old.user_id)).all():
        place = draft_place(draft.id, draft.user_id, draft.session_id, draft.version)
        with suppress(CannotOpen):  # damaged before
            words = unseal(draft.sealed, old.derive("drafts"), place)
            sealed = seal(words, new.derive("drafts"), place)
            db.session.execute(update(Draft).where(Draft.id == draft.id).values(sealed=sealed))
