"""What waits for a supervisor, for the inbox and for Today."""

from datetime import date, datetime

from flask_login import current_user

from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.grants.reading import records_to_answer
from notes_app.grants.shown import ShownToYou, accepted, records_shown_to
from notes_app.payload import CannotRead
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.sharing.queries import is_shown_something
from notes_app.signing.current import pinned_authors
from notes_app.supervision.inbox import Desk, RecordLine, days_since, desk_of, in_words
from notes_app.supervision.views.blueprint import bp
from notes_app.supervision.views.opened import my_cases
from notes_app.web.current import clock


def my_desk() -> Desk:
    """What waits for whoever is logged in; where nothing is shown to them, one question tells."""
    day = today(clock())
    if not is_shown_something(current_user.id, now=now()):
        return desk_of([], current_user.id, today=day)
    return desk_of(my_cases(), current_user.id, today=day, records=records_to_cosign())


def records_to_cosign() -> list[RecordLine]:
    """The records that whoever is logged in is asked to co-sign and has not answered."""
    keyring, when = unlocked_keyring(), now()
    try:
        found = records_to_answer(current_user, known=pinned_authors(), keyring=keyring, now=when)
    except (CannotOpen, CannotRead):
        return []
    return [
        RecordLine(one.session.id, one.granter.user_id, one.granter.called, one.asked_at)
        for one in found
    ]


def records_opened() -> list[ShownToYou]:
    """The signed records that were opened for whoever is logged in, to read or to co-sign."""
    keyring, when = unlocked_keyring(), now()
    try:
        contacts = open_contacts(current_user, keyring=keyring)
    except (CannotOpen, CannotRead):
        return []
    return accepted(records_shown_to(current_user, contacts, keyring=keyring, now=when))


@bp.app_template_filter("days_waiting")
def days_waiting(since: datetime | date) -> int:
    """How many days something has waited, by the calendar of whoever is logged in."""
    day = clock().local_at(since).date() if isinstance(since, datetime) else since
    return days_since(day, today(clock()))


bp.app_template_filter("numbers_in_words")(in_words)
