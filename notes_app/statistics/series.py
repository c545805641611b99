from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

SMOOTHING = 0.3
ROLLING = 5
FEWEST_TOTALS = 5
"""Totals for a line.  Of the 10 slopes between 5, one odd total bends 4, and the middle stays among
the other 6; of the 6 between 4 it bends 3, and could tilt the line at will."""

ENDS = 3  # single sessions are never compared: the first is often the worst


@dataclass(frozen=True)
class Line:
    """A straight line through a series, to be drawn and never to be judged."""

    slope: float
    intercept: float


@dataclass(frozen=True)
class Medians:
    """The middle of the first three and of the last three values."""

    first: float
    last: float


def moving_average(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Smooth a series exponentially, as a faint guide for the eye.

    Args:
        values: in session order; None where there is a gap.
    Returns:
        As many values.  A gap stays None, and the average goes on behind it unchanged:
        a missed session neither updates nor decays.
    Source: domain.md 5.2 (EWMA .3).
    """
    smoothed: list[float | None] = []
    average: float | None = None
    for value in values:
        if value is not None:
            average = value if average is None else average + SMOOTHING * (value - average)
        smoothed.append(None if value is None else average)
    return tuple(smoothed)


def rolling_counts(values: Sequence[float], width: int = ROLLING) -> tuple[int | None, ...]:
    """In how many of the last `width` sessions something was heard, at each session.

    Returns:
        As many values.  None for the first ones, which have too few before them.
    Source: domain.md 5.1 (occurrence: rolling share of 5).
    """
    counts: list[int | None] = []
    heard = 0
    for at, value in enumerate(values):
        left = values[at - width] if at >= width else 0
        heard += (value > 0) - (left > 0)
        counts.append(heard if at >= width - 1 else None)
    return tuple(counts)


def midranks(values: Sequence[float]) -> tuple[float, ...]:
    """Rank values from 1; equal values share the mean of their ranks.

    Every rank is a multiple of one half, so sums of ranks are exact.
    """
    sizes = Counter(values)
    rank_of: dict[float, float] = {}
    below = 0
    for value in sorted(sizes):
        rank_of[value] = below + (sizes[value] + 1) / 2
        below += sizes[value]
    return tuple(rank_of[value] for value in values)


def theil_sen(days: Sequence[float], totals: Sequence[float]) -> Line | None:
    """Draw a line through questionnaire totals that single outliers cannot tilt.

    Never on theme ratings: there the slope is exactly 0 in most themes that do fall
    (domain.md 5.4), so no word may follow from its sign.

    Returns:
        None when fewer than two different days exist.
    Source: domain.md 5.2 (Theil-Sen; intercept median(y) - slope median(x)).
    """
    points = zip(days, totals, strict=True)
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    if not slopes:
        return None
    slope = median(slopes)
    return Line(slope, median(totals) - slope * median(days))


def first_and_last_medians(values: Sequence[float]) -> Medians | None:
    """Compare the first three values with the last three.

    Returns:
        None below six values, where the two would share sessions.
    """
    if len(values) < 2 * ENDS:
        return None
    return Medians(median(values[:ENDS]), median(values[-ENDS:]))
