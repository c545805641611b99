from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Overlap:
    """How far two windows lie apart: 0 or 1 for `nap` when no value is shared."""

    nap: float  # 0.5 when neither window is higher
    tau: float


def overlap(early: Sequence[float], late: Sequence[float]) -> Overlap | None:
    """Compare every early session with every late one.

    Returns:
        None when a window is empty.
    Source: domain.md 5.2 (NAP, Tau).  Plain Tau, because Tau-U is not bounded by -1 and 1.
    """
    pairs = len(early) * len(late)
    if not pairs:
        return None
    higher = sum(after > before for before in early for after in late)
    level = sum(after == before for before in early for after in late)
    nap = (higher + level / 2) / pairs
    return Overlap(nap, 2 * nap - 1)
