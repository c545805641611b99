"""Recent changes, found through the person who made them."""

from notes_app.changes.models import Change
from notes_app.crypto.place import Place, stored_place

KEY = "changes"


def change_place(change: Change) -> Place:
    """Where a change is kept (security.md 3.5)."""
    return stored_place("change", record=change.id, user=change.user_id, sequence=change.sequence)
