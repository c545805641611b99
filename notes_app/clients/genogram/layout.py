"""Where everybody stands: the family in rows, and below it everybody else.

The same people give the same places.  A place is the middle of a symbol, in px from the upper left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from notes_app.clients.genogram.columns import Columns, spread, stem_of
from notes_app.clients.genogram.family import Family, Member, Pair, generations
from notes_app.clients.genogram.lettering import Label
from notes_app.clients.genogram.ranks import Row, ranked

DATES = 18  # above a symbol
COUPLE_DROP = 10  # from the symbol's foot to the line of a couple
NESTED = 9  # and to that of partners who do not stand side by side
TRACK = 9  # between two sibship lines
LABEL_GAP = 5
TWINS_ROOM = 14
MARGIN = 16
BETWEEN_FAMILIES = 56
WIDEST_AROUND = 900


@dataclass(frozen=True)
class Sizes:
    """How large symbols and steps are.  A small map is drawn with more air."""

    node: float = 44
    row: float = 120
    gap: float = 28


DENSE = Sizes()
AIRY = Sizes(node=48, row=150, gap=52)
ROOMY = Sizes(node=54, row=186, gap=110)
FEW, SOME = 12, 26


@dataclass(frozen=True)
class Spot:
    """The middle of a symbol."""

    x: float
    y: float


@dataclass(frozen=True)
class Bar:
    """The level line of one sibship: how far down, and where the line from the parents begins."""

    y: float
    stem: float


@dataclass(frozen=True)
class Layout:
    """Everybody's place by rule, and what the lines need.

    Attributes:
        rows: everybody who is related, in order, from the top; then those around, in their rows.
        depth: for a couple that does not stand side by side, how many lines deeper theirs runs.
        label_tops: how far under a symbol's middle the label of each row begins.
        lost: who stands for a loss, whose line runs to the middle of its cross.
    """

    sizes: Sizes
    spots: Mapping[Member, Spot]
    rows: tuple[tuple[Member, ...], ...]
    bars: Mapping[Pair, Bar]
    depth: Mapping[Pair, int]
    label_tops: Mapping[Member, float]
    width: float
    height: float
    lost: frozenset[Member] = frozenset()

    def top(self, one: Member) -> float:
        """How far down the line ends from which somebody hangs."""
        return self.spots[one].y - (0 if one in self.lost else self.sizes.node / 2)


@dataclass(frozen=True)
class _Drawn:
    """One family, or several that are not related, before anything has a height."""

    rows: tuple[tuple[Member, ...], ...]
    x: Mapping[Member, float]


def lay_out(family: Family, *, start: Member, labels: Mapping[Member, Label]) -> Layout:
    """Place everybody by rule.

    Args:
        start: the client, whose line stands in the middle.
        labels: the words under each symbol; their width keeps people apart.
    """
    sizes = _sizes_for(len(family.members))
    half = {one: max(sizes.node / 2, label.width / 2) for one, label in labels.items()}
    drawn = _families(family, start, half, sizes)
    depth = _depths(family, drawn.rows)
    bars_in = _tracks(family, drawn, half)
    y, tops, bars = _heights(family, drawn, labels, sizes, (depth, bars_in))
    spots = {one: Spot(round(x + MARGIN, 1), y[one]) for one, x in drawn.x.items()}
    around = _around(family, spots, half, (labels, sizes))
    stems = {p: stem_of(p, {o: s.x for o, s in spots.items()}, half) for p in bars}
    everybody = {**spots, **around.spots}
    tops |= dict.fromkeys(around.spots, sizes.node / 2 + LABEL_GAP)
    return Layout(
        sizes=sizes,
        spots=everybody,
        rows=(*drawn.rows, *around.rows),
        bars={parents: Bar(bars[parents], round(stems[parents], 1)) for parents in bars},
        depth=depth,
        label_tops=tops,
        width=max((s.x + half[one] for one, s in everybody.items()), default=0) + MARGIN,
        height=max(
            (s.y + tops[one] + labels[one].height for one, s in everybody.items()), default=0
        )
        + MARGIN,
        lost=family.lost,
    )


def _sizes_for(people: int) -> Sizes:
    if people <= FEW:
        return ROOMY
    return AIRY if people <= SOME else DENSE


def _families(family: Family, start: Member, half: Mapping[Member, float], sizes: Sizes) -> _Drawn:
    """Families that are not related side by side, the client's first."""
    levels = generations(family)
    rows: list[list[Member]] = [[] for _ in range(max(levels.values(), default=-1) + 1)]
    x: dict[Member, float] = {}
    edge = 0.0
    for members in _unrelated(family, start):
        here = {one: levels[one] for one in members}
        begin = start if start in here else min(members)
        columns = Columns(family, ranked(family, here, begin), half, sizes.node, sizes.gap)
        found = spread(columns)
        x |= {one: edge + at for one, at in found.items()}
        edge = max(x[one] + half[one] for one in found) + BETWEEN_FAMILIES
        for level, row in enumerate(columns.rows):
            rows[level] += _people_of(row)
    return _Drawn(tuple(map(tuple, rows)), x)


def _people_of(row: Row) -> list[Member]:
    return [one for cluster in row for one in cluster]


def _unrelated(family: Family, start: Member) -> list[list[Member]]:
    """The related people, apart by family: the client's first, then the largest."""
    found: list[list[Member]] = []
    left = set(family.related)
    for person in sorted(family.related, key=lambda one: (one != start, one)):
        if person in left:
            members = _connected(family, person)
            left -= members
            found.append(sorted(members))
    return sorted(found, key=lambda members: (start not in members, -len(members), members))


