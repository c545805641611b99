from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

FEWEST_JOINT = 3
HIGHEST_Q = 0.10
ROUNDING = 1 + 1e-7  # tables of equal probability differ in the last digits


@dataclass(frozen=True)
class Pair:
    """Two themes in the same sessions: how many had both, one, neither."""

    both: int
    only_a: int
    only_b: int
    neither: int

    @property
    def more_than_expected(self) -> bool:
        """Were they heard together more often than two unrelated themes would be?"""
        return self.both * self.neither > self.only_a * self.only_b


def pair(a: Sequence[int], b: Sequence[int]) -> Pair:
    """Count two themes over the same eligible sessions; any value above 0 is heard."""
    heard = [(x > 0, y > 0) for x, y in zip(a, b, strict=True)]
    return Pair(
        both=heard.count((True, True)),
        only_a=heard.count((True, False)),
        only_b=heard.count((False, True)),
        neither=heard.count((False, False)),
    )


def jaccard(counts: Pair) -> float | None:
    """The share of sessions with both among those with either; None when there are none."""
    either = counts.both + counts.only_a + counts.only_b
    return counts.both / either if either else None


def fisher(counts: Pair) -> float:
    """Two-sided exact test of whether two themes are unrelated.

    Source: domain.md 5.2 (Fisher).
    """
    with_a = counts.both + counts.only_a
    without_a = counts.only_b + counts.neither
    with_b = counts.both + counts.only_b
    fewest = max(0, with_b - without_a)
    ways = [comb(with_a, fewest) * comb(without_a, with_b - fewest)]
    for both in range(fewest, min(with_a, with_b)):
        # Each is made from the one before, exactly: a page may have a thousand pairs to test.
        taken, left = (
            (both + 1) * (without_a - with_b + both + 1),
            (with_a - both) * (with_b - both),
        )
        ways.append(ways[-1] * left // taken)
    observed = ways[counts.both - fewest]
    return min(1.0, sum(way for way in ways if way <= observed * ROUNDING) / sum(ways))


def benjamini_hochberg(chances: Sequence[float]) -> tuple[float, ...]:
    """Correct many tests at once.

    Args:
        chances: p-values in any order; may be empty.
    Returns:
        As many q-values, in the given order.
    Source: domain.md 5.2 (BH).
    """
    m = len(chances)
    corrected = [1.0] * m
    smallest = 1.0
    by_chance = sorted(range(m), key=lambda place: chances[place])
    for rank in range(m, 0, -1):
        place = by_chance[rank - 1]
        smallest = min(smallest, chances[place] * m / rank)
        corrected[place] = smallest
    return tuple(corrected)


def tied(pairs: Sequence[Pair]) -> tuple[bool, ...]:
    """Which pairs were heard more often together than apart.

    Args:
        pairs: all pairs of the client's themes; the correction runs over every one of them.
    Returns:
        As many answers, in the given order.
    Source: domain.md 5.1 (two themes together); 5.4 for its error rates.
    """
    corrected = benjamini_hochberg([fisher(counts) for counts in pairs])
    return tuple(
        counts.both >= FEWEST_JOINT and counts.more_than_expected and q <= HIGHEST_Q
        for counts, q in zip(pairs, corrected, strict=True)
    )
