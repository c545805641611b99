"""Dates of GEDCOM, as far as a family needs them: years of lives, days of ties."""

import re
from datetime import date

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
EARLIEST, LATEST = 1500, 2100
_YEAR = re.compile(r"\b(\d{4})\b")
_DAY = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z]{3}) )?(\d{4})$")
_OTHER_CALENDAR = re.compile(r"FRENCH_R|HEBREW|JULIAN|BCE|B\.C\.", re.IGNORECASE)


def year_in(value: str) -> int | None:
    """The first year of a date in any of its forms; None where it names none of this calendar."""
    if _OTHER_CALENDAR.search(value):
        return None
    years = [int(found) for found in _YEAR.findall(value)]
    return next((year for year in years if EARLIEST <= year <= LATEST), None)


def said(day: date) -> str:
    """A day as GEDCOM writes it: 12 MAR 2019."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period(since: date | None, until: date | None) -> str:
    """FROM ... TO ...; empty where neither is known."""
    parts = [f"FROM {said(since)}" if since else "", f"TO {said(until)}" if until else ""]
    return " ".join(part for part in parts if part)


def read_period(value: str) -> tuple[date | None, date | None]:
    """The two days of a period.  A year alone begins, or ends, with its first day."""
    upper = " ".join(value.upper().split())
    if _OTHER_CALENDAR.search(upper):
        return None, None
    begin, _, end = upper.partition("TO ") if not upper.startswith("TO ") else ("", "", upper[3:])
    return _day(begin.replace("FROM ", "").strip()), _day(end.strip())


def _day(value: str) -> date | None:
    match = _DAY.match(value)
    if match is None or not EARLIEST <= int(match[3]) <= LATEST:
        return None
    month = MONTHS.index(match[2]) + 1 if match[2] in MONTHS else 1
    try:
        return date(int(match[3]), month, int(match[1] or 1))
    except ValueError:
        return None
