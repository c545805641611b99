"""Threads, alliance lines and moments on one axis of sessions: geometry for an SVG.

Plain numbers for presentation attributes.  The table beside it says the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notes_app.notes.queries import ReadSession
from notes_app.patterns.ruptures import AllianceLine, Axis, Span

LEFT, RIGHT = 96, 12
COLUMN, NARROWEST = 14, 780  # of a session, of the whole
LANE, PANEL, GAP, MARKS = 22, 56, 10, 20
HEAD = 20
HIGHEST = 10
LABEL_EVERY = 5


@dataclass(frozen=True)
class Bar:
    """A thread as it is drawn; `open` ones have no end."""

    span: Span
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Stroke:
    """One side's ratings: a path with gaps where it was not rated, and its points."""

    path: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Panel:
    """One part of the alliance; `top` and `foot` are the heights of 10 and of 0."""

    part: str
    top: float
    foot: float
    by_you: Stroke
    by_client: Stroke


@dataclass(frozen=True)
class Drawing:
    """The whole picture.  `numbers` are (x, number) of the sessions that carry one."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    panels: tuple[Panel, ...]
    reached: tuple[float, ...]
    lost: tuple[float, ...]
    marks_at: float
    numbers: tuple[tuple[float, int], ...]


def drawn(axis: Axis) -> Drawing | None:
    """The drawing; None below two sessions, where there is no axis."""
    if len(axis.reads) < 2:  # noqa: PLR2004 - an axis joins two sessions
        return None
    scale = _Scale(len(axis.reads))
    marks_at = HEAD + LANE * len(axis.spans) + MARKS / 2
    top = HEAD + LANE * len(axis.spans) + MARKS
    rated = [line for line in axis.lines if line.rated]
    panels = [_panel(line, top + nth * (PANEL + GAP), scale) for nth, line in enumerate(rated)]
    return Drawing(
        width=scale.width,
        height=top + len(rated) * (PANEL + GAP),
        bars=tuple(_bar(span, nth, scale) for nth, span in enumerate(axis.spans)),
        panels=tuple(panels),
        reached=scale.places(axis.reached, axis.reads),
        lost=scale.places(axis.lost, axis.reads),
        marks_at=marks_at,
        numbers=tuple(
            (scale.x(at), read.number)
            for at, read in enumerate(axis.reads)
            if read.number and (read.number == 1 or read.number % LABEL_EVERY == 0)
        ),
    )


@dataclass(frozen=True)
class _Scale:
    columns: int

    @property
    def width(self) -> float:
        return max(NARROWEST, LEFT + RIGHT + COLUMN * self.columns)

    def x(self, at: int) -> float:
        return round(LEFT + (self.width - LEFT - RIGHT) * at / (self.columns - 1), 1)

    def places(
        self, some: Iterable[ReadSession], reads: Sequence[ReadSession]
    ) -> tuple[float, ...]:
        at = {read.session_id: column for column, read in enumerate(reads)}
        return tuple(self.x(at[read.session_id]) for read in some)


def _bar(span: Span, nth: int, scale: _Scale) -> Bar:
    begins, ends = scale.x(span.begins), scale.x(span.ends)
    return Bar(span, begins, HEAD + LANE * nth + LANE / 2, round(ends - begins, 1))


def _panel(line: AllianceLine, top: float, scale: _Scale) -> Panel:
    foot = top + PANEL
    return Panel(
        line.part,
        top,
        foot,
        _stroke(line.by_you, foot, scale),
        _stroke(line.by_client, foot, scale),
    )


def _stroke(values: Sequence[int | None], foot: float, scale: _Scale) -> Stroke:
    path, points, pen = "", [], "M"
    for at, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x, y = scale.x(at), round(foot - PANEL * value / HIGHEST, 1)
        path += f"{pen}{x} {y}"
        points.append((x, y))
        pen = "L"
    return Stroke(path, tuple(points))
