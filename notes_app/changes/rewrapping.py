"""Seals a person's recent changes under their new master key."""

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.rewrapping import reseal
from notes_app.changes.models import Change
from notes_app.changes.queries import KEY, change_place
from notes_app.crypto.keyring import Keyring


def rewrap_changes(old: Keyring, new: Keyring) -> None:
    """Every change of theirs opens with `new`."""
    for change in db.session.scalars(select(Change).where(Change.user_id == old.user_id)).all():
        reseal(change, change_place(change), key=KEY, old=old, new=new)
