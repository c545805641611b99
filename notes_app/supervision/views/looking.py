"""Every look of a supervisor is written down, for the therapist to see."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from uuid import UUID

from flask import request
from flask_login import current_user

from notes_app import db
from notes_app.db.engine import writing
from notes_app.db.errors import Stale
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.policy import looks_due
from notes_app.supervision.review import SessionPlaces
from notes_app.supervision.service import note_looks
from notes_app.supervision.views.opened import known_here

TRIES = 4


def lent_on(places: Iterable[SessionPlaces]) -> list[UUID]:
    """The loans whose words stand on a page that shows these passages."""
    return [one.loan_id for session in places for one in session.places if one.loan_id]


def keep_looks(case: Casefile, loans: Collection[UUID]) -> None:
    """Write down that the case is open, and each lent passage that the page shows; commits.

    Every page of a case calls this before it is drawn: they are the pages that write when they are
    read.  To ask only for a head shows nothing, and writes nothing.  Raises Stale.
    """
    day = datetime.fromtimestamp(now(), UTC).date()
    if request.method == "HEAD":
        return
    if looks_due(case.entries, loans, reader=current_user.id, day=day):
        _write(case.client_id, loans)


def _write(client_id: UUID, loans: Iterable[UUID]) -> None:
    """Two windows at once write one look: what is due is asked again, as a writer."""
    known, keyring = known_here(), unlocked_keyring()
    db.session.rollback()  # the reader's transaction: a snapshot cannot become a writer's
    with writing():
        for left in reversed(range(TRIES)):
            try:
                note_looks(client_id, loans, at=now(), known=known, keyring=keyring)
                db.session.commit()
            except Stale:  # PostgreSQL lets both begin, and one number is taken once
                db.session.rollback()
                if not left:
                    raise
            else:
                return
