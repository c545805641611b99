"""Illness and addiction in a symbol: the left half hatched upright, the lower half hatched across.

Told apart by place and by direction, so that they stay apart without colour, on paper and in one
symbol.  Every hatch ends on the outline; nothing has to be clipped.
"""

from collections.abc import Iterator
from math import sqrt

from notes_app.clients.marks import Mark
from notes_app.clients.payloads import Shape

STEP = 3.5


def halves(shape: Shape, r: float, mark: Mark) -> tuple[str, ...]:
    """The paths of what is noted, round the point 0, 0."""
    asked = ((mark.illness, left_half), (mark.addiction, lower_half))
    return tuple(half(shape, r) for noted, half in asked if noted)


def left_half(shape: Shape, r: float) -> str:
    """Upright lines in the left half."""
    chords = ((-at, *up_and_down(shape, r, at)) for at in _steps(r))
    return "".join(f"M{x:.1f} {top:.1f}V{foot:.1f}" for x, top, foot in chords if top < foot)


def lower_half(shape: Shape, r: float) -> str:
    """Level lines in the lower half."""
    chords = ((at, out_from_middle(shape, r, at)) for at in _steps(r))
    return "".join(f"M{-reach:.1f} {y:.1f}H{reach:.1f}" for y, reach in chords if reach > 0)


def up_and_down(shape: Shape, r: float, x: float) -> tuple[float, float]:
    """From where to where a symbol reaches at `x` beside its middle."""
    if shape is Shape.TRIANGLE:
        return 2 * x - r, r
    reach = 0.9 * min(r, 2 * (r - x)) if shape is Shape.HEXAGON else _reach(shape, r, x)
    return -reach, reach


def out_from_middle(shape: Shape, r: float, y: float) -> float:
    """How far a symbol reaches left and right at `y` below its middle."""
    if shape is Shape.TRIANGLE:
        return (r + y) / 2
    if shape is Shape.HEXAGON:
        return r - y / 1.8 if y <= 0.9 * r else 0.0
    return _reach(shape, r, y)


def _reach(shape: Shape, r: float, off: float) -> float:
    """Of the shapes that are as wide as they are high."""
    if shape is Shape.SQUARE:
        return r
    return sqrt(r * r - off * off) if shape is Shape.CIRCLE else r - off


def _steps(r: float) -> Iterator[float]:
    """From the middle to just inside the edge."""
    at = 0.0
    while at < r - 1:
        yield at
        at += STEP
