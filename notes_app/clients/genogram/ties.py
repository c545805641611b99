"""Where each tie runs: past the symbols, and beside the labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.genogram.curves import Curve, Point, arc, trimmed, upwards
from notes_app.clients.genogram.strokes import Ring, Stroke, ring_of, strokes_of
from notes_app.clients.payloads import Tie

BULGE, FURTHER = 18.0, 12.0
TRIES = 9
TRIES_FOR_LABELS = 4  # a label can be read through a line, a symbol cannot
SHORTEST = 30.0
CLEARANCE = 5.0
CORNER = 1.2  # a square reaches further than a circle
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class DrawnTie:
    """One tie on the map."""

    tie: Tie
    strokes: tuple[Stroke, ...]
    ring: Ring | None
    curve: Curve


@dataclass(frozen=True)
class Ground:
    """What is in the way: the symbols as circles round a middle, the labels as boxes."""

    middles: Mapping[UUID, Point]
    radius: float
    labels: Mapping[UUID, Box]


def drawn_ties(ties: Sequence[Tie], ground: Ground) -> list[DrawnTie]:
    """All ties between people who are on the map."""
    many: dict[frozenset[UUID], int] = {}
    drawn = []
    for tie in ties:
        if tie.one == tie.other or not {tie.one, tie.other} <= ground.middles.keys():
            continue
        pair = frozenset({tie.one, tie.other})
        curve = _past_symbols(tie, ground, many.get(pair, 0))
        many[pair] = many.get(pair, 0) + 1
        found = tuple(strokes_of(tie.kind, curve))
        drawn.append(DrawnTie(tie, found, ring_of(tie.kind, curve), curve))
    return drawn


@dataclass(frozen=True)
class _Chord:
    """The straight line between two people, and what lies near it.

    A place is told by how far along the line it is (0 to 1) and how far above.  An arc of a bulge
    lies 4 * bulge * t * (1 - t) above the line at t: so nothing has to be measured along it.
    There are the symbols that an arc can reach, and of labels the corners between the two.
    """

    reach: float
    symbols: tuple[Point, ...]
    labels: tuple[tuple[Point, ...], ...]

    def hits(self, bulge: float) -> int:
        """Through how many symbols an arc runs."""
        return sum(abs(off - 4 * bulge * t * (1 - t)) < self.reach for t, off in self.symbols)

    def covers(self, bulge: float) -> int:
        """Through how many labels an arc runs: some of their corners above it, some below."""
        found = 0
        for corners in self.labels:
            above = [off > 4 * bulge * t * (1 - t) for t, off in corners]
            found += any(above) and not all(above)
        return found


def _chord(
    one: Point, other: Point, symbols: Sequence[Point], labels: Sequence[Box], *, reach: float
) -> _Chord:
    wide, high = other[0] - one[0], other[1] - one[1]
    square = wide * wide + high * high or 1.0
    nx, ny = upwards(one, other)

    def seen(point: Point) -> Point:
        x, y = point[0] - one[0], point[1] - one[1]
        return (x * wide + y * high) / square, x * nx + y * ny

    boxes = [((a, b), (c, b), (a, d), (c, d)) for a, b, c, d in labels]
    beyond = reach / square**0.5
    return _Chord(
        reach,
        tuple(at for at in map(seen, symbols) if -beyond < at[0] < 1 + beyond),
        tuple(tuple(at for at in map(seen, corners) if 0 < at[0] < 1) for corners in boxes),
    )


def _past_symbols(tie: Tie, ground: Ground, earlier: int) -> Curve:
    """An arc above the straight line, higher while it would run through somebody."""
    one, other = ground.middles[tie.one], ground.middles[tie.other]
    ends = (tie.one, tie.other)
    others = [middle for who, middle in ground.middles.items() if who not in ends]
    labels = [box for who, box in ground.labels.items() if who not in ends]
    reach = ground.radius * CORNER + CLEARANCE
    chord = _chord(one, other, others, _near(labels, one, other), reach=reach)
    best = (len(others) + 1, 0, 0.0)
    for attempt in range(TRIES):
        bulge = BULGE + FURTHER * (earlier + attempt)
        for side in (bulge, -bulge) if attempt else (bulge,):
            found = (chord.hits(side), chord.covers(side), side)
            if found[:2] < best[:2]:
                best = found
        if best[0] == 0 and (best[1] == 0 or attempt >= TRIES_FOR_LABELS):
            break
    return _out_of_labels(arc(one, other, best[2]), tie, ground)


def _out_of_labels(curve: Curve, tie: Tie, ground: Ground) -> Curve:
    """The stretch outside both symbols and both people's own labels, while some of it is left."""
    least = ground.radius + CLEARANCE
    before = max(least, _way_out(curve, ground.labels.get(tie.one), from_end=False))
    after = max(least, _way_out(curve, ground.labels.get(tie.other), from_end=True))
    if before + after > curve.length - SHORTEST:
        return trimmed(curve, least, least)
    return trimmed(curve, before, after)


def _way_out(curve: Curve, box: Box | None, *, from_end: bool) -> float:
    """How far from one end the curve leaves a label for good; 0 where it never enters it."""
    if box is None:
        return 0.0
    inside = [
        way for point, way in zip(curve.points, curve.marks, strict=True) if _within(point, box)
    ]
    if not inside:
        return 0.0
    step = curve.length / len(curve.points)
    return (curve.length - min(inside) if from_end else max(inside)) + step


def _within(point: Point, box: Box) -> bool:
    return box[0] - 2 < point[0] < box[2] + 2 and box[1] - 2 < point[1] < box[3] + 2


def _near(boxes: Sequence[Box], one: Point, other: Point) -> list[Box]:
    far = BULGE + FURTHER * TRIES
    left, right = min(one[0], other[0]) - far, max(one[0], other[0]) + far
    top, bottom = min(one[1], other[1]) - far, max(one[1], other[1]) + far
    return [box for box in boxes if overlap(box, (left, top, right, bottom))]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
