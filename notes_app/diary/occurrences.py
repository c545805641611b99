"""When a standing hour falls, and which of its days are not sessions yet.  Pure.

A standing hour is a rule, not rows: its days are worked out whenever they are shown, and become
sessions only by an act.  Days are calendar days and times the clock on the wall, so that 14:00
stays 14:00 when summer time begins or ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from notes_app.clients.payloads import StandingHour
from notes_app.notes.queries import ReadSession


@dataclass(frozen=True)
class Occurrence:
    """One day on which a standing hour falls."""

    hour: StandingHour
    on: date

    @property
    def ends_at(self) -> time | None:
        """When it ends; None for an hour that would end on the next day."""
        end = datetime.combine(self.on, self.hour.starts_at) + timedelta(minutes=self.hour.minutes)
        return end.time() if end.date() == self.on else None


def occurrences(hour: StandingHour, first: date, last: date) -> Iterator[Occurrence]:
    """The days from `first` to `last`, both included, on which `hour` falls, in order."""
    step = 7 * max(1, hour.every_weeks)
    final = min(last, hour.until) if hour.until else last
    missed = max(0, (first - hour.since).days)
    day = hour.since.toordinal() + -(-missed // step) * step
    for ordinal in range(day, final.toordinal() + 1, step):
        if not is_paused(hour, on := date.fromordinal(ordinal)):
            yield Occurrence(hour, on)


def is_paused(hour: StandingHour, on: date) -> bool:
    """Whether that day is left out."""
    return any(pause.first <= on <= pause.last for pause in hour.pauses)


def unmet(
    hours: Iterable[StandingHour], reads: Sequence[ReadSession], first: date, last: date
) -> list[Occurrence]:
    """The occurrences of one client's hours for which there is no session, in order.

    A session meets the occurrence that it was planned from, wherever it was moved to.  One that was
    added by hand meets whatever falls on its day.
    """
    told = [read.facts for read in reads if read.facts is not None]
    met: set[tuple[UUID, date]] = {
        (facts.planned_by.hour, facts.planned_by.on) for facts in told if facts.planned_by
    }
    by_hand = {facts.held_on for facts in told if facts.planned_by is None}
    found = [
        occurrence
        for hour in hours
        for occurrence in occurrences(hour, first, last)
        if (hour.id, occurrence.on) not in met and occurrence.on not in by_hand
    ]
    return sorted(found, key=lambda one: (one.on, one.hour.starts_at))
