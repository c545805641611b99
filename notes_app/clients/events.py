"""Days of the therapist's own, or stretches between days, by which the work can be compared.

The day on which one was written down never changes, whatever is changed about it: it tells
whether the chart had been looked at (`patterns.days`).
"""

from uuid import UUID

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes, Event
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.undoing import changed_client, register_both_ways, turned
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.payload import Part, decode

KIND = "event"
OWN = "own"
MOST_EVENTS = 40


class EventsFull(Exception):
    """As many days as fit are written already."""


class EventChange(Part, frozen=True):
    """A day as it was and became; None where there was none."""

    was: Event | None
    became: Event | None


def add_event(client: Client, *, event: Event, keyring: Keyring) -> None:
    """Write a day down.  Raises EventsFull, CannotOpen, CannotRead, NoKey."""
    themes = open_client_themes(client, keyring)
    if len(themes.events) >= MOST_EVENTS:
        raise EventsFull
    change_client(client, themes=_with(themes, event.id, event), keyring=keyring)


def remove_event(client: Client, *, event_id: UUID, keyring: Keyring) -> Event:
    """Take a day away, and return it.  Raises NotFound, CannotOpen, CannotRead, NoKey."""
    themes = open_client_themes(client, keyring)
    event = _find(themes, event_id)
    if event is None:
        raise NotFound
    change_client(client, themes=_with(themes, event_id, None), keyring=keyring)
    return event


def event_act(client: Client, was: Event | None, became: Event | None) -> Act | None:
    """What was done with a day; None if nothing."""
    event = became or was
    if event is None or was == became:
        return None
    verb = "Added" if was is None else "Removed"
    what = "two stretches" if event.periods else "day"
    return Act(KIND, f"{verb} the {what} “{event.words}”", EventChange(was, became), client.id)


def register_event_undo(place: Place) -> None:
    """Tell how a day is taken back, and where it is seen."""
    register_both_ways(KIND, event_back, place=place)


def event_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The day as it was, unless something else was done with it since."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    change = decode(record.details, EventChange)
    was, became = turned((change.was, change.became), back=back)
    event_id = next(event.id for event in (was, became) if event)
    if _find(themes, event_id) != became:
        raise CannotUndo
    change_client(client, themes=_with(themes, event_id, was), keyring=stand.keyring)


def _find(themes: ClientThemes, event_id: UUID) -> Event | None:
    return next((event for event in themes.events if event.id == event_id), None)


def _with(themes: ClientThemes, event_id: UUID, event: Event | None) -> ClientThemes:
    others = [one for one in themes.events if one.id != event_id]
    return replace(themes, events=(*others, event) if event else tuple(others))
