"""What the relationship map shows of a stretch of sessions: pure, from what was read.

A tie is seen in a stretch if it held on its last day; the newest stretch reaches to today.  A theme
stands on the line of a person with the number of sessions of the stretch in which it was tagged
with that person.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notes_app.clients.payloads import ClientThemes, Closeness, Tie
from notes_app.notes.queries import ReadSession

STRETCH = 12


@dataclass(frozen=True)
class Stretch:
    """Sessions by number, from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """As in "sessions 1 to 12"."""
        return f"{self.first} to {self.last}" if self.first < self.last else str(self.first)


@dataclass(frozen=True)
class HeardTheme:
    """A theme with one person: in how many sessions of the stretch, and of an earlier one."""

    code: str
    sessions: int
    was: int


@dataclass(frozen=True)
class Relation:
    """How two people are: in the stretch, and at first.  `kin` says how they are related."""

    one: UUID
    other: UUID
    now: tuple[Tie, ...]
    at_first: tuple[Tie, ...]


def held(reads: Sequence[ReadSession]) -> list[ReadSession]:
    """The sessions that took place, in order."""
    return [read for read in reads if read.held and read.number]


def stretches(reads: Sequence[ReadSession]) -> list[Stretch]:
    """Stretches of twelve, the last one as long as there are sessions."""
    numbers = [read.number for read in held(reads) if read.number]
    last = max(numbers, default=0)
    return [Stretch(first, min(first + STRETCH - 1, last)) for first in range(1, last + 1, STRETCH)]


def asked_stretch(first: str, last: str, known: Sequence[Stretch]) -> Stretch | None:
    """The stretch that an address asks for; the newest one if it asks for none that there is."""
    if not known:
        return None
    end = known[-1].last
    if first.isdecimal() and last.isdecimal() and len(first + last) <= len(str(end)) * 2:
        one, other = int(first), int(last)
        if 1 <= one <= other <= end:
            return Stretch(one, other)
    return known[-1]


def within(reads: Sequence[ReadSession], stretch: Stretch | None) -> list[ReadSession]:
    """The held sessions of a stretch."""
    if stretch is None:
        return []
    return [read for read in held(reads) if stretch.first <= (read.number or 0) <= stretch.last]


def day_of(
    reads: Sequence[ReadSession], stretch: Stretch | None, known: Sequence[Stretch], today: date
) -> date:
    """The day as of which a stretch is drawn."""
    inside = within(reads, stretch)
    if stretch is None or not inside or stretch.last == known[-1].last:
        return today
    return max(read.facts.held_on for read in inside if read.facts)


def first_day(reads: Sequence[ReadSession], today: date) -> date:
    """The day of the first session; today before there is one."""
    return min((read.facts.held_on for read in held(reads) if read.facts), default=today)


def ties_on(themes: ClientThemes, day: date) -> tuple[Tie, ...]:
    """The ties that held on a day.  One without a beginning held as far back as anybody knows."""
    later = {tie.id: tie for tie in themes.ties}
    return tuple(tie for tie in themes.present_ties if _holds(tie, later, day))


def _holds(tie: Tie, known: Mapping[UUID, Tie], day: date) -> bool:
    if tie.since and tie.since > day:
        return False
    until = tie.until
    if until is None and tie.closed_by:
        closing = known.get(tie.closed_by)
        until = closing.since if closing else None
        return until is not None and until > day
    return until is None or until > day


def relations(themes: ClientThemes, now: Sequence[Tie], first: Sequence[Tie]) -> list[Relation]:
    """Every pair that has a tie now or had one at first, in the order of the people."""
    order = {person.id: at for at, person in enumerate(themes.present_people)}
    pairs = {_pair(tie, order): None for tie in (*now, *first)}
    return [
        Relation(
            one,
            other,
            tuple(tie for tie in now if {tie.one, tie.other} == {one, other}),
            tuple(tie for tie in first if {tie.one, tie.other} == {one, other}),
        )
        for one, other in sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))
    ]


def _pair(tie: Tie, order: Mapping[UUID, int]) -> tuple[UUID, UUID]:
    one, other = sorted((tie.one, tie.other), key=lambda who: order[who])
    return one, other


def counted(reads: Sequence[ReadSession]) -> list[ReadSession]:
    """Those that count: in the others a theme without a tag is not known, and none is absent."""
    return [read for read in reads if read.eligible]


def heard_with(reads: Sequence[ReadSession]) -> dict[UUID, Counter[str]]:
    """In how many of these sessions that count each theme was tagged with each person."""
    found: dict[UUID, Counter[str]] = {}
    for read in counted(reads):
        for person, theme in {(person, tag.theme) for tag in read.tags for person in tag.people}:
            found.setdefault(person, Counter())[theme] += 1
    return found


def most_heard(counts: Counter[str]) -> tuple[str, int] | None:
    """The theme heard most, and its number of sessions; of equals the first by code."""
    return min(counts.items(), key=lambda pair: (-pair[1], pair[0]), default=None)


def themes_with(
    person: UUID, now: Mapping[UUID, Counter[str]], earlier: Mapping[UUID, Counter[str]]
) -> list[HeardTheme]:
    """The themes heard with somebody, the most heard first; those heard only earlier come last."""
    here, before = now.get(person, Counter()), earlier.get(person, Counter())
    found = [HeardTheme(code, here[code], before[code]) for code in {*here, *before}]
    return sorted(found, key=lambda theme: (-theme.sessions, -theme.was, theme.code))


def closeness_on(themes: ClientThemes, person: UUID, day: date) -> Closeness | None:
    """How close somebody was as last noted on or before a day; else as first noted after it."""
    noted = sorted((c for c in themes.closeness if c.person == person), key=lambda c: c.on)
    until = [one for one in noted if one.on <= day]
    return until[-1] if until else next(iter(noted), None)
