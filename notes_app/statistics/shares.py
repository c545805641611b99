from dataclasses import dataclass
from math import ceil, floor, sqrt
from statistics import NormalDist

from notes_app.statistics import beta
from notes_app.statistics.trend import INFLATION

USUAL = NormalDist().inv_cdf(0.975)
WIDE = USUAL * INFLATION  # for every difference that is drawn: sessions are not independent


@dataclass(frozen=True)
class Share:
    """`k` of `n`, never kept as a percentage."""

    k: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.k <= self.n:
            raise ValueError(f"{self.k} of {self.n}")

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None when there is nothing to count."""
        return self.k / self.n if self.n else None


@dataclass(frozen=True)
class Interval:
    """Where the true value may lie."""

    low: float
    high: float

    def of(self, n: int) -> tuple[int, int]:
        """The fewest and the most of `n`, each rounded away from the other."""
        return floor(self.low * n), ceil(self.high * n)


@dataclass(frozen=True)
class Difference:
    """A late share minus an early one, with its interval; all between -1 and 1."""

    value: float
    low: float
    high: float


def share_from(k: int, n: int, *, fewest: int) -> Share | None:
    """`k` of `n`, or None when `n` is too small to speak of a share."""
    return Share(k, n) if n >= fewest else None


def wilson(share: Share, *, z: float = USUAL) -> Interval:
    """The interval around one share; everything is possible when n is 0.

    Source: domain.md 5.2 (Wilson).  Never Wald, which reads 0 of 4 as certainly 0.
    """
    if not share.n:
        return Interval(0.0, 1.0)
    p, n = share.k / share.n, share.n
    scale = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / scale
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale
    return _closed(share, centre - half, centre + half)


def jeffreys(share: Share) -> Interval:
    """The interval used for themes that were not heard: how often could they still come up?

    Source: domain.md 5.2 (Jeffreys; Brown, Cai & DasGupta 2001).
    """
    a, b = share.k + 0.5, share.n - share.k + 0.5
    low = beta.quantile(0.025, a, b) if share.k else 0.0
    high = beta.quantile(0.975, a, b) if share.k < share.n else 1.0
    return Interval(low, high)


def newcombe(early: Share, late: Share, *, z: float = WIDE) -> Difference | None:
    """Late share minus early share.  Drawn, never the test behind a word.

    Returns:
        None when a side is empty.
    Source: domain.md 5.2 (MOVER; Newcombe 1998, method 10).
    """
    p1, p2 = early.value, late.value
    if p1 is None or p2 is None:
        return None
    first, second = wilson(early, z=z), wilson(late, z=z)
    return Difference(
        p2 - p1,
        p2 - p1 - sqrt((p2 - second.low) ** 2 + (first.high - p1) ** 2),
        p2 - p1 + sqrt((second.high - p2) ** 2 + (p1 - first.low) ** 2),
    )


def _closed(share: Share, low: float, high: float) -> Interval:
    # Rounding would leave 1e-17 where the formula has exactly 0 or 1.
    return Interval(0.0 if share.k == 0 else low, 1.0 if share.k == share.n else high)
