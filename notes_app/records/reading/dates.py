"""Dates as people write them into file names, and no guessing where one can be read two ways."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from notes_app.records.reading.errors import NotUnderstood

EARLIEST = date(1950, 1, 1)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_MONTH = "|".join((*MONTHS, "Sept", *(month[:3] for month in MONTHS)))
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_GAP = r"[\s.,_-]*"
_YEAR_FIRST = re.compile(r"(?<![0-9])([0-9]{4})([-._/ ])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_EIGHT_DIGITS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
_YEAR_LAST = re.compile(r"(?<![0-9])([0-9]{1,2})([-._/])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
_DAY_IN_WORDS = re.compile(
    rf"(?<![0-9a-z]){_DAY}{_GAP}(?:of\s+)?({_MONTH}){_GAP}([0-9]{{4}})(?![0-9])", re.IGNORECASE
)
_MONTH_IN_WORDS = re.compile(
    rf"(?<![a-z])({_MONTH}){_GAP}{_DAY}[\s.,_-]+([0-9]{{4}})(?![0-9])", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(?<![0-9])[0-9]{1,2}([-._/])[0-9]{1,2}\1[0-9]{2}(?![0-9])")


class DateOrder(StrEnum):
    """What 03/04/2024 means, once the person has said so."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True)
class WrittenDate:
    """A date and the piece of text that says it."""

    day: date
    start: int
    end: int


def spell(day: date) -> str:
    """A date in words: 15 March 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def find_date(text: str, order: DateOrder | None) -> WrittenDate | None:
    """The one date in `text`; None when there is none.

    Raises:
        NotUnderstood: a day that no calendar has, two different dates, a year of two digits, or day
            and month that could be either way round while `order` is None.
    """
    found = sorted(_dates_in(text, order), key=lambda written: written.start)
    days = sorted({written.day for written in found})
    if len(days) > 1:
        raise NotUnderstood(
            f"There are two dates in it, {spell(days[0])} and {spell(days[1])}. Leave the one on"
            " which the session was held."
        )
    if not found and (short := _SHORT_YEAR.search(text)):
        raise NotUnderstood(f"The year in {short[0]} has two digits. Write it with four.")
    return found[0] if found else None


def check_day(day: date, *, today: date) -> date:
    """The day itself, where a session can have been held on it.  Raises NotUnderstood."""
    if day > today:
        raise NotUnderstood(f"{spell(day)} lies in the future. Correct the date.")
    if day < EARLIEST:
        raise NotUnderstood(f"{spell(day)} is too long ago to be right. Correct the year.")
    return day


def _dates_in(text: str, order: DateOrder | None) -> Iterator[WrittenDate]:
    for found in _YEAR_FIRST.finditer(text):
        yield _written(found, found[1], found[3], found[4])
    for found in _EIGHT_DIGITS.finditer(text):
        yield _written(found, found[1], found[2], found[3])
    for found in _YEAR_LAST.finditer(text):
        month, day = _in_order(found, order)
        yield _written(found, found[4], month, day)
    for found in _DAY_IN_WORDS.finditer(text):
        yield _written(found, found[3], _month_number(found[2]), found[1])
    for found in _MONTH_IN_WORDS.finditer(text):
        yield _written(found, found[3], _month_number(found[1]), found[2])


def _in_order(found: re.Match[str], order: DateOrder | None) -> tuple[str, str]:
    first, second = int(found[1]), int(found[3])
    if first == second or second > len(MONTHS) or order is DateOrder.MONTH_FIRST:
        # With a month told first, 15/03 is still no month fifteen: the day stands where it must.
        return (found[3], found[1]) if first > len(MONTHS) else (found[1], found[3])
    if first > len(MONTHS) or order is DateOrder.DAY_FIRST:
        return found[3], found[1]
    raise NotUnderstood(
        f"{found[0]} can be {first} {MONTHS[second - 1]} or {second} {MONTHS[first - 1]}. Say which"
        " comes first, the day or the month."
    )


def _month_number(name: str) -> str:
    wanted = name[:3].lower()
    return str(next(at for at, month in enumerate(MONTHS, 1) if month[:3].lower() == wanted))


def _written(found: re.Match[str], year: str, month: str, day: str) -> WrittenDate:
    try:
        return WrittenDate(date(int(year), int(month), int(day)), found.start(), found.end())
    except ValueError:
        raise NotUnderstood(
            f"{found[0].strip()} is not a day that exists. Correct the date."
        ) from None
