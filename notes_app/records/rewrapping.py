"""Drops files that wait to be brought in when their owner's master key is replaced."""

from sqlalchemy import delete

from notes_app import db
from notes_app.accounts.rewrapping import register_rewrap
from notes_app.crypto.keyring import Keyring
from notes_app.records.models import ImportBatch


def drop_waiting_files(old: Keyring, _new: Keyring) -> None:
    """They are chosen again: the files are still where they came from."""
    db.session.execute(delete(ImportBatch).where(ImportBatch.user_id == old.user_id))


register_rewrap("records", drop_waiting_files)
