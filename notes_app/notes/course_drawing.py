"""The line of one questionnaire over time: geometry for an SVG, which the table beside it repeats.

The band is the reliable change round the first complete score: inside it, a total differs by no
more than repeated measurement alone produces.  A session without a complete score breaks the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from notes_app.notes.courses import Course

WIDTH, HEIGHT = 640.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 12.0, 10.0, 22.0


@dataclass(frozen=True)
class Point:
    """A total as it is drawn."""

    x: float
    y: float
    total: float


@dataclass(frozen=True)
class Drawing:
    """One line, its band and its cut-off; heights count from the top.

    Attributes:
        strokes: "M x y L x y ..." for each unbroken stretch.
        band: top and height of the band of reliable change; None where nobody says how wide it is.
        cutoff: height of the cut-off.
    """

    points: Sequence[Point]
    strokes: Sequence[str]
    band: tuple[float, float] | None
    cutoff: float | None


def drawn(course: Course) -> Drawing | None:
    """The drawing of a course; None below two complete scores, where there is no line."""
    if len(course.complete) < 2:  # noqa: PLR2004 - a line joins two points
        return None
    stretches: list[list[Point]] = [[]]
    for place, score in enumerate(course.scores):
        if score.total is None:
            stretches.append([])
            continue
        x = _x(place, len(course.scores))
        stretches[-1].append(Point(x, _y(score.total, course), score.total))
    return Drawing(
        points=[point for stretch in stretches for point in stretch],
        strokes=[_stroke(stretch) for stretch in stretches if stretch],
        band=_band(course),
        cutoff=None if course.scale.cutoff is None else _y(course.scale.cutoff, course),
    )


def _band(course: Course) -> tuple[float, float] | None:
    start, reliable = course.start, course.scale.reliable
    if start is None or reliable is None:
        return None
    top = _y(min(course.scale.highest, start + reliable), course)
    foot = _y(max(course.scale.lowest, start - reliable), course)
    return top, round(foot - top, 1)


def _stroke(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{point.x} {point.y}" for point in points)


def _x(place: int, count: int) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * place / max(1, count - 1), 1)


def _y(total: float, course: Course) -> float:
    span = course.scale.highest - course.scale.lowest
    share = (total - course.scale.lowest) / span if span else 0.0
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)
