"""Every look of a supervisor is written down, for the therapist to see."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from flask import request
from flask.blueprints import BlueprintSetupState
from flask_login import current_user

from notes_app import db
from notes_app.db.engine import writing
from notes_app.db.errors import Stale
from notes_app.grants.looks import RECORD_LOOKS
from notes_app.sharing.accepting import shared_grants_of
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.policy import looks_due, record_look_due
from notes_app.supervision.queries import conversation_of, entries_that_hold
from notes_app.supervision.review import SessionPlaces
from notes_app.supervision.service import note_looks, note_record_look
from notes_app.supervision.views.blueprint import bp
from notes_app.supervision.views.opened import known_here

TRIES = 4


@bp.record_once
def tell_below(state: BlueprintSetupState) -> None:
    """Let the page of an opened record, which stands below, write down that it was read."""
    state.app.extensions[RECORD_LOOKS] = keep_record_look


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
        _write(partial(note_looks, case.client_id, loans))


def keep_record_look(client_id: UUID, session_id: UUID) -> None:
    """Write down that a signed record is read, where the reader sees the themes too; commits.

    Without the themes' key there is no place that both can read: the page on which a record is
    opened says so.  `grants`, which stands below, calls this before it draws.  Raises Stale.
    """
    if request.method == "HEAD" or not _sees_themes(client_id):
        return
    heard = conversation_of(client_id, keyring=unlocked_keyring(), known=known_here())
    due = record_look_due(entries_that_hold(heard), session_id, reader=current_user.id, day=_day())
    if due:
        _write(partial(note_record_look, client_id, session_id))


def _day() -> date:
    return datetime.fromtimestamp(now(), UTC).date()  # entries are dated so


def _sees_themes(client_id: UUID) -> bool:
    shared = shared_grants_of(current_user, keyring=unlocked_keyring(), now=now())
    return any(one.client_id == client_id for one in shared)


def _write(note: Callable[..., None]) -> None:
    """Two windows at once write one look: what is due is asked again, as a writer."""
    known, keyring = known_here(), unlocked_keyring()
    db.session.rollback()  # the reader's transaction: a snapshot cannot become a writer's
    with writing():
        for left in reversed(range(TRIES)):
            try:
                note(at=now(), known=known, keyring=keyring)
                db.session.commit()
            except Stale:  # PostgreSQL lets both begin, and one number is taken once
                db.session.rollback()
                if not left:
                    raise
            else:
                return
