"""Seals a person's codebook under their new master key."""

from notes_app import db
from notes_app.accounts.rewrapping import reseal
from notes_app.crypto.keyring import Keyring
from notes_app.themes.models import Vocabulary
from notes_app.themes.queries import vocabulary_place


def rewrap_vocabulary(old: Keyring, new: Keyring) -> None:
    """The codebook opens with `new`, at the same version."""
    stored = db.session.get(Vocabulary, old.user_id)
    if stored is not None:
        place = vocabulary_place(stored, stored.version)
        reseal(stored, place, key="vocabulary", old=old, new=new)
