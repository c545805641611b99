"""The order from left to right.

Partners make a cluster and stay side by side.  Clusters that hold children of the same parents make
a block: the children stand in birth order.  Blocks are ordered by where their parents and children
stand, in sweeps down and up; the order with the fewest crossings is kept.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notes_app.clients.genogram.family import Family, Member, Pair
from notes_app.clients.payloads import Shape

Cluster = tuple[Member, ...]
Row = tuple[Cluster, ...]
Edge = tuple[float, float]
SWEEPS = 4
SWITCHES = 3


@dataclass(frozen=True)
class Ranking:
    """What an order has to keep, and whom each person has above and below."""

    family: Family
    levels: Mapping[Member, int]

    def block_of(self, row: Iterable[Cluster]) -> list[list[Cluster]]:
        """The clusters of a row that must stay together, each block in any order."""
        blocks: list[list[Cluster]] = []
        for cluster in row:
            mine = [b for b in blocks if self._linked(cluster, b)]
            others = [b for b in blocks if b not in mine]
            blocks = [*others, [one for block in mine for one in block] + [cluster]]
        return blocks

    def _linked(self, cluster: Cluster, block: list[Cluster]) -> bool:
        parents = {self.family.parents.get(one) for one in cluster} - {None}
        return any(self.family.parents.get(one) in parents for other in block for one in other)

    def before(self, row: Iterable[Cluster]) -> dict[Cluster, set[Cluster]]:
        """Which clusters stand left of each, by birth order."""
        home = {one: cluster for cluster in row for one in cluster}
        left: dict[Cluster, set[Cluster]] = {cluster: set() for cluster in home.values()}
        for children in self.family.sibships.values():
            here = list(dict.fromkeys(home[child] for child in children if child in home))
            for older, younger in pairwise(here):
                left[younger].add(older)
        return left


def ranked(family: Family, levels: Mapping[Member, int], start: Member) -> tuple[Row, ...]:
    """The rows of one family whose members are all related, from the top; `start` in the middle."""
    ranking = Ranking(family, levels)
    sides = _sides(family, start)
    rows = [
        _sorted_row(
            ranking, clusters, {c: _mean(sides.get(one, 0.0) for one in c) for c in clusters}
        )
        for clusters in _clusters(family, levels)
    ]
    best, fewest = rows, _cost(ranking, rows)
    for sweep in range(SWEEPS * 2):
        rows = _swept(ranking, rows, down=sweep % 2 == 0)
        cost = _cost(ranking, rows)
        if cost < fewest:
            best, fewest = rows, cost
    return tuple(_switched(ranking, best))


def _clusters(family: Family, levels: Mapping[Member, int]) -> list[list[Cluster]]:
    rows: list[list[Cluster]] = [[] for _ in range(max(levels.values(), default=-1) + 1)]
    seen: set[Member] = set()
    for person in sorted(levels):
        if person in seen:
            continue
        members = _reached(family, levels, person)
        seen |= members
        rows[levels[person]].append(_side_by_side(family, members))
    return rows


def _reached(family: Family, levels: Mapping[Member, int], start: Member) -> set[Member]:
    found, waiting = {start}, [start]
    while waiting:
        for partner in family.partners.get(waiting.pop(), ()):
            if partner not in found and levels.get(partner) == levels[start]:
                found.add(partner)
                waiting.append(partner)
    return found


def _side_by_side(family: Family, members: set[Member]) -> Cluster:
    """Whoever has most partners in the middle, the latest partner beside, earlier ones outside."""
    hub = max(
        members, key=lambda one: (len(family.partners.get(one, ())), _is_man(family, one), one)
    )
    placed, sides = {hub}, (list[Member](), list[Member]())
    right_first = _is_man(family, hub) or len(members) > 2  # noqa: PLR2004 - more than a couple
    for place, partner in enumerate(family.partners.get(hub, ())):
        if partner in members and partner not in placed:
            side = sides[(place + right_first) % 2]
            side.extend(_chain(family, partner, members, placed))
    rest = sorted(members - placed)
    return (*reversed(sides[0]), hub, *sides[1], *rest)


def _chain(
    family: Family, person: Member, members: set[Member], placed: set[Member]
) -> list[Member]:
    placed.add(person)
    found = [person]
    for partner in family.partners.get(person, ()):
        if partner in members and partner not in placed:
            found += _chain(family, partner, members, placed)
    return found


def _is_man(family: Family, person: Member) -> bool:
    return family.members[person].shape is Shape.SQUARE


def _sides(family: Family, start: Member) -> dict[Member, float]:
    """How far left (below 0) or right of the client's line somebody belongs to begin with."""
    side, waiting = {start: 0.0}, [(start, 1.0)]
    for person, step in waiting:
        parents = sorted(family.parents.get(person, ()), key=lambda p: (not _is_man(family, p), p))
        spread = (-step, step) if len(parents) > 1 else (0.0,)
        near = [(parent, side[person] + by) for parent, by in zip(parents, spread, strict=False)]
        near += [(partner, side[person] + step / 8) for partner in family.partners.get(person, ())]
        near += [(child, side[person]) for child in family.children.get(person, ())]
        for other, where in near:
            if other not in side:
                side[other] = where
                waiting.append((other, step / 2))
    return side


