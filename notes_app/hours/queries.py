"""A person's supervision log, opened."""

from uuid import UUID

from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.hours.payloads import PART, Hour, SupervisionHours
from notes_app.personal.queries import personal_part, stored_part


def hours_of(user_id: UUID, keyring: Keyring) -> SupervisionHours:
    """Their log, empty where nothing was noted.  Raises CannotOpen, CannotRead."""
    kept = personal_part(user_id, PART, SupervisionHours, keyring=keyring)
    return kept or SupervisionHours()


def hour_of(user_id: UUID, hour_id: UUID, keyring: Keyring) -> Hour:
    """One hour of theirs.  Raises NotFound, CannotOpen, CannotRead."""
    found = next((one for one in hours_of(user_id, keyring).hours if one.id == hour_id), None)
    if found is None:
        raise NotFound
    return found


def log_version(user_id: UUID) -> int:
    """What a form is based on; 0 before the first hour."""
    stored = stored_part(user_id, PART)
    return stored.version if stored else 0
