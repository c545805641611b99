"""Days that divide the work: breaks, ruptures, the naming of a focus, and the therapist's own.

Two stretches may be compared round such a day, and a word is said only if the day was not chosen
for what the chart shows.  Nobody can look into a therapist's eyes, so the rule goes by dates: a
day counts as *chosen afterwards* when, at the time of its writing down, more than one session that
counts had already been held from that day on.  One is allowed, because clients tell of such a day
in the hour that follows, and one session shows no course.

Two stretches may also be chosen by their dates.  Then the earlier one is a choice too: whoever
looks first can pick the weeks in which a theme was loud, and any weeks after those are quieter.  So
the sessions of both count as seen.  Source: domain.md 5.1, 5.5 (2 and 4).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from notes_app.clients.payloads import Event, Period
from notes_app.notes.payloads import SessionThemes
from notes_app.notes.queries import ReadSession
from notes_app.patterns.table import ThemeSpan, ThemeTable
from notes_app.statistics import windows

FEWEST_SEEN = 2  # sessions already held after a day that make it one chosen afterwards


class DayKind(StrEnum):
    """Where a day comes from."""

    BREAK = "break"
    RUPTURE = "rupture"
    FOCUS = "focus"
    OWN = "own"


@dataclass(frozen=True)
class Day:
    """A day by which the sessions divide: those before it, and those from it on.

    `id` stands for it in addresses.  `noted_on` is when it was written down.  `periods` are two
    stretches that were chosen by their dates; `on` then begins the later one.
    """

    id: UUID
    kind: DayKind
    on: date
    noted_on: date
    words: str = ""
    periods: tuple[Period, Period] | None = None

    def before(self, table: ThemeTable) -> int:
        """How many sessions that count were held before it."""
        return sum(table.columns[at].held_on < self.on for at in table.eligible)

    def divides(self, table: ThemeTable) -> bool:
        """Whether enough sessions stand on either side to compare them."""
        n, chosen = len(table.eligible), self.windows(table)
        if isinstance(chosen, int):
            return windows.around(n, chosen) is not None
        return windows.between(n, chosen.early, chosen.late) is not None

    def windows(self, table: ThemeTable) -> int | windows.Windows:
        """What is compared: the number of sessions before the day, or the two stretches."""
        if self.periods is None:
            return self.before(table)
        held = [table.columns[at].held_on for at in table.eligible]
        return windows.Windows(*(_places(held, period) for period in self.periods))

    def chosen_afterwards(self, table: ThemeTable) -> bool:
        """Whether the chart already showed what is compared when it was written down."""
        held = [table.columns[at].held_on for at in table.eligible]
        if self.periods is None:
            compared = [day for day in held if self.on <= day]
        else:
            compared = [day for day in held if any(p.first <= day <= p.last for p in self.periods)]
        return sum(day < self.noted_on for day in compared) >= FEWEST_SEEN


def days_of(
    table: ThemeTable,
    reads: Iterable[ReadSession],
    focus: Mapping[str, date],
    spans: Mapping[str, ThemeSpan],
    events: Sequence[Event] = (),
) -> list[Day]:
    """Every day that is known, in order.

    Args:
        focus: since when themes are in focus, by code.
        events: the therapist's own.
    """
    found = [*_breaks(table), *_ruptures(reads), *_named(focus, spans)]
    found += [Day(it.id, DayKind.OWN, it.on, it.noted_on, it.words, it.periods) for it in events]
    return sorted(found, key=lambda day: (day.on, day.kind, str(day.id)))


def _places(held: Sequence[date], period: Period) -> range:
    """The positions of the sessions of a stretch; `held` is in order."""
    return range(bisect_left(held, period.first), bisect_right(held, period.last))


def _breaks(table: ThemeTable) -> list[Day]:
    # A break stands in the calendar; nobody writes it down.
    return [
        Day(column.session_id, DayKind.BREAK, column.held_on, column.held_on)
        for column in table.columns
        if column.after_break
    ]


def _ruptures(reads: Iterable[ReadSession]) -> list[Day]:
    return [
        Day(rupture.id, DayKind.RUPTURE, read.facts.held_on, _rated_on(read.facts, rupture.id))
        for read in reads
        if read.facts is not None
        for rupture in read.facts.ratings.ruptures
        if not rupture.taken_back
    ]


def _rated_on(facts: SessionThemes, rupture: UUID) -> date:
    """The day of the session, or of the revision of a signed one that first told of it."""
    noted = facts.held_on
    for revision in facts.revisions:
        if all(one.id != rupture for one in revision.ratings.ruptures):
            noted = datetime.fromtimestamp(revision.until, UTC).date()
    return noted


def _named(focus: Mapping[str, date], spans: Mapping[str, ThemeSpan]) -> list[Day]:
    themes = ((spans.get(code), on) for code, on in focus.items())
    return [
        Day(theme.address, DayKind.FOCUS, on, on, theme.name)
        for theme, on in themes
        if theme is not None and theme.address is not None
    ]
