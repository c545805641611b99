"""A calendar file as sessions: hours that return, and single ones, on the therapist's clock.

What lies before today is left out: an hour that was held has a note, and a calendar holds none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from notes_app.payload import Part
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.ics_events import Entry, Told, changed_day, read_entries
from notes_app.records.reading.ics_lines import calendar_lines
from notes_app.records.reading.ics_rules import Weekly, read_rule
from notes_app.records.reading.ics_times import WHOLE_DAY, Stamp, ToLocal

LONGEST_TITLE, LONGEST_UID = 200, 500
MOST_SERIES = 500
TOO_MANY_AHEAD = (
    f"This calendar has more than {MOST_SERIES:,} entries that lie ahead, which is more than can be"
    " looked through. Export a shorter stretch, or one calendar only."
)
LONGEST = timedelta(hours=12)
USUAL = timedelta(minutes=50)
LOOK_AHEAD = 53  # weeks: a whole year with both changes of the clock
ONE_BY_ONE = 8
OTHER_ZONE = (
    "Its time zone changes its clock on other days than yours. Its next eight sessions are planned"
    " one by one."
)
UNKNOWN_ZONE = "Its time zone, “{zone}”, is not known here: the time is taken as it stands there."


class Returning(Part, frozen=True):
    """An hour that returns on one weekday; `since` is its next day, `until` its last."""

    since: date
    starts_at: time
    minutes: int
    every_weeks: int = 1
    until: date | None = None
    left_out: tuple[date, ...] = ()


class Once(Part, frozen=True):
    """A single hour.  `on` is its day in the calendar's rule, which stays when it is moved."""

    on: date
    day: date
    starts_at: time
    minutes: int
    moved: bool = False


class Series(Part, frozen=True):
    """One entry of a calendar, as far as it lies ahead.

    `problem` is the sentence that says why it cannot come in; `remark` what was guessed.
    """

    uid: str
    title: str
    returning: tuple[Returning, ...] = ()
    once: tuple[Once, ...] = ()
    problem: str = ""
    remark: str = ""

    @property
    def first(self) -> date:
        """Its next day, for an order; what has none comes last."""
        days = [*(one.since for one in self.returning), *(one.day for one in self.once)]
        return min(days, default=date.max)


@dataclass(frozen=True)
class Reader:
    """Whose clock, and what day it is."""

    to_local: ToLocal
    today: date


def read_calendar(content: bytes, *, reader: Reader) -> tuple[Series, ...]:
    """The entries of an .ics file that lie ahead, by their next day.

    Raises:
        NotUnderstood: it is no calendar, too large, or has too many entries ahead.
    """
    ahead: list[Series] = []
    for told in read_entries(calendar_lines(content)):
        one = _series(told, reader)
        if one.returning or one.once or one.problem:
            ahead.append(one)
        if len(ahead) > MOST_SERIES:  # a rule is followed through a year: that is not for nothing
            raise NotUnderstood(TOO_MANY_AHEAD)
    return tuple(sorted(ahead, key=lambda one: (one.first, one.title)))


def _series(told: Told, reader: Reader) -> Series:
    made = told.made or told.changed[0]
    uid, title = told.uid[:LONGEST_UID], made.title[:LONGEST_TITLE]
    try:
        returning, once, remark = _ahead(told, reader)
    except NotUnderstood as trouble:
        whole_day = trouble.sentence == WHOLE_DAY  # a holiday, a birthday: nothing to say about
        silent = whole_day or _is_over(made, reader)
        return Series(uid, title, problem="" if silent else trouble.sentence)
    return Series(uid, title, tuple(returning), tuple(once), remark=remark)


def _is_over(made: Entry, reader: Reader) -> bool:
    """Whether a single entry lies behind, whatever else is wrong with it."""
    try:
        return "RRULE" not in made.lines and made.start.local(reader.to_local).date() < reader.today
    except NotUnderstood:
        return False


