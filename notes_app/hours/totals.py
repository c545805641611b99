"""Sums over hours.  Pure.  A withdrawn hour counts nowhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from notes_app.hours.payloads import Hour, Side

UNNAMED = "No category"


@dataclass(frozen=True)
class Total:
    """How many hours of one category there were, and how many minutes in all."""

    category: str
    count: int
    minutes: int


def in_period(
    hours: Iterable[Hour], first: date | None, last: date | None, *, whom: str = ""
) -> list[Hour]:
    """The hours from `first` to `last`, both included, newest first; None is open.

    `whom`: only those with exactly this person; empty: all.
    """
    wanted = [
        hour
        for hour in hours
        if (first is None or first <= hour.on)
        and (last is None or hour.on <= last)
        and whom in ("", hour.with_whom)
    ]
    return sorted(wanted, key=lambda hour: (hour.on, str(hour.id)), reverse=True)


def totals(hours: Iterable[Hour], side: Side) -> list[Total]:
    """One line for each category of this side, the largest first."""
    counted = [hour for hour in hours if hour.side == side and hour.withdrawn is None]
    names = {hour.category or UNNAMED for hour in counted}
    lines = [
        _total([h for h in counted if (h.category or UNNAMED) == name], name) for name in names
    ]
    return sorted(lines, key=lambda line: (-line.minutes, line.category))


def people_of(hours: Iterable[Hour]) -> list[str]:
    """Everybody with whom there was an hour, by name."""
    return sorted({hour.with_whom for hour in hours} - {""}, key=str.casefold)


def by_year(hours: Iterable[Hour]) -> list[tuple[int, list[Hour]]]:
    """The hours of each year, newest year and newest hour first."""
    ordered = in_period(hours, None, None)
    years = sorted({hour.on.year for hour in ordered}, reverse=True)
    return [(year, [hour for hour in ordered if hour.on.year == year]) for year in years]


def own_practice(hours: Iterable[Hour]) -> float:
    """Hours with clients that were noted beside them."""
    return sum(hour.own_practice or 0 for hour in hours if hour.withdrawn is None)


@dataclass(frozen=True)
class Given:
    """Supervision that was given: the newest hour (None: none yet), this year's minutes, and how
    many hours wait to be attested."""

    last: Hour | None
    minutes: int
    not_attested: int


def given(hours: Iterable[Hour], year: int) -> Given:
    """The other side's hours in brief."""
    mine = [h for h in in_period(hours, None, None) if h.side == Side.SUPERVISING]
    counted = [hour for hour in mine if hour.withdrawn is None]
    return Given(
        next(iter(counted), None),
        sum(hour.minutes for hour in counted if hour.on.year == year),
        sum(hour.attested is None for hour in counted),
    )


def in_hours(minutes: int) -> str:
    """90 becomes "1 h 30 min"."""
    whole, rest = divmod(minutes, 60)
    parts = ([f"{whole} h"] if whole else []) + ([f"{rest} min"] if rest or not whole else [])
    return " ".join(parts)


def _total(hours: Sequence[Hour], name: str) -> Total:
    return Total(name, len(hours), sum(hour.minutes for hour in hours))
