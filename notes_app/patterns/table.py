"""Every session by every theme: the pure core of the page Theme change.

Sessions in, a table out; no database, no words about change (those are `patterns.verdict`).

A bar is the strength of a theme in a session.  An empty cell of a complete session says that the
theme was not heard; of any other session it says nothing, and is drawn as not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import NOT_HELD, ReadSession

BREAK = timedelta(days=21)  # a gap this long is drawn as a break


def place_of(tag: Tag, places: Mapping[UUID, Pole]) -> Pole | None:
    """The place in life of a passage: its own, or that of the first who has one; None: not said."""
    return tag.pole or next((places[one] for one in tag.people if one in places), None)


@dataclass(frozen=True)
class Only:
    """Which tags count: those with one person, or of one pole of life, or all.

    `places` are where people stand: a passage without a pole of its own stands with its person.
    """

    person: UUID | None = None
    pole: Pole | None = None
    places: Mapping[UUID, Pole] = field(default_factory=dict)

    def takes(self, tag: Tag) -> bool:
        """Whether `tag` counts."""
        if self.person is not None and self.person not in tag.people:
            return False
        return self.pole is None or place_of(tag, self.places) is self.pole

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.person is None and self.pole is None


@dataclass(frozen=True)
class ThemeSpan:
    """A theme of the codebook, and since when until when it counts.

    `address` stands for its code in addresses; None for a code that the codebook does not know.
    """

    code: str
    name: str
    family: str
    definition: str = ""
    since: date | None = None
    retired: date | None = None
    address: UUID | None = None

    def counts_on(self, day: date) -> bool:
        """Whether a session of `day` can say anything about this theme."""
        started = self.since is None or day >= self.since
        return started and (self.retired is None or day < self.retired)


def span_of(code: str, themes: Mapping[str, ThemeSpan]) -> ThemeSpan:
    """A theme of the codebook; one that is not there stands under its code, and always counts."""
    return themes.get(code) or ThemeSpan(code, code, "")


def counting_for(theme: ThemeSpan, reads: Iterable[ReadSession]) -> list[ReadSession]:
    """Those sessions in which a theme was on offer: in the others it is unknown, never absent."""
    return [read for read in reads if read.facts and theme.counts_on(read.facts.held_on)]


@dataclass(frozen=True)
class Column:
    """One session.  `missed` hours are gaps; `after_break` follows three weeks or more."""

    session_id: UUID
    number: int | None
    held_on: date
    missed: bool
    complete: bool
    after_break: bool


class Cell(NamedTuple):  # thousands are made for one page: a dataclass takes three times as long
    """One theme in one session.

    `strength` is 1-5, or 0; `known` says whether 0 means absent.  `stage` is the median of those
    that were rated, 0-7 in halves; None where none was.  `exists`: the theme counted on that day.
    """

    strength: int
    known: bool
    passages: int = 0
    stage: float | None = None
    exists: bool = True


@dataclass(frozen=True)
class ThemeRow:
    """One theme over all columns.

    `values` are the strengths (0-5) of the sessions that count, in order; `columns` their positions
    in the table; `starts_at` how many of the client's eligible sessions came before the first.
    """

    theme: ThemeSpan
    cells: tuple[Cell, ...]
    values: tuple[int, ...]
    columns: tuple[int, ...]
    starts_at: int

    @property
    def heard(self) -> int:
        """In how many sessions that count it was heard."""
        return sum(value > 0 for value in self.values)

    @property
    def heard_at_all(self) -> list[int]:
        """The columns with any passage, counted or not."""
        return [at for at, cell in enumerate(self.cells) if cell.strength]


@dataclass(frozen=True)
class ThemeTable:
    """All columns in order of date, and a row for each theme that any session names."""

    columns: tuple[Column, ...]
    rows: tuple[ThemeRow, ...]
    unopened: int

    @property
    def eligible(self) -> tuple[int, ...]:
        """The columns of sessions that were held and completely tagged."""
        return tuple(at for at, c in enumerate(self.columns) if c.complete and not c.missed)

    @property
    def incomplete(self) -> int:
        """How many sessions were held and are not completely tagged."""
        return sum(not c.complete and not c.missed for c in self.columns)

    @property
    def in_part(self) -> bool:
        """Whether a theme was not on offer in some of the sessions that are drawn."""
        return any(not cell.exists and not cell.strength for row in self.rows for cell in row.cells)

    def row(self, code: str) -> ThemeRow | None:
        """The row of one theme."""
        return next((row for row in self.rows if row.theme.code == code), None)


def table_of(
    reads: Sequence[ReadSession],
    *,
    themes: Mapping[str, ThemeSpan],
    today: date,
    only: Only | None = None,
) -> ThemeTable:
    """Put the table together.

    Args:
        reads: the client's sessions in order, as `notes.queries.sessions_of` gives them.
        themes: by code; a code that is not there gets a row under its own code, because what was
            tagged never vanishes.
        today: sessions after it are plans, and left out.
    """
    wanted = only or Only()
    told = [read for read in reads if read.has_come(today)]
    columns = columns_of(told)
    by_theme: dict[str, dict[int, list[Tag]]] = {}
    for at, read in enumerate(told):
        for tag in read.tags:
            if wanted.takes(tag):
                by_theme.setdefault(tag.theme, {}).setdefault(at, []).append(tag)
    rows = [_row(span_of(code, themes), tags, columns) for code, tags in by_theme.items()]
    unopened = sum(read.facts is None for read in reads)
    return ThemeTable(columns, tuple(rows), unopened)


def columns_of(told: Sequence[ReadSession]) -> tuple[Column, ...]:
    """A column for each of these sessions, which are in order."""
    columns: list[Column] = []
    seen: date | None = None
    for read in told:
        facts = read.facts
        if facts is None:
            continue
        missed = facts.attendance in NOT_HELD
        long_ago = seen is not None and facts.held_on - seen >= BREAK
        columns.append(
            Column(
                read.session_id,
                read.number,
                facts.held_on,
                missed,
                facts.tagging_complete,
                long_ago and not missed,
            )
        )
        seen = seen if missed else facts.held_on
    return tuple(columns)


def _stage(tags: Sequence[Tag]) -> float | None:
    rated = [tag.stage for tag in tags if tag.stage is not None]
    return float(median(rated)) if rated else None


def _row(
    theme: ThemeSpan, tags: Mapping[int, Sequence[Tag]], columns: Sequence[Column]
) -> ThemeRow:
    cells, values, places = [], [], []
    starts_at = 0
    for at, column in enumerate(columns):
        here = tags.get(at, ())
        strength = max(tag.strength for tag in here) if here else 0
        eligible = column.complete and not column.missed
        exists = theme.counts_on(column.held_on)
        counts = eligible and exists
        cells.append(Cell(strength, counts, len(here), _stage(here) if here else None, exists))
        if counts:
            values.append(strength)
            places.append(at)
        elif eligible and not values:
            starts_at += 1
    return ThemeRow(theme, tuple(cells), tuple(values), tuple(places), starts_at)
