"""Every look of a supervisor is written down, for the therapist to see."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from flask import request
from flask_login import current_user

from notes_app.grants.views.looking import as_writer
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.signing.current import known_here
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.policy import looks_due
from notes_app.supervision.review import SessionPlaces
from notes_app.supervision.service import note_looks


def lent_on(places: Iterable[SessionPlaces]) -> list[UUID]:
    """The loans whose words stand on a page that shows these passages."""
    return [one.loan_id for session in places for one in session.places if one.loan_id]


def keep_looks(case: Casefile, loans: Collection[UUID]) -> None:
    """Write down that the case is open, and each lent passage that the page shows; commits.

    Every page of a case calls this before it is drawn: they are the pages that write when they are
    read.  To ask only for a head shows nothing, and writes nothing.  Raises Stale.
    """
    if request.method == "HEAD":
        return
    if looks_due(case.entries, loans, reader=current_user.id, day=_day()):
        known, keyring = known_here(), unlocked_keyring()
        note = partial(note_looks, case.client_id, loans, at=now(), known=known, keyring=keyring)
        as_writer(note)


def _day() -> date:
    return datetime.fromtimestamp(now(), UTC).date()  # entries are dated so
