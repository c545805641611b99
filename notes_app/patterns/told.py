"""The course of a theme in one sentence: first, strongest, silent since, back."""

from collections.abc import Sequence
from datetime import date

from notes_app.patterns.table import Column, ThemeRow

LONG_SILENT = 3  # sessions that count; a shorter silence is how themes are heard


def told(row: ThemeRow, columns: Sequence[Column], *, today: date) -> str:
    """ "First heard in session 3, strongest in 7, not heard since 11, back today."

    Only sessions that count can be silent: in the others a theme without a tag is not known.
    """
    heard = row.heard_at_all
    if not heard:
        return "Not heard."
    latest = heard[-1]
    if len(heard) == 1:
        return _sentence([f"Heard once, in {_session(columns[latest])}", *_since(row, columns)])
    parts = [f"First heard in {_session(columns[heard[0]])}", *_strongest(row, columns)]
    silent = _since(row, columns)
    return _sentence([*parts, *(silent or _back(row, columns, today))])


def _strongest(row: ThemeRow, columns: Sequence[Column]) -> list[str]:
    heard = row.heard_at_all
    most = max(row.cells[at].strength for at in heard)
    strongest = [at for at in heard if row.cells[at].strength == most]
    if len(strongest) != 1 or strongest[0] == heard[0]:
        return []
    return [f"strongest in {_number(columns[strongest[0]])}"]


def _since(row: ThemeRow, columns: Sequence[Column]) -> list[str]:
    latest = row.heard_at_all[-1]
    silent = sum(at > latest for at in row.columns)
    if not silent:
        return []
    return [f"not heard since {_number(columns[latest])} ({_sessions(silent)})"]


def _back(row: ThemeRow, columns: Sequence[Column], today: date) -> list[str]:
    before, latest = row.heard_at_all[-2:]
    silent = sum(before < at < latest for at in row.columns)
    if silent < LONG_SILENT:
        return []
    column = columns[latest]
    back = "back today" if column.held_on == today else f"back in {_number(column)}"
    return [f"not heard since {_number(columns[before])}", back]


def _sentence(parts: Sequence[str]) -> str:
    return ", ".join(parts) + "."


def _session(column: Column) -> str:
    return f"session {column.number}" if column.number else _number(column)


def _number(column: Column) -> str:
    return (
        str(column.number)
        if column.number
        else f"the hour of {column.held_on.day} {column.held_on:%B %Y}"
    )


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"
