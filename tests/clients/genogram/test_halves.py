"""Illness and addiction in a symbol: where the hatches lie, and that they end on the outline."""

import re
from math import hypot
from uuid import uuid4

import pytest

from notes_app.clients.genogram.halves import halves, left_half, lower_half
from notes_app.clients.marks import Mark, mark_of, with_mark
from notes_app.clients.payloads import Shape

R = 22.0
UPRIGHT = re.compile(r"M(\S+) (\S+)V([^M]+)")
LEVEL = re.compile(r"M(\S+) (\S+)H([^M]+)")


def upright(d: str) -> list[tuple[float, float, float]]:
    """(x, from, to) of every line."""
    return [tuple(float(n) for n in line) for line in UPRIGHT.findall(d)]


def level(d: str) -> list[tuple[float, float, float]]:
    """(y, from, to) of every line."""
    return [(float(y), float(x), float(to)) for x, y, to in LEVEL.findall(d)]


def is_inside(shape: Shape, x: float, y: float) -> bool:
    slack = 0.1
    inside = {
        Shape.SQUARE: max(abs(x), abs(y)) <= R + slack,
        Shape.CIRCLE: hypot(x, y) <= R + slack,
        Shape.DIAMOND: abs(x) + abs(y) <= R + slack,
        Shape.TRIANGLE: y <= R + slack and abs(x) <= (R + y) / 2 + slack,
        Shape.HEXAGON: abs(y) <= 0.9 * R + slack and abs(x) + abs(y) / 1.8 <= R + slack,
    }
    return inside[shape]


@pytest.mark.parametrize("shape", Shape)
def test_illness_is_the_left_half_and_stays_in_the_symbol(shape: Shape) -> None:
    lines = upright(left_half(shape, R))
    assert len(lines) >= 5
    assert all(-R < x <= 0 and top < foot for x, top, foot in lines)
    evenly = [foot == (R if shape is Shape.TRIANGLE else -top) for _, top, foot in lines]
    assert all(evenly)
    assert all(is_inside(shape, x, y) for x, *ends in lines for y in ends)
    assert not is_inside(shape, lines[2][0], lines[2][2] + 1)


@pytest.mark.parametrize("shape", Shape)
def test_addiction_is_the_lower_half_and_stays_in_the_symbol(shape: Shape) -> None:
    lines = level(lower_half(shape, R))
    assert len(lines) >= 5
    assert all(0 <= y < R and left == -right for y, left, right in lines)
    assert all(is_inside(shape, x, y) for y, *ends in lines for x in ends)
    assert not is_inside(shape, lines[2][2] + 1, lines[2][0])


def test_both_are_two_paths_and_neither_is_none() -> None:
    who = uuid4()
    assert halves(Shape.CIRCLE, R, Mark(who)) == ()
    assert halves(Shape.CIRCLE, R, Mark(who, illness=True, addiction=True)) == (
        left_half(Shape.CIRCLE, R),
        lower_half(Shape.CIRCLE, R),
    )


def test_a_person_has_one_mark_and_one_that_says_nothing_is_not_kept() -> None:
    ida, paul = uuid4(), uuid4()
    marks = with_mark((Mark(paul, illness=True),), Mark(ida, addiction=True))
    marks = with_mark(marks, Mark(ida, illness=True))
    assert [mark_of(marks, who).words for who in (ida, paul, uuid4())] == ["illness", "illness", ""]
    assert with_mark(marks, Mark(ida)) == (Mark(paul, illness=True),)
