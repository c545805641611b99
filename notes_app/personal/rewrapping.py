"""Seals a person's collections under their new master key."""

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.rewrapping import reseal
from notes_app.crypto.keyring import Keyring
from notes_app.personal.models import PersonalPart
from notes_app.personal.queries import KEY, personal_place


def rewrap_personal_parts(old: Keyring, new: Keyring) -> None:
    """Every collection of theirs opens with `new`, at the same version."""
    mine = select(PersonalPart).where(PersonalPart.owner_id == old.user_id)
    for stored in db.session.scalars(mine).all():
        reseal(stored, personal_place(stored, stored.version), key=KEY, old=old, new=new)
