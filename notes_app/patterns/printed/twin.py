"""The bars of one theme in words: in which sessions it was heard, by strength."""

from collections.abc import Iterable, Sequence

from notes_app.patterns.table import Column, ThemeRow

NONE = "none"


def in_words(row: ThemeRow, columns: Sequence[Column]) -> tuple[str, str, str]:
    """The theme, where it was heard ("strength 3 in 1 to 4, 9"), and where it is not known."""
    cells = list(zip(columns, row.cells, strict=True))
    strengths = sorted({cell.strength for cell in row.cells if cell.strength})
    heard = (
        f"strength {strength} in {_runs(c for c, cell in cells if cell.strength == strength)}"
        for strength in strengths
    )
    unknown = _runs(column for column, cell in cells if not cell.strength and not cell.known)
    return row.theme.name, "; ".join(heard) or NONE, unknown or NONE


def _runs(columns: Iterable[Column]) -> str:
    """Sessions by number, neighbours put together; hours without a number by their day."""
    numbers, days = [], []
    for column in columns:
        if column.number:
            numbers.append(column.number)
        else:
            days.append(f"{column.held_on.day} {column.held_on:%b %Y}")
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join([*(_run(*run) for run in runs), *days])


def _run(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first}, {last}" if last == first + 1 else f"{first} to {last}"
