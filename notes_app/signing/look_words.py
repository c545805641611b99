"""Who read an opened record, and what is missing of that, in words.  Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from notes_app.signing.looks import Look, days_read
from notes_app.web.filters import day, number_word, plural

NOT_MET = "Somebody who was not met"


@dataclass(frozen=True)
class Readings:
    """Who read one record: a line for each reader, whoever read last first.

    Attributes:
        last: with the last day.
        every: with all days.
        doubts: what is said of looks that cannot be opened or verified.
    """

    last: list[str]
    every: list[str]
    doubts: list[str]


def readings_of(
    looks: Collection[Look],
    names: Mapping[UUID, str],
    *,
    local: Callable[[datetime], datetime],
) -> Readings:
    """Who read one record, by the looks at it; `local` puts times into the therapist's zone."""
    readers = {one.author_id for one in looks if one.holds}
    days = {reader: days_read(looks, reader, local=local) for reader in readers}
    told = [
        (names.get(reader, NOT_MET), read)
        for reader, read in sorted(days.items(), key=lambda one: max(one[1]), reverse=True)
    ]
    return Readings(
        [last_words(name, read) for name, read in told],
        [every_words(name, read) for name, read in told],
        doubtful_words(looks),
    )


def last_words(name: str, days: Collection[date]) -> str:
    """Ruth Adeyemi read this on 3 May 2026, and on two days before."""
    before = len(days) - 1
    more = f", and on {number_word(before)} {plural(before, 'day')} before" if before else ""
    return f"{name} read this on {day(max(days))}{more}."


def every_words(name: str, days: Collection[date]) -> str:
    """Ruth Adeyemi read it on 3 May 2026 and 30 April 2026."""
    *more, last = [day(one) for one in sorted(days, reverse=True)]
    read = f"{', '.join(more)} and {last}" if more else last
    return f"{name} read it on {read}."


def doubtful_words(looks: Iterable[Look]) -> list[str]:
    """What is said of looks that cannot be opened, and of those that are nobody's who was met."""
    looks = list(looks)
    closed = sum(one.at is None for one in looks)
    strange = sum(one.at is not None and not one.holds for one in looks)
    verb, they = ("is", "it was") if strange == 1 else ("are", "they were")
    told = []
    if closed:
        told.append(f"{_looks(closed)} cannot be opened (damaged or moved). Nothing was changed.")
    if strange:
        doubt = f"{verb} not verified: {they} not signed by a key that you know."
        told.append(f"{_looks(strange)} {doubt}")
    return told


def missing_words(count: int, whose: str, *, looks: bool = False) -> str:
    """2 entries of Sam are missing. Somebody removed them from the database."""
    one = count == 1
    what = plural(count, "look") if looks else plural(count, "entry", "entries")
    where = (" at a signed record" if one else " at signed records") if looks else ""
    gone = "is missing. Somebody removed it" if one else "are missing. Somebody removed them"
    return f"{'One' if one else count} {what} of {whose}{where} {gone} from the database."


def _looks(count: int) -> str:
    return "One look at a signed record" if count == 1 else f"{count} looks at signed records"
