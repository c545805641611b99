"""How strongly a theme of an invented client is heard, session by session.

A theme has an arc: the chance of being heard in the first session, in the last, and how far along
the middle of the change lies.  Behind it runs a latent series

    x_i = a + (b - a) L(u) + e_i,   u = (i - 1) / (n - 1)

where a and b are normal quantiles of the two chances, L is the logistic 1 / (1 + exp(-8 (u - m)))
rescaled to run from 0 to 1, and e is normal with unit variance and lag-1 correlation .3.  Strength
counts the thresholds below x.  Source: domain.md 10 ("Numbers").
"""

from collections.abc import Set
from dataclasses import dataclass
from math import exp, sqrt
from random import Random
from statistics import NormalDist

THRESHOLDS = (0.0, 0.35, 0.75, 1.2, 1.75)
LAG = 0.3
STEEP = 8.0
SETBACK = 1.2
RETURN = 1.0
RETURN_FROM = 0.8


@dataclass(frozen=True)
class Arc:
    """The course of one theme.

    `first` and `last` are chances of being heard, `middle` is where in the work (0-1) the change
    lies.  `returns` marks a theme that comes back in the last fifth.
    """

    first: float
    last: float
    middle: float
    returns: bool = False


WISH_STAYS = Arc(0.65, 0.62, 0.5)
FALLS_HARD = Arc(0.75, 0.22, 0.45)
FALLS = Arc(0.70, 0.42, 0.5)
FALLS_AND_RETURNS = Arc(0.70, 0.42, 0.5, returns=True)
FADES = Arc(0.50, 0.06, 0.4)
STAYS = Arc(0.45, 0.45, 0.5)
RISES = Arc(0.15, 0.45, 0.5)
RISES_LATE = Arc(0.06, 0.60, 0.6)
RARE = Arc(0.12, 0.12, 0.5)
SELDOM = Arc(0.06, 0.06, 0.5)
#: Heard only where the life line says so.
PINNED = Arc(0.001, 0.001, 0.5)


def strengths_along(
    arc: Arc, *, held: int, growth: bool, setbacks: Set[int], rng: Random
) -> tuple[int, ...]:
    """Draw the strengths of one theme in `held` sessions.

    Args:
        growth: a setback takes from a theme of growth and adds to any other.
        setbacks: numbers of sessions, from 1.

    Returns:
        One strength for each session; 0 means not heard.
    """
    push = -SETBACK if growth else SETBACK
    error = rng.gauss(0, 1)
    strengths = []
    for number in range(1, held + 1):
        latent = _level(arc, (number - 1) / max(1, held - 1)) + error
        latent += push if number in setbacks else 0.0
        strengths.append(sum(latent > threshold for threshold in THRESHOLDS))
        error = LAG * error + sqrt(1 - LAG**2) * rng.gauss(0, 1)
    return tuple(strengths)


def _level(arc: Arc, along: float) -> float:
    """The middle of the latent series at `along` (0 first session, 1 last)."""
    quantile = NormalDist().inv_cdf
    start, end = quantile(arc.first), quantile(arc.last)
    low, high = _logistic(0, arc.middle), _logistic(1, arc.middle)
    share = (_logistic(along, arc.middle) - low) / (high - low)
    back = RETURN if arc.returns and along >= RETURN_FROM else 0.0
    return start + (end - start) * share + back


def _logistic(along: float, middle: float) -> float:
    return 1 / (1 + exp(-STEEP * (along - middle)))
