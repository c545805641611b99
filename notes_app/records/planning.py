"""What a calendar will plan: hours that return and single sessions, by client.  Pure.

An entry is recognised by an id made from what the calendar knows it by, so that importing twice
adds nothing.  Its title plays no part in it and is not kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from notes_app.clients.payloads import Pause, StandingHour
from notes_app.clients.queries import ClientCard
from notes_app.notes.payloads import PlannedBy, SessionThemes
from notes_app.notes.queries import ReadSession
from notes_app.records.reading.calendar import Once, Returning, Series

_OF_CALENDARS = UUID("5f2c37a1-0f0c-4e3f-9a8e-6f6c0f6f3f55")


@dataclass(frozen=True)
class Planned:
    """What one entry plans for one client; what is there already is only counted."""

    series: Series
    client_id: UUID
    hours: tuple[StandingHour, ...] = ()
    sessions: tuple[SessionThemes, ...] = ()
    there: int = 0

    @property
    def count(self) -> int:
        """How many hours and sessions will come in."""
        return len(self.hours) + len(self.sessions)


@dataclass(frozen=True)
class Whose:
    """One client, and what stands in the diary."""

    card: ClientCard
    reads: Sequence[ReadSession]


def plan_calendar(
    series: Sequence[Series], *, whose: Sequence[UUID | None], clients: Mapping[UUID, Whose]
) -> list[Planned]:
    """What will come in, for those entries that are somebody's.

    Args:
        whose: the client of each entry, None where it is left out.
        clients: by id; whoever is not among them, or cannot be opened, gets nothing.
    """
    return [
        _planned(one, clients[client_id])
        for one, client_id in zip(series, whose, strict=True)
        if client_id and client_id in clients and clients[client_id].card.themes is not None
    ]


def _planned(series: Series, whose: Whose) -> Planned:
    standing = whose.card.themes.standing if whose.card.themes else ()
    told = [read.facts for read in whose.reads if read.facts is not None]
    hours = [(one, _same_hour(one, series, standing)) for one in series.returning]
    new = tuple(_hour(one, series) for one, there in hours if there is None)
    owners = [there.id if there else _hour_id(series, one) for one, there in hours]
    sessions = [_session(once, _owner(once, series, owners)) for once in series.once]
    coming = tuple(one for one in sessions if not _is_there(one, told))
    there = len(series.returning) - len(new) + len(sessions) - len(coming)
    return Planned(series, whose.card.client_id, new, coming, there)


def _hour_id(series: Series, returning: Returning) -> UUID:
    return uuid5(_OF_CALENDARS, f"{series.uid}\n{returning.since.weekday()}")


def _same_hour(
    returning: Returning, series: Series, standing: Sequence[StandingHour]
) -> StandingHour | None:
    """The hour that came from this entry before, or one added by hand for the same time."""
    wanted = _hour_id(series, returning)
    slot = (returning.since.weekday(), returning.starts_at, returning.every_weeks)
    return next(
        (
            hour
            for hour in standing
            if hour.id == wanted
            or (
                (hour.since.weekday(), hour.starts_at, hour.every_weeks) == slot
                and (hour.until is None or hour.until >= returning.since)
            )
        ),
        None,
    )


def _hour(returning: Returning, series: Series) -> StandingHour:
    hour_id = _hour_id(series, returning)
    weekday = returning.since.weekday()
    return StandingHour(
        id=hour_id,
        since=returning.since,
        starts_at=returning.starts_at,
        minutes=returning.minutes,
        every_weeks=returning.every_weeks,
        until=returning.until,
        pauses=tuple(
            Pause(uuid5(hour_id, day.isoformat()), day, day)
            for day in returning.left_out
            if day.weekday() == weekday
        ),
    )


def _owner(once: Once, series: Series, owners: Sequence[UUID]) -> UUID:
    """The returning hour that a moved day belongs to, else the entry itself."""
    for returning, owner in zip(series.returning, owners, strict=True):
        if once.moved and once.on.weekday() == returning.since.weekday():
            return owner
    return uuid5(_OF_CALENDARS, series.uid)


def _session(once: Once, owner: UUID) -> SessionThemes:
    start = datetime.combine(once.day, once.starts_at)
    end = start + timedelta(minutes=once.minutes)
    return SessionThemes(
        number=0,
        held_on=once.day,
        starts_at=once.starts_at,
        ends_at=end.time() if end.date() == once.day else None,
        planned_by=PlannedBy(owner, once.on),
    )


def _is_there(session: SessionThemes, told: Sequence[SessionThemes]) -> bool:
    """Whether it was brought in before, or stands there by hand at the same time."""
    at: tuple[date, object] = (session.held_on, session.starts_at)
    return any(
        one.planned_by == session.planned_by or (one.held_on, one.starts_at) == at for one in told
    )