def _sorted_row(ranking: Ranking, row: Iterable[Cluster], keys: Mapping[Cluster, float]) -> Row:
    blocks = ranking.block_of(row)
    blocks.sort(key=lambda block: (_mean(keys[c] for c in block), min(block)))
    left = ranking.before(c for block in blocks for c in block)
    return tuple(cluster for block in blocks for cluster in _in_order(block, left, keys))


def _in_order(
    block: Sequence[Cluster], left: Mapping[Cluster, set[Cluster]], keys: Mapping[Cluster, float]
) -> list[Cluster]:
    """Birth order first, then by key; where birth orders contradict each other, by key."""
    waiting, placed = sorted(block, key=lambda c: (keys[c], c)), list[Cluster]()
    while waiting:
        here = set(waiting)
        free = [c for c in waiting if not (left[c] & here) - {c}]
        chosen = (free or waiting)[0]
        waiting.remove(chosen)
        placed.append(chosen)
    return placed


def _places(row: Row, widest: int) -> dict[Member, float]:
    people = [one for cluster in row for one in cluster]
    inset = (widest - len(people)) / 2
    return {one: place + inset for place, one in enumerate(people)}


def _all_places(rows: Sequence[Row]) -> dict[Member, float]:
    widest = max((sum(map(len, row)) for row in rows), default=0)
    return {one: at for row in rows for one, at in _places(row, widest).items()}


def _swept(ranking: Ranking, rows: Sequence[Row], *, down: bool) -> list[Row]:
    swept = list(rows)
    for level in range(len(rows)) if down else reversed(range(len(rows))):
        at = _all_places(swept)
        keys = {cluster: _pull(ranking, cluster, at, down=down) for cluster in swept[level]}
        swept[level] = _sorted_row(ranking, swept[level], keys)
    return swept


def _pull(ranking: Ranking, cluster: Cluster, at: Mapping[Member, float], *, down: bool) -> float:
    """The mean place of a cluster's parents, or of its children; its own where it has none."""
    family = ranking.family
    if down:
        places = [_stem(family.parents[one], at) for one in cluster if one in family.parents]
    else:
        places = [at[child] for one in cluster for child in family.children.get(one, ())]
    return _mean(places) if places else _mean(at[one] for one in cluster)


def _stem(parents: Pair, at: Mapping[Member, float]) -> float:
    return _mean(at[parent] for parent in parents)


def _edges(family: Family, row: Row, at: Mapping[Member, float]) -> list[Edge]:
    """From parents to child, for a row of children."""
    parents = family.parents
    return [
        (_stem(parents[one], at), at[one]) for cluster in row for one in cluster if one in parents
    ]


def _crossings(edges: Sequence[Edge]) -> int:
    """How many pairs begin in one order and end in the other: inversions, counted in one pass."""
    found, ends = 0, list[float]()
    for _, end in sorted(edges):
        found += len(ends) - bisect_right(ends, end)
        insort(ends, end)
    return found


def _cost(ranking: Ranking, rows: Sequence[Row]) -> tuple[int, float]:
    """How often lines of descent cross, then how far they run."""
    at = _all_places(rows)
    levels = [_edges(ranking.family, row, at) for row in rows]
    length = sum(abs(up - low) for level in levels for up, low in level)
    return sum(map(_crossings, levels)), round(length, 3)


def _switched(ranking: Ranking, rows: Sequence[Row]) -> list[Row]:
    """Neighbours change places, and couples sides, as long as that saves crossings."""
    best = list(rows)
    at = _all_places(best)
    for _ in range(SWITCHES):
        saved = False
        for level, row in enumerate(best):
            fewest = _crossings_at(ranking, best, level, at)
            for candidate in _candidates(ranking, row) if fewest else ():
                tried = {**at, **_in_same_places(row, candidate, at)}
                changed = [*best[:level], candidate, *best[level + 1 :]]
                if _crossings_at(ranking, changed, level, tried) < fewest:
                    best, at, saved = changed, tried, True
                    break
        if not saved:
            break
    return best


def _crossings_at(
    ranking: Ranking, rows: Sequence[Row], level: int, at: Mapping[Member, float]
) -> int:
    """Crossings of the lines that end in a row, and of those that begin there."""
    near = rows[level : level + 2]
    return sum(_crossings(_edges(ranking.family, row, at)) for row in near)


def _in_same_places(row: Row, candidate: Row, at: Mapping[Member, float]) -> dict[Member, float]:
    """The people of a row in another order, on the places that the row has."""
    places = [at[one] for cluster in row for one in cluster]
    people = [one for cluster in candidate for one in cluster]
    return dict(zip(people, places, strict=True))


def _candidates(ranking: Ranking, row: Row) -> Iterable[Row]:
    left = ranking.before(row)
    together = {c: n for n, block in enumerate(ranking.block_of(row)) for c in block}
    for place, cluster in enumerate(row):
        if len(cluster) > 1:
            yield (*row[:place], cluster[::-1], *row[place + 1 :])
    for place, (one, two) in enumerate(pairwise(row)):
        if one not in left[two] and together[one] == together[two]:
            yield (*row[:place], two, one, *row[place + 2 :])


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
