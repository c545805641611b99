"""How far to the right: parents centred over their children, nobody on top of anybody.

Each row is a line of clusters with a least distance between neighbours.  Given where each would
like to be, the nearest allowed places are found exactly: with the distances taken out, that is an
isotonic regression, solved by pooling neighbours that would overtake one another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from notes_app.clients.genogram.family import Family, Member, Pair
from notes_app.clients.genogram.ranks import Cluster, Row

ROUNDS = 8
LOOSE = 0.05  # the weight of a wish that nothing hangs on
BETWEEN_LABELS = 14.0


@dataclass
class Columns:
    """The rows while they are being spread.

    Attributes:
        half: how far each person reaches to either side, label included.
        node: the width of a symbol; `gap` the least space between two symbols.
        at: where each person stands now.
    """

    family: Family
    rows: Sequence[Row]
    half: Mapping[Member, float]
    node: float
    gap: float
    at: dict[Member, float] = field(default_factory=dict)

    def apart(self, left: Member, right: Member) -> float:
        """The least distance between two neighbours."""
        labels = self.half[left] + self.half[right] + BETWEEN_LABELS
        return max(self.node + self.gap, labels)

    @cached_property
    def inside(self) -> dict[Cluster, list[float]]:
        """Where each cluster's members stand, from its first."""
        return {
            cluster: _added(0.0, [self.apart(*two) for two in pairwise(cluster)])
            for row in self.rows
            for cluster in row
        }

    @cached_property
    def steps(self) -> dict[Row, list[float]]:
        """The least distances between the first members of a row's neighbouring clusters."""
        return {
            row: [self.inside[a][-1] + self.apart(a[-1], b[0]) for a, b in pairwise(row)]
            for row in self.rows
        }

    def put(self, row: Row, firsts: Sequence[float]) -> None:
        """Stand the clusters of a row where their first members are."""
        for cluster, first in zip(row, firsts, strict=True):
            for one, beyond in zip(cluster, self.inside[cluster], strict=True):
                self.at[one] = first + beyond

    def stem(self, parents: Pair) -> float:
        """Where the line down from a couple, or from one parent, begins."""
        return stem_of(parents, self.at, self.half)


def stem_of(parents: Pair, at: Mapping[Member, float], half: Mapping[Member, float]) -> float:
    """Between the labels of two parents; right of the label of one."""
    left, *others = sorted(parents, key=lambda one: at[one])
    if not others:
        return at[left] + half[left] + BETWEEN_LABELS / 2
    right = others[-1]
    return (at[left] + half[left] + at[right] - half[right]) / 2


def spread(columns: Columns) -> dict[Member, float]:
    """Where everybody stands, from 0 at the left edge of the leftmost label."""
    for row in columns.rows:
        if row:
            packed = _added(0.0, columns.steps[row])
            middle = packed[-1] / 2
            columns.put(row, [first - middle for first in packed])
    for _ in range(ROUNDS):
        for row in columns.rows[1:]:
            _settle(columns, row, _under_parents(columns, row))
        for row in reversed(columns.rows[:-1]):
            _settle(columns, row, _over_children(columns, row))
    left = min((columns.at[one] - columns.half[one] for one in columns.at), default=0.0)
    return {one: round(at - left, 1) for one, at in columns.at.items()}


def nearest(
    wishes: Sequence[float], apart: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """The allowed places nearest to the wishes (least squares), in order."""
    offsets = _added(0.0, list(apart))
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for wish, offset, weight in zip(wishes, offsets, weights, strict=True):
        pools.append((wish - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, heavy, many), (other, light, few) = pools[-2:]
            both = heavy + light
            pools[-2:] = [((mean * heavy + other * light) / both, both, many + few)]
    means = [mean for mean, _, many in pools for _ in range(many)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _settle(columns: Columns, row: Row, pulls: Mapping[Cluster, float]) -> None:
    """Move a row towards its wishes; whoever has none stays beside a neighbour who has."""
    if not row:
        return
    apart = columns.steps[row]
    packed = _added(0.0, apart)
    known = [at for at, cluster in enumerate(row) if cluster in pulls]
    wishes, weights = [], []
    for at, cluster in enumerate(row):
        beside = min(known, key=lambda other: (abs(other - at), other)) if known else None
        if beside is None or not _related(columns.family, cluster, row[beside]):
            wishes.append(columns.at[cluster[0]] + pulls.get(cluster, 0.0))
        else:
            first = columns.at[row[beside][0]] + pulls[row[beside]]
            wishes.append(first + packed[at] - packed[beside])
        weights.append(1.0 if cluster in pulls else LOOSE)
    columns.put(row, nearest(wishes, apart, weights))


def _related(family: Family, one: Cluster, other: Cluster) -> bool:
    mine = {family.parents.get(member) for member in one} - {None}
    return one == other or any(family.parents.get(member) in mine for member in other)


def _under_parents(columns: Columns, row: Row) -> dict[Cluster, float]:
    """How far each cluster is from where its parents would have it, the sibship drawn together."""
    home = {one: cluster for cluster in row for one in cluster}
    close = _added(0.0, columns.steps[row])
    tight = {
        one: first + beyond
        for cluster, first in zip(row, close, strict=True)
        for one, beyond in zip(cluster, columns.inside[cluster], strict=True)
    }
    pulls: dict[Cluster, list[float]] = {}
    for parents, children in columns.family.sibships.items():
        here = [child for child in children if child in home]
        if not here or not parents <= columns.at.keys():
            continue
        middle = (tight[here[0]] + tight[here[-1]]) / 2
        for child in here:
            wish = columns.stem(parents) + tight[child] - middle
            pulls.setdefault(home[child], []).append(wish - columns.at[child])
    return {cluster: sum(found) / len(found) for cluster, found in pulls.items()}


def _over_children(columns: Columns, row: Row) -> dict[Cluster, float]:
    """How far each cluster is from the middle of its children."""
    home = {one: cluster for cluster in row for one in cluster}
    pulls: dict[Cluster, list[float]] = {}
    for parents, children in columns.family.sibships.items():
        if not parents <= home.keys():
            continue
        places = [columns.at[child] for child in children if child in columns.at]
        middle = (min(places) + max(places)) / 2
        for parent in sorted(parents)[:1]:
            pulls.setdefault(home[parent], []).append(middle - columns.stem(parents))
    return {cluster: sum(found) / len(found) for cluster, found in pulls.items()}


def _added(start: float, steps: Sequence[float]) -> list[float]:
    found = [start]
    for step in steps:
        found.append(found[-1] + step)
    return found
