"""How an entry of a calendar returns (RFC 5545, RRULE), as far as sessions do: by weeks.

Everything is worked out by arithmetic, never by counting day after day, so that a rule without end
or from the year 1 costs no more than any other.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.ics_times import Stamp, read_end

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
KNOWN = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "WKST"}
MOST_WEEKS, MOST_TIMES = 4, 5_000
NOT_WEEKLY = "It does not return by weeks in a way that is read here. Add it by hand."
A_WEEK = 7
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Weekly:
    """One weekday of a rule, on the clock of the entry's own zone; `until` None: without end."""

    since: date
    every_weeks: int
    until: date | None


def read_rule(value: str, start: Stamp) -> list[Weekly]:
    """The weekdays of a rule, in order of their first day.

    Raises:
        NotUnderstood: it does not return by weeks, or says how in a way that is not read here.
    """
    parts = dict(part.upper().partition("=")[::2] for part in value.strip(";").split(";"))
    if parts.get("FREQ") != "WEEKLY" or not parts.keys() <= KNOWN:
        raise NotUnderstood(NOT_WEEKLY)
    every = _number(parts.get("INTERVAL", "1"), most=MOST_WEEKS)
    first, grid = start.wall.date(), _weekday(parts.get("WKST", "MO"))
    own = WEEKDAYS[first.weekday()]
    weekdays = {_weekday(day) for day in parts.get("BYDAY", own).split(",")}
    firsts = sorted(_first_on(weekday, first, every, grid) for weekday in weekdays)
    end = _end(parts, firsts, every, start)
    if end is None:
        return [Weekly(day, every, None) for day in firsts]
    return [Weekly(day, every, _last_by(day, every, end)) for day in firsts if day <= end]


def _first_on(weekday: int, first: date, every: int, grid: int) -> date:
    """The first day of that weekday in the weeks that count, not before `first`."""
    week_begins = first - timedelta(days=(first.weekday() - grid) % A_WEEK)
    day = week_begins + timedelta(days=(weekday - grid) % A_WEEK)
    return day if day >= first else day + timedelta(weeks=every)


def _end(parts: dict[str, str], firsts: list[date], every: int, start: Stamp) -> date | None:
    if "COUNT" in parts:
        # The weekdays take turns in the order of their first days.
        times = _number(parts["COUNT"], most=MOST_TIMES) - 1
        rounds, nth = divmod(times, len(firsts))
        return firsts[nth] + timedelta(weeks=rounds * every)
    if "UNTIL" in parts:
        last: datetime = read_end(parts["UNTIL"], start)
        begun = last.time() >= start.wall.time()
        return last.date() if begun else last.date() - timedelta(days=1)
    return None


def _last_by(first: date, every: int, end: date) -> date:
    return first + timedelta(weeks=(end - first).days // (A_WEEK * every) * every)


def _number(value: str, *, most: int) -> int:
    # More digits than any such number has are not even read: int() of many takes long, or refuses.
    if not _NUMBER.fullmatch(value) or not 1 <= int(value) <= most:
        raise NotUnderstood(NOT_WEEKLY)
    return int(value)


def _weekday(value: str) -> int:
    if value.strip() not in WEEKDAYS:  # such as 1MO, the first Monday of a month
        raise NotUnderstood(NOT_WEEKLY)
    return WEEKDAYS.index(value.strip())
