"""Where each tie runs, and where its badge stands: past the symbols, and beside the labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.genogram.curves import Curve, Point, arc, trimmed
from notes_app.clients.genogram.strokes import Ring, Stroke, ring_of, strokes_of
from notes_app.clients.payloads import Tie

BULGE, FURTHER = 18.0, 12.0
TRIES = 7
TRIES_FOR_LABELS = 2  # a label can be read through a line, a symbol cannot
SHORTEST = 30.0
CLEARANCE = 5.0
CORNER = 1.2  # a square reaches further than a circle
BADGE = (42.0, 24.0)
BADGE_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class DrawnTie:
    """One tie on the map; `badge` is where a badge may stand on it."""

    tie: Tie
    strokes: tuple[Stroke, ...]
    ring: Ring | None
    badge: Point
    curve: Curve


@dataclass(frozen=True)
class Ground:
    """What is in the way: the symbols as circles round a middle, the labels as boxes."""

    middles: Mapping[UUID, Point]
    radius: float
    labels: Mapping[UUID, Box]


def drawn_ties(ties: Sequence[Tie], ground: Ground, *, wearing: Sequence[UUID]) -> list[DrawnTie]:
    """All ties between people who are on the map.

    Args:
        wearing: the ids of the ties that carry a badge, for which room is kept.
    """
    boxes = list(ground.labels.values())
    many: dict[frozenset[UUID], int] = {}
    drawn = []
    for tie in ties:
        if tie.one == tie.other or not {tie.one, tie.other} <= ground.middles.keys():
            continue
        pair = frozenset({tie.one, tie.other})
        curve = _past_symbols(tie, ground, many.get(pair, 0))
        many[pair] = many.get(pair, 0) + 1
        badge = curve.at(0.5)
        if tie.id in wearing:
            badge = _free_place(curve, ground, boxes)
            boxes.append(_box(badge))
        found = tuple(strokes_of(tie.kind, curve))
        drawn.append(DrawnTie(tie, found, ring_of(tie.kind, curve), badge, curve))
    return drawn


def _past_symbols(tie: Tie, ground: Ground, earlier: int) -> Curve:
    """An arc above the straight line, higher while it would run through somebody."""
    one, other = ground.middles[tie.one], ground.middles[tie.other]
    others = [m for who, m in ground.middles.items() if who not in (tie.one, tie.other)]
    labels = [box for who, box in ground.labels.items() if who not in (tie.one, tie.other)]
    labels = _near(labels, one, other)
    best: tuple[int, int] = (len(others) + 1, 0)
    chosen = arc(one, other, BULGE)
    for attempt in range(TRIES):
        bulge = BULGE + FURTHER * (earlier + attempt)
        for side in (1, -1) if attempt else (1,):
            curve = arc(one, other, bulge * side)
            hits = _hits(curve, others, ground.radius)
            if hits > best[0]:
                continue
            found = (hits, _covers(curve, labels))
            if found < best:
                best, chosen = found, curve
        if best == (0, 0) or (best[0] == 0 and attempt >= TRIES_FOR_LABELS):
            break
    return _out_of_labels(chosen, tie, ground)


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


def _covers(curve: Curve, labels: Sequence[Box]) -> int:
    """Through how many labels of others the curve runs."""
    return sum(any(_within(point, box) for point in curve.points[::2]) for box in labels)


def _near(boxes: Sequence[Box], one: Point, other: Point) -> list[Box]:
    far = BULGE + FURTHER * TRIES
    left, right = min(one[0], other[0]) - far, max(one[0], other[0]) + far
    top, bottom = min(one[1], other[1]) - far, max(one[1], other[1]) + far
    return [box for box in boxes if overlap(box, (left, top, right, bottom))]


def _hits(curve: Curve, middles: Sequence[Point], radius: float) -> int:
    """Through how many symbols of others the curve runs."""
    xs, ys = [p[0] for p in curve.points], [p[1] for p in curve.points]
    left, right = min(xs) - radius, max(xs) + radius
    top, bottom = min(ys) - radius, max(ys) + radius
    near = [m for m in middles if left < m[0] < right and top < m[1] < bottom]
    reach = (radius * CORNER + CLEARANCE) ** 2
    return sum(any((x - a) ** 2 + (y - b) ** 2 < reach for x, y in curve.points) for a, b in near)


def _free_place(curve: Curve, ground: Ground, boxes: Sequence[Box]) -> Point:
    """On the line, nearest its middle, where no symbol, label or other badge is."""
    for t in BADGE_PLACES:
        point = curve.at(t)
        box = _box(point)
        if not any(overlap(box, other) for other in boxes) and not _on_symbol(box, ground):
            return point
    return curve.at(0.5)


def _on_symbol(box: Box, ground: Ground) -> bool:
    r = ground.radius
    return any(overlap(box, (x - r, y - r, x + r, y + r)) for x, y in ground.middles.values())


def _box(point: Point) -> Box:
    wide, high = BADGE
    return point[0] - wide / 2, point[1] - high / 2, point[0] + wide / 2, point[1] + high / 2


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
