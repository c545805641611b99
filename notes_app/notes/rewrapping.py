"""Seals what a person is writing, and its journal, under their new master key."""

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.rewrapping import reseal
from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import Draft, JournalEntry
from notes_app.notes.places import draft_place, journal_place

KEY = "drafts"


def rewrap_drafts(old: Keyring, new: Keyring) -> None:
    """Every draft of theirs opens with `new`, at the same version."""
    for draft in db.session.scalars(select(Draft).where(Draft.user_id == old.user_id)).all():
        place = draft_place(draft.id, draft.user_id, draft.session_id, draft.version)
        reseal(draft, place, key=KEY, old=old, new=new)


def rewrap_journal(old: Keyring, new: Keyring) -> None:
    """Every entry of their journals opens with `new`."""
    mine = select(JournalEntry).where(JournalEntry.user_id == old.user_id)
    for entry in db.session.scalars(mine).all():
        place = journal_place(entry.id, entry.user_id, entry.session_id, entry.sequence)
        reseal(entry, place, key=KEY, old=old, new=new)
