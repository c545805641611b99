"""Days on which a theme was defined differently, as marks on the table of Theme change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from notes_app.patterns.table import Column, ThemeSpan, ThemeTable
from notes_app.themes.definitions import definition_changes
from notes_app.themes.queries import Codebook


@dataclass(frozen=True)
class Mark:
    """One change: `column` is the first session under the new definition; None: none came yet."""

    theme: ThemeSpan
    on: date
    column: int | None


@dataclass(frozen=True)
class Marks:
    """All changes of the themes of one table, in order of their days."""

    marks: tuple[Mark, ...]

    @property
    def drawn(self) -> tuple[Mark, ...]:
        """Those that lie between two sessions of the table."""
        return tuple(mark for mark in self.marks if mark.column)

    def at(self, column: int) -> list[Mark]:
        """Those that are drawn at this column."""
        return [mark for mark in self.drawn if mark.column == column]

    def days(self, code: str) -> list[date]:
        """The days of one theme."""
        return [mark.on for mark in self.marks if mark.theme.code == code]


NO_MARKS = Marks(())


def marks_of(table: ThemeTable, codebook: Codebook) -> Marks:
    """Every change of a definition of the table's themes."""
    found = [
        Mark(row.theme, day, _first_from(table.columns, day))
        for row in table.rows
        for day in definition_changes(codebook, row.theme.code)
    ]
    return Marks(tuple(sorted(found, key=lambda mark: (mark.on, mark.theme.name))))


def _first_from(columns: Sequence[Column], day: date) -> int | None:
    return next((at for at, column in enumerate(columns) if column.held_on >= day), None)
