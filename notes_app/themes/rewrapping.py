"""Seals a person's codebook under their new master key."""

from contextlib import suppress

from sqlalchemy import update

from notes_app import db
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.themes.models import Vocabulary
from notes_app.themes.queries import vocabulary_place


def rewrap_vocabulary(old: Keyring, new: Keyring) -> None:
    """The codebook opens with `new`, at the same version."""
    stored = db.session.get(Vocabulary, old.user_id)
    if stored is None:
        return
    place = vocabulary_place(stored, stored.version)
    with suppress(CannotOpen):  # damaged before
        words = unseal(stored.sealed, old.derive("vocabulary"), place)
        sealed = seal(words, new.derive("vocabulary"), place)
        mine = Vocabulary.owner_id == old.user_id
        db.session.execute(update(Vocabulary).where(mine).values(sealed=sealed))