def _ahead(told: Told, reader: Reader) -> tuple[list[Returning], list[Once], str]:
    made = told.made
    if made is None:  # only single days of a rule that is not in the file
        return [], list(_changed(told, told.changed[0].start, reader)), ""
    if made.cancelled:
        return [], [], ""
    start, rule = made.start, made.one("RRULE")
    remark = UNKNOWN_ZONE.format(zone=start.unknown) if start.unknown else ""
    if rule is None:
        once = _once(start.wall.date(), made, reader)
        return [], [once] if once else [], remark
    told.refuse_what_is_not_read()
    changed = list(_changed(told, start, reader))
    gone = told.left_out(start) | {changed_day(entry, start) for entry in told.changed}
    weekdays = read_rule(rule.value, start)
    if not all(_keeps_time(weekly, start, reader) for weekly in weekdays):
        singles = [one for weekly in weekdays for one in _singly(weekly, made, gone, reader)]
        return [], [*singles[:ONE_BY_ONE], *changed], remark or OTHER_ZONE
    hours = (_returning(weekly, made, gone, reader) for weekly in weekdays)
    return [one for one in hours if one], changed, remark


def _returning(weekly: Weekly, made: Entry, gone: set[date], reader: Reader) -> Returning | None:
    start = made.start
    first = next(_days(weekly, start, reader), None)
    if first is None:
        return None
    local = start.on_day(first).local(reader.to_local)
    shift = local.date() - first  # an hour near midnight may fall on another day here
    return Returning(
        since=local.date(),
        starts_at=_clock(local),
        minutes=_minutes(made),
        every_weeks=weekly.every_weeks,
        until=weekly.until + shift if weekly.until else None,
        left_out=tuple(sorted(day + shift for day in gone if day >= first)),
    )


def _singly(weekly: Weekly, made: Entry, gone: set[date], reader: Reader) -> Iterator[Once]:
    for day in _days(weekly, made.start, reader):
        once = _once(day, made, reader, at=made.start.on_day(day))
        if once and day not in gone:
            yield once


def _changed(told: Told, start: Stamp, reader: Reader) -> Iterator[Once]:
    """The days of a rule that were moved; those that were cancelled are only left out."""
    for entry in told.changed:
        if not entry.cancelled:
            on = start.on_day(changed_day(entry, start)).local(reader.to_local).date()
            once = _once(on, entry, reader, moved=True)
            if once:
                yield once


def _once(
    on: date, entry: Entry, reader: Reader, *, at: Stamp | None = None, moved: bool = False
) -> Once | None:
    local = (at or entry.start).local(reader.to_local)
    if local.date() < reader.today:
        return None
    return Once(on, local.date(), _clock(local), _minutes(entry), moved)


def _days(weekly: Weekly, start: Stamp, reader: Reader) -> Iterator[date]:
    """The days from today on and for a year, as the entry's own zone counts them."""
    step = timedelta(weeks=weekly.every_weeks)
    day = weekly.since
    behind = (reader.today - timedelta(days=1) - day).days
    day += max(0, behind // step.days) * step
    last = min(weekly.until or date.max, max(day, reader.today) + timedelta(weeks=LOOK_AHEAD))
    while day <= last and start.on_day(day).local(reader.to_local).date() < reader.today:
        day += step
    while day <= last:
        yield day
        day += step


def _keeps_time(weekly: Weekly, start: Stamp, reader: Reader) -> bool:
    """Whether the hour stands at the same time of the therapist's week all through the year."""
    if start.zone is None:
        return True
    shifts: set[timedelta] = set()
    for day in _days(weekly, start, reader):
        at = start.on_day(day)
        shifts.add(at.local(reader.to_local) - at.wall)
    return len(shifts) <= 1


def _clock(local: datetime) -> time:
    return local.time().replace(second=0)


def _minutes(entry: Entry) -> int:
    lasts = entry.lasts
    if not timedelta(minutes=1) <= lasts <= LONGEST:
        lasts = USUAL
    return int(lasts.total_seconds() // 60)
