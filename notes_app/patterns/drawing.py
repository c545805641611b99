"""Geometry of the small drawings: plain numbers for SVG's presentation attributes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from typing import NamedTuple
from uuid import UUID

from markupsafe import Markup

from notes_app.patterns.table import Column, ThemeRow, ThemeTable
from notes_app.statistics.series import ROLLING, moving_average, rolling_counts

STRONGEST = 5.0
WIDTH, HEIGHT = 96, 24
FEWEST_FOR_TREND = 3
INSET, LIFT = 4, 1.5
STEPS_WIDE, STEPS_HIGH, HIGHEST_STAGE = 240, 132, 7
LINE_HIGH = 22
FIVES_HIGH = 60
STRIP_WIDE = 510  # the columns of all sessions together, in a window of 1280
YEAR_WIDE, MONTH_WIDE, LETTER_WIDE = 34, 24, 11
WEEKS = 4  # of a short month
BIGGEST, SMALLEST = 11, 5


@dataclass(frozen=True)
class Trend:
    """A trend line: `line` is a path, `area` the same closed to the ground."""

    line: str
    area: str


@dataclass(frozen=True)
class Span:
    """A heading over several columns; `label` is empty where there is no room for one.

    `said` is the whole word where the label is a letter.
    """

    label: str
    columns: int
    said: str = ""


class CellKind(NamedTuple):  # thousands are made and compared: a dataclass takes twice as long
    """How a cell is drawn.  A table has thousands of cells and a handful of kinds."""

    strength: int
    missed: bool
    unknown: bool
    after_break: bool
    passages: int
    at: bool
    not_yet: bool = False
    stage: float | None = None


def kinds_of(
    row: ThemeRow, columns: Sequence[Column], at: UUID | None, *, stages: bool = False
) -> list[CellKind]:
    """The kinds of one row's cells.

    Args:
        at: the session whose cell is outlined.
        stages: the cells show stages; else strengths, and their kinds know no stage.
    """
    return [
        CellKind(
            cell.strength,
            column.missed,
            not column.complete and not column.missed and not cell.strength,
            column.after_break,
            cell.passages if cell.passages > 1 else 0,
            column.session_id == at,
            not cell.exists and not cell.strength,
            cell.stage if stages else None,
        )
        for cell, column in zip(row.cells, columns, strict=True)
    ]


def drawn(kinds: Sequence[CellKind], cell: Callable[[CellKind], Markup]) -> Markup:
    """The cells of a row, each kind drawn once by the template's macro `cell`."""
    known = {kind: cell(kind) for kind in set(kinds)}
    return Markup("").join(known[kind] for kind in kinds)


def trends(rows: Iterable[ThemeRow]) -> dict[str, Trend | None]:
    """The trend line of every theme, by code."""
    return {row.theme.code: trend(row.values) for row in rows}


def trend(values: Sequence[int]) -> Trend | None:
    """The smoothed strength as a faint line over WIDTH x HEIGHT; None below three sessions."""
    means = [mean for mean in moving_average(values) if mean is not None]
    if len(means) < FEWEST_FOR_TREND:
        return None
    step = WIDTH / (len(means) - 1)
    points = [f"{at * step:.1f} {_height(mean):.1f}" for at, mean in enumerate(means)]
    line = "M" + "L".join(points)
    return Trend(line, f"{line}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z")


@dataclass(frozen=True)
class Steps:
    """A step chart: a path over STEPS_WIDE, and a dot for each rating."""

    path: str
    dots: tuple[tuple[float, float], ...]


def steps(ratings: Sequence[tuple[int, float]], columns: int) -> Steps | None:
    """The stages of one theme along all sessions; None where none was rated."""
    if not ratings:
        return None
    across = STEPS_WIDE / max(columns, 1)
    dots = [((at + 0.5) * across, _stage_height(stage)) for at, stage in ratings]
    path = f"M{dots[0][0]:.1f} {dots[0][1]:.1f}"
    path += "".join(f"H{x:.1f}V{y:.1f}" for x, y in dots[1:])
    return Steps(path, tuple((round(x, 1), round(y, 1)) for x, y in dots))


