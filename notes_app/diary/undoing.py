"""What was changed about hours that return, in words, and how it is taken back and done again."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from uuid import UUID

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.reversing import taken_back
from notes_app.changes.service import Act
from notes_app.clients.payloads import StandingHour
from notes_app.clients.queries import ClientCard, client_of, open_client_themes
from notes_app.clients.undoing import turned
from notes_app.db.errors import NotFound
from notes_app.diary.service import NotEmpty, keep_hours, take_back_session
from notes_app.notes.payloads import Attendance
from notes_app.notes.queries import session_of
from notes_app.payload import Part, decode

KINDS = {
    "hour-added": "Added a standing hour",
    "hour-changed": "Changed a standing hour",
    "hour-ended": "Ended a standing hour",
    "hour-goes-on": "Let a standing hour go on",
    "days-left-out": "Left days out",
    "days-put-back": "Put days back",
}
TOLD, BROUGHT_IN = "hour-told", "calendar-brought-in"


class HourChange(Part, frozen=True):
    """One standing hour of one client; None where there was none before, or after."""

    client: UUID
    was: StandingHour | None
    became: StandingHour | None


class HoursChange(Part, frozen=True):
    """All standing hours that one act touched, and the sessions that it planned."""

    hours: tuple[HourChange, ...] = ()
    sessions: tuple[UUID, ...] = ()


class Telling(Part, frozen=True):
    """What was told of a planned hour, which became a session by it."""

    session: UUID
    attendance: Attendance


def hours_act(kind: str, card: ClientCard, before: Sequence[StandingHour]) -> Act | None:
    """What was done to the standing hours of one client; None if nothing was.

    Args:
        card: as it is now.
        before: the hours as they were.
    """
    touched = changed_hours(card, before)
    hour = next((one.became or one.was for one in touched), None)
    if hour is None:
        return None
    label = f"{KINDS[kind]}: {hour.since:%A} {hour.starts_at:%H:%M}"
    return Act(kind, label, HoursChange(touched), client_id=card.client_id, whose=card.label)


def told_act(card: ClientCard, session_id: UUID, attendance: Attendance, word: str) -> Act:
    """A planned hour was told; `word` says what became of it."""
    return Act(TOLD, word, Telling(session_id, attendance), card.client_id, card.label)


def changed_hours(card: ClientCard, before: Sequence[StandingHour]) -> tuple[HourChange, ...]:
    """The hours of a client that are not as they were."""
    were = {hour.id: hour for hour in before}
    are = {hour.id: hour for hour in card.themes.standing} if card.themes else {}
    return tuple(
        HourChange(card.client_id, were.get(one), are.get(one))
        for one in {**were, **are}
        if were.get(one) != are.get(one)
    )


def register_hours_undo(*, hours: Place, days: Place) -> None:
    """Tell how each kind is taken back, and where it is seen."""
    for kind in KINDS:
        register_undo(
            kind,
            partial(hours_back, back=True),
            redo=partial(hours_back, back=False),
            place=hours,
        )
    register_undo(TOLD, telling_back, place=days)
    register_undo(BROUGHT_IN, calendar_back, place=days)


def hours_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The standing hours as they were, but for what the act left alone."""
    change = decode(record.details, HoursChange)
    by_client: dict[UUID, list[HourChange]] = {}
    for one in change.hours:
        by_client.setdefault(one.client, []).append(one)
    clients = {client_id: client_of(stand.user, client_id) for client_id in by_client}
    turned_back = {
        client_id: _turned_back(
            open_client_themes(clients[client_id], stand.keyring).standing, touched, back=back
        )
        for client_id, touched in by_client.items()
    }
    for client_id, standing in turned_back.items():
        keep_hours(clients[client_id], standing, keyring=stand.keyring)


def telling_back(record: ChangeRecord, stand: Stand) -> None:
    """The hour is planned again, unless the session says something else by now."""
    told = decode(record.details, Telling)
    session = session_of(stand.user, told.session)
    try:
        take_back_session(session, as_told=told.attendance, keyring=stand.keyring)
    except NotEmpty:
        raise CannotUndo from None


def calendar_back(record: ChangeRecord, stand: Stand) -> None:
    """The hours and the sessions that came in; sessions in which something stands by now stay."""
    hours_back(record, stand, back=True)
    for session_id in decode(record.details, HoursChange).sessions:
        with suppress(NotFound, NotEmpty):
            session = session_of(stand.user, session_id)
            take_back_session(session, as_told=None, keyring=stand.keyring)


def _turned_back(
    standing: Sequence[StandingHour], touched: Iterable[HourChange], *, back: bool
) -> tuple[StandingHour, ...]:
    hours: dict[UUID, StandingHour | None] = {hour.id: hour for hour in standing}
    for one in touched:
        was, became = turned((one.was, one.became), back=back)
        hour_id = next(hour.id for hour in (was, became) if hour)
        hours[hour_id] = _as_it_was(hours.get(hour_id), was=was, became=became)
    return tuple(hour for hour in hours.values() if hour is not None)


def _as_it_was(
    now: StandingHour | None, *, was: StandingHour | None, became: StandingHour | None
) -> StandingHour | None:
    if now is None or was is None or became is None:
        if now != became:
            raise CannotUndo
        return was
    return taken_back(now, was=was, became=became)
