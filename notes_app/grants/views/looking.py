"""Every reading of an opened record is written down by whoever reads it, for its author to see."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import request
from flask_login import current_user

from notes_app import db
from notes_app.clock import today
from notes_app.db.engine import writing
from notes_app.db.errors import NotFound, Stale
from notes_app.grants.reading import OpenedRecord, opened_record
from notes_app.sharing.accepting import take_record
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.signing.current import known_here, pinned_authors
from notes_app.signing.looks import Look, days_read, looks_at, looks_of_client, note_look
from notes_app.signing.numbering import missing_of
from notes_app.web.current import clock

TRIES = 4


def as_writer(note: Callable[[], None]) -> None:
    """Write down what was seen, before the page that shows it is drawn; commits.

    Two windows at once write one look: `note` asks again what is due.  Raises Stale.
    """
    db.session.rollback()  # the reader's transaction: a snapshot cannot become a writer's
    with writing():
        for left in reversed(range(TRIES)):
            try:
                note()
                db.session.commit()
            except Stale:  # PostgreSQL lets both begin, and one number is taken once
                db.session.rollback()
                if not left:
                    raise
            else:
                return


def record_of(session_id: UUID) -> OpenedRecord:
    """A record that somebody opened for whoever is logged in.  Raises NotFound."""
    return opened_record(
        current_user, session_id, known=pinned_authors(), keyring=unlocked_keyring(), now=now()
    )


def keep_look(record: OpenedRecord) -> int:
    """Write down that whoever is logged in reads this record, once a day; commits.

    To ask only for a head shows nothing, and neither does a record that does not hold: nothing is
    written then.

    Returns:
        How many earlier looks of the same reader are missing.

    Raises:
        NotFound: it was taken from them since.
        Stale.
    """
    looks = _looks(record)
    if request.method != "HEAD" and record.holds and _is_due(record, looks):
        as_writer(partial(_note, record, record.session.id))
    return missing_of(looks).get(current_user.id, 0)


def _note(record: OpenedRecord, session_id: UUID) -> None:
    keyring = unlocked_keyring()
    # Taken again as a writer: it may have been ended since, or have a newer key.
    if take_record(current_user, session_id, keyring=keyring, now=now()) is None:
        raise NotFound
    if _is_due(record, _looks(record)):
        note_look(record.session, at=now(), keyring=keyring)


def _looks(record: OpenedRecord) -> list[Look]:
    client_id = record.session.client_id
    return looks_of_client(client_id, keyring=unlocked_keyring(), known=known_here())


def _is_due(record: OpenedRecord, looks: list[Look]) -> bool:
    here = looks_at(record.session.id, looks)
    return today(clock()) not in days_read(here, current_user.id, local=clock().local_at)
