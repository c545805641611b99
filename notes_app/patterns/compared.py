"""What the windows of a comparison are called, and the word of every theme with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from notes_app.clients.payloads import Period
from notes_app.patterns.change import Line, Windows, lines_of, window_columns
from notes_app.patterns.days import Day, DayKind
from notes_app.patterns.table import ThemeTable
from notes_app.patterns.verdict import Comparison, ThemeSeries, possible_shift
from notes_app.patterns.why import Compared, why
from notes_app.web.filters import day as told_day


@dataclass(frozen=True)
class Comparing:
    """Two windows of one client's sessions, and what is said of each theme.

    Attributes:
        columns: those of the early and of the late window; None where it is too early.
        whys: the sentences behind each word, by code.
        wordless: the day was chosen afterwards, so counts stand without words.
    """

    lines: dict[str, Line]
    columns: tuple[Sequence[int], Sequence[int]] | None
    names: Compared
    whys: dict[str, tuple[str, ...]]
    wordless: bool = False

    @property
    def later(self) -> list[tuple[str, date, list[str]]]:
        """The themes whose counts begin later: why, from which day, and their names."""
        found: dict[tuple[str, date], list[str]] = {}
        for line in self.lines.values():
            if line.counted_from:
                found.setdefault((line.basis, line.counted_from), []).append(line.row.theme.name)
        return [(basis, day, names) for (basis, day), names in found.items()]

    def spans(self, table: ThemeTable) -> tuple[str, str] | None:
        """The two windows in words, with their days: the late one first."""
        if self.columns is None:
            return None
        early, late = self.columns
        return (_window(self.names.late, late, table), _window(self.names.early, early, table))


def compare(
    table: ThemeTable, *, windows: Windows, day: Day | None, focus: Mapping[str, date]
) -> Comparing:
    """Judge every theme, and say why."""
    lines = lines_of(table, windows=windows, focus_since=focus)
    watched = sum(line.verdict.q is not None for line in lines.values())
    names = Compared(*_names(windows, day), watched)
    return Comparing(
        lines,
        window_columns(table, windows=windows),
        names,
        {
            code: why(
                line.verdict,
                names,
                focus.get(code),
                uncounted=line.uncounted,
                basis=line.basis,
            )
            for code, line in lines.items()
        },
        wordless=day is not None and day.chosen_afterwards(table),
    )


def shift_of(line: Line, focus: Mapping[str, date], table: ThemeTable) -> int | None:
    """The number of the session after which a focus theme may have moved; None without one."""
    since = focus.get(line.row.theme.code)
    if since is None:
        return None
    row = line.row
    before = sum(table.columns[at].held_on < since for at in row.columns)
    after = possible_shift(ThemeSeries(row.theme.code, row.values[before:], focus=True))
    return None if after is None else table.columns[row.columns[before + after - 1]].number


def day_words(day: Day) -> str:
    """A day as it is offered: "Since the break before 3 September 2025"."""
    if day.periods:
        early, late = (between_days(period) for period in day.periods)
        return f"{day.words}: {late} with {early}"
    on = told_day(day.on)
    said = {
        DayKind.BREAK: f"Since the break before {on}",
        DayKind.RUPTURE: f"Since the rupture of {on}",
        DayKind.FOCUS: f"Since {day.words} came into focus, {on}",
        DayKind.OWN: f"Since {day.words}, {on}",
    }
    return said[day.kind]


def between_days(period: Period) -> str:
    """1 September 2025 to 31 October 2025."""
    return f"{told_day(period.first)} to {told_day(period.last)}"


def _names(windows: Windows, day: Day | None) -> tuple[str, str]:
    if day is not None and day.periods:
        early, late = (between_days(period) for period in day.periods)
        return f"the {{}} of {early}", f"the {{}} of {late}"
    if day is not None:
        return f"the {{}} before {told_day(day.on)}", f"the {{}} from {told_day(day.on)} on"
    early = "the first {}" if windows is Comparison.FIRST_AND_LAST else "the {} just before"
    return early, "the last {}"


def _window(name: str, columns: Sequence[int], table: ThemeTable) -> str:
    first, last = table.columns[columns[0]].held_on, table.columns[columns[-1]].held_on
    return f"{name.format(f'{len(columns)} sessions')} ({told_day(first)} to {told_day(last)})"
