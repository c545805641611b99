"""Themes heard in the same sessions: every pair counted over the sessions that count for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from notes_app.patterns.table import ThemeRow, ThemeSpan, ThemeTable
from notes_app.statistics.together import FEWEST_JOINT, Pair, jaccard, tied


@dataclass(frozen=True)
class Together:
    """Two themes, and in how many sessions both, one or neither was heard.

    `more_than_apart`: heard together more often than two unrelated themes would be
    (domain.md 5.1: exact test, corrected over all pairs of this client).
    """

    one: ThemeSpan
    other: ThemeSpan
    counts: Pair
    more_than_apart: bool = False

    @property
    def either(self) -> int:
        """The sessions in which at least one of them was heard."""
        return self.counts.both + self.counts.only_a + self.counts.only_b

    @property
    def alike(self) -> float:
        """Jaccard, for the order only."""
        return jaccard(self.counts) or 0.0


@dataclass(frozen=True)
class AllPairs:
    """All pairs of the themes of one client, each once."""

    pairs: tuple[Together, ...]

    @cached_property
    def ranked(self) -> list[Together]:
        """From three joint sessions on: most often together first."""
        shown = [pair for pair in self.pairs if pair.counts.both >= FEWEST_JOINT]
        return sorted(shown, key=lambda p: (-p.counts.both, -p.alike, p.one.name, p.other.name))

    @cached_property
    def themes(self) -> list[ThemeSpan]:
        """The themes of the ranked pairs, those with the most joint sessions first."""
        weight: dict[str, int] = {}
        spans: dict[str, ThemeSpan] = {}
        for pair in self.ranked:
            for theme in (pair.one, pair.other):
                spans[theme.code] = theme
                weight[theme.code] = weight.get(theme.code, 0) + pair.counts.both
        return sorted(spans.values(), key=lambda theme: (-weight[theme.code], theme.name))

    @cached_property
    def joint(self) -> Mapping[frozenset[str], int]:
        """The joint sessions of every pair, by the two codes."""
        return {self.key(pair.one, pair.other): pair.counts.both for pair in self.pairs}

    @staticmethod
    def key(one: ThemeSpan, other: ThemeSpan) -> frozenset[str]:
        """What `joint` is asked by."""
        return frozenset((one.code, other.code))


def counted_pairs(table: ThemeTable) -> AllPairs:
    """Count every pair of the themes that were heard in a session that counts; none is judged."""
    rows = [row for row in table.rows if row.heard]
    masks = [(_mask(row, heard=True), _mask(row, heard=False)) for row in rows]
    return AllPairs(
        tuple(
            Together(rows[a].theme, rows[b].theme, _pair(*masks[a], *masks[b]))
            for a, b in combinations(range(len(rows)), 2)
        )
    )


def all_pairs(table: ThemeTable) -> AllPairs:
    """The same, and which of them were heard together more often than unrelated themes."""
    pairs = counted_pairs(table).pairs
    found = tied([pair.counts for pair in pairs])
    return AllPairs(
        tuple(replace(pair, more_than_apart=more) for pair, more in zip(pairs, found, strict=True))
    )


def _pair(heard_a: int, counts_a: int, heard_b: int, counts_b: int) -> Pair:
    # A bit for each session: a page with forty themes has eight hundred pairs to count.
    shared = counts_a & counts_b
    a, b = heard_a & shared, heard_b & shared
    both = (a & b).bit_count()
    only_a, only_b = a.bit_count() - both, b.bit_count() - both
    return Pair(both, only_a, only_b, shared.bit_count() - both - only_a - only_b)


def _mask(row: ThemeRow, *, heard: bool) -> int:
    columns: Sequence[int] | set[int] = _heard(row) if heard else row.columns
    return sum(1 << at for at in columns)


def _heard(row: ThemeRow) -> set[int]:
    return {at for at, value in zip(row.columns, row.values, strict=True) if value}
