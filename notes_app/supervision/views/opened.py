"""What every page of a case begins with."""

from dataclasses import replace
from uuid import UUID

from flask_login import current_user

from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.grants.views.blueprint import zone
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.sharing.queries import live_grants
from notes_app.sharing.words import day_of
from notes_app.signing.current import known_here
from notes_app.supervision.casefiles import Casefile, casefiles_of
from notes_app.supervision.queries import held_until
from notes_app.supervision.review import SessionPlaces, places_shown
from notes_app.web.current import clock


def my_cases() -> list[Casefile]:
    """Every case shared with whoever is logged in, without what they have tagged blind.

    Where none is, one question tells.
    """
    if not live_grants(current_user.id, now=now()):
        return []
    found = casefiles_of(
        current_user, known=known_here(), keyring=unlocked_keyring(), now=now(), tagged=False
    )
    return [_as_it_holds(one) for one in found]


def my_case(client_id: UUID) -> Casefile:
    """One of them; any other does not exist.  Raises NotFound."""
    found = casefiles_of(
        current_user, known=known_here(), keyring=unlocked_keyring(), now=now(), only=client_id
    )
    if not found:
        raise NotFound
    return _as_it_holds(found[0])


def _as_it_holds(case: Casefile) -> Casefile:
    ends = {loan: day_of(at, zone()) for loan, at in case.ends.items()}
    return replace(case, borrowed=held_until(case.borrowed, ends))


def places_of(case: Casefile) -> list[SessionPlaces]:
    """The passages up for review, and those lent from before, as whoever is logged in sees them."""
    return places_shown(case, reader=current_user.id, today=today(clock()))