def fives(row: ThemeRow, columns: int) -> Steps | None:
    """In how many of five sessions a theme was heard, along all sessions; None below five."""
    counts = zip(row.columns, rolling_counts(row.values), strict=True)
    known = [(at, count) for at, count in counts if count is not None]
    if not known:
        return None
    across = STEPS_WIDE / max(columns, 1)
    points = [((at + 0.5) * across, five_height(count)) for at, count in known]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    return Steps(path + "".join(f"H{x:.1f}V{y:.1f}" for x, y in points[1:]), (points[-1],))


def five_height(count: int) -> float:
    """Where so many of five stand on that chart."""
    return FIVES_HIGH - 6 - count / ROLLING * (FIVES_HIGH - 12)


def stage_rules() -> list[tuple[int, float]]:
    """The stages that are named at the side of a step chart, with their heights."""
    return [(stage, _stage_height(stage)) for stage in range(HIGHEST_STAGE + 1)]


def strokes(values: Sequence[float | None], lowest: float, highest: float) -> tuple[str, str]:
    """A thin line through whatever was rated, and a dot for each: paths, ten wide a column."""
    span = (highest - lowest) or 1.0
    points = [
        f"{10 * at + 5} {LINE_HIGH - 3 - (value - lowest) / span * (LINE_HIGH - 6):.1f}"
        for at, value in enumerate(values)
        if value is not None
    ]
    return "M" + "L".join(points), "".join(f"M{point}h0" for point in points)


def parts_of(counts: Sequence[int], wide: float) -> list[tuple[float, float]]:
    """Where each part of a stacked bar begins, and how wide it is."""
    of, begins, parts = max(sum(counts), 1), 0.0, []
    for count in counts:
        width = wide * count / of
        parts.append((round(begins, 1), round(width, 1)))
        begins += width
    return parts


def years(columns: Sequence[Column]) -> list[Span]:
    """A heading for each year; one of a few hours has no room for it beside the next."""
    counted = [(year, len(list(group))) for year, group in groupby(c.held_on.year for c in columns)]
    room = _room(columns)
    return [
        Span(str(year) if n * room >= YEAR_WIDE or n == len(columns) else "", n)
        for year, n in counted
    ]


def months(columns: Sequence[Column]) -> list[Span]:
    """A heading for each month; months of one or two columns have no room for a name.

    Where weekly months have no room for three letters, all have one.
    """
    spans, room = [], _room(columns)
    for _, group in groupby(columns, key=lambda c: (c.held_on.year, c.held_on.month)):
        inside = list(group)
        name, n = inside[0].held_on, len(inside)
        if WEEKS * room < MONTH_WIDE:
            spans.append(Span(f"{name:%b}"[:1] if n * room >= LETTER_WIDE else "", n, f"{name:%B}"))
        else:
            spans.append(Span(f"{name:%b}" if n > 2 else "", n))  # noqa: PLR2004 - room for three letters
    return spans


def _room(columns: Sequence[Column]) -> float:
    """How wide one column is, at a desk."""
    return STRIP_WIDE / max(1, len(columns))


def window_spans(table: ThemeTable, early: Sequence[int], late: Sequence[int]) -> list[Span]:
    """The line under the session numbers: "early" and "late" over their columns."""
    kinds = [
        "late" if at in set(late) else "early" if at in set(early) else ""
        for at in range(len(table.columns))
    ]
    _fill(kinds, early, "early")
    _fill(kinds, late, "late")
    return [Span(kind, len(list(group))) for kind, group in groupby(kinds)]


def bubble_radius(count: int, most: int) -> float:
    """The radius of a circle whose area grows with `count`."""
    return SMALLEST + BIGGEST * sqrt(count / max(most, 1))


def _fill(kinds: list[str], window: Sequence[int], kind: str) -> None:
    # Sessions that do not count lie under the line too, so that a window is drawn in one piece.
    for at in range(min(window, default=0), max(window, default=-1) + 1):
        kinds[at] = kinds[at] or kind


def _stage_height(stage: float) -> float:
    return STEPS_HIGH - 6 - stage / HIGHEST_STAGE * (STEPS_HIGH - 12)


def _height(mean: float) -> float:
    return HEIGHT - LIFT - min(mean, STRONGEST) / STRONGEST * (HEIGHT - INSET)
