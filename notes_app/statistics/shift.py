from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from notes_app.statistics.series import midranks

ARRANGEMENTS = 999
BLOCK = 3  # neighbours stay together, for sessions resemble their neighbours
SEED = 20
ROUNDING = 1e-9


@dataclass(frozen=True)
class Drift:
    """How far a series walks from its middle, and where it turns."""

    reach: float
    place: int | None  # sessions before the turn; None for a constant series


@dataclass(frozen=True)
class Shift:
    """Where a series may have moved, and how often chance would move one as far."""

    place: int | None
    reach: float
    p: float


def drift(ranks: Sequence[float]) -> Drift:
    """Add up how far each session lies from the middle rank.

    Args:
        ranks: midranks in session order, or a rearrangement of them.
    Source: domain.md 5.2 (CUSUM: D, and the first k with the largest |c_k|).
    """
    middle = (len(ranks) + 1) / 2
    sums = list(accumulate(rank - middle for rank in ranks))
    reach = max(0.0, *sums) - min(0.0, *sums) if sums else 0.0
    if not reach:
        return Drift(0.0, None)
    farthest = max(abs(total) for total in sums)
    return Drift(reach, next(k for k, total in enumerate(sums, 1) if abs(total) == farthest))


def blocks_of(ranks: Sequence[float], start: int) -> list[Sequence[float]]:
    """Turn the series so that it begins at `start`, and cut it; the last block may be short."""
    turned = [*ranks[start:], *ranks[:start]]
    return [turned[place : place + BLOCK] for place in range(0, len(turned), BLOCK)]


def find_shift(values: Sequence[float]) -> Shift:
    """Compare a series with 999 arrangements of itself.

    The caller decides when this may be said: from 30 sessions, in focus themes
    (domain.md 5.1; false alarms in 5.4).  A constant series has no place and p 1.
    """
    ranks = midranks(values)
    found = drift(ranks)
    if found.place is None:
        return Shift(None, 0.0, 1.0)
    random = Random(SEED)  # noqa: S311 - no secret: the same sessions must give the same answer
    as_far = sum(
        drift(_arrangement(ranks, random)).reach >= found.reach - ROUNDING
        for _ in range(ARRANGEMENTS)
    )
    return Shift(found.place, found.reach, (1 + as_far) / (1 + ARRANGEMENTS))


def _arrangement(ranks: Sequence[float], random: Random) -> list[float]:
    blocks = blocks_of(ranks, random.randrange(len(ranks)))
    random.shuffle(blocks)
    return [rank for block in blocks for rank in block]
