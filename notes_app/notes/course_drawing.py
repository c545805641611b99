"""The line of one questionnaire over time: geometry for an SVG, which the table beside it repeats.

Across by date, upward by total.  The band is the reliable change round the first complete score:
inside it, a total differs by no more than repeated measurement alone produces.  A session without a
complete score breaks the line, and so does a total that is the mean of other problems.  Everything
lies within the frame, and no two words at its right touch (both are tested for any series).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from notes_app.measures.wording import number
from notes_app.notes.courses import Course, Score
from notes_app.statistics.series import FEWEST_TOTALS, theil_sen

NARROWEST, HIGH = 880.0, 220.0
PHONE = 320.0  # what a narrow screen shows without scrolling
LEFT, RIGHT, TOP, FOOT = 34.0, 112.0, 14.0, 28.0
INSET = 16.0  # from the frame to the first and to the last point
APART = 14.0  # of two neighbours, on average
REACH = 24.0  # how wide a point can be pressed
DOT, SMALLEST_DOT = 4.0, 1.2
LINE_HIGH = 15.0  # of words
TICK_WIDE = 74.0
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Point:
    """A total as it is drawn; it can be pressed from `begins` on, `reach` wide."""

    x: float
    y: float
    begins: float
    reach: float
    score: Score


@dataclass(frozen=True)
class Words:
    """A few words beside the drawing; `kind` says of what."""

    x: float
    y: float
    said: str
    kind: str = ""


@dataclass(frozen=True)
class Band:
    """Within the reliable change of the start; `edges` are the parts of its border that are meant:
    where the scale ends before the band does, there is none."""

    x: float
    y: float
    width: float
    height: float
    edges: str


@dataclass(frozen=True)
class Drawing:
    """One line with all that is drawn round it; heights count from the top.

    Attributes:
        strokes: "M x y L x y ..." for each unbroken stretch.
        bands: none where nobody says how wide they are.
        trends: straight lines through the totals, where there are enough of them.
        cutoff: height of the cut-off.
        beside: at the right of the frame, from top to bottom.
        ticks: dates below the frame.
    """

    width: float
    dot: float
    points: Sequence[Point]
    strokes: Sequence[str]
    bands: Sequence[Band]
    trends: Sequence[str]
    cutoff: float | None
    beside: Sequence[Words]
    ticks: Sequence[Words]
    lowest: float
    highest: float

    @property
    def height(self) -> float:
        """Of the whole."""
        return HIGH

    @property
    def right(self) -> float:
        """Where the frame ends."""
        return self.width - RIGHT

    @property
    def ground(self) -> float:
        """The foot of the frame."""
        return HIGH - FOOT


def drawn(course: Course, *, width: float | None = None) -> Drawing | None:
    """The drawing of a course; None below two complete scores, where there is no line.

    `width`: one that does not grow with the number of totals, as of paper.
    """
    if len(course.complete) < 2:  # noqa: PLR2004 - a line joins two points
        return None
    frame = _frame(course, width or max(NARROWEST, LEFT + RIGHT + APART * len(course.scores)))
    points = _points(course.complete, frame)
    cutoff = course.scale.cutoff
    return Drawing(
        width=frame.width,
        dot=_dot(points),
        points=points,
        strokes=[_stroke(run) for run in _stretches(course, points)],
        bands=_bands(course, frame),
        trends=[line for piece in course.pieces if (line := _trend(piece, frame))],
        cutoff=None if cutoff is None else frame.y(cutoff),
        beside=_beside(course, frame),
        ticks=_ticks(frame),
        lowest=frame.lowest,
        highest=frame.highest,
    )


@dataclass(frozen=True)
class _Frame:
    """Where a day and a total are drawn."""

    first: date
    last: date
    lowest: float
    highest: float
    width: float

    def x(self, day: float) -> float:
        """Days since the first score, across."""
        wide = self.width - LEFT - RIGHT - 2 * INSET
        return round(LEFT + INSET + wide * day / max(1, (self.last - self.first).days), 1)

    def on(self, day: date) -> float:
        return self.x((day - self.first).days)

    def y(self, total: float) -> float:
        span = self.highest - self.lowest
        share = (total - self.lowest) / span if span else 0.5
        return round(TOP + (HIGH - TOP - FOOT) * (1 - share), 1)

    def within(self, total: float) -> float:
        return min(self.highest, max(self.lowest, total))


def _frame(course: Course, width: float) -> _Frame:
    # A definition that was corrected afterwards may leave totals outside its scale.
    totals = [score.total for score in course.complete if score.total is not None]
    scale, days = course.scale, [score.held_on for score in course.scores]
    marks = [*totals, *([] if scale.cutoff is None else [scale.cutoff])]
    lowest, highest = min(scale.lowest, *marks), max(scale.highest, *marks)
    return _Frame(min(days), max(days), lowest, highest, width)


def _points(scores: Sequence[Score], frame: _Frame) -> list[Point]:
    places = [(frame.on(score.held_on), frame.y(score.total or 0.0)) for score in scores]
    gaps = [after[0] - before[0] for before, after in pairwise(places)]
    points = []
    for (x, y), before, after, score in zip(
        places, [REACH, *gaps], [*gaps, REACH], scores, strict=True
    ):
        left, right = min(REACH, before) / 2, min(REACH, after) / 2
        points.append(Point(x, y, round(x - left, 1), round(left + right, 1), score))
    return points


def _dot(points: Sequence[Point]) -> float:
    apart = (points[-1].x - points[0].x) / (len(points) - 1)
    return round(min(DOT, max(SMALLEST_DOT, 0.4 * apart)), 1)


def _stretches(course: Course, points: Sequence[Point]) -> list[list[Point]]:
    """The points that are joined: no gap and no other problems between them."""
    of = {id(point.score): point for point in points}
    stretches: list[list[Point]] = [[]]
    for score in course.scores:
        point = of.get(id(score))
        before = stretches[-1][-1].score if stretches[-1] else score
        if point is None or before.rated != score.rated:
            stretches.append([])
        if point is not None:
            stretches[-1].append(point)
    return [stretch for stretch in stretches if stretch]


def _stroke(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{point.x} {point.y}" for point in points)


def _bands(course: Course, frame: _Frame) -> list[Band]:
    start, reliable = course.complete[0], course.scale.reliable
    if reliable is None:
        return []
    first = start.total or 0.0
    top, foot = frame.y(frame.within(first + reliable)), frame.y(frame.within(first - reliable))
    meant = [
        frame.y(total)
        for total in (first + reliable, first - reliable)
        if frame.lowest < total < frame.highest
    ]
    bands = []
    for begins, ends in _like_the_start(course, frame):
        edges = "".join(f"M{begins} {y}H{ends}" for y in meant)
        bands.append(Band(begins, top, round(ends - begins, 1), round(foot - top, 1), edges))
    return bands


def _like_the_start(course: Course, frame: _Frame) -> Iterable[tuple[float, float]]:
    """From where to where totals may be compared with the first: all of it, unless other problems
    were rated in between."""
    pieces = course.pieces
    if len(pieces) == 1:
        yield LEFT, frame.width - RIGHT
        return
    for piece in pieces:
        if piece[0].rated == pieces[0][0].rated:
            begins, ends = frame.on(piece[0].held_on), frame.on(piece[-1].held_on)
            yield begins - INSET / 2, ends + INSET / 2


def _trend(piece: Sequence[Score], frame: _Frame) -> str:
    """A straight line through a piece, cut where it would leave the scale; empty for too few."""
    if len(piece) < FEWEST_TOTALS:
        return ""
    days = [float((score.held_on - frame.first).days) for score in piece]
    line = theil_sen(days, [score.total or 0.0 for score in piece])
    if line is None:
        return ""
    ends = [(day, line.intercept + line.slope * day) for day in (days[0], days[-1])]
    inside = [
        (day, total)
        if frame.lowest <= total <= frame.highest or not line.slope
        else ((frame.within(total) - line.intercept) / line.slope, frame.within(total))
        for day, total in ends
    ]
    (x1, y1), (x2, y2) = ((frame.x(day), frame.y(frame.within(total))) for day, total in inside)
    return f"M{x1} {y1}L{x2} {y2}"


def _beside(course: Course, frame: _Frame) -> list[Words]:
    """The words at the right, pushed apart where they would touch."""
    scale, first, last = course.scale, course.complete[0], course.complete[-1]
    said = [(frame.y(last.total or 0.0), number(last.total or 0.0) + " last", "last")]
    if scale.cutoff is not None:
        said.append((frame.y(scale.cutoff), f"{number(scale.cutoff)} cut-off", "limit"))
    if scale.reliable is not None:
        within = f"{number(first.total or 0.0)} first, ± {number(scale.reliable)}"
    else:
        within = f"{number(first.total or 0.0)} first"
    said.append((frame.y(first.total or 0.0), within, "first"))
    said.sort()
    heights = spread([y for y, _, _ in said], TOP, HIGH - FOOT)
    x = frame.width - RIGHT + 8
    return [Words(x, y, words, kind) for y, (_, words, kind) in zip(heights, said, strict=True)]


def spread(heights: Sequence[float], top: float, foot: float) -> list[float]:
    """Push ascending heights apart by a line each, staying between `top` and `foot`."""
    placed: list[float] = []
    for y in heights:
        placed.append(max(y, top, placed[-1] + LINE_HIGH if placed else top))
    limit = foot
    for at in reversed(range(len(placed))):
        placed[at] = round(min(placed[at], limit), 1)
        limit = placed[at] - LINE_HIGH
    return placed


def _ticks(frame: _Frame) -> list[Words]:
    """The beginnings of months, as many as there is room for; else the first and the last day."""
    y = HIGH - FOOT + 18
    for step in MONTHS:
        days = list(_months(frame.first, frame.last, step))
        if len(days) > 1 and _have_room(days, frame):
            return [Words(frame.on(day), y, f"{day:%b %Y}") for day in days]
    ends = [frame.first, frame.last]
    shown = ends if _have_room(ends, frame) else ends[:1]
    return [Words(frame.on(day), y, f"{day.day} {day:%b %Y}") for day in shown]


def _have_room(days: Sequence[date], frame: _Frame) -> bool:
    return all(frame.on(after) - frame.on(before) >= TICK_WIDE for before, after in pairwise(days))


def _months(first: date, last: date, step: int) -> Iterable[date]:
    """The first of every `step`th month, counted from January 1, between two days."""
    month = first.year * 12 + first.month - 1
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        if month % step == 0 and day >= first:
            yield day
        month += 1