def _connected(family: Family, start: Member) -> set[Member]:
    near: dict[Member, set[Member]] = {}
    links = [*family.pairs, *(birth.parents | {birth.child} for birth in family.births)]
    for link in links:
        for one in link:
            near.setdefault(one, set()).update(link)
    found, waiting = {start}, [start]
    while waiting:
        for other in near.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found


def _depths(family: Family, rows: Sequence[Sequence[Member]]) -> dict[Pair, int]:
    at = {one: (level, place) for level, row in enumerate(rows) for place, one in enumerate(row)}
    depth = {}
    for pair in family.pairs:
        (level, left), (other, right) = sorted(at[one] for one in pair)
        depth[pair] = right - left - 1 if level == other else 0
    return depth


def _tracks(family: Family, drawn: _Drawn, half: Mapping[Member, float]) -> dict[Pair, int]:
    """On which of several level lines each sibship hangs, so that none runs along another."""
    level = {one: at for at, row in enumerate(drawn.rows) for one in row}
    spans: dict[int, list[tuple[float, float, Pair]]] = {}
    for parents in _hung(family):
        points = [stem_of(parents, drawn.x, half), *(drawn.x[c] for c in _kids(family, parents))]
        row = max(level[one] for one in parents)
        spans.setdefault(row, []).append((min(points), max(points), parents))
    found: dict[Pair, int] = {}
    for lines in spans.values():
        ends: list[float] = []
        for left, right, parents in sorted(lines, key=lambda line: (line[:2], sorted(line[2]))):
            free = next((n for n, end in enumerate(ends) if end < left - TRACK), len(ends))
            ends[free : free + 1] = [right]
            found[parents] = free
    return found


def _hung(family: Family) -> list[Pair]:
    """All sets of parents under whom somebody is drawn, second descents included."""
    return list(dict.fromkeys(birth.parents for birth in family.births))


def _kids(family: Family, parents: Pair) -> list[Member]:
    return [birth.child for birth in family.births if birth.parents == parents]


def _heights(
    family: Family,
    drawn: _Drawn,
    labels: Mapping[Member, Label],
    sizes: Sizes,
    lines: tuple[Mapping[Pair, int], Mapping[Pair, int]],
) -> tuple[dict[Member, float], dict[Member, float], dict[Pair, float]]:
    """How far down each person, each label and each sibship line is."""
    depth, tracks = lines
    level = {one: at for at, row in enumerate(drawn.rows) for one in row}
    y: dict[Member, float] = {}
    tops: dict[Member, float] = {}
    bars: dict[Pair, float] = {}
    middle = MARGIN + DATES + sizes.node / 2
    for at, row in enumerate(drawn.rows):
        deepest = max((depth[p] + 1 for p in depth if level[min(p)] == at), default=0)
        top = sizes.node / 2 + LABEL_GAP + (COUPLE_DROP + (deepest - 1) * NESTED) * (deepest > 0)
        foot = middle + top + max((labels[one].height for one in row), default=0)
        hung = [p for p in tracks if max(level[one] for one in p) == at]
        for parents in hung:
            bars[parents] = foot + LABEL_GAP + tracks[parents] * TRACK
        y |= dict.fromkeys(row, middle)
        tops |= dict.fromkeys(row, top)
        lowest = max((bars[p] for p in hung), default=foot)
        room = TWINS_ROOM * any(
            birth.descent.twins for birth in family.births if level[birth.child] == at + 1
        )
        middle = max(middle + sizes.row, lowest + room + DATES + LABEL_GAP + sizes.node / 2)
    return y, tops, bars


@dataclass(frozen=True)
class _Around:
    spots: Mapping[Member, Spot]
    rows: tuple[tuple[Member, ...], ...]


def _around(
    family: Family,
    spots: Mapping[Member, Spot],
    half: Mapping[Member, float],
    drawn_as: tuple[Mapping[Member, Label], Sizes],
) -> _Around:
    """Friends, groups, the therapist: in rows of their own below the family."""
    labels, sizes = drawn_as
    rest = [family.number[person.id] for person in family.people]
    rest = [one for one in rest if one not in spots]
    wide = max([s.x for s in spots.values()] + [min(WIDEST_AROUND, len(rest) * 110)])
    lines: list[list[Member]] = []
    placed: dict[Member, float] = {}
    x = wide
    for one in rest:
        step = max(sizes.node + sizes.gap, half[one] * 2 + LABEL_GAP * 3)
        if x + step > wide:
            lines.append([])
            x = MARGIN
        lines[-1].append(one)
        placed[one] = x + step / 2
        x += step
    lowest = max((s.y for s in spots.values()), default=-sizes.row)
    found: dict[Member, Spot] = {}
    for place, line in enumerate(lines):
        shift = (wide + MARGIN - (placed[line[-1]] + placed[line[0]])) / 2
        y = lowest + (place + 1) * max(sizes.row, _tallest(labels) + sizes.node + DATES)
        y += MARGIN + DATES + sizes.node / 2 if not spots else 0
        found |= {one: Spot(round(placed[one] + max(shift, 0), 1), y) for one in line}
    return _Around(found, tuple(map(tuple, lines)))


def _tallest(labels: Mapping[Member, Label]) -> float:
    return max((label.height for label in labels.values()), default=0) + LABEL_GAP * 3
