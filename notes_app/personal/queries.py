"""A person's own collections, opened."""

from typing import TypeVar
from uuid import UUID

from notes_app import db
from notes_app.crypto.envelope import unseal
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place, stored_place
from notes_app.payload import Payload, decode
from notes_app.personal.models import PersonalPart

P = TypeVar("P", bound=Payload)
KEY = "personal"


def personal_part(user_id: UUID, part: str, kind: type[P], *, keyring: Keyring) -> P | None:
    """Their collection `part`; None where nothing was ever kept.

    Raises:
        CannotOpen: damaged, or not theirs.
        CannotRead: written by a newer Between.
    """
    stored = stored_part(user_id, part)
    if stored is None:
        return None
    opened = unseal(stored.sealed, keyring.derive(KEY), personal_place(stored, stored.version))
    return decode(opened, kind)


def stored_part(user_id: UUID, part: str) -> PersonalPart | None:
    """The row of a collection."""
    return db.session.get(PersonalPart, (user_id, part))


def personal_place(stored: PersonalPart, version: int) -> Place:
    """Where one version of a collection lives (security.md 3.5)."""
    return stored_place("personal", user=stored.owner_id, part=stored.part, version=version)
