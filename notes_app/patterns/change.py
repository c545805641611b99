"""What has changed, as the page says it: five lists of themes with their counts and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from notes_app.patterns.table import Column, ThemeRow, ThemeTable
from notes_app.patterns.verdict import (
    PERHAPS,
    Comparison,
    Section,
    ThemeSeries,
    Verdict,
    focus_series,
    in_order,
    list_of,
    verdicts,
)
from notes_app.statistics import windows as windowing

Windows = Comparison | int | windowing.Windows


@dataclass(frozen=True)
class Line:
    """One theme in its list.

    `uncounted` says where a theme was heard that was heard in no session that counts; else empty.
    `focus_since` is the day on which it came into focus, if its counts leave out sessions before.
    """

    row: ThemeRow
    verdict: Verdict
    uncounted: str = ""
    focus_since: date | None = None

    @property
    def word(self) -> str:
        """What is said of it: its word, or where it was heard if that counts nowhere."""
        return self.uncounted or self.verdict.word.value

    @property
    def counted_from(self) -> date | None:
        """The day from which its two counts are taken; None: from the client's first session."""
        if self.verdict.early is None:
            return None
        return self.focus_since or (self.row.theme.since if self.row.starts_at else None)

    @property
    def basis(self) -> str:
        """Why its counts begin later than others'; empty where they do not."""
        if self.counted_from is None:
            return ""
        return "since it came into focus" if self.focus_since else "since it is listened for"

    @property
    def perhaps(self) -> bool:
        """Whether the word is said with reserve."""
        return self.verdict.word in PERHAPS

    @property
    def now(self) -> int:
        """Sessions of the late window in which it was heard."""
        return self.verdict.late[0] if self.verdict.late else 0

    @property
    def was(self) -> int:
        """Sessions of the early window in which it was heard."""
        return self.verdict.early[0] if self.verdict.early else 0

    @property
    def shift(self) -> int:
        """How far the counts moved."""
        return self.now - self.was


def lines_of(
    table: ThemeTable, *, windows: Windows, focus_since: Mapping[str, date]
) -> dict[str, Line]:
    """A line for each theme, by code; the many-themes rule sees all of them at once."""
    series = [_series(row, table, focus_since) for row in table.rows]
    found = verdicts(series, windows=windows)
    return {
        row.theme.code: Line(
            row,
            verdict,
            uncounted(row, table.columns),
            focus_since[row.theme.code] if one.starts_at > row.starts_at else None,
        )
        for row, one, verdict in zip(table.rows, series, found, strict=True)
    }


def uncounted(row: ThemeRow, columns: Sequence[Column]) -> str:
    """Heard in 1 session that is not fully tagged; empty where a session that counts has it."""
    heard = [columns[at] for at in row.heard_at_all]
    if row.heard or not heard:
        return ""
    one = len(heard) == 1
    where = f"heard in {len(heard)} {'session' if one else 'sessions'} that"
    if all(not column.complete and not column.missed for column in heard):
        return f"{where} {'is' if one else 'are'} not fully tagged"
    return f"{where} {'does' if one else 'do'} not count"


def listed(lines: Mapping[str, Line]) -> dict[Section, list[Line]]:
    """The five lists, the largest shift first; *perhaps* stands below the firm words."""
    by_verdict = {id(line.verdict): line for line in lines.values()}
    ordered = sorted(lines.values(), key=lambda line: (-abs(line.shift), -line.now))
    sections: dict[Section, list[Line]] = {section: [] for section in Section}
    for verdict in in_order([line.verdict for line in ordered]):
        sections[list_of(verdict.word)].append(by_verdict[id(verdict)])
    return sections


def window_columns(
    table: ThemeTable, *, windows: Windows
) -> tuple[Sequence[int], Sequence[int]] | None:
    """The columns of the two windows that are compared, or None if it is too early."""
    eligible = table.eligible
    n = len(eligible)
    if windows is Comparison.FIRST_AND_LAST:
        found = windowing.first_and_last(n)
    elif windows is Comparison.LAST_AND_BEFORE:
        found = windowing.last_and_before(n)
    elif isinstance(windows, windowing.Windows):
        found = windowing.between(n, windows.early, windows.late)
    else:
        found = windowing.around(n, windows)
    if found is None:
        return None
    return [eligible[at] for at in found.early], [eligible[at] for at in found.late]


def _series(row: ThemeRow, table: ThemeTable, focus_since: Mapping[str, date]) -> ThemeSeries:
    since = focus_since.get(row.theme.code)
    if since is None:
        return ThemeSeries(row.theme.code, row.values, starts_at=row.starts_at)
    before = sum(table.columns[at].held_on < since for at in row.columns)
    return focus_series(row.theme.code, row.values, before=before, starts_at=row.starts_at)
