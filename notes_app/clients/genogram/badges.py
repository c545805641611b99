"""Where badges of themes stand: on their line or at their symbol, and clear of all that is written.

A badge touches a symbol only if nothing else is left, somebody else's last of all, and it never
lies on a word, a year, an age, another badge, or what tells a tie in its middle.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import hypot
from uuid import UUID

from notes_app.clients.genogram.curves import Curve, Point
from notes_app.clients.genogram.strokes import BAR_REACH
from notes_app.clients.genogram.ties import Box, DrawnTie, overlap
from notes_app.clients.payloads import TieKind

WIDE, HIGH = 42.0, 24.0
RIGHT, DOWN = 12.0, 14.0  # from the upper right corner of a symbol
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
BESIDE = (-16.0, 16.0, -26.0, 26.0)
STEP, RINGS = 12.0, 40
TOLD_IN_THE_MIDDLE = {TieKind.ESTRANGED, TieKind.CUT_OFF, TieKind.MENDED}


@dataclass(frozen=True)
class Standing:
    """A symbol: its middle, how far it reaches, and what is written in and around it."""

    middle: Point
    reach: float
    written: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """The symbol alone."""
        (x, y), r = self.middle, self.reach
        return x - r, y - r, x + r, y + r


def placed(
    wearing: Iterable[UUID], ties: Iterable[DrawnTie], people: Mapping[UUID, Standing]
) -> dict[UUID, Point]:
    """The middle of the badge of every tie and of every person that wears one."""
    lines = {one.tie.id: one for one in ties}
    written = [box for one in people.values() for box in one.written]
    written += [_middle(one) for one in lines.values() if one.tie.kind in TOLD_IN_THE_MIDDLE]
    found: dict[UUID, Point] = {}
    for one in wearing:
        if one in lines:
            found[one] = _on_line(lines[one], people, written)
        elif one in people:
            others = [other.box for who, other in people.items() if who != one]
            found[one] = _first_free(partial(_corners, people[one]), (others, ()), written)
        if one in found:
            written.append(box_of(found[one]))
    return found


def box_of(badge: Point) -> Box:
    """What a badge covers."""
    x, y = badge
    return x - WIDE / 2, y - HIGH / 2, x + WIDE / 2, y + HIGH / 2


def _middle(line: DrawnTie) -> Box:
    (x, y), _ = line.curve.along(line.curve.length / 2)
    return x - BAR_REACH, y - BAR_REACH, x + BAR_REACH, y + BAR_REACH


def _on_line(line: DrawnTie, people: Mapping[UUID, Standing], written: Sequence[Box]) -> Point:
    ends = (line.tie.one, line.tie.other)
    others = [one.box for who, one in people.items() if who not in ends]
    own = [people[who].box for who in ends if who in people]
    return _first_free(partial(_along, line.curve), ([*others, *own], others, ()), written)


def _along(curve: Curve) -> Iterator[Point]:
    """On the line, then beside it."""
    yield from map(curve.at, ALONG)
    yield from (curve.beside(curve.length * part, off) for off in BESIDE for part in ALONG)


def _corners(symbol: Standing) -> Iterator[Point]:
    """At the corners, the upper right one first."""
    (x, y), right, down = symbol.middle, symbol.reach + RIGHT, symbol.reach - DOWN
    return ((x + right * a, y + down * b) for a, b in ((1, -1), (-1, -1), (1, 1), (-1, 1)))


def _first_free(
    wishes: Callable[[], Iterator[Point]],
    keep_off: Iterable[Sequence[Box]],
    written: Sequence[Box],
) -> Point:
    """The first wish on nothing written and on none of the symbols; each time of fewer of them."""
    for symbols in keep_off:
        for wish in wishes():  # made one by one: most badges stand at the first
            if _is_free(wish, written) and _is_free(wish, symbols):
                return wish
    first = next(wishes())
    around = (spot for spot in _around(first) if _is_free(spot, written))
    return next(around, first)


def _is_free(badge: Point, taken: Iterable[Box]) -> bool:
    box = box_of(badge)
    return not any(overlap(box, other) for other in taken)


def _around(middle: Point) -> Iterator[Point]:
    """Places around a point, the nearest first."""
    x, y = middle
    for ring in range(1, RINGS):
        reach = range(-ring, ring + 1)
        steps = [(a, b) for a in reach for b in reach if max(abs(a), abs(b)) == ring]
        for a, b in sorted(steps, key=lambda step: hypot(*step)):
            yield x + a * STEP, y + b * STEP
