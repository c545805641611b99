"""Two people's tags of the same lent passages, compared.  Pure.

The supervisor tagged without seeing the therapist's tags.  Never a mark and never a ranking: counts
first, agreement beyond chance from twenty passages on, and the differences to talk about.
Source: domain.md 5.1, 5.2.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.statistics.agreement import (
    FEWEST_ITEMS,
    ROUGH_ITEMS,
    FirstOrder,
    Kappa,
    Weights,
    first_order,
    kappa,
)

RARE, COMMON = 0.1, 0.9
STRENGTHS = 5

Themes = Mapping[str, int]
"""Strength by theme code."""


@dataclass(frozen=True)
class TaggedTwice:
    """One passage: whose tag it is, its words, and how each called it."""

    loan: UUID
    tag: UUID
    words: str
    therapist: Themes
    supervisor: Themes

    @property
    def same(self) -> bool:
        """Whether both named the same themes."""
        return set(self.therapist) == set(self.supervisor)


@dataclass(frozen=True)
class OfTheme:
    """One theme over all passages.

    `kappa` and `ac1` are None below twenty passages; `ac1` stands only where the theme is in fewer
    than a tenth or more than nine tenths of the tags, where kappa misleads.
    """

    code: str
    both: int
    therapist_only: int
    supervisor_only: int
    neither: int
    kappa: Kappa | None = None
    ac1: FirstOrder | None = None


@dataclass(frozen=True)
class Compared:
    """All passages that both tagged.  `rough`: fewer than forty, the interval is wide."""

    passages: int
    same: int
    themes: tuple[OfTheme, ...]
    strength: Kappa | None
    strength_pairs: int
    differences: tuple[TaggedTwice, ...]

    @property
    def enough(self) -> bool:
        """Whether agreement beyond chance is said."""
        return self.passages >= FEWEST_ITEMS

    @property
    def rough(self) -> bool:
        """Whether its interval is called rough."""
        return self.passages < ROUGH_ITEMS


def compare(passages: Sequence[TaggedTwice]) -> Compared:
    """Put two people's tags of the same passages beside each other."""
    codes = sorted({code for one in passages for code in (*one.therapist, *one.supervisor)})
    pairs = [
        (one.therapist[code], one.supervisor[code])
        for one in passages
        for code in one.therapist
        if code in one.supervisor
    ]
    themes = [_of_theme(code, passages) for code in codes]
    return Compared(
        passages=len(passages),
        same=sum(one.same for one in passages),
        themes=tuple(sorted(themes, key=lambda t: -(t.therapist_only + t.supervisor_only))),
        strength=_strength(pairs) if len(pairs) >= FEWEST_ITEMS else None,
        strength_pairs=len(pairs),
        differences=tuple(one for one in passages if not one.same),
    )


def _of_theme(code: str, passages: Sequence[TaggedTwice]) -> OfTheme:
    both = sum(code in one.therapist and code in one.supervisor for one in passages)
    mine = sum(code in one.therapist for one in passages) - both
    theirs = sum(code in one.supervisor for one in passages) - both
    neither = len(passages) - both - mine - theirs
    if len(passages) < FEWEST_ITEMS:
        return OfTheme(code, both, mine, theirs, neither)
    counts = ((both, mine), (theirs, neither))
    share = (2 * both + mine + theirs) / (2 * len(passages))
    extreme = share < RARE or share > COMMON
    ac1 = first_order(counts) if extreme else None
    return OfTheme(code, both, mine, theirs, neither, kappa(counts), ac1)


def _strength(pairs: Iterable[tuple[int, int]]) -> Kappa | None:
    """Linear weights over the passages to which both gave the theme."""
    counts = [[0] * STRENGTHS for _ in range(STRENGTHS)]
    for one, other in pairs:
        counts[one - 1][other - 1] += 1
    return kappa(counts, weights=Weights.LINEAR)
