from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import sqrt
from statistics import NormalDist

from notes_app.statistics import beta
from notes_app.statistics.shares import Interval

FEWEST_ITEMS = 20  # below, kappa is hidden: its range covers nearly everything
ROUGH_ITEMS = 40  # below, it is called rough
REACH = NormalDist().inv_cdf(0.975)

Counts = Sequence[Sequence[int]]
"""Rows: the first rater's category, columns: the second's; square, in the order of the scale."""


class Weights(StrEnum):
    """How much two different categories count as agreement."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


@dataclass(frozen=True)
class Kappa:
    """Agreement of two raters, and agreement beyond chance."""

    agreement: float
    kappa: float | None  # None when chance alone would agree everywhere
    error: float | None
    items: int

    @property
    def interval(self) -> Interval | None:
        """The 95 in 100 range of kappa, cut to -1 and 1."""
        if self.kappa is None or self.error is None:
            return None
        half = REACH * self.error
        return Interval(max(-1.0, self.kappa - half), min(1.0, self.kappa + half))


@dataclass(frozen=True)
class FirstOrder:
    """Gwet's AC1, which stays meaningful when a theme is very rare or very common.

    `error` is None for a single item.
    """

    agreement: float
    chance: float
    ac1: float
    error: float | None
    items: int

    @property
    def interval(self) -> Interval | None:
        """The 95 in 100 range of AC1, cut to -1 and 1; by Student's t, as Gwet has it."""
        if self.error is None:
            return None
        half = _reach_of_few(self.items - 1) * self.error
        return Interval(max(-1.0, self.ac1 - half), min(1.0, self.ac1 + half))


@dataclass(frozen=True)
class _Table:
    # p_ij with its margins and weights, as in domain.md 5.2.
    p: tuple[tuple[float, ...], ...]
    w: tuple[tuple[float, ...], ...]
    rows: tuple[float, ...]
    columns: tuple[float, ...]

    @property
    def cells(self) -> list[tuple[int, int]]:
        size = range(len(self.p))
        return list(product(size, size))

    @property
    def agreement(self) -> float:
        return sum(self.w[i][j] * self.p[i][j] for i, j in self.cells)

    @property
    def chance(self) -> float:
        return sum(self.w[i][j] * self.rows[i] * self.columns[j] for i, j in self.cells)


def kappa(counts: Counts, *, weights: Weights = Weights.NONE) -> Kappa | None:
    """Compare two raters, passage by passage.

    Args:
        weights: none for present or not, linear for strength, quadratic for stage.
    Returns:
        None when nothing was rated.
    Source: domain.md 5.2 (kappa; its error after Fleiss, Cohen & Everitt 1969).
    """
    items = sum(map(sum, counts))
    if not items:
        return None
    table = _table(counts, items, weights)
    # With one category only, chance adds up to 1, save for rounding.
    if 1 - table.chance < 1e-12:  # noqa: PLR2004 - rounding
        return Kappa(table.agreement, None, None, items)
    value = (table.agreement - table.chance) / (1 - table.chance)
    return Kappa(table.agreement, value, _error(table, value, items), items)


def first_order(counts: Counts) -> FirstOrder | None:
    """Agreement beyond chance where a theme is in under 10 or over 90 of 100 passages.

    Returns:
        None when nothing was rated, or with a single category.
    Source: domain.md 5.2 (AC1); its error after Gwet 2008, Br J Math Stat Psychol 61, 29-48.
    """
    items, categories = sum(map(sum, counts)), len(counts)
    if not items or categories < 2:  # noqa: PLR2004 - one category cannot differ
        return None
    table = _table(counts, items, Weights.NONE)
    common = [(row + column) / 2 for row, column in zip(table.rows, table.columns, strict=True)]
    chance = sum(share * (1 - share) for share in common) / (categories - 1)
    value = (table.agreement - chance) / (1 - chance)
    error = _first_order_error(counts, common, chance, value)
    return FirstOrder(table.agreement, chance, value, error, items)


def _first_order_error(
    counts: Counts, common: Sequence[float], chance: float, ac1: float
) -> float | None:
    """From the spread of its linearised parts, item by item; the items of a cell are alike."""
    items, categories = sum(map(sum, counts)), len(counts)
    if items < 2:  # noqa: PLR2004 - one item has no spread
        return None
    total = 0.0
    for i, j in product(range(categories), repeat=2):
        agreed = ((i == j) - chance) / (1 - chance)
        expected = (2 - common[i] - common[j]) / (2 * (categories - 1))
        linear = agreed - 2 * (1 - ac1) * (expected - chance) / (1 - chance)
        total += counts[i][j] * (linear - ac1) ** 2
    return sqrt(total / (items * (items - 1)))


def _reach_of_few(freedom: int) -> float:
    """Between minus and plus this lie 95 in 100 of Student's t."""
    share = beta.quantile(0.05, freedom / 2, 0.5)
    return sqrt(freedom * (1 - share) / share)


def _table(counts: Counts, items: int, weights: Weights) -> _Table:
    size = range(len(counts))
    return _Table(
        p=tuple(tuple(count / items for count in row) for row in counts),
        w=tuple(tuple(_weight(abs(i - j), len(counts), weights) for j in size) for i in size),
        rows=tuple(sum(row) / items for row in counts),
        columns=tuple(sum(column) / items for column in zip(*counts, strict=True)),
    )


def _weight(distance: int, categories: int, weights: Weights) -> float:
    if weights is Weights.NONE or distance == 0:
        return float(distance == 0)
    apart = distance / (categories - 1)
    return 1 - apart if weights is Weights.LINEAR else 1 - apart**2


def _error(table: _Table, value: float, items: int) -> float:
    size = range(len(table.p))
    a = [sum(table.w[i][j] * table.columns[j] for j in size) for i in size]
    b = [sum(table.w[i][j] * table.rows[i] for i in size) for j in size]
    spread = sum(
        table.p[i][j] * (table.w[i][j] - (a[i] + b[j]) * (1 - value)) ** 2 for i, j in table.cells
    )
    centre = value - table.chance * (1 - value)
    # Perfect agreement leaves a hair below 0 by rounding.
    return sqrt(max(0.0, spread - centre**2) / items) / (1 - table.chance)
