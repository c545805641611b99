"""When the invented hours took place, counted back from the day on which the practice is built."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from notes_app.clients.payloads import StandingHour
from notes_app.notes.payloads import Attendance, Modality

WEEK = 7
WINTER = {12, 1, 2}


@dataclass(frozen=True)
class Rhythm:
    """How often two people meet.

    Attributes:
        held: how many hours took place.
        weeks: weeks between two hours; `later_weeks` from session `slower_from` on.
        pauses: weeks without a session, after the session with that number.
        days_ago: how long ago the last hour was.
        planned: days from today on which hours are in the diary.
        winter_by_telephone: in December, January and February they speak on the telephone.
        cancelled, missed: hours that did not take place.
    """

    held: int
    starts_at: time
    days_ago: int
    weeks: int = 1
    slower_from: int = 10_000
    later_weeks: int = 2
    pauses: Mapping[int, int] = field(default_factory=dict)
    planned: tuple[int, ...] = ()
    minutes: int = 50
    modality: Modality = Modality.IN_PERSON
    winter_by_telephone: bool = False
    cancelled: int = 0
    missed: int = 0

    @property
    def ends_at(self) -> time:
        """When the hour ends."""
        total = self.starts_at.hour * 60 + self.starts_at.minute + self.minutes
        return time(total // 60, total % 60)


@dataclass(frozen=True)
class Hour:
    """One hour of the diary.  Only hours that took place are numbered by the product.

    `number` of an hour that did not take place is that of the session that it would have been.
    """

    number: int
    held_on: date
    attendance: Attendance
    modality: Modality


def hours_of(rhythm: Rhythm, *, today: date, protected: Set[int], rng: Random) -> tuple[Hour, ...]:
    """Count back from `today`: every hour of one client, the first one first.

    Args:
        protected: numbers of sessions that no lost hour may come just before.
    """
    lost = _lost(rhythm, protected, rng)
    day = today - timedelta(days=rhythm.days_ago)
    hours: list[Hour] = []
    for number in range(rhythm.held, 0, -1):
        hours.append(Hour(number, day, Attendance.HELD, _modality(rhythm, day)))
        gap = _gap(rhythm, number)
        for attendance in lost.get(number, ()):
            day -= gap
            hours.append(Hour(number, day, attendance, _modality(rhythm, day)))
        day -= gap + timedelta(weeks=rhythm.pauses.get(number - 1, 0))
    return tuple(reversed(hours))


def standing_hour(
    rhythm: Rhythm, days: Mapping[int, date], *, hour_id: UUID
) -> StandingHour | None:
    """The hour that returns, since the rhythm of today began; None where none is planned.

    Args:
        days: when each session was held, by number.
    """
    if not rhythm.planned:
        return None
    slower = rhythm.slower_from <= rhythm.held
    begun = max([1, *(pause + 1 for pause in rhythm.pauses)])
    return StandingHour(
        id=hour_id,
        since=days[max(begun, rhythm.slower_from) if slower else begun],
        starts_at=rhythm.starts_at,
        minutes=rhythm.minutes,
        every_weeks=rhythm.later_weeks if slower else rhythm.weeks,
        modality=rhythm.modality,
    )


def _gap(rhythm: Rhythm, number: int) -> timedelta:
    slower = number >= rhythm.slower_from
    return timedelta(weeks=rhythm.later_weeks if slower else rhythm.weeks)


def _modality(rhythm: Rhythm, day: date) -> Modality:
    by_telephone = rhythm.winter_by_telephone and day.month in WINTER
    return Modality.TELEPHONE if by_telephone else rhythm.modality


def _lost(rhythm: Rhythm, protected: Set[int], rng: Random) -> dict[int, list[Attendance]]:
    kinds = [Attendance.CANCELLED_BY_CLIENT] * rhythm.cancelled
    kinds += [Attendance.NO_SHOW] * rhythm.missed
    free = [number for number in range(4, rhythm.held) if number not in protected]
    return {
        number: [kind] for number, kind in zip(rng.sample(free, len(kinds)), kinds, strict=True)
    }
