"""Quadratic arcs, and what is drawn along them: parallel lines, zigzags, gaps, arrows."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist, hypot

Point = tuple[float, float]
SAMPLES = 24


@dataclass(frozen=True)
class Curve:
    """An arc from `start` to `end`, pulled towards `pull`."""

    start: Point
    pull: Point
    end: Point

    def at(self, t: float) -> Point:
        """The point at `t`, 0 to 1."""
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        return (
            a * self.start[0] + b * self.pull[0] + c * self.end[0],
            a * self.start[1] + b * self.pull[1] + c * self.end[1],
        )

    @cached_property
    def points(self) -> list[Point]:
        """Points along the arc, close enough together to measure it."""
        return [self.at(at / SAMPLES) for at in range(SAMPLES + 1)]

    @cached_property
    def marks(self) -> list[float]:
        """How far along each of the points is."""
        marks = [0.0]
        for one, two in zip(self.points, self.points[1:], strict=False):
            marks.append(marks[-1] + dist(one, two))
        return marks

    @property
    def length(self) -> float:
        """How long it is, in px."""
        return self.marks[-1]

    def along(self, way: float) -> tuple[Point, Point]:
        """The point `way` px from the start, and the direction there as a unit vector."""
        marks, points = self.marks, self.points
        place = min(bisect_left(marks, way, 1), len(marks) - 1)
        one, two = points[place - 1], points[place]
        step = marks[place] - marks[place - 1] or 1.0
        part = (way - marks[place - 1]) / step
        ux, uy = (two[0] - one[0]) / step, (two[1] - one[1]) / step
        return (one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part), (ux, uy)

    def beside(self, way: float, off: float) -> Point:
        """The point `off` px to the right of the arc, `way` px from its start."""
        (x, y), (ux, uy) = self.along(way)
        return x - uy * off, y + ux * off


def arc(one: Point, other: Point, bulge: float) -> Curve:
    """An arc whose middle lies `bulge` px above the straight line (left of an upright one)."""
    nx, ny = upwards(one, other)
    middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    return Curve(one, (middle[0] + 2 * bulge * nx, middle[1] + 2 * bulge * ny), other)


def upwards(one: Point, other: Point) -> Point:
    """The unit vector across a straight line, upwards (to the left of an upright one)."""
    wide, high = other[0] - one[0], other[1] - one[1]
    length = hypot(wide, high) or 1.0
    nx, ny = high / length, -wide / length
    return (-nx, -ny) if ny > 0 or (ny == 0 and nx > 0) else (nx, ny)


def trimmed(curve: Curve, before: float, after: float) -> Curve:
    """The same arc without its first `before` and last `after` px."""
    first = _part_at(curve, before)
    last = _part_at(curve, curve.length - after)
    if last <= first:
        return curve
    start, end = curve.at(first), curve.at(last)
    # The pull of a piece of a quadratic arc: de Casteljau at both ends.
    a = _between(curve.start, curve.pull, first)
    b = _between(curve.pull, curve.end, first)
    return Curve(start, _between(a, b, last), end)


def _part_at(curve: Curve, way: float) -> float:
    low, high = 0.0, 1.0
    marks = curve.marks
    for at in range(1, len(marks)):
        if marks[at] >= way:
            low, high = (at - 1) / SAMPLES, at / SAMPLES
            step = marks[at] - marks[at - 1] or 1.0
            return low + (high - low) * max(0.0, (way - marks[at - 1])) / step
    return 1.0


def _between(one: Point, two: Point, t: float) -> Point:
    return one[0] + (two[0] - one[0]) * t, one[1] + (two[1] - one[1]) * t


def line(points: Sequence[Point]) -> str:
    """Straight pieces from point to point."""
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def smooth(curve: Curve, off: float = 0.0, first: float = 0.0, last: float | None = None) -> str:
    """The arc, or the stretch of it between two ways, `off` px beside it."""
    end = curve.length if last is None else last
    if not off and not first and last is None:
        start, pull, stop = (f"{_n(x)} {_n(y)}" for x, y in (curve.start, curve.pull, curve.end))
        return f"M{start}Q{pull} {stop}"
    steps = max(2, round((end - first) / 16))
    return line([curve.beside(first + (end - first) * at / steps, off) for at in range(steps + 1)])


def zigzag(curve: Curve, amplitude: float, wavelength: float) -> str:
    """Teeth of `amplitude` to either side, one pair in each `wavelength`."""
    teeth = max(2, round(curve.length / wavelength * 2))
    ways = [(at / teeth) * curve.length for at in range(teeth + 1)]
    offs = [0.0, *(amplitude if at % 2 else -amplitude for at in range(1, teeth)), 0.0]
    return line([curve.beside(way, off) for way, off in zip(ways, offs, strict=True)])


def bar(curve: Curve, way: float, reach: float) -> str:
    """A bar across the arc, `reach` px to either side."""
    return line([curve.beside(way, -reach), curve.beside(way, reach)])


def arrow(curve: Curve, size: float) -> list[Point]:
    """The three points of an arrow head at the end of the arc."""
    back = max(curve.length - size, 0.0)
    return [curve.beside(back, -size / 2), curve.end, curve.beside(back, size / 2)]


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
