from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Overlap:
    """Every early session held beside every late one: in how many pairs the late one is higher.

    `nap` is 0 or 1 when no value is shared, and 0.5 when neither window is higher.
    """

    higher: int
    lower: int
    level: int

    @property
    def pairs(self) -> int:
        """All of them."""
        return self.higher + self.lower + self.level

    @property
    def nap(self) -> float:
        """The share of pairs in which the late one is higher, those that are level halved."""
        return (self.higher + self.level / 2) / self.pairs

    @property
    def tau(self) -> float:
        """The same from -1 to 1."""
        return 2 * self.nap - 1


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
    return Overlap(higher, pairs - higher - level, level)
