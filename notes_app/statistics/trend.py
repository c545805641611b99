from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

ASSUMED_CORRELATION = 0.3
"""Neighbouring sessions resemble one another.  Fixed, because a short series cannot tell how
much: a true .4 is estimated at .10 from 10 sessions and at .22 from 20 (domain.md 5.4)."""

INFLATION = sqrt((1 + ASSUMED_CORRELATION) / (1 - ASSUMED_CORRELATION))


@dataclass(frozen=True)
class Trend:
    """Whether a series rises or falls.  Never shown: words are made of it."""

    s: int
    variance: float
    tau_b: float | None  # None for a constant, or for fewer than two values
    z: float
    p: float
    z_a: float  # z and p after INFLATION; the only ones that words may use
    p_a: float


def mann_kendall(values: Sequence[float]) -> Trend:
    """Test a series for a direction, with ties, continuity correction and fixed inflation.

    Args:
        values: 0-5 ratings of eligible sessions in order; may be empty.
    Source: domain.md 5.2 (S, tau_b, var, z, z_a, p_a), and 5.4 for its error rates.
    """
    n = len(values)
    groups = list(Counter(values).values())
    s = _concordance(values)
    variance = (_spread(n) - sum(_spread(size) for size in groups)) / 18
    z = 0.0 if s == 0 or variance <= 0 else (s - sign(s)) / sqrt(variance)
    return Trend(
        s=s,
        variance=variance,
        tau_b=_tau_b(s, n, groups),
        z=z,
        p=_two_sided(z),
        z_a=z / INFLATION,
        p_a=_two_sided(z / INFLATION),
    )


def sign(number: float) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def _concordance(values: Sequence[float]) -> int:
    # Ratings have few levels, so counting per level is far cheaper than comparing all pairs.
    seen: Counter[float] = Counter()
    s = 0
    for value in values:
        s += sum(count * sign(value - earlier) for earlier, count in seen.items())
        seen[value] += 1
    return s


def _spread(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


def _tau_b(s: int, n: int, groups: Sequence[int]) -> float | None:
    pairs = n * (n - 1) // 2
    untied = pairs - sum(size * (size - 1) // 2 for size in groups)
    return s / sqrt(pairs * untied) if untied else None


def _two_sided(z: float) -> float:
    return erfc(abs(z) / sqrt(2))
