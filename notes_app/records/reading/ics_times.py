"""Dates, times and durations of an iCalendar file (RFC 5545, 3.3), and their zones.

A time is kept as the file says it: on the clock of its own zone.  Only at the end is it told on the
therapist's clock, because an hour that returns follows the summer time of the zone it was made in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.ics_lines import Line

ToLocal = Callable[[datetime], datetime]

NO_TIME = "Its date or time cannot be read."
WHOLE_DAY = "It fills a whole day, so it is no session."
FIRST_YEAR, LAST_YEAR = 1900, 2200  # beyond, a calendar means "always", or is hostile
_STAMP = re.compile(r"([0-9]{8})T([0-9]{6})(Z?)")
_A_DAY = re.compile(r"[0-9]{8}")
_YEAR = re.compile(r"[0-9]{4}")
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,3})W)?(?:([0-9]{1,4})D)?"
    r"(?:T(?:([0-9]{1,4})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})S)?)?"
)


@dataclass(frozen=True)
class Stamp:
    """A moment as a file says it: the clock on the wall, and in which zone.

    `zone` None: wherever the reader is (floating).  `unknown`: the file names a zone that nobody
    here knows, and its time is taken as floating.
    """

    wall: datetime
    zone: tzinfo | None = None
    unknown: str = ""

    def local(self, to_local: ToLocal) -> datetime:
        """On the therapist's clock, without a zone."""
        if self.zone is None:
            return self.wall
        return to_local(self.wall.replace(tzinfo=self.zone)).replace(tzinfo=None)

    def on_day(self, day: date) -> "Stamp":
        """The same time of day, on another day."""
        return Stamp(datetime.combine(day, self.wall.time()), self.zone, self.unknown)

    def seen_from(self, other: "Stamp") -> datetime:
        """This moment on the clock of `other`'s zone; as it is, where one of them has none."""
        if self.zone is None or other.zone is None:
            return self.wall
        return self.wall.replace(tzinfo=self.zone).astimezone(other.zone).replace(tzinfo=None)


def read_stamp(line: Line) -> Stamp:
    """The moment of a property.  Raises NotUnderstood: a whole day, or no time at all."""
    return read_stamps(line)[0]


def read_stamps(line: Line) -> list[Stamp]:
    """The moments of a property that may hold several.  Raises NotUnderstood."""
    if line.parameters.get("VALUE", "").upper() == "DATE" or _A_DAY.fullmatch(line.value):
        raise NotUnderstood(WHOLE_DAY)
    zone, unknown = _zone(line.parameters.get("TZID", ""))
    return [_stamp(value.strip(), zone, unknown) for value in line.value.split(",")]


def read_days(line: Line, seen_from: Stamp) -> list[date]:
    """The days of a property that names days or moments, as `seen_from` counts them."""
    values = line.value.split(",")
    if all(_A_DAY.fullmatch(value) for value in values):
        return [_day(value) for value in values]
    return [stamp.seen_from(seen_from).date() for stamp in read_stamps(line)]


def read_end(value: str, start: Stamp) -> datetime:
    """The UNTIL of a rule on the clock of `start`; a day lasts until its end.

    Raises NotUnderstood.
    """
    year = _YEAR.match(value)
    if year and int(year[0]) > LAST_YEAR:
        return datetime(LAST_YEAR, 12, 31)  # noqa: DTZ001 - a wall clock
    if _A_DAY.fullmatch(value):
        return datetime.combine(_day(value), datetime.max.time())
    return _stamp(value, start.zone, "").seen_from(start)


def read_duration(value: str) -> timedelta:
    """PT50M.  Raises NotUnderstood."""
    found = _DURATION.fullmatch(value.strip().upper())
    if found is None or found[1] == "-":
        raise NotUnderstood(NO_TIME)
    weeks, days, hours, minutes, seconds = (int(found[nth] or 0) for nth in range(2, 7))
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _stamp(value: str, zone: tzinfo | None, unknown: str) -> Stamp:
    found = _STAMP.fullmatch(value)
    if found is None:
        raise NotUnderstood(NO_TIME)
    try:
        wall = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007 - a wall clock
    except ValueError:
        raise NotUnderstood(NO_TIME) from None
    if not FIRST_YEAR <= wall.year <= LAST_YEAR:
        raise NotUnderstood(NO_TIME)
    return Stamp(wall, UTC) if found[3] else Stamp(wall, zone, unknown)


def _day(value: str) -> date:
    try:
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007 - a calendar day
    except ValueError:
        raise NotUnderstood(NO_TIME) from None


def _zone(name: str) -> tuple[tzinfo | None, str]:
    """The zone of that name, and the name where none is known: then the wall is believed."""
    if not name:
        return None, ""
    try:
        return ZoneInfo(name.lstrip("/")), ""
    except (ValueError, OSError, KeyError):  # no such zone, or no name of one
        return None, name[:80]
